"""From an archive to a release in use: plan, render, index and write, making only what is not already there."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator import pages, release, render, searchable
from generator.cache import Cache
from generator.config import Config
from generator.pages import Page
from generator.release import Releases
from generator.source import Asset
from generator.tasks import Indexed, IndexJob, RenderChunk, Site, Written, index, write
from generator.version import code_version
from generator.views import Views
from generator.work import Report, Workers


class Published(NamedTuple):
    """The release now in use, how many files it has, and how many of them had to be made."""

    release: str
    files: int
    made: int


class Manifest(NamedTuple):
    """What a release holds: every file, the fingerprint of every page, and what the search index was made of."""

    files: Mapping[str, Written]
    prints: Mapping[str, bytes]
    index_print: bytes
    index_files: tuple[str, ...]


_EMPTY = Manifest({}, {}, b"", ())


def publish(
    config: Config,
    views: Views,
    assets: Sequence[Asset],
    releases: Releases,
    cache: Cache,
    workers: Workers,
    report: Report,
) -> Published:
    """Make a release of what ``views`` shows and take it into use; what is the same as before is linked, not made."""
    current = releases.current()
    old: Manifest = (cache.recall(f"release:{current}") if current else None) or _EMPTY
    draft = releases.draft()
    statics = render.statics(config)
    addresses = {name: static.url for name, static in statics.items()}
    site = Site(config, tuple(sorted(addresses.items())), cache.folder, cache.secret, draft)
    job = searchable.job(views)
    index_print = _index_print(job)
    indexing = workers.submit(index, site, job, frozenset(old.files)) if index_print != old.index_print else None

    every = [*pages.plan(views), *pages.redirects(views.archive)]
    salt = render.salt(config, addresses, code_version())
    prints = {page.url: render.fingerprint(page, salt) for page in every}
    fresh = [page for page in every if old.prints.get(page.url) != prints[page.url]]
    written = _render(fresh, site, workers, report)
    written += [write(draft, asset.path, asset.file.read_bytes()) for asset in assets]
    written += [write(draft, static.url, static.data) for static in statics.values()]
    indexed = indexing.result() if indexing else Indexed((), old.index_files)
    written += indexed.written

    made = {file.url for file in written}
    kept = {url: old.files[url] for url in (*prints, *indexed.kept) if url not in made}
    if current and release.link_unchanged(current, draft, kept):
        # Somebody changed files of the release in use: trust none of it and make everything anew.
        cache.keep(f"release:{current}", _EMPTY)
        return publish(config, views, assets, releases, cache, workers, report)
    files = {**kept, **{file.url: file for file in written}}
    name = release.release_id(files.values())
    index_files = (*indexed.kept, *(file.url for file in indexed.written))
    cache.keep(f"release:{releases.folder / name}", Manifest(files, prints, index_print, index_files))
    releases.switch(draft, name)
    changed = sum(old.files.get(file.url) != file for file in written)
    return Published(name, len(files), changed)


def _index_print(job: IndexJob) -> bytes:
    digest = hashlib.blake2b(b"".join(job.keys), digest_size=16)
    digest.update(repr((job.documents, job.synonyms, job.names)).encode())
    return digest.digest()


def _render(fresh: Sequence[Page], site: Site, workers: Workers, report: Report) -> list[Written]:
    report.stage("steg-skrive", len(fresh))
    return [file for chunk in workers.map_chunks(RenderChunk(site), fresh, report) for file in chunk]

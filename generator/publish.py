"""From an archive to a release in use: plan, render, index and write, making only what is not already there."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from generator import change_pages, comparing, hosting, mail, pages, release, render, searchable, timeline
from generator.cache import Cache
from generator.config import Config
from generator.files import Written, write
from generator.indexing import Indexed, IndexJob, Place, index, prepare
from generator.page import Planned
from generator.redirects import Redirect
from generator.release import Releases
from generator.source import Asset
from generator.tasks import RenderChunk, Site
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
    index_keys: tuple[bytes, ...]
    index_print: bytes
    index_files: tuple[str, ...]


_EMPTY = Manifest({}, {}, (), b"", ())


class Draft:
    """A release in the making."""

    def __init__(self, releases: Releases, workers: Workers, cache: Cache) -> None:
        self._releases = releases
        self.current = releases.current()
        self.folder = releases.draft()
        self.place = Place(cache.folder, cache.secret, self.folder)
        workers.aside(prepare, self.place)
        workers.submit(releases.prune, self.current)

    @property
    def memo(self) -> str:
        """The name under which the manifest of this output's release is kept."""
        return f"manifest:{self._releases.output}"

    def take(self, files: Mapping[str, Written], urls: Iterable[str]) -> bool:
        """Link these files from the release in use; gives whether all were as they should be."""
        return self.current is not None and release.link(self.current, self.folder, (files[url] for url in urls))

    def finish(self, files: Collection[Written], *, is_same: bool) -> str:
        """Take the draft into use, unless the release in use is the same; gives the name of the one in use."""
        name = release.release_id(files)
        if self.current and is_same and release.id_of(self.current.name) == name:
            self._releases.clear()
            return self.current.name
        return self._releases.switch(self.folder, name, files)

    def discard(self) -> None:
        """Leave the release in use as it is."""
        self._releases.clear()


def publish(
    config: Config,
    views: Views,
    former: Sequence[Redirect],
    assets: Sequence[Asset],
    draft: Draft,
    cache: Cache,
    workers: Workers,
    report: Report,
    *,
    anew: bool = False,
) -> Published:
    """Make a release of what ``views`` shows and take it into use; what is the same as before is not made again.

    Where the release in use is not as it was left, nothing in it is trusted and everything is made ``anew``.
    """
    old = _EMPTY if anew else _manifest(draft, cache)
    statics = render.statics(config)
    addresses = {name: static.url for name, static in statics.items()}
    site = Site(config, tuple(sorted(addresses.items())), cache.folder, cache.secret, draft.folder)
    job = searchable.job(views)
    known = frozenset(old.files)
    # Where a text has changed the index has too: it can begin before the rest of what it is made of is hashed.
    indexing = workers.aside(index, draft.place, job, known) if job.keys != old.index_keys else None
    index_print = _index_print(job)
    if not indexing and index_print != old.index_print:
        indexing = workers.aside(index, draft.place, job, known)

    known_views = views.knowing(comparing.compare(views.archive, cache, workers, report))
    recent = timeline.recent(known_views)
    planned = [*pages.plan(known_views, recent), *change_pages.plan(known_views, recent), *pages.redirects(former)]
    planned += mail.plan(known_views) if config.mail_address else []
    salt = render.salt(config, views.archive.registers, addresses, code_version())
    prints = {page.url: render.fingerprint(page, salt) for page in planned}
    fresh = [page for page in planned if old.prints.get(page.url) != prints[page.url]]
    written = _render(fresh, site, workers, report)
    written += [write(draft.folder, asset.path, asset.file.read_bytes()) for asset in assets]
    written += [write(draft.folder, static.url, static.data) for static in statics.values()]
    written += [write(draft.folder, url, data) for url, data in hosting.files(former, config.path).items()]
    made = {page.url for page in fresh}
    kept = [url for url in prints if url not in made]
    is_whole = not kept or draft.take(old.files, kept)
    indexed = indexing.result() if indexing else Indexed((), old.index_files)
    is_whole = is_whole and (not indexed.kept or draft.take(old.files, indexed.kept))
    if not is_whole:
        draft.discard()
        draft.folder.mkdir()
        return publish(config, views, former, assets, draft, cache, workers, report, anew=True)

    files = {url: old.files[url] for url in (*kept, *indexed.kept)}
    files |= {file.url: file for file in (*written, *indexed.written)}
    changed = sum(old.files.get(file.url) != file for file in (*written, *indexed.written))
    name = draft.finish(files.values(), is_same=not anew and not changed)
    index_files = (*indexed.kept, *(file.url for file in indexed.written))
    cache.keep(draft.memo, (name, Manifest(files, prints, job.keys, index_print, index_files)))
    return Published(name, len(files), changed)


def _manifest(draft: Draft, cache: Cache) -> Manifest:
    """Give the manifest of the release in use, if it was kept."""
    name, manifest = cache.recall(draft.memo) or ("", _EMPTY)
    return manifest if draft.current and draft.current.name == name else _EMPTY


def _index_print(job: IndexJob) -> bytes:
    digest = hashlib.blake2b(b"".join(job.keys), digest_size=16)
    digest.update(json.dumps(job[1:], ensure_ascii=False).encode())
    return digest.digest()


def _render(fresh: Sequence[Planned], site: Site, workers: Workers, report: Report) -> list[Written]:
    report.stage("steg-skrive", len(fresh))
    return [
        file
        for chunk in workers.map_chunks(RenderChunk(site), [page.make() for page in fresh], report)
        for file in chunk
    ]

"""From an archive to a release in use: plan, render, index and write, making only what is not already there."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator import pages, release, render, searchable
from generator.cache import Cache
from generator.config import Config
from generator.files import Written, write
from generator.indexing import Indexed, IndexJob, Place, index
from generator.pages import Planned
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
    index_print: bytes
    index_files: tuple[str, ...]


_EMPTY = Manifest({}, {}, b"", ())


class Draft:
    """A release in the making, which begins as a copy of the one in use while the content is still being read."""

    def __init__(self, releases: Releases, workers: Workers) -> None:
        self._releases = releases
        self.current = releases.current()
        self.folder = releases.draft()
        self._cloning = workers.beside(release.clone, self.current, self.folder) if self.current else None
        self._is_whole = False
        workers.submit(releases.prune, self.current)

    @property
    def memo(self) -> str:
        """The name under which the manifest of this output's release is kept."""
        return f"manifest:{self._releases.output}"

    def intact(self, files: Mapping[str, Written]) -> frozenset[str]:
        """Give the addresses that hold what they should; whatever else lies in the draft is taken away."""
        sizes = self._cloning.result() if self._cloning else {}
        release.remove(self.folder, sizes.keys() - files.keys())
        found = frozenset(url for url, file in files.items() if sizes.get(url) == file.size)
        self._is_whole = len(found) == len(files) == len(sizes)
        return found

    def finish(self, name: str) -> str:
        """Take the draft into use, unless the release in use is the same; gives the name of the one in use."""
        if self.current and self._is_whole and self.current.name.partition("-")[0] == name:
            self._releases.clear()
            return self.current.name
        return self._releases.switch(self.folder, name)

    def discard(self) -> None:
        """Leave the release in use as it is."""
        if self._cloning:
            self._cloning.result()
        self._releases.clear()


def publish(
    config: Config, views: Views, assets: Sequence[Asset], draft: Draft, cache: Cache, workers: Workers, report: Report
) -> Published:
    """Make a release of what ``views`` shows and take it into use; what is the same as before is not made again."""
    old = _manifest(draft, cache)
    intact = draft.intact(old.files)
    statics = render.statics(config)
    addresses = {name: static.url for name, static in statics.items()}
    site = Site(config, tuple(sorted(addresses.items())), cache.folder, cache.secret, draft.folder)
    place = Place(cache.folder, cache.secret, draft.folder)
    job = searchable.job(views)
    index_print = _index_print(job)
    is_indexed = index_print == old.index_print and intact.issuperset(old.index_files)
    indexing = None if is_indexed else workers.submit(index, place, job, intact)

    planned = [*pages.plan(views), *pages.redirects(views.archive)]
    salt = render.salt(config, views.archive.registers, addresses, code_version())
    prints = {page.url: render.fingerprint(page, salt) for page in planned}
    fresh = [page for page in planned if old.prints.get(page.url) != prints[page.url] or page.url not in intact]
    written = _render(fresh, site, workers, report)
    written += [write(draft.folder, asset.path, asset.file.read_bytes()) for asset in assets]
    written += [write(draft.folder, static.url, static.data) for static in statics.values()]
    indexed = indexing.result() if indexing else Indexed((), old.index_files)
    written += indexed.written

    files = {url: old.files[url] for url in (*prints, *indexed.kept) if url in old.files}
    files |= {file.url: file for file in written}
    release.remove(draft.folder, old.files.keys() - files.keys())
    name = release.release_id(files.values())
    index_files = (*indexed.kept, *(file.url for file in indexed.written))
    name = draft.finish(name)
    cache.keep(draft.memo, (name, Manifest(files, prints, index_print, index_files)))
    return Published(name, len(files), sum(old.files.get(file.url) != file for file in written))


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

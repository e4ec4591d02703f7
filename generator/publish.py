"""From an archive to a release in use: plan, render, index and write, making only what is not already there."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from generator import change_pages, comparing, hosting, indexing, mail, pages, release, render, searchable, timeline
from generator.cache import Cache
from generator.config import Config
from generator.files import Written, remove, write
from generator.indexing import Indexed, IndexJob, Place
from generator.offline import made_last, offline_pages
from generator.page import Planned
from generator.redirects import Redirect
from generator.release import Releases
from generator.source import Asset
from generator.tasks import RenderChunk, Site
from generator.version import code_version
from generator.views import Views
from generator.work import Done, Later, Report, Workers
from search.documents import ENTRY


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
    """A release in the making.

    What may be as it was in the release in use is linked from it while the content is read: all pages, and the index.
    """

    def __init__(self, releases: Releases, workers: Workers, cache: Cache) -> None:
        self._releases = releases
        self.current = releases.current()
        self.folder = releases.draft()
        self.place = Place(cache.folder, cache.secret, self.folder)
        self.memo = f"manifest:{releases.output}"
        name, manifest = cache.recall(self.memo) or ("", _EMPTY)
        self.old: Manifest = manifest if self.current and self.current.name == name else _EMPTY
        workers.aside(indexing.prepare, self.place)
        linked = [self.old.files[url] for url in (*self.old.prints, *self.old.index_files) if url != ENTRY]
        self._links: Later[bool] | Done[bool] = Done(value=True)
        if self.current and linked:
            self._links = workers.submit(release.link, self.current, self.folder, linked)
        workers.submit(releases.prune, self.current)

    def keep(self, linked: Iterable[str], wanted: Collection[str]) -> bool:
        """Leave only those links that are ``wanted``; gives whether all of the links were as they should be."""
        if not self._links.result():
            return False
        for url in linked:
            if url not in wanted:
                remove(self.folder, url)
        return True

    def finish(self, files: Collection[Written], *, is_same: bool) -> str:
        """Take the draft into use, unless the release in use is the same; gives the name of the one in use."""
        name = release.release_id(files)
        if self.current and is_same and release.id_of(self.current.name) == name:
            self._releases.clear()
            return self.current.name
        return self._releases.switch(self.folder, name, files)

    def same_entry(self) -> bool:
        """Link the one index file that keeps its name when the others change; gives whether it was as it should be."""
        return self.current is not None and release.link(self.current, self.folder, [self.old.files[ENTRY]])

    def discard(self) -> None:
        """Leave the release in use as it is."""
        self._links.result()
        self._releases.clear()

    def restart(self) -> None:
        """Begin from nothing."""
        self.discard()
        self.folder.mkdir()
        self.old, self._links = _EMPTY, Done(value=True)


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
    old = draft.old
    statics = render.statics(config)
    addresses = {name: static.url for name, static in statics.items()}
    site = Site(config, tuple(sorted(addresses.items())), cache.folder, cache.secret, draft.folder)
    documents = searchable.oldest_first(views.archive)
    keys, synonyms = tuple(one.key for one in documents), searchable.synonyms(views.archive, views.today)
    known = frozenset(old.files) - {ENTRY}
    # Where a text has changed the index has too: it can begin before the rest of what it is made of is known.
    weighing = workers.aside(indexing.words, draft.place, keys, synonyms, known) if keys != old.index_keys else None

    known_views = views.knowing(comparing.compare(views.archive, cache, workers, report))
    recent = timeline.recent(known_views)
    planned = [*pages.plan(known_views, recent), *change_pages.plan(known_views, recent), *pages.redirects(former)]
    planned += mail.plan(known_views) if config.mail_address else []
    planned += offline_pages(config)
    salt = render.salt(config, views.archive.registers, addresses, code_version())
    prints = {page.url: render.fingerprint(page, salt) for page in planned}
    fresh = [page for page in planned if old.prints.get(page.url) != prints[page.url]]
    made = {page.url for page in fresh}
    kept = [url for url in prints if url not in made]
    job = searchable.job(views, documents)
    index_print = indexing.fingerprint(job)
    if not weighing and index_print != old.index_print:
        weighing = workers.aside(indexing.words, draft.place, keys, synonyms, known)
    if not (draft.keep(old.prints, set(kept)) and (weighing or draft.same_entry())):
        if weighing:
            weighing.result()
        draft.restart()
        return publish(config, views, former, assets, draft, cache, workers, report, anew=True)
    written = _render(fresh, site, workers, report)
    written += [write(draft.folder, asset.path, asset.file.read_bytes()) for asset in assets]
    written += [write(draft.folder, static.url, static.data) for static in statics.values()]
    written += [write(draft.folder, url, data) for url, data in hosting.files(former, config.path).items()]
    new, same = _index(draft, job, cache, known, weighing.result) if weighing else ([], old.index_files)
    draft.keep((url for url in old.index_files if url != ENTRY), set(same))
    written += new
    files = {url: old.files[url] for url in (*kept, *same)} | {file.url: file for file in written}
    written += made_last(config, addresses, files, draft.folder, views.today)
    files |= {file.url: file for file in written}
    changed = sum(old.files.get(file.url) != file for file in written)
    name = draft.finish(files.values(), is_same=not anew and not changed)
    index_files = (*same, *(file.url for file in new))
    cache.keep(draft.memo, (name, Manifest(files, prints, keys, index_print, index_files)))
    return Published(name, len(files), changed)


def _index(
    draft: Draft, job: IndexJob, cache: Cache, known: Collection[str], words: Callable[[], Indexed]
) -> tuple[list[Written], Sequence[str]]:
    """Write the index but for its ``words``, which come last; gives what was written, and what is as it was."""
    parts = (indexing.texts(draft.place, job, cache, known), words())
    written = [file for part in parts for file in part.written]
    return [*written, indexing.entry(draft.place, *parts)], [url for part in parts for url in part.kept]


def _render(fresh: Sequence[Planned], site: Site, workers: Workers, report: Report) -> list[Written]:
    report.stage("steg-skrive", len(fresh))
    return [
        file
        for chunk in workers.map_chunks(RenderChunk(site), [page.make() for page in fresh], report)
        for file in chunk
    ]

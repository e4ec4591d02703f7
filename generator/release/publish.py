"""From an archive to a release in use: plan, render, index and write, making only what is not already there."""

import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.base.version import code_version
from generator.engine.cache import Cache
from generator.engine.pool import Done, Later, Report, Workers
from generator.engine.written import Written, remove, write
from generator.index import indexing, searchable
from generator.index.indexing import Indexed, Place, WordJob
from generator.kinds.nyhetsbrev import mail
from generator.model.config import Config
from generator.pages import timeline
from generator.pages.page import Planned, fingerprint
from generator.pages.redirects import Redirect
from generator.pages.views import Views
from generator.plan import changes, site
from generator.release import hosting
from generator.release.offline import made_last, offline_pages
from generator.release.releases import Releases, fill, id_of, is_there, release_id, strip
from generator.render import formats
from generator.render.statics import statics as statics_of
from generator.source.files import Asset
from generator.stages import comparing
from generator.stages.tasks import RenderChunk, Site
from search.index_files import FOLDER


class Published(NamedTuple):
    """The release now in use, how many files it has, and how many of them had to be made."""

    release: str
    files: int
    made: int


class Manifest(NamedTuple):
    """What a release holds: every file, the fingerprint of every page, and its search index.

    ``words`` is what the words of the index were made of, and what was made of it; ``indexed`` the files of the index.
    """

    files: Mapping[str, Written]
    prints: Mapping[str, bytes]
    words: tuple[WordJob, Indexed] | None
    indexed: tuple[str, ...]


_EMPTY = Manifest({}, {}, None, ())
_NO_WORDS = Indexed((), (), {})


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
        self._workers = workers
        linked = [self.old.files[url] for url in (*self.old.prints, *self.old.indexed)]
        # Words are written as soon as they are known, while the rest of the draft is still being filled.
        strip(self.folder, FOLDER, set(self.old.indexed))
        self._links: Later[bool] | Done[bool] = workers.submit(
            fill, self.current or self.folder, self.folder, linked, FOLDER
        )
        self.words: Later[Indexed] | Done[Indexed] = Done(_NO_WORDS)
        workers.aside(indexing.prepare, self.place)
        workers.submit(releases.prune)

    def begin(self, job: WordJob) -> None:
        """Begin to index words, if they have changed, while it is not yet known what else has."""
        self.job = job
        if self.old.words and self.old.words[0] == job:
            self.words = Done(self.old.words[1])
        else:
            self.words = self._workers.aside(indexing.words, self.place, job, frozenset(self.old.indexed))

    def keep(self, linked: Iterable[str], wanted: Collection[str]) -> bool:
        """Leave only those links that are ``wanted``; gives whether all of the links were as they should be."""
        if not self._links.result():
            return False
        for url in linked:
            if url not in wanted:
                remove(self.folder, url)
        return True

    def is_in_use(self, files: Iterable[Written]) -> bool:
        """Whether the release in use has files that are as long as these."""
        return self.current is not None and all(is_there(self.current, file) for file in files)

    def finish(self, files: Collection[Written], *, is_same: bool) -> str:
        """Take the draft into use, unless the release in use is the same; gives the name of the one in use."""
        name = release_id(files)
        if self.current and is_same and id_of(self.current.name) == name:
            return self.current.name
        return self._releases.switch(self.folder, name, files)

    def discard(self) -> None:
        """Leave the release in use as it is; the next build begins with what this one has left."""
        self._links.result()
        self.words.result()

    def restart(self) -> None:
        """Begin from nothing."""
        self.discard()
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        self.old, self._links = _EMPTY, Done(value=True)
        self.begin(self.job)


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
    old, statics = draft.old, statics_of(config)
    addresses = {name: static.url for name, static in statics.items()}
    planned = _planned(config, views.knowing(comparing.compare(views.archive, cache, workers, report)), former)
    salt = formats.salt(config, views.archive.registers, addresses, code_version())
    prints = {page.url: fingerprint(page, salt) for page in planned}
    fresh = [page for page in planned if old.prints.get(page.url) != prints[page.url]]
    made = {page.url for page in fresh}
    kept = [url for url in prints if url not in made]
    if not draft.keep(old.prints, set(kept)):
        draft.restart()
        return publish(config, views, former, assets, draft, cache, workers, report, anew=True)
    site = Site(config, tuple(sorted(addresses.items())), cache.folder, cache.secret, draft.folder)
    written = _render(fresh, site, workers, report)
    written += [write(draft.folder, asset.path, asset.file.read_bytes()) for asset in assets]
    written += [write(draft.folder, static.url, static.data) for static in statics.values()]
    written += [write(draft.folder, url, data) for url, data in hosting.files(former, config.path).items()]
    parts = (indexing.texts(draft.place, searchable.texts(views), cache, set(old.indexed)), draft.words.result())
    written += [*(file for part in parts for file in part.written), indexing.entry(draft.place, *parts)]
    same = [url for part in parts for url in part.kept]
    draft.keep(old.indexed, set(same))
    files = {url: old.files[url] for url in (*kept, *same)} | {file.url: file for file in written}
    written += made_last(config, addresses, files, draft.folder, views.today)
    files |= {file.url: file for file in written}
    changed = sum(old.files.get(file.url) != file for file in written)
    name = draft.finish(files.values(), is_same=not anew and not changed and draft.is_in_use(written))
    indexed = tuple(url for part in parts for url in part.all)
    cache.keep(draft.memo, (name, Manifest(files, prints, (draft.job, parts[1].settled), indexed)))
    return Published(name, len(files), changed)


def _planned(config: Config, views: Views, former: Sequence[Redirect]) -> list[Planned]:
    """Name every page of the site."""
    recent = timeline.recent(views)
    planned = [*site.plan(views, recent), *changes.plan(views, recent), *site.redirects(former)]
    return [*planned, *offline_pages(config), *(mail.plan(views) if config.mail_address else ())]


def _render(fresh: Sequence[Planned], site: Site, workers: Workers, report: Report) -> list[Written]:
    report.stage("steg-skrive", len(fresh))
    return [
        file
        for chunk in workers.map_chunks(RenderChunk(site), [page.make() for page in fresh], report)
        for file in chunk
    ]

"""A release in the making: what is as it was is linked from the release in use while the content is read."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import NamedTuple

from generator.engine.cache import Cache
from generator.engine.pool import Done, Later, Workers
from generator.engine.written import Written, remove
from generator.index import indexing
from generator.index.indexing import Indexed, IndexPlace, WordJob
from generator.release.releases import Releases, fill, id_of, is_there, release_id, strip
from generator.source.file_stamps import moment
from search.index_files import FOLDER


class Manifest(NamedTuple):
    """What a release holds: every file, the fingerprint of every page, and its search index.

    ``words`` is what the words of the index were made of, and what was made of it; ``indexed`` the files of the index.
    All was as it should be at a time by the disk's clock called ``settled``; it was read whole on a ``day``.
    ``spare`` is the release before, where it is the same but for its day.
    """

    files: Mapping[str, Written]
    prints: Mapping[str, bytes]
    words: tuple[WordJob, Indexed] | None
    indexed: tuple[str, ...]
    settled: int = 0
    day: date = date.min
    spare: str = ""


EMPTY = Manifest({}, {}, None, ())
_NO_WORDS = Indexed((), (), {})


class Draft:
    """A release in the making.

    What may be as it was in the release in use is linked from it while the content is read: all pages, and the index.
    """

    def __init__(self, releases: Releases, workers: Workers, cache: Cache, day: date) -> None:
        self._releases, self._cache, self._day = releases, cache, day
        self.current = releases.current()
        self._memo = f"manifest:{releases.output}"
        name, manifest = cache.recall(self._memo) or ("", EMPTY)
        self.old: Manifest = manifest if self.current and self.current.name == name else EMPTY
        self.folder = releases.draft(self.old.spare)
        self.place = IndexPlace(cache.folder, cache.secret, self.folder)
        # Once a day all is read, since not every disk tells of every change.
        self._settled = self.old.settled if self.old.day == day else 0
        self._workers = workers
        linked = [self.old.files[url] for url in (*self.old.prints, *self.old.indexed)]
        # Words are written as soon as they are known, while the rest of the draft is still being filled.
        strip(self.folder, FOLDER, set(self.old.indexed))
        self._links: Later[bool] | Done[bool] = workers.submit(
            fill, self.current or self.folder, self.folder, linked, FOLDER, self._settled
        )
        self._pruned: Later[None] | Done[None] = Done(None)
        self.words: Later[Indexed] | Done[Indexed] = Done(_NO_WORDS)
        workers.aside(indexing.prepare, self.place)

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
        # Not before: that takes links away, and where a file has lost one, the disk says that it was changed.
        self._pruned = self._workers.submit(self._releases.prune)
        for url in linked:
            if url not in wanted:
                remove(self.folder, url)
        return True

    def is_in_use(self, files: Iterable[Written]) -> bool:
        """Whether the release in use has these files."""
        return self.current is not None and all(is_there(self.current, file, self._settled) for file in files)

    def complete(self, files: Collection[Written], *, is_same: bool) -> str:
        """Make the draft a release, unless the one in use is the same; gives the name of the one to be in use."""
        name = release_id(files)
        if self.current and is_same and id_of(self.current.name) == name:
            return self.current.name
        return self._releases.complete(self.folder, name, files)

    def take(self, name: str, entering: Callable[[str], AbstractContextManager[None]]) -> None:
        """Take a complete release into use, and enter its addresses before."""
        is_new = self.current is None or name != self.current.name
        try:
            with entering(name):
                if is_new:
                    self._releases.use(name)
        except BaseException:
            if is_new:
                self._releases.take_back(name)
            raise

    def remember(self, name: str, manifest: Manifest) -> None:
        """Let the next build know what the release in use holds; without, it begins from nothing."""
        with contextlib.suppress(OSError, sqlite3.Error):
            self._pruned.result()
            settled = moment(self._releases.folder).time
            self._cache.keep(self._memo, (name, manifest._replace(settled=settled, day=self._day)))

    def discard(self) -> None:
        """Leave the release in use as it is; the next build begins with what this one has left."""
        with contextlib.suppress(Exception):
            self.words.result()
        with contextlib.suppress(Exception):
            # The links that were made look like changes to the disk, and need not be looked into by the next build.
            if self._links.result() and self.current and self.old is not EMPTY:
                self.remember(self.current.name, self.old)

    def restart(self) -> None:
        """Begin from nothing."""
        self._links.result()
        self.words.result()
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        self.old, self._links, self._settled = EMPTY, Done(value=True), 0
        self.begin(self.job)

"""A release in the making: what is as it was is linked from the release in use while the content is read."""

import shutil
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from generator.engine.cache import Cache
from generator.engine.pool import Done, Later, Workers
from generator.engine.written import Written, remove
from generator.index import indexing
from generator.index.indexing import Indexed, IndexPlace, WordJob
from generator.release.releases import Releases, fill, id_of, is_there, release_id, strip
from search.index_files import FOLDER


class Manifest(NamedTuple):
    """What a release holds: every file, the fingerprint of every page, and its search index.

    ``words`` is what the words of the index were made of, and what was made of it; ``indexed`` the files of the index.
    """

    files: Mapping[str, Written]
    prints: Mapping[str, bytes]
    words: tuple[WordJob, Indexed] | None
    indexed: tuple[str, ...]


EMPTY = Manifest({}, {}, None, ())
_NO_WORDS = Indexed((), (), {})


class Draft:
    """A release in the making.

    What may be as it was in the release in use is linked from it while the content is read: all pages, and the index.
    """

    def __init__(self, releases: Releases, workers: Workers, cache: Cache) -> None:
        self._releases = releases
        self.current = releases.current()
        self.folder = releases.draft()
        self.place = IndexPlace(cache.folder, cache.secret, self.folder)
        self.memo = f"manifest:{releases.output}"
        name, manifest = cache.recall(self.memo) or ("", EMPTY)
        self.old: Manifest = manifest if self.current and self.current.name == name else EMPTY
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
        self.old, self._links = EMPTY, Done(value=True)
        self.begin(self.job)

"""The index on the editor's own machine: Whoosh keeps the words of each document, and what they mean.

It holds what does not change with the day: which words a document has, and how often in each field.  How they are
weighed is the same as in the browser's index (:func:`search.postings.weighed`), and done when one asks.
"""

import hashlib
import os
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh import fields, formats, index
from whoosh.reading import IndexReader

from search.analysis import STOP_WORDS, fold, parts, term, unlike_forms
from search.documents import FIELDS, undigest
from search.places import take_away
from search.postings import term_of, weighed, within
from search.varieties import spelled_in_bokmal

Weights = npt.NDArray[np.float32]

_COUNTS = struct.Struct(f"<{len(FIELDS)}H")
_MOST = 0xFFFF
_LEAST = 0.25
# Weights that are kept for the next search: at least 64 MB, for one who asks of thousands of items.
_KEPT = 1 << 24
_SUMS = "sums"


class IndexedDocument(NamedTuple):
    """A document as the local index keeps it; ``key`` changes whenever ``words``, a digest, do."""

    path: str
    key: str
    words: bytes


class _Counts(formats.Existence):  # type: ignore[misc]
    """Postings whose value is a word's counts in each of ``FIELDS``."""

    posting_size = _COUNTS.size


# Fields are scorable, though Whoosh scores nothing: else it looks for a file of lengths at every posting it writes.
class _Lists(fields.FieldType):  # type: ignore[misc]
    """The lists that a document is in, from its digest: one for each word, and one for each part of compounds."""

    def __init__(self) -> None:
        super().__init__(_Counts(), None, scorable=True)

    def index(self, value: bytes, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield what Whoosh keeps of each list: its name, and the counts."""
        found = undigest(value)
        lists: dict[str, npt.NDArray[np.int64]] = defaultdict(lambda: np.zeros(len(FIELDS), np.int64))
        for word, counts in zip(found.words, struct.iter_unpack(f"{len(FIELDS)}B", found.counts), strict=True):
            if word not in STOP_WORDS:
                for name in (list_of(word), *map(within, parts(word))):
                    lists[name] += counts
        for name, summed in sorted(lists.items()):
            yield name.encode(), 1, 1.0, _COUNTS.pack(*np.minimum(summed, _MOST).tolist())


class _Names(fields.FieldType):  # type: ignore[misc]
    """Names that a document has."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None, scorable=True)

    def index(self, value: Iterable[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield what Whoosh keeps of each name."""
        for name in sorted(value):
            yield name.encode(), 1, 1.0, b""


def _hash(file: Path) -> bytes:
    # A pipe would be waited for.
    if not file.is_file():
        return b""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "blake2b").digest()


def list_of(word: str) -> str:
    """Name the list of documents that have a word: its term, how bokmål spells it, and itself.

    >>> list_of("tilvisingar")
    'henvisning=henvisninger=tilvisingar'
    """
    return f"{term(word)}={spelled_in_bokmal(word)}={word}"


class LocalIndex:
    """A Whoosh index in a folder, brought up to date with what has changed.

    Whoosh believes what it reads.  So the hash of every file is kept beside them; where one is not as it was left, all
    is thrown away, and ``was_damaged``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.was_damaged = os.path.lexists(folder) and not self._is_whole()
        if self.was_damaged:
            take_away(folder)
        folder.mkdir(parents=True, exist_ok=True)
        schema = fields.Schema(
            path=fields.ID(stored=True, unique=True),
            key=fields.STORED,
            lengths=fields.STORED,
            lists=_Lists(),
            words=_Names(),
            typed=_Names(),
        )
        known = index.exists_in(folder)
        self._index = index.open_dir(folder) if known else index.create_in(folder, schema)
        if not known:
            self._settle()

    def _is_whole(self) -> bool:
        """Whether all files are as they were left; an empty folder is."""
        try:
            return not any(self._folder.iterdir()) or (self._folder / _SUMS).read_bytes() == self._sums()
        except OSError:
            return False

    def _sums(self) -> bytes:
        """Hash every file of the index."""
        files = sorted(self._folder.iterdir())
        kept = (file for file in files if not file.name.startswith(_SUMS) and "LOCK" not in file.name)
        return b"".join(b"%s %s\n" % (os.fsencode(file.name), _hash(file)) for file in kept)

    def _settle(self) -> None:
        draft = self._folder / f"{_SUMS}.ny"
        draft.write_bytes(self._sums())
        draft.replace(self._folder / _SUMS)

    def update(self, entries: Iterable[IndexedDocument]) -> int:
        """Make the index hold exactly these documents; gives how many had to be indexed."""
        with self._index.searcher() as searcher:
            known = {row["path"]: row["key"] for row in searcher.all_stored_fields()}
        wanted = {entry.path: entry for entry in entries}
        fresh = [entry for entry in wanted.values() if known.get(entry.path) != entry.key]
        gone = known.keys() - wanted.keys()
        if fresh or gone:
            self._write(gone.union(known.keys() & {entry.path for entry in fresh}), fresh)
            self._settle()
        return len(fresh)

    def _write(self, dropped: Iterable[str], fresh: Iterable[IndexedDocument]) -> None:
        writer = self._index.writer()
        try:
            for path in dropped:
                writer.delete_by_term("path", path)
            for entry in fresh:
                writer.add_document(**_row(entry))
            writer.commit()
        except BaseException:
            # Else its lock and its files stay open.
            with suppress(Exception):
                writer.cancel()
            raise

    @contextmanager
    def opened(self, paths: Sequence[str]) -> Iterator["Postings"]:
        """Read the documents of these paths, numbered in this order."""
        with self._index.reader() as reader:
            yield Postings(reader, paths)


def _row(entry: IndexedDocument) -> dict[str, Any]:
    found = undigest(entry.words)
    words = [word for word in found.words if word not in STOP_WORDS]
    typed = {f"{form} {word}" for word in words for form in (*unlike_forms(word), fold(word)) if form != word}
    return {
        "path": entry.path,
        "key": entry.key,
        "lengths": found.lengths,
        "lists": entry.words,
        "words": words,
        "typed": typed,
    }


class Postings:
    """What a local index holds, for one search."""

    def __init__(self, reader: IndexReader, paths: Sequence[str]) -> None:
        self._reader = reader
        self.count = len(paths)
        numbers = {path: number for number, path in enumerate(paths)}
        rows = {row: stored for row, stored in reader.iter_docs() if stored["path"] in numbers}
        self._number = {row: numbers[stored["path"]] for row, stored in rows.items()}
        self._lengths = np.zeros((len(paths), len(FIELDS)), np.int64)
        for row, stored in rows.items():
            self._lengths[self._number[row]] = stored["lengths"]
        self._weights: dict[str, dict[str, Weights]] = {}
        self._named: dict[str, list[str]] = {}

    def has(self, word: str) -> bool:
        """Whether a document has just this word."""
        return ("words", word) in self._reader

    def has_term(self, term_: str) -> bool:
        """Whether a document has a word of a term, or a compound with one in it."""
        return bool(self._names(term_))

    def words_of(self, term_: str) -> list[str]:
        """Give the words of a term that occur, sorted."""
        return sorted(name.rpartition("=")[2] for name in self._names(term_) if "=" in name)

    def words(self, start: str = "") -> Iterator[str]:
        """Yield the words that begin so, in their order; stop words left out."""
        yield from (word.decode() for word in self._reader.expand_prefix("words", start))

    def forms(self, start: str) -> Iterator[str]:
        """Yield what begins so and may be typed for a word, though no ending tells so."""
        yield from (typed.decode().partition(" ")[0] for typed in self._reader.expand_prefix("typed", start))

    def typed_as(self, typed: str) -> str | None:
        """Give a word that may be typed in this way, though no ending tells so."""
        found = next(iter(self._reader.expand_prefix("typed", typed + " ")), None)
        return found.decode().partition(" ")[2] if found else None

    def documents(self, word: str) -> int:
        """Count the documents that have just this word."""
        return int(self._reader.doc_frequency("words", word))

    def weights(self, term_: str) -> dict[str, Weights]:
        """Weigh every document by each way of spelling a term, and by the compounds it is in (under nothing)."""
        if term_ not in self._weights:
            if len(self._weights) * self.count > _KEPT:
                self._weights.clear()
            self._weights[term_] = self._weighed(self._names(term_))
        return self._weights[term_]

    def _names(self, term_: str) -> list[str]:
        if term_ not in self._named:
            self._named[term_] = self._read_names(term_)
        return self._named[term_]

    def _read_names(self, term_: str) -> list[str]:
        names = [name.decode() for name in self._reader.expand_prefix("lists", f"{term_}=")]
        return [*names, within(term_)] if ("lists", within(term_)) in self._reader else names

    def _weighed(self, names: Sequence[str]) -> dict[str, Weights]:
        forms = [name[len(term_of(name)) + 1 :].partition("=")[0] for name in names]
        number = {form: at for at, form in enumerate(dict.fromkeys(forms))}
        found = [
            (number[form], self._number[row], value)
            for name, form in zip(names, forms, strict=True)
            for row, value in self._postings(name)
        ]
        weights = np.zeros((len(number), self.count), np.float32)
        if found:
            lists, rows, values = zip(*found, strict=True)
            counts = np.frombuffer(b"".join(values), "<u2").reshape(-1, len(FIELDS))
            list_, document, step = weighed(np.array(lists), np.array(rows), counts, self._lengths)
            weights[list_, document] = _LEAST * np.exp2(step / 2)
        return {form: weights[at] for form, at in number.items()}

    def _postings(self, name: str) -> Iterator[tuple[int, bytes]]:
        matcher = self._reader.postings("lists", name)
        while matcher.is_active():
            if matcher.id() in self._number:
                yield matcher.id(), matcher.value()
            matcher.next()

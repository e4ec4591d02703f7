"""The index that a browser loads: script files that work on ``file://`` and over HTTP alike.

Each file calls ``Fagarkiv.take(part, number, data)``.  Their parts are

``indeks``    one small file: how many documents, which file holds what, stop words, synonyms of several words
``fasetter``  one file: kind, sender, date, status, language and topics of every document, in columns
``ord``       the lexicon in alphabetical ranges, each with the postings of its terms: one file answers for a word
``fram``      the words of the site in alphabetical ranges, to repair what is misspelled and part what is unknown
``bak``       the same words, read backwards
``dok``       title and address of a document
``utdrag``    the plain text of a document by section, for the sentence that a hit shows

Documents are numbered from the oldest, so that a new one changes only the files that hold its own words.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from search.analysis import STOP_WORDS
from search.documents import SearchDoc, facet_values
from search.lexicon import Entry, lexicon
from search.postings import Held

FOLDER = "assets/sok"
TEXTS = "assets/utdrag"
ENTRY = f"{FOLDER}/indeks.js"
FACETS = ("kind", "topics", "specialties", "sender", "municipalities", "audiences", "status", "lang")

_WORD_FILES, _NEAR_FILES, _DOCUMENT_FILES, _TEXT_FILES = 300, 20, 200, 2000
_WORD_BYTES, _NEAR_BYTES, _DOCUMENTS, _TEXTS = 12_000, 8_000, 40, 10
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

_EPOCH = date(1970, 1, 1).toordinal()


class IndexFile(NamedTuple):
    """One file of the index; ``url`` is relative to the site's root."""

    url: str
    data: bytes


def build(
    documents: Sequence[SearchDoc],
    held: Held,
    sections: Callable[[bytes], Sequence[tuple[str, str, str]]],
    synonyms: Sequence[Sequence[str]] = (),
    names: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    known: Collection[str] = (),
) -> Iterator[IndexFile]:
    """Make every file of the index.

    ``held`` are the words of ``documents``, in their order; ``sections`` gives a document's text as ``(anchor,
    title, text)`` by its key.  ``synonyms`` are groups of words and phrases that find each other; ``names`` what the
    ids of a facet are called.  Every file but ``ENTRY`` is named after what it is made of; one whose address is
    ``known`` may come without its data.
    """
    entries, phrases = lexicon(held, synonyms)
    word_files, word_firsts = _word_files(entries, held.postings)
    own = [(entry.word, entry.documents) for entry in entries if entry.documents and len(entry.word) > 3]
    onward, onward_firsts = _near_files("fram", own)
    backward, backward_firsts = _near_files("bak", sorted((word[::-1], count) for word, count in own))
    document_files = list(_chunked("dok", documents, _DOCUMENTS, _DOCUMENT_FILES))
    text_files = list(_text_files(documents, held.tables.keys, sections, known))
    facets = _file("fasetter", 0, _facet_columns(documents, names))
    yield from (*word_files, *onward, *backward, *document_files, *text_files, facets)
    index = {
        "documents": len(documents),
        "stop": " ".join(sorted(STOP_WORDS)),
        "phrases": phrases,
        "facets": _name(facets),
        "ord": {"first": word_firsts, "files": _names(word_files)},
        "fram": {"first": onward_firsts, "files": _names(onward)},
        "bak": {"first": backward_firsts, "files": _names(backward)},
        "dok": {"size": _size(len(documents), _DOCUMENTS, _DOCUMENT_FILES), "files": _names(document_files)},
        "utdrag": {"size": _size(len(documents), _TEXTS, _TEXT_FILES), "files": _names(text_files)},
    }
    yield IndexFile(ENTRY, _script("indeks", 0, index))


def _script(part: str, number: int, data: object) -> bytes:
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = packed.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"Fagarkiv.take({json.dumps(part)},{number},{safe});\n".encode()


def _file(part: str, number: int, data: object) -> IndexFile:
    script = _script(part, number, data)
    return IndexFile(_url(FOLDER, part, number, script), script)


def _url(folder: str, part: str, number: int, made_of: bytes) -> str:
    return f"{folder}/{part}-{number}-{hashlib.blake2b(made_of, digest_size=5).hexdigest()}.js"


def _name(file: IndexFile) -> str:
    """Give the one part of a file's address that the client can't know: the hash."""
    return file.url.rpartition("-")[2].removesuffix(".js")


def _names(files: Iterable[IndexFile]) -> str:
    return " ".join(map(_name, files))


def _size(count: int, least: int, most_files: int) -> int:
    return max(least, -(-count // most_files))


def _chunked(part: str, documents: Sequence[SearchDoc], least: int, most_files: int) -> Iterator[IndexFile]:
    size = _size(len(documents), least, most_files)
    for number, start in enumerate(range(0, len(documents), size)):
        rows = documents[start : start + size]
        first, last = min(row.url for row in rows), max(row.url for row in rows)
        shared = first[: _shared(first, last)]
        flat = [text for row in rows for text in (row.title, row.url.removeprefix(shared))]
        yield _file(part, number, [shared, *flat])


def _text_files(
    documents: Sequence[SearchDoc],
    keys: Sequence[bytes],
    sections: Callable[[bytes], Sequence[tuple[str, str, str]]],
    known: Collection[str],
) -> Iterator[IndexFile]:
    """Name each file after the documents in it, so that their texts need not be read to see that nothing changed."""
    size = _size(len(keys), _TEXTS, _TEXT_FILES)
    for number, start in enumerate(range(0, len(keys), size)):
        rows = documents[start : start + size]
        own = keys[start : start + size]
        url = _url(TEXTS, "utdrag", number, b"".join((*own, *(row.lead.encode() for row in rows))))
        if url in known:
            yield IndexFile(url, b"")
        else:
            texts = [[row.lead, *sections(key)] for row, key in zip(rows, own, strict=True)]
            yield IndexFile(url, _script("utdrag", number, texts))


def _word_files(entries: Sequence[Entry], lists: Mapping[str, str]) -> tuple[list[IndexFile], list[str]]:
    total = sum(map(len, lists.values()))
    target = max(_WORD_BYTES, total * 3 // 2 // _WORD_FILES)
    files: list[IndexFile] = []
    firsts: list[str] = []
    for group in _ranges(entries, lists, target):
        firsts.append(group[0].word)
        files.append(_file("ord", len(files), _word_range(group, lists)))
    return files, firsts


def _word_range(group: Sequence[Entry], lists: Mapping[str, str]) -> object:
    """Write a range of the lexicon: its words, what each means, the postings of all that they mean.

    ``w`` are the words (see :func:`_front_coded`); ``t`` the number of each word's term, or the numbers of several;
    ``e`` which of the term's lists is just the word, 0 for none; ``l`` the lists of each term, of compounds first;
    ``nn`` and ``nb`` which words belong to one variety and have a twin in the other; ``also`` the other words of a
    term.
    """
    numbers: dict[str, int] = {}
    place: dict[str, int] = {}
    packed: list[list[str]] = []
    also: dict[int, str] = {}
    for entry in group:
        for meaning in entry.meanings:
            if meaning.term in numbers:
                continue
            number = numbers[meaning.term] = len(numbers)
            packed.append([lists[name] if name else "" for name in meaning.lists])
            place.update((name, at) for at, name in enumerate(meaning.lists) if at)
            if meaning.also:
                also[number] = " ".join(meaning.also)
    terms = [[numbers[meaning.term] for meaning in entry.meanings] for entry in group]
    return {
        "w": _front_coded([entry.word for entry in group]),
        "t": [one[0] if len(one) == 1 else one for one in terms],
        "e": "".join(_DIGITS[min(place.get(entry.exact, 0), len(_DIGITS) - 1)] for entry in group),
        "l": packed,
        "also": also,
        "nn": [at for at, entry in enumerate(group) if entry.variety == "nn"],
        "nb": [at for at, entry in enumerate(group) if entry.variety == "nb"],
    }


def _near_files(part: str, words: Sequence[tuple[str, int]]) -> tuple[list[IndexFile], list[str]]:
    """Write the words with how many documents have each, as a power of two."""
    size = sum(len(word) for word, _ in words) * 2 // 3
    target = max(_NEAR_BYTES, size // _NEAR_FILES)
    files: list[IndexFile] = []
    firsts: list[str] = []
    start = cost = 0
    for at, (word, _) in enumerate(words):
        cost += len(word) * 2 // 3
        if cost > target or at == len(words) - 1:
            group = words[start : at + 1]
            firsts.append(group[0][0])
            counts = "".join(_DIGITS[min(count.bit_length(), len(_DIGITS) - 1)] for _, count in group)
            files.append(_file(part, len(files), {"w": _front_coded([word for word, _ in group]), "n": counts}))
            start, cost = at + 1, 0
    return files, firsts


def _front_coded(words: Sequence[str]) -> str:
    """Write each word as how much of the one before it begins with (a digit of base 36), and the rest."""
    before = ""
    coded: list[str] = []
    for word in words:
        shared = min(_shared(word, before), len(_DIGITS) - 1)
        coded.append(_DIGITS[shared] + word[shared:])
        before = word
    return " ".join(coded)


def _shared(word: str, other: str) -> int:
    """Count the letters that two words both begin with."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(word), len(other)))


def _ranges(entries: Sequence[Entry], lists: Mapping[str, str], target: int) -> Iterator[Sequence[Entry]]:
    """Cut the lexicon where a file would grow beyond the target."""
    start, size = 0, 0
    here: set[str] = set()
    for place, entry in enumerate(entries):
        fresh = [meaning for meaning in entry.meanings if meaning.term not in here]
        cost = 8 + sum(len(lists[name]) + 3 for meaning in fresh for name in meaning.lists if name)
        if size + cost > target and place > start:
            yield entries[start:place]
            start, size = place, 0
            here.clear()
        size += cost
        here.update(meaning.term for meaning in fresh)
    if entries:
        yield entries[start:]


def _facet_columns(documents: Sequence[SearchDoc], names: Mapping[str, Mapping[str, str]]) -> object:
    """Write each facet as its values, their names and, for every document, the numbers of those it has."""
    columns: dict[str, object] = {}
    for facet in FACETS:
        values = list(facet_values(documents, facet))
        number = {value: place for place, value in enumerate(values)}
        called = names.get(facet, {})
        rows = (",".join(_base36(number[value]) for value in document.facets.get(facet, ())) for document in documents)
        columns[facet] = {
            "values": values,
            "names": [called.get(value, value) for value in values],
            "of": _repeated(rows),
        }
    weights = _repeated(_base36(round(document.weight * 100)) for document in documents)
    return {"facets": columns, "days": _repeated(map(_base36, _day_steps(documents))), "weight": weights}


def _repeated(values: Iterable[str]) -> str:
    """Write values with a blank between them, one that repeats the one before as nothing.

    >>> _repeated(["a", "a", "b"])
    'a  b'
    """
    before = None
    written: list[str] = []
    for value in values:
        written.append("" if value == before else value or "-")
        before = value
    return " ".join(written)


def _base36(number: int) -> str:
    if number < 0:
        return "-" + _base36(-number)
    return (_base36(number // 36) if number >= 36 else "") + _DIGITS[number % 36]


def _day_steps(documents: Iterable[SearchDoc]) -> Iterator[int]:
    """Yield each document's day (from 1 January 1970; 0 where it has none) as the step from the one before."""
    before = 0
    for document in documents:
        day = date.fromisoformat(document.date).toordinal() - _EPOCH if document.date else 0
        yield day - before
        before = day

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
from itertools import chain
from posixpath import commonprefix  # of strings, not of paths
from types import MappingProxyType
from typing import NamedTuple

from search.analysis import STOP_WORDS
from search.documents import SearchDoc, facet_values
from search.lexicon import Lexicon, lexicon
from search.postings import Held, term_of
from search.postings import own as own_list
from search.stemmer import ENDINGS
from search.varieties import is_nynorsk, spelled_in_bokmal

FOLDER = "assets/sok"
TEXTS = "assets/utdrag"
ENTRY = f"{FOLDER}/indeks.js"
FACETS = ("kind", "topics", "specialties", "sender", "municipalities", "audiences", "learning_goals", "status", "lang")

_WORD_FILES, _NEAR_FILES, _DOCUMENT_FILES, _TEXT_FILES = 330, 16, 200, 2000
_WORD_BYTES, _NEAR_BYTES, _DOCUMENTS, _TEXTS = 12_000, 8_000, 40, 10
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

# A term with more than so much in its lists has them only where its most common word is; others point there.
_FAR = 400
_SHORTEST_NEAR = 4

_EPOCH = date(1970, 1, 1).toordinal()


class IndexFile(NamedTuple):
    """One file of the index; ``url`` is relative to the site's root."""

    url: str
    data: bytes


class Before(NamedTuple):
    """An index that was made before: the names of its word files by :func:`_shape`, and the lists that have changed."""

    names: Mapping[bytes, str]
    changed: Collection[str]


NOTHING = Before({}, ())


class Index(NamedTuple):
    """The files of an index, and what the next one needs to know of its word files."""

    files: Iterator[IndexFile]
    names: Mapping[bytes, str]


def build(
    documents: Sequence[SearchDoc],
    held: Held,
    sections: Callable[[bytes], Sequence[tuple[str, str, str]]],
    synonyms: Sequence[Sequence[str]] = (),
    names: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    known: Collection[str] = (),
    before: Before = NOTHING,
) -> Index:
    """Make every file of the index.

    ``held`` are the words of ``documents``, in their order; ``sections`` gives a document's text as ``(anchor,
    title, text)`` by its key.  ``synonyms`` are groups of words and phrases that find each other; ``names`` what the
    ids of a facet are called.  Every file but ``ENTRY`` is named after what it is made of; one whose address is
    ``known`` may come without its data. ``before`` saves work and never changes the result.
    """
    lexicon_ = lexicon(held, synonyms)
    words = _word_files(lexicon_, held.postings, known, before)
    near = sorted((word, count) for word, count in lexicon_.documents.items() if len(word) >= _SHORTEST_NEAR)
    parts = {
        "fram": _near_files("fram", near, known),
        "bak": _near_files("bak", sorted((word[::-1], count) for word, count in near), known),
        "dok": _Part(list(_document_files(documents)), size=_size(len(documents), _DOCUMENTS, _DOCUMENT_FILES)),
        "utdrag": _Part(
            list(_text_files(documents, held.tables.keys, sections, known)),
            size=_size(len(documents), _TEXTS, _TEXT_FILES),
        ),
    }
    facets = _file("fasetter", 0, _facet_columns(documents, names))
    index = {
        "documents": len(documents),
        "stop": " ".join(sorted(STOP_WORDS)),
        "endings": " ".join(("s", *ENDINGS)),
        "phrases": lexicon_.phrases,
        "facets": _name(facets),
        "ord": words.part.listed(),
        **{name: part.listed() for name, part in parts.items()},
    }
    entry = IndexFile(ENTRY, _script("indeks", 0, index))
    files = chain(words.part.files, *(part.files for part in parts.values()), (facets, entry))
    return Index(files, words.names)


class _Part(NamedTuple):
    """The files of one part: each begins with a word, or all have as many documents."""

    files: Sequence[IndexFile]
    firsts: Sequence[str] = ()
    size: int = 0

    def listed(self) -> object:
        files = " ".join(map(_name, self.files))
        return {"size": self.size, "files": files} if self.size else {"first": self.firsts, "files": files}


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


def _size(count: int, least: int, most_files: int) -> int:
    return max(least, -(-count // most_files))


def _document_files(documents: Sequence[SearchDoc]) -> Iterator[IndexFile]:
    size = _size(len(documents), _DOCUMENTS, _DOCUMENT_FILES)
    for number, start in enumerate(range(0, len(documents), size)):
        rows = documents[start : start + size]
        shared = commonprefix([row.url for row in rows])
        flat = [text for row in rows for text in (row.title, row.url.removeprefix(shared))]
        yield _file("dok", number, [shared, *flat])


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


class _Words(NamedTuple):
    part: _Part
    names: Mapping[bytes, str]


def _word_files(lexicon: Lexicon, lists: Mapping[str, str], known: Collection[str], before: Before) -> _Words:
    files: list[IndexFile] = []
    firsts: list[str] = []
    names: dict[bytes, str] = {}
    sizes = {name: sum([len(lists[one]) for one in own if one]) for name, own in lexicon.lists.items()}
    changed = {term_of(name) for name in before.changed}
    for number, group in enumerate(_ranges(lexicon, sizes)):
        terms = {name for word in group for name in lexicon.typed[word]}
        away = _away(group, lexicon, {name for name in terms if sizes[name] > _FAR})
        shape = _shape(number, group, lexicon, terms, away)
        url = before.names.get(shape, "") if terms.isdisjoint(changed) else ""
        file = IndexFile(url, b"") if url in known else _file("ord", number, _word_range(group, lexicon, lists, away))
        names[shape] = file.url
        firsts.append(group[0])
        files.append(file)
    return _Words(_Part(files, firsts), names)


def _away(group: Sequence[str], lexicon: Lexicon, long: Collection[str]) -> dict[str, str]:
    """Give the words whose long lists lie with another word, in another file."""
    here = set(group)
    far = {name: home for name in long if (home := lexicon.home.get(name, "")) and home not in here}
    if not far:
        return {}
    single = ((word, names[0]) for word in group if len(names := lexicon.typed[word]) == 1)
    return {word: far[name] for word, name in single if name in far}


def _shape(number: int, group: Sequence[str], lexicon: Lexicon, terms: set[str], away: Mapping[str, str]) -> bytes:
    """Give a hash of what a word file is made of, but for lists and the names of lists: those that differ are known."""
    own = "".join(["1" if word in lexicon.exact else "0" for word in group])
    several = [f"{word} {names}" for word in group if len(names := lexicon.typed[word]) > 1]
    also = [lexicon.also[name] for name in sorted(terms & lexicon.also.keys())]
    hashed = "\n".join((str(number), own, *group, *several, *also, *map(str, sorted(away.items()))))
    return hashlib.blake2b(hashed.encode(), digest_size=16).digest()


def _word_range(group: Sequence[str], lexicon: Lexicon, lists: Mapping[str, str], away: Mapping[str, str]) -> object:
    """Write a range of the lexicon: its words, what each means, the postings of all that they mean.

    ``w`` are the words (see :func:`_front_coded`); ``t`` the number of each word's term, or the numbers of several, or
    the word with which its lists lie; ``e`` which of the term's lists is just the word, 0 for none; ``l`` the lists of
    each term, of compounds first; ``also`` the other words of a term; ``nn`` and ``nb`` which words belong to one
    variety and have a twin in the other.
    """
    terms = dict.fromkeys(name for word in group if word not in away for name in lexicon.typed[word])
    numbers = {name: number for number, name in enumerate(terms)}
    own: list[object] = []
    exact: list[str] = []
    varieties: dict[str, list[int]] = {"nn": [], "nb": []}
    for at, word in enumerate(group):
        names = lexicon.typed[word]
        own.append(away.get(word) or (numbers[names[0]] if len(names) == 1 else [numbers[name] for name in names]))
        form = lexicon.exact.get(word) or own_list(names[0], spelled_in_bokmal(word))
        places = lexicon.lists[names[0]]
        place = places.index(form) if form in places else 0
        exact.append(_DIGITS[place] if place < len(_DIGITS) else "0")
        if names[0] in lexicon.also:
            varieties["nn" if is_nynorsk(word) else "nb"].append(at)
    return {
        "w": _front_coded(group),
        "t": own,
        "e": "".join(exact),
        "l": [[lists[one] if one else "" for one in lexicon.lists[name]] for name in numbers],
        "also": {number: lexicon.also[name] for name, number in numbers.items() if name in lexicon.also},
        **varieties,
    }


def _near_files(part: str, words: Sequence[tuple[str, int]], known: Collection[str]) -> _Part:
    """Write words with how many documents have each, as a power of two; what a file is made of gives it its name."""
    target = max(_NEAR_BYTES, sum(len(word) for word, _ in words) // _NEAR_FILES)
    files: list[IndexFile] = []
    firsts: list[str] = []
    start = cost = 0
    for at, (word, _) in enumerate(words):
        cost += len(word)
        if cost > target or at == len(words) - 1:
            group = [word for word, _ in words[start : at + 1]]
            counts = "".join(_DIGITS[min(count.bit_length(), len(_DIGITS) - 1)] for _, count in words[start : at + 1])
            url = _url(FOLDER, part, len(files), " ".join((*group, counts)).encode())
            data = b"" if url in known else _script(part, len(files), {"w": _front_coded(group), "n": counts})
            files.append(IndexFile(url, data))
            firsts.append(group[0])
            start, cost = at + 1, 0
    return _Part(files, firsts)


def _front_coded(words: Sequence[str]) -> str:
    """Write each word as how much of the one before it begins with (a digit of base 36), and the rest."""
    before = ""
    coded: list[str] = []
    for word in words:
        most = min(len(word), len(before), len(_DIGITS) - 1)
        shared = 0
        while shared < most and word[shared] == before[shared]:
            shared += 1
        coded.append(_DIGITS[shared] + word[shared:])
        before = word
    return " ".join(coded)


def _ranges(lexicon: Lexicon, sizes: Mapping[str, int]) -> Iterator[Sequence[str]]:
    """Cut the lexicon where a file would grow beyond the target.

    Lists count as the next power of two, so that a small change of the content moves no bounds.
    """
    target = max(_WORD_BYTES, _rounded(sum(sizes.values()) + 16 * len(lexicon.typed)) * 3 // 2 // _WORD_FILES)
    words = list(lexicon.typed)
    start, size = 0, 0
    here: set[str] = set()
    for place, word in enumerate(words):
        cost = 12
        for name in lexicon.typed[word]:
            if name not in here and (sizes[name] <= _FAR or lexicon.home.get(name, word)[:2] == word[:2]):
                cost += 1 << sizes[name].bit_length()
                here.add(name)
        if size + cost > target and place > start:
            yield words[start:place]
            start, size = place, 0
            here = set(lexicon.typed[word])
        size += cost
    if words:
        yield words[start:]


def _rounded(size: int) -> int:
    """Round up to an eighth of a power of two.

    >>> _rounded(1000), _rounded(1030)
    (1024, 1152)
    """
    step = max(1, 1 << max(0, size.bit_length() - 4))
    return -(-size // step) * step


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

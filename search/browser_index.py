"""The index that a browser loads: script files that work on ``file://`` and over HTTP alike.

Each file calls ``Fagarkiv.take(part, number, data)``.  Their parts are

``indeks``    one small file: how many documents, which file holds what, the names of facet values
``fasetter``  one file: kind, sender, date, status, language and topics of every document, in columns
``ord``       words in alphabetical ranges, each with the postings of its terms, so that one file answers for a word
``dok``       what a hit shows: title, address, date, sender, status, lead
``tekst``     the plain text by section, for excerpts

Documents are numbered from the oldest, so that a new one changes only the files that hold its own words.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from search.analysis import STOP_WORDS, fold, pair_words, term
from search.documents import SearchDoc, facet_values
from search.postings import Held, occurring

FOLDER = "assets/sok"
ENTRY = f"{FOLDER}/indeks.js"
FACETS = ("kind", "topics", "specialties", "sender", "municipalities", "audiences", "status", "lang")

_WORD_FILES, _DOCUMENT_FILES, _TEXT_FILES = 200, 120, 200
_WORD_BYTES, _DOCUMENTS, _TEXTS = 24_000, 40, 10

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
    title, text)`` by its key.  ``synonyms`` are groups of words that find each other; ``names`` what the ids of a
    facet are called.  Every file but ``ENTRY`` is named after what it is made of; one whose address is ``known`` may
    come without its data.
    """
    word_files, firsts = _word_files(held, synonyms)
    document_files = list(_chunked("dok", list(_document_rows(documents)), _DOCUMENTS, _DOCUMENT_FILES))
    text_files = list(_text_files(held.tables.keys, sections, known))
    facets = _file("fasetter", 0, _facet_columns(documents, names))
    yield from (*word_files, *document_files, *text_files, facets)
    index = {
        "documents": len(documents),
        "stop": sorted(STOP_WORDS),
        "facets": facets.url,
        "words": {"first": firsts, "files": [file.url for file in word_files]},
        "dok": {"size": _size(len(documents), _DOCUMENTS, _DOCUMENT_FILES), "files": [f.url for f in document_files]},
        "tekst": {"size": _size(len(documents), _TEXTS, _TEXT_FILES), "files": [f.url for f in text_files]},
    }
    yield IndexFile(ENTRY, _script("indeks", 0, index))


def _script(part: str, number: int, data: object) -> bytes:
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = packed.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"Fagarkiv.take({json.dumps(part)},{number},{safe});\n".encode()


def _file(part: str, number: int, data: object) -> IndexFile:
    script = _script(part, number, data)
    name = hashlib.blake2b(script, digest_size=6).hexdigest()
    return IndexFile(f"{FOLDER}/{part}-{number}-{name}.js", script)


def _size(count: int, least: int, most_files: int) -> int:
    return max(least, -(-count // most_files))


def _chunked(part: str, rows: Sequence[object], least: int, most_files: int) -> Iterator[IndexFile]:
    size = _size(len(rows), least, most_files)
    for number, start in enumerate(range(0, len(rows), size)):
        yield _file(part, number, rows[start : start + size])


def _text_files(
    keys: Sequence[bytes], sections: Callable[[bytes], Sequence[tuple[str, str, str]]], known: Collection[str]
) -> Iterator[IndexFile]:
    """Name each file after the documents in it, so that their texts need not be read to see that nothing changed."""
    size = _size(len(keys), _TEXTS, _TEXT_FILES)
    for number, start in enumerate(range(0, len(keys), size)):
        own = keys[start : start + size]
        url = f"{FOLDER}/tekst-{number}-{hashlib.blake2b(b''.join(own), digest_size=6).hexdigest()}.js"
        data = b"" if url in known else _script("tekst", number, [sections(key) for key in own])
        yield IndexFile(url, data)


def _word_files(held: Held, synonyms: Sequence[Sequence[str]]) -> tuple[list[IndexFile], list[str]]:
    lists = held.postings
    entries = _lexicon(occurring(held.tables), lists, synonyms)
    nynorsk = {word for _, *words in pair_words() for word in words}.union(held.tables.nynorsk)
    shared = {term(bokmal) for bokmal, *_ in pair_words()}
    target = max(_WORD_BYTES, sum(map(len, lists.values())) * 9 // 4 // _WORD_FILES)
    files: list[IndexFile] = []
    firsts: list[str] = []
    for group in _ranges(sorted(entries.items()), lists, target):
        used = {name: None for _, names in group for name in names}
        place = {name: number for number, name in enumerate(used)}
        data = {
            "words": " ".join(word for word, _ in group),
            "terms": [place[names[0]] if len(names) == 1 else [place[name] for name in names] for _, names in group],
            "postings": [lists[name] for name in used],
            "nn": [number for number, (word, names) in enumerate(group) if names[0] in shared and word in nynorsk],
            "nb": [number for number, (word, names) in enumerate(group) if names[0] in shared and word not in nynorsk],
        }
        firsts.append(group[0][0])
        files.append(_file("ord", len(files), data))
    return files, firsts


def _lexicon(
    words: Iterable[tuple[str, str]], lists: Collection[str], synonyms: Sequence[Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Map the words people may type to the terms they mean: the site's own, their spelling in a–z, and synonyms."""
    entries: dict[str, tuple[str, ...]] = {word: (name,) for word, name in words}
    for row in pair_words():
        if (own := term(row[0])) in lists:
            for word in row:
                entries.setdefault(word, (own,))
    for group in synonyms:
        meant = tuple(dict.fromkeys(term(word) for word in group if term(word) in lists))
        for word in group:
            if meant and " " not in word:
                own = term(word)
                entries[word] = (own, *(name for name in meant if name != own)) if own in lists else meant
    for word in [word for word in entries if not word.isascii()]:
        entries.setdefault(fold(word), entries[word])
    return entries


def _ranges(
    entries: Sequence[tuple[str, tuple[str, ...]]], lists: Mapping[str, str], target: int
) -> Iterator[Sequence[tuple[str, tuple[str, ...]]]]:
    """Cut the lexicon where a file would grow beyond the target; postings shared by neighbours count once."""
    start, size, before = 0, 0, ""
    for place, (word, names) in enumerate(entries):
        cost = len(word) + 4
        if names[0] != before or len(names) > 1:
            cost += sum(len(lists[name]) + 3 for name in names)
        if size + cost > target and place > start:
            yield entries[start:place]
            start, size = place, 0
        size += cost
        before = names[0]
    if entries:
        yield entries[start:]


def _document_rows(documents: Iterable[SearchDoc]) -> Iterator[object]:
    for document in documents:
        yield [
            document.title,
            document.url,
            document.kind,
            document.date,
            document.sender,
            document.status,
            document.lang,
            document.lead,
        ]


def _facet_columns(documents: Sequence[SearchDoc], names: Mapping[str, Mapping[str, str]]) -> object:
    """Write each facet as its values, their names and, for every document, the numbers of those it has."""
    columns: dict[str, object] = {}
    for facet in FACETS:
        values = list(facet_values(documents, facet))
        number = {value: place for place, value in enumerate(values)}
        rows: list[object] = []
        for document in documents:
            own = [number[value] for value in document.facets.get(facet, ())]
            rows.append(own[0] if len(own) == 1 else own)
        called = names.get(facet, {})
        columns[facet] = {"values": values, "names": [called.get(value, value) for value in values], "of": rows}
    weights = [round(document.weight * 100) for document in documents]
    return {"facets": columns, "days": list(_day_steps(documents)), "weight": weights}


def _day_steps(documents: Iterable[SearchDoc]) -> Iterator[int]:
    """Yield each document's day (from 1 January 1970; 0 where it has none) as the step from the one before."""
    before = 0
    for document in documents:
        day = date.fromisoformat(document.date).toordinal() - _EPOCH if document.date else 0
        yield day - before
        before = day

"""The index that a browser loads: script files that work on ``file://`` and over HTTP alike.

Each file calls ``Fagarkiv.take(part, number, data)``.  Their parts are

``indeks``    one small file: how many documents, which file holds what, the names of facet values
``fasetter``  one file: kind, sender, date, status, language and topics of every document, in columns
``ord``       words in alphabetical ranges, each with the postings of its terms, so that one file answers for a word
``dok``       what a hit shows: title, address, date, sender, status, lead
``tekst``     the plain text by section, for excerpts

Documents are numbered from the oldest, so that a new one changes only the files that hold its own words.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search.analysis import STOP_WORDS, fold, pairs, term
from search.documents import FIELDS, SearchDoc, facet_values, undigest

FOLDER = "assets/sok"
ENTRY = f"{FOLDER}/indeks.js"
FACETS = ("kind", "topics", "specialties", "sender", "municipalities", "audiences", "status", "lang")

# BM25F: the weight and length normalisation of each of FIELDS, and saturation (Robertson and Zaragoza 2009, section 3.6).
_WEIGHTS = np.array((6.0, 3.0, 2.0, 1.0), dtype=np.float32)
_NORMS = np.array((0.3, 0.4, 0.4, 0.6), dtype=np.float32)
_SATURATION = 1.4
_STEPS = 255

_WORD_FILES, _DOCUMENT_FILES, _TEXT_FILES = 200, 120, 200
_WORD_BYTES, _DOCUMENTS, _TEXTS = 24_000, 40, 10

_EPOCH = date(1970, 1, 1).toordinal()

Ints = npt.NDArray[np.int64]


class IndexFile(NamedTuple):
    """One file of the index; ``url`` is relative to the site's root."""

    url: str
    data: bytes


class Postings(NamedTuple):
    """Every pair of term and document, sorted, with the weight of the term in the document from 1 to 255."""

    terms: list[str]
    term: Ints
    document: Ints
    impact: npt.NDArray[np.uint8]


def build(
    documents: Sequence[SearchDoc],
    words: Iterable[bytes],
    texts: Iterable[Sequence[tuple[str, str, str]]],
    synonyms: Sequence[Sequence[str]] = (),
    names: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Iterator[IndexFile]:
    """Make every file of the index.

    ``words`` holds each document's :func:`search.documents.digest`, ``texts`` its sections as ``(anchor, title,
    text)``, in the order of ``documents``.  ``synonyms`` are groups of words that find each other; ``names`` what the
    ids of a facet are called.  Every file but ``ENTRY`` is named after its
    content, so that one whose address is known is the same.
    """
    vocabulary, postings = _postings(words)
    word_files, firsts = _word_files(vocabulary, postings, synonyms, len(documents))
    document_files = list(_chunked("dok", _document_rows(documents), _DOCUMENTS, _DOCUMENT_FILES))
    text_files = list(_chunked("tekst", texts, _TEXTS, _TEXT_FILES))
    facets = _file("fasetter", 0, _facet_columns(documents, names))
    yield from word_files
    yield from document_files
    yield from text_files
    yield facets
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


def _chunked(part: str, rows: Iterable[object], least: int, most_files: int) -> Iterator[IndexFile]:
    every = list(rows)
    size = _size(len(every), least, most_files)
    for number, start in enumerate(range(0, len(every), size)):
        yield _file(part, number, every[start : start + size])


def _postings(digests: Iterable[bytes]) -> tuple[list[str], Postings]:
    known: dict[str, int] = {}
    ids: list[Ints] = []
    counts: list[bytes] = []
    sizes: list[int] = []
    lengths: list[tuple[int, int, int, int]] = []
    for data in digests:
        found = undigest(data)
        ids.append(np.fromiter((known.setdefault(word, len(known)) for word in found.words), np.int64, len(found.words)))
        counts.append(found.counts)
        sizes.append(len(found.words))
        lengths.append(found.lengths)
    vocabulary = list(known)
    term_of, terms = _terms(vocabulary)
    word = np.concatenate(ids) if ids else np.zeros(0, np.int64)
    document = np.repeat(np.arange(len(sizes)), sizes)
    tf = np.frombuffer(b"".join(counts), np.uint8).reshape(-1, len(FIELDS)).astype(np.float32)
    kept = term_of[word] >= 0
    return vocabulary, _weighed(terms, term_of[word][kept], document[kept], tf[kept], np.array(lengths, np.float32))


def _terms(vocabulary: list[str]) -> tuple[Ints, list[str]]:
    numbers: dict[str, int] = {}
    found = [
        -1 if word in STOP_WORDS else numbers.setdefault(term(word), len(numbers)) for word in vocabulary
    ]
    return np.array(found, np.int64), list(numbers)


def _weighed(
    terms: list[str], term_: Ints, document: Ints, tf: npt.NDArray[np.float32], lengths: npt.NDArray[np.float32]
) -> Postings:
    """Add up the fields' counts as BM25F does and scale the saturated weight to one byte."""
    if not len(term_):
        return Postings(terms, term_, document, np.zeros(0, np.uint8))
    means = np.maximum(lengths.mean(axis=0), 1)
    factors = _WEIGHTS / (1 - _NORMS + _NORMS * lengths / means)
    weights = (tf * factors[document]).sum(axis=1)
    key = term_ * len(lengths) + document
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    summed = np.add.reduceat(weights[order], starts)
    impact = np.clip(np.rint(summed / (summed + _SATURATION) * _STEPS), 1, _STEPS).astype(np.uint8)
    return Postings(terms, key[starts] // len(lengths), key[starts] % len(lengths), impact)


def _encoded(postings: Postings) -> list[bytes]:
    """Write each term's postings as pairs of a document step (7 bits a byte, lowest first) and an impact."""
    first = np.concatenate(([True], postings.term[1:] != postings.term[:-1]))
    step = postings.document - np.concatenate(([0], postings.document[:-1]))
    step[first] = postings.document[first]
    size = 1 + (step >= 1 << 7) + (step >= 1 << 14) + (step >= 1 << 21)
    end = np.cumsum(size + 1)
    out = np.zeros(int(end[-1]), np.uint8)
    start = end - size - 1
    for place in range(4):
        has = size > place
        more = (size[has] > place + 1).astype(np.int64) << 7
        out[start[has] + place] = (step[has] >> (7 * place)) & 127 | more
    out[end - 1] = postings.impact
    data = out.tobytes()
    bounds = [int(at) for at in np.concatenate((start[np.flatnonzero(first)], [end[-1]]))]
    return [data[left:right] for left, right in zip(bounds, bounds[1:], strict=False)]


def _word_files(
    vocabulary: list[str], postings: Postings, synonyms: Sequence[Sequence[str]], documents: int
) -> tuple[list[IndexFile], list[str]]:
    if not len(postings.term):
        return [], []
    present = np.unique(postings.term).tolist()
    lists = dict(zip((postings.terms[number] for number in present), _encoded(postings), strict=True))
    entries = _lexicon(vocabulary, lists, synonyms)
    target = max(_WORD_BYTES, sum(map(len, lists.values())) * 2 // _WORD_FILES)
    files: list[IndexFile] = []
    firsts: list[str] = []
    for group in _ranges(sorted(entries.items()), lists, target):
        used = list(dict.fromkeys(name for _, names in group for name in names))
        place = {name: number for number, name in enumerate(used)}
        data = {
            "words": " ".join(word for word, _ in group),
            "terms": [place[names[0]] if len(names) == 1 else [place[name] for name in names] for _, names in group],
            "postings": [base64.b64encode(lists[name]).decode().rstrip("=") for name in used],
        }
        firsts.append(group[0][0])
        files.append(_file("ord", len(files), data))
    return files, firsts


def _lexicon(
    vocabulary: list[str], lists: dict[str, bytes], synonyms: Sequence[Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Map the words people may type to the terms they mean: the site's own, their spelling in a–z, and synonyms."""
    entries: dict[str, tuple[str, ...]] = {}
    for word in vocabulary:
        if word not in STOP_WORDS and term(word) in lists:
            entries[word] = (term(word),)
    for other, own in pairs().items():
        for name in {own, other}:
            if own in lists:
                entries.setdefault(name, (own,))
    for group in synonyms:
        meant = tuple(dict.fromkeys(term(word) for word in group if term(word) in lists))
        for word in group:
            if meant and " " not in word:
                own = term(word)
                ordered = (own, *(name for name in meant if name != own)) if own in lists else meant
                entries[word] = ordered
    for word in list(entries):
        entries.setdefault(fold(word), entries[word])
    return entries


def _ranges(
    entries: list[tuple[str, tuple[str, ...]]], lists: dict[str, bytes], target: int
) -> Iterator[list[tuple[str, tuple[str, ...]]]]:
    group: list[tuple[str, tuple[str, ...]]] = []
    seen: set[str] = set()
    size = 0
    for word, names in entries:
        fresh = [name for name in names if name not in seen]
        cost = len(word) + 4 + sum(len(lists[name]) * 4 // 3 + 3 for name in fresh)
        if group and size + cost > target:
            yield group
            group, seen, size = [], set(), 0
        group.append((word, names))
        seen.update(names)
        size += cost
    if group:
        yield group


def _document_rows(documents: Iterable[SearchDoc]) -> Iterator[object]:
    for document in documents:
        yield [document.title, document.url, document.kind, document.date, document.sender, document.status, document.lang, document.lead]


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

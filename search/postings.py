"""From the words of documents to weighted postings, in columns, so that ten thousand documents take a moment."""

import base64
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search.analysis import STOP_WORDS, parts, term, unlike_forms
from search.documents import FIELDS, undigest
from search.varieties import spelled_in_bokmal

# BM25F: weight and length normalisation of each of FIELDS (Robertson and Zaragoza 2009, section 3.6); measured in
# DESIGN.md. Every document has one title and one summary, which are long or short beside others of their kind;
# headings and body grow with the document.
_WEIGHTS = np.array((3.0, 2.0, 1.0, 1.0), dtype=np.float32)
_NORM = np.array((0.75, 0.65, 0.75, 0.65))
_GROWS = np.array((False, True, False, True))
# Weights are kept in 16 steps of half an octave.
_LEAST, _STEPS = 0.25, 15
_FEW = 400

Ints = npt.NDArray[np.int64]


class Tables(NamedTuple):
    """The words of every document in columns: what an index is made of, and what the next one can go on from.

    For each word of ``vocabulary``, ``terms`` holds its term, or nothing for a stop word; ``exact`` the word itself as
    bokmål spells it; ``parts`` the terms of what a compound is made of; and ``unlike`` forms of it that may be typed
    but that its endings do not tell of.  A document's words are ``size`` entries of ``word`` (places in the
    vocabulary) and ``counts`` (a row of counts by field for each word).
    """

    keys: list[bytes]
    vocabulary: list[str]
    terms: list[str]
    exact: list[str]
    parts: list[tuple[str, ...]]
    unlike: list[tuple[str, ...]]
    word: npt.NDArray[np.int32]
    counts: npt.NDArray[np.uint8]
    size: Ints
    lengths: Ints


def _tables(keys: Sequence[bytes], words: Callable[[bytes], bytes], before: Tables | None) -> Tables:
    """Bring the tables up to date; only documents whose key is new are read."""
    old = before or Tables(
        [],
        [],
        [],
        [],
        [],
        [],
        np.zeros(0, np.int32),
        np.zeros((0, len(FIELDS)), np.uint8),
        _none(),
        np.zeros((0, len(FIELDS)), np.int64),
    )
    ends = np.cumsum(old.size).tolist()
    place = {key: number for number, key in enumerate(old.keys)}
    known = defaultdict(count(len(old.vocabulary)).__next__, zip(old.vocabulary, count(), strict=False))
    word: list[npt.NDArray[np.int32]] = []
    counts: list[npt.NDArray[np.uint8]] = []
    lengths: list[Ints] = []
    sizes: list[Ints] = []
    for place_, run in _runs([place.get(key, -1) for key in keys]):
        if place_ < 0:
            found = undigest(words(keys[run]))
            word.append(np.array([known[one] for one in found.words], np.int32))
            counts.append(np.frombuffer(found.counts, np.uint8).reshape(-1, len(FIELDS)))
            sizes.append(np.array([len(found.words)], np.int64))
            lengths.append(np.array([found.lengths], np.int64))
            continue
        span = slice(ends[place_] - int(old.size[place_]), ends[place_ + run - 1])
        word.append(old.word[span])
        counts.append(old.counts[span])
        sizes.append(old.size[place_ : place_ + run])
        lengths.append(old.lengths[place_ : place_ + run])
    vocabulary = list(known)
    fresh = vocabulary[len(old.terms) :]
    return Tables(
        list(keys),
        vocabulary,
        old.terms + ["" if one in STOP_WORDS else term(one) for one in fresh],
        old.exact + ["" if one in STOP_WORDS else spelled_in_bokmal(one) for one in fresh],
        old.parts + [() if one in STOP_WORDS else parts(one) for one in fresh],
        old.unlike + [() if one in STOP_WORDS else unlike_forms(one) for one in fresh],
        np.concatenate(word) if word else old.word[:0],
        np.concatenate(counts) if counts else old.counts[:0],
        np.concatenate(sizes) if sizes else _none(),
        np.concatenate(lengths) if lengths else old.lengths[:0],
    )


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Group what follows on each other: yields (first, how many) for old places, and (-1, position) for what is new.

    >>> list(_runs([0, 1, -1, 3, 2]))
    [(0, 2), (-1, 2), (3, 1), (2, 1)]
    """
    at = 0
    while at < len(places):
        first = places[at]
        end = at + 1
        if first < 0:
            yield -1, at
        else:
            while end < len(places) and places[end] == first + end - at:
                end += 1
            yield first, end - at
        at = end


def _none() -> Ints:
    return np.zeros(0, np.int64)


class HeldWords(NamedTuple):
    """The tables of an index, and the finished postings of everything that occurs.

    ``postings`` has a list for each word (by :func:`own`) and one for each term that is part of compounds (by
    :func:`within`). A list is, for each document, a step from the document before (the first from -1) and the weight
    there, from 0 to 15: in the first byte three bits of the step below four of the weight, in those that follow seven
    bits each, lowest first; the highest bit says that more follow. All in base 64 without padding.
    """

    tables: Tables
    postings: dict[str, str]


def own(term_: str, exact: str) -> str:
    """Name the list of documents that have a word of ``term_`` spelled just so."""
    return f"{term_}={exact}"


def within(term_: str) -> str:
    """Name the list of documents that have a compound with ``term_`` in it."""
    return f"{term_}+"


def term_of(name: str) -> str:
    """Give the term that a list belongs to.

    >>> term_of(own("fastleg", "fastlegen")), term_of(within("leg"))
    ('fastleg', 'leg')
    """
    return name.partition("=")[0].removesuffix("+")


def update(keys: Sequence[bytes], words: Callable[[bytes], bytes], before: HeldWords | None) -> HeldWords:
    """Make the postings of the documents with these keys; ``words`` gives the digest of one that is new.

    ``before`` saves work and never changes the result: where few documents have changed and the others keep their
    numbers, only the lists that those that have changed are in, or were, are weighed again.
    """
    old = before.tables if before else None
    new = _tables(keys, words, old)
    touched = _touched(old, new) if old else None
    if before is None or old is None or touched is None:
        return HeldWords(new, dict(_encoded(new, None)))
    kept = before.postings.copy()
    for name in touched:
        kept.pop(name, None)
    return HeldWords(new, kept | dict(_encoded(new, touched)))


def is_far(held: HeldWords, before: HeldWords) -> bool:
    """Whether so much has changed that the next update should begin from ``held``."""
    known = set(before.tables.keys)
    return sum(key not in known for key in held.tables.keys) > _FEW // 4 or len(known) != len(held.tables.keys)


class Word(NamedTuple):
    """A word that occurs, its term, its exact form, and its forms that its endings do not tell of."""

    word: str
    term: str
    exact: str
    unlike: tuple[str, ...]


def occurring(held: Tables, terms: Collection[str]) -> Iterator[Word]:
    """Yield the words of some terms that occur."""
    there = _there(held)
    for at in [at for at, name in enumerate(held.terms) if name in terms]:
        if there[at]:
            yield Word(held.vocabulary[at], held.terms[at], held.exact[at], held.unlike[at])


def word_terms(held: Tables) -> dict[str, str]:
    """Map every word that occurs to its term, stop words left out."""
    rows = zip(_there(held), held.vocabulary, held.terms, strict=True)
    return {word: name for is_there, word, name in rows if is_there and name}


def _there(held: Tables) -> list[bool]:
    """Tell of each word of the vocabulary whether it occurs."""
    there: list[bool] = (np.bincount(held.word, minlength=len(held.vocabulary)) > 0).tolist()
    return there


def touched(held: HeldWords, before: HeldWords) -> Collection[str]:
    """Name the lists that may not be as they were, or be of other words."""
    names = _touched(before.tables, held.tables)
    return held.postings.keys() | before.postings.keys() if names is None else names


def changed(names: Iterable[str], held: HeldWords, before: HeldWords) -> set[str]:
    """Name those of some lists that are not as they were."""
    return {name for name in names if held.postings.get(name) != before.postings.get(name)}


def _touched(old: Tables, new: Tables) -> set[str] | None:
    """Name the lists of the documents that differ, or nothing where it does not pay or numbers have moved."""
    if len(old.keys) > len(new.keys) or not np.array_equal(_means(old.lengths), _means(new.lengths)):
        return None
    changed = [number for number, key in enumerate(new.keys) if number >= len(old.keys) or old.keys[number] != key]
    if len(changed) > _FEW:
        return None
    words: set[int] = set()
    for held in (old, new):
        ends = np.cumsum(held.size)
        for number in changed:
            if number < len(held.keys):
                words.update(held.word[int(ends[number] - held.size[number]) : int(ends[number])].tolist())
    return {name for word in words if new.terms[word] for name in _lists_of(word, new)}


def _lists_of(word: int, held: Tables) -> Iterator[str]:
    """Name the lists that documents with a word are in."""
    yield own(held.terms[word], held.exact[word])
    yield from map(within, held.parts[word])


def _encoded(held: Tables, only: set[str] | None) -> Iterator[tuple[str, str]]:
    """Make the lists of documents (all, or ``only`` some), and pack them."""
    numbers: dict[str, int] = {}
    columns = [np.full(len(held.terms), -1, np.int64) for _ in range(1 + max(map(len, held.parts), default=0))]
    for word in _with_terms(held, None if only is None else set(map(term_of, only))):
        for place, name in enumerate(_lists_of(word, held)):
            if only is None or name in only:
                columns[place][word] = numbers.setdefault(name, len(numbers))
    if not len(held.word):
        return
    wanted = np.flatnonzero(np.maximum.reduce(columns)[held.word] >= 0)
    if not len(wanted):
        return
    document = np.repeat(np.arange(len(held.size)), held.size)[wanted]
    rows = [_rows(column, held.word[wanted]) for column in columns]
    kept = np.concatenate([at for at, _ in rows])
    lists = np.concatenate([numbered for _, numbered in rows])
    names = list(numbers)
    for number, packed in _packed(*weighed(lists, document[kept], held.counts[wanted[kept]], held.lengths)):
        yield names[number], base64.b64encode(packed).decode().rstrip("=")


def _with_terms(held: Tables, wanted: set[str] | None) -> Iterable[int]:
    """Give the words that have, or whose parts have, one of some terms (or any)."""
    if wanted is None:
        return (word for word, name in enumerate(held.terms) if name)
    own_ = {word for word, name in enumerate(held.terms) if name in wanted}
    return own_.union(word for word, names in enumerate(held.parts) if names and not wanted.isdisjoint(names))


def _rows(list_of: Ints, word: npt.NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Give the occurrences whose word has a list here, and the lists."""
    numbered = list_of[word]
    at = np.flatnonzero(numbered >= 0)
    return at, numbered[at]


def weighed(
    lists: Ints, document: Ints, counts: npt.NDArray[np.unsignedinteger[Any]], lengths: Ints
) -> tuple[Ints, Ints, Ints]:
    """Add up the fields' counts as BM25F does, and give the weight its step; sorted by list and document."""
    factors = (_WEIGHTS / (1 - _NORM + _NORM * _measured(lengths) / _means(lengths))).astype(np.float32)
    weights = (counts * factors[document]).sum(axis=1)
    key = lists * len(lengths) + document
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    summed = np.add.reduceat(weights[order], starts)
    step = np.clip(np.rint(2 * np.log2(summed / _LEAST)), 0, _STEPS).astype(np.int64)
    return key[starts] // len(lengths), key[starts] % len(lengths), step


def _measured(lengths: Ints) -> Ints:
    """Give the length that each field is measured by: its own, or the whole document's."""
    return np.where(_GROWS, lengths.sum(axis=1, keepdims=True), lengths)


def _means(lengths: Ints) -> npt.NDArray[np.float64]:
    """Give the mean of what fields are measured by, rounded to a fifth of an octave: one edit must not shift all."""
    means: npt.NDArray[np.float64] = np.maximum(_measured(lengths).sum(axis=0) / max(len(lengths), 1), 1)
    return np.asarray(np.exp2(np.round(np.log2(means) * 5) / 5), np.float64)


def _packed(lists: Ints, document: Ints, weight: Ints) -> Iterator[tuple[int, bytes]]:
    first = np.concatenate(([True], lists[1:] != lists[:-1]))
    step = document - np.concatenate(([0], document[:-1]))
    step[first] = document[first] + 1
    size = np.ones(len(step), np.int64)
    for bits in (3, 10, 17, 24):
        size += step >= 1 << bits
    end = np.cumsum(size)
    start = end - size
    out = np.zeros(int(end[-1]), np.uint8)
    out[start] = step & 7 | weight << 3 | (size > 1).astype(np.int64) << 7
    for place in range(1, 5):
        has = size > place
        more = (size[has] > place + 1).astype(np.int64) << 7
        out[start[has] + place] = step[has] >> (7 * place - 4) & 127 | more
    data = out.tobytes()
    opens = np.flatnonzero(first)
    bounds = [*start[opens].tolist(), len(data)]
    for number, left, right in zip(lists[opens].tolist(), bounds, bounds[1:], strict=False):
        yield number, data[left:right]

"""From the words of documents to weighted postings, in columns, so that ten thousand documents take a moment."""

import base64
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search.analysis import STOP_WORDS, is_nynorsk, parts, term
from search.documents import FIELDS, undigest

# BM25F: weight and length normalisation of each of FIELDS, and saturation (Robertson and Zaragoza 2009, section 3.6).
_WEIGHTS = np.array((6.0, 3.0, 2.0, 1.0), dtype=np.float32)
_NORMS = np.array((0.3, 0.4, 0.4, 0.6), dtype=np.float32)
_SATURATION = 1.4
_STEPS = 255
# What an occurrence of a compound counts for each of its parts.
_PART = 0.4
_FEW = 400


Ints = npt.NDArray[np.int64]


class Tables(NamedTuple):
    """The words of every document in columns: what an index is made of, and what the next one can go on from.

    ``terms`` holds the term of each word of ``vocabulary``, or nothing for a stop word, and ``parts`` the terms of what
    a compound is made of; ``nynorsk`` are the words that only nynorsk has.  A document's words are
    ``size`` entries of ``word`` (places in the vocabulary) and ``counts`` (a row of counts by field for each word).
    """

    keys: list[bytes]
    vocabulary: list[str]
    terms: list[str]
    parts: list[tuple[str, ...]]
    nynorsk: list[str]
    word: Ints
    counts: npt.NDArray[np.uint8]
    size: Ints
    lengths: Ints


def _tables(keys: Sequence[bytes], words: Callable[[bytes], bytes], before: Tables | None) -> Tables:
    """Bring the tables up to date; only documents whose key is new are read."""
    old = before or Tables(
        [], [], [], [], [], _none(), np.zeros((0, len(FIELDS)), np.uint8), _none(), np.zeros((0, len(FIELDS)), np.int64)
    )
    ends = np.cumsum(old.size).tolist()
    place = {key: number for number, key in enumerate(old.keys)}
    known = {word: number for number, word in enumerate(old.vocabulary)}
    word: list[Ints] = []
    counts: list[npt.NDArray[np.uint8]] = []
    lengths: list[npt.ArrayLike] = []
    for key in keys:
        number = place.get(key)
        if number is not None:
            own = slice(ends[number] - int(old.size[number]), ends[number])
            word.append(old.word[own])
            counts.append(old.counts[own])
            lengths.append(old.lengths[number])
            continue
        found = undigest(words(key))
        word.append(np.fromiter((known.setdefault(one, len(known)) for one in found.words), np.int64, len(found.words)))
        counts.append(np.frombuffer(found.counts, np.uint8).reshape(-1, len(FIELDS)))
        lengths.append(np.array(found.lengths, np.int64))
    vocabulary = list(known)
    fresh = vocabulary[len(old.terms) :]
    return Tables(
        list(keys),
        vocabulary,
        old.terms + ["" if one in STOP_WORDS else term(one) for one in fresh],
        old.parts + [() if one in STOP_WORDS else parts(one) for one in fresh],
        old.nynorsk + [one for one in fresh if is_nynorsk(one)],
        np.concatenate(word) if word else _none(),
        np.concatenate(counts) if counts else old.counts[:0],
        np.array([len(one) for one in word], np.int64),
        np.array(lengths, np.int64).reshape(-1, len(FIELDS)),
    )


def _none() -> Ints:
    return np.zeros(0, np.int64)


class Held(NamedTuple):
    """The tables of an index, and the finished postings of every term that occurs.

    Postings are pairs of a step from the document before (7 bits a byte, lowest first, the highest bit set where more
    follow) and the weight of the term in the document, from 1 to 255; in base 64 without padding.
    """

    tables: Tables
    postings: dict[str, str]


def update(keys: Sequence[bytes], words: Callable[[bytes], bytes], before: Held | None) -> Held:
    """Make the postings of the documents with these keys; ``words`` gives the digest of one that is new.

    ``before`` saves work and never changes the result: where few documents have changed and the others keep their
    numbers, only the terms of those that have changed are weighed again.
    """
    old = Tables(*before.tables) if before else None
    new = _tables(keys, words, old)
    touched = _touched(old, new) if old else None
    if before is None or touched is None:
        return Held(new, dict(_encoded(new, None)))
    fresh = dict(_encoded(new, touched))
    kept = {name: packed for name, packed in before.postings.items() if name not in touched}
    return Held(new, kept | fresh)


def is_far(held: Held, before: Held) -> bool:
    """Whether so much has changed that the next update should begin from ``held``."""
    known = set(before.tables[0])
    return sum(key not in known for key in held.tables.keys) > _FEW // 4 or len(known) != len(held.tables.keys)


def occurring(held: Tables) -> list[tuple[str, str]]:
    """Give the words that occur, each with its term, stop words left out."""
    used = np.flatnonzero(np.bincount(held.word, minlength=len(held.vocabulary))).tolist() if len(held.word) else []
    return [(held.vocabulary[number], held.terms[number]) for number in used if held.terms[number]]


def _touched(old: Tables, new: Tables) -> set[str] | None:
    """Give the terms of the documents that differ, or None where it does not pay or numbers have moved."""
    if len(old.keys) > len(new.keys) or not np.array_equal(_means(old.lengths), _means(new.lengths)):
        return None
    changed = [number for number, key in enumerate(new.keys) if number >= len(old.keys) or old.keys[number] != key]
    if len(changed) > _FEW:
        return None
    touched: set[str] = set()
    for held in (old, new):
        ends = np.cumsum(held.size)
        for number in changed:
            if number < len(held.keys):
                own = held.word[int(ends[number] - held.size[number]) : int(ends[number])]
                for word in own.tolist():
                    touched.update((held.terms[word], *held.parts[word]))
    return touched


def _encoded(held: Tables, only: set[str] | None) -> Iterator[tuple[str, str]]:
    """Weigh terms (all, or ``only`` some) in every document, and pack their postings."""
    numbers: dict[str, int] = {}
    columns = [np.full(len(held.terms), -1, np.int64) for _ in range(1 + max(map(len, held.parts), default=0))]
    for word, (own, its_parts) in enumerate(zip(held.terms, held.parts, strict=True)):
        if own and (only is None or own in only):
            columns[0][word] = numbers.setdefault(own, len(numbers))
        for place, part in enumerate(its_parts, 1):
            if only is None or part in only:
                columns[place][word] = numbers.setdefault(part, len(numbers))
    document = np.repeat(np.arange(len(held.size)), held.size)
    rows = [_rows(column, held.word) for column in columns]
    kept = np.concatenate([at for at, _ in rows]) if len(held.word) else _none()
    if not len(kept):
        return
    weights = np.concatenate(
        [np.full(len(at), _PART if place else 1, np.float32) for place, (at, _) in enumerate(rows)]
    )
    counts = held.counts[kept] * weights[:, None].astype(np.float32)
    term_, document, impact = _summed(
        np.concatenate([numbered for _, numbered in rows]), document[kept], counts, held.lengths
    )
    names = list(numbers)
    for number, packed in _packed(term_, document, impact):
        yield names[number], base64.b64encode(packed).decode().rstrip("=")


def _rows(term_of: Ints, word: Ints) -> tuple[Ints, Ints]:
    """Give the occurrences whose word has a term here, and the terms."""
    own = term_of[word]
    at = np.flatnonzero(own >= 0)
    return at, own[at]


def _summed(
    term_: Ints, document: Ints, tf: npt.NDArray[np.float32], lengths: Ints
) -> tuple[Ints, Ints, npt.NDArray[np.uint8]]:
    """Add up the fields' counts as BM25F does and scale the saturated weight to a byte; sorted by term and document."""
    factors = (_WEIGHTS / (1 - _NORMS + _NORMS * lengths / _means(lengths))).astype(np.float32)
    weights = (tf * factors[document]).sum(axis=1)
    key = term_ * len(lengths) + document
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    summed = np.add.reduceat(weights[order], starts)
    impact = np.clip(np.rint(summed / (summed + _SATURATION) * _STEPS), 1, _STEPS).astype(np.uint8)
    return key[starts] // len(lengths), key[starts] % len(lengths), impact


def _means(lengths: Ints) -> npt.NDArray[np.float64]:
    """Give the mean length of each field, rounded to a fifth of an octave: one edit must not shift every weight."""
    means: npt.NDArray[np.float64] = np.maximum(lengths.sum(axis=0) / max(len(lengths), 1), 1)
    return np.asarray(np.exp2(np.round(np.log2(means) * 5) / 5), np.float64)


def _packed(term_: Ints, document: Ints, impact: npt.NDArray[np.uint8]) -> Iterator[tuple[int, bytes]]:
    first = np.concatenate(([True], term_[1:] != term_[:-1]))
    step = document - np.concatenate(([0], document[:-1]))
    step[first] = document[first]
    size = 1 + (step >= 1 << 7) + (step >= 1 << 14) + (step >= 1 << 21)
    end = np.cumsum(size + 1)
    out = np.zeros(int(end[-1]), np.uint8)
    start = end - size - 1
    for place in range(4):
        has = size > place
        more = (size[has] > place + 1).astype(np.int64) << 7
        out[start[has] + place] = (step[has] >> (7 * place)) & 127 | more
    out[end - 1] = impact
    data = out.tobytes()
    opens = np.flatnonzero(first)
    bounds = [*start[opens].tolist(), len(data)]
    for number, left, right in zip(term_[opens].tolist(), bounds, bounds[1:], strict=False):
        yield number, data[left:right]

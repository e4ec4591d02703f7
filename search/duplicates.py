"""Which documents say nearly the same: an item that is imported may be in the archive already.

Two texts are compared by the triples of words that they share, as terms, so that other forms of a word do not matter
(Broder 1997, "On the resemblance and containment of documents").
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from search.analysis import term, tokens
from search.local_search import SearchedArchive

# Measured on the project's content: different items are at most .20 alike; one with every tenth word changed is .68 or
# more, with every fifth .42, and one with a new beginning of three tenths of its length .85.
THRESHOLD = 0.35
_WORDS = 3
_RAREST = 30
_COMPARED = 20


class Near(NamedTuple):
    """A document that says nearly the same; ``similarity`` is 1 for the very same words."""

    number: int
    similarity: float


def near(archive: SearchedArchive, title: str, text: str, threshold: float = THRESHOLD) -> list[Near]:
    """Give the documents that are most like a title and text, from ``threshold`` up, the most alike first.

    Only those are compared that share some of its rarest words.
    """
    asked = shingles([title, text])
    likeness = ((at, similarity(asked, shingles(archive.lines(at)[:-1]))) for at in _candidates(archive, title, text))
    found = [Near(at, like) for at, like in likeness if like >= threshold]
    return sorted(found, key=lambda one: (-one.similarity, one.number))


def shingles(lines: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Give every run of three terms in a text; a shorter text is one run."""
    terms = [term(word) for word in tokens(" ".join(lines))]
    return frozenset(tuple(terms[at : at + _WORDS]) for at in range(max(1, len(terms) - _WORDS + 1)))


def similarity(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Tell how much of both is common to both, from 0 to 1 (Dice).

    >>> similarity(shingles(["Ny rutine for henvisning"]), shingles(["Ny rutine for tilvising"]))
    1.0
    """
    return 2 * len(one & other) / (len(one) + len(other))


def _candidates(archive: SearchedArchive, title: str, text: str) -> list[int]:
    """Give the documents that share the most of a text's rarest words."""
    held = archive.postings
    words = [word for word in dict.fromkeys(tokens(f"{title} {text}")) if held.has(word)]
    rarest = sorted(words, key=lambda word: (held.documents(word), word))[:_RAREST]
    shared: Counter[int] = Counter()
    for name in dict.fromkeys(map(term, rarest)):
        met = sum(held.weights(name).values())
        shared.update(np.flatnonzero(met).tolist())
    return [at for at, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_COMPARED]]

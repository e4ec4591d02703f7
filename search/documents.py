"""What search knows of a document."""

import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from search.analysis import joined_numbers, tokens

# The one file of a browser's index whose name stays when what is in it changes.
ENTRY = "assets/sok/indeks.js"
FIELDS = ("title", "headings", "summary", "body")
_HEADER = struct.Struct("<4HI")
_LIMIT = 0xFFFF


class SearchDoc(NamedTuple):
    """A document as search shows and filters it; ``url`` is relative to the site's root, dates are ISO or empty.

    ``facets`` maps a facet (kind, sender, topics …) to the ids that the document has in it; ``weight`` scales its
    score: 1 for what applies, less for what is replaced or expired.
    """

    url: str
    title: str
    date: str
    lead: str
    facets: Mapping[str, tuple[str, ...]]
    weight: float


class Words(NamedTuple):
    """The distinct words of a document, how often each stands in each of ``FIELDS``, and the fields' lengths.

    ``counts`` has four bytes a word, in the order of ``FIELDS``; a count stops at 255.
    """

    words: list[str]
    counts: bytes
    lengths: tuple[int, int, int, int]


def digest(title: str, summary: str, sections: Iterable[tuple[str, str]]) -> bytes:
    """Count the words of a document whose ``sections`` are pairs of heading and text; :func:`undigest` reads it."""
    parts = list(sections)
    texts = (title, " ".join(heading for heading, _ in parts), summary, " ".join(text for _, text in parts))
    # What is written in groups is typed as one, too.
    fields = [[*tokens(text), *joined_numbers(text)] for text in texts]
    counted = [Counter(words) for words in fields]
    every = sorted(set().union(*counted))
    row_of = {word: place * len(FIELDS) for place, word in enumerate(every)}
    counts = bytearray(len(every) * len(FIELDS))
    for column, found in enumerate(counted):
        for word, count in found.items():
            counts[row_of[word] + column] = min(count, 255)
    header = _HEADER.pack(*(min(len(words), _LIMIT) for words in fields), len(every))
    return header + counts + "\n".join(every).encode()


def undigest(data: bytes) -> Words:
    """Read what :func:`digest` wrote.

    >>> undigest(digest("Gastroskopi", "", [("", "Ny rutine for gastroskopi.")])).words
    ['for', 'gastroskopi', 'ny', 'rutine']
    """
    *lengths, size = _HEADER.unpack_from(data)
    start = _HEADER.size + 4 * size
    words = data[start:].decode().split("\n") if size else []
    return Words(words, data[_HEADER.size : start], (lengths[0], lengths[1], lengths[2], lengths[3]))

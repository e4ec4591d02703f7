"""Names that lead somewhere, and the documents that carry them; ``client/engine/names.js`` is the same in the browser.

A *place* is a page with a name: that of a municipality, a topic, a forum.  A register's entry also stands for the
documents that have its id in a facet, so that a municipality finds what concerns it though no text says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from search.analysis import fold, tokens

_SHORTEST_JOINED = 6
_LONGEST_NAME = 12


class Place(NamedTuple):
    """A page and what it is called.

    ``type`` says what sort of page it is.  Documents with ``value`` in ``facet`` carry the name; a place that none
    carries has neither.  ``keys`` are all its names, former ones and synonyms too, as words with blanks between them.
    """

    type: str
    name: str
    url: str
    facet: str
    value: str
    keys: tuple[str, ...]


class Point(NamedTuple):
    """A numbered point of a document: how the document is numbered in the index, and what the point is called."""

    number: str
    document: int
    title: str


class Leads(NamedTuple):
    """What a query can lead to besides documents: pages by their names, and numbered points."""

    places: Sequence[Place] = ()
    points: Sequence[Point] = ()


NO_LEADS = Leads()


def key(name: str) -> str:
    """Write a name as one types it.

    >>> key("Helse Sør-Øst RHF")
    'helse sør øst rhf'
    """
    return " ".join(tokens(name))


class Named(NamedTuple):
    """Places by every way to write their names: as they are, with the letters a to z only, and in one word."""

    places: Sequence[Place]
    by_name: Mapping[str, tuple[Place, ...]]

    def single(self) -> Iterator[str]:
        """Yield the names of one word, for what is misspelled."""
        return (name for name in self.by_name if " " not in name)


def named(places: Sequence[Place]) -> Named:
    """Make places ready to be looked up."""
    found: dict[str, list[Place]] = {}
    for place in places:
        for way in dict.fromkeys(way for name in place.keys for way in _ways(name)):
            found.setdefault(way, []).append(place)
    return Named(places, {way: tuple(some) for way, some in found.items()})


def _ways(name: str) -> Iterator[str]:
    joined = name.replace(" ", "")
    for way in (name, joined) if joined != name and len(joined) >= _SHORTEST_JOINED else (name,):
        yield from (way, fold(way))


class Span(NamedTuple):
    """Words of a query, from the one at ``start``, that are a name; and the places that have it."""

    start: int
    size: int
    places: tuple[Place, ...]


def spans(names: Named, typed: Sequence[str]) -> list[Span]:
    """Find the names in a query, the longest first; also those that are one word and were typed in several."""
    return [
        Span(start, size, places)
        for size in range(min(len(typed), _LONGEST_NAME), 0, -1)
        for start in range(len(typed) - size + 1)
        if (places := _called(names, typed[start : start + size]))
    ]


def _called(names: Named, run: Sequence[str]) -> tuple[Place, ...]:
    return names.by_name.get(" ".join(run)) or names.by_name.get("".join(run), ())


def carriers(places: Iterable[Place]) -> list[tuple[str, str]]:
    """Give the facets and values of places, each once."""
    return list(dict.fromkeys((place.facet, place.value) for place in places if place.facet))

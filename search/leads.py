"""Where a query leads straight to; ``client/engine/leads.js`` is the same in the browser."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from search.analysis import STOP_WORDS, fold, tokens
from search.documents import SearchDoc
from search.local_lexicon import shared_stem
from search.names import Named, Point, Span
from search.ranking import RANKING

_DOTTED = re.compile(r"\d+(?:\.\d+)+")
_PLAIN = re.compile(r"\d{1,2}")
_SHORTEST, _SHORTEST_STEM = 3, 4
_SHORTEST_BEGINNING, _LONGEST_ENDING = 5, 2


class Lead(NamedTuple):
    """Where a query leads: a page, a point ``of`` a document, or a document by its title."""

    name: str
    of: str
    url: str


def numbers_in(typed: Sequence[str]) -> list[str]:
    """Give the numbers of points in a query: those with a dot, and those after a word such as "punkt".

    >>> numbers_in(["punkt", "4", "eller", "2.6"]), numbers_in(["takst", "14"])
    (['4', '2.6'], [])
    """
    before = ("", *typed)
    return [
        word
        for word, one in zip(typed, before, strict=False)
        if _DOTTED.fullmatch(word) or (_PLAIN.fullmatch(word) and one in RANKING.pointing)
    ]


def point_leads(
    points: Iterable[Point], documents: Sequence[SearchDoc], typed: Sequence[str], words: Sequence[str]
) -> list[Lead]:
    """Give the leads to points, those first that have most of the query's other words."""
    numbers = numbers_in(typed)
    others = [word for word in words if word not in numbers]
    asked = sorted((point for point in points if point.number in numbers), key=lambda one: numbers.index(one.number))
    rows: list[tuple[float, Lead]] = []
    for point in asked[: RANKING.most_points]:
        of = documents[point.document]
        said = [*tokens(f"{of.title} {point.title}"), *of.facets.get("kind", ())]
        met = sum(any(one.startswith(word) for one in said) for word in others)
        worth = 10 * met + max((RANKING.kinds.get(kind, 1.0) for kind in of.facets.get("kind", ())), default=1.0)
        rows.append((-worth, Lead(f"{point.number} {point.title}", of.title, f"{of.url}#{point.number}")))
    return [lead for _, lead in sorted(rows, key=lambda row: row[0])]


def name_leads(names: Named, typed: Sequence[str], found: Sequence[Span]) -> list[Lead]:
    """Give the leads to what has a name: the whole query, a part of it, what it begins, another form of it."""
    whole = [span for span in found if span.size == len(typed)]
    longest = [span for span in found if not any(_holds(other, span) for other in found)]
    words = [word for word in typed if word not in STOP_WORDS]
    places = [place for span in (*whole, *longest) for place in span.places]
    if words and min(map(len, words)) >= _SHORTEST:
        places += [place for place in names.places if any(_begins_all(name, words) for name in place.keys)]
        if len(words) == 1:
            places += [place for place in names.places if any(_is_form(words[0], name) for name in place.keys)]
    return [Lead(place.name, "", place.url) for place in places]


def _holds(one: Span, other: Span) -> bool:
    """Whether a span has all words of another one, and more."""
    ends = one.start + one.size >= other.start + other.size
    return one.size > other.size and one.start <= other.start and ends


def _begins_all(name: str, words: Sequence[str]) -> bool:
    own = name.split()
    return all(any(_begins(one, word) or _begins(fold(one), word) for one in own) for word in words)


def _begins(name: str, word: str) -> bool:
    """Whether a word begins another one; a short word one that is little longer."""
    return name.startswith(word) and (len(word) >= _SHORTEST_BEGINNING or len(name) - len(word) <= _LONGEST_ENDING)


def _is_form(word: str, name: str) -> bool:
    return " " not in name and shared_stem(word, name, _SHORTEST_STEM - 1) >= _SHORTEST_STEM


def title_leads(titles: Iterable[tuple[str, str]], words: Sequence[str]) -> list[Lead]:
    """Give the leads to those of some titles, with their addresses, that are what was asked for."""
    return [
        Lead(title, "", url)
        for title, url in titles
        if words and [word for word in tokens(title) if word not in STOP_WORDS] == list(words)
    ]


def first_leads(leads: Iterable[Lead]) -> list[Lead]:
    """Give the first of some leads, each address once."""
    found: dict[str, Lead] = {}
    for lead in leads:
        found.setdefault(lead.url, lead)
    return list(found.values())[: RANKING.most_leads]

"""Edition ↔ edition: which point is which, and what became of each.  Pure: points in, changes out.

>>> old = [Point("1", "1", "Ring", 2, (TextBlock("p", "Ring når det haster."),))]
>>> new = [Point("1", "1", "Skriv", 2, (TextBlock("p", "Skriv brev."),)), old[0]._replace(anchor="2", number="2")]
>>> [(change.old, change.new, change.renumbered) for change in align(old, new)]
[(None, 0, False), (0, 1, True)]
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

# A pair is one point in two editions when its score, of 1000, is at least this.  The same title alone is not enough:
# many chapters have a "Bakgrunn".  The same title and number are, and so is a text of which more than half is the same.
_ENOUGH = 350
_BODY, _TITLE, _NUMBER, _ONLY_TITLE = 600, 300, 100, 100
# Words that stand in more points than this tell little, and would take time in the square of their number.
_COMMON = 40

_WORD = re.compile(r"\w+")

# What stands between the cells of a row.
CELL = " · "


class TextBlock(NamedTuple):
    """A paragraph, list item, table row or piece of code (``p``, ``li``, ``tr``, ``pre``) as text in one line."""

    kind: str
    text: str


class Point(NamedTuple):
    """What stands below one heading; ``number`` is empty where the heading has none.

    What comes before the first heading, and the footnotes, are points of level 0 without a title.  ``shape`` changes
    with tags, pictures and the targets of links: with what is not in the text.
    """

    anchor: str
    number: str
    title: str
    level: int
    blocks: tuple[TextBlock, ...]
    shape: tuple[str, ...] = ()


class Change(NamedTuple):
    """What became of one point; ``old`` and ``new`` are its places in the two editions, None where it is not in one.

    ``moved`` means that it stands in another order or below another point, ``renumbered`` that only its number is new,
    ``reworded`` that its text is another, ``reshaped`` that the text is the same but not all links, pictures or layout.
    """

    old: int | None
    new: int | None
    moved: bool = False
    renumbered: bool = False
    reworded: bool = False
    reshaped: bool = False


def align(old: Sequence[Point], new: Sequence[Point]) -> tuple[Change, ...]:
    """Account for every point of both editions exactly once, in the order of the new one.

    A point that was taken out comes after the one that it stood behind, of those that have not moved.
    """
    pairs = _pairs(old, new)
    moved = _moved(old, new, pairs)
    later = {there: here for here, there in pairs.items()}
    changes = {here: _change(old, new, later.get(here), here, moved) for here in range(len(new))}
    gone: dict[int | None, list[Change]] = defaultdict(list)
    before: int | None = None
    for place in range(len(old)):
        if place not in pairs:
            gone[before].append(Change(place, None))
        elif place not in moved:
            before = pairs[place]
    told = [*gone[None]]
    for here, change in changes.items():
        told += [change, *gone[here]]
    return tuple(told)


def _change(old: Sequence[Point], new: Sequence[Point], was: int | None, now: int, moved: frozenset[int]) -> Change:
    if was is None:
        return Change(None, now)
    before, after = old[was], new[now]
    reworded = _wording(before) != _wording(after)
    return Change(
        was,
        now,
        moved=was in moved,
        renumbered=before.number != after.number and was not in moved,
        reworded=reworded,
        reshaped=not reworded and before.shape != after.shape,
    )


def _wording(point: Point) -> tuple[str, tuple[str, ...]]:
    return point.title, tuple(block.text for block in point.blocks)


def _pairs(old: Sequence[Point], new: Sequence[Point]) -> dict[int, int]:
    """Pair the places of the points that are in both: first what is the same, then what is most alike."""
    unnamed = {point.anchor: place for place, point in enumerate(new) if not point.level}
    found = {place: unnamed[p.anchor] for place, p in enumerate(old) if not p.level and p.anchor in unnamed}
    here = [place for place, point in enumerate(old) if point.level]
    there = [place for place, point in enumerate(new) if point.level]
    for key in (lambda p: (p.number, *_wording(p)), _wording):
        same = _same([(place, key(old[place])) for place in here], [(place, key(new[place])) for place in there])
        found |= same
        taken = set(same.values())
        here, there = [p for p in here if p not in same], [p for p in there if p not in taken]
    return found | _alike(old, new, here, there)


def _same(old: Iterable[tuple[int, Hashable]], new: Iterable[tuple[int, Hashable]]) -> dict[int, int]:
    """Pair equal ones in the order in which they come."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place, key in old:
        waiting[key].append(place)
    for places in waiting.values():
        places.reverse()
    return {waiting[key].pop(): place for place, key in new if waiting.get(key)}


def _alike(old: Sequence[Point], new: Sequence[Point], here: Sequence[int], there: Sequence[int]) -> dict[int, int]:
    """Pair the most alike first; where two are equally alike, those that stand nearest to each other."""
    scored = _scores(old, new, here, there)
    found: dict[int, int] = {}
    taken = set[int]()
    for _, _, place, other in sorted((-score, abs(a - b), a, b) for (a, b), score in scored.items()):
        if place not in found and other not in taken:
            found[place] = other
            taken.add(other)
    return found


def _scores(
    old: Sequence[Point], new: Sequence[Point], here: Sequence[int], there: Sequence[int]
) -> dict[tuple[int, int], int]:
    """Score the pairs that may be one point: whole numbers only, so that the same texts give the same pairs anywhere.

    Texts are compared by Dice's coefficient over their words, where a word in few points weighs more
    (L. R. Dice, "Measures of the Amount of Ecologic Association Between Species", Ecology 26, 1945).
    """
    words = {
        (side, place): _words(all_[place]) for side, all_, own in ((0, old, here), (1, new, there)) for place in own
    }
    standing: tuple[dict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for (side, place), found in words.items():
        for word in found:
            standing[side][word].append(place)
    weights = {word: _weight(standing, word) for side in standing for word in side}
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for word, weight in weights.items():
        for a in standing[0].get(word, ()) if weight else ():
            for b in standing[1].get(word, ()):
                shared[a, b] += weight
    total = {key: sum(weights[word] for word in found) for key, found in words.items()}
    possible = {*shared, *_by(old, new, here, there, "title"), *_by(old, new, here, there, "number")}
    titles = _Titles(old, new)
    scores: dict[tuple[int, int], int] = {}
    for a, b in possible:
        body = _BODY * 2 * shared.get((a, b), 0) // (total[0, a] + total[1, b] or 1)
        title = titles.score(a, b)
        if not old[a].blocks and not new[b].blocks:
            title = title * (_BODY + _TITLE) // _TITLE
        number = _NUMBER if old[a].number and old[a].number == new[b].number else 0
        if body + title + number >= _ENOUGH:
            scores[a, b] = body + title + number
    return scores


class _Titles:
    """How alike the titles of points are."""

    def __init__(self, old: Sequence[Point], new: Sequence[Point]) -> None:
        self._old, self._new = (
            [(p.title, frozenset(_WORD.findall(p.title.casefold()))) for p in side] for side in (old, new)
        )
        self._only = _only(old) & _only(new)

    def score(self, place: int, other: int) -> int:
        """Score two titles; the same one scores more where no other point of either edition has it."""
        (title, words), (now, others) = self._old[place], self._new[other]
        if title == now:
            return _TITLE + (_ONLY_TITLE if title in self._only else 0)
        common = len(words & others)
        return _TITLE * 2 * common // (len(words) + len(others)) if common else 0


def _words(point: Point) -> frozenset[str]:
    return frozenset(_WORD.findall(" ".join(block.text for block in point.blocks).casefold()))


def _weight(standing: Sequence[Mapping[str, Sequence[int]]], word: str) -> int:
    often = max(len(side.get(word, ())) for side in standing)
    return 1000 // often if often <= _COMMON else 0


def _by(
    old: Sequence[Point], new: Sequence[Point], here: Iterable[int], there: Iterable[int], field: str
) -> Iterator[tuple[int, int]]:
    """Yield the pairs with the same title, or number, where there are few of them."""
    standing: dict[str, list[int]] = defaultdict(list)
    for place in there:
        standing[getattr(new[place], field)].append(place)
    for place in here:
        value = getattr(old[place], field)
        if value and len(standing[value]) <= _COMMON:
            yield from ((place, other) for other in standing[value])


def _only(points: Iterable[Point]) -> frozenset[str]:
    """Give the titles that only one point has."""
    return frozenset(title for title, count in Counter(point.title for point in points).items() if count == 1)


def _moved(old: Sequence[Point], new: Sequence[Point], pairs: Mapping[int, int]) -> frozenset[int]:
    """Name the old places of the points that have moved: they have a new number, and another place among their like.

    What follows along when the point above it moves, or when others come and go before it, has a new number only.
    """
    above_old, above_new = _above(old), _above(new)
    siblings: dict[int | None, list[int]] = defaultdict(list)
    found = set[int]()
    for was, now in sorted(pairs.items(), key=lambda pair: pair[1]):
        up = above_old[was]
        if (pairs.get(up) if up is not None else None) == above_new[now]:
            siblings[up].append(was)
        else:
            found.add(was)
    for own in siblings.values():
        found.update(set(own) - set(_rising(own)))
    return frozenset(was for was in found if not old[was].number or old[was].number != new[pairs[was]].number)


def _above(points: Sequence[Point]) -> list[int | None]:
    """Give the place of the point that each one stands below, by the levels of their headings."""
    found: list[int | None] = []
    open_ = list[int]()
    for place, point in enumerate(points):
        while open_ and points[open_[-1]].level >= point.level:
            open_.pop()
        found.append(open_[-1] if open_ else None)
        if point.level:
            open_.append(place)
    return found


def _rising(values: Sequence[int]) -> list[int]:
    """Give a longest rising subsequence.

    After M. L. Fredman, "On computing the length of longest increasing subsequences", Discrete Mathematics 11, 1975.

    >>> _rising([3, 0, 1, 2])
    [0, 1, 2]
    """
    tails, places = list[int](), list[int]()
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(places[at - 1] if at else -1)
        tails[at:], places[at:] = [value, *tails[at + 1 :]], [place, *places[at + 1 :]]
    found, place = list[int](), places[-1] if places else -1
    while place >= 0:
        found.append(values[place])
        place = before[place]
    return found[::-1]


class Counts(NamedTuple):
    """How many points of each sort; a point that has moved and is reworded counts as both."""

    added: int
    removed: int
    moved: int
    reworded: int
    renumbered: int


def counts(old: Sequence[Point], new: Sequence[Point], changes: Iterable[Change]) -> Counts:
    """Count the changes of points that have a heading."""
    told = [change for change in changes if level(change, old, new)]
    return Counts(
        added=sum(change.old is None for change in told),
        removed=sum(change.new is None for change in told),
        moved=sum(change.moved for change in told),
        reworded=sum(change.reworded for change in told),
        renumbered=sum(change.renumbered for change in told),
    )


def level(change: Change, old: Sequence[Point], new: Sequence[Point]) -> int:
    """Give the level of the point's heading; 0 is what has none."""
    return old[change.old].level if change.old is not None else new[change.new or 0].level

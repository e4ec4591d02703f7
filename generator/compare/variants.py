"""Two editions side by side: which points are the same, which differ, and which stand in one only."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from generator.body.sanitiser import clean

State = Literal["same", "differs", "only_here", "only_there"]

_TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_ID = re.compile(r' id="[^"]*"')
_TARGET = re.compile(r'(?<= )(href|src)="([^"]*)"')
_HEADING = re.compile(r'(?=<h[2-6] id=")')
_OWN_HEADING = re.compile(r'<h([2-6]) id="([^"]*)">.*?</h\1>', re.DOTALL)


class VariantPoint(NamedTuple):
    """What stands below one heading, as HTML; what stands before the first one has no anchor, number or title."""

    anchor: str
    number: str
    title: str
    html: str


class VariantPair(NamedTuple):
    """A point of either text beside the point that answers to it in the other, if there is one."""

    state: State
    here: VariantPoint | None
    there: VariantPoint | None


def points(html: str, outline: Sequence[tuple[int, str, str, str]]) -> list[VariantPoint]:
    """Part a body at the headings of its outline; what holds nothing before the first heading is left out."""
    names = {anchor: (number, title) for _, anchor, number, title in outline}
    found = list[VariantPoint]()
    for piece in _HEADING.split(html):
        heading = _OWN_HEADING.match(piece)
        anchor = heading[2] if heading else ""
        rest = piece[heading.end() :] if heading else piece
        if anchor or rest.strip():
            found.append(VariantPoint(anchor, *names.get(anchor, ("", "")), clean(rest).strip()))
    return found


def align(here: Sequence[VariantPoint], there: Sequence[VariantPoint]) -> list[VariantPair]:
    """Put two texts side by side, by number first, then by title, in the order of the first.

    A point that only the second has comes after the one that it follows there.
    """
    partner = _partners(here, there)
    taken = set(partner.values())
    following: dict[int, list[VariantPair]] = defaultdict(list)
    last = -1
    for place, point in enumerate(there):
        if place in taken:
            last = place
        else:
            following[last].append(VariantPair("only_there", None, point))
    rows = following[-1]
    for place, point in enumerate(here):
        other = partner.get(place)
        rows.append(_row(point, there[other]) if other is not None else VariantPair("only_here", point, None))
        rows += following[other] if other is not None else []
    return rows


def _partners(here: Sequence[VariantPoint], there: Sequence[VariantPoint]) -> dict[int, int]:
    """Give the place of each point's partner, by the place of the point."""
    found: dict[int, int] = {}
    for key in (_by_number, _by_title):
        taken, free = set(found.values()), defaultdict[str | None, list[int]](list)
        for place, point in enumerate(there):
            if place not in taken:
                free[key(point)].append(place)
        for place, point in enumerate(here):
            if place not in found and key(point) is not None and free[key(point)]:
                found[place] = free[key(point)].pop(0)
    return found


def _by_number(point: VariantPoint) -> str | None:
    return point.number or None


def _by_title(point: VariantPoint) -> str | None:
    return point.title.casefold()


def _row(here: VariantPoint, there: VariantPoint) -> VariantPair:
    is_same = here[1:3] == there[1:3] and _text(here.html) == _text(there.html)
    return VariantPair("same" if is_same else "differs", here, there)


def _text(html: str) -> str:
    return " ".join(_TAG.sub(" ", html).split())


def moved(html: str, source: str, target: str) -> str:
    """Make HTML of the page ``source`` fit to stand on ``target``: links lead where they led, and no ids are taken."""

    def fitted(tag: re.Match[str]) -> str:
        return _TARGET.sub(lambda found: f'{found[1]}="{_led(found[2], source, target)}"', _ID.sub("", tag[0]))

    return _TAG.sub(fitted, html)


def _led(link: str, source: str, target: str) -> str:
    if re.match(r"[a-z]+:", link):
        return link
    path, mark, fragment = link.partition("#")
    url = posixpath.join(posixpath.dirname(source), path) if path else source
    return posixpath.relpath(url, posixpath.dirname(target)) + mark + fragment

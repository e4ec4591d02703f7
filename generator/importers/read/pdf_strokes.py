"""What is drawn on a page of a PDF, and which of its letters a line strikes out.

A PDF has no struck text: Word fills a thin box across it, others draw a line, and readers leave a note with a line.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

# How thick a line may be, and how far above what a letter stands on, in heights of the letter.  An underline is lower.
_THICK = 0.2
_LOWEST, _HIGHEST = 0.12, 0.6
_ACROSS = 0.5


class Rule(NamedTuple):
    """A line that is drawn, or an edge of what is filled."""

    left: float
    bottom: float
    right: float
    top: float


class Struck(NamedTuple):
    """Letters that are struck out, by their ``id``, and the lines that do it."""

    letters: frozenset[int]
    rules: frozenset[Rule]


def struck(letters: Iterable[Any], rules: Sequence[Rule]) -> Struck:
    """Find the letters that a level line crosses."""
    level = sorted((_middle(rule), rule) for rule in rules if rule.right - rule.left > rule.top - rule.bottom)
    places = [place for place, _ in level]
    found: list[tuple[int, Rule]] = []
    for letter in letters if level else ():
        lowest, highest = (letter.matrix[5] + letter.size * share for share in (_LOWEST, _HIGHEST))
        near = level[bisect_left(places, lowest) : bisect_right(places, highest)]
        found += ((id(letter), rule) for _, rule in near if _crosses(rule, letter))
    return Struck(frozenset(one for one, _ in found), frozenset(rule for _, rule in found))


def _middle(rule: Rule) -> float:
    return (rule.bottom + rule.top) / 2


def _crosses(rule: Rule, letter: Any) -> bool:
    if rule.top - rule.bottom > letter.size * _THICK:
        return False
    return bool(min(rule.right, letter.x1) - max(rule.left, letter.x0) > (letter.x1 - letter.x0) * _ACROSS)


def struck_by_notes(page: Any) -> Iterator[Rule]:
    """Yield the lines of notes that strike text out, as programs that read PDFs make them."""
    from pdfminer.pdftypes import dict_value, list_value, resolve1

    left, bottom = page.mediabox[:2]
    for note in map(dict_value, list_value(page.annots) if page.annots else []):
        if str(getattr(resolve1(note.get("Subtype")), "name", "")) != "StrikeOut":
            continue
        points = [float(resolve1(one)) for one in list_value(note.get("QuadPoints"))]
        for at in range(0, len(points) - 7, 8):
            xs, ys = points[at : at + 8 : 2], points[at + 1 : at + 8 : 2]
            level = (min(ys) + max(ys)) / 2 - bottom
            yield Rule(min(xs) - left, level, max(xs) - left, level)

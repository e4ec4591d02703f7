"""Footnotes at the foot of a page of a PDF → notes that are told from the text, as the stages that follow know them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.importers.read import notes
from generator.importers.read.pdf_lines import Line
from generator.importers.read.pdf_strokes import Rule
from generator.importers.read.words import joined_html

_BEGUN = re.compile(r"(?:<sup>(\d{1,3})</sup>[.)]?|(\d{1,3})(?![\d.,)]))\s*(?=\S)")
# The line above footnotes is short, and begins where the text does.
_SHORTEST, _LONGEST = 20.0, 260.0
_BESIDE = 12.0
_SMALLER = 0.93
_APART, _FAR = 2.0, 4.0


class _Note(NamedTuple):
    """The number that a note has on its page, and its lines."""

    number: int
    lines: tuple[Line, ...]


def parted(lines: Sequence[Line], rules: Sequence[Rule], usual: float, noted: list[str]) -> list[Line]:
    """Give the lines of a page without its footnotes, with what leads to them; their texts are added to ``noted``.

    Nothing is a footnote that the text has no raised number for.
    """
    found = list(_notes(_foot(lines, rules, usual)))
    own = {id(line) for note in found for line in note.lines}
    text = [line for line in lines if id(line) not in own]
    if not found or not all(any(_mark(note.number).search(line.html) for line in text) for note in found):
        return list(lines)
    for note in found:
        noted.append(_said(note))
        text = [_referring(line, note.number, len(noted)) for line in text]
    return text


def _foot(lines: Sequence[Line], rules: Sequence[Rule], usual: float) -> list[Line]:
    """Give the lines that may be footnotes: from the first that is small, far down, or below a short line."""
    ordered = sorted((line for line in lines if not line.is_table), key=lambda one: -one.top)
    left = min((line.left for line in ordered), default=0.0)
    short = [one.bottom for one in rules if _is_short(one, left)]

    def begins(above: Line, line: Line) -> bool:
        is_below = any(above.bottom > place - 1 > line.top - 2 for place in short)
        is_apart = above.bottom - line.top > line.size * _FAR
        return bool(_BEGUN.match(line.html)) and (line.size < usual * _SMALLER or is_apart or is_below)

    first = next((at for at, pair in enumerate(pairwise(ordered), 1) if begins(*pair)), len(ordered))
    return ordered[first:]


def _is_short(rule: Rule, left: float) -> bool:
    wide = rule.right - rule.left
    return rule.top - rule.bottom < 2 and _SHORTEST <= wide <= _LONGEST and abs(rule.left - left) < _BESIDE


def _notes(foot: Sequence[Line]) -> Iterator[_Note]:
    """Yield notes: each begins with the next number, and ends where another begins or the page goes on far below."""
    note: _Note | None = None
    for line in foot:
        begun = _BEGUN.match(line.html)
        number = int(begun[1] or begun[2]) if begun else 0
        if begun and (note is None or number == note.number + 1):
            if note:
                yield note
            note = _Note(number, (line,))
        elif note is None or note.lines[-1].bottom - line.top > line.size * _APART:
            break
        else:
            note = note._replace(lines=(*note.lines, line))
    if note:
        yield note


def _said(note: _Note) -> str:
    text = ""
    for line in note.lines:
        text = joined_html(text, line.html) if text else _BEGUN.sub("", line.html, count=1)
    return text


def _mark(number: int) -> re.Pattern[str]:
    """Match what leads to a note; after a figure it would be an exponent."""
    return re.compile(rf"(?<![\d)])<sup>{number}</sup>")


def _referring(line: Line, number: int, place: int) -> Line:
    return line._replace(html=_mark(number).sub(notes.mark(place), line.html))

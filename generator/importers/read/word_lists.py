"""The lists of a Word document: what each paragraph of one begins with, and how deep it lies.

Word keeps no lists, only paragraphs that are counted; see "Numbering" in ECMA-376, part 1, 17.9.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.importers.read.word_styles import Styles
from generator.importers.read.word_xml import W, number, value
from generator.importers.split.lists import counted

_LEVELS = 9
# In twentieths of a point: what differs by less hangs alike.
_ALIKE = 100
_KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


class Level(NamedTuple):
    """How one level of a list is counted, and how far its paragraphs are moved in."""

    kind: str
    text: str
    start: int
    left: int | None
    style: str


class Entry(NamedTuple):
    """What a paragraph of a list begins with; nothing for one that goes on with the entry above."""

    depth: int
    marker: str


class Lists:
    """Counts the paragraphs of a document, which must be asked for in their order."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        bases = {} if root is None else {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
        self._levels = {key: dict(_levels(one)) for key, one in bases.items()}
        self._numbers = {} if root is None else {one.get(f"{W}numId"): one for one in root.iter(f"{W}num")}
        self._linked = {key: value(one, "numStyleLink") for key, one in bases.items()}
        self._counts: dict[str, dict[int, int]] = {}
        self._open: list[int] = []

    def entry(self, paragraph: Any) -> Entry | None:
        """Tell what a paragraph is in a list, if it is in one."""
        styles = self._styles.of_paragraph(paragraph)
        told = self._told(paragraph, styles)
        left = _left(paragraph, styles)
        if told is None:
            return self._going_on(left)
        number_id, depth = told
        levels = self._levels_of(number_id)
        level = levels.get(depth)
        if level is None:
            return self._going_on(left)
        marker = self._count(number_id, depth, levels)
        own = paragraph.find(f"{W}pPr/{W}ind")
        return Entry(self._depth(left if own is not None else level.left, depth), marker)

    def end(self) -> None:
        """Let what comes next begin a list anew, as after a table."""
        self._open = []

    def _told(self, paragraph: Any, styles: Sequence[Any]) -> tuple[str, int] | None:
        """Give the list and the level that a paragraph is said to be of, by itself or by its style."""
        found = [paragraph.find(f"{W}pPr/{W}numPr"), *(one.find(f"{W}pPr/{W}numPr") for one in styles)]
        id_ = next((named for one in found if (named := value(one, "numId")) is not None), None)
        if not id_ or id_ == "0" or id_ not in self._numbers:
            return None
        said = next((depth for one in found if (depth := number(value(one, "ilvl"))) is not None), None)
        if said is None:
            names = {one.get(f"{W}styleId") for one in styles}
            said = next((depth for depth, level in self._levels_of(id_).items() if level.style in names), 0)
        return id_, min(max(said, 0), _LEVELS - 1)

    def _levels_of(self, id_: str) -> Mapping[int, Level]:
        """Give the levels of a list, with what this one has of its own."""
        base = value(self._numbers[id_], "abstractNumId") or ""
        levels = self._levels.get(base, {})
        if not levels and (style := self._linked.get(base)):
            linked = next((value(one.find(f"{W}pPr/{W}numPr"), "numId") for one in self._styles.chain(style)), None)
            base = value(self._numbers[linked], "abstractNumId") or "" if linked in self._numbers else ""
            levels = self._levels.get(base, {})
        own = {key: level for one in self._numbers[id_].iter(f"{W}lvlOverride") for key, level in _levels(one)}
        return {**levels, **own}

    def _count(self, id_: str, depth: int, levels: Mapping[int, Level]) -> str:
        """Count one more, and write it as the level says."""
        starts = _starts(self._numbers[id_])
        # A list that says where it begins counts for itself; others of a kind go on from each other.
        key = f"own {id_}" if starts else f"base {value(self._numbers[id_], 'abstractNumId')}"
        counts = self._counts.setdefault(key, {})
        for above in range(depth):
            counts.setdefault(above, starts.get(above, levels[above].start if above in levels else 1))
        level = levels[depth]
        counts[depth] = counts.get(depth, starts.get(depth, level.start) - 1) + 1
        for below in [one for one in counts if one > depth]:
            del counts[below]
        return _written(depth, levels, counts)

    def _depth(self, left: int | None, depth: int) -> int:
        """Tell how deep an entry lies: by how far it is moved in, next to those above it."""
        if left is None:
            left = (depth + 1) * 720
        while self._open and self._open[-1] > left - _ALIKE:
            self._open.pop()
        self._open.append(left)
        return len(self._open)

    def _going_on(self, left: int) -> Entry | None:
        """Tell whether a paragraph that is not counted belongs to the entry above: it is moved in as far."""
        while self._open and self._open[-1] > left + _ALIKE:
            self._open.pop()
        return Entry(len(self._open), "") if self._open and left else None


def _levels(root: Any) -> Iterator[tuple[int, Level]]:
    for one in root.iter(f"{W}lvl"):
        depth = number(one.get(f"{W}ilvl"))
        if depth is not None:
            start = number(value(one, "start"))
            left = _indent(one.find(f"{W}pPr"))
            kind, text = value(one, "numFmt") or "decimal", value(one, "lvlText") or ""
            yield depth, Level(kind, text, 1 if start is None else start, left, value(one, "pStyle") or "")


def _starts(root: Any) -> Mapping[int, int]:
    """Give where a list of its own begins, by level."""
    found = ((number(one.get(f"{W}ilvl")), number(value(one, "startOverride"))) for one in root.iter(f"{W}lvlOverride"))
    return {depth: start for depth, start in found if depth is not None and start is not None}


def _left(paragraph: Any, styles: Sequence[Any]) -> int:
    indents = [_indent(paragraph.find(f"{W}pPr")), *(_indent(one.find(f"{W}pPr")) for one in styles)]
    return next((one for one in indents if one is not None), 0)


def _indent(properties: Any | None) -> int | None:
    found = properties.find(f"{W}ind") if properties is not None else None
    return None if found is None else number(found.get(f"{W}left") or found.get(f"{W}start"))


def _written(depth: int, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    """Write what a paragraph begins with, such as ``2.1`` or ``b)``."""
    level = levels[depth]
    if level.kind == "bullet":
        return "•"
    if level.kind == "none":
        return ""

    def one(found: re.Match[str]) -> str:
        above = int(found[1]) - 1
        kind = levels[above].kind if above in levels else "decimal"
        return counted(counts.get(above, 1), _KINDS.get(kind, "")).removesuffix(".")

    return " ".join(re.sub(r"%(\d)", one, level.text).split())

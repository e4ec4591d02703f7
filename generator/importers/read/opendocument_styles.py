"""The styles of an OpenDocument text: how text looks, which paragraphs are headings, and how lists count."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from generator.importers.split.lists import counted

NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, DRAW, STYLE = (f"{{{NS}{name}:1.0}}" for name in ("text", "table", "drawing", "style"))
FO = f"{{{NS}xsl-fo-compatible:1.0}}"
_HEADING = re.compile(r"(?:heading|overskrift)[ _]?(\d)", re.IGNORECASE)
_LONGEST_CHAIN = 20
_LEVELS = 10
_STEP, _ALIKE = 18.0, 6.0
_UNITS = {"in": 72.0, "cm": 28.35, "mm": 2.835, "pt": 1.0}


class Style(NamedTuple):
    """How text of a style looks, and which level of heading it has; ``hidden`` text is not for readers."""

    marks: frozenset[str] = frozenset()
    heading: int = 0
    hidden: bool = False


class _Told(NamedTuple):
    """What a style says itself, and the style that it goes on from."""

    looks: Mapping[str, bool]
    heading: int
    parent: str


class Styles:
    """Looks up styles by their names, with what they have from those above them."""

    def __init__(self, trees: Sequence[etree._Element]) -> None:
        self._told = {name: told for tree in reversed(trees) for name, told in _styles(tree)}

    def of(self, element: etree._Element) -> Style:
        """Give the style of a paragraph or of a piece of one."""
        name, looks, heading = element.get(f"{TEXT}style-name") or "", dict[str, bool](), 0
        for _ in range(_LONGEST_CHAIN):
            told = self._told.get(name)
            if told is None:
                break
            looks = {**told.looks, **looks}
            heading, name = heading or told.heading, told.parent
        marks = frozenset(mark for mark, is_on in looks.items() if is_on)
        return Style(marks - {"hidden"}, heading, "hidden" in marks)


def _styles(tree: etree._Element) -> Iterator[tuple[str, _Told]]:
    for style in tree.iter(f"{STYLE}style"):
        name = style.get(f"{STYLE}name") or ""
        called = (style.get(f"{STYLE}display-name") or name).replace("_20_", " ").lower()
        level, named = style.get(f"{STYLE}default-outline-level") or "", _HEADING.fullmatch(called)
        heading = int(level) if level.isdigit() else int(named[1]) if named else 0
        heading = heading or (1 if called in ("title", "tittel") else 0)
        yield name, _Told(dict(_looks(style)), heading, style.get(f"{STYLE}parent-style-name") or "")


def _looks(style: etree._Element) -> Iterator[tuple[str, bool]]:
    """Yield what a style says that its text is, or is not."""
    looks = style.find(f"{STYLE}text-properties")
    if looks is None:
        return
    if weight := looks.get(f"{FO}font-weight"):
        yield "strong", weight in ("bold", "600", "700", "800", "900")
    if slant := looks.get(f"{FO}font-style"):
        yield "em", slant == "italic"
    if line := looks.get(f"{STYLE}text-line-through-style") or looks.get(f"{STYLE}text-line-through-type"):
        yield "s", line != "none"
    if display := looks.get(f"{TEXT}display"):
        yield "hidden", display == "none"
    if position := looks.get(f"{STYLE}text-position"):
        is_up = position.startswith("super") or (position[:1].isdigit() and not position.startswith("0"))
        yield "sup", is_up
        yield "sub", position.startswith(("sub", "-"))


class _Level(NamedTuple):
    """How a level of a list counts: ``kind`` is what HTML calls it, nothing for points."""

    kind: str | None = None
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    left: float | None = None


class Lists:
    """Counts the entries of lists, also of those that go on from another."""

    def __init__(self, trees: Sequence[etree._Element]) -> None:
        self._levels = {name: levels for tree in reversed(trees) for name, levels in _list_styles(tree)}
        self._by_id: dict[str, dict[int, int]] = {}
        self._by_style: dict[str, dict[int, int]] = {}
        self._open: list[float] = []

    def begin(self, element: etree._Element) -> dict[int, int]:
        """Give what a list has counted before it begins: what that one has from which it goes on."""
        style, id_ = element.get(f"{TEXT}style-name") or "", element.get("{http://www.w3.org/XML/1998/namespace}id")
        followed = element.get(f"{TEXT}continue-list")
        is_continued = followed or element.get(f"{TEXT}continue-numbering") == "true"
        before = self._by_id.get(followed or "", self._by_style.get(style, {})) if is_continued else {}
        counts = dict(before)
        self._by_style[style] = counts
        if id_:
            self._by_id[id_] = counts
        return counts

    def marker(self, style: str, depth: int, counts: dict[int, int], start: str | None) -> str:
        """Count one more, and write it as the list's style says."""
        levels = self._levels.get(style, {})
        level = levels.get(depth, _Level())
        begins = int(start) if start and start.isdigit() else None
        counts[depth] = counts.get(depth, level.start - 1) + 1 if begins is None else begins
        for below in [one for one in counts if one > depth]:
            del counts[below]
        if level.kind is None:
            return "•"
        numbers = range(max(depth - level.shown + 1, 0), depth + 1)
        kinds = [(counts.get(one, 1), levels.get(one, level).kind or "") for one in numbers]
        said = ".".join(counted(number, kind).removesuffix(".") for number, kind in kinds)
        return f"{level.before}{said}{level.after}"

    def depth(self, style: str, depth: int) -> int:
        """Tell how deep an entry lies: by how far it is moved in, next to those above it."""
        told = self._levels.get(style, {}).get(depth, _Level()).left
        left = (depth + 1) * _STEP if told is None else told
        while self._open and self._open[-1] > left - _ALIKE:
            self._open.pop()
        self._open.append(left)
        return len(self._open)

    def end(self) -> None:
        """Let what comes next begin a list anew, as after a paragraph."""
        self._open = []


def _list_styles(tree: etree._Element) -> Iterator[tuple[str, Mapping[int, _Level]]]:
    for style in tree.iter(f"{TEXT}list-style"):
        yield style.get(f"{STYLE}name") or "", dict(_levels(style))


def _levels(style: etree._Element) -> Iterator[tuple[int, _Level]]:
    for one in style:
        depth = one.get(f"{TEXT}level") or ""
        if not depth.isdigit() or int(depth) > _LEVELS:
            continue
        left = _left(one)
        if one.tag != f"{TEXT}list-level-style-number":
            yield int(depth) - 1, _Level(left=left)
            continue
        start, shown = (one.get(f"{TEXT}{name}") or "1" for name in ("start-value", "display-levels"))
        yield (
            int(depth) - 1,
            _Level(
                one.get(f"{STYLE}num-format") or "1",
                one.get(f"{STYLE}num-prefix") or "",
                one.get(f"{STYLE}num-suffix") or "",
                int(start) if start.isdigit() else 1,
                int(shown) if shown.isdigit() else 1,
                left,
            ),
        )


def _left(level: etree._Element) -> float | None:
    """Give how far in a level is set, in points."""
    places = [*level.iter(f"{STYLE}list-level-label-alignment"), *level.iter(f"{STYLE}list-level-properties")]
    said = (one.get(f"{FO}margin-left") or one.get(f"{TEXT}space-before") for one in places)
    found = re.fullmatch(r"(-?[\d.]{1,8})(in|cm|mm|pt)", next(filter(None, said), ""))
    try:
        return float(found[1]) * _UNITS[found[2]] if found else None
    except ValueError:
        return None

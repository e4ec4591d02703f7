"""A body's HTML → its points: what stands below each heading, as plain text in blocks.

The text is taken, and never the HTML: what is made of it can be escaped like any other text, so that no comparison of
two bodies can give a page with broken or unsafe tags.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import html

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_KINDS = {"li": "li", "dt": "li", "dd": "li", "pre": "pre"}
_PARTS = ("blockquote", "caption", "details", "div", "dl", "hr", "ol", "p", "section", "summary", "ul")
_CONTAINERS = frozenset([*_HEADINGS, *_KINDS, *_PARTS, "table", "tbody", "tfoot", "thead", "tr"])
_SPACE = re.compile(r"\s+")
INTRODUCTION, FOOTNOTES = "", "fn"
CELL = " · "


class Block(NamedTuple):
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
    blocks: tuple[Block, ...]
    shape: tuple[str, ...] = ()


def points(body: str, own: str = "") -> tuple[Point, ...]:
    """Part a sanitised body in its points; ``own`` is the name of its own page, to which links are links within.

    >>> [(point.number, point.title, point.blocks) for point in points('<h2 id="1"><a class="fa-point">1</a> A</h2>B')]
    [('1', 'A', (Block(kind='p', text='B'),))]
    """
    found = list(_parted(html.fragment_fromstring(body, create_parent="div"), own))
    return tuple(point for point in found if point.level or point.blocks)


def _parted(root: Any, own: str) -> Iterator[Point]:
    point, blocks, shape = Point(INTRODUCTION, "", "", 0, ()), [*_text("p", root.text)], list[str]()
    for element in root:
        started = _started(element)
        if started:
            yield point._replace(blocks=tuple(blocks), shape=tuple(shape))
            point, blocks, shape = started, [], []
        if not started or started.anchor == FOOTNOTES:
            blocks += _blocks(element, "p")
            shape += _shape(element, own)
        blocks += _text("p", element.tail)
    yield point._replace(blocks=tuple(blocks), shape=tuple(shape))


def _started(element: Any) -> Point | None:
    """Give the point that an element of the body begins; only headings that we have given an anchor do."""
    if element.tag == "div" and element.get("class") == "footnote":
        return Point(FOOTNOTES, "", "", 0, ())
    if element.tag not in _HEADINGS or not element.get("id"):
        return None
    marks = element.find_class("fa-point")
    number = marks[0].text or "" if marks else ""
    title = _one_line("".join(_inline(element))).removeprefix(number).strip()
    return Point(element.get("id"), number, title, int(element.tag[1]), ())


def _blocks(element: Any, kind: str) -> Iterator[Block]:
    """Yield the text between the tags that begin a line of their own."""
    if element.tag == "tr":
        yield from _text("tr", CELL.join(_one_line("".join(_inline(cell))) for cell in element))
        return
    kind = _KINDS.get(element.tag, kind)
    run = [element.text or ""]
    for child in element:
        if child.tag in _CONTAINERS:
            yield from _text(kind, "".join(run))
            run = []
            yield from _blocks(child, kind)
        else:
            run += _inline(child)
        run.append(child.tail or "")
    yield from _text(kind, "".join(run))


def _text(kind: str, text: str | None) -> Iterator[Block]:
    if text and (line := _one_line(text)):
        yield Block(kind, line)


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _inline(element: Any) -> Iterator[str]:
    """Yield an element's text, a picture's included; the numbers of footnotes are left out, since they shift."""
    if str(element.get("class")).startswith("footnote-"):
        return
    yield " " if element.tag in ("br", *_CONTAINERS) else ""
    yield element.get("alt") or "" if element.tag == "img" else element.text or ""
    for child in element:
        yield from _inline(child)
        yield child.tail or ""


def _shape(element: Any, own: str) -> Iterator[str]:
    for one in element.iter():
        if not str(one.get("class")).startswith("footnote-"):
            target = one.get("href") or one.get("src") or ""
            yield f"{one.tag} {target.removeprefix(own) if own else target}"

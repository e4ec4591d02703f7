"""A body's HTML → its points: what stands below each heading, as plain text in blocks.

The text is taken, and never the HTML: what is made of it can be escaped like any other text, so that no comparison of
two bodies can give a page with broken or unsafe tags.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from generator.body.plain import raised
from generator.compare.changes import CELL, Point, TextBlock

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_KINDS = {"li": "li", "dt": "li", "dd": "li", "pre": "pre"}
_PARTS = ("blockquote", "caption", "details", "div", "dl", "hr", "ol", "p", "section", "summary", "ul")
_CONTAINERS = frozenset([*_HEADINGS, *_KINDS, *_PARTS, "table", "tbody", "tfoot", "thead", "tr"])
INTRODUCTION, FOOTNOTES = "", "fn"
# Struck text says the opposite of what it says; where it can't be struck, it is told.
STRUCK, STRUCK_OUT = ("del", "s"), "[strøket: {}]"


def points(body: str, own: str = "") -> tuple[Point, ...]:
    """Part a sanitised body in its points; ``own`` is the name of its own page, to which links are links within.

    >>> [(point.number, point.title, point.blocks) for point in points('<h2 id="1"><a class="fa-point">1</a> A</h2>B')]
    [('1', 'A', (TextBlock(kind='p', text='B'),))]
    """
    found: list[tuple[Point, list[TextBlock], list[str]]] = [(Point(INTRODUCTION, "", "", 0, ()), [], [])]
    for part in _parts(etree.HTML(f"<div>{body}</div>").find("body/div"), "p", own):
        if isinstance(part, Point):
            found.append((part, [], []))
        elif isinstance(part, TextBlock):
            found[-1][1].append(part)
        else:
            found[-1][2].append(part)
    every = (point._replace(blocks=tuple(blocks), shape=tuple(shape)) for point, blocks, shape in found)
    return tuple(point for point in every if point.level or point.blocks)


def _parts(element: Any, kind: str, own: str) -> Iterator[Point | TextBlock | str]:
    """Yield the beginnings of points, the text between the tags that begin a line of their own, and the shape.

    A heading may lie within another tag that an editor did not close; only those we have given an anchor begin points.
    """
    kind = _KINDS.get(element.tag, kind)
    run = [element.text or ""]
    for child in element:
        if child.tag not in _CONTAINERS:
            yield from _shape(child, own)
            run += _inline(child)
        else:
            yield from _text(kind, "".join(run))
            run = []
            if started := _started(child):
                yield started
            if child.tag == "tr":
                yield from _text("tr", CELL.join(_one_line("".join(_inline(cell))) for cell in child))
                yield from _shape(child, own)
            elif not started or started.anchor == FOOTNOTES:
                yield child.tag
                yield from _parts(child, kind, own)
        run.append(child.tail or "")
    yield from _text(kind, "".join(run))


def _started(element: Any) -> Point | None:
    if element.tag == "div" and element.get("class") == "footnote":
        return Point(FOOTNOTES, "", "", 0, ())
    if element.tag not in _HEADINGS or not element.get("id"):
        return None
    number = next((one.text or "" for one in element.iter("a") if one.get("class") == "fa-point"), "")
    title = _one_line("".join(_inline(element))).removeprefix(number).strip()
    return Point(element.get("id"), number, title, int(element.tag[1]), ())


def _text(kind: str, text: str | None) -> Iterator[TextBlock]:
    if text and (line := _one_line(text)):
        yield TextBlock(kind, line)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _inline(element: Any) -> Iterator[str]:
    """Yield an element's text, a picture's included; the numbers of footnotes are left out, since they shift."""
    if str(element.get("class")).startswith("footnote-"):
        return
    if element.tag in STRUCK:
        yield STRUCK_OUT.format("".join(_content(element)))
    elif element.tag in ("sub", "sup"):
        yield raised(element.tag, "".join(_content(element)))
    else:
        yield " " if element.tag in ("br", *_CONTAINERS) else ""
        yield from _content(element)


def _content(element: Any) -> Iterator[str]:
    if element.tag == "input":
        yield "☑" if "checked" in element.attrib else "☐"
    yield element.get("alt") or "" if element.tag == "img" else element.text or ""
    for child in element:
        yield from _inline(child)
        yield child.tail or ""


def _shape(element: Any, own: str) -> Iterator[str]:
    for one in element.iter():
        if not str(one.get("class")).startswith("footnote-"):
            target = one.get("href") or one.get("src") or ""
            yield f"{one.tag} {target.removeprefix(own) if own else target}"

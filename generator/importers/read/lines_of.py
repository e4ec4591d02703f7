"""The lines that an element has by ``<br>`` and blocks among text: some of them laid in an element of their own."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lxml import etree

from generator.importers.read import documents

_WITH_LINES = ("body", "p", "div", "td", "blockquote", "span", "font")
_BEGIN = frozenset(["br", "hr", "blockquote", "div", "p", "table", "ul", "ol"])
_MOST_PIECES = 5_000

# Gives where the lines that are looked for begin and end, None where they are not there.
Finder = Callable[[Sequence[str]], tuple[int, int] | None]


class _Piece(NamedTuple):
    """An element and the text after it, or only text where there is no element."""

    element: etree._Element | None
    text: str

    @property
    def begins_line(self) -> bool:
        return self.element is not None and self.element.tag in _BEGIN

    @property
    def is_block(self) -> bool:
        return self.begins_line and self.element is not None and self.element.tag not in ("br", "hr")


def part_all(tree: etree._Element, find: Finder) -> None:
    """Lay the lines that are found in each element in an element of their own, and what is above them too."""
    for element in list(tree.iter(*_WITH_LINES)):
        pieces = [_Piece(None, element.text or ""), *_children(element)]
        if len(pieces) > 1 and len(pieces) <= _MOST_PIECES and any(piece.begins_line for piece in pieces):
            _part(element, pieces, find)


def _children(element: etree._Element) -> list[_Piece]:
    """Give the children of an element; what comes after a block is a line of its own."""
    found: list[_Piece] = []
    for one in element:
        piece = _Piece(one, one.tail or "")
        found += [_Piece(one, ""), _Piece(None, piece.text)] if piece.is_block else [piece]
    return found


def _part(element: etree._Element, pieces: Sequence[_Piece], find: Finder) -> None:
    starts = [0]
    for at, piece in enumerate(pieces[1:], 1):
        if piece.begins_line or pieces[at - 1].is_block:
            starts.append(at)
    places = [*starts, len(pieces)]
    lines = [_said(pieces[start:end]) for start, end in zip(starts, places[1:], strict=True)]
    found = find(lines)
    if found and found != (0, len(lines)):
        begin, end = (places[at] for at in found)
        _rebuild(element, pieces[:begin], pieces[begin:end], pieces[end:])


def _said(pieces: Sequence[_Piece]) -> str:
    # What lies in a block has lines of its own.
    shown = ("" if one.element is None or one.is_block else documents.shown(one.element) for one in pieces)
    return " ".join(" ".join(f"{said}{one.text}" for said, one in zip(shown, pieces, strict=True)).split())


def _rebuild(element: etree._Element, *parts: Sequence[_Piece]) -> None:
    """Lay all parts but the last in elements of their own."""
    for child in list(element):
        element.remove(child)
    element.text = None
    *wrapped, rest = parts
    for pieces in wrapped:
        if any(piece.element is not None or piece.text.strip() for piece in pieces):
            _fill(etree.SubElement(element, "div"), pieces)
    _fill(element, rest)


def _fill(element: etree._Element, pieces: Sequence[_Piece]) -> None:
    for piece in pieces:
        if piece.element is not None:
            element.append(piece.element)
            piece.element.tail = piece.text
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece.text
        else:
            element.text = (element.text or "") + piece.text

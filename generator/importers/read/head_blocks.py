"""Where in the text of a mail the head of another one stands: on lines or in elements of its own."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from generator.importers.read import documents
from generator.importers.read.heads import DAYS, LINE, SENDERS, TITLES

_LONGEST_BLOCK = 1500
_BLOCKS = ("p", "div", "td", "blockquote", "li", "span", "font", "table")
_WITH_LINES = ("body", "p", "div", "td", "blockquote", "span", "font")
# Some programs put the subject and the day first, each on two lines.
_LINES_BEFORE_SENDER = 6
_LONGEST_HEAD = 12


class HeadBlock(NamedTuple):
    """The elements that hold a head, a single one or one for each line, and what its lines say by their names."""

    elements: list[etree._Element]
    headers: dict[str, str]


def find(tree: etree._Element) -> HeadBlock | None:
    """Find the first head of a mail in a text; what stands around it in the same element is parted from it."""
    for element in list(tree.iter(*_WITH_LINES)):
        _part(element)
    for element in tree.iter(*_BLOCKS):
        text = documents.shown(element)
        if len(text) > _LONGEST_BLOCK or not text:
            continue
        lines = text.split("\n")
        start = next((at for at, line in enumerate(lines[:_LINES_BEFORE_SENDER]) if _is_sender(line)), None)
        if start is None or not _is_little_else(lines[start:]):
            continue
        headers = _headers(lines)
        if _is_whole(headers):
            return HeadBlock([_smallest(element, headers)], headers)
        elements = [element, *_following(element)]
        headers = _headers([line for one in elements for line in documents.shown(one).split("\n")])
        if _is_whole(headers):
            return HeadBlock(elements, headers)
    return None


def _smallest(element: etree._Element, headers: dict[str, str]) -> etree._Element:
    """Go inwards as long as one child holds the whole block."""
    for child in element:
        if child.tag in _BLOCKS and _headers(documents.shown(child).split("\n")) == headers:
            return _smallest(child, headers)
    return element


def _following(element: etree._Element) -> Iterator[etree._Element]:
    for one in element.itersiblings():
        text = documents.shown(one)
        if text and not LINE.match(text):
            return
        yield one


def _is_sender(line: str) -> bool:
    found = LINE.match(line)
    return found is not None and found["name"].lower() in SENDERS


def _headers(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        if header := LINE.match(line):
            name = header["name"].lower()
            found.setdefault(name, header["value"].strip())
        elif name and not found[name]:
            found[name] = line.strip()
    return found


def _is_whole(headers: dict[str, str]) -> bool:
    return all(headers.keys() & names for names in (SENDERS, DAYS, TITLES))


def _is_little_else(lines: list[str]) -> bool:
    """Whether most of the lines are a header block's, so that no letter goes with it."""
    return 2 * sum(LINE.match(line) is not None for line in lines) >= len(lines)


class _Piece(NamedTuple):
    """An element and the text after it, or only text where there is no element."""

    element: etree._Element | None
    text: str

    @property
    def ends_line(self) -> bool:
        return self.element is not None and self.element.tag in ("br", "hr")


def _part(element: etree._Element) -> None:
    """Lay a head that stands among the lines of an element in an element of its own, and what is above it too."""
    pieces = [_Piece(None, element.text or ""), *(_Piece(one, one.tail or "") for one in element)]
    starts = [0, *(at for at, piece in enumerate(pieces) if piece.ends_line)]
    if len(starts) < len(("sender", "day", "title")):
        return
    lines = [_said(pieces[start:end]) for start, end in zip(starts, [*starts[1:], len(pieces)], strict=True)]
    begin = next((at for at in range(len(lines)) if _is_head(lines[at : at + _LONGEST_HEAD])), None)
    if begin is None:
        return
    end = next((at for at in range(begin, len(lines)) if not LINE.match(lines[at])), len(lines))
    if begin == 0 and end == len(lines):
        return
    places = [*starts, len(pieces)]
    _rebuild(element, pieces[: places[begin]], pieces[places[begin] : places[end]], pieces[places[end] :])


def _said(pieces: Sequence[_Piece]) -> str:
    shown = ((documents.shown(one.element) if one.element is not None else "") + " " + one.text for one in pieces)
    return " ".join("".join(shown).split())


def _is_head(lines: Sequence[str]) -> bool:
    """Whether lines begin a whole head."""
    if not lines or not LINE.match(lines[0]):
        return False
    end = next((at for at, line in enumerate(lines) if not LINE.match(line)), len(lines))
    return _is_whole(_headers(list(lines[:end])))


def _rebuild(element: etree._Element, *parts: Sequence[_Piece]) -> None:
    """Lay all parts but the last in elements of their own."""
    for child in list(element):
        element.remove(child)
    element.text = None
    *wrapped, rest = parts
    for pieces in wrapped:
        if pieces:
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

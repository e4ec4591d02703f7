"""Where in the text of a mail the head of another one stands: on lines or in elements of its own."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from generator.importers.read import documents, lines_of
from generator.importers.read.heads import DAYS, LINE, SENDERS, TITLES

_LONGEST_BLOCK = 1500
_BLOCKS = ("p", "div", "td", "blockquote", "li", "span", "font", "table")
# Some programs put the subject and the day first, each on two lines.
_LINES_BEFORE_SENDER = 6
_LONGEST_HEAD = 12


class HeadBlock(NamedTuple):
    """The elements that hold a head, a single one or one for each line, and what its lines say by their names."""

    elements: list[etree._Element]
    headers: dict[str, str]


def find(tree: etree._Element) -> HeadBlock | None:
    """Find the first head of a mail in a text; what stands around it in the same element is parted from it."""
    lines_of.part_all(tree, _range)
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


def _range(lines: Sequence[str]) -> tuple[int, int] | None:
    """Find where a head stands among lines."""
    begin = next((at for at in range(len(lines)) if _is_head(lines[at : at + _LONGEST_HEAD])), None)
    if begin is None:
        return None
    return begin, next((at for at in range(begin, len(lines)) if not LINE.match(lines[at])), len(lines))


def _is_head(lines: Sequence[str]) -> bool:
    """Whether lines begin a whole head."""
    if not lines or not LINE.match(lines[0]):
        return False
    end = next((at for at, line in enumerate(lines) if not LINE.match(line)), len(lines))
    return _is_whole(_headers(list(lines[:end])))

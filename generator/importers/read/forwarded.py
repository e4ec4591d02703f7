"""Mails that were sent on with the first one's header block in the text, as Outlook, Gmail and Apple write it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lxml import etree, html

from generator.importers.read import dates, documents
from generator.importers.read.heads import DAYS, LINE, SENDERS, TITLES, first

# A note above what is sent on is shorter; a longer text is a letter of its own with an older one below.
_NOTE = 500
_LONGEST_BLOCK = 1500
_MOST = 5
_BLOCKS = ("p", "div", "td", "blockquote", "li", "span", "font")


class Forwarded(NamedTuple):
    """The first mail within one that sends it on."""

    html: str
    title: str
    date: date | None
    sender: str


def original(tree: etree._Element, *, is_sent_on: bool) -> Forwarded | None:
    """Find the innermost mail that was sent on, without the notes above it; None where there is none.

    ``is_sent_on`` tells that the subject says so.
    """
    found: Forwarded | None = None
    for _ in range(_MOST):
        block = _header_block(tree)
        if block is None:
            break
        elements, headers = block
        if not is_sent_on and found is None and len(_above(tree, elements[0])) > _NOTE:
            break
        _cut(elements)
        day = dates.find(first(headers, DAYS))
        found = Forwarded("", first(headers, TITLES), day, first(headers, SENDERS))
    return found._replace(html=html.tostring(tree, encoding="unicode")) if found else None


def _header_block(tree: etree._Element) -> tuple[list[etree._Element], dict[str, str]] | None:
    """Find the elements that hold the first header block: a single one, or one for each line."""
    for element in tree.iter(*_BLOCKS):
        text = documents.shown(element)
        if len(text) > _LONGEST_BLOCK or not text:
            continue
        lines = text.split("\n")
        start = next((at for at, line in enumerate(lines[:4]) if _is_sender(line)), None)
        if start is None:
            continue
        headers = _headers(lines[start:])
        if not _is_little_else(lines[start:]):
            continue
        if _is_whole(headers):
            return [_smallest(element, headers)], headers
        elements = [element, *_following(element)]
        headers = _headers([line for one in elements for line in documents.shown(one).split("\n")])
        if _is_whole(headers):
            return elements, headers
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
    return 2 * sum(LINE.match(line) is not None for line in lines) > len(lines)


def _above(tree: etree._Element, element: etree._Element) -> str:
    """Give the text before an element."""
    pieces: list[str] = []
    body = tree.find("body")
    for one in (tree if body is None else body).iter():
        if one is element:
            break
        if isinstance(one.tag, str) and one.tag not in ("style", "script"):
            pieces += [one.text or "", " "]
    return " ".join("".join(pieces).split())


def _cut(elements: list[etree._Element]) -> None:
    """Take away a header block and all above it."""
    node = elements[0]
    while (parent := node.getparent()) is not None and node.tag != "body":
        for sibling in list(node.itersiblings(preceding=True)):
            if sibling.tag != "head":
                parent.remove(sibling)
        parent.text = None
        node = parent
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            tail, element.tail = element.tail, None
            previous = element.getprevious()
            if tail and previous is not None:
                previous.tail = (previous.tail or "") + tail
            elif tail:
                parent.text = (parent.text or "") + tail
            parent.remove(element)

"""Mails that were sent on with the first one's header block in the text, as Outlook, Gmail and Apple write it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lxml import etree

from generator.importers.read import dates, documents, quotes
from generator.importers.read.heads import DAYS, LINE, SENDERS, TITLES, first, is_answer, is_sent_on

# A note above what is sent on is shorter; a longer text is a letter of its own with an older one below.
_NOTE = 500
_LONGEST_BLOCK = 1500
_MOST = 5
_BLOCKS = ("p", "div", "td", "blockquote", "li", "span", "font", "table")
# Some programs put the subject and the day first, each on two lines.
_LINES_BEFORE_SENDER = 6


class Forwarded(NamedTuple):
    """The first mail within one that sends it on, and what stood above it."""

    title: str
    date: date | None
    sender: str
    above: str


def original(tree: etree._Element, subject: str) -> Forwarded | None:
    """Find the innermost mail that was sent on, and cut the notes above it; None where there is none.

    What an answer has below it was not sent on: it is what was answered.
    """
    found: Forwarded | None = None
    above = ""
    for _ in range(_MOST):
        block = header_block(tree)
        if block is None:
            break
        elements, headers = block
        note = _above(tree, elements[0])
        if note and (is_answer(subject) or (not is_sent_on(subject) and len(note) > _NOTE)):
            break
        _cut(elements)
        above, subject = f"{above} {note}".strip(), first(headers, TITLES)
        found = Forwarded(subject, dates.find(first(headers, DAYS)), first(headers, SENDERS), above)
    return found


def header_block(tree: etree._Element) -> tuple[list[etree._Element], dict[str, str]] | None:
    """Find the elements that hold the first head of a mail in the text: a single one, or one for each line."""
    for element in tree.iter(*_BLOCKS):
        text = documents.shown(element)
        if len(text) > _LONGEST_BLOCK or not text:
            continue
        lines = text.split("\n")
        start = next((at for at, line in enumerate(lines[:_LINES_BEFORE_SENDER]) if _is_sender(line)), None)
        if start is None:
            continue
        headers = _headers(lines)
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
    return 2 * sum(LINE.match(line) is not None for line in lines) >= len(lines)


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
        quotes.unmark(parent)
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

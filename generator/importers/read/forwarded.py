"""Mails that were sent on with the first one's header block in the text, as Outlook, Gmail and Apple write it."""

from datetime import date
from typing import NamedTuple

from lxml import etree

from generator.importers.read import dates, head_blocks, quotes
from generator.importers.read.heads import DAYS, SENDERS, TITLES, first, is_answer, is_sent_on

# A note above what is sent on is shorter; a longer text is a letter of its own with an older one below.
_NOTE = 500
_MOST = 5


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
        block = head_blocks.find(tree)
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

"""What documents that are no mails have in common: title and date stand in the text, or in the file's name."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import PurePosixPath

from lxml import etree, html
from lxml.html import defs

from generator.importers import limits, symbols
from generator.importers.letter import Attachment, Letter, Remark
from generator.importers.limits import Unreadable
from generator.importers.read import dates, days, titles
from generator.importers.read.days import UNSAVED, Saved


def letter(
    name: str,
    digest: str,
    body: str,
    *,
    title: str = "",
    written: str = "",
    saved: Saved = UNSAVED,
    attachments: tuple[Attachment, ...] = (),
    remarks: tuple[Remark, ...] = (),
    left_out: tuple[Remark, ...] = (),
) -> Letter:
    """Make a letter of a document, with the best there is of title and day.

    ``written`` is a day as its author has written it; ``saved`` tells when the file was made, which counts least. Where
    the day was found is among the remarks.
    """
    if not body.strip():
        raise Unreadable("import-uten-tekst")
    tree = parsed(body)
    text = shown(tree)
    if not text and not attachments:
        raise Unreadable("import-uten-tekst")
    stem = PurePosixPath(name.rpartition("#")[0] or name).stem
    best = " ".join(symbols.meant(title).split()) or titles.found(list(_headings(tree)), text.split("\n"), stem)
    day, where = days.found(written, best, text, stem, saved)
    return Letter(name, digest, best, day, "", body, attachments, (*remarks, *where), left_out)


def parsed(text: str) -> etree._Element:
    """Read HTML, however broken; one too deep or too large is refused.

    Raises:
        Unreadable: it has more elements or levels than any letter.
    """
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=_parser())
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise Unreadable("import-tom") from error
    if sum(1 for _ in tree.iter()) > limits.ELEMENTS:
        raise Unreadable("import-mange-deler")
    return tree


def length(body: str) -> int:
    """Count the letters that HTML shows.

    >>> length("<p>To <b>ord</b></p>"), length("<!-- ingen -->")
    (6, 0)
    """
    try:
        return len(shown(parsed(body))) if body.strip() else 0
    except Unreadable as refused:
        if refused.remark.code == "import-tom":
            return 0
        raise


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)


def shown(element: etree._Element) -> str:
    """Give the text that a reader sees, with a new line where a block begins or a line is broken."""
    pieces: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, one in walker:
        if not isinstance(one.tag, str):
            continue
        if event == "start":
            if one.get("hidden") is not None:
                walker.skip_subtree()
                continue
            if one.tag in _BLOCKS:
                pieces.append("\n")
            if one.tag not in _UNSEEN:
                pieces.append(re.sub(r"\s+", " ", one.text or ""))
            continue
        if one.tag in _BLOCKS:
            pieces.append("\n")
        if one is not element:
            pieces.append(re.sub(r"\s+", " ", one.tail or ""))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return symbols.meant("\n".join(filter(None, lines)))


def _headings(tree: etree._Element) -> Iterator[titles.Heading]:
    for one in tree.iter("h1", "h2", "h3"):
        if text := " ".join(shown(one).split()):
            yield titles.Heading(int(one.tag[1]), text)


def moment(text: str) -> date | None:
    """Read a time as files keep it, such as ``2021-03-04T10:15:00Z``."""
    try:
        return dates.oslo(datetime.fromisoformat(text.strip()))
    except ValueError:
        return dates.find(text)


_BLOCKS = defs.block_tags | {"br", "dd", "dt", "li", "main", "td", "th", "tr"}
_UNSEEN = frozenset(["head", "title", "style", "script", "template", "noscript"])

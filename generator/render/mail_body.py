"""The text that introduces an issue, made fit for mail: HTML without what belongs to a page, and plain text."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree, html

from generator.body.plain import raised
from generator.body.reading import SUMMARY_LENGTH
from generator.body.reading import shorten as cut_short
from generator.body.sanitiser import listed
from generator.compare.points import STRUCK, STRUCK_OUT
from generator.render.mail_items import Shown

_WIDTH = 72
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_TABLES = frozenset(("table", "tbody", "tfoot", "thead", "tr"))
_TEXTS = frozenset(("blockquote", "dd", "details", "div", "dl", "dt", "hr", "p", "pre", "section", "summary"))
_BLOCKS = _HEADINGS | _TABLES | _TEXTS | {"li", "ol", "ul"}
_KEPT = frozenset(("alt", "colspan", "height", "href", "lang", "rowspan", "scope", "src", "start", "title", "width"))


class Part(NamedTuple):
    """A section of a mail in words: its heading, or nothing, and its items."""

    heading: str
    items: list[Shown]


def shorten(parts: Sequence[tuple[str, Sequence[Shown]]], length: int | None) -> list[Part]:
    """Cut every summary to about so many letters, between words; None leaves them as they are."""

    def cut(summary: str) -> str:
        return summary if length is None else textwrap.shorten(summary, length, placeholder=" …") if length else ""

    def of(item: Shown) -> Shown:
        return item._replace(card=item.card._replace(summary=cut(item.card.summary)))

    return [Part(heading, [*map(of, items)]) for heading, items in parts]


def wrap(text: str) -> str:
    """Break a paragraph into lines that can be read in a mail; addresses stay whole."""
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def as_html(body: str, base: str) -> str:
    """Make a body fit to stand in a mail: whole addresses, no ids and classes, and headings as strong paragraphs.

    The headings of a mail are its sections and items, and nothing else.
    """
    tree = _tree(body, base)
    for element in tree.iter(etree.Element):
        for name in set(element.attrib) - _KEPT:
            del element.attrib[name]
        if element.tag in _HEADINGS:
            _embolden(element)
        elif element.tag in ("details", "summary", "section"):
            element.tag = "div"
    return listed(html.tostring(tree, encoding="unicode")) if len(tree) else ""


def _embolden(heading: html.HtmlElement) -> None:
    strong = etree.Element("strong")
    strong.text, heading.text = heading.text, None
    strong.extend(list(heading))
    heading.append(strong)
    heading.tag = "p"


def first_paragraph(body: str) -> str:
    """Give the first paragraph of a body as a line, without what was struck and the marks of notes."""
    tree = _tree(body, "")
    for unseen in tree.xpath(".//del | .//s | .//a[@class='footnote-ref']"):
        unseen.drop_tree()
    paragraphs = (" ".join("".join(_texts(paragraph)).split()) for paragraph in tree.iter("p"))
    return cut_short(next(filter(None, paragraphs), ""), SUMMARY_LENGTH)


def as_text(body: str, base: str) -> str:
    """Give a body as plain text: blocks parted by empty lines, an address after what it was put on.

    What shows by its looks alone is told: two doses must not stand side by side as if both were meant.
    """
    tree = _tree(body, base)
    for link in tree.iterfind(".//a[@href]"):
        if link.get("href").startswith(f"{base}#"):
            del link.attrib["href"]
    lines = "\n".join(_lines(tree))
    paragraphs = [paragraph.strip("\n") for paragraph in lines.split("\n\n")]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())


def _texts(element: html.HtmlElement) -> Iterator[str]:
    """Yield the text of an element, with figures that stand high or low as they do."""
    own = element.text or ""
    yield raised(element.tag, own) if element.tag in ("sub", "sup") else own
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _tree(body: str, base: str) -> html.HtmlElement:
    """Read a body; its addresses become whole, boxes become signs, and footnotes do not lead back to the text.

    libxml2 leaves out what lies deeper than 256 levels, so those who walk the tree need not fear its depth.
    """
    tree = html.fragment_fromstring(body, create_parent="div")
    for back in tree.xpath(".//a[@class='footnote-backref']"):
        back.drop_tree()
    for box in tree.iter("input"):
        box.tail = ("☑" if "checked" in box.attrib else "☐") + (box.tail or "")
    for box in list(tree.iter("input")):
        box.drop_tree()
    for attribute in ("href", "src"):
        for element in tree.iterfind(f".//*[@{attribute}]"):
            element.set(attribute, urljoin(base, element.get(attribute)))
    return tree


def _lines(block: html.HtmlElement) -> Iterator[str]:
    """Yield the lines of a block; an empty one ends each paragraph."""
    run = [block.text or ""]
    for child in block:
        if child.tag in _BLOCKS:
            yield from _paragraph("".join(run))
            run = []
            yield from _block(child)
        else:
            run.append(_inline(child))
        run.append(child.tail or "")
    yield from _paragraph("".join(run))


def _block(block: html.HtmlElement) -> Iterator[str]:
    if block.tag == "tr":
        yield " | ".join(" ".join(_inline(cell).split()) for cell in block)
    elif block.tag == "li":
        yield from _listed(block, list(_lines(block)))
    elif block.tag == "pre":
        yield from (block.text_content().strip("\n"), "")
    else:
        yield from _lines(block)
    if block.tag in ("ul", "ol", "table"):
        yield ""


def _paragraph(run: str) -> Iterator[str]:
    text = " ".join(run.split())
    if text:
        yield from (wrap(text), "")


def _listed(item: html.HtmlElement, lines: Sequence[str]) -> Iterator[str]:
    """Put a mark before an item of a list, and its further lines below its first."""
    siblings = item.getparent()
    start = siblings.get("start", "1")
    first = int(start) if re.fullmatch("[0-9]{1,9}", start) else 1
    mark = f"{first + siblings.index(item)}. " if siblings.tag == "ol" else "- "
    text = "\n".join(line for line in lines if line)
    yield textwrap.indent(text, " " * len(mark)).replace(" " * len(mark), mark, 1)


def _inline(element: html.HtmlElement) -> str:
    if element.tag == "br":
        return " "
    if element.tag == "img":
        return str(element.get("alt", ""))
    text = "".join([element.text or "", *(_inline(child) + (child.tail or "") for child in element)])
    if element.tag in STRUCK:
        return STRUCK_OUT.format(text)
    if element.tag in ("sub", "sup"):
        return f"[{text}]" if element.find("a[@class='footnote-ref']") is not None else raised(element.tag, text)
    target = element.get("href", "") if element.tag == "a" else ""
    return f"{text} ({target.removeprefix('mailto:')})" if target and target.removeprefix("mailto:") != text else text

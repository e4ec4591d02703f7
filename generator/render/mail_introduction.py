"""The introduction of an issue without what concerns other municipalities than the one that the mail is for."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree, html

_HEADING = re.compile("h([1-6])")
_UNITS = frozenset(("blockquote", "dd", "details", "div", "dt", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "tr"))
_HOLDERS = ("blockquote", "dd", "details", "div", "dl", "li", "ol", "section", "table", "tbody", "thead", "ul")
_BLOCKS = _UNITS | {*_HOLDERS, "tfoot", "hr"}
_LABEL_WORDS = 5
_BEREFT = "data-bereft"


class Left(NamedTuple):
    """What is left of an introduction, and the texts that were ``taken`` out; each of these is told."""

    html: str
    taken: tuple[str, ...]


class Unit(NamedTuple):
    """What is judged as one: the words of a paragraph, a point or a row, and the addresses that it links to."""

    text: str
    links: tuple[str, ...]


def without_others(body: str, is_foreign: Callable[[Unit], bool]) -> Left:
    """Take out every paragraph, point and row of which ``is_foreign`` holds, and what is nothing without them."""
    tree = html.fragment_fromstring(body, create_parent="div")
    taken = [said for element in [*tree.iter(*_UNITS)] for said in _judged(element, tree, is_foreign)]
    if taken:
        _prune(tree)
        _renumber(tree)
    inner = "".join(html.tostring(child, encoding="unicode") for child in tree)
    return Left(f"{tree.text or ''}{inner}" if taken else body, tuple(taken))


def units(body: str) -> Iterator[Unit]:
    """Yield what is judged as one."""
    tree = html.fragment_fromstring(body, create_parent="div")
    yield from (_unit(element) for element in tree.iter(*_UNITS) if element is not tree)


def _judged(element: html.HtmlElement, root: html.HtmlElement, is_foreign: Callable[[Unit], bool]) -> Iterator[str]:
    """Take out one element if it must go, with what belongs to it; yields what was said there."""
    if element is root or root not in element.iterancestors() or not is_foreign(_unit(element)):
        return
    belonging = [element, *_belonging(element)]
    yield " ".join(" ".join(one.text_content() for one in belonging).split())
    for one in belonging:
        _leave_mark(one)
        one.drop_tree()


def _belonging(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield what follows a heading, a term, or a label that stands alone."""
    level = _level(element)
    is_label = element.tag == "p" and len(element.text_content().split()) < _LABEL_WORDS and not element.findall(".//a")
    for place, following in enumerate(element.itersiblings(etree.Element)):
        is_in_section = level and not 0 < _level(following) <= level and not _is_notes(following)
        is_meaning = element.tag == "dt" and following.tag == "dd"
        is_labelled = is_label and not place and not _level(following) and not _is_notes(following)
        if not (is_in_section or is_meaning or is_labelled):
            return
        yield following


def _leave_mark(element: html.HtmlElement) -> None:
    """Mark what introduced an element: it goes too, if nothing else is left for it to introduce."""
    for holder in (element, *element.iterancestors(*_HOLDERS)):
        before = holder.getprevious()
        if before is not None and before.tag == "p" and before.text_content().strip().endswith(":"):
            before.set(_BEREFT, holder.tag)
        headings = () if _level(holder) else (one for one in holder.itersiblings(preceding=True) if _level(one))
        for heading in headings:
            heading.set(_BEREFT, "")
            break


def _prune(tree: html.HtmlElement) -> None:
    """Take out what holds nothing any more, and what introduced it."""
    for holder in reversed([*tree.iter(*_HOLDERS)]):
        if holder is not tree and not _holds(holder):
            holder.drop_tree()
    for element in reversed(tree.xpath(f".//*[@{_BEREFT}]")):
        introduced = element.attrib.pop(_BEREFT)
        if _ends_at(element.getnext(), _level(element), introduced):
            element.drop_tree()


def _ends_at(following: html.HtmlElement | None, level: int, introduced: str) -> bool:
    """Whether what followed a heading of a level, or a paragraph that introduced a list or a paragraph, is gone."""
    if following is None or following.tag == "hr" or _is_notes(following):
        return True
    if level or _level(following) or introduced == "p":
        return 0 < _level(following) <= (level or 6)
    return bool(following.tag != introduced and following.get("class") != "fa-table")


def _holds(holder: html.HtmlElement) -> bool:
    if holder.tag in ("table", "details"):
        rows = holder.xpath(".//td" if holder.tag == "table" else "*[not(self::summary)]")
        return bool(rows) or (holder.tag == "details" and bool((holder.text or "").strip()))
    return bool(holder.text_content().strip()) or bool(holder.xpath(".//img"))


def _renumber(tree: html.HtmlElement) -> None:
    """Take out notes that nothing refers to any more, and count the others anew."""
    used = {link.get("href") for link in tree.xpath(".//a[@class='footnote-ref']")}
    for note in tree.xpath(".//li[starts-with(@id, 'fn')]"):
        if f"#{note.get('id')}" not in used:
            note.drop_tree()
    numbers = {f"#{note.get('id')}": at for at, note in enumerate(tree.xpath(".//li[starts-with(@id, 'fn')]"), 1)}
    for link in tree.xpath(".//a[@class='footnote-ref']"):
        link.text = str(numbers.get(link.get("href"), link.text))
    for notes in [one for one in tree if _is_notes(one) and not one.xpath(".//li")]:
        notes.drop_tree()


def _unit(element: html.HtmlElement) -> Unit:
    """Give what an element says itself: what stands in blocks of its own is judged by itself, but for a row's cells."""
    if element.tag == "tr":
        return Unit(" ".join(element.text_content().split()), tuple(element.xpath(".//a/@href")))
    parts = [*_own(element)]
    text = "".join(part for part in parts if isinstance(part, str))
    found = [part for part in parts if not isinstance(part, str)]
    texts = " ".join(text.split())
    pictures = [one.get("alt", "") for one in found if one.tag == "img"]
    links = tuple(one.get("href") for one in found if one.tag == "a" and one.get("href"))
    return Unit(" ".join((texts, *pictures)).strip(), links)


def _own(element: html.HtmlElement) -> Iterator[str | html.HtmlElement]:
    yield element.text or ""
    for child in element:
        if child.tag not in _BLOCKS:
            yield child
            yield from _own(child)
        yield child.tail or ""


def _level(element: html.HtmlElement) -> int:
    found = _HEADING.fullmatch(str(element.tag))
    return int(found[1]) if found else 0


def _is_notes(element: html.HtmlElement) -> bool:
    return element.get("class") in ("footnote", "footnotes")

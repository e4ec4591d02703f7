"""Footnotes: ``[^1]`` in the text, and ``[^1]: …`` where its note is written."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_DEFINITION = re.compile(r"\[\^([^\]\s\x00]+)\]:[ \t]*")
_REFERENCE = re.compile(r"\[\^([^\]\[\n*_`<&\\]+)\]")
_NAMES, _SPACED = "footnotes", "spaced_lines"
_BACK = "↩"
_BACK_TITLE = "Tilbake til teksten ({})"


def enable(reader: MarkdownIt) -> None:
    """Let a reader know footnotes."""
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    reader.block.ruler.before("list", "footnote", _definition, ends)
    reader.inline.ruler.after("image", "footnote", _reference)


def name_of(label: str) -> str:
    """Give the name that a label is known by, however it is written."""
    return label.casefold()


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a note: its first line, and what follows with four spaces before it."""
    begin = state.bMarks[start] + state.tShift[start]
    found = None if state.is_code_block(start) else _DEFINITION.match(state.src, begin, state.eMarks[start])
    if not found:
        return False
    if not silent:
        state.env.setdefault(_NAMES, {}).setdefault(name_of(found[1]), found[1])
        _note(state, start, end, found)
    return True


def _note(state: StateBlock, start: int, end: int, found: re.Match[str]) -> None:
    token = state.push("footnote_open", "", 1)
    token.meta, token.map = {"label": found[1]}, [start, start + 1]
    kept = state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType
    state.bMarks[start], state.tShift[start] = found.end(), 0
    state.blkIndent += 4
    state.sCount[start] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, _last_line(state, start, end))
    state.blkIndent -= 4
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType = kept
    token.map = next([start, max(start + 1, one.map[1])] for one in reversed(state.tokens) if one.map)
    state.push("footnote_close", "", -1)


def _last_line(state: StateBlock, start: int, end: int) -> int:
    """Give the line that a note can't go past: an empty one with spaces in it ends a note, as it does on GitHub."""
    if _SPACED not in state.env:
        lines = enumerate(state.src.split("\n"))
        state.env[_SPACED] = [number for number, line in lines if line and not line.strip(" \t>")]
    spaced: list[int] = state.env[_SPACED]
    after = islice(spaced, bisect_right(spaced, start), None)
    is_end = (line for line in after if line < end and state.isEmpty(line) and state.sCount[line] < state.blkIndent)
    return next(is_end, end)


def _reference(state: StateInline, silent: bool) -> bool:
    """Take a reference to a note, and know one that no note answers, which stays as it is written."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        met = name_of(found[1]) in state.env.get(_NAMES, ())
        token = state.push("footnote_ref" if met else "footnote_unmet", "", 0)
        token.meta, token.content = {"label": found[1]}, found[0]
    state.pos = found.end()
    return True


class Note(NamedTuple):
    """A note as it is written: its label, the item that holds it, and its line."""

    label: str
    item: Element
    line: int


class Notes:
    """The notes of a text and the references to them; those referred to come last in the text, in that order."""

    def __init__(self) -> None:
        self._notes: dict[str, Note] = {}
        self._references: dict[str, list[Element]] = {}

    def add(self, label: str, line: int) -> Element:
        """Begin a note; of two with the same name the first counts."""
        item = Element("li")
        self._notes.setdefault(name_of(label), Note(label, item, line))
        return item

    def refer(self, mark: Element, label: str) -> None:
        """Make ``mark`` a reference."""
        self._references.setdefault(name_of(label), []).append(mark)

    def finish(self, root: Element) -> None:
        """Give the references their numbers, and put the notes at the end."""
        if not self._references:
            return
        box = SubElement(root, "div", {"class": "footnote"})
        SubElement(box, "hr").tail = "\n"
        items = SubElement(box, "ol")
        box.text = box.tail = items.text = items.tail = "\n"
        for number, name in enumerate(self._references, 1):
            items.append(self._item(name, number))

    def unused(self) -> Iterator[Note]:
        """Yield each note that nothing refers to."""
        yield from (note for name, note in self._notes.items() if name not in self._references)

    def _item(self, name: str, number: int) -> Element:
        label, item, _ = self._notes[name]
        item.set("id", f"fn:{label}")
        item.text, item.tail = item.text or "\n", "\n"
        for place, mark in enumerate(self._references[name], 1):
            anchor = f"fnref{place if place > 1 else ''}:{label}"
            mark.set("id", anchor)
            SubElement(mark, "a", {"class": "footnote-ref", "href": f"#fn:{label}"}).text = str(number)
            _lead_back(item, anchor, number)
        return item


def _lead_back(item: Element, anchor: str, number: int) -> None:
    """Put a link to the place of a reference last in its note."""
    if not len(item) or item[-1].tag != "p":
        SubElement(item, "p").tail = "\n"
    last = item[-1]
    if not any(child.get("class") == "footnote-backref" for child in last):
        _append(last, "\u00a0" if "".join(last.itertext()) else "")
    back = {"class": "footnote-backref", "href": f"#{anchor}", "title": _BACK_TITLE.format(number)}
    SubElement(last, "a", back).text = _BACK


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text

"""Markdown → safe HTML, and what is wrong with it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.util import Registry

from generator.base.problems import Problem
from generator.body import limits
from generator.body.found import Heading, Link, Section
from generator.body.gfm import Reader
from generator.body.reading import Reading
from generator.body.sanitiser import Marks
from generator.body.tree import Tree
from generator.source.files import CONTROL

_BY_NUMBER = re.compile(r"&#([xX][0-9a-fA-F]{1,7}|\d{1,8});?")
_CHARACTERS = 0x110000


class Body(NamedTuple):
    """A Markdown text made ready: sanitised HTML and what was found on the way."""

    html: str
    outline: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = ()
    summary: str = ""


class _Parser(BlockParser):
    """Has a text read as GitHub reads it, in the place of Python-Markdown's own processors of blocks and marks."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._reader, self.tree = Reader(), Tree(md.htmlStash, 0)

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 - Python-Markdown's name
        """Read the lines of a text."""
        return ElementTree(self.tree.read(self._reader.parse("\n".join(lines))))


class _RawHtml(RawHtmlPostprocessor):
    """Puts pieces of HTML back, each after the comment that says which it is."""

    def isblocklevel(self, html: str) -> bool:
        """Whether a piece is a block."""
        return super().isblocklevel(html.partition("-->")[2] if html.startswith("<!--#") else html)


def _markdown() -> tuple[Markdown, _Parser]:
    """Set up Python-Markdown without its own preprocessors and tree processors."""
    md = Markdown(output_format="html")
    md.parser = parser = _Parser(md)
    md.preprocessors, md.treeprocessors = Registry(), Registry()
    md.postprocessors.register(_RawHtml(md), "raw_html", 30)
    return md, parser


def as_written(text: str) -> str:
    """Render a text that comes from elsewhere; what may not stand in a body is still in it."""
    limits.check(text)
    return _markdown()[0].convert(_without_marks(text))


def _without_marks(text: str) -> str:
    """Leave out the two signs that Python-Markdown puts things aside with."""
    return text.replace("\x02", "").replace("\x03", "")


class Renderer:
    """Renders bodies; keep one per process, since setting up Markdown takes longer than using it."""

    def __init__(self) -> None:
        self._markdown, self._parser = _markdown()
        self._reading = Reading(self._markdown)
        self._markdown.treeprocessors.register(self._reading, "fagarkiv", 0)

    def render(self, text: str, path: str, first_line: int = 1, *, points: bool = False) -> tuple[Body, list[Problem]]:
        """Render the body of the file ``content/path``, which begins on line ``first_line``.

        With ``points``, a heading that begins with a number is a numbered point and gets the number as its anchor.
        """
        self._markdown.reset()
        reading = self._reading
        self._parser.tree = Tree(self._markdown.htmlStash, first_line)
        marks = Marks(text)
        reading.start(self._parser.tree, path, points, marks)
        try:
            limits.check(text)
            raw = self._markdown.convert(_without_marks(text))
        except limits.Excess as excess:
            return Body(""), [reading.problem(excess.code, first_line + excess.line)]
        body = Body(
            marks.sanitised(raw), tuple(reading.outline), tuple(reading.links), tuple(reading.sections), reading.summary
        )
        return body, [
            *reading.problems,
            *_hidden_characters(reading, text, first_line),
            *_refused_html(reading, marks, raw),
        ]


def _hidden_characters(reading: Reading, text: str, first_line: int) -> Iterator[Problem]:
    """Name characters that would be refused as they are, and were written by number instead."""
    line, end = first_line, 0
    for found in _BY_NUMBER.finditer(text):
        number = int(found[1][1:], 16) if found[1][0] in "xX" else int(found[1])
        if number < _CHARACTERS and CONTROL.match(chr(number)):
            line, end = line + text.count("\n", end, found.start()), found.start()
            yield reading.problem("kontrolltegn", line)


def _refused_html(reading: Reading, marks: Marks, raw: str) -> Iterator[Problem]:
    """Name everything that the sanitiser takes away, where the editor wrote it."""
    for refused in marks.refused(raw, reading.tree.html_lines):
        if refused.name:
            yield reading.problem("html-ikke-tillatt", refused.line, name=refused.name)
        else:
            yield reading.problem("html-uavsluttet", refused.line)

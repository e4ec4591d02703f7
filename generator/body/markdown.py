"""Markdown → safe HTML: what may stand in a body, and what is taken away."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import ElementTree

import nh3
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.util import Registry

from generator.base.problems import Problem
from generator.body import limits
from generator.body.found import Heading, Link, Section
from generator.body.gfm import Reader
from generator.body.links import SCHEMES
from generator.body.plain import RAW_TAG
from generator.body.reading import Reading
from generator.body.tree import Tree
from generator.source.files import CONTROL

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s", "section"),
    *("small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# What our own tree adds on top, and no editor may write.
_OWN_TAGS = {"input"}
_OWN = {
    "*": {"id", "class", "lang"},
    "a": {"href", "title", "class", "id", "aria-label"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "input": {"type", "checked", "disabled", "aria-label"},
}
_CLEANER_ATTRIBUTES = {tag: ATTRIBUTES.get(tag, set()) | _OWN.get(tag, set()) for tag in {*ATTRIBUTES, *_OWN}}

_BY_NUMBER = re.compile(r"&#([xX][0-9a-fA-F]{1,7}|\d{1,8});?")
_CHARACTERS = 0x110000
_RAW_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)\s*(?:=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


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


def _markdown() -> tuple[Markdown, _Parser]:
    """Set up Python-Markdown without its own preprocessors and tree processors."""
    md = Markdown(output_format="html")
    md.parser = parser = _Parser(md)
    md.preprocessors, md.treeprocessors = Registry(), Registry()
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
        reading.start(self._parser.tree, path, points)
        try:
            limits.check(text)
            raw = self._markdown.convert(_without_marks(text))
        except limits.Excess as excess:
            return Body(""), [reading.problem(excess.code, first_line + excess.line)]
        body = Body(clean(raw), tuple(reading.outline), tuple(reading.links), tuple(reading.sections), reading.summary)
        return body, [*reading.problems, *_hidden_characters(reading, text, first_line), *_refused_html(reading)]


def clean(raw: str) -> str:
    """Take away what may not stand in a body, and close what was opened."""
    return nh3.clean(raw, tags=TAGS | _OWN_TAGS, attributes=_CLEANER_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def _hidden_characters(reading: Reading, text: str, first_line: int) -> Iterator[Problem]:
    """Name characters that would be refused as they are, and were written by number instead."""
    line, end = first_line, 0
    for found in _BY_NUMBER.finditer(text):
        number = int(found[1][1:], 16) if found[1][0] in "xX" else int(found[1])
        if number < _CHARACTERS and CONTROL.match(chr(number)):
            line, end = line + text.count("\n", end, found.start()), found.start()
            yield reading.problem("kontrolltegn", line)


def _refused_html(reading: Reading) -> Iterator[Problem]:
    """Name every tag and attribute that the sanitiser takes away, where the editor wrote it."""
    for stashed, line in zip(reading.md.htmlStash.rawHtmlBlocks, reading.tree.html_lines, strict=True):
        piece, end = str(stashed), 0
        for found in RAW_TAG.finditer(piece):
            line += piece.count("\n", end, found.start())
            end = found.start()
            for name in _refused_in(found[1].lower(), found[2]):
                yield reading.problem("html-ikke-tillatt", line, name=name)


def _refused_in(tag: str, attributes: str) -> Iterator[str]:
    if tag not in TAGS:
        yield f"<{tag}>"
        return
    allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
    for found in _RAW_ATTRIBUTE.finditer(attributes):
        if found[1].lower() not in allowed:
            yield f"{found[1].lower()}=…"
        elif found[1].lower() in ("href", "src"):
            yield f"<{tag}>"

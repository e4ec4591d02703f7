"""Markdown → safe HTML: what may stand in a body, and what is taken away."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

import markdown
import nh3

from generator.base.problems import Problem
from generator.body import footnotes
from generator.body.reading import RAW_TAG, SCHEMES, Heading, Link, Reading, Section
from generator.source.files import CONTROL

EXTENSIONS = ("tables", "sane_lists", "fenced_code", "footnotes")
_SETTINGS = {"footnotes": {"BACKLINK_TITLE": "Tilbake til teksten ({})"}}
MAX_NESTING = 20
# Python-Markdown takes time in the square of what is opened and never closed: 3,000 take about a second.
MAX_OPENED = 3000

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
# What our own tree processor and the footnotes extension add on top, and no editor may write.
_OWN = {
    "*": {"id", "class", "lang"},
    "a": {"href", "title", "class", "id", "aria-label"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "li": {"id"},
    "sup": {"id"},
}
_CLEANER_ATTRIBUTES = {tag: ATTRIBUTES.get(tag, set()) | _OWN.get(tag, set()) for tag in {*ATTRIBUTES, *_OWN}}

_BY_NUMBER = re.compile(r"&#([xX][0-9a-fA-F]{1,7}|\d{1,8});?")
_CHARACTERS = 0x110000
_RAW_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)\s*(?:=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_OWN_CODE = re.compile(r'^<pre[^<>]*><code(?: class="[^"<>]*")?>')


class Body(NamedTuple):
    """A Markdown text made ready: sanitised HTML and what was found on the way."""

    html: str
    outline: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = ()
    summary: str = ""


class Renderer:
    """Renders bodies; keep one per process, since setting up Markdown takes longer than using it."""

    def __init__(self) -> None:
        self._markdown = markdown.Markdown(extensions=EXTENSIONS, extension_configs=_SETTINGS, output_format="html")
        self._reading = Reading(self._markdown)
        self._markdown.treeprocessors.register(self._reading, "fagarkiv", -10)
        self._unmet = footnotes.Unmet()
        self._markdown.inlinePatterns.register(self._unmet, "fagarkiv-fotnoter", footnotes.PRIORITY)

    def render(self, text: str, path: str, first_line: int = 1, *, points: bool = False) -> tuple[Body, list[Problem]]:
        """Render the body of the file ``content/path``, which begins on line ``first_line``.

        With ``points``, a heading that begins with a number is a numbered point and gets the number as its anchor.
        """
        self._markdown.reset()
        self._unmet.names.clear()
        reading = self._reading
        reading.start(text, path, first_line, points)
        if max(text.count("<"), text.count("[")) > MAX_OPENED:
            return Body(""), [reading.problem("markdown-dypt", first_line)]
        for number, line in enumerate(text.split("\n")):
            if line.lstrip().startswith(">") and line.count(">", 0, 80) > MAX_NESTING:
                return Body(""), [reading.problem("markdown-dypt", first_line + number)]
        try:
            raw = self._markdown.convert(text)
        except RecursionError:
            return Body(""), [reading.problem("markdown-dypt", 0)]
        sections = tuple(reading.sections)
        body = Body(clean(raw), tuple(reading.outline), tuple(reading.links), sections, reading.summary)
        refused = _refused_html(reading, self._markdown.htmlStash.rawHtmlBlocks)
        return body, [*reading.problems, *_hidden_characters(reading), *self._unmet.problems(reading), *refused]


def clean(raw: str) -> str:
    """Take away what may not stand in a body, and close what was opened."""
    return nh3.clean(raw, tags=TAGS, attributes=_CLEANER_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def _hidden_characters(reading: Reading) -> Iterator[Problem]:
    """Name characters that would be refused as they are, and were written by number instead."""
    for found in _BY_NUMBER.finditer(reading.text):
        number = int(found[1][1:], 16) if found[1][0] in "xX" else int(found[1])
        if number < _CHARACTERS and CONTROL.match(chr(number)):
            yield reading.problem("kontrolltegn", reading.first_line + reading.text.count("\n", 0, found.start()))


def _refused_html(reading: Reading, pieces: Sequence[str | Element]) -> Iterator[Problem]:
    """Name every tag and attribute that the sanitiser takes away, where the editor wrote it."""
    for piece in pieces:
        if not isinstance(piece, str):
            continue
        for found in RAW_TAG.finditer(_OWN_CODE.sub("", piece)):
            line = reading.line_of(found[0].split("\n")[0], f"<{found[1]}", f"</{found[1]}")
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

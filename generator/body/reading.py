"""The tree that Markdown makes, read: headings and their anchors, links, sections and plain text."""

import html
import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from generator.base.problems import Problem, Severity, placeholders
from generator.source.file_names import ASSET_SUFFIXES

SCHEMES = {"https", "mailto", "tel"}
SUMMARY_LENGTH = 220
RAW_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>?")

_INLINE = frozenset(
    ["a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup"]
)
_HEADING = re.compile(r"h([1-6])")
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?\s+(?=\S)")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PLACEHOLDER = re.compile("\x02[^\x03]*?(\\d*)\x03")
_SPACE = re.compile(r"\s+")
_ATX = re.compile(r"#{1,6}[ \t]*[^#\s]")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_FENCED = re.compile(r"^(```+|~~~+)[^\n]*\n.*?^\1[ \t]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


class Heading(NamedTuple):
    """A heading of a body; ``number`` is a numbered point's own number, such as ``1.1``, and also its anchor."""

    level: int
    anchor: str
    number: str
    title: str


class Link(NamedTuple):
    """A link into the site.

    ``written`` is as the editor has it, ``href`` as the body has it, ``url`` the address it leads to.
    """

    written: str
    href: str
    url: str
    fragment: str
    line: int


class Section(NamedTuple):
    """The plain text below one heading; the first section has neither anchor nor title."""

    anchor: str
    title: str
    text: str


class Reading(Treeprocessor):
    """Reads one parsed text: gives headings their anchors, resolves links, collects text and problems."""

    def start(self, text: str, path: str, first_line: int, points: bool) -> None:
        """Forget the text before, and be ready for the next; see ``Renderer.render``."""
        self.text, self.path, self.first_line, self.points = text, path, first_line, points
        self.outline: list[Heading] = []
        self.links: list[Link] = []
        self.sections: list[Section] = []
        self.problems: list[Problem] = []
        self.summary = ""
        self._fragments: list[tuple[str, int]] = []
        self._anchors: set[str] = set()
        self._cursor: dict[str, int] = {}
        # The text with its code blanked out, line by line.
        self.prose = _FENCED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        self._heading_lines = list(self._find_headings())

    def _find_headings(self) -> Iterator[tuple[int, str]]:
        """Yield every line that may be a heading, with its text; code is left out."""
        lines = self.prose.split("\n")
        for number, line in enumerate(lines):
            if _ATX.match(line):
                yield self.first_line + number, line
            elif _UNDERLINE.match(line) and number and lines[number - 1].strip() and not _ATX.match(lines[number - 1]):
                yield self.first_line + number - 1, lines[number - 1]

    def run(self, root: Element) -> None:
        """Visit every element once, then check the links within the text."""
        self._headings_and_text(root)
        for nested in root.iter("h1"):
            nested.tag = "h2"
            self._say_h1(_plain(nested, self.md.htmlStash.rawHtmlBlocks))
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "a":
                    self._link(child)
                elif child.tag == "img":
                    self._image(child)
                elif child.tag == "table":
                    parent[position] = _scrollable(child)
        for fragment, line in self._fragments:
            if fragment not in self._anchors and not fragment.startswith("fn"):
                self.problems.append(self.problem("lenke-anker", line, target=f"#{fragment}"))

    def problem(self, code: str, line: int, severity: Severity = Severity.ERROR, **values: object) -> Problem:
        """Make a problem of the file that is read; line 0 is where its body begins."""
        return Problem(f"content/{self.path}", line or self.first_line, code, "", placeholders(values), severity)

    def line_of(self, *needles: str) -> int:
        """Find the line of the first of the needles that occurs; the same one again is looked for further down."""
        for needle in needles:
            at = self.text.find(needle, self._cursor.get(needle, 0))
            if at >= 0:
                self._cursor[needle] = at + len(needle)
                return self.first_line + self.text.count("\n", 0, at)
        return self.first_line

    def _line_of_heading(self, title: str) -> int:
        """Take the next line that could be a heading and holds the beginning of this one."""
        begin = re.sub(r"\W+", "", title)[:12]
        for place, (line, text) in enumerate(self._heading_lines):
            if begin and re.sub(r"\W+", "", text).startswith(begin):
                del self._heading_lines[: place + 1]
                return line
        return self.line_of(title)

    def _line_of_link(self, target: str) -> int:
        return self.line_of(f"]({target}", f"]: {target}", f"]:{target}", f"<{target}", target)

    def _headings_and_text(self, root: Element) -> None:
        anchor, title, level, texts = "", "", 1, list[str]()
        for element in root:
            found = _HEADING.fullmatch(element.tag)
            if not found:
                text = _plain(element, self.md.htmlStash.rawHtmlBlocks)
                if text and not self.summary and element.tag == "p":
                    self.summary = shorten(text, SUMMARY_LENGTH)
                texts.append(text)
                continue
            self.sections.append(Section(anchor, title, " ".join(filter(None, texts))))
            heading = self._heading(element, int(found[1]), level)
            anchor, title, level, texts = heading.anchor, heading.title, heading.level, []
        self.sections.append(Section(anchor, title, " ".join(filter(None, texts))))

    def _say_h1(self, title: str, line: int = 0) -> None:
        self.problems.append(self.problem("overskrift-h1", line or self.line_of(title), Severity.WARNING, title=title))

    def _heading(self, element: Element, level: int, above: int) -> Heading:
        title = _plain(element, self.md.htmlStash.rawHtmlBlocks)
        line = self._line_of_heading(title)
        if level == 1:
            level, element.tag = 2, "h2"
            self._say_h1(title, line)
        elif level > above + 1:
            self.problems.append(self.problem("overskrift-hopp", line, Severity.WARNING, title=title))
        number, numbered = "", _NUMBERED.match(title) if self.points else None
        if numbered:
            number, title = numbered[1], title[numbered.end() :]
            if number in self._anchors:
                self.problems.append(self.problem("punkt-dobbelt", line, number=number))
            _mark_number(element, numbered.end(), number)
        heading = Heading(level, self._anchor(number or title, bool(number)), number, title)
        element.set("id", heading.anchor)
        self.outline.append(heading)
        return heading

    def _anchor(self, text: str, is_number: bool) -> str:
        lowered = text.replace("\u00ad", "").lower()
        wanted = text if is_number else re.sub(r"[^a-z0-9æøå]+", "-", lowered).strip("-") or "avsnitt"
        anchor, count = wanted, 1
        while anchor in self._anchors:
            count += 1
            anchor = f"{wanted}-{count}"
        self._anchors.add(anchor)
        return anchor

    def _link(self, element: Element) -> None:
        target = html.unescape(element.get("href", "").replace(AMP_SUBSTITUTE, "&"))
        if element.get("class") in ("footnote-ref", "footnote-backref"):
            return
        element.set("href", target)
        self._resolve(element, "href", target, self._line_of_link(target))

    def _image(self, element: Element) -> None:
        target = element.get("src", "")
        line = self._line_of_link(target)
        if not element.get("alt"):
            self.problems.append(self.problem("bilde-alt", line, target=target))
        if _SCHEME.match(target):
            self.problems.append(self.problem("bilde-utenfra", line, target=target[:80]))
        else:
            self._resolve(element, "src", target, line)

    def _resolve(self, element: Element, attribute: str, target: str, line: int) -> None:
        compact = re.sub(r"[\x00-\x20]", "", target)
        if scheme := _SCHEME.match(compact):
            if scheme[1].lower() == "https" and not compact.lower().startswith("https://"):
                element.set(attribute, "")
                self.problems.append(self.problem("lenke-form", line, target=target[:80]))
            elif scheme[1].lower() not in SCHEMES:
                element.set(attribute, "")
                self.problems.append(self.problem("lenke-type", line, target=target[:80], scheme=scheme[1].lower()))
            return
        path, _, fragment = target.partition("#")
        if not path and fragment:
            self._fragments.append((fragment, line))
            return
        page = _page_of(path)
        if page is None or path.startswith("/") or compact != target:
            element.set(attribute, "")
            self.problems.append(self.problem("lenke-form", line, target=target[:80]))
            return
        url = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), page))
        if url.startswith(".."):
            element.set(attribute, "")
            self.problems.append(self.problem("lenke-utenfor", line, target=target[:80]))
            return
        href = page + (f"#{fragment}" if fragment else "")
        element.set(attribute, href)
        self.links.append(Link(target, href, url, fragment, line))


def _page_of(path: str) -> str | None:
    """Turn a link between source files into one between pages; None where it is neither.

    >>> _page_of("../2026/gastroskopi.md"), _page_of("../vestfold/serie.yml"), _page_of("a.exe")
    ('../2026/gastroskopi.html', '../vestfold/index.html', None)
    """
    if not re.fullmatch(r"[A-Za-z0-9._/-]+", path) or "//" in path:
        return None
    if path.endswith(".md"):
        return path[:-3] + ".html"
    if path.endswith(("/", "/serie.yml")) or path in ("serie.yml", "..", "."):
        return posixpath.join(path.removesuffix("serie.yml"), "index.html")
    return path if path.endswith((".html", *ASSET_SUFFIXES)) else None


def _plain(element: Element, stash: Sequence[str | Element]) -> str:
    """Give an element's text in one line, with a break between blocks and none within ``t<sub>ekst</sub>``."""
    text = "".join(_texts(element)).replace(AMP_SUBSTITUTE, "&")
    return _SPACE.sub(" ", html.unescape(_PLACEHOLDER.sub(lambda found: _stashed(found[1], stash), text))).strip()


def _stashed(number: str, stash: Sequence[str | Element]) -> str:
    """Give the text of what Markdown has put aside: raw HTML, code and entities."""
    piece = stash[int(number)] if number.isdigit() and int(number) < len(stash) else ""
    return (
        RAW_TAG.sub(lambda tag: "" if tag[1].lower() in _INLINE else " ", piece)
        if isinstance(piece, str)
        else "".join(_texts(piece))
    )


def _texts(element: Element) -> Iterator[str]:
    block = element.tag in ("li", "td", "th", "p", "tr", "dd", "dt", "br", "pre", "ul", "ol", "blockquote")
    if block:
        yield " "
    if element.text:
        yield element.text
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child.tail
    if block:
        yield " · " if element.tag in ("td", "th") else " "


def _mark_number(element: Element, length: int, number: str) -> None:
    """Turn the number that a heading begins with into a link to the heading itself."""
    link = Element("a", {"class": "fa-point", "href": f"#{number}"})
    link.text = number
    link.tail = " " + (element.text or "")[length:]
    element.text = None
    element.insert(0, link)


def _scrollable(table: Element) -> Element:
    for cell in table.iter("th"):
        cell.set("scope", "col")
    box = Element("div", {"class": "fa-table", "tabindex": "0", "role": "group"})
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box


def shorten(text: str, length: int) -> str:
    """Cut text after a sentence where one ends soon enough, else between words.

    >>> shorten("Kort. Dette er en lang setning.", 12)
    'Kort.'
    >>> shorten("Dette er en lang setning", 12)
    'Dette er en …'
    """
    if len(text) <= length:
        return text
    head = text[: length + 1]
    stop = max(head.rfind(mark) for mark in (". ", "! ", "? "))
    if stop >= length // 3:
        return head[: stop + 1]
    return head[: head.rfind(" ")].rstrip(" ,;:–-") + " …" if " " in head else head[:length] + "…"

"""The untrusted HTML of a mail → a flat list of blocks: what stands on the page, without how it was laid out.

Mails are made of tables within tables.  Nothing here recurses and every element is visited twice, however deep
they lie; what comes out is text with a few marks on it, never the HTML itself.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from generator.importers import symbols
from generator.importers.letter import Remark
from generator.importers.split import lists, notes, pictures, sheets, tables
from generator.importers.split.blocks import Block, Page, Run, tidy
from generator.importers.split.cells import Grid, stand_out
from generator.importers.split.style import (
    DEEPEST_LIST,
    UNSEEN,
    Look,
    in_one_line,
    is_drawn_rule,
    is_hidden,
    look_of,
    style_of,
    whole_number,
)

_HIDDEN_SIZE = 2.5
_TOLD = 200
MOST_BLOCKS = 5_000
_SKIPPED = frozenset(
    (
        *("script", "style", "title", "xml", "noscript", "template", "svg", "math", "select", "textarea", "object"),
        *("iframe", "embed", "audio", "video", "canvas", "map", "button", "input", "nav"),
    )
)
_PARTING = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "li", "main"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
_ADDRESS = re.compile(r"(?<![\w@/])https?://[^\s<>\"']+|(?<![\w@/.])www\.[\w-]+\.[^\s<>\"']+")
_RULE = re.compile(r"[-_=*~•·–—\s]{3,}")


# What a paragraph of a list begins with where nothing but its looks tells that it is one.
_HUNG = re.compile(rf"\s*([{lists.POINTS}–-]|o(?= )|\(?(?:\d{{1,3}}|[a-zæøå]|[ivx]{{2,5}})[.)])\s+(?=\S)")


_DEPTH = re.compile(r"(?:^|\s)lst-\S+-(\d)(?:\s|$)")


@dataclass
class _List:
    """A list that is being read: how it counts, and the number that comes next."""

    ordered: bool
    next: int
    kind: str = ""
    depth: int = 0


def read(html: str) -> Page:
    """Read a body, however it is broken; what lies too deep for the parser is lost, and said."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    raw = html.encode("utf-8", "replace").replace(b"\0", b"")
    try:
        root = etree.fromstring(raw, parser) if raw.strip() else None
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return Page((), (), ())
    sheets.apply(root)
    reader = _Reader(tables.of_data(root), notes.find(root))
    reader.walk(root)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        reader.remarks.append(Remark("import-dypt"))
    return Page(
        tuple(reader.blocks),
        tuple(dict.fromkeys(reader.dropped)),
        tuple(dict.fromkeys(reader.remarks)),
        {label: tuple(blocks) for label, blocks in reader.notes.items()},
    )


class _Reader:
    """Walks a tree once and gathers its blocks."""

    def __init__(self, data: set[Any], found: notes.Notes) -> None:
        self._data, self._found = data, found
        self.notes: dict[str, list[Block]] = {}
        self._note = ""
        self.blocks: list[Block] = []
        self.dropped: list[Remark] = []
        self.remarks: list[Remark] = []
        self._looks = [Look()]
        self._runs: list[Run] = []
        self._sizes: Counter[float] = Counter()
        self._anchors: set[str] = set()
        self._cards = 0
        self._lists: list[_List] = []
        self._marker = ""
        self._grid: Grid | None = None
        self._within = 0

    def walk(self, root: Any) -> None:
        """Visit every element when it begins and when it ends."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if len(self.blocks) >= MOST_BLOCKS:
                self.remarks.append(Remark("import-mange", (("count", str(MOST_BLOCKS)),)))
                break
            if event == "end":
                self._leave(element)
            elif element in self._found.referred or element in self._found.back:
                self._refer(element)
                walker.skip_subtree()
                self._looks.append(self._looks[-1])
            elif element.tag in _SKIPPED or element.tag == "footer" or is_hidden(element):
                self._drop(element)
                walker.skip_subtree()
                self._looks.append(self._looks[-1])
            else:
                self._enter(element)
        self._flush()

    def _drop(self, element: Any) -> None:
        if element.tag == "input" and element.get("type") == "checkbox" and self._lists:
            # What is done and what is not is part of what a list says.
            self._say("[x] " if element.get("checked") is not None else "[ ] ")
            return
        if element.tag not in _SKIPPED and (text := in_one_line("".join(element.itertext()))):
            # What Word has deleted while changes were tracked comes as a hidden ``del``.
            codes = {"footer": "import-utelatt-bunntekst", "del": "import-utelatt-slettet"}
            code = codes.get(element.tag, "import-utelatt-skjult")
            self.dropped.append(Remark(code, (("text", text[:_TOLD]),)))

    def _refer(self, element: Any) -> None:
        """Put a reference to a footnote in the text; the way back up says nothing."""
        if element in self._found.referred:
            self._runs.append(Run("", note=self._found.referred[element]))

    def _enter(self, element: Any) -> None:
        tag, style = element.tag, style_of(element)
        self._begin(element, tag, style)
        if element in self._found.texts:
            self._flush()
            self._note = self._found.texts[element]
        look = look_of(element, tag, style, self._looks[-1])
        if tag in ("ul", "ol"):
            # Google's documents have all lists beside each other, and tell how deep they lie by a class.
            told = _DEPTH.search(element.get("class") or "")
            depth = int(told[1]) + 1 if told else len(self._lists) + 1
            start = whole_number(element.get("start"), 1)
            self._lists.append(_List(tag == "ol", start, element.get("type") or "", depth))
        elif tag == "li":
            look = look._replace(depth=min(self._lists[-1].depth if self._lists else 1, DEEPEST_LIST))
            self._marker = self._next_marker(element)
        elif tag in ("td", "th") and self._grid is None:
            self._cards += 1
            look = look._replace(card=self._cards)
        elif tag == "a" and element.get("href"):
            look = look._replace(href=element.get("href").strip())
        self._looks.append(look)
        if name := element.get("id") or (element.get("name") if tag == "a" else None):
            self._anchors.add(name)
        self._say(element.text)

    def _begin(self, element: Any, tag: str, style: Mapping[str, str]) -> None:
        """Do what comes before an element's own text."""
        if tag in _PARTING:
            self._part()
        if tag == "table" and (self._grid or element in self._data):
            self._grid, self._within = self._grid or Grid(), self._within + 1
        elif self._grid and self._within == 1 and tag in ("tr", "td", "th"):
            self._grid.row() if tag == "tr" else self._grid.cell(element)
        elif tag == "br":
            self._break()
        elif tag == "hr" or is_drawn_rule(element, tag, style):
            self._flush()
            self._add(Block("rule", card=self._looks[-1].card))
        elif tag == "img":
            self._picture(element, style)

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if tag in _PARTING:
            self._part()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag == "table" and self._grid:
            self._table_ends()
        if element in self._found.texts:
            self._flush()
            self._note = ""
        self._looks.pop()
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if not text:
            return
        look = self._looks[-1]
        if look.size < _HIDDEN_SIZE:
            if seen := in_one_line(text):
                self.dropped.append(Remark("import-utelatt-skjult", (("text", seen[:_TOLD]),)))
            return
        text = symbols.meant(unicodedata.normalize("NFC", text), look.font)
        text = _SPACE.sub(" ", UNSEEN.sub("", text))
        if look.marking:
            self._marker = in_one_line(self._marker + text)
            return
        for number, line in enumerate(text.split("\n") if look.pre else [text.replace("\n", " ")]):
            if number:
                self._break()
            self._runs += _linked(line, look)
            self._sizes[look.size] += len(line.strip())

    def _break(self) -> None:
        """Make a new line, or a new paragraph of two."""
        while self._runs and not (self._runs[-1].text.strip(" ") or self._runs[-1].image or self._runs[-1].note):
            self._runs.pop()
        if self._runs and self._runs[-1].text.endswith("\n") and self._grid is None:
            self._flush()
        elif self._runs:
            self._runs.append(Run("\n"))

    def _part(self) -> None:
        if self._grid is None or not self._grid.has_begun:
            # What a table is called stands before it.
            self._flush()
            return
        if any(run.text.strip() for run in self._runs):
            # In a cell there are no lists: what counts an entry of one is text.
            counted = lists.begun(self._marker, 0).said or self._marker.strip("-·•o▪")
            self._runs[:0] = [Run(f"{counted} ")] if counted else []
            self._marker = ""
        self._grid.add(self._runs)
        self._runs = []

    def _flush(self) -> None:
        """End the paragraph."""
        runs, self._runs = tidy(self._runs), []
        sizes, self._sizes = self._sizes, Counter()
        if not runs:
            return
        look, marker, self._marker = self._looks[-1], self._marker, ""
        text = "".join(run.text for run in runs)
        if _RULE.fullmatch(text) and not any(run.image for run in runs):
            self._add(Block("rule", card=look.card))
            return
        depth = look.depth
        if look.hanging and not (depth or look.level or marker) and (hung := _HUNG.match(runs[0].text)):
            marker, depth = hung[1], look.hanging
            runs = (runs[0]._replace(text=runs[0].text[hung.end() :]), *runs[1:])
        elif look.hanging and not (depth or look.level or marker) and self.blocks and self.blocks[-1].kind == "entry":
            depth = min(look.hanging, self.blocks[-1].depth)
        begun = lists.begun(marker, depth)
        if begun.said:
            runs = (Run(f"{begun.said} "), *runs)
        size = max(sizes, key=lambda one: (sizes[one], one)) if sizes else look.size
        kind = "entry" if depth and not look.level else "text"
        anchors, self._anchors = frozenset(self._anchors), set()
        self._add(Block(kind, runs, look.level, size, look.card, depth, begun.marker, anchors=anchors))

    def _add(self, block: Block) -> None:
        if self._note:
            own = block.kind == "entry" and block.depth <= 1
            block = block._replace(kind="text", depth=0, marker="") if own else block
            self.notes.setdefault(self._note, []).append(block)
        elif block.kind != "rule" or (self.blocks and self.blocks[-1].kind != "rule"):
            self.blocks.append(block)

    def _table_ends(self) -> None:
        assert self._grid  # noqa: S101 - called within a table of data
        self._within -= 1
        if self._within:
            return
        rows, headed, self._grid = self._grid.rows(), self._grid.headed, None
        if any(cell for row in rows for cell in row):
            self._add(Block("table", card=self._looks[-1].card, rows=rows, headed=headed or stand_out(rows)))

    def _next_marker(self, element: Any) -> str:
        if not self._lists or not self._lists[-1].ordered:
            return "-"
        current = self._lists[-1]
        number = whole_number(element.get("value"), current.next)
        current.next = number + 1
        return lists.counted(number, current.kind)

    def _picture(self, element: Any, style: Mapping[str, str]) -> None:
        found = pictures.seen(element, style)
        if isinstance(found, Remark):
            self.dropped.append(found)
        elif found:
            self._runs.append(found._replace(href=self._looks[-1].href))


def _linked(text: str, look: Look) -> Iterator[Run]:
    """Make links of addresses that were written as text."""
    run = Run("", look.strong, look.em, look.href, look.raised, struck=look.struck)
    at = 0
    for found in _ADDRESS.finditer(text) if not look.href else ():
        written = found[0].rstrip(".,;:!?)»")
        yield run._replace(text=text[at : found.start()])
        yield run._replace(text=written, href=written if "://" in written else f"https://{written}")
        at = found.start() + len(written)
    yield run._replace(text=text[at:])

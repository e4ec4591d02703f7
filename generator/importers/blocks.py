"""The untrusted HTML of a mail → a flat list of blocks: what stands on the page, without how it was laid out.

Mails are made of tables within tables.  Nothing here recurses and every element is visited twice, however deep
they lie; what comes out is text with a few marks on it, never the HTML itself.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any, NamedTuple

from lxml import etree

from generator.importers import links
from generator.importers.letter import Remark

_USUAL_SIZE = 16.0
_HIDDEN_SIZE = 2.5
_MANY_CELLS = 2
_SIMILAR_ROWS = 3
_WIDEST = 30
_SHORT_CELL = 60
_LONGEST_CELL = 300
_BOLD = 600
_TINY = 2
_ICON = 33
_DEEPEST_LIST = 4
_LONGEST_STYLE = 2000
_LONG_NUMBER = 6
_TOLD = 200
_FEW = 3
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
_HEADING = re.compile(r"h([1-6])")
# Word in Norwegian and in English, in the mails of Outlook and in what is made of documents.
_STYLE_NAME = re.compile(r"(?:^|\s)(?:Mso)?(?:(Title|Tittel)|(?:Heading|Overskrift)[ _-]?(\d))(?:\s|$)", re.I)
_SIZE = re.compile(r"([\d.]{1,8})\s*(px|pt|em|rem|%)?")
_FONT = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_UNITS = {"px": 1.0, "pt": 4 / 3, "em": _USUAL_SIZE, "rem": _USUAL_SIZE, "%": _USUAL_SIZE / 100}
_LIST_LEVEL = re.compile(r"\blevel(\d)")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]"
)
_ADDRESS = re.compile(r"(?<![\w@/])https?://[^\s<>\"']+|(?<![\w@/.])www\.[\w-]+\.[^\s<>\"']+")
_RULE = re.compile(r"[-_=*~•·–—\s]{3,}")


class Run(NamedTuple):
    """Text that looks alike.

    ``href`` is as it was written; ``image`` is the source of a picture, and ``text`` then what is said of it.
    """

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""
    raised: str = ""
    image: str = ""


class Block(NamedTuple):
    """One paragraph, entry of a list, rule or table, and what it looked like.

    ``level`` is that of a heading by tag or style, and 0 for text; ``size`` is in pixels; blocks with the same ``card``
    lay in the same cell of the layout; ``marker`` is what an entry of a list begins with.
    """

    kind: str = "text"
    runs: tuple[Run, ...] = ()
    level: int = 0
    size: float = _USUAL_SIZE
    card: int = 0
    depth: int = 0
    marker: str = ""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    headed: bool = False
    anchors: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The words, in one line."""
        runs = self.runs or (Run(" "), *(run for row in self.rows for cell in row for run in (*cell, Run(" "))))
        return " ".join("".join(run.text for run in runs if not run.image).split())

    @property
    def plain(self) -> str:
        """The words of a paragraph, line by line."""
        return "".join(run.text for run in self.runs if not run.image)

    @property
    def is_strong(self) -> bool:
        """Whether all of the text stands out as bold."""
        said = [run for run in self.runs if run.text.strip() and not run.image]
        return bool(said) and all(run.strong for run in said)

    @property
    def is_image(self) -> bool:
        """Whether this is a picture and nothing else."""
        return any(run.image for run in self.runs) and not self.text


class Page(NamedTuple):
    """All that stands in a body; ``dropped`` are texts and pictures nobody was to see, each with its reason."""

    blocks: tuple[Block, ...]
    dropped: tuple[Remark, ...]
    remarks: tuple[Remark, ...]


class _Look(NamedTuple):
    """How the text of an element looks, which its children inherit."""

    strong: bool = False
    em: bool = False
    href: str = ""
    raised: str = ""
    size: float = _USUAL_SIZE
    level: int = 0
    card: int = 0
    depth: int = 0
    pre: bool = False
    marking: bool = False


@dataclass
class _List:
    """A list that is being read, and the number that comes next."""

    ordered: bool
    next: int


@dataclass
class _Table:
    """What decides whether a table holds data or only lays things out."""

    bordered: bool
    said_layout: bool
    nested: bool = False
    headed: bool = False
    blocky: bool = False
    rows: list[list[int]] = field(default_factory=list)

    @property
    def holds_data(self) -> bool:
        if self.said_layout or self.nested or self.blocky:
            return False
        rows = [row for row in self.rows if row]
        widths = {len(row) for row in rows}
        if len(rows) < _MANY_CELLS or not _MANY_CELLS <= max(widths) <= _WIDEST:
            return False
        if self.headed:
            return True
        lengths = sorted(length for row in rows for length in row)
        short = lengths[len(lengths) // 2] <= _SHORT_CELL and lengths[-1] <= _LONGEST_CELL
        filled = sum(length > 0 for length in lengths) * 3 >= len(lengths) * 2
        return short and filled and len(widths) == 1 and (self.bordered or len(rows) >= _SIMILAR_ROWS)


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
    reader = _Reader(_tables(root))
    reader.walk(root)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        reader.remarks.append(Remark("import-dypt"))
    return Page(tuple(reader.blocks), tuple(dict.fromkeys(reader.dropped)), tuple(dict.fromkeys(reader.remarks)))


def _tables(root: Any) -> set[Any]:
    """Find the tables that hold data."""
    known: dict[Any, _Table] = {}
    stack: list[_Table] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag == "table":
            if event == "start":
                if stack:
                    stack[-1].nested = True
                known[element] = _table(element)
                stack.append(known[element])
            else:
                stack.pop()
        if stack:
            _note(stack[-1], tag, event, element)
    return {element for element, table in known.items() if table.holds_data}


def _table(element: Any) -> _Table:
    style = _style(element)
    said_layout = element.get("role", "").lower() in ("presentation", "none")
    border = element.get("border", "0")
    drawn = "solid" in style.get("border", "") or "MsoTableGrid" in element.get("class", "")
    return _Table(bordered=border not in ("", "0") or drawn, said_layout=said_layout)


def _note(table: _Table, tag: str, event: str, element: Any) -> None:
    if event == "start":
        if tag == "tr":
            table.rows.append([])
        elif tag in ("td", "th"):
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(0)
        table.headed = table.headed or tag in ("th", "caption", "thead")
        table.blocky = table.blocky or bool(_HEADING.fullmatch(tag)) or tag in ("hr", "img")
        said = element.text
    else:
        said = element.tail if tag not in ("td", "th", "tr", "tbody", "table") else None
    if said and table.rows and table.rows[-1]:
        table.rows[-1][-1] += len(said.strip())


class _Reader:
    """Walks a tree once and gathers its blocks."""

    def __init__(self, data: set[Any]) -> None:
        self._data = data
        self.blocks: list[Block] = []
        self.dropped: list[Remark] = []
        self.remarks: list[Remark] = []
        self._looks = [_Look()]
        self._runs: list[Run] = []
        self._sizes: Counter[float] = Counter()
        self._anchors: set[str] = set()
        self._cards = 0
        self._lists: list[_List] = []
        self._marker = ""
        self._rows: list[list[list[Run]]] | None = None
        self._headed = False

    def walk(self, root: Any) -> None:
        """Visit every element when it begins and when it ends."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if len(self.blocks) >= MOST_BLOCKS:
                self.remarks.append(Remark("import-mange", (("count", str(MOST_BLOCKS)),)))
                break
            if event == "end":
                self._leave(element)
            elif element.tag in _SKIPPED or element.tag == "footer" or _is_hidden(element):
                self._drop(element)
                walker.skip_subtree()
                self._looks.append(self._looks[-1])
            else:
                self._enter(element)
        self._flush()

    def _drop(self, element: Any) -> None:
        if element.tag not in _SKIPPED and (text := _line("".join(element.itertext()))):
            code = "import-utelatt-bunntekst" if element.tag == "footer" else "import-utelatt-skjult"
            self.dropped.append(Remark(code, (("text", text[:_TOLD]),)))

    def _enter(self, element: Any) -> None:
        tag, style = element.tag, _style(element)
        self._begin(element, tag, style)
        look = _look(element, tag, style, self._looks[-1])
        if tag in ("ul", "ol"):
            self._lists.append(_List(tag == "ol", _number(element.get("start"), 1)))
        elif tag == "li":
            look = look._replace(depth=min(max(len(self._lists), 1), _DEEPEST_LIST))
            self._marker = self._next_marker()
        elif tag in ("td", "th") and self._rows is None:
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
        if tag == "table" and element in self._data:
            self._rows, self._headed = [], False
        elif self._rows is not None and tag in ("tr", "td", "th"):
            self._cell_begins(tag)
        elif tag == "br":
            self._break()
        elif tag == "hr" or _is_drawn_rule(element, tag, style):
            self._flush()
            self._add(Block("rule", card=self._looks[-1].card))
        elif tag == "img":
            self._picture(element, style)

    def _cell_begins(self, tag: str) -> None:
        assert self._rows is not None  # noqa: S101 - called within a table of data
        if tag == "tr" or not self._rows:
            self._rows.append([])
        if tag != "tr":
            self._rows[-1].append([])
            self._headed = self._headed or (tag == "th" and len(self._rows) == 1)

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if tag in _PARTING:
            self._part()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag == "table" and element in self._data:
            self._table_ends()
        self._looks.pop()
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if not text:
            return
        look = self._looks[-1]
        if look.size < _HIDDEN_SIZE:
            if seen := _line(text):
                self.dropped.append(Remark("import-utelatt-skjult", (("text", seen[:_TOLD]),)))
            return
        text = _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
        if look.marking:
            self._marker = _line(self._marker + text)
            return
        for number, line in enumerate(text.split("\n") if look.pre else [text.replace("\n", " ")]):
            if number:
                self._break()
            self._runs += _linked(line, look)
            self._sizes[look.size] += len(line.strip())

    def _break(self) -> None:
        """Make a new line, or a new paragraph of two."""
        while self._runs and not self._runs[-1].text.strip(" ") and not self._runs[-1].image:
            self._runs.pop()
        if self._runs and self._runs[-1].text.endswith("\n") and self._rows is None:
            self._flush()
        elif self._runs:
            self._runs.append(Run("\n"))

    def _part(self) -> None:
        if self._rows is None:
            self._flush()
        elif self._rows and self._rows[-1]:
            self._rows[-1][-1] += [*self._runs, Run(" ")]
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
        size = max(sizes, key=lambda one: (sizes[one], one)) if sizes else look.size
        kind = "entry" if look.depth and not look.level else "text"
        anchors, self._anchors = frozenset(self._anchors), set()
        self._add(Block(kind, runs, look.level, size, look.card, look.depth, _listed(marker), anchors=anchors))

    def _add(self, block: Block) -> None:
        if block.kind != "rule" or (self.blocks and self.blocks[-1].kind != "rule"):
            self.blocks.append(block)

    def _table_ends(self) -> None:
        rows = tuple(tuple(tidy(cell) for cell in row) for row in self._rows or [] if row)
        headed, self._rows = self._headed, None
        if any(cell for row in rows for cell in row):
            headed = headed or _stands_out(rows)
            self._add(Block("table", card=self._looks[-1].card, rows=rows, headed=headed))

    def _next_marker(self) -> str:
        if not self._lists or not self._lists[-1].ordered:
            return "-"
        self._lists[-1].next += 1
        return f"{self._lists[-1].next - 1}."

    def _picture(self, element: Any, style: Mapping[str, str]) -> None:
        src, alt = element.get("src") or "", _line(element.get("alt") or "")
        sides = [
            side for side in (_pixels(element.get(name) or style.get(name)) for name in ("width", "height")) if side
        ]
        if (sides and min(sides) <= _TINY) or links.is_counter(src):
            self.dropped.append(Remark("import-utelatt-sporing", (("text", src[:_TOLD]),)))
        elif src and not (len(sides) == _MANY_CELLS and max(sides) < _ICON):
            look = self._looks[-1]
            self._runs.append(Run(alt, href=look.href, image=src))


def _stands_out(rows: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Whether the first row of a table is its heading: all of it is bold, and the rows below are not."""
    strong = [all(run.strong for cell in row for run in cell) for row in rows]
    return strong[0] and not all(strong)


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join runs that look alike, with single spaces between words and none at the ends.

    >>> [run.text for run in tidy([Run(" a "), Run(" b", strong=True), Run("  "), Run("c", strong=True), Run(" ")])]
    ['a ', 'b c']
    """
    tidied: list[Run] = []
    before = "\n"
    for look, alike in groupby(_spaces_adopted(runs), key=lambda run: run if run.image else run._replace(text="")):
        if look.image:
            tidied.append(look)
            before = "x"
            continue
        text = re.sub(" *\n *", "\n", re.sub(" +", " ", "".join(run.text for run in alike)))
        if before in " \n":
            text = text.lstrip(" " if tidied else " \n")
        if text:
            tidied.append(look._replace(text=text))
            before = text[-1]
    while tidied and not tidied[-1].image:
        last = tidied.pop()
        if text := last.text.rstrip():
            return (*tidied, last._replace(text=text))
    return tuple(tidied)


def _spaces_adopted(runs: Iterable[Run]) -> Iterator[Run]:
    """Let space between words look as the word before it."""
    before = Run("")
    for run in runs:
        if run.image or run.text.strip():
            yield (before := run)
        elif run.text:
            yield before._replace(text=run.text, image="") if not before.image else run


def _linked(text: str, look: _Look) -> Iterator[Run]:
    """Make links of addresses that were written as text."""
    run = Run("", look.strong, look.em, look.href, look.raised)
    at = 0
    for found in _ADDRESS.finditer(text) if not look.href else ():
        written = found[0].rstrip(".,;:!?)»")
        yield run._replace(text=text[at : found.start()])
        yield run._replace(text=written, href=written if "://" in written else f"https://{written}")
        at = found.start() + len(written)
    yield run._replace(text=text[at:])


def _look(element: Any, tag: str, style: Mapping[str, str], look: _Look) -> _Look:
    found = _HEADING.fullmatch(tag)
    named = _STYLE_NAME.search(element.get("class") or "")
    level = int(found[1]) if found else look.level
    if named:
        level = 1 if named[1] else min(int(named[2]), 6)
    strong = look.strong or tag in ("b", "strong")
    if weight := style.get("font-weight"):
        strong = weight.startswith("bold") or _number(weight, 0) >= _BOLD
    em = (look.em or tag in ("i", "em")) and style.get("font-style") != "normal"
    raised = tag if tag in ("sub", "sup") else look.raised
    size = _size(element, tag, style, look.size)
    listed = style.get("mso-list", "")
    marking = look.marking or listed.lower() == "ignore"
    depth = look.depth
    if nested := _LIST_LEVEL.search(listed):
        depth = min(int(nested[1]), _DEEPEST_LIST)
    pre = (look.pre or tag == "pre" or style.get("white-space", "").startswith("pre")) and tag not in ("td", "th")
    return look._replace(
        strong=strong, em=em, raised=raised, size=size, level=level, depth=depth, marking=marking, pre=pre
    )


def _size(element: Any, tag: str, style: Mapping[str, str], inherited: float) -> float:
    if tag == "font" and element.get("size") in _FONT:
        return _FONT[element.get("size")]
    found = _SIZE.fullmatch(style.get("font-size", ""))
    if not found:
        return inherited
    try:
        return float(found[1]) * (_UNITS[found[2]] if found[2] else 1.0)
    except ValueError:
        return inherited


def _style(element: Any) -> Mapping[str, str]:
    written = element.get("style") or ""
    pairs = (part.partition(":") for part in written[:_LONGEST_STYLE].lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = _style(element)
    return (
        style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
        or (_pixels(style.get("max-height")) == 0 and "hidden" in style.get("overflow", ""))
        or style.get("opacity") in ("0", "0.0")
    )


def _is_drawn_rule(element: Any, tag: str, style: Mapping[str, str]) -> bool:
    """Whether an empty cell or paragraph is there for the line along its edge."""
    if tag not in ("td", "p", "div"):
        return False
    lines = (style.get(f"border-{edge}", "") for edge in ("top", "bottom"))
    if not any("solid" in line and not line.startswith("0") for line in lines):
        return False
    within = list(islice(element.iter(), _FEW + 1))
    return len(within) <= _FEW and not any(one.tag == "img" or _line(one.text or "") for one in within)


def _pixels(value: str | None) -> float | None:
    found = _SIZE.match((value or "").strip().lower())
    if not found or found[2] == "%":
        return None
    try:
        return float(found[1])
    except ValueError:
        return None


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < _LONG_NUMBER else otherwise


def _listed(marker: str) -> str:
    """Write what an entry of a list begins with as Markdown does: by number or as a point.

    >>> _listed("·"), _listed("3)"), _listed("")
    ('-', '3.', '')
    """
    number = re.match(r"(\d{1,4})[.)]", marker)
    return f"{number[1]}." if number else "-" if marker else ""


def _line(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())

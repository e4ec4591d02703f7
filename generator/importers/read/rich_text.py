"""RTF → HTML: paragraphs, headings, bold and the like, lists, tables, links and pictures; or the HTML packed in it."""

import re
from html import escape
from itertools import takewhile
from typing import NamedTuple

from generator.importers import limits
from generator.importers.letter import Attachment, Letter
from generator.importers.limits import Unreadable
from generator.importers.read import documents, notes, packed_html
from generator.importers.read.entries import Entry, as_word
from generator.importers.read.outline import TABLE, Line, as_lines
from generator.importers.read.rich_text_tokens import ASIDE, LETTERS, MOST_GROUPS, Token, tokens

# ``up`` and ``dn`` tell by how much; LibreOffice writes nothing else.
_MARKS = {
    "b": "strong",
    "i": "em",
    "strike": "s",
    "striked": "s",
    "super": "sup",
    "sub": "sub",
    "up": "sup",
    "dn": "sub",
}
# What no reader sees is told of.
_UNSEEN = {"v": "span hidden", "deleted": "del hidden"}
# What is told also where a reader of another kind may pass it over.
_STARRED = ("shppict", "fldinst", "pntext", "listtext", "footnote")
_PICTURES = {"pngblip": "image/png", "jpegblip": "image/jpeg"}
_LINK = re.compile(r"HYPERLINK\s+(?:\\\\?l\s+)?\"?([^\"\s]+)\"?")
_HEADING = re.compile(r"(?:heading|overskrift) (\d)", re.IGNORECASE)
_LONGEST_TITLE = 2000
_TITLE = re.compile(r"title|tittel", re.IGNORECASE)


class RichText(NamedTuple):
    """What a file says, and the pictures in it."""

    html: str
    pictures: tuple[Attachment, ...] = ()


def read_rtf(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read a document in RTF."""
    found = as_html(data)
    return [documents.letter(name, digest, found.html, title=_title(data), attachments=found.pictures)]


def _title(data: bytes) -> str:
    """Give the title that a program has noted."""
    start = data.find(b"{\\title ")
    noted = takewhile(lambda token: token.kind != "}", tokens(data[start : start + _LONGEST_TITLE]))
    return "".join(token.value for token in noted if token.kind == "text").strip() if start >= 0 else ""


def as_html(data: bytes) -> RichText:
    """Turn RTF into HTML.

    Raises:
        Unreadable: it is something else, or has more groups within groups than any letter.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("import-skadet")
    if b"\\fromhtml" in data[:4096]:
        return RichText(_whole("".join(packed_html.unpacked(tokens(data)))))
    reader = _Reader(_headings(data))
    for token in tokens(data):
        reader.take(token)
    return RichText(_whole(reader.finished()), tuple(reader.pictures))


def _whole(text: str) -> str:
    """Join letters that were written as two numbers."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Look(NamedTuple):
    """How text looks where a reader is: its marks, and where it goes."""

    marks: frozenset[str] = frozenset()
    into: str = "text"
    link: str = ""
    heading: int = 0
    indent: int = 0
    in_table: bool = False


class _Reader:
    """Gathers paragraphs and tables in their order."""

    def __init__(self, headings: dict[int, int]) -> None:
        self.pictures: list[Attachment] = []
        self._headings = headings
        self._stack: list[_Look] = []
        self._look = _Look()
        self._starred = self._opened = False
        self._runs: list[tuple[_Look, str]] = []
        self._noted: list[tuple[_Look, str]] = []
        self._aside: list[str] = []
        self._marker = ""
        self._link = ""
        self._picture_type = ""
        self._lines: list[Line] = []
        self._indents: list[int] = []
        self._notes: list[str] = []
        self._cells: list[str] = []
        self._cell: list[Line] = []
        self._rows: list[str] = []

    def take(self, token: Token) -> None:
        """Take one token."""
        if token.kind == "{":
            if len(self._stack) > MOST_GROUPS:
                raise Unreadable("import-mange-deler")
            self._stack.append(self._look)
        elif token.kind == "}":
            self._group_ends()
        elif token.kind == "text":
            self._say(token.value)
        elif token.kind == "word":
            self._word(token)
        # The mark of what may be passed over counts only where a group begins.
        self._starred = token.kind == "star" and self._opened
        self._opened = token.kind == "{"

    def finished(self) -> str:
        """Give all of it as HTML."""
        self._paragraph_ends()
        self._table_ends()
        return as_lines(self._lines) + notes.listed(self._notes)

    def _say(self, text: str) -> None:
        if self._look.into == "text":
            self._runs.append((self._look, text))
        elif self._look.into == "note":
            self._noted.append((self._look, text))
        elif self._look.into in ("link", "marker", "picture"):
            self._aside.append(text)

    def _group_ends(self) -> None:
        into = self._look.into
        self._look = self._stack.pop() if self._stack else _Look()
        if into == self._look.into:
            return
        said, self._aside = "".join(self._aside), []
        if into == "marker":
            self._marker = said.strip() or "•"
        elif into == "link" and (found := _LINK.search(said)):
            self._link = found[1]
        elif into == "picture":
            self._picture(said)
        elif into == "note":
            self._note()
        elif into == "field":
            self._link = ""

    def _word(self, token: Token) -> None:
        word, number = token.value, token.number
        if word in ASIDE or (self._starred and word not in _STARRED):
            self._look = self._look._replace(into="aside")
        elif word in ("fldinst", "pntext", "listtext", "pict"):
            into = {"fldinst": "link", "pict": "picture"}.get(word, "marker")
            self._look = self._look._replace(into=into) if self._look.into != "aside" else self._look
        elif word == "footnote":
            # A note looks as what it stands below, not as the sign that leads to it.
            self._look = _Look(into="note")
        elif word in ("fldrslt", "result"):
            self._look = self._look._replace(into="text", link=self._link)
        elif word in _PICTURES:
            self._picture_type = _PICTURES[word]
        elif self._look.into not in ("text", "marker", "note"):
            return
        elif word in LETTERS:
            self._say(LETTERS[word])
        elif self._look.into == "note" and word in ("par", "sect", "page", "cell", "row"):
            self._say(" ")
        elif self._look.into == "note" or not self._structure(word):
            self._format(word, number)

    def _structure(self, word: str) -> bool:
        """Do what ends a paragraph, a cell or a row."""
        if word in ("par", "sect", "page"):
            self._paragraph_ends()
        elif word in ("cell", "nestcell"):
            self._paragraph_ends(in_table=True)
            self._cells.append(as_lines(self._cell))
            self._cell = []
        elif word in ("row", "nestrow"):
            self._rows.append("".join(f"<td>{cell}</td>" for cell in self._cells))
            self._cells = []
        else:
            return False
        return True

    def _format(self, word: str, number: int | None) -> None:
        look = self._look
        if mark := _MARKS.get(word) or _UNSEEN.get(word, ""):
            look = look._replace(marks=look.marks | {mark} if number != 0 else look.marks - {mark})
        elif word == "nosupersub":
            look = look._replace(marks=look.marks - {"sup", "sub"})
        elif word == "plain":
            look = look._replace(marks=frozenset())
        elif word == "pard":
            look = look._replace(heading=0, indent=0, in_table=False)
        elif word == "s" and number is not None:
            look = look._replace(heading=self._headings.get(number, 0))
        elif word == "outlinelevel" and number is not None and number < 6:
            look = look._replace(heading=number + 1)
        elif word in ("li", "lin") and number is not None:
            look = look._replace(indent=number)
        elif word == "intbl":
            look = look._replace(in_table=True)
        self._look = look

    def _paragraph_ends(self, *, in_table: bool = False) -> None:
        runs, self._runs = self._runs, []
        marker, self._marker = self._marker, ""
        shown = "".join(_shown(look, text) for look, text in runs).strip()
        is_within = in_table or self._look.in_table
        if not is_within:
            self._table_ends()
        if not shown:
            return
        tag = "p" if not self._look.heading else f"h{self._look.heading}"
        line = Line(tag, shown)
        if marker and not self._look.heading:
            line = Line("", as_word(Entry(self._depth(self._look.indent), marker, shown)))
        else:
            self._indents.clear()
        (self._cell if is_within else self._lines).append(line)

    def _depth(self, indent: int) -> int:
        """Tell how deep an entry of a list lies, by how far in it is set: levels are told rightly by few programs."""
        while self._indents and self._indents[-1] > indent:
            self._indents.pop()
        if not self._indents or self._indents[-1] < indent:
            self._indents.append(indent)
        return len(self._indents)

    def _table_ends(self) -> None:
        if self._cells:
            self._rows.append("".join(f"<td>{cell}</td>" for cell in self._cells))
            self._cells = []
        if self._cell:
            self._lines += self._cell
            self._cell = []
        if self._rows:
            rows, self._rows = self._rows, []
            self._lines.append(Line(TABLE, "".join(f"<tr>{row}</tr>" for row in rows)))

    def _note(self) -> None:
        noted, self._noted = self._noted, []
        self._notes.append(" ".join("".join(_shown(look, text) for look, text in noted).split()))
        self._runs.append((_Look(into="html"), notes.mark(len(self._notes))))

    def _picture(self, written: str) -> None:
        kind, self._picture_type = self._picture_type, ""
        digits = re.sub(r"[^0-9a-fA-F]", "", written)
        if kind and len(digits) // 2 <= limits.IMAGE and len(digits) % 2 == 0 and digits:
            cid = f"bilde-{len(self.pictures)}"
            self.pictures.append(Attachment(f"bilde-{len(self.pictures) + 1}", kind, bytes.fromhex(digits), cid))
            self._runs.append((_Look(into="html"), f'<img src="cid:{cid}">'))


def _shown(look: _Look, text: str) -> str:
    if look.into == "html":
        return text
    shown = escape(text, quote=False).replace("\n", "<br>")
    for mark in sorted(look.marks):
        shown = f"<{mark}>{shown}</{mark.partition(' ')[0]}>"
    return f'<a href="{escape(look.link)}">{shown}</a>' if look.link else shown


def _headings(data: bytes) -> dict[int, int]:
    """Find which styles are those of headings, by their names."""
    start = data.find(b"{\\stylesheet")
    found: dict[int, int] = {}
    depth, number, name = 0, -1, ""
    for token in tokens(data[start : start + (1 << 18)]) if start >= 0 else ():
        depth += {"{": 1, "}": -1}.get(token.kind, 0)
        if token.kind == "{":
            number, name = -1, ""
        elif token.kind == "word" and token.value == "s":
            number = token.number or 0
        elif token.kind == "text":
            name += token.value
        elif token.kind == "}" and number >= 0:
            named = _HEADING.match(name.strip(" ;"))
            if named or _TITLE.fullmatch(name.strip(" ;")):
                found[number] = int(named[1]) if named else 1
            number = -1
        if depth <= 0:
            break
    return found

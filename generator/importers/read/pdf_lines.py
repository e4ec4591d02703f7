"""Letters on a page of a PDF → lines of text, with what is raised and lowered in them, and points that are drawn."""

import html
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any, NamedTuple

from generator.importers import symbols
from generator.importers.read import pdf_strokes
from generator.importers.read.pdf_strokes import Rule
from generator.importers.split.lists import POINTS

_RAISED, _LOWERED = 0.2, 0.07
_SMALLER, _LARGER = 0.95, 1.8
_FAR, _SMALLEST, _LARGEST = 30.0, 1.5, 9.0
_UNKNOWN = re.compile(r"\(cid:\d+\)")
# A mark that stands alone before its text, as tabs part them.
_MARK = re.compile(rf"[{POINTS}–-]|\uf0b7|\(?(?:\d{{1,2}}|[a-zæøå])[.)]")
_WORDS_OF_ONE_LETTER = "IÅ"


class Line(NamedTuple):
    """A line on a page: its text, its place from the lower left corner, and how it is set.

    ``html`` is the text with its marks; ``is_table`` tells that it is a whole table.
    """

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    is_bold: bool
    html: str = ""
    is_table: bool = False


class _Piece(NamedTuple):
    """Signs of a line: raised, lowered or neither, and struck out or not."""

    text: str
    mark: str = ""
    struck: bool = False


class Drawn(NamedTuple):
    """What is on a page: its lines, their letters, what is drawn, and which letters that strikes out."""

    lines: tuple[Line, ...]
    letters: tuple[tuple[Any, ...], ...]
    rules: tuple[Rule, ...]
    height: float
    struck: Container[int] = ()


def drawn(page: Any, number: int, struck_out: Sequence[Rule] = ()) -> Drawn:
    """Give what is on a page that pdfminer has laid out; ``struck_out`` are lines that notes draw across its text."""
    from pdfminer.layout import LTChar, LTCurve, LTTextLine

    texts, rules = [], []
    for one in _within(page):
        if isinstance(one, LTTextLine):
            texts.append(one)
        elif isinstance(one, LTCurve):
            rules.append(Rule(one.x0, one.y0, one.x1, one.y1))
    own = [tuple(letter for letter in text if isinstance(letter, LTChar)) for text in texts]
    struck = pdf_strokes.struck(chain.from_iterable(own), [*rules, *struck_out])
    lines, letters = [], []
    for text, found in zip(texts, own, strict=True):
        if found and (line := line_of(list(text), number, struck.letters)):
            lines.append(line)
            letters.append(found)
    # A line across text is no edge of a table.
    edges = tuple(rule for rule in rules if rule not in struck.rules)
    return Drawn(tuple(lines), tuple(letters), edges, page.height, struck.letters)


def _within(container: Any) -> Iterator[Any]:
    from pdfminer.layout import LTContainer, LTTextLine

    for one in container:
        if isinstance(one, LTContainer) and not isinstance(one, LTTextLine):
            yield from _within(one)
        else:
            yield one


def line_of(letters: Sequence[Any], page: int, struck: Container[int] = ()) -> Line | None:
    """Make a line of its letters, with the spaces that were found between them; None where it says nothing.

    ``struck`` are the letters that are struck out.
    """
    from pdfminer.layout import LTChar

    set_ones = [one for one in letters if isinstance(one, LTChar)]
    size = Counter(round(one.size, 1) for one in set_ones).most_common(1)[0][0]
    usual = [one for one in set_ones if abs(one.size - size) < 0.2]
    base = Counter(round(one.y0, 1) for one in usual).most_common(1)[0][0]
    pieces: list[_Piece] = []
    line = Counter(round(one.matrix[5], 1) for one in usual).most_common(1)[0][0]
    marks = [_mark(one, size, base, line) if isinstance(one, LTChar) else "" for one in letters]
    for number, one in enumerate(letters):
        text = _shown(one.get_text())
        # Room before what is raised is no space between words; nor is that after a large first letter.
        is_room = not isinstance(one, LTChar) and marks[number + 1 : number + 2] not in ([], [""])
        if not text.strip() and (is_room or _is_after_initial(letters, number, size)):
            continue
        pieces.append(_Piece(text, marks[number], id(one) in struck))
    text = " ".join("".join(piece.text for piece in pieces).split())
    if not text:
        return None
    if text[0] == "\ufffd" and text[1:2] == " ":
        text, pieces = f"•{text[1:]}", [_Piece("•"), *pieces[1:]]
    bold = (
        sum("bold" in one.fontname.lower() or "black" in one.fontname.lower() for one in set_ones) > len(set_ones) / 2
    )
    left, right = min(one.x0 for one in set_ones), max(one.x1 for one in set_ones)
    bottom, top = min(one.y0 for one in usual), max(one.y1 for one in usual)
    return Line(page, text, left, right, bottom, top, size, bold, _html(pieces))


def _shown(text: str) -> str:
    """Give the signs of one glyph; one that the font says nothing of is shown as such."""
    if len(text) == 1 and text.isascii():
        return text.replace("\0", "")
    return symbols.meant(_UNKNOWN.sub("\ufffd", text.replace("\0", "")))


def _is_after_initial(letters: Sequence[Any], number: int, size: float) -> bool:
    """Whether what stands here comes right after a large first letter, which begins the word after it."""
    if number != 1 or getattr(letters[0], "size", 0) <= size * _LARGER:
        return False
    initial: str = letters[0].get_text()
    return initial.isupper() and initial not in _WORDS_OF_ONE_LETTER


def _mark(letter: Any, size: float, base: float, line: float) -> str:
    """Give ``sup`` or ``sub`` for a letter that stands above or below the others of its line.

    ``base`` is how far down the others reach, ``line`` what they stand on; a program tells of one or of the other.
    """
    if letter.size > size * 1.05 or not letter.get_text().strip():
        return ""
    by = letter.y0 - base
    if by > size * _RAISED:
        return "sup"
    is_lower = min(by, letter.matrix[5] - line) < -size * _LOWERED
    return "sub" if is_lower and letter.size < size * _SMALLER else ""


def _html(pieces: Iterable[_Piece]) -> str:
    """Write text with its marks, one tag for letters in a row."""
    said: list[_Piece] = []
    for piece in pieces:
        # What stands between words is as what stands before it, if what follows is so too.
        said.append(said[-1]._replace(text=piece.text) if said and piece.text.isspace() else piece)
    written = "".join(_struck_out(list(run), is_struck) for is_struck, run in groupby(said, key=lambda one: one.struck))
    return re.sub(r" +((?:</(?:su[bp]|s)>)+)", r"\1 ", " ".join(written.split())).rstrip()


def _struck_out(pieces: Sequence[_Piece], is_struck: bool) -> str:
    marked = groupby(pieces, key=lambda one: one.mark)
    written = "".join(_tagged(html.escape("".join(one.text for one in run), quote=False), mark) for mark, run in marked)
    return _tagged(written, "s" if is_struck else "")


def _tagged(text: str, tag: str) -> str:
    return f"<{tag}>{text}</{tag}>" if tag else text


def tidied(found: Drawn, lines: Sequence[Line]) -> list[Line]:
    """Put points and first letters where they belong: before the text that they begin."""
    return _with_initials(_with_marks(_with_drawn_points(lines, found.rules)))


def _with_drawn_points(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Line]:
    """Write a point before each line that has a small mark drawn to its left."""
    dots = [one for one in rules if _is_dot(one)]

    def pointed(line: Line) -> Line:
        for dot in dots:
            middle = (dot.bottom + dot.top) / 2
            if line.bottom <= middle <= line.top and 0 < line.left - dot.right < _FAR:
                return line._replace(text=f"• {line.text}", html=f"• {line.html}", left=dot.left)
        return line

    return [pointed(line) for line in lines] if dots else list(lines)


def _is_dot(rule: Rule) -> bool:
    wide, tall = rule.right - rule.left, rule.top - rule.bottom
    return _SMALLEST <= wide <= _LARGEST and _SMALLEST <= tall <= _LARGEST and 0.6 < wide / tall < 1.7


def _with_marks(lines: Sequence[Line]) -> list[Line]:
    """Join a point or number that stands alone with the text to the right of it."""
    marks = [line for line in lines if _MARK.fullmatch(line.text)]
    if not marks:
        return list(lines)
    others = [line for line in lines if not _MARK.fullmatch(line.text)]
    left: list[Line] = []
    for mark in marks:
        beside = [
            at
            for at, line in enumerate(others)
            if abs(line.bottom - mark.bottom) < line.size / 2 and 0 <= line.left - mark.right < _FAR * 2
        ]
        if not beside:
            left.append(mark)
            continue
        at = min(beside, key=lambda one: others[one].left)
        others[at] = _before(mark, others[at], " ")
    return [*others, *left]


def _before(first: Line, line: Line, between: str) -> Line:
    return line._replace(
        text=f"{first.text}{between}{line.text}", html=f"{first.html}{between}{line.html}", left=first.left
    )


def _with_initials(lines: Sequence[Line]) -> list[Line]:
    """Join a large first letter with the first of the lines beside it."""
    found = list(lines)
    for initial in [line for line in lines if len(line.text) == 1 and line.text.isupper()]:
        beside = [
            at
            for at, line in enumerate(found)
            if line.size * _LARGER < initial.size
            and -2 < line.left - initial.right < initial.size / 2
            and initial.bottom - line.size < line.bottom < initial.top
        ]
        if beside:
            at = max(beside, key=lambda one: found[one].top)
            is_word = initial.text in _WORDS_OF_ONE_LETTER and found[at].left - initial.right > found[at].size * 0.2
            found[at] = _before(initial, found[at], " " if is_word else "")
            found.remove(initial)
    return found

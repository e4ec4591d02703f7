"""Lines of a PDF in the order they are read → paragraphs, headings, lists and tables as HTML."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.importers.read.entries import Entry
from generator.importers.read.entries import as_html as listed
from generator.importers.read.pdf_lines import Line
from generator.importers.read.words import joined_html
from generator.importers.split.lists import POINTS

_LARGER = 1.12
_ALIKE = 1.065
_WIDE = 0.62
_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_POINT = re.compile(rf"([{POINTS}–-]|\uf0b7|o(?=\s))\s+(?=\S)")
_NUMBERED = re.compile(rf"\(?(\d{{1,2}}|[a-zæøå]|[ivx]{{2,4}})[.)]\s+(?!(?:{_MONTHS})\b)(?=\S)", re.I)
_MOVED_IN = 6.0
_FIRSTS = ("1", "a", "i")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Block(NamedTuple):
    """Lines that belong together: ``p``, ``li`` with the mark that it begins with, or ``table``."""

    tag: str
    lines: tuple[Line, ...]
    mark: str = ""


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Put a page's lines in the order they are read: what is wide parts the page, between lie columns."""
    if not lines:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    middle = (left + right) / 2
    found: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda one: (-one.top, one.left)):
        if line.right - line.left > _WIDE * (right - left) and line.left < middle < line.right:
            found += _columns(band)
            band = []
            found.append(line)
        else:
            band.append(line)
    return found + _columns(band)


def _columns(band: Sequence[Line]) -> list[Line]:
    """Give the lines of each column, from the left; columns are where no line crosses."""
    columns: list[list[Line]] = []
    edge = float("-inf")
    for line in sorted(band, key=lambda one: one.left):
        if line.left > edge + 2 or not columns:
            columns.append([])
        columns[-1].append(line)
        edge = max(edge, line.right)
    return [line for column in columns for line in sorted(column, key=lambda one: (-round(one.top), one.left))]


def grouped(lines: Sequence[Line], usual: float) -> list[Block]:
    """Join lines to paragraphs and points of lists, by their distance and how they are set."""
    groups: list[Block] = []
    counted: set[str] = set()
    dashed = Counter(line.text[:2] for line in lines if line.text[:2] in ("- ", "– "))
    for line in lines:
        mark = _mark(line, usual, counted)
        # One dash alone begins what somebody says.
        mark = "" if mark and dashed[f"{mark} "] == 1 and not (groups and groups[-1].tag == "li") else mark
        if line.is_table:
            groups.append(Block("table", (line,)))
        elif mark:
            counted.add(mark.strip("().").lower())
            groups.append(Block("li", (line,), mark))
        elif groups and groups[-1].tag != "table" and _goes_on(groups[-1], line):
            groups[-1] = groups[-1]._replace(lines=(*groups[-1].lines, line))
        else:
            groups.append(Block("p", (line,)))
    return groups


def usual_size(lines: Iterable[Line]) -> float:
    """Give the size that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _mark(line: Line, usual: float, counted: set[str]) -> str:
    """Give what a line begins with as a point of a list: one after the other, in the size of the text."""
    if line.is_table or line.size > usual * _LARGER:
        return ""
    if found := _POINT.match(line.text):
        return found[1]
    found = _NUMBERED.match(line.text)
    if not found or line.is_bold:
        return ""
    count = found[1].lower()
    return found[0].strip() if count in _FIRSTS or _before(count) & counted else ""


def _before(count: str) -> set[str]:
    """Give what is counted before a number, a letter or a number in Roman.

    >>> _before("3"), _before("c"), sorted(_before("v"))
    ({'2'}, {'b'}, ['iv', 'u'])
    """
    if count.isdigit():
        return {str(int(count) - 1)}
    letters = {chr(ord(count) - 1)} if len(count) == 1 else set()
    return letters | ({_ROMANS[_ROMANS.index(count) - 1]} if count in _ROMANS[1:] else set())


def _goes_on(group: Block, line: Line) -> bool:
    last = group.lines[-1]
    # A point that is moved in does not go on further to the left than its mark.
    if group.mark and line.left < group.lines[0].left - _MOVED_IN:
        return False
    same_row = abs(last.bottom - line.bottom) < last.size / 3 and line.left >= last.right - 1
    gap = last.bottom - line.top
    is_below = -last.size * 0.6 < gap < last.size * 0.75 and line.left < last.right and last.left < line.right
    is_set_alike = abs(last.size - line.size) < 0.6 and last.is_bold == line.is_bold
    return same_row or (is_below and is_set_alike)


def as_html(blocks: Sequence[Block], usual: float) -> Iterator[str]:
    """Yield HTML; what is larger than most of the text is a heading, the largest of the first level."""
    sizes = {line.size for block in blocks for line in block.lines if not line.is_table}
    larger = _levels(size for size in sizes if size > usual * _LARGER)
    for is_list, run in groupby(_across_pages(blocks), key=lambda block: block.tag == "li"):
        if is_list:
            yield _list(list(run))
        else:
            yield from (_shown(block, usual, larger) for block in run)


def _levels(sizes: Iterable[float]) -> Mapping[int, int]:
    """Give the level of each size of headings; what is read off pictures differs a little where it was the same.

    >>> _levels([24.0, 18.0, 17.0, 14.0])
    {24: 1, 18: 2, 17: 2, 14: 3}
    """
    found: dict[int, int] = {}
    before, level = 0, 0
    for size in sorted({round(one) for one in sizes}, reverse=True):
        level += before > size * _ALIKE or not before
        before, found[size] = size, level
    return found


def _list(blocks: Sequence[Block]) -> str:
    """Write points: one that is moved in lies within the one above."""
    above: list[float] = []
    entries = []
    for block in blocks:
        left = block.lines[0].left
        while above and above[-1] > left - _MOVED_IN:
            above.pop()
        # A point further to the left than the first one has only begun another column.
        above.append(left)
        # A point that is struck out may be so from its mark on.
        text = re.sub(rf"^((?:<s>)?){re.escape(block.mark)}\s*", r"\1", _text(block.lines))
        entries.append(Entry(len(above), block.mark, text))
    return listed(entries)


def _across_pages(blocks: Iterable[Block]) -> list[Block]:
    """Join a paragraph that goes on in the next column or on the next page."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _is_cut(joined[-1], block):
            joined[-1] = joined[-1]._replace(lines=joined[-1].lines + block.lines)
        else:
            joined.append(block)
    return joined


def _is_cut(block: Block, following: Block) -> bool:
    last, first = block.lines[-1], following.lines[0]
    if first.is_table or last.is_table or block.mark:
        return False
    elsewhere = first.page != last.page or first.bottom > last.top
    goes_on = last.text[-1] not in ".!?:»" and first.text[:1].islower()
    alike = abs(last.size - first.size) < 0.6 and last.is_bold == first.is_bold
    return elsewhere and goes_on and alike and following.tag == "p" and len(block.lines) > 1


def _shown(block: Block, usual: float, larger: Mapping[int, int]) -> str:
    first, text = block.lines[0], _text(block.lines)
    if first.is_table:
        return first.html
    is_short = sum(len(line.text) for line in block.lines) < 200
    if first.size > usual * _LARGER and is_short:
        level = min(larger.get(round(first.size), 4), 4)
        return f"<h{level}>{text}</h{level}>"
    if first.is_bold and is_short and text[-1] not in ".,;:":
        level = min(max(larger.values(), default=0) + 1, 5)
        return f"<h{level}>{text}</h{level}>"
    return f"<p><strong>{text}</strong></p>" if first.is_bold else f"<p>{text}</p>"


def _text(lines: Sequence[Line]) -> str:
    """Join lines, and words that were parted at their end."""
    text = ""
    for line in lines:
        text = joined_html(text, line.html, _is_word) if text else line.html
    return text.replace("\u00ad", "")


def _is_word(word: str) -> bool:
    # The dictionary is loaded only where a word could be read in two ways.
    from search.dictionary import is_word

    return is_word(word)

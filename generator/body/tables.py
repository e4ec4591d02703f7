"""Tables, also right after a line of text and of one column, by the rules of cmark-gfm's extension ``table``."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from generator.body.limits import Excess

# What short rows lack is filled in; more would make a large page of a small text.
_MOST_FILLED = 20_000
_MARKER = r"[ \t\f\v]*:?-+:?[ \t\f\v]*"
_DELIMITERS = re.compile(rf"\|?{_MARKER}(?:\|{_MARKER})*\|?\s*")
_RULE_OR_LIST = re.compile(r"-+\s*$|-[ \t]")
_PIPE = re.compile(r"(?<!\\)\|")
_SIDES = {(True, True): "center", (False, True): "right"}


def enable(reader: MarkdownIt) -> None:
    """Let a reader know tables."""
    reader.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})


def table(state: StateBlock, start: int, end: int, silent: bool, *, is_moved: bool = False) -> bool:
    """Take a table; its head may lie elsewhere than its other lines only where it ends a paragraph (``is_moved``)."""
    if start + 2 > end or not (sides := sides_of(state, start + 1)):
        return False
    header = _cells(_line(state, start))
    if len(header) != len(sides) or (not is_moved and state.is_code_block(start)) or _begins_other(state, start, end):
        return False
    if not silent:
        kept, state.parentType = state.parentType, "table"
        state.line = _write(state, start, end, header, sides)
        state.parentType = kept
    return True


def sides_of(state: StateBlock, line: int) -> list[str]:
    """Read the line below a table's head: on which side each column's text lies; nothing if it is no such line."""
    begin = state.bMarks[line] + state.tShift[line]
    if state.sCount[line] < state.blkIndent or not state.src.startswith(("|", "-", ":"), begin):
        return []
    text = _line(state, line)
    if not _DELIMITERS.fullmatch(text) or _RULE_OR_LIST.match(text) or state.is_code_block(line):
        return []
    return [_SIDES.get((cell[0] == ":", cell[-1] == ":"), "") for cell in _cells(text)]


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _cells(row: str) -> list[str]:
    inner = row[1:] if row.startswith("|") else row
    if not inner:
        return []
    cells = _PIPE.split(inner)
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _begins_other(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a line is a heading, a list's or whatever else no paragraph goes on over."""
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("blockquote"))


def _write(state: StateBlock, start: int, end: int, header: list[str], sides: list[str]) -> int:
    """Write the tokens of a table, and give the line after it."""
    opened = state.push("table_open", "table", 1)
    state.push("thead_open", "thead", 1)
    _row(state, start, "th", header, sides)
    state.push("thead_close", "thead", -1)
    line, filled = start + 2, 0
    while line < end and (cells := _next_row(state, line, end)):
        if line == start + 2:
            state.push("tbody_open", "tbody", 1)
        _row(state, line, "td", cells, sides)
        filled += max(0, len(sides) - len(cells))
        if filled > _MOST_FILLED:
            raise Excess("markdown-mye", line)
        line += 1
    if line > start + 2:
        state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)
    opened.map = [start, line]
    return line


def _next_row(state: StateBlock, line: int, end: int) -> list[str]:
    """Read a row, or nothing if the table does not go on."""
    if state.sCount[line] < state.blkIndent or state.is_code_block(line) or _begins_other(state, line, end):
        return []
    return _cells(_line(state, line))


def _row(state: StateBlock, line: int, tag: str, cells: list[str], sides: list[str]) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for number, side in enumerate(sides):
        token = state.push(f"{tag}_open", tag, 1)
        if side:
            token.attrs = {"align": side}
        text = state.push("inline", "", 0)
        text.map, text.children = [line, line + 1], []
        text.content = cells[number] if number < len(cells) else ""
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)

"""Paragraphs, headings that are underlined, and addresses of links by name, ``[navn]: https://…``.

GitHub's program reads lines into a paragraph first, and looks for a table and for such addresses in it afterwards.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference

from generator.body.tables import sides_of, table

_UNDERLINE = re.compile(r"(?:-+|(=+))[ \t]*$")
_CODE = 4


def enable(reader: MarkdownIt) -> None:
    """Let paragraphs be read as GitHub reads them."""
    reader.block.ruler.before("table", "plain", _plain)
    reader.block.ruler.at("reference", _reference)
    reader.block.ruler.at("paragraph", _paragraph)
    reader.block.ruler.disable("lheading")


def _plain(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a paragraph that begins with a letter without trying whatever else might begin there."""
    if silent or state.is_code_block(start) or not _is_plain(state, start, end):
        return False
    return _paragraph(state, start, end, False)


def _is_plain(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a line begins with a letter, and is not the head of a table: then it can begin nothing else."""
    if not state.src[state.bMarks[line] + state.tShift[line]].isalpha():
        return False
    return line + 1 >= end or not state.src.startswith(("|", "-", ":"), state.bMarks[line + 1] + state.tShift[line + 1])


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 - markdown-it's form
    """Take a paragraph, and the table that its last line is the head of."""
    kept, state.parentType = state.parentType, "paragraph"
    line, is_table, is_tried, tag = start + 1, False, False, "p"
    while line < end and not state.isEmpty(line):
        if tag := _underlined(state, line):
            break
        # a line that might have stood below a table's head, and did not, ends GitHub's search for tables here
        is_tried = is_tried or bool(sides_of(state, line))
        is_table = not is_tried and _is_head(state, line, end)
        if is_table or _is_ended(state, line, end):
            break
        line += 1
    _write(state, start, line, tag or "p")
    if is_table:
        table(state, line, end, False, is_moved=True)
    state.parentType = kept
    return True


def _underlined(state: StateBlock, line: int) -> str:
    """Give the tag of the heading that a line makes of those above, or nothing."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(("-", "="), begin) or not 0 <= state.sCount[line] - state.blkIndent < _CODE:
        return ""
    found = _UNDERLINE.match(state.src[begin : state.eMarks[line]])
    return "" if not found else "h1" if found[1] else "h2"


def _is_head(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a line is the head of a table; it may lie outside the other lines, or be moved in as code is."""
    is_elsewhere = not 0 <= state.sCount[line] - state.blkIndent < _CODE
    return state.sCount[line] >= 0 and table(state, line, end, True, is_moved=is_elsewhere)


def _is_ended(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a line begins something other than a table that ends a paragraph."""
    if state.sCount[line] - state.blkIndent >= _CODE or state.sCount[line] < 0 or _is_plain(state, line, end):
        return False
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, end, True) for rule in rules if rule is not table)


def _write(state: StateBlock, start: int, end: int, tag: str) -> None:
    kind = "paragraph" if tag == "p" else "heading"
    state.line = end if tag == "p" else end + 1
    opened = state.push(f"{kind}_open", tag, 1)
    text = state.push("inline", "", 0)
    text.content = state.getLines(start, end, state.blkIndent, False).strip()
    opened.map, text.map, text.children = [start, state.line], [start, state.line], []
    state.push(f"{kind}_close", tag, -1)


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take such an address; a table right after it keeps it from being one, and other text goes on as a paragraph."""
    known = dict(state.env.get("references", {}))
    if not reference(state, start, end, silent):
        return False
    line = state.line
    if silent or line >= end or state.isEmpty(line):
        return True
    if table(state, line, end, True):
        state.env["references"], state.line = known, start
        return False
    _follow(state, line, end)
    return True


def _follow(state: StateBlock, line: int, end: int) -> None:
    begin = state.bMarks[line] + state.tShift[line]
    may_be_another = state.src[begin] == "[" and state.sCount[line] >= state.blkIndent
    if not may_be_another and (_underlined(state, line) or not _is_ended_here(state, line, end)):
        _paragraph(state, line, end, False)


def _is_ended_here(state: StateBlock, line: int, end: int) -> bool:
    kept, state.parentType = state.parentType, "paragraph"
    is_ended = _is_ended(state, line, end)
    state.parentType = kept
    return is_ended

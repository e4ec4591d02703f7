"""Paragraphs, and what follows right after the address of a link by name, ``[navn]: https://…``.

GitHub's program reads lines into a paragraph first, and looks for a table and for such addresses in it afterwards.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, lheading, reference

from generator.body.tables import sides_of, table

_UNDERLINE = re.compile(r"(?:-+|=+)[ \t]*$")
_CODE = 4


def enable(reader: MarkdownIt) -> None:
    """Let paragraphs be read as GitHub reads them."""
    reader.block.ruler.at("reference", _reference)
    reader.block.ruler.at("paragraph", _paragraph)


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 - markdown-it's form
    """Take a paragraph, and the table that its last line is the head of where that line begins no block elsewhere."""
    kept, state.parentType = state.parentType, "paragraph"
    line, is_table, is_tried = start + 1, False, False
    while line < end and not state.isEmpty(line):
        # a line that might have stood below a table's head, and did not, ends GitHub's search for tables here
        is_tried = is_tried or bool(sides_of(state, line))
        is_table = not is_tried and _is_head(state, line, end)
        if is_table or _is_ended(state, line, end, is_tried):
            break
        line += 1
    state.parentType = kept
    _write(state, start, line)
    return not is_table or table(state, line, end, False, is_moved=True)


def _is_head(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a line that lies outside, or is moved in as code, is the head of a table."""
    is_elsewhere = not 0 <= state.sCount[line] - state.blkIndent < _CODE
    return is_elsewhere and state.sCount[line] >= 0 and table(state, line, end, True, is_moved=True)


def _is_ended(state: StateBlock, line: int, end: int, is_tried: bool = False) -> bool:
    """Tell whether a line begins something that ends a paragraph."""
    if state.sCount[line] - state.blkIndent >= _CODE or state.sCount[line] < 0:
        return False
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, end, True) for rule in rules if not (is_tried and rule is table))


def _write(state: StateBlock, start: int, end: int) -> None:
    state.line = end
    opened = state.push("paragraph_open", "p", 1)
    text = state.push("inline", "", 0)
    text.content = state.getLines(start, end, state.blkIndent, False).strip()
    opened.map, text.map, text.children = [start, end], [start, end], []
    state.push("paragraph_close", "p", -1)


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
    is_outside = state.sCount[line] < state.blkIndent
    if state.src[begin] == "[":
        return
    if is_outside or not _UNDERLINE.match(state.src[begin : state.eMarks[line]]):
        kept, state.parentType = state.parentType, "paragraph"
        is_ended = _is_ended(state, line, end)
        state.parentType = kept
        if is_ended:
            return
    if is_outside or not lheading(state, line, end, False):
        _paragraph(state, line, end, False)

"""Lines that lie outside a list's item or a quote, and may still go on with the paragraph in it."""

import re
from bisect import bisect_left, bisect_right
from itertools import islice

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_OPEN_CLOSE_TAG_STR
from markdown_it.rules_block import StateBlock, blockquote, code, html_block

from generator.body.github_states import Block

_ENDED = ["paragraph", "reference", "blockquote", "list"]
_ANY_TAG = re.compile(HTML_OPEN_CLOSE_TAG_STR + r"\s*$")
_MOVED, _MOVED_IN = "moved_in", re.compile(r"^[ \t>]*(?: {4}|\t)[ \t]*>", re.MULTILINE)
_NEAREST, _MOST_MOVED = 50, 500
_CODE = 4


def enable(reader: MarkdownIt) -> None:
    """Let such lines be read as GitHub reads them."""
    reader.block.ruler.at("code", _code_lines)
    reader.block.ruler.at("blockquote", _quote, {"alt": _ENDED})
    reader.block.ruler.at("html_block", _html_block, {"alt": _ENDED[:3]})


def _code_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take lines of code, which end where the block around them does."""
    if not isinstance(state, Block):
        return code(state, start, end, silent)
    state.is_strict = True
    found = code(state, start, end, silent)
    state.is_strict = False
    return found


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a quote; a ``>`` moved in as code is begins no line of it, and is hidden from the reader meanwhile."""
    begin = state.bMarks[start] + state.tShift[start]
    if silent or not state.src.startswith(">", begin):
        return blockquote(state, start, end, silent)
    hidden = [line for line in _candidates(state, start, end) if _is_moved_in(state, line)]
    for line in hidden:
        state.tShift[line] -= 1
    found = blockquote(state, start, end, silent)
    for line in hidden:
        state.tShift[line] += 1
    return found


def _candidates(state: StateBlock, start: int, end: int) -> list[int]:
    """Give the nearest lines with a ``>`` that may be moved in so far; few texts have any."""
    if _MOVED not in state.env:
        found = _MOVED_IN.finditer(state.src)
        state.env[_MOVED] = [state.src.count("\n", 0, one.start()) for one in islice(found, _MOST_MOVED)]
    lines: list[int] = state.env[_MOVED]
    return lines[bisect_right(lines, start) : bisect_left(lines, end)][:_NEAREST]


def _is_moved_in(state: StateBlock, line: int) -> bool:
    begin = state.bMarks[line] + state.tShift[line]
    return state.sCount[line] - state.blkIndent >= _CODE and state.tShift[line] > 0 and state.src.startswith(">", begin)


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take HTML; any tag alone on a line outside ends what the line is not moved in for."""
    if html_block(state, start, end, silent):
        return True
    is_outside = state.sCount[start] < state.blkIndent or state.parentType in ("blockquote", "table")
    if not silent or not is_outside or state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    return bool(_ANY_TAG.match(state.src[begin : state.eMarks[start]]))

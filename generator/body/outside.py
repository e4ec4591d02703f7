"""Lines that lie outside a list's item or a quote, and may still go on with the paragraph in it."""

import re

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_OPEN_CLOSE_TAG_STR
from markdown_it.rules_block import StateBlock, blockquote, code, html_block

from generator.body.github_states import Block

_ENDED = ["paragraph", "reference", "blockquote", "list"]
_ANY_TAG = re.compile(HTML_OPEN_CLOSE_TAG_STR + r"\s*$")
_CODE = 4


def enable(reader: MarkdownIt) -> None:
    """Let such lines be read as GitHub reads them."""
    reader.block.ruler.at("code", _code)
    reader.block.ruler.at("blockquote", _quote, {"alt": _ENDED})
    reader.block.ruler.at("html_block", _html_block, {"alt": _ENDED[:3]})


def _code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
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
    hidden = list(_moved_in(state, start + 1, end))
    for line in hidden:
        state.tShift[line] -= 1
    found = blockquote(state, start, end, silent)
    for line in hidden:
        state.tShift[line] += 1
    return found


def _moved_in(state: StateBlock, line: int, end: int) -> "list[int]":
    found = []
    while line < end and not state.isEmpty(line):
        if state.sCount[line] - state.blkIndent >= _CODE:
            begin = state.bMarks[line] + state.tShift[line]
            if state.tShift[line] and state.src[begin] == ">":
                found.append(line)
        line += 1
    return found


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take HTML; any tag alone on a line outside ends what the line is not moved in for."""
    if html_block(state, start, end, silent):
        return True
    is_outside = state.sCount[start] < state.blkIndent or state.parentType in ("blockquote", "table")
    if not silent or not is_outside or state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    return bool(_ANY_TAG.match(state.src[begin : state.eMarks[start]]))

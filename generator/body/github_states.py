"""Where GitHub's own program reads otherwise than the specification of Markdown that the reader follows.

Each difference is small, and has its origin in a place of cmark-gfm that is named with it.
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

_CODE = 4
# As deep as brackets and pictures may lie in each other: every level is tried again for each bracket.
_BRACKETS = 15


class Inline(StateInline):
    """The state of a run of text; knows of brackets that are open (``cmark_inline_parser_in_bracket``)."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.brackets = 0

    def bracket(self, sign: str) -> None:
        """Count a bracket that is no link's."""
        self.brackets = self.brackets + 1 if sign == "[" else max(0, self.brackets - 1)

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - markdown-it's names
        """Tell what a run of signs can do; beside ``*`` and ``_``, any ``~`` is passed over (``scan_delims``)."""
        src, sign, end = self.src, self.src[start], start
        while end < self.posMax and src[end] == sign:
            end += 1
        before, after = start - 1, end
        while sign != "~" and before > 0 and src[before] == "~":
            before -= 1
        while sign != "~" and after < self.posMax and src[after] == "~":
            after += 1
        left = _Side(src[before] if before >= 0 else "\n")
        right = _Side(src[after] if after < self.posMax else "\n")
        opens = not right.space and (not right.sign or left.space or left.sign)
        closes = not left.space and (not left.sign or right.space or right.sign)
        if canSplitWord:
            return Scanned(opens, closes, end - start)
        return Scanned(opens and (not closes or left.sign), closes and (not opens or right.sign), end - start)


class _Side:
    """What stands on one side of a run of signs."""

    def __init__(self, letter: str) -> None:
        self.space = letter.isspace() or letter == "~"
        self.sign = is_sign(letter) and letter != "~"


def is_sign(letter: str) -> bool:
    """Tell whether a character parts words: ``$`` and ``+`` do, but ``€`` does not (``utf8proc_is_punctuation``)."""
    return not letter.isalnum() and (letter > " ") and (letter < "\x7f" or unicodedata.category(letter)[0] == "P")


class Block(StateBlock):
    """The state of a text's lines; knows how far those around are moved in."""

    around: Sequence[int] = ()
    is_strict = False

    def is_code_block(self, line: int) -> bool:
        """Tell whether a line is moved in as code is; one outside is seen from what it may still be part of."""
        moved = self.sCount[line]
        if moved >= self.blkIndent or self.is_strict:
            return moved - self.blkIndent >= _CODE
        return moved - next((one for one in reversed(self.around) if one <= moved), 0) >= _CODE


class Blocks(ParserBlock):
    """Reads the blocks of a text."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - markdown-it's names
        """Read some lines, and keep how far they are moved in for those within."""
        if isinstance(state, Block):
            kept, state.around = state.around, (*state.around, state.blkIndent)
            super().tokenize(state, startLine, endLine)
            state.around = kept

    def parse(self, src: str, md: MarkdownIt, env: Any, outTokens: list[Token]) -> list[Token] | None:  # noqa: N803
        """Read a text."""
        state = Block(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens


class Inlines(ParserInline):
    """Reads the text of a paragraph or a cell."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Read a run of text; one without any sign is text and nothing else."""
        if not self.terminator_re.search(src):
            token = Token("text", "", 0)
            token.content = src
            tokens.append(token)
            return tokens
        state = Inline(src, md, env, tokens)
        state.level = md.options["maxNesting"] - _BRACKETS
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

"""How much there may be of one text, so that the time it takes grows with the text, and a large one takes a moment."""

import re
from bisect import bisect_left
from itertools import accumulate

# About how many microseconds each of these takes; bench/hostile_texts.py measures.
_BLOCK, _BARE, _PARAGRAPH, _BRACKET, _MARK, _LINE = 45, 45, 20, 20, 10, 7
_BLOCKS = re.compile(r"^[ \t]*(?:[^\s\w«»(\"]|\d+[.)])", re.MULTILINE)
_BARES = ("://", "www.", "@")
_MARKS = "!&*<>]_`|~#\\"
_MOST = 1_500_000


class Excess(Exception):  # noqa: N818 - what the text has, not a fault in the program
    """There is too much of something, or too deep; ``line`` is that of the body, counted from 0."""

    def __init__(self, code: str, line: int) -> None:
        self.code, self.line = code, line
        super().__init__(code, line)


def check(text: str) -> None:
    """Refuse a text with more signs than can be read in a moment, at the line where they become so."""
    if len(text) * _BLOCK > _MOST and cost(text) > _MOST:
        ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
        raise Excess("markdown-mye", bisect_left(ends, _MOST, key=lambda end: cost(text[:end])))


def cost(text: str) -> int:
    """Guess how long the signs in a text take."""
    blocks = len(_BLOCKS.findall(text)) * _BLOCK + text.count("\n\n") * _PARAGRAPH + text.count("\n") * _LINE
    links = sum(map(text.count, _BARES)) * _BARE + text.count("[") * _BRACKET
    return blocks + links + sum(map(text.count, _MARKS)) * _MARK

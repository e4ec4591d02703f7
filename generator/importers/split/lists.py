"""How the entries of lists begin: as Markdown has them, with nothing of their own count lost."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_NUMBER = re.compile(r"\(?(\d{1,4})[.):]?")
_COUNTED = re.compile(r"\(?([a-zæøå]{1,6})[.):]", re.I)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# What a list is counted by on a page of the archive, by how deep it lies; deeper ones are rare.
_LETTERED, _IN_ROMAN = 2, 3
POINTS = "•·▪●◦‣○■□➢❖►⁃∙"


class Begun(NamedTuple):
    """What an entry begins with in Markdown, and what must stand as text before its own."""

    marker: str
    said: str = ""


def begun(written: str, depth: int) -> Begun:
    """Tell how an entry begins by what stands before it, and how deep it lies.

    Markdown counts by numbers alone, and a page shows those of the second level as letters, of the third in Roman
    numerals.  What is counted otherwise keeps its sign as text: the text may well refer to it.

    >>> begun("·", 1), begun("3)", 1), begun("b)", 2), begun("ii.", 3)
    (Begun(marker='-', said=''), Begun(marker='3.', said=''), Begun(marker='2.', said=''), Begun(marker='2.', said=''))
    >>> begun("b)", 1), begun("2.1", 2), begun("", 1)
    (Begun(marker='-', said='b)'), Begun(marker='-', said='2.1'), Begun(marker='', said=''))
    """
    if not written:
        return Begun("")
    if found := _NUMBER.fullmatch(written):
        return Begun(f"{found[1]}.")
    if found := _COUNTED.fullmatch(written):
        word = found[1]
        if depth == _LETTERED and len(word) == 1 and word.islower() and word in _LETTERS:
            return Begun(f"{_LETTERS.index(word) + 1}.")
        if depth == _IN_ROMAN and word.islower() and (number := _roman(word)):
            return Begun(f"{number}.")
    is_count = len(written) > 1 and any(sign.isalnum() for sign in written)
    return Begun("-", written if is_count else "")


def counted(number: int, kind: str) -> str:
    """Write a number as an HTML list of a kind counts: by letters, in Roman numerals, or as it is.

    >>> counted(3, "a"), counted(4, "i"), counted(28, "A"), counted(5, "")
    ('c.', 'iv.', 'AB.', '5.')
    """
    if kind in ("a", "A") and number > 0:
        word = ""
        while number:
            number, rest = divmod(number - 1, len(_LETTERS))
            word = _LETTERS[rest] + word
    elif kind in ("i", "I") and 0 < number < 400:
        word = _in_roman(number)
    else:
        return f"{number}."
    return f"{word.upper() if kind.isupper() else word}."


def _roman(word: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in word]
    number = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return number if all(values) and _in_roman(number) == word else 0


def _in_roman(number: int) -> str:
    signs: Sequence[tuple[int, str]] = (
        *((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
    )
    written = ""
    for value, sign in signs:
        times, number = divmod(number, value)
        written += sign * times
    return written

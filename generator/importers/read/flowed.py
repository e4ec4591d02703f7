"""Text that was sent as ``format=flowed`` → text with one line to a paragraph, as RFC 3676 says it is to be read."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTED = re.compile(r">*")
_SIGNATURE = "-- "


class _Line(NamedTuple):
    """A line as it was sent: how often it was quoted, and whether it goes on in the next one."""

    depth: int
    text: str
    goes_on: bool


def joined(text: str, *, delsp: bool) -> str:
    r"""Join the lines that were broken to fit; ``delsp`` tells that the space at the end of each is no part of it.

    >>> joined("Ta labora \ntorieprøver.\n> Hei \n> du\n-- \nKari", delsp=True)
    'Ta laboratorieprøver.\n> Heidu\n-- \nKari'
    """
    lines: list[str] = []
    before = _Line(0, "", goes_on=False)
    for line in _lines(text.replace("\r\n", "\n").replace("\r", "\n"), delsp=delsp):
        if before.goes_on and before.depth == line.depth and line.text not in ("", _SIGNATURE):
            lines[-1] += line.text
        else:
            lines.append(f"{'>' * line.depth}{' ' if line.depth else ''}{line.text}")
        before = line
    return "\n".join(lines)


def _lines(text: str, *, delsp: bool) -> Iterator[_Line]:
    for written in text.split("\n"):
        found = _QUOTED.match(written)
        depth = len(found[0]) if found else 0
        # A space was put first in what would else be taken for a quote, for instance.
        said = written[depth:].removeprefix(" ")
        goes_on = said.endswith(" ") and said != _SIGNATURE
        yield _Line(depth, said[:-1] if goes_on and delsp else said, goes_on)

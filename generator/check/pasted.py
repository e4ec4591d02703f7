"""Text that was pasted in with the codes of another program: one slip, however many codes there are in it."""

import re
from collections.abc import Iterable, Iterator

from generator.base.problems import Problem

_CODE = "html-ikke-tillatt"
_MARKS = re.compile(r"\bMso\w|mso-|<\/?[owvm]:|xmlns:|docs-internal-guid|<!--\s*\[if |<font\b", re.IGNORECASE)
# From here on, codes were hardly written by hand.
_MANY = 4


def gathered(problems: Iterable[Problem], body: str, body_line: int) -> Iterator[Problem]:
    """Give problems with one in place of all those that a paragraph has because it was pasted in."""
    lines = body.split("\n")
    blocks: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.code == _CODE:
            blocks.setdefault(_begin(lines, problem.line - body_line), []).append(problem)
        else:
            yield problem
    for begin, found in blocks.items():
        block = "\n".join(lines[begin : _end(lines, begin)])
        if len(found) >= _MANY or (len(found) > 1 and _MARKS.search(block)):
            first = min(found, key=lambda problem: problem.line)
            yield Problem.at(first.path, "html-limt", line=first.line)
        else:
            yield from found


def _begin(lines: list[str], at: int) -> int:
    while at > 0 and lines[at - 1].strip():
        at -= 1
    return max(at, 0)


def _end(lines: list[str], at: int) -> int:
    while at < len(lines) and lines[at].strip():
        at += 1
    return at

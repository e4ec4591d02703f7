"""What was written for an earlier version of the content's form, and how it is written now.

A site says in its settings which ``version`` it is written for; one that says nothing is of the first.  What a later
version reads otherwise is told by ``check`` where it stands, at least one version before it is refused.
"""

import re
from collections.abc import Callable, Iterator

OLDEST, CURRENT = 1, 2

_FRONT_MATTER = re.compile(r"---[^\S\n]*\n(?:.*\n)*?---[^\S\n]*(?:\n|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})(?=[^#\s])")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
# A tilde on each side of some words, which struck nothing out in version 1.
_TILDES = re.compile(r"(?<![~\\\w])~(?=[^\s~])((?:[^~\n]|\n(?!\s*\n))*?[^\s~\\])~(?![~\w])")


def migrated(text: str, version: int) -> str:
    """Write a Markdown file as the current version has it; its front matter stays as it is."""
    found = _FRONT_MATTER.match(text)
    head = found[0] if found else ""
    body = text[len(head) :]
    for number in range(version, CURRENT):
        body = _NEXT[number](body)
    return head + body


def unspaced(body: str) -> Iterator[int]:
    r"""Yield the lines, from 0, that were headings in version 1 and are none now: two signs or more and no space.

    >>> list(unspaced("##a\n## b\n#merkelapp\n~~~\n##c"))
    [0]
    """
    if "##" not in body:
        return
    for number, line in enumerate(_outside_of_code(body)):
        if line.startswith("##") and _HEADING.match(line):
            yield number


def _to_second(text: str) -> str:
    r"""Read as GitHub does: a heading needs a space, and single tildes strike out.

    >>> _to_second("##Tittel\nom ~20 til 30~ dager, `~a~`\n```\n##kode\n```\n")
    '## Tittel\nom \\~20 til 30\\~ dager, `~a~`\n```\n##kode\n```\n'
    """
    lines = text.split("\n")
    spaced = (
        _HEADING.sub(r"\1 ", line, count=1) if outside and _HEADING.match(line) else line
        for line, outside in zip(lines, _outside_of_code(text), strict=True)
    )
    return _without_strikes("\n".join(spaced))


def _outside_of_code(text: str) -> Iterator[str]:
    """Yield each line; one within a fence, or of one, is empty."""
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if fence:
            closes = found is not None and found[1].startswith(fence) and not line[found.end() :].strip()
            fence = "" if closes else fence
            yield ""
        elif found:
            fence = found[1]
            yield ""
        else:
            yield line


def _without_strikes(text: str) -> str:
    """Escape tildes that would strike out, outside of code."""
    if "~" not in text:
        return text
    found, run = list[str](), list[str]()
    for line, outside in zip(text.split("\n"), _outside_of_code(text), strict=True):
        if outside == line:
            run.append(line)
        else:
            found += [*_escaped(run), line]
            run = []
    return "\n".join([*found, *_escaped(run)])


def _escaped(lines: list[str]) -> list[str]:
    text, parts, at = "\n".join(lines), list[str](), 0
    for code in _CODE.finditer(text):
        parts += [_TILDES.sub(r"\\~\1\\~", text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, _TILDES.sub(r"\\~\1\\~", text[at:])]).split("\n") if lines else []


_NEXT: dict[int, Callable[[str], str]] = {1: _to_second}

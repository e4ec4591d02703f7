"""Plain text and Markdown → HTML."""

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from generator.body.limits import Excess
from generator.body.markdown import as_written
from generator.importers.letter import Letter
from generator.importers.limits import Unreadable
from generator.importers.read import charset, documents

_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}")
_ITEM = re.compile(r"[ \t]*(?:[-*•·–]|\d{1,2}[.)])[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"\s*([=*_~-])\1{3,}\s*")
_QUOTE = re.compile(r"(?m)^(?:> ?)+")
# What converters leave in a text.
_MARKED = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_TAG = re.compile(r"</?(?:b|em|i|mark|strong|sub|sup|u)>")
_LONGEST_HEADING = 90
_WRAPPED = 55


def read_markdown(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read a Markdown file; what may stand between ``---`` at its top is only looked at for its title and date."""
    text = charset.decode(data).replace("\r\n", "\n")
    if not text.strip():
        raise Unreadable("import-tom")
    matter, body = "", text
    if found := re.match(r"---[ \t]*\n(.*?)^---[ \t]*\n", text, re.DOTALL | re.MULTILINE):
        matter, body = found[1], text[found.end() :]
    title = re.search(r"(?m)^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", matter)
    day = re.search(r"(?m)^date:[ \t]*(.+)$", matter)
    try:
        shown = as_written(body)
    except Excess:
        return [documents.letter(name, digest, paragraphs(text))]
    return [
        documents.letter(
            name,
            digest,
            shown,
            title=title[1] if title else "",
            written=day[1] if day else "",
        )
    ]


def paragraphs(text: str, *, flowed: bool = False) -> str:
    r"""Turn plain text into HTML: paragraphs, lists, headings, addresses as links.

    Lines that were broken to fit the width are joined; a short line above longer ones is a heading.

    >>> paragraphs("Nytt\n\n- en\n- to\n\nSe https://a.no/x.")
    '<h2>Nytt</h2>\n<ul><li>en</li><li>to</li></ul>\n<p>Se <a href="https://a.no/x">https://a.no/x</a>.</p>'
    """
    text = _QUOTE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n"))
    text = _TAG.sub("", text)
    if flowed:
        text = re.sub(r"(?<=\S) \n(?=\S)", " ", text)
    blocks = [block.strip("\n") for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    return "\n".join(
        shown for block, following in pairwise([*blocks, ""]) for shown in _block(block.split("\n"), following)
    )


def _block(lines: list[str], following: str) -> Iterator[str]:
    """Yield the HTML of the lines between two empty ones."""
    if marked := _MARKED.match(lines[0]):
        level = len(marked[1])
        yield f"<h{level}>{_inline(lines[0][marked.end() :])}</h{level}>"
        lines = lines[1:]
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]) and not _ITEM.match(lines[0]):
        yield f"<h2>{_inline(lines[0])}</h2>"
        lines = lines[2:]
    if lines and _UNDERLINE.fullmatch(lines[0]):
        yield "<hr>"
        lines = lines[1:]
    if not lines:
        return
    if len(lines) == 1 and _is_heading(lines[0], following):
        yield f"<h2>{_inline(lines[0])}</h2>"
    elif len(lines) > 1 and all(map(_ITEM.match, lines[:2])):
        yield _list(lines)
    else:
        yield f"<p>{_joined(lines)}</p>"


def _is_heading(line: str, following: str) -> bool:
    line = line.strip()
    is_short = 3 <= len(line) <= _LONGEST_HEADING and line[0].isupper() | line[0].isdigit()
    return is_short and line[-1] not in ".,;:" and len(following) > len(line) and "://" not in line and "@" not in line


def _list(lines: list[str]) -> str:
    items: list[str] = []
    for line in lines:
        if begun := _ITEM.match(line):
            items.append(line[begun.end() :])
        else:
            items[-1] += f" {line.strip()}"
    tag = "ol" if lines[0].strip()[0].isdigit() else "ul"
    return f"<{tag}>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</{tag}>"


def _joined(lines: list[str]) -> str:
    """Join lines; one that is clearly shorter than the widest was broken on purpose."""
    shown = _inline(lines[0])
    for line, following in pairwise(lines):
        is_wrapped = len(line.strip()) >= _WRAPPED and not _ITEM.match(following)
        shown += (" " if is_wrapped else "<br>") + _inline(following)
    return shown


def _inline(text: str) -> str:
    shown, end = "", 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?)'»")
        link = html.escape(address)
        shown += f'{html.escape(text[end : found.start()], quote=False)}<a href="{link}">{link}</a>'
        end = found.start() + len(address)
    return (shown + html.escape(text[end:], quote=False)).strip()

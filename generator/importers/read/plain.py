"""Plain text and Markdown → HTML."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from generator.body.limits import Excess
from generator.body.markdown import as_written
from generator.importers.letter import Letter
from generator.importers.limits import Unreadable
from generator.importers.read import charset, documents
from generator.importers.read.entries import Entry, as_html
from generator.importers.read.heads import LINE
from generator.importers.read.words import joined
from generator.importers.split.lists import POINTS

_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}")
_ITEM = re.compile(rf"[ \t]*([-*–{POINTS}]|\d{{1,2}}[.)]|[a-zæøå]\))[ \t]+(?=\S)")
_GREETING = re.compile(r"(?:hei|hallo|kjære|god (?:dag|morgen|kveld|ettermiddag))\b", re.I)
_UNDERLINE = re.compile(r"\s*([=*_~-])\1{3,}\s*")
_QUOTE = re.compile(r"^> ?")
_DEEPEST_QUOTE = 5
# What converters leave in a text.
_MARKED = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_TAG = re.compile(r"</?(?:b|em|i|mark|strong|u)>")
_RAISED = re.compile(r"&lt;(su[bp])&gt;([^<>&]{1,80})&lt;/\1&gt;")
_LONGEST_HEADING = 90
_WRAPPED = 55
_MOVED_IN = 2


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
    r"""Turn plain text into HTML: paragraphs, lists, headings, quotes, addresses as links.

    Lines that were broken to fit the width are joined, but not where the program that sent them has told which those
    are (``flowed``); a short line above longer ones is a heading.

    >>> paragraphs("Nytt\n\n- en\n- to\n\nSe https://a.no/x.")
    '<h2>Nytt</h2>\n<ul><li>en</li><li>to</li></ul>\n<p>Se <a href="https://a.no/x">https://a.no/x</a>.</p>'
    """
    text = _TAG.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n"))
    return "\n".join(_stretches(text.split("\n"), flowed=flowed, depth=0))


def _stretches(lines: Sequence[str], *, flowed: bool, depth: int) -> Iterator[str]:
    """Yield the HTML of lines that are quoted and that are not, in their order."""
    for is_quoted, run in groupby(lines, key=lambda line: line.startswith(">") and depth < _DEEPEST_QUOTE):
        if is_quoted:
            inner = [_QUOTE.sub("", line) for line in run]
            yield f'<blockquote type="cite">{"".join(_stretches(inner, flowed=flowed, depth=depth + 1))}</blockquote>'
        else:
            yield _unquoted("\n".join(run), flowed=flowed)


def _unquoted(text: str, *, flowed: bool) -> str:
    # What begins a signature ends the paragraph above, with or without an empty line.
    text = re.sub(r"(?m)^-- $", "\n-- ", re.sub(r"(?m)^(?:> ?)+", "", text))
    blocks = [block.strip("\n") for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    return "\n".join(
        shown
        for block, following in pairwise([*blocks, ""])
        for shown in _block(block.split("\n"), following, flowed=flowed)
    )


def _block(lines: list[str], following: str, *, flowed: bool) -> Iterator[str]:
    """Yield the HTML of the lines between two empty ones."""
    if marked := _MARKED.match(lines[0]):
        level = len(marked[1])
        yield f"<h{level}>{_inline(lines[0][marked.end() :])}</h{level}>"
        lines = lines[1:]
    if len(lines) > 1 and (_UNDERLINE.fullmatch(lines[1]) and not _ITEM.match(lines[0])):
        yield f"<h2>{_inline(lines[0])}</h2>"
        lines = lines[2:]
    elif len(lines) > 1 and _is_in_capitals(lines[0]) and not _is_in_capitals(lines[1]):
        yield f"<h2>{_inline(lines[0])}</h2>"
        lines = lines[1:]
    if lines and _UNDERLINE.fullmatch(lines[0]):
        yield "<hr>"
        lines = lines[1:]
    if not lines:
        return
    start = _list_start(lines)
    if len(lines) == 1 and start and _is_heading(lines[0], following):
        yield f"<h2>{_inline(lines[0])}</h2>"
        return
    if lines[:start]:
        said = lines[:start]
        yield f"<p>{'<br>'.join(map(_inline, said)) if flowed else _joined(said)}</p>"
    if lines[start:]:
        yield _list(lines[start:])


def _is_heading(line: str, following: str) -> bool:
    line = line.strip()
    is_short = 3 <= len(line) <= _LONGEST_HEADING and line[0].isupper() | line[0].isdigit()
    no_title = line[-1] in ".,;:" or "://" in line or "@" in line or _GREETING.match(line)
    return is_short and not no_title and len(following) > len(line)


def _is_in_capitals(line: str) -> bool:
    """Whether a line is a title by its capitals, as those of old mails are."""
    letters = [sign for sign in line if sign.isalpha()]
    return len(letters) > 4 and line.isupper() and len(line) <= _LONGEST_HEADING and line.rstrip()[-1] not in ".,;"


def _list_start(lines: list[str]) -> int:
    """Find where a list begins among the lines of a paragraph: all that follows are points, or go on with one."""
    start = next((at for at, line in enumerate(lines) if _ITEM.match(line)), len(lines))
    points = 0
    for before, line in pairwise(["", *lines[start:]]):
        if _ITEM.match(line):
            points += 1
        elif not (line[:1] in " \t" or len(before.strip()) >= _WRAPPED):
            return start if start == 0 and points > 1 else len(lines)
    return start if points > 1 or (lines[start:][:1] and lines[start].strip()[0] in POINTS) else len(lines)


def _list(lines: list[str]) -> str:
    found: list[tuple[int, str, str]] = []
    for line in lines:
        if begun := _ITEM.match(line):
            indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            found.append((indent, begun[1], line[begun.end() :].strip()))
        else:
            indent, sign, text = found[-1]
            found[-1] = indent, sign, joined(text, line.strip())
    above: list[int] = []
    points: list[Entry] = []
    for indent, sign, text in found:
        while above and above[-1] > indent - _MOVED_IN and above[0] != indent:
            above.pop()
        above = [indent] if above and above[0] == indent else [*above, indent]
        points.append(Entry(len(above), sign, _inline(text)))
    return as_html(points)


def _joined(lines: list[str]) -> str:
    """Join lines; one that is clearly shorter than the widest was broken on purpose."""
    whole = [lines[0].strip()]
    for line, following in pairwise(lines):
        is_wrapped = len(line.strip()) >= _WRAPPED and not _ITEM.match(following) and not LINE.match(following)
        if is_wrapped:
            whole[-1] = joined(whole[-1], following.strip())
        else:
            whole.append(following)
    return "<br>".join(map(_inline, whole))


def _inline(text: str) -> str:
    shown, end = "", 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?)'»")
        link = html.escape(address)
        shown += f'{html.escape(text[end : found.start()], quote=False)}<a href="{link}">{link}</a>'
        end = found.start() + len(address)
    return _RAISED.sub(r"<\1>\2</\1>", shown + html.escape(text[end:], quote=False)).strip()

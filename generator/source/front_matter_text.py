"""Parts a Markdown file into front matter and body, also where the lines between them are not quite right."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from generator.base.problems import Problem, Severity
from generator.source import hardened_yaml
from generator.source.loaded import Loaded

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
# What was meant as a fence: other dashes, too many or too few, what other programs use.
_ALMOST = r"[ \t]*(?:[-–—―_]{2,}|—|\+\+\+|\*\*\*+|```\w*|~~~\w*|(?:- ){2,}-)[ \t]*"
_NEARLY = re.compile(_ALMOST)
_FENCE = re.compile(r"---[ \t]*")
_FIELD = re.compile(r"[^\W\d][\w-]*[ \t]*[:：;=]")
_MORE = re.compile(r"[ \t#\]}\"'-]|$")
# A line that hardly belongs in front matter: what was meant to end it, or running text.
_DOUBTFUL = re.compile(rf"^(?:{_ALMOST}$|\.\.\.[ \t]*$|(?!{_MORE.pattern}|{_FIELD.pattern}))", re.MULTILINE)
_KNOWN = re.compile(
    r"(?:title|tittel|date|dato|sender|avsender|sendar|topics?|temae?r?|summary|draft|kladd)[ \t]*:", re.IGNORECASE
)
_SECOND = re.compile(r"^---[ \t]*\n((?:(?!---)[^\n]*\n){1,40}?)---[ \t]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?![ \t]*$|[#>|<]|[-*+] |\d+[.)] | {4}|\t|---)([^\n]*\S)[ \t]*\n---[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^(```+|~~~+)[^\n]*\n.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parts:
    """A Markdown file in parts; ``body_line`` is the line where the body begins."""

    matter: Loaded
    body: str
    body_line: int


class _Cut(NamedTuple):
    """Where front matter stands among lines counted from 0: its first line, and the first that is not of it.

    ``body`` is the line at which the body begins.
    """

    first: int
    last: int
    body: int
    problems: tuple[Problem, ...] = ()


def split(text: str, path: str, names: Collection[str] = ()) -> Parts:
    """Part a Markdown text into front matter and body; ``names`` are those of the fields that there may be."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening and closing and not _DOUBTFUL.search(inner := text[opening.end() : closing.start()]):
        matter = hardened_yaml.load(inner, path, first_line=2, names=names)
        body = text[closing.end() :].removeprefix("\n")
        line = text.count("\n", 0, closing.end()) + 2
    else:
        lines = text.split("\n")
        cut = _cut(lines, path)
        matter = hardened_yaml.load("\n".join(lines[cut.first : cut.last]), path, first_line=cut.first + 1, names=names)
        if cut.first == cut.last:
            matter = Loaded()
        matter.problems.extend(cut.problems)
        body, line = "\n".join(lines[cut.body :]), cut.body + 1
    if "\n---" in f"\n{body}":
        body = _without_second(body, line, path, matter)
    return Parts(matter, body, line)


def _cut(lines: list[str], path: str) -> _Cut:
    """Find front matter whose fences are wrong, and say what is wrong with them."""
    begin = next((at for at, line in enumerate(lines) if line.strip() and not _is_remark(line)), 0)
    first, problems = begin + 1, list[Problem]()
    if not _FENCE.fullmatch(lines[begin]):
        if _NEARLY.fullmatch(lines[begin]):
            problems.append(Problem.at(path, "fm-strek", line=begin + 1, text=lines[begin].strip()))
        elif _FIELD.match(lines[begin]) and any(map(_FENCE.fullmatch, lines)):
            problems.append(Problem.at(path, "fm-uapnet", line=begin + 1))
            first = begin
        else:
            return _Cut(0, 0, 0, (Problem.at(path, "fm-mangler", line=1),))
    elif begin:
        problems.append(Problem.at(path, "fm-foran", line=1))
    last, body, problem = _end(lines, first, path)
    return _Cut(first, last, body, (*problems, *((problem,) if problem else ())))


def _is_remark(line: str) -> bool:
    return line.startswith("#") or re.fullmatch(r"\s*<!--.*-->\s*", line) is not None


def _end(lines: list[str], first: int, path: str) -> tuple[int, int, Problem | None]:
    """Find the line after the fields, the line where the body begins, and what is wrong with the line between."""
    last_field = first - 1
    for at in range(first, len(lines)):
        line = lines[at]
        if _FENCE.fullmatch(line):
            return at, at + 1, None
        if line.rstrip() == "...":
            return at, at + 1, Problem.at(path, "fm-prikker", line=at + 1)
        if _NEARLY.fullmatch(line):
            return at, at + 1, Problem.at(path, "fm-strek", line=at + 1, text=line.strip())
        if _is_prose(lines, at):
            break
        if line.strip() and not line.startswith("#"):
            last_field = at
    else:
        last_field = max(last_field, first - 1)
    end = last_field + 1
    return end, end, Problem.at(path, "fm-uavsluttet", line=min(end + 1, len(lines)))


def _is_prose(lines: list[str], at: int) -> bool:
    """Whether a line is running text after a blank one; right below a field it is more of that, badly written."""
    return not (_MORE.match(lines[at]) or _FIELD.match(lines[at])) and not lines[at - 1].strip()


def _without_second(body: str, first_line: int, path: str, matter: Loaded) -> str:
    """Take a second front matter out of a body, and say that it is there; a line turned into a heading is told too."""
    prose = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    for found in _SECOND.finditer(prose):
        inner = found[1].split("\n")
        if any(map(_KNOWN.match, inner)) and all(_MORE.match(line) or _FIELD.match(line) for line in inner):
            line = first_line + body.count("\n", 0, found.start())
            matter.problems.append(Problem.at(path, "fm-dobbel", line=line))
            blank = re.sub(r"[^\n]", "", found[0])
            body = body[: found.start()] + blank + body[found.start() + len(found[0]) :] if blank else body
            return _without_second(body, first_line, path, matter)
    for found in _UNDERLINED.finditer(prose):
        line, title = first_line + body.count("\n", 0, found.start()), found[1].strip()[:60]
        matter.problems.append(Problem.at(path, "overskrift-strek", line=line, severity=Severity.WARNING, title=title))
    return body

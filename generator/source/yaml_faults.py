"""Why YAML refuses a text: the line that is to blame, what is wrong with it, and how the text was perhaps meant."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import yaml

from generator.source.yaml_slips import Slip, quoted, slip, value_slip, without_colon

_KEYED = re.compile(r"\s*(?:- +)*(?:[\w-]+|\"[^\"]*\"|'[^']*')\s*:(?:[ \t]|$)")
_ITEM = re.compile(r"(\s*)-(?:\s|$)")
_UNCLOSED = ("while parsing a flow sequence", "while parsing a flow mapping", "while scanning a quoted scalar")
_NO_KEY = "could not find expected ':'"
_SECOND_COLON = "mapping values are not allowed in this context"
_NO_ITEM = "did not find expected '-' indicator"
_NOT_THE_FIRST = "did not find expected <document start>"


class Fault(NamedTuple):
    """What is wrong with a line (counted from 0), and the lines as they were perhaps meant.

    ``key`` is what the line calls its field; ``field`` its whole place, where that is known.
    """

    line: int
    code: str
    key: str
    mended: list[str]
    values: Mapping[str, object] = {}
    field: str = ""


def key_of(line: str) -> str:
    """Give the name of the field that a line begins with, or nothing."""
    found = re.match(r"[\s\xa0-]*([\w-]+)\s*[:：;=]", line)
    return found[1] if found else ""


def diagnose(error: yaml.MarkedYAMLError, lines: Sequence[str], names: Collection[str] = ()) -> Fault:
    """Say what is wrong with the line that made the parser stop; ``names`` are those of fields that there may be."""
    at = _clipped(error.problem_mark, lines)
    begun = _clipped(error.context_mark, lines) if error.context_mark else at
    if (opened := _open_quote(lines, at)) is not None:
        return _by_line(lines, opened, value_slip(lines[opened]))
    if headless := _headless(lines):
        return headless
    if error.problem == _NO_KEY:
        return _without_key(lines, begun, names)
    if error.problem == _SECOND_COLON:
        return _second_colon(lines, at, names)
    if error.context in _UNCLOSED:
        return _unclosed(lines, begun, at, names)
    if error.problem == _NO_ITEM:
        return _without_item(lines, at)
    if error.problem == _NOT_THE_FIRST:
        return _after_the_end(lines, at)
    found = slip(lines[at]) or value_slip(lines[at], names)
    return (_list_under(lines, at) if found is None else None) or _by_line(lines, at, found or _indented(lines, at))


def _open_quote(lines: Sequence[str], at: int) -> int | None:
    """Find a line above that opens a quotation mark and is followed by another field: the parser stops much later."""
    for number in range(at):
        found = value_slip(lines[number])
        if found and found.code == "yaml-apen" and found.sign in "\"'" and _KEYED.match(lines[number + 1]):
            return number
    return None


def _headless(lines: Sequence[str]) -> Fault | None:
    """Blame a list of entries whose first lacks its dash."""
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    has_entries = any(line.startswith("- ") for line in lines)
    if (
        not has_entries
        or _depth(lines[first]) == 0
        or any(_KEYED.match(line) and line[0] not in " -" for line in lines)
    ):
        return None
    return _by_line(lines, first, Slip("yaml-punkt", f"- {lines[first].lstrip()}"))


def _clipped(mark: yaml.Mark | None, lines: Sequence[str]) -> int:
    at = min(mark.line if mark else 0, len(lines) - 1)
    while at and not lines[at].strip():
        at -= 1
    return at


def _by_line(lines: Sequence[str], at: int, found: Slip | None) -> Fault:
    """Blame a line for what was found, or for not being readable at all: then it is left out."""
    if found is None:
        return Fault(at, "yaml-syntaks", key_of(lines[at]), without(lines, at), {"text": lines[at].strip()[:60]})
    if found.code == "yaml-tab":
        found = found._replace(mended=_as_above(lines, at, found.mended))
    mended = [*lines[:at], found.mended, *lines[at + 1 :]]
    # The key may be readable only as it was meant.
    key = found.sign if found.code == "yaml-to-felt" else key_of(lines[at]) or key_of(found.mended)
    shown = (found.mended if found.code == "yaml-nummer" else lines[at]).strip()[:60]
    return Fault(at, found.code, key, mended, {"sign": found.sign, "text": shown, "meant": found.mended.strip()[:60]})


def _as_above(lines: Sequence[str], at: int, line: str) -> str:
    """Give a line that is indented with tabs the indentation that the one above suggests."""
    above = next((one for one in reversed(lines[:at]) if one.strip()), "")
    if _ITEM.match(line) and _ITEM.match(above):
        return " " * _depth(above) + line.lstrip()
    return " " * (_column(above) + (2 if above.rstrip().endswith(":") else 0)) + line.lstrip()


def without(lines: Sequence[str], at: int) -> list[str]:
    """Leave a line out, and what lies below it; the lines after it keep their numbers."""
    depth, rest = _depth(lines[at]), list(lines)
    rest[at] = ""
    for number in range(at + 1, len(lines)):
        if lines[number].strip() and _depth(lines[number]) <= depth:
            break
        rest[number] = ""
    return rest


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _without_key(lines: Sequence[str], at: int, names: Collection[str]) -> Fault:
    """Blame a line that is neither a field nor an entry: one without its dash, a slip, or a text that runs on."""
    line = lines[at]
    if found := slip(line) or without_colon(line, names):
        return _by_line(lines, at, found)
    if line.lstrip().startswith("{") and any(_ITEM.match(one) for one in lines):
        return _by_line(lines, at, Slip("yaml-punkt", f"- {line.lstrip()}"))
    before = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), None)
    if line.strip() in names if names else re.fullmatch(r"\s*[a-z_]+\s*", line):
        return Fault(at, "yaml-uten-kolon", line.strip(), without(lines, at), {"text": line.strip()})
    if before is None or before < at - 1:
        return _by_line(lines, at, None)
    mended = [*lines]
    mended[before], mended[at] = f"{lines[before].rstrip()} {line.strip()}", ""
    return Fault(at, "yaml-en-linje", key_of(lines[before]), mended, {"text": line.strip()[:60]})


def _second_colon(lines: Sequence[str], at: int, names: Collection[str]) -> Fault:
    """Blame a colon where none can be: in a value, or on a line that is indented too far."""
    first = at
    while first and lines[first - 1].strip() and not _KEYED.match(lines[first - 1]) and not _ITEM.match(lines[first]):
        first -= 1
    for number in range(first, at + 1):
        if found := slip(lines[number]) or without_colon(lines[number], names):
            return _by_line(lines, number, found)
    if not (_KEYED.match(lines[first]) or _ITEM.match(lines[first])) and first < at:
        return _without_key(lines, first, names)
    found = value_slip(lines[at], names)
    # A line that can stand by itself stands wrong below the one above.
    return _by_line(lines, at, found or _indented(lines, at))


def _indented(lines: Sequence[str], at: int) -> Slip | None:
    """Name a field that stands further in, or out, than the fields it belongs with."""
    if not (_KEYED.match(lines[at]) or _ITEM.match(lines[at])):
        return None
    above = [line for line in lines[:at] if line.strip() and not line.lstrip().startswith("#")]
    if not above:
        return None
    is_item = _ITEM.match(lines[at]) is not None
    if not is_item and (entry := _begins_an_entry(lines, at)):
        return entry
    near = {_depth(line) if is_item else _column(line) for line in above[-8:] if not is_item or _ITEM.match(line)}
    columns = sorted(near or {_depth(above[-1])}, key=lambda one: (abs(one - _depth(lines[at])), one))
    return Slip("yaml-innrykk", " " * columns[0] + lines[at].lstrip(), "")


def _begins_an_entry(lines: Sequence[str], at: int) -> Slip | None:
    """Name a field that must begin an entry: the entry above has it already, or is no fields at all."""
    keys = set[str]()
    for line in reversed(lines[:at]):
        keys.add(key_of(line))
        if _ITEM.match(line):
            is_next = key_of(lines[at]) in keys or not _KEYED.match(line)
            return Slip("yaml-punkt", f"{' ' * _depth(line)}- {lines[at].lstrip()}") if is_next else None
        if not line.startswith(" "):
            break
    return None


def _list_under(lines: Sequence[str], at: int) -> Fault | None:
    """Blame a list that stands below a field which has a value already."""
    above = next((line for line in reversed(lines[:at]) if line.strip() and not line.lstrip().startswith("#")), "")
    is_list = _ITEM.match(lines[at]) and not _ITEM.match(above)
    if not (is_list and _depth(lines[at]) <= _column(above) and _value_of(above)):
        return None
    mended = [*lines]
    for number in range(at, len(lines)):
        if not _ITEM.match(lines[number]):
            break
        mended[number] = ""
    return Fault(at, "yaml-liste-under", key_of(above), mended, {"name": key_of(above)})


def _column(line: str) -> int:
    """Give the column in which the field of a line begins, after the dash of an entry."""
    found = re.match(r"\s*(?:- +)*", line)
    return len(found[0]) if found else 0


def _value_of(line: str) -> str:
    return line.partition(":")[2].strip()


def _unclosed(lines: Sequence[str], begun: int, at: int, names: Collection[str]) -> Fault:
    """Blame what is opened and not closed; the editor must look where it was opened."""
    if found := value_slip(lines[begun], names):
        return _by_line(lines, begun, found)
    if at != begun and (found := slip(lines[at]) or value_slip(lines[at], names)):
        return _by_line(lines, at, found)
    return _by_line(lines, begun, None)


def _without_item(lines: Sequence[str], at: int) -> Fault:
    """Blame a line in a list of entries that begins neither an entry nor a field of one."""
    if found := slip(lines[at]):
        return _by_line(lines, at, found)
    if _depth(lines[at]) and (found := _indented(lines, at)):
        return _by_line(lines, at, found)
    mended = [*lines]
    mended[at] = f"- {lines[at].lstrip()}"
    for number in range(at + 1, len(lines)):
        if _ITEM.match(lines[number]):
            break
        mended[number] = f"  {lines[number].lstrip()}" if lines[number].strip() else ""
    return Fault(at, "yaml-punkt", key_of(lines[at]), mended)


def _after_the_end(lines: Sequence[str], at: int) -> Fault:
    """Blame what comes after ``...``, or a first line that is indented."""
    for number in range(at):
        if lines[number].rstrip() == "...":
            return Fault(number, "yaml-prikker", "", [*lines[:number], *[""] * (len(lines) - number)])
    first = next((number for number, line in enumerate(lines) if line.strip()), at)
    if _depth(lines[first]):
        return _by_line(lines, first, Slip("yaml-innrykk", lines[first].lstrip()))
    return _by_line(lines, at, None)


def as_text(line: str) -> str:
    """Write the value of a line's field as text, so that it can't be anything else."""
    head, colon, value = line.partition(": ")
    return f"{head}{colon}{quoted(value.strip())}" if colon else ""

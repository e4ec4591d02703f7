"""YAML for text that strangers write: only maps, lists and plain values, and no surprises.

YAML 1.1 has features that let a small file grow without bound (aliases, merges), make objects (tags) or change what an
editor wrote (``no`` becomes false, ``010`` becomes 8, ``12:30`` becomes 750).  All are refused, with a reason.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn, TypeAlias

import yaml

from generator.base.problems import Problem, placeholders

MAX_BYTES = 64 * 1024
MAX_DEPTH = 20

Value: TypeAlias = "str | int | float | bool | date | list[Value] | dict[str, Value] | None"
Path: TypeAlias = tuple[str | int, ...]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_INTEGER = re.compile(r"[-+]?(0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"[-+]?\d{1,15}\.\d{1,15}")
_UNCLOSED = ("while parsing a flow sequence", "while parsing a flow mapping", "while scanning a quoted scalar")
_TRUTH = {"true": True, "false": False, "True": True, "False": False, "TRUE": True, "FALSE": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}
_SWITCH = re.compile(r"(?i:yes|no|on|off|y|n)")
_OCTAL = re.compile(r"[-+]?0[\d_]+")
_SIXTIES = re.compile(r"[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?")


@dataclass(slots=True)
class Loaded:
    """A YAML text as plain values, where each field stands, and what is wrong with it.

    ``lines`` maps a dotted field (``topics.0``) to its line in the file.
    """

    value: Value = None
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class _RefusedError(Exception):
    """The text uses something that is never allowed; reading stops there."""


def dotted(path: Path) -> str:
    """Write a field's place as editors read it.

    >>> dotted(("updated", 0, "date"))
    'updated.0.date'
    """
    return ".".join(map(str, path))


def load(text: str, path: str, first_line: int = 1) -> Loaded:
    """Read ``text``, which begins on line ``first_line`` of the file ``path``.

    Every problem is in the result; where there is one that hides the rest, ``value`` is None.
    """
    loaded = Loaded()
    if len(text.encode()) > MAX_BYTES:
        loaded.problems.append(Problem.at(path, "yaml-stor", line=first_line, size=MAX_BYTES // 1024))
        return loaded
    for found in _CONTROL.finditer(text):
        line = text.count("\n", 0, found.start())
        field_ = _key_of(text.split("\n")[line])
        loaded.problems.append(Problem.at(path, "kontrolltegn", line=first_line + line, field=field_))
    if loaded.problems:
        return loaded
    reader = _Reader(text, path, first_line, loaded)
    try:
        loaded.value = reader.document()
    except _RefusedError:
        loaded.value = None
    except yaml.MarkedYAMLError as error:
        loaded.problems.append(_syntax_problem(error, text, path, first_line))
    except yaml.YAMLError:
        # Code points that YAML does not allow, such as noncharacters.
        loaded.problems.append(Problem.at(path, "kontrolltegn", line=first_line))
    return loaded


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = error.problem_mark
    if error.context in _UNCLOSED:
        # What was never closed is found wanting at the end; the editor must look where it was opened.
        mark = error.context_mark
    at = mark.line if mark else 0
    lines = text.split("\n")
    for number in range(min(at, len(lines) - 1), max(at - 2, -1), -1):
        if re.match(r"\s*\t", lines[number]) or re.search(r":\t", lines[number]):
            return Problem.at(path, "yaml-tab", line=first_line + number, field=_key_of(lines[number]))
    shown = lines[at].strip() if at < len(lines) else ""
    if re.match(r"[\w-]+:\s+[^\"'\[{|>].*:\s", shown + " "):
        return Problem.at(path, "yaml-kolon", line=first_line + at, field=_key_of(shown))
    return Problem.at(path, "yaml-syntaks", line=first_line + at, field=_key_of(shown), text=shown[:60])


def _key_of(line: str) -> str:
    found = re.match(r"[\s-]*([\w-]+)\s*:", line)
    return found[1] if found else ""


class _Reader:
    """Builds values from the parser's events, so that nothing is expanded or constructed before it is checked."""

    def __init__(self, text: str, path: str, first_line: int, loaded: Loaded) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._path, self._first, self._loaded = path, first_line, loaded

    def document(self) -> Value:
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), ())
        next(self._events)
        extra = next(self._events)
        if not isinstance(extra, yaml.StreamEndEvent):
            self._refuse("yaml-flere", extra, ())
        return value

    def _value(self, event: yaml.Event, path: Path) -> Value:
        if isinstance(event, yaml.AliasEvent):
            self._refuse("yaml-alias", event, path)
        if getattr(event, "anchor", None):
            self._refuse("yaml-alias", event, path)
        if getattr(event, "tag", None):
            self._refuse("yaml-tagg", event, path)
        if len(path) > MAX_DEPTH:
            self._refuse("yaml-dybde", event, path[:1])
        if path:
            self._loaded.lines.setdefault(dotted(path), self._line(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - the grammar leaves nothing else
        return self._plain(event, path) if event.implicit[0] else self._text(event, path)

    def _mapping(self, path: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        first_at: dict[str, int] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, path)
            line = self._line(event)
            if key == "<<":
                self._refuse("yaml-alias", event, path)
            if key in found:
                self._note("yaml-dobbel", line, (*path, key), name=key, first=first_at[key])
            self._loaded.lines[dotted((*path, key))] = line
            value = self._value(next(self._events), (*path, key))
            found.setdefault(key, value)
            first_at.setdefault(key, line)
        return found

    def _key(self, event: yaml.Event, path: Path) -> str:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse("yaml-alias", event, path)
        if not isinstance(event, yaml.ScalarEvent) or event.tag:
            self._refuse("yaml-tagg", event, path)
        return self._text(event, path)

    def _sequence(self, path: Path) -> list[Value]:
        found: list[Value] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._value(event, (*path, len(found))))
        return found

    def _text(self, event: yaml.ScalarEvent, path: Path) -> str:
        value = str(event.value)
        if not value.isprintable() and _CONTROL.search(value):
            self._note("kontrolltegn", self._line(event), path)
        return value

    def _plain(self, event: yaml.ScalarEvent, path: Path) -> Value:
        text = self._text(event, path)
        if text in _NOTHING:
            return None
        if text in _TRUTH:
            return _TRUTH[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
        if found := _DATE.fullmatch(text):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                self._note("dato-finnes-ikke", self._line(event), path, text=text)
        elif _SWITCH.fullmatch(text):
            self._note("yaml-bryter", self._line(event), path, text=text)
        elif _OCTAL.fullmatch(text):
            self._note("yaml-oktal", self._line(event), path, text=text)
        elif _SIXTIES.fullmatch(text):
            self._note("yaml-klokke", self._line(event), path, text=text)
        return text

    def _line(self, event: yaml.Event) -> int:
        return self._first + (event.start_mark.line if event.start_mark else 0)

    def _note(self, code: str, line: int, path: Path, **values: object) -> None:
        self._loaded.problems.append(Problem(self._path, line, code, dotted(path), placeholders(values)))

    def _refuse(self, code: str, event: yaml.Event, path: Path) -> NoReturn:
        self._note(code, self._line(event), path, depth=MAX_DEPTH)
        raise _RefusedError

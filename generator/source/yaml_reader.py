"""Builds plain values from what a YAML parser tells, and stops where that is hardly what was meant."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import NoReturn

import yaml

from generator.base.problems import Problem, Severity, placeholders
from generator.source.loaded import Loaded, Path, Value, dotted
from generator.source.yaml_faults import Fault, as_text, key_of
from generator.source.yaml_slips import ODD_SPACE, QUOTES, quoted, slip, value_slip, without_colon

MAX_DEPTH = 20

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_INTEGER = re.compile(r"[-+]?(0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"[-+]?\d{1,15}\.\d{1,15}")
_TRUTH = {"true": True, "false": False, "True": True, "False": False, "TRUE": True, "FALSE": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}
_SWITCH = re.compile(r"(?i:yes|no|on|off|y|n)")
_OCTAL = re.compile(r"[-+]?0[\d_]+")
_ODD = re.compile(f"[{ODD_SPACE}]")
_ENTRY = re.compile(r"\s*-(?:\s|$)")
_REMARK = re.compile(r"\s+#(\s)?")
_ONE_WORD = re.compile(r"[a-z0-9._/-]+")
_SIXTIES = re.compile(r"[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?")


class RefusedError(Exception):
    """The text uses something that is never allowed; reading stops there."""


class MisreadError(Exception):
    """YAML would read something else than was meant."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.code)


class Reader:
    """Builds values from the parser's events, so that nothing is expanded or constructed before it is checked."""

    def __init__(self, lines: list[str], path: str, first_line: int, loaded: Loaded, names: Collection[str]) -> None:
        text = "\n".join(lines)
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._path, self._first, self._loaded, self._lines = path, first_line, loaded, lines
        self._names = names
        # How many brackets are open: there, lines may be broken anywhere.
        self._flow = 0
        self._has_comments, self._is_meant = "#" in text, "&" in text and "*" in text

    def document(self) -> Value:
        """Give what the text says; reading stops at the first thing that it can hardly have been meant to say."""
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), ())
        next(self._events)
        extra = next(self._events)
        if not isinstance(extra, yaml.StreamEndEvent):
            self._mend("yaml-flere", extra, (), "")
        return value

    def _value(self, event: yaml.Event, path: Path) -> Value:
        if isinstance(event, yaml.AliasEvent):
            self._refuse("yaml-alias", event, path)
        if getattr(event, "anchor", None):
            self._refuse("yaml-alias", event, path)
        if getattr(event, "tag", None):
            self._refuse("yaml-tagg", event, path)
        if len(path) > MAX_DEPTH:
            self._note("yaml-dybde", self._line(event), path[:1], depth=MAX_DEPTH)
            raise RefusedError
        if path:
            self._loaded.lines.setdefault(dotted(path), self._line(event))
        if isinstance(event, yaml.CollectionStartEvent):
            return self._collection(event, path)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - the grammar leaves nothing else
        return self._plain(event, path) if event.implicit[0] else self._text(event, path)

    def _collection(self, event: yaml.CollectionStartEvent, path: Path) -> Value:
        is_flow = bool(event.flow_style)
        self._flow += is_flow
        is_map = isinstance(event, yaml.MappingStartEvent)
        found: Value = self._mapping(path, is_flow) if is_map else self._sequence(path)
        self._flow -= is_flow
        return found

    def _mapping(self, path: Path, is_flow: bool) -> dict[str, Value]:
        found: dict[str, Value] = {}
        first_at: dict[str, int] = {}
        last = ""
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, path)
            line = self._line(event)
            if key == "<<":
                self._refuse("yaml-alias", event, path)
            content = next(self._events)
            if is_flow and self._is_bare(event, content):
                self._bare(event, key, (*path, last), found)
                continue
            if key in found:
                self._note("yaml-dobbel", line, (*path, key), name=key, first=first_at[key])
            self._loaded.lines[dotted((*path, key))] = line
            value = self._value(content, (*path, key))
            found.setdefault(key, value)
            first_at.setdefault(key, line)
            last = key
        return found

    def _is_bare(self, key: yaml.Event, value: yaml.Event) -> bool:
        """Whether there is no colon between a key and its value, which is nothing."""
        if not isinstance(value, yaml.ScalarEvent) or value.value or not value.implicit[0]:
            return False
        end = key.end_mark
        return end is not None and not self._lines[end.line][end.column :].lstrip().startswith(":")

    def _bare(self, event: yaml.Event, key: str, path: Path, found: dict[str, Value]) -> None:
        """Tell that words between commas stand where a field should; they are read as more of the text before them."""
        line, before = self._line(event), found.get(str(path[-1]))
        if tight := slip(key) or without_colon(key, self._names):
            self._mend(tight.code, event, (*path[:-1], key_of(tight.mended)), self._with(event, tight.mended))
        elif isinstance(before, str):
            code = "yaml-sitattegn" if before[:1] in QUOTES else "yaml-komma"
            self._note(code, line, path, name=path[-1], text=f"{before}, {key}"[:60])
            found[str(path[-1])] = f"{before}, {key}"
        else:
            self._note("yaml-uten-kolon", line, (*path[:-1], key), text=key[:60])

    def _with(self, event: yaml.Event, written: str) -> str:
        """Write the line of a value as it would be with ``written`` in its place."""
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None  # noqa: S101, PT018 - the parser always tells
        line = self._lines[start.line]
        return line[: start.column] + written + line[end.column :]

    def _key(self, event: yaml.Event, path: Path) -> str:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse("yaml-alias", event, path)
        if not isinstance(event, yaml.ScalarEvent) or event.tag:
            self._refuse("yaml-tagg", event, path)
        key = self._text(event, path)
        if ":" in key or not key.isascii():
            line = self._written(event)
            if found := slip(line) or (value_slip(line) if key[0] in QUOTES else None):
                self._mend(found.code, event, path, found.mended)
        return key

    def _sequence(self, path: Path) -> list[Value]:
        found: list[Value] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._value(event, (*path, len(found))))
        return found

    def _text(self, event: yaml.ScalarEvent, path: Path) -> str:
        value = str(event.value)
        if not value.isprintable() and CONTROL.search(value):
            self._note("kontrolltegn", self._line(event), path)
        return value

    def _plain(self, event: yaml.ScalarEvent, path: Path) -> Value:
        text = self._text(event, path)
        start, end = event.start_mark, event.end_mark
        if not self._flow and start and end and (start.line != end.line or ":" in text or text[:1] == "-"):
            self._run_on(start.line, start.column, end.line, path)
        if not text.isascii():
            text = self._without_signs(event, text, path)
        value = self._scalar(event, text, path)
        if self._has_comments and (value is None or isinstance(value, str)):
            return self._uncut(event, value, path)
        return value

    def _scalar(self, event: yaml.ScalarEvent, text: str, path: Path) -> Value:
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

    def _run_on(self, start: int, column: int, end: int, path: Path) -> None:
        """Stop at a line of a value that was hardly meant to be more of it: an entry, or a field without a space."""
        if start == end and self._lines[start][:column].strip():
            return
        first = start + bool(self._lines[start][:column].strip())
        for number in range(first, end + 1):
            line = self._lines[number]
            if found := slip(line):
                raise MisreadError(self._fault(found.code, number, path, found.mended))
            if number > start and _ENTRY.match(line):
                mended = [*self._lines]
                while number < len(mended) and _ENTRY.match(mended[number]):
                    mended[number], number = "", number + 1
                raise MisreadError(Fault(first, "yaml-liste-under", "", mended, {"name": _last(path)}, dotted(path)))

    def _without_signs(self, event: yaml.ScalarEvent, text: str, path: Path) -> str:
        """Take away what was pasted in around a value: spaces that are none, and quotation marks that are none."""
        bare = text.strip(ODD_SPACE)
        if bare != text and (text[0] in ODD_SPACE or _is_one_word(bare)):
            self._note("yaml-hardt-mellomrom", self._line(event), path)
            return bare
        if len(text) > 1 and text[0] in QUOTES and text[-1] in f"{QUOTES}\"'":
            if _is_one_word(inner := text[1:-1]):
                self._note("yaml-sitattegn", self._line(event), path, sign=text[0])
                return inner
            self._note("felt-sitattegn", self._line(event), path, Severity.WARNING, value=text[:60])
        return text

    def _uncut(self, event: yaml.ScalarEvent, value: str | None, path: Path) -> str | None:
        """Give a value with what stands after ``#`` on its line, which YAML takes for a remark, and say so."""
        end = event.end_mark
        rest = self._lines[end.line][end.column :] if end and end.line < len(self._lines) else ""
        if not (found := _REMARK.match(rest)) or (value and found[1] and _is_one_word(value)):
            return value
        self._note("yaml-nummer", self._line(event), path, text=f"{value or ''}{rest}".strip()[:60])
        if value and _is_one_word(value):
            return value
        return f"{value or ''}{rest}".strip()

    def _written(self, event: yaml.Event) -> str:
        return self._lines[event.start_mark.line] if event.start_mark else ""

    def _line(self, event: yaml.Event) -> int:
        return self._first + (event.start_mark.line if event.start_mark else 0)

    def _note(self, code: str, line: int, path: Path, severity: Severity = Severity.ERROR, **values: object) -> None:
        self._loaded.problems.append(Problem(self._path, line, code, dotted(path), placeholders(values), severity))

    def _fault(self, code: str, number: int, path: Path, mended: str) -> Fault:
        lines = [*self._lines[:number], mended, *self._lines[number + 1 :]]
        return Fault(number, code, key_of(self._lines[number]), lines, {"meant": mended.strip()[:60]}, dotted(path))

    def _mend(self, code: str, event: yaml.Event, path: Path, mended: str) -> NoReturn:
        raise MisreadError(self._fault(code, self._line(event) - self._first, path, mended))

    def _refuse(self, code: str, event: yaml.Event, path: Path) -> NoReturn:
        """Refuse what a stranger may have made to do harm; what is more likely a slip is taken as text."""
        if self._is_meant:
            self._note(code, self._line(event), path)
            raise RefusedError
        if self._flow and isinstance(event, yaml.AliasEvent | yaml.ScalarEvent):
            start, end = event.start_mark, event.end_mark
            written = self._lines[start.line][start.column : end.column] if start and end else ""
            self._mend(code, event, path, self._with(event, quoted(written)))
        self._mend(code, event, path, as_text(self._written(event)))


def _is_one_word(text: str) -> bool:
    return _ONE_WORD.fullmatch(text) is not None


def _last(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")

"""National identity numbers in what is read of a file, where they are not seen in the file as it is written."""

import re
from collections.abc import Iterator, Sequence

from generator.base.identity import KINDS, identity_numbers, identity_numbers_in_page
from generator.base.problems import Problem
from generator.source.loaded import Loaded, Value

_ATTRIBUTES = re.compile(r' (?:alt|href|title)="([^"]*)"')


def in_fields(loaded: Loaded, path: str) -> Iterator[Problem]:
    """Tell of numbers in the values of fields, however YAML lets them be written."""
    for field, text in _texts(loaded.value, ""):
        for number in identity_numbers(text):
            yield Problem.at(path, number.code, line=loaded.lines.get(field, 1))


def _texts(value: Value, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, f"{field}.{name}" if field else str(name))


def in_body(html: str, first_line: int, known: Sequence[Problem], path: str) -> Iterator[Problem]:
    """Tell of numbers in what a reader sees of a body, and where its links lead, unless one is ``known`` there."""
    # What has no links, pictures or titles was seen in the file as it is written.
    if not any(sign in html for sign in ("<a ", "<img ", ' title="')):
        return
    if any(one.code in KINDS and one.line >= first_line for one in known):
        return
    written = _ATTRIBUTES.findall(html)
    found = [*identity_numbers_in_page(html), *(identity_numbers("\n".join(written)) if written else ())]
    for code in sorted({number.code for number in found}):
        yield Problem.at(path, code, line=first_line)

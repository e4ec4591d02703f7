"""What the program writes where an editor is to write: it may stand in a draft, and never in what is published."""

from collections.abc import Iterator
from functools import cache

from generator.base.problems import Problem, say
from generator.source.loaded import Loaded, Path, Value, dotted

UNKNOWN = "?"
MANDATE = "Skriv hva forumet skal gjøre."
PROPOSER = "Skriv hvem som foreslo saken. En rolle, ikke en person."
_LANGUAGES = ("nb", "nn")


@cache
def _in_fields() -> frozenset[str]:
    return frozenset((UNKNOWN, MANDATE, PROPOSER, *(say(language, "import-uten-tittel") for language in _LANGUAGES)))


@cache
def _in_text() -> tuple[str, ...]:
    return tuple(f"![{say(language, 'import-bilde-alt')}]" for language in _LANGUAGES)


def problems(matter: Loaded, body: str, body_line: int, path: str) -> Iterator[Problem]:
    """Name everything that is still to be written in a file, unless it is a draft."""
    if isinstance(matter.value, dict) and matter.value.get("draft") is True:
        return
    for place, value in _texts(matter.value, ()):
        if value.strip() in _in_fields():
            field = dotted(place)
            yield Problem.at(path, "plassholder", line=matter.lines.get(field, 0), field=field, value=value.strip())
    for unwritten in _in_text():
        at = body.find(unwritten)
        while at >= 0:
            line = body_line + body.count("\n", 0, at)
            yield Problem.at(path, "plassholder", line=line, value=unwritten[2:-1])
            at = body.find(unwritten, at + 1)


def _texts(value: Value, place: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, (*place, name))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _texts(one, (*place, at))

"""The vocabularies in ``content/registre/``: organisations, topics and the rest, each a list of named entries."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, TypeAlias

from pydantic import StringConstraints

from generator import hardened_yaml
from generator.matter import Day, FormerUrl, Line, Many, Model, Ref, Text, Url, validate
from generator.problems import Problem, placeholders
from generator.source import Source, decode

FOLDER = "registre"
LEDGER = f"{FOLDER}/adresser.txt"

Slug = Annotated[Line, StringConstraints(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$", max_length=60)]


class Entry(Model):
    """One named thing; ``name`` is bokmål, ``name_nn`` nynorsk where it differs."""

    id: Slug
    name: Line
    name_nn: Line | None = None
    note: Text | None = None

    def called(self, language: str) -> str:
        """Give the name in ``nb`` or ``nn``."""
        return self.name_nn if language == "nn" and self.name_nn else self.name


class Shelved(Entry):
    """An entry with a page of its own; ``aliases`` are former addresses of that page, or of ones it has taken over."""

    aliases: Many[FormerUrl] = ()


class Organisation(Shelved):
    """A sender, owner or steward; ``orgnr`` is its number in Enhetsregisteret."""

    type: Slug | None = None
    orgnr: Annotated[Line, StringConstraints(pattern=r"^\d{9}$")] | None = None
    url: Url | None = None


class Municipality(Shelved):
    """A municipality; ``number`` is its four-digit number."""

    number: Annotated[Line, StringConstraints(pattern=r"^\d{4}$")] | None = None


class Topic(Shelved):
    """A topic, which may lie below another."""

    parent: Annotated[Line, Ref("temaer")] | None = None


class LearningGoal(Shelved):
    """A learning goal of a specialisation, or a group of them; ``url`` is where its text is, where it is not ours."""

    code: Line | None = None
    group: Line | None = None
    text: Text | None = None
    url: Url | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


class Synonym(Entry):
    """Words that mean the same in search, possibly only in a period."""

    synonyms: Many[Line]
    valid_from: Day | None = None
    valid_to: Day | None = None


MODELS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "organisasjoner": Organisation,
        "kommuner": Municipality,
        "temaer": Topic,
        "fagomrader": Shelved,
        "malgrupper": Shelved,
        "laeringsmal": LearningGoal,
        "synonymer": Synonym,
    }
)
REQUIRED = ("organisasjoner", "temaer")

Registers: TypeAlias = Mapping[str, Mapping[str, Entry]]


def read(sources: Iterable[Source]) -> tuple[Registers, list[Problem]]:
    """Read every register; one that is not there is empty, unless a site can't do without it."""
    registers: dict[str, Mapping[str, Entry]] = {name: {} for name in MODELS}
    problems: list[Problem] = []
    seen: set[str] = set()
    for source in sources:
        name = source.path.removeprefix(f"{FOLDER}/").removesuffix(".yml")
        if name not in MODELS:
            problems.append(Problem.at(source.shown, "register-ukjent", known=", ".join(sorted(MODELS))))
            continue
        seen.add(name)
        registers[name], found = _read_one(source, MODELS[name])
        problems += found
    missing = [name for name in REQUIRED if name not in seen]
    problems += [Problem.at(f"content/{FOLDER}/{name}.yml", "register-mangler") for name in missing]
    return registers, problems


def _read_one(source: Source, model: type[Entry]) -> tuple[dict[str, Entry], list[Problem]]:
    text, problems = decode(source.shown, source.raw)
    loaded = hardened_yaml.load(text, source.shown)
    problems += loaded.problems
    entries: dict[str, Entry] = {}
    if not isinstance(loaded.value, list):
        if not loaded.problems:
            problems.append(Problem.at(source.shown, "register-liste", line=1))
        return entries, problems
    places: dict[str, int] = {}
    for position in range(len(loaded.value)):
        entry, found = validate(model, loaded, source.shown, str(position))
        problems += found
        if entry is None:
            continue
        if entry.id in entries:
            field, first = f"{position}.id", loaded.lines[f"{places[entry.id]}.id"]
            line = loaded.lines[field]
            problems.append(
                Problem.at(source.shown, "register-dobbel", line=line, field=field, name=entry.id, first=first)
            )
        entries.setdefault(entry.id, entry)
        places.setdefault(entry.id, position)
    problems += _parents(entries, places, source.shown, loaded.lines)
    problems += _periods(entries, places, source.shown, loaded.lines)
    return entries, problems


def _parents(
    entries: Mapping[str, Entry], places: Mapping[str, int], path: str, lines: Mapping[str, int]
) -> Iterator[Problem]:
    for entry in entries.values():
        if not isinstance(entry, Topic) or not entry.parent:
            continue
        field = f"{places[entry.id]}.parent"
        if entry.parent not in entries:
            near = (difflib.get_close_matches(entry.parent, list(entries), 1) or [""])[0]
            values = {"value": entry.parent, "register": "temaer", "near": near}
            yield Problem(path, lines[field], "ref-ukjent", field, placeholders(values))
        elif entry.parent == entry.id or entry.id in above(entries, entry.parent):
            yield Problem.at(path, "tema-ring", line=lines[field], field=field, value=entry.id)


def _periods(
    entries: Mapping[str, Entry], places: Mapping[str, int], path: str, lines: Mapping[str, int]
) -> Iterator[Problem]:
    for entry in entries.values():
        if isinstance(entry, LearningGoal | Synonym) and entry.valid_from and entry.valid_to:
            field = f"{places[entry.id]}.valid_to"
            if entry.valid_to < entry.valid_from:
                first, last = entry.valid_from, entry.valid_to
                yield Problem.at(path, "dato-rekkefolge", line=lines[field], field=field, first=first, last=last)


def above(topics: Mapping[str, Entry], topic: str) -> tuple[str, ...]:
    """Give a topic and every topic above it, nearest first."""
    found: list[str] = []
    current: str | None = topic
    while current is not None and current in topics and current not in found:
        found.append(current)
        entry = topics[current]
        current = entry.parent if isinstance(entry, Topic) else None
    return tuple(found)

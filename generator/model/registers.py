"""The vocabularies in ``content/registre/``: organisations, topics and the rest, each a list of named entries."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field, StringConstraints

from generator.base.problems import Problem, near_to, placeholders
from generator.model.front_matter import (
    Day,
    Email,
    FormerUrl,
    Header,
    Line,
    Many,
    Model,
    Phone,
    Ref,
    Text,
    Url,
    references,
    validate,
)
from generator.source import hardened_yaml
from generator.source.files import File, decode

FOLDER = "registre"
LEDGER = f"{FOLDER}/adresser.txt"

Slug = Annotated[Line, StringConstraints(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$", max_length=60)]


class Entry(Model):
    """One named thing; ``name`` is bokmål, ``name_nn`` nynorsk where it differs."""

    id: Slug
    name: Header
    name_nn: Header | None = None
    note: Text | None = None

    def called(self, language: str) -> str:
        """Give the name in ``nb`` or ``nn``."""
        return self.name_nn if language == "nn" and self.name_nn else self.name

    def faults(self) -> Iterator[str]:
        """Yield the code of everything that is wrong with the entry as a whole."""
        yield from ()


class Shelved(Entry):
    """An entry with a page of its own; ``aliases`` are former addresses of that page, or of ones it has taken over."""

    aliases: Many[FormerUrl] = ()


class Organisation(Shelved):
    """A sender, owner or steward; ``orgnr`` is its number in Enhetsregisteret.

    ``municipalities`` are those whose doctors it writes to.
    """

    type: Slug | None = None
    orgnr: Annotated[Line, StringConstraints(pattern=r"^\d{9}$")] | None = None
    url: Url | None = None
    municipalities: Many[Annotated[Line, Ref("kommuner")]] = ()


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


class TemplatePoint(Model):
    """One question of a forum's template for cases; ``text`` is bokmål, ``text_nn`` nynorsk where it differs."""

    id: Annotated[Line, StringConstraints(pattern=r"^[0-9a-z]+(?:[-.][0-9a-z]+)*$", max_length=20)]
    text: Text
    text_nn: Text | None = None

    def asked(self, language: str) -> str:
        """Give the question in ``nb`` or ``nn``."""
        return self.text_nn if language == "nn" and self.text_nn else self.text


class CaseTemplate(Entry):
    """What a forum goes through before it gives advice."""

    points: Annotated[Many[TemplatePoint], Field(min_length=1)]


class Synonym(Entry):
    """Words that mean the same in search, possibly only in a period."""

    synonyms: Many[Line]
    valid_from: Day | None = None
    valid_to: Day | None = None


class ContactRole(Entry):
    """What somebody answers for; every municipality, or every hospital, must have one that is ``required_in`` it."""

    required_in: Literal["kommuner", "sykehus"] | None = None


class RoleContact(Entry):
    """Who has a role in a municipality or an organisation: an office with an address, never a person."""

    role: Annotated[Line, Ref("kontaktroller")]
    municipality: Annotated[Line, Ref("kommuner")] | None = None
    organisation: Annotated[Line, Ref("organisasjoner")] | None = None
    email: Email | None = None
    phone: Phone | None = None
    url: Url | None = None
    valid_to: Day | None = None

    def faults(self) -> Iterator[str]:
        """Say that a contact belongs to both or neither, or cannot be reached."""
        if (self.municipality is None) == (self.organisation is None):
            yield "kontakt-hvor"
        if not (self.email or self.phone or self.url):
            yield "kontakt-adresse"


class EventType(Entry):
    """What sort of event something is, such as a course or a meeting on the net."""


MODELS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "arrangementstyper": EventType,
        "organisasjoner": Organisation,
        "kommuner": Municipality,
        "temaer": Topic,
        "fagomrader": Shelved,
        "malgrupper": Shelved,
        "laeringsmal": LearningGoal,
        "saksmaler": CaseTemplate,
        "synonymer": Synonym,
        "kontaktroller": ContactRole,
        "kontakter": RoleContact,
    }
)
REQUIRED = ("organisasjoner", "temaer")
EVENT_TYPES = "arrangementstyper"
_BUILT_IN = (
    EventType(id="samhandlingsmote", name="Samhandlingsmøte"),
    EventType(id="digitalt-mote", name="Digitalt møte"),
    EventType(id="emnekurs", name="Emnekurs eller konferanse"),
    EventType(id="veiledningsgruppe", name="Veiledningsgruppe", name_nn="Rettleiingsgruppe"),
    EventType(id="kollegagruppe", name="Kollegagruppe"),
    EventType(id="hospitering", name="Hospitering"),
)
# What a site need not say: an entry of its own with the same id goes before.
BUILT_IN: Mapping[str, Mapping[str, Entry]] = MappingProxyType({EVENT_TYPES: {one.id: one for one in _BUILT_IN}})

Registers: TypeAlias = Mapping[str, Mapping[str, Entry]]


class _Placed(NamedTuple):
    """An entry and where it stands: its file, its place in the list, and the lines of its fields."""

    path: str
    position: int
    entry: Entry
    lines: Mapping[str, int]

    def problem(self, code: str, field: str, **values: object) -> Problem:
        """Say what is wrong with a field."""
        place = f"{self.position}.{field}"
        return Problem(self.path, self.lines.get(place, 0), code, place, placeholders(values))


def read(sources: Iterable[File]) -> tuple[Registers, list[Problem]]:
    """Read every register; one that is not there is empty, unless a site can't do without it."""
    registers: dict[str, Mapping[str, Entry]] = {name: BUILT_IN.get(name, {}) for name in MODELS}
    problems: list[Problem] = []
    placed: list[_Placed] = []
    seen: set[str] = set()
    for source in sources:
        name = source.path.removeprefix(f"{FOLDER}/").removesuffix(".yml")
        if name not in MODELS:
            problems.append(Problem.at(source.shown, "register-ukjent", known=", ".join(sorted(MODELS))))
            continue
        seen.add(name)
        entries, found = _read_one(source, MODELS[name])
        registers[name] = {**BUILT_IN.get(name, {}), **{one.entry.id: one.entry for one in entries}}
        placed += entries
        problems += found
    missing = [name for name in REQUIRED if name not in seen]
    problems += [Problem.at(f"content/{FOLDER}/{name}.yml", "register-mangler") for name in missing]
    broken = {problem.path for problem in problems}
    for one in placed:
        problems += _references(one, registers, broken)
        problems += _ring(one, registers)
        problems += _period(one)
        problems += (one.problem(code, "id") for code in one.entry.faults())
    return registers, problems


def _read_one(source: File, model: type[Entry]) -> tuple[list[_Placed], list[Problem]]:
    text, problems = decode(source.shown, source.raw)
    loaded = hardened_yaml.load(text, source.shown)
    problems += loaded.problems
    placed: dict[str, _Placed] = {}
    if not isinstance(loaded.value, list):
        if not loaded.problems:
            problems.append(Problem.at(source.shown, "register-liste", line=1))
        return [], problems
    for position in range(len(loaded.value)):
        entry, found = validate(model, loaded, source.shown, str(position))
        problems += found
        if entry is None:
            continue
        one = _Placed(source.shown, position, entry, loaded.lines)
        if entry.id in placed:
            first = loaded.lines[f"{placed[entry.id].position}.id"]
            problems.append(one.problem("register-dobbel", "id", name=entry.id, first=first))
        placed.setdefault(entry.id, one)
    return list(placed.values()), problems


def _references(one: _Placed, registers: Registers, broken: Collection[str]) -> Iterator[Problem]:
    """Name the ids that no register has; of a register that could not be read whole, nothing is said."""
    for field, register in references(type(one.entry)).items():
        if f"content/{FOLDER}/{register}.yml" in broken:
            continue
        value = getattr(one.entry, field) or ()
        named = [(field, value)] if isinstance(value, str) else [(f"{field}.{at}", id_) for at, id_ in enumerate(value)]
        for place, id_ in named:
            if id_ not in registers[register]:
                near = near_to(id_, registers[register])
                yield one.problem("ref-ukjent", place, value=id_, register=register, near=near)


def _ring(one: _Placed, registers: Registers) -> Iterator[Problem]:
    topic, topics = one.entry, registers["temaer"]
    if isinstance(topic, Topic) and topic.parent and topic.id in above(topics, topic.parent):
        yield one.problem("tema-ring", "parent", value=topic.id)


def _period(one: _Placed) -> Iterator[Problem]:
    entry = one.entry
    if isinstance(entry, LearningGoal | Synonym) and entry.valid_from and entry.valid_to:
        first, last = entry.valid_from, entry.valid_to
        if last < first:
            yield one.problem("dato-rekkefolge", "valid_to", first=first, last=last)


def municipalities_of(organisations: Mapping[str, Entry], sender: str) -> tuple[str, ...]:
    """Give the municipalities that a sender writes to."""
    entry = organisations.get(sender)
    return entry.municipalities if isinstance(entry, Organisation) else ()


def above(topics: Mapping[str, Entry], topic: str) -> tuple[str, ...]:
    """Give a topic and every topic above it, nearest first."""
    found: list[str] = []
    current: str | None = topic
    while current is not None and current in topics and current not in found:
        found.append(current)
        entry = topics[current]
        current = entry.parent if isinstance(entry, Topic) else None
    return tuple(found)

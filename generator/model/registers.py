"""The vocabularies in ``content/registre/``: organisations, topics and the rest, each a list of named entries."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from generator.base.personal import is_personal_address
from generator.base.problems import Problem, placeholders
from generator.model.fields import Day, Email, FormerUrl, Header, Line, Many, Model, Phone, Ref, Text, Url
from generator.model.references import ids, names
from generator.model.suggestions import near, parts_of
from generator.model.validation import validate
from generator.source import hardened_yaml
from generator.source.files import File, decode
from generator.source.loaded import UNREAD, Value

FOLDER = "registre"
LEDGER = f"{FOLDER}/adresser.txt"

Slug = Annotated[Line, StringConstraints(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$", max_length=60)]


def _mail_source(value: str) -> str:
    """Take an address of an office, or the domain that all of an organisation's addresses lie in."""
    written = value.lower()
    if "@" in written and is_personal_address(written):
        raise PydanticCustomError("personal-e-mail", "personal-e-mail")
    if not re.fullmatch(r"(?:[^@\s<>\"]+@)?(?:[a-z0-9-]+\.)+[a-z]{2,}", written):
        raise PydanticCustomError("mail-source", "mail-source")
    return written


MailSource = Annotated[Line, AfterValidator(_mail_source)]


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

    ``municipalities`` are those whose doctors it writes to.  Its letters are known by ``mail``, the addresses and
    domains that they come from, and by ``names``, what else it and its newsletters are and have been called.
    """

    type: Slug | None = None
    orgnr: Annotated[Line, StringConstraints(pattern=r"^\d{9}$")] | None = None
    url: Url | None = None
    municipalities: Many[Annotated[Line, Ref("kommuner")]] = ()
    mail: Many[MailSource] = ()
    names: Many[Header] = ()


class Municipality(Shelved):
    """A municipality; ``number`` is its four-digit number."""

    number: Annotated[Line, StringConstraints(pattern=r"^\d{4}$")] | None = None


class Region(Shelved):
    """A part of the country that decides on common texts for itself; ``code`` is what it is called where it is narrow.

    ``organisations`` are those that decide in it, or that it is made of.
    """

    code: Annotated[Line, StringConstraints(max_length=4)] | None = None
    organisations: Many[Annotated[Line, Ref("organisasjoner")]] = ()
    municipalities: Many[Annotated[Line, Ref("kommuner")]] = ()


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
        "regioner": Region,
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


def names_of(entries: Mapping[str, Entry]) -> Mapping[str, tuple[str, ...]]:
    """Give everything that the entries of a register are called, or were: names, and the ends of former addresses."""
    return {id_: tuple(_names(entry)) for id_, entry in entries.items()}


def _names(entry: Entry) -> Iterator[str]:
    yield from (entry.name, entry.name_nn or "")
    for alias in entry.aliases if isinstance(entry, Shelved) else ():
        yield alias.removesuffix("/index.html").removesuffix(".html").rpartition("/")[2]


def unknown(value: str, register: str, entries: Mapping[str, Entry]) -> tuple[str, Mapping[str, object]]:
    """Say that a register has no entry of an id: the problem's code, and what fills its wording."""
    if parts := parts_of(value, entries):
        return "ref-komma", {"value": value, "proposal": ", ".join(parts)}
    values = {"value": value, "register": register, "near": near(value, names_of(entries))}
    if register in BUILT_IN:
        # A site may well have no such file, and needs none.
        return "ref-valg", {**values, "known": ", ".join(entries)}
    return "ref-ukjent", values


class Vocabularies(NamedTuple):
    """The registers, what is wrong with them, and the names of those in which there may be ids that can't be read."""

    registers: Registers
    problems: list[Problem]
    uncertain: frozenset[str]


class _Placed(NamedTuple):
    """An entry and where it stands: its file, its place in the list, and the lines of its fields.

    ``lacking`` holds what stands in the fields that could not be read.
    """

    path: str
    position: int
    entry: Entry
    lines: Mapping[str, int]
    lacking: Mapping[str, Value]

    def problem(self, code: str, field: str, **values: object) -> Problem:
        """Say what is wrong with a field."""
        place = f"{self.position}.{field}"
        return Problem(self.path, self.lines.get(place, 0), code, place, placeholders(values))


class _Register(NamedTuple):
    """One register as it was read: its entries, what is wrong with it, and whether every id of it could be read."""

    entries: list[_Placed]
    problems: list[Problem]
    is_certain: bool


def read(sources: Iterable[File]) -> Vocabularies:
    """Read every register; one that is not there is empty, unless a site can't do without it."""
    registers: dict[str, Mapping[str, Entry]] = {name: BUILT_IN.get(name, {}) for name in MODELS}
    problems: list[Problem] = []
    found: dict[str, _Register] = {}
    for source in sources:
        name = source.path.removeprefix(f"{FOLDER}/").removesuffix(".yml")
        if name not in MODELS:
            problems.append(Problem.at(source.shown, "register-ukjent", known=", ".join(sorted(MODELS))))
            continue
        found[name] = _read_one(source, MODELS[name])
        registers[name] = {**BUILT_IN.get(name, {}), **{one.entry.id: one.entry for one in found[name].entries}}
        problems += found[name].problems
    missing = [name for name in REQUIRED if name not in found]
    problems += [Problem.at(f"content/{FOLDER}/{name}.yml", "register-mangler") for name in missing]
    uncertain = frozenset((*missing, *(name for name, register in found.items() if not register.is_certain)))
    for one in (one for register in found.values() for one in register.entries):
        problems += _references(one, registers, uncertain)
        problems += _ring(one, registers)
        problems += _period(one)
        if not one.lacking:
            problems += (one.problem(code, "id") for code in one.entry.faults())
    return Vocabularies(registers, problems, uncertain)


def _read_one(source: File, model: type[Entry]) -> _Register:
    text, problems = decode(source.shown, source.raw)
    loaded = hardened_yaml.load(text, source.shown, names=names(model))
    if not isinstance(loaded.value, list):
        if not loaded.problems:
            problems.append(Problem.at(source.shown, "register-liste", line=1))
        return _Register([], problems + loaded.problems, False)
    placed: dict[str, _Placed] = {}
    is_certain = not any(problem.code in UNREAD for problem in loaded.problems)
    for position in range(len(loaded.value)):
        found = validate(model, loaded, source.shown, str(position))
        problems += found.problems
        is_certain = is_certain and "id" not in found.lacking
        if not found.matter.id:
            continue
        one = _Placed(source.shown, position, found.matter, loaded.lines, found.lacking)
        if one.entry.id in placed:
            first = loaded.lines[f"{placed[one.entry.id].position}.id"]
            problems.append(one.problem("register-dobbel", "id", name=one.entry.id, first=first))
        placed.setdefault(one.entry.id, one)
    return _Register(list(placed.values()), problems + loaded.problems, is_certain)


def _references(one: _Placed, registers: Registers, uncertain: Collection[str]) -> Iterator[Problem]:
    """Name the ids that no register has; of a register whose ids could not all be read, nothing is said."""
    for field, register, value in ids(one.entry, one.lacking):
        if register not in uncertain and value not in registers[register]:
            code, values = unknown(value, register, registers[register])
            yield one.problem(code, field, **values)


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

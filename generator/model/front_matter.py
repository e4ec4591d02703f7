"""Front matter as typed models, and their errors as problems an editor understands."""

import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Self, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from generator.base.personal import is_personal_address
from generator.base.problems import Problem, placeholders
from generator.body.signs import unmarked
from generator.model.shown_fields import Facet
from generator.source.hardened_yaml import Loaded

REFERS_TO = "x-register"


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field whose value is an id: in the register ``to``, or of a document where ``to`` is ``dokument``."""

    to: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Let a schema say what the id refers to."""
        return {**handler(core), REFERS_TO: self.to}


def _text(value: object) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float | datetime.date):
        raise PydanticCustomError("quote", "quote")
    raise PydanticCustomError("text" if value is not None else "too_short", "text")


def _day(value: object) -> object:
    if isinstance(value, datetime.date):
        return value
    raise PydanticCustomError("date", "date")


def _list(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    if value is None:
        raise PydanticCustomError("too_short", "empty")
    raise PydanticCustomError("list", "list")


def _https(value: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"\\^`{|}]+", value):
        raise PydanticCustomError("https", "https")
    return value


def _of_a_role(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[a-z]{2,}", value):
        raise PydanticCustomError("e-mail", "e-mail")
    if is_personal_address(value):
        raise PydanticCustomError("personal-e-mail", "personal-e-mail")
    return value


def is_address(value: str) -> bool:
    """Whether ``value`` is written as the address of a page, relative to the site's root.

    >>> is_address("nyheter/2026/a.html"), is_address("../a.html"), is_address("https://a.no/a.html")
    (True, False, False)
    """
    return re.fullmatch(r"(?:[a-z0-9]+(?:[-._][a-z0-9]+)*/)*[a-z0-9]+(?:[-._][a-z0-9]+)*\.html", value) is not None


def is_header(value: str) -> bool:
    r"""Whether a text can stand in the header of a mail: without line breaks, control characters and encoded words.

    RFC 5322 (2.2) and RFC 2047: what looks like an encoded word would be shown as something else than it is.

    >>> is_header("Nytt fra sykehuset"), is_header("Nytt\rBcc: x@example.no"), is_header("=?utf-8?q?Nytt?=")
    (True, False, False)
    """
    return "=?" not in value and not any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in value)


def _header(value: str) -> str:
    if not is_header(value):
        raise PydanticCustomError("header", "header")
    return value


def is_mail_address(value: str) -> bool:
    """Whether ``value`` is one address for mail, of the plain form that every mail server takes.

    >>> is_mail_address("post@example.no"), is_mail_address("Per <post@example.no>"), is_mail_address("a@b.no, c@d.no")
    (True, False, False)
    """
    return re.fullmatch(r"[A-Za-z0-9](?:[._+-]?[A-Za-z0-9])*@(?:[a-z0-9-]+\.)+[a-z]{2,}", value) is not None


def _mail_address(value: str) -> str:
    if not is_mail_address(value):
        raise PydanticCustomError("mail-address", "mail-address")
    return value


def _former_url(value: str) -> str:
    if not is_address(value):
        raise PydanticCustomError("former-url", "former-url")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), BeforeValidator(_text)]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\n]*$"),
    BeforeValidator(_text),
]
# What lists, feeds, mail and search show as plain text.
Plain = Annotated[Text, AfterValidator(unmarked)]
PlainLine = Annotated[Line, AfterValidator(unmarked)]
Header = Annotated[Line, AfterValidator(_header)]
MailAddress = Annotated[Line, AfterValidator(_mail_address)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Url = Annotated[Line, AfterValidator(_https)]
Email = Annotated[Line, AfterValidator(_of_a_role)]
Phone = Annotated[Line, StringConstraints(pattern=r"^\+?[0-9][0-9 ]{2,}$")]
FormerUrl = Annotated[Line, AfterValidator(_former_url)]
Language = Annotated[str, StringConstraints(pattern=r"^(nb|nn)$"), BeforeValidator(_text)]
Organisation = Annotated[Line, Ref("organisasjoner")]
DocumentId = Annotated[Line, Ref("dokument")]
Member = TypeVar("Member")
Many = Annotated[tuple[Member, ...], BeforeValidator(_list)]


class Model(BaseModel):
    """A frozen part of front matter; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", defer_build=True, frozen=True, strict=True)


class Update(Model):
    """One change to a published document, as its readers are told."""

    date: Day
    change: Plain


class Withdrawal(Model):
    """That a document no longer counts, from which day, and why, as its readers are told."""

    date: Day
    reason: Plain


class Endorsement(Model):
    """A body that has endorsed a series or an edition, when, and in which case."""

    organisation: Organisation
    date: Day | None = None
    case: Line | None = None


class SourceRef(Model):
    """Where the facts of a document come from: an address, or the number of a source document."""

    title: Text
    url: Url | None = None
    seed: Annotated[Line, StringConstraints(pattern=r"^[0-9a-z_]+$")] | None = None


class Contact(Model):
    """Whom to ask: a role, never a person."""

    role: Line
    email: Email | None = None
    phone: Phone | None = None
    url: Url | None = None


class Classified(Model):
    """What documents and series have in common: title, language and where they belong."""

    title: Header
    lang: Language | None = None
    summary: Plain | None = None
    topics: Annotated[Many[Annotated[Line, Ref("temaer")]], Facet(1)] = ()
    specialties: Annotated[Many[Annotated[Line, Ref("fagomrader")]], Facet(2)] = ()
    audiences: Annotated[Many[Annotated[Line, Ref("malgrupper")]], Facet(5)] = ()
    municipalities: Annotated[Many[Annotated[Line, Ref("kommuner")]], Facet(4)] = ()
    learning_goals: Annotated[Many[Annotated[Line, Ref("laeringsmal")]], Facet(6)] = ()
    sources: Many[SourceRef] = ()
    contact: Contact | None = None


class FrontMatter(Classified):
    """The front matter that every document may have."""

    date: Day | None = None
    updated: Many[Update] = ()
    sender: Annotated[Organisation | None, Facet(3)] = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    review_by: Day | None = None
    withdrawn: Withdrawal | None = None
    replaces: Many[DocumentId] = ()
    aliases: Many[FormerUrl] = ()
    draft: Annotated[bool, Field(strict=True)] = False

    @property
    def published(self) -> datetime.date | None:
        """The day the document enters the archive; None means that it was always there."""
        return self.date or self.valid_from

    @property
    def counted_on(self) -> datetime.date | None:
        """The day on which its learning goals must still apply."""
        return self.valid_from or self.date

    def when(self) -> tuple[str, str]:
        """Give when an event takes place: as ISO 8601, and in words where it has no day; else nothing twice."""
        return "", ""

    def event_type(self) -> str:
        """Give what sort of event it is, as an id of the register; nothing for what is no event."""
        return ""

    def state(self, _today: datetime.date) -> str:
        """Give a status that is the kind's own, as a key of the translation files; nothing where it has none."""
        return ""

    def calling_off(self) -> Withdrawal | None:
        """Give the day and the reason why it will not take place; nothing where it will."""
        return None

    def told(self) -> str:
        """Give what the kind's own fields say in words, so that search finds it."""
        return ""

    def listed(self) -> tuple[str, ...]:
        """Give the ids of the documents that this one carries, as a newsletter issue does."""
        return ()

    def mentions(self) -> tuple[str, ...]:
        """Give the ids of the documents that this one names in its fields: their pages tell that it does."""
        return ()

    def periods(self) -> tuple[tuple[str, datetime.date | None, datetime.date | None], ...]:
        """Pairs of dates, the first of which may not be after the second, each with the name of the later field."""
        withdrawn = self.withdrawn.date if self.withdrawn else None
        return (("valid_to", self.valid_from, self.valid_to), ("withdrawn", self.published, withdrawn))

    def as_of(self, day: datetime.date) -> Self:
        """Leave out the dated entries that were added after ``day``."""
        later: dict[str, object] = {}
        if any(update.date > day for update in self.updated):
            later["updated"] = tuple(update for update in self.updated if update.date <= day)
        if self.withdrawn and self.withdrawn.date > day:
            later["withdrawn"] = None
        return self.model_copy(update=later) if later else self


ModelT = TypeVar("ModelT", bound=Model)


def validate(model: type[ModelT], loaded: Loaded, path: str, field: str = "") -> tuple[ModelT | None, list[Problem]]:
    """Make ``model`` of loaded YAML, or say everything that keeps it from being made.

    ``field`` is the place of the value within the file, such as ``3`` for the fourth entry of a register.
    """
    value = loaded.value
    for part in field.split(".") if field else ():
        value = value[int(part)] if isinstance(value, list) else value[part]  # type: ignore[index]
    if value is None:
        value = {}
    if not isinstance(value, dict):
        return None, [Problem.at(path, "felt-kart", line=_line(loaded, field), field=field)]
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, list(_problems(model, error, loaded, path, field))


def _line(loaded: Loaded, field: str) -> int:
    while field:
        if field in loaded.lines:
            return loaded.lines[field]
        field = field.rpartition(".")[0]
    return min(loaded.lines.values(), default=2) if loaded.lines else 1


def _problems(model: type[Model], error: ValidationError, loaded: Loaded, path: str, prefix: str) -> Iterator[Problem]:
    flagged = {problem.field for problem in loaded.problems}
    for entry in error.errors(include_url=False, include_context=True):
        place = tuple(part for part in entry["loc"] if not _is_no_field(part))
        field = ".".join(map(str, place))
        field = f"{prefix}.{field}" if prefix and field else prefix or field
        if field in flagged:
            continue
        code, values = _wording(model, entry, place)
        yield Problem(path, _line(loaded, field), code, field, placeholders(values))


def _is_no_field(part: str | int) -> bool:
    """Whether a part of a place is the tag of a union, or a name that a terminal had better not be shown."""
    return isinstance(part, str) and (part.startswith("@") or not part.isprintable())


_CODES = {
    "missing": "felt-mangler",
    "quote": "felt-anforsel",
    "text": "felt-tekst",
    "date": "felt-dato",
    "moment": "felt-tidspunkt",
    "moment-gap": "tid-finnes-ikke",
    "list": "felt-liste",
    "https": "felt-https",
    "header": "felt-linje",
    "mail-address": "felt-epost",
    "mail-subject": "felt-emne",
    "channel": "felt-kanal",
    "former-url": "adresse-alias",
    "personal-e-mail": "kontakt-personlig",
    "base-url": "felt-adresse",
    "colour": "felt-farge",
    "contrast": "felt-kontrast",
    "string_too_short": "felt-tomt",
    "string_too_long": "felt-langt",
    "too_short": "felt-tomt",
    "too_long": "felt-langt",
    "bool_type": "felt-bryter",
    "model_type": "felt-kart",
}


def _wording(model: type[Model], entry: Any, place: tuple[str | int, ...]) -> tuple[str, dict[str, object]]:
    kind, name = entry["type"], str(place[-1]) if place else ""
    shown = _as_written(entry["input"])[:60]
    if kind == "extra_forbidden":
        known = sorted(_fields_at(model, place[:-1]))
        near = difflib.get_close_matches(name, known, 1)
        if near:
            return "felt-ukjent-mente", {"name": name, "near": near[0]}
        return "felt-ukjent", {"name": name, "known": ", ".join(known)}
    if kind == "string_pattern_mismatch":
        code = {"lang": "felt-sprak", "language": "felt-sprak"}.get(name, "felt-form")
        return code, {"name": name, "value": shown}
    return _CODES.get(kind, "felt-form"), {"name": name, "value": shown}


def _as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


@cache
def _fields_at(model: type[Model], place: tuple[str | int, ...]) -> frozenset[str]:
    for part in place:
        if isinstance(part, int):
            continue
        inner = _models_in(model.model_fields[part].annotation)
        if not inner:
            return frozenset()
        model = inner[0]
    return frozenset(model.model_fields)


def _models_in(annotation: object) -> list[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [found for part in get_args(annotation) for found in _models_in(part)]


@cache
def references(model: type[Model]) -> Mapping[str, str]:
    """Name the fields of a model that hold ids, each with what they refer to.

    >>> references(Update), references(FrontMatter)["topics"]
    ({}, 'temaer')
    """
    found: dict[str, str] = {}
    for name, info in model.model_fields.items():
        marks = [mark for mark in (*info.metadata, *_marks(info.annotation)) if isinstance(mark, Ref)]
        if marks:
            found[name] = marks[0].to
    return found


@cache
def with_ids(model: type[Model]) -> tuple[str, ...]:
    """Name the fields of a model in which there may be ids, be it in a model that lies in them.

    >>> with_ids(Update), with_ids(Endorsement)
    ((), ('organisation',))
    """
    marked = references(model)
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if name in marked or any(map(with_ids, _models_in(info.annotation))))


def _marks(annotation: object) -> list[object]:
    own = list(getattr(annotation, "__metadata__", ()))
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return own
    return own + [mark for part in get_args(annotation) for mark in _marks(part)]

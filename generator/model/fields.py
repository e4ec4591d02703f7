"""The types of fields: what an editor may write in each, and the code of what is wrong where it is something else."""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from generator.base import web_addresses
from generator.base.norwegian_time import is_possible
from generator.base.personal import is_personal_address
from generator.body.signs import unmarked
from generator.source.file_names import MAX_NAME, MAX_PATH

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
        if not is_possible(value):
            raise PydanticCustomError("year", "year")
        return value
    raise PydanticCustomError("date", "date")


def _list(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    if value is None:
        raise PydanticCustomError("too_short", "empty")
    raise PydanticCustomError("list", "list")


def _https(value: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"\\^`{|}]+", value) or web_addresses.fault(value):
        raise PydanticCustomError("https", "https")
    return value


def _of_a_role(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>\"%?&,;:()\\]+@[^@\s<>\"%?&,;:()\\]+\.[a-z]{2,}", value):
        raise PydanticCustomError("e-mail", "e-mail")
    if is_personal_address(value):
        raise PydanticCustomError("personal-e-mail", "personal-e-mail")
    return value


def _mail_or_https(value: str) -> str:
    return _https(value) if "/" in value else _of_a_role(value)


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
    # It becomes a file, with the same limits as every other.
    if len(value) > MAX_PATH or max(map(len, value.removesuffix(".html").split("/"))) > MAX_NAME:
        raise PydanticCustomError("string_too_long", "string_too_long")
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
EmailOrUrl = Annotated[Line, AfterValidator(_mail_or_https)]
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

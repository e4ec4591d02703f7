"""``site_config.yml``: the one file a host edits."""

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlencode

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from generator.base.problems import Problem, UsageError
from generator.model.fields import EmailOrUrl, Header, Language, Line, MailAddress, Model, Text, Url
from generator.model.references import names
from generator.model.validation import has_errors, validate
from generator.source import hardened_yaml
from generator.source.files import decode
from generator.source.migrations import CURRENT, OLDEST

FILE = "site_config.yml"
MINIMUM_CONTRAST = 4.5
DARK_BACKGROUND = (0x14, 0x1A, 0x1F)


def _base_url(value: str) -> str:
    if not re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~-]+)*/?", value):
        raise PydanticCustomError("base-url", "base-url")
    return value if value.endswith("/") else f"{value}/"


def _mail_subject(value: str) -> str:
    if value.count("TITLE") != 1:
        raise PydanticCustomError("mail-subject", "mail-subject")
    return value


def _public_key(value: str) -> str:
    # Minisign's: base64 of "Ed", eight bytes that name the key, and the 32 of the key.
    if not re.fullmatch(r"RW[A-Za-z0-9+/]{54}", value):
        raise PydanticCustomError("public-key", "public-key")
    return value


def _version(value: int) -> int:
    if not OLDEST <= value <= CURRENT:
        raise PydanticCustomError("version", "version")
    return value


class Config(Model):
    """The settings of a site; each is described in ``docs/hosting.md``."""

    site_name: Header
    base_url: Annotated[Line, AfterValidator(_base_url)]
    language: Language
    description: Text | None = None
    accent: Line = "#0b5a6f"
    repository: Url | None = None
    mail_address: MailAddress | None = None
    mail_name: Header | None = None
    mail_subject: Annotated[Header, AfterValidator(_mail_subject)] = "TITLE"
    mail_preheader: Line | None = None
    feedback: EmailOrUrl | None = None
    offline: bool = True
    download: bool = False
    compress: bool = False
    public_key: Annotated[Line, AfterValidator(_public_key)] | None = None
    version: Annotated[int, Field(strict=True), AfterValidator(_version)] = OLDEST

    @field_validator("accent")
    @classmethod
    def _readable(cls, value: str, _info: ValidationInfo) -> str:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            raise PydanticCustomError("colour", "colour")
        if contrast(_rgb(value), (255, 255, 255)) < MINIMUM_CONTRAST:
            raise PydanticCustomError("contrast", "contrast")
        return value.lower()

    @property
    def path(self) -> str:
        """The path part of ``base_url``, such as ``/fagarkiv/``."""
        return "/" + self.base_url.split("/", 3)[3]

    def commit_url(self, commit: str) -> str:
        """Tell where the repository's viewer shows a commit, as GitHub, GitLab and Forgejo have it."""
        return f"{(self.repository or '').rstrip('/')}/commit/{commit}"

    def feedback_url(self, title: str, url: str) -> str:
        """Lead to where a reader tells of a fault on a page: a mail or a form, which names the page."""
        about = f"{title}\n{self.base_url}{url}\n\n"
        if "/" not in (self.feedback or ""):
            return f"mailto:{self.feedback}?{urlencode({'subject': title, 'body': about}, quote_via=quote)}"
        return f"{self.feedback}?{urlencode({'title': title, 'body': about}, quote_via=quote)}"

    @property
    def accent_on_dark(self) -> str:
        """The accent made so much lighter that it can be read on the dark background."""
        red, green, blue = _rgb(self.accent)
        for step in range(101):
            share = step / 100
            mixed = (_mix(red, share), _mix(green, share), _mix(blue, share))
            if contrast(mixed, DARK_BACKGROUND) >= MINIMUM_CONTRAST + 1.5:
                return "#{:02x}{:02x}{:02x}".format(*mixed)
        return "#ffffff"


def _mix(channel: int, share: float) -> int:
    return round(channel + (255 - channel) * share)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Give the contrast of two sRGB colours, from 1 to 21 (WCAG 2.2, "contrast ratio").

    >>> round(contrast((0, 0, 0), (255, 255, 255)))
    21
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def read(path: Path) -> tuple[Config | None, list[Problem]]:
    """Read the settings in ``path``.

    Raises:
        UsageError: there is no such file.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError("bruk-uten-oppsett", path=path) from error
    text, problems = decode(path.name, raw)
    loaded = hardened_yaml.load(text, path.name, names=names(Config))
    found = validate(Config, loaded, path.name)
    problems += found.problems + loaded.problems
    return (None if has_errors(problems) else found.matter), problems

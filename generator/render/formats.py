"""The output formats, and what every page depends on besides its own data."""

import hashlib
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

import theme as files
from generator.model.config import Config
from generator.model.registers import Registers
from generator.pages.page import ATOM, CALENDAR, JSON_FEED, MAIL, Bodies, Page
from generator.render.calendar import calendar
from generator.render.feed import atom, json_feed
from generator.render.html import html
from generator.render.theme import Theme


def mail(page: Page, theme: Theme, bodies: Bodies) -> bytes:
    """Write an issue as a mail."""
    from generator.render.eml import message  # only where an issue has changed: it takes long to load

    return message(theme.letters.mail(page, bodies).mail)


# What is not named here is a template of HTML.
FORMATS: Mapping[str, Callable[[Page, Theme, Bodies], bytes]] = MappingProxyType(
    {CALENDAR: calendar, ATOM: atom, JSON_FEED: json_feed, MAIL: mail}
)


def render(page: Page, theme: Theme, bodies: Bodies) -> bytes:
    """Make the bytes of a page."""
    return FORMATS.get(page.template, html)(page, theme, bodies)


def salt(config: Config, registers: Registers, statics: Mapping[str, str], code: bytes) -> bytes:
    """Hash what every page depends on: settings, registers, statics, templates, translations and the program itself."""
    digest = hashlib.blake2b(code + config.model_dump_json().encode(), digest_size=32)
    digest.update(json.dumps(statics, sort_keys=True).encode())
    for name, entries in sorted(registers.items()):
        digest.update(name.encode() + repr(list(entries.values())).encode())
    for folder in ("mail", "templates", "translations"):
        for file in sorted((files.PATH / folder).iterdir()):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.digest()

"""What a page is, before it is rendered."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

from generator.pages.cards import Key

CALENDAR = "kalender.ics"
MAIL = "post.eml"
ATOM, JSON_FEED = "atom.xml", "feed.json"

Shown = TypeVar("Shown")
Bodies: TypeAlias = Callable[[bytes], str]
"""Gives the HTML of a document's body by its key."""

# One for all: making one takes as long as a small value does.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


class Data(Protocol):
    """The values that a page shows: a named tuple of plain values, one class for each template.

    A page is rendered anew when they change and only then, so everything a template shows must be in them.
    """

    def _asdict(self) -> dict[str, Any]: ...


class Nothing(NamedTuple):
    """What a page shows that always shows the same."""


class Page(NamedTuple):
    """One page: its address, its template, its title and the values it shows.

    ``CALENDAR`` as the template makes a calendar, ``MAIL`` a mail of an issue, ``ATOM`` and ``JSON_FEED`` a feed.
    """

    url: str
    template: str
    title: str | Key
    data: Data


def shows(page: Page, data: type[Shown]) -> Shown:
    """Give the values of a page whose template shows just such ones.

    Raises:
        TypeError: it shows others.
    """
    if not isinstance(page.data, data):
        raise TypeError(f"{page.url}: {page.template} shows {data.__name__}")
    return page.data


class Planned(NamedTuple):
    """A page that may not have to be made: ``inputs`` are plain values that change whenever the page would.

    What all pages depend on (settings, registers, templates) need not be in them.
    """

    url: str
    inputs: object
    make: Callable[[], Page]


def planned(page: Page) -> Planned:
    """Plan a page that is made of plain values only."""
    return Planned(page.url, page[1:], partial(_itself, page))


def all_planned(pages: Sequence[Page]) -> Iterator[Planned]:
    """Plan pages that are made of plain values only, of which many list the same ``items``: each is read once."""
    marks: dict[int, str] = {}  # by identity, which stays as long as the pages hold the items

    def mark(item: object) -> str:
        if id(item) not in marks:
            marks[id(item)] = hashlib.blake2b(_ENCODER.encode(item).encode(), digest_size=16).hexdigest()
        return marks[id(item)]

    for page in pages:
        values = page.data._asdict()
        values["items"] = [*map(mark, values.get("items", ()))]
        yield planned(page)._replace(inputs=(page.template, page.title, values))


def _itself(page: Page) -> Page:
    return page


def fingerprint(page: Planned, salt: bytes) -> bytes:
    """Hash what a page is made of; ``salt`` stands for what all pages share."""
    made_of = _ENCODER.encode((page.url, page.inputs)).encode()
    return hashlib.blake2b(made_of, key=salt, digest_size=16).digest()

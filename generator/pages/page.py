"""What a page is, before it is rendered."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from generator.pages.views import Key

CALENDAR = "kalender.ics"
MAIL = "post.eml"
ATOM, JSON_FEED = "atom.xml", "feed.json"

Bodies: TypeAlias = Callable[[bytes], str]
"""Gives the HTML of a document's body by its key."""

# One for all: making one takes as long as a small value does.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


class Page(NamedTuple):
    """One page: its address, its template, its title and the values it shows.

    ``CALENDAR`` as the template makes a calendar of its ``events``; its ``name`` and the ``wording`` of its events are
    keys of the translation files, or empty.  ``MAIL`` makes a mail of an issue, and ``ATOM`` and ``JSON_FEED`` a feed.
    """

    url: str
    template: str
    title: str | Key
    data: Mapping[str, object]


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
        items: Any = page.data.get("items", ())
        yield planned(page)._replace(inputs=(page.template, page.title, {**page.data, "items": [*map(mark, items)]}))


def _itself(page: Page) -> Page:
    return page


def fingerprint(page: Planned, salt: bytes) -> bytes:
    """Hash what a page is made of; ``salt`` stands for what all pages share."""
    made_of = _ENCODER.encode((page.url, page.inputs)).encode()
    return hashlib.blake2b(made_of, key=salt, digest_size=16).digest()

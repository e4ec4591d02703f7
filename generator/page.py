"""What a page is, before it is rendered."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from generator.views import Key

CALENDAR = "kalender.ics"
MAIL = "post.eml"
ATOM, JSON_FEED = "atom.xml", "feed.json"


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
    return Planned(page.url, page[1:], lambda: page)

"""A list of cards on pages, and what stands above it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.pages.addresses import FeedUrls
from generator.pages.cards import Card, Key, Named
from generator.pages.goals import GoalFacts
from generator.pages.lists import ListPart
from generator.pages.page import Page
from generator.pages.region_page import RegionFacts


class RoleRow(NamedTuple):
    """A contact role in a place: the office that has it, and how it is reached; all empty where nobody has it.

    ``until`` is the last day it has it, ``state`` how it stands with the role: a key of the translation files;
    ``lasts`` tells that the end is far off.
    """

    role: str
    office: str
    email: str
    phone: str
    url: str
    until: str
    state: str
    lasts: bool


class OrganisationFacts(NamedTuple):
    """What the register says of an organisation beyond its name."""

    orgnr: str
    url: str
    note: str


class Listing(NamedTuple):
    """What one page of a list shows; ``kind``, ``intro`` and ``group_label`` are keys of the translation files.

    ``up`` lies above it, ``overviews`` are other views of the same, ``groups`` parts of it.  ``facts``, ``goal``,
    ``region`` and ``roles`` belong to the entry of a register that the list is of; ``standing`` is what applies of what
    is kept up to date there, ``to_use`` what is made to be used.
    """

    items: tuple[Card, ...] = ()
    newer: str = ""
    older: str = ""
    first: bool = False
    up: tuple[Named, ...] = ()
    kind: str = ""
    intro: str = ""
    overviews: tuple[Named, ...] = ()
    group_label: str = ""
    groups: tuple[Named, ...] = ()
    feeds: FeedUrls | None = None
    feed_title: Key | None = None
    facts: OrganisationFacts | None = None
    goal: GoalFacts | None = None
    region: RegionFacts | None = None
    roles: tuple[RoleRow, ...] | None = None
    standing: tuple[Card, ...] = ()
    to_use: tuple[Card, ...] = ()


def list_pages(parts: Sequence[ListPart[Card]], title: str | Key, above: Listing) -> Iterator[Page]:
    """Plan the pages of a list; ``above`` is what stands above all of them."""
    for number, part in enumerate(parts):
        shown = above._replace(items=part.items, newer=part.newer, older=part.older, first=number == 0)
        yield Page(part.url, "liste.html", title, shown)

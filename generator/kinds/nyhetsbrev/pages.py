"""What an issue's page shows, and the overview of everything that was sent."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.kinds.nyhetsbrev.model import NAME, Issue
from generator.model.archive import Document
from generator.pages.addresses import overview_url
from generator.pages.cards import Card, Key, Named
from generator.pages.lists import newest_first
from generator.pages.page import Page
from generator.pages.views import Views

OVERVIEW = overview_url(NAME, "utsendinger.html")


class PartRow(NamedTuple):
    """A section of an issue: its heading, or nothing, and its items."""

    heading: str
    items: tuple[Card, ...]


class IssueDetails(NamedTuple):
    """What an issue's page shows besides: the items as they were sent, and through which channels."""

    parts: tuple[PartRow, ...]
    channels: tuple[str, ...]


class SentRow(NamedTuple):
    """An issue in the overview: its sender, for whom it is, the channels, and how many items it has."""

    card: Card
    sender: Named
    readers: tuple[Named, ...]
    channels: tuple[str, ...]
    total: int


class SentData(NamedTuple):
    """A page of the overview of everything that was sent."""

    rows: tuple[SentRow, ...]
    newer: str
    older: str


def details(document: Document[Issue], views: Views) -> IssueDetails:
    """Add the items as they were sent."""
    day = document.matter.date
    parts = (PartRow(heading, views.all_carried(items, day)) for heading, items in document.matter.parts())
    return IssueDetails(tuple(parts), document.matter.channels)


def plan(views: Views) -> Iterator[Page]:
    """List every issue with what was sent, by whom, to whom and through which channels, newest first."""
    issues = sorted(views.archive.of(Issue), key=lambda one: (one.matter.date, one.id))
    rows = [_row(one, views) for one in issues]
    for part in newest_first(OVERVIEW, rows):
        data = SentData(part.items, part.newer, part.older)
        yield Page(part.url, "utsendinger.html", Key("overview_nyhetsbrev"), data)


def _row(issue: Document[Issue], views: Views) -> SentRow:
    matter = issue.matter
    readers = [("malgrupper", one) for one in matter.audiences] + [("kommuner", one) for one in matter.municipalities]
    named = tuple(views.named(register, one) for register, one in readers)
    sender = views.named("organisasjoner", matter.sender)
    total = len(views.all_carried(matter.listed(), matter.date))
    return SentRow(views.card(issue), sender, named, matter.channels, total)

"""What an issue's page shows, and the overview of everything that was sent."""

from collections.abc import Iterator

from generator.kinds.base import Details
from generator.kinds.nyhetsbrev.model import NAME, Issue
from generator.model.archive import Document
from generator.pages.addresses import overview_url
from generator.pages.lists import newest_first
from generator.pages.page import Page
from generator.pages.views import Key, Views

OVERVIEW = overview_url(NAME, "utsendinger.html")


def details(document: Document[Issue], views: Views) -> Details:
    """Add the items as they were sent."""
    return {
        "parts": tuple((heading, views.cards(items)) for heading, items in document.matter.parts()),
        "channels": document.matter.channels,
    }


def plan(views: Views) -> Iterator[Page]:
    """List every issue with what was sent, by whom, to whom and through which channels, newest first."""
    issues = sorted(views.archive.of(Issue), key=lambda one: (one.matter.date, one.id))
    rows = [_row(one, views) for one in issues]
    for part in newest_first(OVERVIEW, rows):
        data = {"rows": part.items, "newer": part.newer, "older": part.older}
        yield Page(part.url, "utsendinger.html", Key("overview_nyhetsbrev"), data)


def _row(issue: Document[Issue], views: Views) -> tuple[object, ...]:
    """Give an issue, its sender, for whom it is, the channels, and how many items it has."""
    matter = issue.matter
    readers = [("malgrupper", one) for one in matter.audiences] + [("kommuner", one) for one in matter.municipalities]
    named = tuple(views.named(register, one) for register, one in readers)
    sender = views.named("organisasjoner", matter.sender)
    return views.card(issue), sender, named, matter.channels, len(views.cards(matter.listed()))

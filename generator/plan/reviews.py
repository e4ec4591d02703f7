"""What must be gone through again: all of it, and what each organisation answers for, with calendars."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.model.reviews import Review, due
from generator.model.status import REVIEW_NOTICE_DAYS
from generator.pages import addresses, ics
from generator.pages.cards import Card, Key, Named, iso
from generator.pages.lists import collation, in_order
from generator.pages.page import CALENDAR, Page
from generator.pages.views import Views

_CALENDAR_DAYS = 366


class ReviewRow(NamedTuple):
    """What must be gone through: the document, the day, and those that answer for it."""

    card: Card
    day: str
    answering: tuple[Named, ...]


class ReviewGroup(NamedTuple):
    """An organisation's own list, and how much of it is due."""

    named: Named
    due: int


class ReviewData(NamedTuple):
    """A page of a list of reviews; ``regions`` is where lists of what regions must look at again are, if there are."""

    groups: tuple[ReviewGroup, ...]
    up: tuple[Named, ...]
    items: tuple[ReviewRow, ...] = ()
    newer: str = ""
    older: str = ""
    first: bool = False
    calendar: str = ""
    regions: str = ""


def by_organisation(found: Iterable[Review]) -> Mapping[str, Sequence[Review]]:
    """Part what must be gone through again by who answers for it."""
    parted: dict[str, list[Review]] = defaultdict(list)
    for review in found:
        for organisation in review.organisations:
            parted[organisation].append(review)
    return parted


def review_pages(views: Views, found: Sequence[Review]) -> Iterator[Page]:
    """Plan the list of what is due, all of it and by organisation, with calendars."""
    parted = by_organisation(found)
    named = [
        ReviewGroup(Named(views.name("organisasjoner", one), addresses.review_url(one)), due_count(views, own))
        for one, own in parted.items()
    ]
    groups = tuple(sorted(named, key=lambda one: (collation(str(one.named.name)), one.named.url)))
    regions = addresses.OLDER if views.archive.registers["regioner"] else ""
    yield from _review_list(views, addresses.REVIEW, Key("review"), found, ReviewData(groups, (), regions=regions))
    for organisation, own in parted.items():
        data = ReviewData((), (Named(Key("review"), addresses.REVIEW),))
        name = views.name("organisasjoner", organisation)
        yield from _review_list(views, addresses.review_url(organisation), name, own, data)


def due_count(views: Views, found: Iterable[Review]) -> int:
    """Count what is due now or soon."""
    return sum(1 for _ in due(found, views.today, REVIEW_NOTICE_DAYS))


def _review_list(views: Views, url: str, title: str | Key, found: Sequence[Review], data: ReviewData) -> Iterator[Page]:
    """List what is due, and give the calendar of it and of the year to come."""
    rows = [_row(views, review) for review in due(found, views.today, REVIEW_NOTICE_DAYS)]
    feed = addresses.calendar_url(url) if found else ""
    for part in in_order(url, rows):
        own = data._replace(items=part.items, newer=part.newer, older=part.older, first=part.url == url, calendar=feed)
        yield Page(part.url, "revisjon.html", title, own)
    # A calendar may not be empty (RFC 5545, 3.6), so the next review is there however far off it is.
    if events := [*due(found, views.today, _CALENDAR_DAYS)] or [*found[:1]]:
        entries = tuple(_event(views, review) for review in events)
        yield Page(feed, CALENDAR, title, ics.CalendarData("review", "review_event", entries))


def _row(views: Views, review: Review) -> ReviewRow:
    answering = tuple(views.named("organisasjoner", one) for one in review.organisations)
    return ReviewRow(views.standing_card(review.document), iso(review.day), answering)


def _event(views: Views, review: Review) -> ics.CalendarEvent:
    """Give what a calendar says of a review."""
    card, document = views.standing_card(review.document), review.document
    uid = f"revisjon-{views.lasting(document.url).removesuffix('.html')}"
    return ics.CalendarEvent(uid, iso(review.day), "", views.changed(document), card.title, card.url)

"""What must be gone through again: all of it, and what each organisation answers for, with calendars."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model.reviews import Review, due
from generator.model.status import REVIEW_NOTICE_DAYS
from generator.pages import addresses
from generator.pages.lists import collation, in_order
from generator.pages.page import CALENDAR, Page
from generator.pages.views import Key, Named, Views

_CALENDAR_DAYS = 366


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
        (Named(views.name("organisasjoner", one), addresses.review_url(one)), due_count(views, own))
        for one, own in parted.items()
    ]
    groups = tuple(sorted(named, key=lambda pair: (collation(str(pair[0].name)), pair[0].url)))
    yield from _review_list(views, addresses.REVIEW, Key("review"), found, {"groups": groups, "up": ()})
    for organisation, own in parted.items():
        data = {"groups": (), "up": (Named(Key("review"), addresses.REVIEW),)}
        name = views.name("organisasjoner", organisation)
        yield from _review_list(views, addresses.review_url(organisation), name, own, data)


def due_count(views: Views, found: Iterable[Review]) -> int:
    """Count what is due now or soon."""
    return sum(1 for _ in due(found, views.today, REVIEW_NOTICE_DAYS))


def _review_list(
    views: Views, url: str, title: str | Key, found: Sequence[Review], data: Mapping[str, object]
) -> Iterator[Page]:
    """List what is due, and give the calendar of it and of the year to come."""
    rows = [views.review(review) for review in due(found, views.today, REVIEW_NOTICE_DAYS)]
    feed = addresses.calendar_url(url) if found else ""
    for part in in_order(url, rows):
        own = {"items": part.items, "newer": part.newer, "older": part.older, "first": part.url == url}
        yield Page(part.url, "revisjon.html", title, {**data, **own, "calendar": feed})
    # A calendar may not be empty (RFC 5545, 3.6), so the next review is there however far off it is.
    if events := [*due(found, views.today, _CALENDAR_DAYS)] or [*found[:1]]:
        data = {"name": "review", "wording": "review_event", "events": tuple(map(views.event, events))}
        yield Page(feed, CALENDAR, title, data)

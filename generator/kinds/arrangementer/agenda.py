"""Events as readers meet them: what is to come, what recurs, what has been, and the same as calendars."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from generator.base import norwegian_time
from generator.kinds.arrangementer.model import NAME, Arrangement
from generator.model.archive import Document
from generator.model.status import Status
from generator.pages import ics
from generator.pages.addresses import calendar_url, event_url, kind_url, overview_url
from generator.pages.cards import Card, Key, Named, SourceRow
from generator.pages.ics import CalendarData
from generator.pages.listing import Listing, list_pages
from generator.pages.lists import collation, in_order, newest_first
from generator.pages.page import CALENDAR, Page
from generator.pages.views import Views

_PAST_SHOWN = 5
_CALENDAR_DAYS = 366

LIST = kind_url(NAME)
PAST = overview_url(NAME, "tidligere/index.html")
CALENDAR_OF_ALL = overview_url(NAME, "kalender.ics")


class Agenda(NamedTuple):
    """Some events: those to come, soonest first; what recurs, by title; and those that have been, oldest first."""

    coming: tuple[Card, ...]
    recurring: tuple[Card, ...]
    past: tuple[Card, ...]


class EventFact(NamedTuple):
    """What a doctor asks before saying yes: a field and what it says."""

    field: str
    text: str


class EventDetails(NamedTuple):
    """What the page of an event shows besides; of one that recurs, also the others of its series."""

    has_time: bool
    whole_day: bool
    recurs: tuple[str, ...]
    planned: str
    place: str
    link: str
    gives: tuple[EventFact, ...]
    materials: tuple[SourceRow, ...]
    series_page: Named | None
    coming: tuple[Card, ...]
    recurring: tuple[Card, ...]
    past: tuple[Card, ...]
    calendar: str


class AgendaData(NamedTuple):
    """A page of the list of events: those to come, and on the ``first`` page what recurs and what has been."""

    items: tuple[Card, ...]
    newer: str
    older: str
    first: bool
    recurring: tuple[Card, ...]
    recent: tuple[Card, ...]
    past: str
    calendar: str
    calendars: tuple[Named, ...]


def agenda(views: Views, series: str = "") -> Agenda:
    """Give the events of the archive, or those of one series."""
    found = [one for one in _events(views) if not series or one.matter.series == series]
    found.sort(key=lambda one: (_begins(one), one.id))
    coming = [one for one in found if _is_to_come(one, views)]
    recurring = [one for one in found if one.matter.recurs and one not in coming]
    past = [one for one in found if one not in coming and one not in recurring]
    by_title = sorted(map(views.card, recurring), key=lambda card: (collation(card.title), card.url))
    return Agenda(tuple(map(views.card, coming)), tuple(by_title), tuple(map(views.card, past)))


def _events(views: Views) -> Iterator[Document[Arrangement]]:
    return views.archive.of(Arrangement)


def _begins(event: Document[Arrangement]) -> str:
    """Give what events are put in order by; one that is only planned comes after those that have a day."""
    starts = event.matter.starts
    return norwegian_time.written(starts) if starts else "9999"


def _is_to_come(event: Document[Arrangement], views: Views) -> bool:
    """Whether an event has not been yet; what was cancelled stays among the others until its day."""
    matter, status = event.matter, Status(views.card(event).status)
    if matter.last_day and status in (Status.PLANNED, Status.CANCELLED):
        return views.today <= matter.last_day
    return matter.last_day is None and not matter.recurs and (status.applies or status is Status.COMING)


def details(event: Document[Arrangement], views: Views) -> EventDetails:
    """Give what the page of an event shows beyond what all pages do."""
    matter = event.matter
    series = views.archive.documents.get(matter.series or "")
    own = agenda(views, event.id) if matter.recurs else Agenda((), (), ())
    return EventDetails(
        has_time=bool(matter.starts and norwegian_time.has_time(matter.starts)),
        whole_day=matter.whole_day,
        recurs=matter.recurs,
        planned=matter.planned or "",
        place=matter.place or "",
        link=matter.link or "",
        gives=tuple(EventFact(*one) for one in matter.facts()),
        materials=tuple(SourceRow(one.title, one.url) for one in matter.materials),
        series_page=Named(series.matter.title, series.url) if series else None,
        coming=own.coming,
        recurring=own.recurring,
        past=own.past[::-1][:_PAST_SHOWN],
        calendar=event_url(event) if matter.starts else "",
    )


def pages(views: Views) -> Iterator[Page]:
    """Plan the lists: what is to come and recurs, and everything that has been; and the calendars."""
    whole = agenda(views)
    calendars = list(_calendars(views))
    of_senders = tuple(Named(page.title, page.url) for page in calendars if isinstance(page.title, str))
    title = Key(f"kind_{NAME}")
    for part in in_order(LIST, whole.coming):
        data = AgendaData(
            items=part.items,
            newer=part.newer,
            older=part.older,
            first=part.url == LIST,
            recurring=whole.recurring,
            recent=whole.past[::-1][:_PAST_SHOWN],
            past=PAST if whole.past else "",
            calendar=CALENDAR_OF_ALL if calendars else "",
            calendars=tuple(sorted(of_senders, key=lambda one: (collation(str(one.name)), one.url))),
        )
        yield Page(part.url, "agenda.html", title, data)
    if whole.past:
        up = (Named(title, LIST),)
        yield from list_pages(newest_first(PAST, whole.past), Key("past_events"), Listing(up=up))
    yield from calendars
    for event in _events(views):
        if event.matter.starts:
            yield _calendar(event_url(event), event.matter.title, [_entry(event, views)], name="")


def _calendars(views: Views) -> Iterator[Page]:
    """Plan the calendar of all, and one for each sender, with what was within the last year or is to come."""
    since = views.today - timedelta(days=_CALENDAR_DAYS)
    dated = sorted((one for one in _events(views) if one.matter.starts), key=lambda one: (_begins(one), one.id))
    by_sender: dict[str, list[Document[Arrangement]]] = defaultdict(list)
    for event in dated:
        if event.matter.sender:
            by_sender[event.matter.sender].append(event)
    if dated:
        entries = [_entry(one, views) for one in _since(dated, since)]
        yield _calendar(CALENDAR_OF_ALL, Key("kind_arrangementer"), entries)
    for sender, own in by_sender.items():
        url = calendar_url(overview_url(NAME, f"{sender}/index.html"))
        entries = [_entry(one, views) for one in _since(own, since)]
        yield _calendar(url, views.name("organisasjoner", sender), entries)


def _since(dated: Sequence[Document[Arrangement]], day: date) -> Sequence[Document[Arrangement]]:
    """Leave out the old ones, but never all: a calendar may not be empty (RFC 5545, 3.6)."""
    return [one for one in dated if (one.matter.last_day or date.max) >= day] or dated[-1:]


def _calendar(url: str, title: str | Key, entries: Iterable[ics.CalendarEvent], name: str = NAME) -> Page:
    return Page(url, CALENDAR, title, CalendarData(f"kind_{name}" if name else "", "", tuple(entries)))


def _entry(event: Document[Arrangement], views: Views) -> ics.CalendarEvent:
    matter, card = event.matter, views.card(event)
    starts, _, ends = card.when.partition("/")
    return ics.CalendarEvent(
        uid=f"arrangement-{views.lasting(event.url).removesuffix('.html')}",
        starts=starts,
        ends=ends,
        changed=views.changed(event, *_cancelled(matter)),
        summary=card.title,
        url=event.url,
        place=", ".join(part for part in (matter.place, matter.link) if part),
        text=card.summary,
        category=card.type,
        cancelled=card.status == Status.CANCELLED,
        sequence=len(matter.updated) + len(_cancelled(matter)),
    )


def _cancelled(matter: Arrangement) -> tuple[date, ...]:
    return (matter.cancelled.date,) if matter.cancelled else ()

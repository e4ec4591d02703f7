"""What changed when: new editions, changes readers are told of, and what was replaced, ran out or was withdrawn."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from generator.model.archive import Document, begins, is_void
from generator.model.edition import Edition
from generator.model.lineage import Comparison, earlier, edition_name
from generator.model.status import CHANGE_NOTICE_DAYS, Status, status
from generator.pages.addresses import comparison_url
from generator.pages.cards import Card
from generator.pages.views import Views


class TimelineEvent(NamedTuple):
    """Something that changed on one day, with what it happened to; plain values for templates.

    ``what`` is ``ny``, ``utgave``, ``kunngjort``, ``endret``, ``erstattet``, ``utlopt`` or ``trukket``; ``key`` is its
    own for ever.  ``edition`` and ``text`` are what the document says of itself, ``by`` what has replaced it, and
    ``starts`` the day from which an edition that is made known will apply, unless it was withdrawn before.
    ``compared`` tells how an edition differs from the one before it, at ``comparison``.
    """

    day: str
    key: str
    what: str
    card: Card
    edition: str = ""
    text: str = ""
    starts: str = ""
    by: tuple[Card, ...] = ()
    compared: Comparison | None = None
    comparison: str = ""


def recent(views: Views) -> list[TimelineEvent]:
    """Give what has changed in the last 90 days, oldest first."""
    since = views.today - timedelta(days=CHANGE_NOTICE_DAYS)
    return _in_order(event for document in views.archive.documents.values() for event in _of(document, views, since))


def of_series(views: Views, series: str) -> list[TimelineEvent]:
    """Give everything that has changed in a series, oldest first."""
    return _in_order(event for edition in views.archive.editions[series] for event in _of(edition, views, date.min))


def _in_order(events: Iterator[TimelineEvent]) -> list[TimelineEvent]:
    return sorted(events, key=lambda event: (event.day, event.card.title, event.key))


def _of(document: Document, views: Views, since: date) -> Iterator[TimelineEvent]:
    """Yield what has happened to a document after the day ``since``, today included."""
    if document.series in views.archive.series:
        yield from _edition(document, views, since)
    for number, update in enumerate(document.matter.updated):
        if since < update.date <= views.today:
            day = update.date.isoformat()
            key = f"{views.lasting(document.url)}#endret-{day}-{number + 1}"
            yield TimelineEvent(day, key, "endret", *_named(document, views), text=update.change)
    yield from _ended(document, views, since)


def _named(document: Document, views: Views) -> tuple[Card, str]:
    """Show what something happened to: an edition as its series, with its own address and name."""
    if document.series not in views.archive.series:
        return views.card(document), ""
    return views.series_card(views.archive.series[document.series])._replace(url=document.url), edition_name(document)


def _edition(edition: Document, views: Views, since: date) -> Iterator[TimelineEvent]:
    applies, known = _in_force(edition), edition.matter.published or date.min
    text = (edition.matter.change if isinstance(edition.matter, Edition) else None) or ""
    before = earlier(views.archive, edition)
    compared = views.comparisons.get((before[-1].key, edition.key)) if before else None
    comparison = comparison_url(before[-1].url, edition.url) if before else ""
    for day, what in ((known, "kunngjort"), (applies, "utgave" if before else "ny")):
        has_happened = day < applies if what == "kunngjort" else not is_void(edition)
        if since < day <= views.today and has_happened:
            yield TimelineEvent(
                day.isoformat(),
                f"{views.lasting(edition.url)}#{what}",
                what,
                *_named(edition, views),
                text,
                applies.isoformat() if what == "kunngjort" and not is_void(edition) else "",
                (),
                compared,
                comparison,
            )


def _ended(document: Document, views: Views, since: date) -> Iterator[TimelineEvent]:
    archive = views.archive
    later = (archive.documents[one] for one in archive.replaced_by.get(document.id, ()))
    for other in (one for one in later if not is_void(one)):
        day = _in_force(other)
        is_next_edition = other.series in archive.series and other.series == document.series
        if since < day <= views.today and not is_next_edition:
            key = f"{views.lasting(document.url)}#erstattet-{_id(views, other)}"
            yield TimelineEvent(day.isoformat(), key, "erstattet", *_named(document, views), by=views.cards([other.id]))
    if document.matter.valid_to:
        day = document.matter.valid_to + timedelta(days=1)
        if since < day <= views.today and status(document, archive, day) is Status.EXPIRED:
            key = f"{views.lasting(document.url)}#utlopt"
            yield TimelineEvent(day.isoformat(), key, "utlopt", *_named(document, views))
    withdrawn = document.matter.withdrawn
    if withdrawn and since < withdrawn.date <= views.today:
        day, key = withdrawn.date, f"{views.lasting(document.url)}#trukket"
        yield TimelineEvent(day.isoformat(), key, "trukket", *_named(document, views), text=withdrawn.reason)


def _id(views: Views, document: Document) -> str:
    return views.lasting(document.url).removesuffix(".html")


def _in_force(document: Document) -> date:
    """Give the first day on which a reader who looks finds that the document applies."""
    return max(begins(document), document.matter.published or date.min)

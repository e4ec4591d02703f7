"""What is new for a sender's readers since a day, by what it is: news, events, corrections, new editions and advice."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.kinds import nyheter
from generator.kinds.arrangementer.model import Arrangement
from generator.kinds.nyhetsbrev.elsewhere import concerns
from generator.kinds.nyhetsbrev.model import Issue
from generator.kinds.saker.model import Case
from generator.model.archive import Archive, Document, begins, is_void
from generator.model.registers import municipalities_of
from generator.model.status import status


class New(NamedTuple):
    """Something new: the ``item`` that an issue lists, the document that tells of it, and the day it became so."""

    item: str
    document: Document
    day: date


class WhatsNew(NamedTuple):
    """What is new, each once and newest first, but events soonest first."""

    news: tuple[New, ...]
    events: tuple[New, ...]
    corrected: tuple[New, ...]
    editions: tuple[New, ...]
    advice: tuple[New, ...]

    def __bool__(self) -> bool:
        return any(self[:])


class _Readers(NamedTuple):
    """Whose readers, and since when: what the sender has sent since is not new to them."""

    archive: Archive
    sender: str
    since: date
    today: date

    def may_know(self, item: str, day: date) -> bool:
        """Whether the sender has sent something since a day on which it became new."""
        issues = (self.archive.documents[one].matter for one in self.archive.listed_in.get(item, ()))
        return any(one.sender == self.sender and not one.draft and (one.published or date.max) >= day for one in issues)

    def is_lately(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.today

    def is_for(self, document: Document) -> bool:
        """Whether a document is the sender's own, or for readers in its municipalities."""
        if document.matter.draft:
            return False
        own = municipalities_of(self.archive.registers["organisasjoner"], self.sender)
        return document.matter.sender == self.sender or concerns(self.archive, document, own)


def whats_new(archive: Archive, sender: str, since: date, today: date) -> WhatsNew:
    """Tell what is new for a sender's readers from ``since`` to ``today``.

    Its own and what concerns its municipalities counts.  What it has sent in an issue since, or no longer applies, is
    left out; but that something it has sent was changed, withdrawn or cancelled is itself new.
    """
    readers = _Readers(archive, sender, since, today)
    own = [document for document in archive.documents.values() if readers.is_for(document)]
    news, events, advice = _newest(_news(readers, own)), tuple(_events(readers, own)), _newest(_advice(readers, own))
    taken = {new.item for new in (*news, *events, *advice)}
    corrected = (new for new in _corrected(readers, own) if new.item not in taken)
    return WhatsNew(news, events, _newest(corrected), _newest(_editions(readers)), advice)


def _newest(found: Iterable[New]) -> tuple[New, ...]:
    return tuple(sorted(sorted(found), key=lambda new: new.day, reverse=True))


def _news(readers: _Readers, documents: Iterable[Document]) -> Iterator[New]:
    for one in documents:
        is_news = isinstance(one.matter, nyheter.NewsItem) and readers.is_lately(one.matter.date)
        if is_news and not readers.may_know(one.id, date.min) and status(one, readers.archive, readers.today).applies:
            yield New(one.id, one, one.matter.date or date.min)


def _events(readers: _Readers, documents: Iterable[Document]) -> Iterator[New]:
    """Yield the events that were made known lately and have not been; those that are cancelled are not announced."""
    found = []
    for one in documents:
        is_event = isinstance(one.matter, Arrangement) and readers.is_lately(one.matter.published)
        if is_event and not readers.may_know(one.id, date.min) and status(one, readers.archive, readers.today).applies:
            found.append(one)
    for one in sorted(found, key=lambda event: (event.matter.when()[0] or "9999", event.id)):
        yield New(one.id, one, one.matter.published or date.min)


def _corrected(readers: _Readers, documents: Iterable[Document]) -> Iterator[New]:
    """Yield what was changed since it was sent; also that it was withdrawn or cancelled, where the sender sent it."""
    for one in documents:
        if isinstance(one.matter, Issue) or one.series in readers.archive.series:
            continue
        changes = [update.date for update in one.matter.updated if readers.is_lately(update.date)]
        ended = [day for day in _ended(one) if readers.is_lately(day) and readers.may_know(one.id, date.min)]
        days = [day for day in (*changes, *ended) if not readers.may_know(one.id, day)]
        if days and (ended or status(one, readers.archive, readers.today).applies):
            yield New(one.id, one, max(days))


def _ended(document: Document) -> Iterator[date]:
    """Yield the days on which a document was withdrawn or cancelled."""
    return (one.date for one in (document.matter.withdrawn, document.matter.calling_off()) if one)


def _editions(readers: _Readers) -> Iterator[New]:
    """Yield the series whose edition in force came or was changed lately."""
    for series, editions in readers.archive.editions.items():
        begun = [one for one in editions if not one.matter.draft and not is_void(one) and begins(one) <= readers.today]
        if not begun or not readers.is_for(begun[-1]):
            continue
        latest = begun[-1]
        changes = [update.date for update in latest.matter.updated]
        days = [day for day in (begins(latest), latest.matter.published, *changes) if day and readers.is_lately(day)]
        if days and not readers.may_know(series, max(days)) and not readers.may_know(latest.id, max(days)):
            yield New(series, latest, max(days))


def _advice(readers: _Readers, documents: Iterable[Document]) -> Iterator[New]:
    """Yield the cases in which advice was given, or a result came, lately."""
    for one in documents:
        matter = one.matter
        if not isinstance(matter, Case) or matter.withdrawn or not (matter.advice or matter.result):
            continue
        advised = (matter.meeting or matter.date) if matter.advice else None
        days = [day for day in (advised, matter.result.date if matter.result else None) if readers.is_lately(day)]
        if days and not readers.may_know(one.id, max(filter(None, days))):
            yield New(one.id, one, max(filter(None, days)))

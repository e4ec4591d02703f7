"""Events: meetings, courses and visits, with their time, what they give, and what they count towards."""

import datetime
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field

from generator.base import norwegian_time
from generator.base.norwegian_time import Moment
from generator.base.problems import Problem, placeholders
from generator.model.archive import Archive, Document
from generator.model.fields import DocumentId, Line, Many, Model, Ref, Text, Url
from generator.model.front_matter import FrontMatter, Withdrawal
from generator.model.registers import BUILT_IN, EVENT_TYPES
from generator.model.shown_fields import Facet

NAME = "arrangementer"


class Material(Model):
    """Something to read or see afterwards."""

    title: Text
    url: Url


class Arrangement(FrontMatter):
    """An event has a time, or says how it recurs or when it was planned; ``series`` is the page of what recurs.

    ``recurs`` has one line for each thing that the sources say: where they differ, all of it is shown.
    """

    type: Annotated[Line, Ref(EVENT_TYPES), Facet()]
    starts: Moment | None = None
    ends: Moment | None = None
    whole_day: Annotated[bool, Field(strict=True)] = False
    recurs: Many[Line] = ()
    planned: Line | None = None
    series: DocumentId | None = None
    place: Line | None = None
    link: Url | None = None
    hours: Line | None = None
    points: Text | None = None
    counts_for: Text | None = None
    expected: Text | None = None
    compensation: Text | None = None
    materials: Many[Material] = ()
    cancelled: Withdrawal | None = None

    @property
    def last_day(self) -> datetime.date | None:
        """The day it is over, where that is known."""
        last = self.ends or self.starts
        return norwegian_time.day_of(last) if last else None

    @property
    def counted_on(self) -> datetime.date | None:
        """The day it begins."""
        return norwegian_time.day_of(self.starts) if self.starts else super().counted_on

    def when(self) -> tuple[str, str]:
        """Give when it begins, and when it ends after a slash; and, where it has no day, how it recurs."""
        days = "/".join(norwegian_time.written(moment) for moment in (self.starts, self.ends) if moment)
        return days, "" if days else " / ".join((*self.recurs, *([self.planned] if self.planned else ())))

    def event_type(self) -> str:
        """Give what sort of event it is."""
        return self.type

    def state(self, today: datetime.date) -> str:
        """Say whether it was cancelled, is to come or is over; nothing where it has no day."""
        if self.cancelled and self.cancelled.date <= today:
            return "avlyst"
        if self.last_day is None:
            return ""
        return "planlagt" if today <= self.last_day else "holdt"

    def calling_off(self) -> Withdrawal | None:
        """Give when and why the event was cancelled."""
        return self.cancelled

    def told(self) -> str:
        """Give what the fields say in words."""
        known = BUILT_IN[EVENT_TYPES].get(self.type)
        names = (known.name, known.called("nn")) if known else ((self.type or "").replace("-", " "),)
        said = (*dict.fromkeys(names), *self.recurs, self.planned, self.place, *(said for _, said in self.facts()))
        return " ".join(part for part in said if part)

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Give what a doctor asks before saying yes: each fact as its field and its text."""
        names = ("hours", "points", "counts_for", "expected", "compensation")
        return tuple((name, getattr(self, name)) for name in names if getattr(self, name))

    def periods(self) -> tuple[tuple[str, datetime.date | None, datetime.date | None], ...]:
        """Add that nothing is cancelled before it was made known."""
        cancelled = self.cancelled.date if self.cancelled else None
        return (*super().periods(), ("cancelled", self.published, cancelled))

    def as_of(self, day: datetime.date) -> Self:
        """Leave out that it was cancelled after ``day``."""
        matter = super().as_of(day)
        is_later = matter.cancelled is not None and matter.cancelled.date > day
        return matter.model_copy(update={"cancelled": None}) if is_later else matter


def check(document: Document[Arrangement], archive: Archive) -> Iterator[Problem]:
    """Name what is wrong with the time of an event, and a ``series`` that is none."""
    matter = document.matter
    first, last = matter.starts, matter.ends
    if {"starts", "recurs", "planned"} & document.lacking.keys():
        pass
    elif last and not first:
        yield _at(document, "arrangement-uten-start", "ends")
    elif not (first or matter.recurs or matter.planned):
        yield _at(document, "arrangement-uten-tid", "title")
    if first and last and norwegian_time.is_before(last, first):
        yield _at(document, "arrangement-slutt", "ends", first=_shown(first), last=_shown(last))
    of = archive.documents.get(matter.series or "")
    if of and not (isinstance(of.matter, Arrangement) and of.matter.recurs):
        yield _at(document, "arrangement-serie", "series", value=of.id)


def _at(document: Document, code: str, field: str, **values: str) -> Problem:
    return Problem(document.shown, document.lines.get(field, 0), code, field, placeholders(values))


def _shown(moment: datetime.date) -> str:
    return norwegian_time.written(moment).replace("T", " ")

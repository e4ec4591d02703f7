"""Schemes: agreements and grants in editions, with numbered criteria, checklists and deadlines."""

from typing import NamedTuple

from generator.kinds.base import Kind
from generator.model.archive import Document
from generator.model.edition import Edition
from generator.model.fields import Day, Many, Model, Text
from generator.pages.cards import iso
from generator.pages.views import Views


class Deadline(Model):
    """Something that must be done by a day, and by whom."""

    date: Day
    what: Text


class Scheme(Edition):
    """An edition of a scheme also has deadlines."""

    deadlines: Many[Deadline] = ()

    def told(self) -> str:
        """Add what must be done in time."""
        return " ".join((super().told(), *(deadline.what for deadline in self.deadlines))).strip()


class DeadlineRow(NamedTuple):
    """A deadline, and whether it has passed."""

    day: str
    what: str
    passed: bool


class SchemeDetails(NamedTuple):
    """What a scheme's page shows besides: the deadlines, soonest first."""

    deadlines: tuple[DeadlineRow, ...]


def details(document: Document[Scheme], views: Views) -> SchemeDetails:
    """Add the deadlines."""
    deadlines = sorted(document.matter.deadlines, key=lambda deadline: deadline.date)
    return SchemeDetails(tuple(DeadlineRow(iso(one.date), one.what, one.date < views.today) for one in deadlines))


KIND = Kind("ordninger", Scheme, series=True, points=True, arena=True, fresh_years=3, details=details)

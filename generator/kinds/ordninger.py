"""Schemes: agreements and grants in editions, with numbered criteria, checklists and deadlines."""

from generator.kinds import edition_details
from generator.kinds.base import Details, Kind
from generator.model.archive import Document
from generator.model.edition import Edition
from generator.model.front_matter import Day, Many, Model, Text
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


def details(document: Document[Scheme], views: Views) -> Details:
    """Add the deadlines, soonest first, and whether each has passed."""
    deadlines = sorted(document.matter.deadlines, key=lambda deadline: deadline.date)
    rows = tuple((one.date.isoformat(), one.what, one.date < views.today) for one in deadlines)
    return {**edition_details.details(document, views), "deadlines": rows}


KIND = Kind("ordninger", Scheme, series=True, points=True, arena=True, details=details)

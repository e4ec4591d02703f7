"""Questions days so far away that the year may be a slip of the pen."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.base.problems import Problem, Severity
from generator.model.archive import Document, Series
from generator.model.references import days
from generator.model.stances import Stance

FIRST_YEAR = 1990
AHEAD = 2
# What is decided for long: how long something applies, and when it must be gone through again.
_LASTING, AHEAD_LASTING = ("valid_to", "review_by"), 15


def check(parts: Iterable[Document | Series | Stance], today: date) -> Iterator[Problem]:
    """Yield a warning for every day before 1990, or more years ahead than anybody plans."""
    last, last_lasting = _ahead(today, AHEAD), _ahead(today, AHEAD_LASTING)
    for part in parts:
        for field, day in days(part.matter):
            if day.year < FIRST_YEAR or _day(day) > (last_lasting if field in _LASTING else last):
                yield Problem.at(
                    part.shown,
                    "dato-usannsynlig",
                    line=part.lines.get(field, 0),
                    field=field,
                    severity=Severity.WARNING,
                    name=field.rpartition(".")[2],
                    date=f"{day:%Y-%m-%d}",
                )


def _day(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)


def _ahead(today: date, years: int) -> date:
    """Give the last day of the month, some years on, so that no leap day is in the way."""
    return date(today.year + years, today.month, min(today.day, 28))

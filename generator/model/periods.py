"""Which edition of a series applied when: the series as it was on any day."""

from datetime import date, timedelta
from typing import NamedTuple

from generator.model.archive import Archive, Document, begins, is_void


class Period(NamedTuple):
    """Some days in a row; ``edition`` is None where none applied, ``last`` where no end is known."""

    first: date
    last: date | None
    edition: Document | None


def periods(archive: Archive, series: str, today: date) -> tuple[Period, ...]:
    """Part the days from the first edition on, oldest first; an edition that never applied has none.

    A gap after the last edition is there only when it has begun by ``today``.
    """
    found: list[Period] = []
    free: date | None = None
    for edition in archive.editions[series]:
        if is_void(edition):
            continue
        first, last = begins(edition), archive.ends(edition)
        if free and free < first:
            found.append(Period(free, first - timedelta(days=1), None))
        found.append(Period(first, last, edition))
        free = last + timedelta(days=1) if last and last < date.max else None
    if free and free <= today:
        found.append(Period(free, None, None))
    return tuple(found)

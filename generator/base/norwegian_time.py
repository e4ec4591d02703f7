"""Points in time as an editor writes them: a day, or a day and the time that clocks in Norway show."""

import datetime
import re
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.base.problems import UsageError

NORWAY = ZoneInfo("Europe/Oslo")
FIRST_YEAR, LAST_YEAR = 1800, 2199
_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2})[:.](\d{2})")


def _moment(value: object) -> datetime.date:
    if isinstance(value, datetime.date):
        return _possible(value)
    found = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise PydanticCustomError("moment", "moment")
    try:
        moment = datetime.datetime.fromisoformat(f"{found[1]}T{found[2]}:{found[3]}")
    except ValueError:
        raise PydanticCustomError("moment", "moment") from None
    _possible(moment)
    if utc(moment).astimezone(NORWAY).replace(tzinfo=None) != moment:
        raise PydanticCustomError("moment-gap", "moment-gap")
    return moment


def _possible(moment: datetime.date) -> datetime.date:
    if not is_possible(moment):
        raise PydanticCustomError("year", "year")
    return moment


def is_possible(day: datetime.date) -> bool:
    """Whether a document can be about a day: far from the ends of the calendar, beyond which no day can be counted."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def within_reach(day: datetime.date) -> datetime.date:
    """Give a day that a command is about.

    Raises:
        UsageError: it is so far away that the days around it can't be counted.
    """
    if not is_possible(day):
        raise UsageError("bruk-dag", value=day, first=FIRST_YEAR, last=LAST_YEAR)
    return day


# A ``datetime`` is a ``date`` too: one without a time is a day, of which the time is not known or does not matter.
Moment = Annotated[datetime.date, PlainValidator(_moment), WithJsonSchema({"type": "string"})]


def day_of(moment: datetime.date) -> datetime.date:
    """Give the day of a moment.

    >>> day_of(datetime.datetime(2026, 11, 26, 16, 30))
    datetime.date(2026, 11, 26)
    """
    return moment.date() if isinstance(moment, datetime.datetime) else moment


def has_time(moment: datetime.date) -> bool:
    """Whether a moment says what time of day it is."""
    return isinstance(moment, datetime.datetime)


def written(moment: datetime.date) -> str:
    """Write a moment as ISO 8601, without seconds.

    >>> written(datetime.datetime(2026, 11, 26, 16, 30)), written(datetime.date(2026, 11, 26))
    ('2026-11-26T16:30', '2026-11-26')
    """
    return moment.isoformat("T", "minutes") if isinstance(moment, datetime.datetime) else moment.isoformat()


def utc(moment: datetime.datetime) -> datetime.datetime:
    """Give a Norwegian time in UTC; of the two that the autumn's change has, the first.

    >>> utc(datetime.datetime(2027, 3, 27, 16)).hour, utc(datetime.datetime(2027, 3, 28, 16)).hour
    (15, 14)
    """
    return moment.replace(tzinfo=NORWAY, fold=0).astimezone(datetime.UTC)


def is_before(one: datetime.date, other: datetime.date) -> bool:
    """Whether one moment is before another; where one of them is only a day, days are compared."""
    if isinstance(one, datetime.datetime) and isinstance(other, datetime.datetime):
        return one < other
    return day_of(one) < day_of(other)

"""Finding the day of an issue in what people have written."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

_OSLO = ZoneInfo("Europe/Oslo")
_EARLIEST, _LATEST = 1990, 2099


@cache
def _months() -> dict[str, int]:
    """Give the names of the months in Norwegian and English, in full and short."""
    return {
        name.lower().rstrip("."): number
        for locale in ("nb", "nn", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=locale).items()
    }


@cache
def _written() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        r"\b(?:(?P<y1>(?:19|20)\d\d)[-./ ]?(?P<m1>[01]\d)[-./ ]?(?P<d1>[0-3]\d)(?!\d)"
        r"|(?P<d2>[0-3]?\d)[./-] ?(?P<m2>[01]?\d)[./-] ?(?P<y2>(?:19|20)\d\d)\b"
        rf"|(?P<d3>[0-3]?\d)\.?[ \u00a0-](?P<m3>{month})\.?,?[ \u00a0-](?P<y3>(?:19|20)\d\d)\b"
        rf"|(?P<m4>{month})\.? (?P<d4>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<y4>(?:19|20)\d\d)\b)",
        re.IGNORECASE,
    )


@cache
def _only_month() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(rf"(?<!\d[ .-])(?<!\d\. )\b(?P<m>{month})\.?,?[ \u00a0-](?P<y>(?:19|20)\d\d)\b", re.IGNORECASE)


def find(text: str) -> date | None:
    """Give the first day that a text names, else the first day of the first month that it names.

    >>> find("Sendt: torsdag 19. november 2026 10:15"), find("Nr. 3, mars 2021"), find("31.02.2018, 01.03.2018")
    (datetime.date(2026, 11, 19), datetime.date(2021, 3, 1), datetime.date(2018, 3, 1))
    """
    return next(_days(text), None)


def all_in(text: str) -> list[date]:
    """Give every day that a text names, and the first day of each month.

    >>> all_in("Fra 1. mai 2026 til juni 2026")
    [datetime.date(2026, 5, 1), datetime.date(2026, 6, 1)]
    """
    return list(_days(text))


def names_no_day(text: str) -> bool:
    """Whether a text names a month at most.

    >>> names_no_day("Praksisnytt mars 2019"), names_no_day("1. mars 2019")
    (True, False)
    """
    return _written().search(text) is None


def in_name(name: str) -> date | None:
    """Give the day that the name of a file tells.

    >>> in_name("praksisnytt_2021-03-04.docx"), in_name("20210304-nytt.pdf"), in_name("nr 3.pdf")
    (datetime.date(2021, 3, 4), datetime.date(2021, 3, 4), None)
    """
    return find(re.sub(r"[_+]", " ", name))


def is_only(text: str) -> bool:
    """Whether a text is a day and nothing else.

    >>> is_only("31. august 2017"), is_only("Nytt 31. august 2017")
    (True, False)
    """
    found = _written().search(text)
    return found is not None and len(found[0]) + 2 >= len(text)


def oslo(moment: datetime) -> date:
    """Give the day in Norway; a time without a zone is taken as Norwegian.

    >>> from datetime import timezone
    >>> oslo(datetime(2026, 11, 19, 23, 30, tzinfo=timezone.utc))
    datetime.date(2026, 11, 20)
    """
    try:
        return moment.astimezone(_OSLO).date() if moment.tzinfo else moment.date()
    except (OverflowError, ValueError):
        return moment.date()


def written(moment: datetime) -> str:
    """Write a moment as an editor does: the day, and the time that clocks in Norway show.

    >>> from datetime import timezone
    >>> written(datetime(2026, 7, 19, 9, 30, tzinfo=timezone.utc)), written(datetime(2026, 7, 19, 9, 30))
    ('2026-07-19 11:30', '2026-07-19 09:30')
    """
    return f"{moment.astimezone(_OSLO) if moment.tzinfo else moment:%Y-%m-%d %H:%M}"


def sensible(day: date | None) -> date | None:
    """Give a day only where a newsletter could be from it.

    >>> sensible(date(1601, 1, 1)), sensible(date(2021, 3, 4))
    (None, datetime.date(2021, 3, 4))
    """
    return day if day and _EARLIEST <= day.year <= _LATEST else None


def _days(text: str) -> Iterator[date]:
    for found in _written().finditer(text):
        parts = {name[0]: value for name, value in found.groupdict().items() if value}
        month = _months().get(parts["m"].lower()) or (int(parts["m"]) if parts["m"].isdigit() else 0)
        try:
            day = sensible(date(int(parts["y"]), month, int(parts["d"])))
        except ValueError:
            continue
        if day:
            yield day
    for found in _only_month().finditer(text):
        if day := sensible(date(int(found["y"]), _months()[found["m"].lower()], 1)):
            yield day

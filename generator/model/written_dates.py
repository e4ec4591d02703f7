"""Days and times as editors write them, where they are written otherwise than the archive wants them."""

import datetime
import re

_MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november")
_MONTH = {name[:3]: number for number, name in enumerate((*_MONTHS, "desember"), 1)} | {"jun": 6, "jul": 7}
_YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})[-./\s](?P<m>\d{1,2})[-./\s](?P<d>\d{1,2})|(?P<y8>\d{4})(?P<m8>\d\d)(?P<d8>\d\d)"
)
_DAY_FIRST = re.compile(r"(?<!\d)(?P<d>\d{1,2})\s*[-./]\s*(?P<m>\d{1,2})\s*[-./]\s*(?P<y>\d{4}|\d\d)(?!\d)")
_IN_WORDS = re.compile(r"(?P<d>\d{1,2})\.?\s*(?P<month>[a-zæøå]{3,})\.?\s+(?P<y>\d{4})")
_CLOCK = re.compile(r"(?:kl\.?\s*)?\b(\d{1,2})[:.](\d\d)(?::\d\d)?\b|kl\.?\s*(\d{1,2})\b")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("\u00a0\u2009\u202f", " "))


def day_in(text: str) -> str:
    """Find the day that a text tells, and write it as the archive wants it; nothing where there is none.

    >>> day_in("20.11.2026"), day_in("fredag 20. november 2026"), day_in("2026–11–20"), day_in("i morgen")
    ('2026-11-20', '2026-11-20', '2026-11-20', '')
    """
    plain = text.translate(_HYPHENS).lower()
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _IN_WORDS):
        if (found := pattern.search(plain)) and (day := _day(found)):
            return day.isoformat()
    return ""


def _day(found: re.Match[str]) -> datetime.date | None:
    part = {name.rstrip("8"): value for name, value in found.groupdict().items() if value is not None}
    month = int(part["m"]) if "m" in part else _MONTH.get(part["month"][:3], 0)
    year = int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
    try:
        return datetime.date(year, month, int(part["d"]))
    except ValueError:
        return None


def moment_in(text: str, near: str = "") -> str:
    """Find the day and the time that a text tells; where it tells no day, that is ``near``.

    >>> moment_in("26.11.2026 kl. 16"), moment_in("19:30", "2027-01-02"), moment_in("senere")
    ('2026-11-26 16:00', '2027-01-02 19:30', '')
    """
    day = day_in(text)
    rest = (
        text if not day else _IN_WORDS.sub("", _DAY_FIRST.sub("", _YEAR_FIRST.sub("", text.translate(_HYPHENS), 1), 1))
    )
    clock = _CLOCK.search(rest.lower().translate(_HYPHENS))
    hour, minute = (int(clock[1] or clock[3]), int(clock[2] or 0)) if clock else (24, 0)
    if hour > 23 or minute > 59:
        return day
    return f"{day or near} {hour:02}:{minute:02}" if day or near else ""

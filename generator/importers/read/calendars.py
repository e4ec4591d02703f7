"""Calendars and invitations (RFC 5545 and 5546) → letters with an event: who asks whom to come where and when."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from generator.importers import limits
from generator.importers.letter import Event, Letter, Remark
from generator.importers.limits import Unreadable
from generator.importers.read import charset, dates
from generator.importers.read.plain import paragraphs

if TYPE_CHECKING:
    from icalendar import Component

# What only answers an invitation asks nobody to come.
_ANSWERS = {"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"}
_SAID_FIRST = re.compile(
    r"^\s*(?:(?:avlyst|avlyse|kansellert|cancell?ed|oppdatert|updated(?: invitation)?|invitasjon|invitation"
    r"|innkalling|videresendt|vidaresendt|fwd?|vs|sv|re)\s*:\s*)+",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"https://[^\s<>\"']*(?:teams\.microsoft\.com|teams\.live\.com|zoom\.us|meet\.google\.com|whereby\.com"
    r"|join\.nhn\.no|webex\.com)/[^\s<>\"')]+",
    re.IGNORECASE,
)
_LINKS = ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE", "CONFERENCE", "URL", "LOCATION", "DESCRIPTION")
# How to join, which programs write below what people have written.
_JOINING = re.compile(
    r"\n?[_\-─~:]{10,}\s*\n(?=[^_]{0,200}(?:teams|zoom|meet\.google|google meet|skype)).*?(?:\n[_\-─~:]{10,}[^\n]*|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_OFTEN = {
    "DAILY": "import-gjentas-dag",
    "WEEKLY": "import-gjentas-uke",
    "MONTHLY": "import-gjentas-maned",
    "YEARLY": "import-gjentas-ar",
}
_LONGEST_PLACE = 200


def read_ics(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read a calendar: each event in it is a letter of its own."""
    found = list(events(name, digest, data))
    if not found:
        raise Unreadable("import-uten-hendelse")
    return found[: limits.LETTERS]


def events(name: str, digest: str, data: bytes) -> Iterator[Letter]:
    """Yield a letter for each event of a calendar; one that is told twice is told once.

    Raises:
        Unreadable: it is no calendar, or only answers an invitation.
    """
    from icalendar import Calendar  # loaded only where there is a calendar

    try:
        calendars = Calendar.from_ical(charset.decode(data).replace("\0", ""), multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable("import-skadet") from error
    methods = [str(one.get("METHOD", "")).upper() for one in calendars]
    if methods and _ANSWERS.issuperset(methods):
        raise Unreadable("import-svar-innkalling")
    seen: set[tuple[str, str]] = set()
    every = ((event, method) for one, method in zip(calendars, methods, strict=True) for event in one.walk("VEVENT"))
    for number, (event, method) in enumerate(every, 1):
        key = (str(event.get("UID", number)), _raw(event, "RECURRENCE-ID"))
        if key not in seen and _moment(event, "DTSTART") is not None:
            seen.add(key)
            yield _letter(f"{name}#{number}" if number > 1 else name, digest, event, method)


def _letter(name: str, digest: str, event: "Component", method: str) -> Letter:
    written = str(event.get("DESCRIPTION", "")).replace("\r\n", "\n")
    said = _JOINING.sub("\n", written).strip()
    joining = [found[0] for found in _JOINING.finditer(written)]
    link = _link(event)
    told = _event(event, method, link)
    remarks = [Remark("import-hendelse")]
    remarks += [told.repeats] if told.repeats else []
    remarks += [Remark("import-hendelse-lenke", (("link", link),))] if link else []
    return Letter(
        name=name,
        digest=digest,
        title=_SAID_FIRST.sub("", " ".join(str(event.get("SUMMARY", "")).split())),
        date=_announced(event),
        sender=_organizer(event),
        html=paragraphs(said) if said else str(event.get("X-ALT-DESC", "")),
        remarks=tuple(remarks),
        left_out=tuple(
            Remark("import-utelatt-innlogging", (("text", " ".join(text.split())[:200]),)) for text in joining
        ),
        event=told,
    )


def _event(event: "Component", method: str, link: str) -> Event:
    starts, ends = _moment(event, "DTSTART"), _ends(event)
    assert starts is not None  # noqa: S101 - only those that have it are read
    whole_day = not isinstance(starts, datetime)
    place = " ".join(_MEETING.sub("", str(event.get("LOCATION", ""))).split()).strip(" ;,")
    return Event(
        starts=_written(starts),
        ends=_written(ends) if ends is not None and ends != starts else "",
        whole_day=whole_day,
        place=place[:_LONGEST_PLACE],
        link=link,
        cancelled=method == "CANCEL" or str(event.get("STATUS", "")).upper() == "CANCELLED",
        repeats=_repeats(event),
    )


def _moment(event: "Component", name: str) -> date | None:
    value = getattr(event.get(name), "dt", None)
    return value if isinstance(value, date) else None


def _ends(event: "Component") -> date | None:
    """Give when an event ends; that of whole days is told as the day after the last."""
    starts, ends = _moment(event, "DTSTART"), _moment(event, "DTEND")
    lasts = getattr(event.get("DURATION"), "dt", None)
    if ends is None and isinstance(lasts, timedelta) and starts is not None:
        ends = starts + lasts
    if ends is None or starts is None or isinstance(ends, datetime) != isinstance(starts, datetime):
        return None
    if isinstance(ends, datetime):
        return ends
    return max(ends - timedelta(days=1), starts)


def _written(moment: date) -> str:
    return dates.written(moment) if isinstance(moment, datetime) else moment.isoformat()


def _announced(event: "Component") -> date | None:
    moments = (_moment(event, name) for name in ("CREATED", "DTSTAMP", "LAST-MODIFIED"))
    found = next((one for one in moments if one is not None), None)
    return dates.sensible(dates.oslo(found) if isinstance(found, datetime) else found)


def _organizer(event: "Component") -> str:
    who = event.get("ORGANIZER")
    if who is None:
        return ""
    name = str(getattr(who, "params", {}).get("CN", ""))
    address = re.sub(r"(?i)^mailto:", "", str(who))
    return f"{name} <{address}>" if name and name != address else address


def _link(event: "Component") -> str:
    for name in _LINKS:
        said = str(event.get(name, ""))
        found = _MEETING.search(said) or (re.fullmatch(r"https://[^\s<>\"']+", said) if name == "URL" else None)
        if found:
            return found[0].rstrip(".,;>")
    return ""


def _repeats(event: "Component") -> Remark | None:
    """Tell how often an event is, and the rule as it was written, which may say more."""
    rule: Any = event.get("RRULE")
    if not rule:
        return None
    first = rule[0] if isinstance(rule, list) else rule
    often = _OFTEN.get(str(next(iter(first.get("FREQ", [])), "")).upper(), "import-gjentas-annet")
    said = [first.to_ical().decode("utf-8", "replace"), *_left_out(event)]
    return Remark(often, (("rule", " ".join(said)),))


def _left_out(event: Any) -> Iterator[str]:
    """Yield the days on which an event that recurs is not held."""
    told = event.get("EXDATE") or []
    for one in told if isinstance(told, list) else [told]:
        yield f"EXDATE={one.to_ical().decode('utf-8', 'replace')}"


def _raw(event: "Component", name: str) -> str:
    value = event.get(name)
    return "" if value is None else str(value.to_ical())

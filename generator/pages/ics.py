"""A calendar that other programs can subscribe to (RFC 5545)."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from generator.base.norwegian_time import utc

if TYPE_CHECKING:
    import icalendar

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BACKSLASH_N = re.compile(r"\\(?=[nN])")


class CalendarEvent(NamedTuple):
    """Something on a day, or from one time to another, as ISO 8601; ``ends`` is the last day, or empty.

    ``uid`` stays the same when the day is moved, ``changed`` is the day it was last known to, and ``sequence`` how many
    times.
    """

    uid: str
    starts: str
    ends: str
    changed: str
    summary: str
    url: str
    place: str = ""
    text: str = ""
    category: str = ""
    cancelled: bool = False
    sequence: int = 0


class CalendarData(NamedTuple):
    """A calendar: its ``name`` and the ``wording`` of its events are keys of the translation files, or empty."""

    name: str
    wording: str
    events: tuple[CalendarEvent, ...]


def calendar(name: str, base_url: str, events: Iterable[CalendarEvent]) -> bytes:
    """Write a calendar; times are those that clocks in Norway show, addresses relative to ``base_url``.

    Times are written in UTC: then no description of time zones has to be sent along and understood, and what is written
    is the same whichever version of the zone data the machine has, unless the rules for that day have changed.
    """
    import icalendar  # only where a calendar has changed: it takes longer to load than a page takes to make

    host = urlsplit(base_url).hostname or ""
    whole = icalendar.Calendar()
    whole.add("prodid", "-//Fagarkiv//Fagarkiv//NO")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", icalendar.vText(_said(name)))  # what is no part of the standard is not escaped by itself
    for event in events:
        entry = icalendar.Event()
        entry.add("uid", f"{event.uid}@{host}")
        entry.add("dtstamp", datetime.combine(date.fromisoformat(event.changed), datetime.min.time(), UTC))
        _add_times(entry, event)
        entry.add("summary", _said(event.summary))
        for field, text in {"location": event.place, "description": event.text}.items():
            if text:
                entry.add(field, _said(text))
        if event.category:
            entry.add("categories", [_said(event.category)])
        entry.add("url", base_url + event.url)
        if event.sequence:
            entry.add("sequence", event.sequence)
        if event.cancelled:
            entry.add("status", "CANCELLED")
        whole.add_component(entry)
    return bytes(whole.to_ical())


def _add_times(entry: "icalendar.Event", event: CalendarEvent) -> None:
    """Say when an event is; one without a time of day takes up none of the day."""
    starts = _moment(event.starts)
    entry.add("dtstart", starts)
    if event.ends:
        ends = _moment(event.ends)
        if isinstance(starts, datetime) and not isinstance(ends, datetime):
            ends = starts  # a time and a last day: when it ends that day is not known
        entry.add("dtend", ends if isinstance(ends, datetime) else ends + timedelta(days=1))
    if not isinstance(starts, datetime):
        entry.add("transp", "TRANSPARENT")


def _moment(iso: str) -> date:
    return utc(datetime.fromisoformat(iso)) if "T" in iso else date.fromisoformat(iso)


def _said(text: str) -> str:
    """Let nothing but a line feed break a line.

    That one is escaped by the library.  At others, readers break lines too; and to many, a backslash before an n is a
    break however it is escaped, so a space parts the two.
    """
    return _BACKSLASH_N.sub(r"\\ ", _CONTROL.sub("", _BREAK.sub("\n", text)))

"""A calendar that other programs can subscribe to (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit


class Event(NamedTuple):
    """Something on one day; ``uid`` stays the same when the day is moved, ``changed`` is when it was last known to."""

    uid: str
    day: str
    changed: str
    summary: str
    url: str


def calendar(name: str, base_url: str, events: Iterable[Event]) -> bytes:
    """Write a calendar; days are ISO 8601, addresses relative to ``base_url``."""
    import icalendar  # only where a calendar has changed: it takes longer to load than a page takes to make

    host = urlsplit(base_url).hostname or ""
    whole = icalendar.Calendar()
    for field, value in {"prodid": "-//Fagarkiv//Fagarkiv//NO", "version": "2.0", "x-wr-calname": name}.items():
        whole.add(field, value)
    for event in events:
        entry = icalendar.Event()
        entry.add("uid", f"{event.uid}@{host}")
        entry.add("dtstamp", datetime.combine(date.fromisoformat(event.changed), datetime.min.time(), UTC))
        entry.add("dtstart", date.fromisoformat(event.day))
        entry.add("summary", event.summary)
        entry.add("url", base_url + event.url)
        entry.add("transp", "TRANSPARENT")
        whole.add_component(entry)
    return bytes(whole.to_ical())

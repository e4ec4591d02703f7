"""What tests of events share: an event on a site, the list of them, and a calendar that is read."""

from typing import Any

import icalendar

from tests.driver import Built, SiteTest

INDEX = "arrangementer/index.html"


def event(site: SiteTest, name: str, **fields: object) -> SiteTest:
    """Write an event; ``fields`` are added to, or with None taken from, what it must have."""
    matter = {"title": name.capitalize(), "type": "emnekurs", "sender": "siv", "starts": "2026-11-26 16:00", **fields}
    return site.document(f"arrangementer/2026/{name}", "Brødtekst.", **matter)


def calendar(built: Built, url: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical((built.folder / url).read_bytes()).walk("VEVENT"))

"""A calendar that other programs read."""

from collections.abc import Iterable
from typing import Any

from generator.pages import ics
from generator.pages.page import Bodies, Page
from generator.render.theme import Theme


def calendar(page: Page, theme: Theme, _bodies: Bodies) -> bytes:
    """Write a calendar: what it is called and how its events are worded are keys of the translation files."""
    events: Any = page.data["events"]
    key, wording = str(page.data["name"]), str(page.data["wording"])
    site, translate = theme.config, theme.words.translate
    said: Iterable[ics.Event] = events
    if wording:
        said = (event._replace(summary=translate(wording, title=event.summary)) for event in events)
    name = f"{translate(key)}: {site.site_name}" if key else site.site_name
    if isinstance(page.title, str):
        name = f"{name}, {page.title}"
    return ics.calendar(name, site.base_url, said)

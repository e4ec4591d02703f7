"""A calendar that other programs read."""

from collections.abc import Iterable

from generator.pages import ics
from generator.pages.page import Bodies, Page, shows
from generator.render.theme import Theme


def calendar(page: Page, theme: Theme, _bodies: Bodies) -> bytes:
    """Write a calendar: what it is called and how its events are worded are keys of the translation files."""
    data, site, translate = shows(page, ics.CalendarData), theme.config, theme.words.translate
    events: Iterable[ics.CalendarEvent] = data.events
    if data.wording:
        events = (event._replace(summary=translate(data.wording, title=event.summary)) for event in events)
    name = f"{translate(data.name)}: {site.site_name}" if data.name else site.site_name
    if isinstance(page.title, str):
        name = f"{name}, {page.title}"
    return ics.calendar(name, site.base_url, events)

"""A feed: Atom by a template, or JSON Feed."""

from collections.abc import Sequence

from generator.pages.feeds import FeedData, FeedEntry, as_json
from generator.pages.page import Bodies, Page, shows
from generator.pages.timeline import TimelineEvent
from generator.render.theme import Theme


def atom(page: Page, theme: Theme, _bodies: Bodies) -> bytes:
    """Write a feed as Atom (RFC 4287)."""
    data = shows(page, FeedData)
    values = {"name": _name(page, theme), "url": page.url, "list": data.list, "entries": _entries(data, theme)}
    return theme.filled(page.template, values).encode()


def json_feed(page: Page, theme: Theme, _bodies: Bodies) -> bytes:
    """Write a feed as JSON Feed 1.1."""
    data, site = shows(page, FeedData), theme.config
    return as_json(site.base_url, page.url, data.list, _name(page, theme), site.language, _entries(data, theme))


def _name(page: Page, theme: Theme) -> str:
    return f"{theme.config.site_name}: {theme.words.label(page.title)}"


def _entries(data: FeedData, theme: Theme) -> Sequence[FeedEntry]:
    return [_named(entry, theme) for entry in data.entries] or [_changed(event, theme) for event in data.events]


def _named(entry: FeedEntry, theme: Theme) -> FeedEntry:
    """Say before the title that something was withdrawn, replaced or called off."""
    if not entry.status:
        return entry
    return entry._replace(title=f"{theme.words.translate(f'status_{entry.status}')}: {entry.title}")


def _changed(event: TimelineEvent, theme: Theme) -> FeedEntry:
    """Say what has changed as an entry of a feed."""
    card, words = event.card, theme.words
    names = [card.title, *([words.edition(event.edition)] if event.edition else [])]
    said = [event.text or card.summary]
    if event.starts:
        said.append(words.translate("banner_from", date=words.day(event.starts)))
    said += [f"{words.counted(event.compared)}."] if event.compared else []
    for other in event.by:
        said.append(f"{words.translate('banner_now')} {other.title} ({theme.config.base_url}{other.url})")
    title = f"{words.translate(f'event_{event.what}')}: {', '.join(names)}"
    url = event.comparison or card.url
    return FeedEntry(event.key, url, title, card.lang, event.day, event.day, " ".join(said), card.sender)

"""Feeds of what is new: Atom (RFC 4287) and JSON Feed 1.1, with the same entries."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.pages.addresses import feed_urls
from generator.pages.cards import Card, Key, iso
from generator.pages.page import ATOM, JSON_FEED, Page
from generator.pages.timeline import Event
from generator.pages.views import Views

_IN_FEED = 30


class Entry(NamedTuple):
    """One thing in a feed: ``id`` is a permanent address, ``url`` where it is read, and days are ISO 8601."""

    id: str
    url: str
    title: str
    lang: str
    published: str
    updated: str
    summary: str
    author: str = ""


def entries(views: Views, oldest_first: Sequence[Card]) -> tuple[Entry, ...]:
    """Give the newest of these documents, newest first; what has no date is not news."""
    dated = (card for card in reversed(oldest_first) if card.date)
    return tuple(_entry(views, card) for card, _ in zip(dated, range(_IN_FEED), strict=False))


def _entry(views: Views, card: Card) -> Entry:
    series = card.url.removesuffix("/index.html")
    documents = views.archive.documents
    document = (
        views.archive.valid_edition(series, views.today)
        if series in views.archive.series
        else documents[card.url.removesuffix(".html")]
    )
    changes = [iso(update.date) for update in document.matter.updated] if document else []
    updated = max([card.date, *changes])
    return Entry(
        views.lasting(card.url), card.url, card.title, card.lang, card.date, updated, card.summary, card.sender
    )


class FeedData(NamedTuple):
    """A feed of a list: its entries, or the events that each become one, newest first."""

    list: str
    entries: tuple[Entry, ...] = ()
    events: tuple[Event, ...] = ()


def pages(list_url: str, title: str | Key, data: FeedData) -> Iterator[Page]:
    """Name the two feeds of a list."""
    for url, template in zip(feed_urls(list_url), (ATOM, JSON_FEED), strict=True):
        yield Page(url, template, title, data)


def as_json(base_url: str, url: str, list_url: str, title: str, language: str, found: Iterable[Entry]) -> bytes:
    """Write a JSON Feed; an entry without a summary has its title as its text, which may not be lacking."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": base_url + list_url,
        "feed_url": base_url + url,
        "language": language,
        "items": [_item(base_url, entry) for entry in found],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _item(base_url: str, entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": base_url + entry.id,
        "url": base_url + entry.url,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": f"{entry.published}T00:00:00Z",
        "date_modified": f"{entry.updated}T00:00:00Z",
        "language": entry.lang,
    }
    return item | ({"authors": [{"name": entry.author}]} if entry.author else {})

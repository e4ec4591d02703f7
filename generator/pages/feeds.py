"""Feeds of what is new: Atom (RFC 4287) and JSON Feed 1.1, with the same entries."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generator.model.archive import Document
from generator.model.status import Status
from generator.pages.addresses import feed_urls
from generator.pages.cards import Card, Key, iso
from generator.pages.page import ATOM, JSON_FEED, Page
from generator.pages.timeline import TimelineEvent
from generator.pages.views import Views

_IN_FEED = 30
# What readers must not go on believing; that a day has passed is none of a feed's business.
_TOLD = (Status.WITHDRAWN, Status.REPLACED, Status.CANCELLED)


class FeedEntry(NamedTuple):
    """One thing in a feed: ``id`` is a permanent address, ``url`` where it is read, and days are ISO 8601.

    ``status`` is a key of the translation files where it no longer counts: it is told before the title.
    """

    id: str
    url: str
    title: str
    lang: str
    published: str
    updated: str
    summary: str
    author: str = ""
    status: str = ""


def entries(views: Views, oldest_first: Sequence[Card]) -> tuple[FeedEntry, ...]:
    """Give the newest of these documents, newest first; what has no date is not news."""
    dated = (card for card in reversed(oldest_first) if card.date)
    return tuple(_entry(views, card) for card, _ in zip(dated, range(_IN_FEED), strict=False))


def _entry(views: Views, card: Card) -> FeedEntry:
    series = card.url.removesuffix("/index.html")
    documents = views.archive.documents
    document = (
        views.archive.valid_edition(series, views.today)
        if series in views.archive.series
        else documents[card.url.removesuffix(".html")]
    )
    changes = map(iso, _changes(document) if document else ())
    return FeedEntry(
        id=views.lasting(card.url),
        url=card.url,
        title=card.title,
        lang=card.lang,
        published=card.date,
        updated=max((card.date, *changes)),
        summary=card.summary,
        author=card.sender,
        status=card.status if card.status in _TOLD else "",
    )


def _changes(document: Document) -> Iterator[date]:
    """Yield the days on which a document was changed, withdrawn or called off."""
    matter = document.matter
    yield from (one.date for one in matter.updated)
    yield from (one.date for one in (matter.withdrawn, matter.calling_off()) if one)


class FeedData(NamedTuple):
    """A feed of a list: its entries, or the events that each become one, newest first."""

    list: str
    entries: tuple[FeedEntry, ...] = ()
    events: tuple[TimelineEvent, ...] = ()


def pages(list_url: str, title: str | Key, data: FeedData) -> Iterator[Page]:
    """Name the two feeds of a list."""
    for url, template in zip(feed_urls(list_url), (ATOM, JSON_FEED), strict=True):
        yield Page(url, template, title, data)


def as_json(base_url: str, url: str, list_url: str, title: str, language: str, found: Iterable[FeedEntry]) -> bytes:
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


def _item(base_url: str, entry: FeedEntry) -> dict[str, object]:
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

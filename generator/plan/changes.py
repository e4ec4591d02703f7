"""The pages that tell what has changed: comparisons of editions, and dated lists with a feed."""

from collections.abc import Iterator, Mapping, Sequence

from generator.model.archive import Document, Series, begins
from generator.model.lineage import compared, edition_name
from generator.pages import addresses
from generator.pages.lists import newest_first
from generator.pages.page import ATOM, JSON_FEED, Page, Planned, planned
from generator.pages.timeline import Event, of_series
from generator.pages.views import Key, Named, Views, iso

_IN_FEED = 50


def plan(views: Views, recent: Sequence[Event]) -> list[Planned]:
    """Name every page that tells what has changed; ``recent`` is what has changed lately, oldest first."""
    pages = [*_recent(recent), *_feeds(recent)]
    for series in views.archive.series.values():
        pages += [*_series(views, series), *_comparisons(views, series)]
    return [planned(page) for page in pages]


def _recent(recent: Sequence[Event]) -> Iterator[Page]:
    for part in newest_first(addresses.CHANGES, recent):
        data = {
            "events": part.items,
            "newer": part.newer,
            "older": part.older,
            "feeds": addresses.feed_urls(addresses.CHANGES),
        }
        yield Page(part.url, "endringer.html", Key("recent_changes"), {"intro": "intro_recent_changes", **data})


def _feeds(recent: Sequence[Event]) -> Iterator[Page]:
    data = {"events": tuple(reversed(recent[-_IN_FEED:])), "list": addresses.CHANGES}
    for url, template in zip(addresses.feed_urls(addresses.CHANGES), (ATOM, JSON_FEED), strict=True):
        yield Page(url, template, Key("recent_changes"), data)


def _series(views: Views, series: Series) -> Iterator[Page]:
    for part in newest_first(addresses.changes_url(series.id), of_series(views, series.id)):
        data = {"events": part.items, "newer": part.newer, "older": part.older, "pairs": _offered(views, series)}
        yield Page(part.url, "endringer.html", Key("series_changes"), {"of": _named(views, series), **data})


def _named(views: Views, series: Series) -> Mapping[str, str]:
    card = views.series_card(series)
    return {"kind": series.kind, "title": card.title, "url": series.url, "lang": card.lang}


def _offered(views: Views, series: Series) -> tuple[tuple[Named, tuple[Named, ...]], ...]:
    """Give every edition, newest first, with the comparisons from earlier ones to it."""
    found: dict[str, tuple[Named, list[Named]]] = {}
    for old, new in compared(views.archive, series.id):
        own = found.setdefault(new.id, (Named(edition_name(new), new.url), []))
        own[1].insert(0, Named(edition_name(old), addresses.comparison_url(old.url, new.url)))
    return tuple((edition, tuple(others)) for edition, others in reversed(found.values()))


def _comparisons(views: Views, series: Series) -> Iterator[Page]:
    named = _named(views, series)
    for old, new in compared(views.archive, series.id):
        data = {
            "of": named,
            "old": _edition(views, old),
            "new": _edition(views, new),
            "changes": addresses.changes_url(series.id),
            "compare": (old.key.hex(), new.key.hex()),
        }
        yield Page(addresses.comparison_url(old.url, new.url), "endring.html", Key("what_changed"), data)


def _edition(views: Views, edition: Document) -> Mapping[str, str]:
    lang = edition.matter.lang or views.language
    return {"name": edition_name(edition), "url": edition.url, "begins": iso(begins(edition)), "lang": lang}

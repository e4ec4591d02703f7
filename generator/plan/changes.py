"""The pages that tell what has changed: comparisons of editions, and dated lists with a feed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model.archive import Document, Series, begins
from generator.model.lineage import compared, edition_name
from generator.pages import addresses, feeds
from generator.pages.cards import Key, Named, iso
from generator.pages.comparison import ComparisonData, EditionName, SeriesName
from generator.pages.lists import newest_first
from generator.pages.page import Page, Planned, planned
from generator.pages.timeline import TimelineEvent, of_series
from generator.pages.views import Views

_IN_FEED = 50


class Compared(NamedTuple):
    """An edition, and its comparisons with earlier ones."""

    edition: Named
    others: tuple[Named, ...]


class ChangesData(NamedTuple):
    """A page of a list of changes: of all, with feeds, or ``of`` one series, with the comparisons of its editions."""

    events: tuple[TimelineEvent, ...]
    newer: str
    older: str
    of: SeriesName | None = None
    pairs: tuple[Compared, ...] = ()
    feeds: addresses.FeedUrls | None = None


def plan(views: Views, recent: Sequence[TimelineEvent]) -> list[Planned]:
    """Name every page that tells what has changed; ``recent`` is what has changed lately, oldest first."""
    pages = [*_recent(recent), *_feeds(recent)]
    for series in views.archive.series.values():
        pages += [*_series(views, series), *_comparisons(views, series)]
    return [planned(page) for page in pages]


def _recent(recent: Sequence[TimelineEvent]) -> Iterator[Page]:
    for part in newest_first(addresses.CHANGES, recent):
        data = ChangesData(part.items, part.newer, part.older, feeds=addresses.feed_urls(addresses.CHANGES))
        yield Page(part.url, "endringer.html", Key("recent_changes"), data)


def _feeds(recent: Sequence[TimelineEvent]) -> Iterator[Page]:
    data = feeds.FeedData(addresses.CHANGES, events=tuple(reversed(recent[-_IN_FEED:])))
    return feeds.pages(addresses.CHANGES, Key("recent_changes"), data)


def _series(views: Views, series: Series) -> Iterator[Page]:
    for part in newest_first(addresses.changes_url(series.id), of_series(views, series.id)):
        data = ChangesData(part.items, part.newer, part.older, _named(views, series), _offered(views, series))
        yield Page(part.url, "endringer.html", Key("series_changes"), data)


def _named(views: Views, series: Series) -> SeriesName:
    card = views.series_card(series)
    return SeriesName(series.kind, card.title, series.url, card.lang)


def _offered(views: Views, series: Series) -> tuple[Compared, ...]:
    """Give every edition, newest first, with the comparisons from earlier ones to it."""
    found: dict[str, tuple[Named, list[Named]]] = {}
    for old, new in compared(views.archive, series.id):
        own = found.setdefault(new.id, (Named(edition_name(new), new.url), []))
        own[1].insert(0, Named(edition_name(old), addresses.comparison_url(old.url, new.url)))
    return tuple(Compared(edition, tuple(others)) for edition, others in reversed(found.values()))


def _comparisons(views: Views, series: Series) -> Iterator[Page]:
    named = _named(views, series)
    for old, new in compared(views.archive, series.id):
        data = ComparisonData(
            of=named,
            old=_edition(views, old),
            new=_edition(views, new),
            changes=addresses.changes_url(series.id),
            compare=(old.key.hex(), new.key.hex()),
        )
        yield Page(addresses.comparison_url(old.url, new.url), "endring.html", Key("what_changed"), data)


def _edition(views: Views, edition: Document) -> EditionName:
    lang = edition.matter.lang or views.language
    return EditionName(edition_name(edition), edition.url, iso(begins(edition)), lang)

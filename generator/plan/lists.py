"""Lists of each kind, by year and by letter, and the page of arenas."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from generator.kinds import KINDS, Kind
from generator.pages import addresses
from generator.pages.addresses import SHELVES
from generator.pages.cards import Card, Key, Named
from generator.pages.listing import Listing, list_pages
from generator.pages.lists import in_order, letter, newest_first
from generator.pages.page import Page
from generator.pages.views import Views
from generator.plan.home import NEWS_FEEDS, NEWS_FEEDS_TITLE
from generator.plan.listed import Listed, by_title, series_cards
from generator.plan.shelves import ShelfData, ShelfEntry


class ArenaRow(NamedTuple):
    """A kind of arena: its list, how many there are, and other views of them."""

    kind: str
    url: str
    total: int
    views: tuple[Named, ...]


class ArenasData(NamedTuple):
    """The page of arenas; ``contacts`` tells whether there are contact roles."""

    entries: tuple[ArenaRow, ...]
    contacts: bool


def kind_lists(listed: Listed) -> Iterator[Page]:
    """Plan the list of every kind, and those of its years."""
    for kind in (kind for kind in KINDS if not kind.lists_itself):
        url = addresses.kind_url(kind.name)
        title, intro = Key(f"kind_{kind.name}"), f"intro_{kind.name}"
        above_it = (Named(Key("arenas"), addresses.ARENAS),) if kind.arena else ()
        overviews = (*(Named(Key(key), address) for key, address in kind.views), *_shelf_of(kind, listed.views))
        above = Listing(intro=intro, overviews=overviews, up=above_it)
        if not kind.dated:
            cards = series_cards(listed.views, kind) if kind.series else by_title(listed.cards[kind.name])
            yield from list_pages(in_order(url, cards), title, above)
            continue
        by_year: dict[int, list[Card]] = defaultdict(list)
        for card in listed.cards[kind.name]:
            by_year[int(card.date[:4])].append(card)
        years = tuple(Named(str(year), addresses.year_url(kind.name, year)) for year in sorted(by_year, reverse=True))
        above = above._replace(group_label="years", groups=years)
        if kind.name == "nyheter":
            above = above._replace(feeds=NEWS_FEEDS, feed_title=NEWS_FEEDS_TITLE)
        newest = newest_first(url, listed.cards[kind.name])[0]
        yield from list_pages([newest._replace(older=years[0].url if newest.older else "")], title, above)
        for year, own in by_year.items():
            of_year = Listing(up=(Named(title, url),), kind=title.key)
            yield from list_pages(newest_first(addresses.year_url(kind.name, year), own), str(year), of_year)


def _shelf_of(kind: Kind, views: Views) -> Iterator[Named]:
    """Lead from the list of a kind to the shelf that goes with it, if there is anything on it."""
    for shelf in SHELVES:
        if shelf.name == kind.shelf and views.archive.registers[shelf.register]:
            yield Named(Key(f"shelf_{shelf.name}"), addresses.shelf_url(shelf.name))


def arenas(listed: Listed, planned_urls: Collection[str]) -> Page:
    """Plan the page that leads to every kind of arena, with the views of it that there are."""
    rows = []
    for kind in KINDS:
        if kind.arena:
            shown = tuple(Named(Key(key), url) for key, url in kind.views if url in planned_urls)
            rows.append(ArenaRow(kind.name, addresses.kind_url(kind.name), _count(listed, kind), shown))
    has_roles = bool(listed.views.archive.registers["kontaktroller"])
    return Page(addresses.ARENAS, "samarbeid.html", Key("arenas"), ArenasData(tuple(rows), has_roles))


def _count(listed: Listed, kind: Kind) -> int:
    return len(series_cards(listed.views, kind) if kind.series else listed.of_kind[kind.name])


def letter_lists(listed: Listed) -> Iterator[Page]:
    """Plan the list of letters, and what is listed under each."""
    by_letter: dict[tuple[str, str], list[Card]] = defaultdict(list)
    cards = [card for kind in KINDS for card in listed.cards[kind.name]]
    cards += [listed.views.series_card(series) for series in listed.views.archive.series.values()]
    for card in by_title(cards):
        by_letter[letter(card.title)].append(card)
    rows = [ShelfEntry(Named(shown, addresses.letter_url(name)), len(own)) for (name, shown), own in by_letter.items()]
    yield Page(addresses.LETTERS, "hylle.html", Key("letters"), ShelfData(tuple(rows), "intro_letters"))
    for (name, shown), found in by_letter.items():
        above = Listing(up=(Named(Key("letters"), addresses.LETTERS),), kind="letter_one")
        yield from list_pages(in_order(addresses.letter_url(name), found), shown, above)

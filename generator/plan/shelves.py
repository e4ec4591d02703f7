"""Ways to browse: a page for each entry of a register, with what belongs to it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from generator.kinds import BY_NAME
from generator.model.content_type import ContentType
from generator.model.registers import Organisation, Topic, above
from generator.model.status import Status
from generator.pages import addresses, feeds
from generator.pages.addresses import SHELVES, Shelf
from generator.pages.cards import Card, Key, Named
from generator.pages.goals import goal_facts
from generator.pages.listing import Listing, OrganisationFacts, RoleRow, list_pages
from generator.pages.lists import collation, newest_first
from generator.pages.page import Page
from generator.pages.region_page import region_facts
from generator.pages.views import Views
from generator.plan.listed import Listed

# As many as one looks through before the list of all begins.
_SHOWN_FIRST = 12


def shelved_of(listed: Listed) -> dict[str, dict[str, list[Card]]]:
    """Every document's card by shelf and entry, oldest first; a topic also holds what lies below it."""
    views = listed.views
    topics = views.archive.registers["temaer"]
    found: dict[str, dict[str, list[Card]]] = {shelf.name: defaultdict(list) for shelf in SHELVES}
    shown = [(views.card(document), document) for documents in listed.of_kind.values() for document in documents]
    shown += (
        (views.series_card(series), edition)
        for series in views.archive.series.values()
        if (edition := views.valid_edition(series.id))
    )
    shown.sort(key=lambda pair: (pair[0].date, pair[0].url))
    shelves = addresses.shelves(views.archive.registers)
    fields = [shelf.field for shelf in shelves]
    for card, document in shown:
        classes = views.archive.classes(document, fields)
        for shelf in shelves:
            entries = classes[shelf.field]
            if shelf.register == "temaer":
                entries = tuple(dict.fromkeys(up for entry in entries for up in above(topics, entry)))
            for entry in entries:
                found[shelf.name][entry].append(card)
    return found


class ShelfEntry(NamedTuple):
    """An entry of a shelf, how much stands there, and how deep it lies below others."""

    named: Named
    total: int
    depth: int = 0


class ShelfData(NamedTuple):
    """The page of a shelf; ``intro`` is a key of the translation files, ``overviews`` are other views of the same."""

    entries: tuple[ShelfEntry, ...]
    intro: str
    overviews: tuple[Named, ...] = ()


Roles = Mapping[tuple[str, str], tuple[RoleRow, ...]]
"""The contact roles of every place, by the register that it is in and its id there."""


def shelf_pages(views: Views, shelved: Mapping[str, Mapping[str, Sequence[Card]]], roles: Roles) -> Iterator[Page]:
    """Plan every shelf, and the page of every entry with its feeds."""
    for shelf in SHELVES:
        entries = views.archive.registers[shelf.register]
        if not entries:
            continue
        overview = _overview(views, shelf, shelved[shelf.name])
        others = (Named(Key("older_page"), addresses.OLDER),) if shelf.register == "regioner" else ()
        data = ShelfData(overview, f"intro_{shelf.name}", others)
        yield Page(addresses.shelf_url(shelf.name), "hylle.html", Key(f"shelf_{shelf.name}"), data)
        for entry in entries:
            held = shelved[shelf.name].get(entry, ())
            above, name = _above(views, shelf, entry, held, roles), views.name(shelf.register, entry)
            url = addresses.shelf_url(shelf.name, entry)
            if found := feeds.entries(views, held):
                above = above._replace(feeds=addresses.feed_urls(url))
                yield from feeds.pages(url, name, feeds.FeedData(url, entries=found))
            yield from list_pages(newest_first(url, held), name, above)


def _above(views: Views, shelf: Shelf, entry: str, held: Sequence[Card], roles: Roles) -> Listing:
    """Give what stands above the list of what belongs to an entry."""
    above = Listing(
        up=(Named(Key(f"shelf_{shelf.name}"), addresses.shelf_url(shelf.name)),),
        kind=f"shelf_one_{shelf.name}",
        roles=tuple(role for role in roles.get((shelf.register, entry), ()) if role.office),
        standing=_applying(held, lambda kind: kind.series),
        to_use=_applying(held, lambda kind: kind.for_use),
    )
    if shelf.register == "temaer":
        return _above_topic(views, entry, above)
    if shelf.register == "laeringsmal":
        return above._replace(goal=goal_facts(views, entry))
    if shelf.register == "regioner":
        return above._replace(region=region_facts(views, entry))
    if shelf.register == "organisasjoner":
        return above._replace(facts=_organisation(views, entry))
    return above


def _applying(held: Sequence[Card], is_wanted: Callable[[ContentType], bool]) -> tuple[Card, ...]:
    """Give what applies of some kinds, newest first, as far as one looks through it."""
    found = (card for card in reversed(held) if is_wanted(BY_NAME[card.kind]) and Status(card.status).applies)
    return tuple(islice(found, _SHOWN_FIRST))


def _above_topic(views: Views, entry: str, above_it: Listing) -> Listing:
    topics = views.archive.registers["temaer"]
    over = (views.named("temaer", one) for one in reversed(above(topics, entry)[1:]))
    under = (one for one in topics.values() if isinstance(one, Topic) and one.parent == entry)
    named = sorted((views.named("temaer", one.id) for one in under), key=lambda named: collation(str(named.name)))
    return above_it._replace(
        up=(*above_it.up, *over),
        group_label="subtopics",
        groups=tuple(named),
    )


def _organisation(views: Views, entry: str) -> OrganisationFacts | None:
    """Give what the register says of an organisation beyond its name."""
    found = views.archive.registers["organisasjoner"][entry]
    if not isinstance(found, Organisation):
        return None
    return OrganisationFacts(found.orgnr or "", found.url or "", found.note or "")


def _overview(views: Views, shelf: Shelf, shelved: Mapping[str, Sequence[Card]]) -> tuple[ShelfEntry, ...]:
    """Every entry with the number of documents it holds, in order; topics below their parents."""
    entries = views.archive.registers[shelf.register]
    below: dict[str | None, list[str]] = defaultdict(list)
    for entry in entries.values():
        below[entry.parent if isinstance(entry, Topic) else None].append(entry.id)

    def rows(parent: str | None, depth: int) -> Iterator[ShelfEntry]:
        for entry in sorted(below[parent], key=lambda one: (collation(views.name(shelf.register, one)), one)):
            yield ShelfEntry(views.named(shelf.register, entry), len(shelved.get(entry, ())), depth)
            yield from rows(entry, depth + 1)

    return tuple(rows(None, 0))

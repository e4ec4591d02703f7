"""Ways to browse: a page for each entry of a register, with what belongs to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model.contact_roles import Place
from generator.model.registers import Topic, above
from generator.model.reviews import Review
from generator.pages import addresses, feeds
from generator.pages.addresses import SHELVES, Shelf
from generator.pages.lists import collation, newest_first
from generator.pages.page import Page
from generator.pages.views import Card, Key, Named, Views
from generator.plan import contacts as contact_pages
from generator.plan.listed import Listed, list_pages
from generator.plan.reviews import due_count


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
    for card, document in shown:
        for shelf in shelves:
            entries = views.archive.classified(document, shelf.field)
            if shelf.register == "temaer":
                entries = tuple(dict.fromkeys(up for entry in entries for up in above(topics, entry)))
            for entry in entries:
                found[shelf.name][entry].append(card)
    return found


def shelf_pages(
    views: Views,
    shelved: Mapping[str, Mapping[str, Sequence[Card]]],
    to_review: Mapping[str, Sequence[Review]],
    contacts: Iterable[Place],
) -> Iterator[Page]:
    """Plan every shelf, and the page of every entry with its feeds."""
    roles = {(place.register, place.id): contact_pages.rows(views, place) for place in contacts}
    for shelf in SHELVES:
        entries = views.archive.registers[shelf.register]
        if not entries:
            continue
        url = addresses.shelf_url(shelf.name)
        overview = _overview(views, shelf, shelved[shelf.name])
        yield Page(url, "hylle.html", Key(f"shelf_{shelf.name}"), {"entries": overview, "intro": f"intro_{shelf.name}"})
        for entry in entries:
            own: dict[str, object] = {
                "up": (Named(Key(f"shelf_{shelf.name}"), url),),
                "kind": f"shelf_one_{shelf.name}",
            }
            if shelf.register == "temaer":
                own |= _topic_extras(views, entry)
                own |= {"sheets": tuple(card for card in shelved["tema"].get(entry, ()) if card.kind == "smagrupper")}
            if (shelf.register, entry) in roles:
                own |= {"roles": roles[shelf.register, entry]}
            if shelf.register == "laeringsmal":
                own |= {"goal": views.goal_facts(entry)}
            if shelf.register == "organisasjoner":
                own |= {"facts": views.organisation_facts(entry)}
                if entry in to_review:
                    own |= {"review": (addresses.review_url(entry), due_count(views, to_review[entry]))}
            own_url, name = addresses.shelf_url(shelf.name, entry), views.name(shelf.register, entry)
            held = shelved[shelf.name].get(entry, ())
            if found := feeds.entries(views, held):
                own |= {"feeds": addresses.feed_urls(own_url)}
                yield from feeds.pages(own_url, name, found)
            yield from list_pages(newest_first(own_url, held), name, own)


def _topic_extras(views: Views, entry: str) -> dict[str, object]:
    topics = views.archive.registers["temaer"]
    over = tuple(views.named("temaer", one) for one in reversed(above(topics, entry)[1:]))
    under = (one for one in topics.values() if isinstance(one, Topic) and one.parent == entry)
    named = sorted((views.named("temaer", one.id) for one in under), key=lambda named: collation(str(named.name)))
    return {
        "up": (Named(Key("shelf_tema"), addresses.shelf_url("tema")), *over),
        "group_label": "subtopics",
        "groups": tuple(named),
    }


def _overview(views: Views, shelf: Shelf, shelved: Mapping[str, Sequence[Card]]) -> tuple[object, ...]:
    """Every entry with the number of documents it holds, in order; topics below their parents."""
    entries = views.archive.registers[shelf.register]
    below: dict[str | None, list[str]] = defaultdict(list)
    for entry in entries.values():
        below[entry.parent if isinstance(entry, Topic) else None].append(entry.id)

    def rows(parent: str | None, depth: int) -> Iterator[object]:
        for entry in sorted(below[parent], key=lambda one: (collation(views.name(shelf.register, one)), one)):
            yield depth, views.named(shelf.register, entry), len(shelved.get(entry, ()))
            yield from rows(entry, depth + 1)

    return tuple(rows(None, 0))

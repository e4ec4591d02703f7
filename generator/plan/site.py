"""The whole site map: what pages there are and what each shows.  Pure and complete before anything is rendered."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.kinds import BY_NAME, KINDS, Kind
from generator.kinds.arrangementer.agenda import agenda
from generator.model.archive import Document
from generator.model.contact_roles import Place
from generator.model.registers import Topic, above
from generator.model.reviews import Review, due, reviews
from generator.model.status import REVIEW_NOTICE_DAYS
from generator.pages import addresses, feeds
from generator.pages.addresses import SHELVES, Shelf
from generator.pages.lists import Part, collation, in_order, letter, newest_first
from generator.pages.page import CALENDAR, Page, Planned, all_planned, planned
from generator.pages.redirects import Redirect
from generator.pages.timeline import Event
from generator.pages.views import Card, Key, Named, Views, iso
from generator.plan import contacts as contact_pages

_LATEST_NEWS, _LATEST_ISSUES, _SERIES_SHOWN, _RECENT_SHOWN, _COMING_SHOWN = 8, 4, 6, 5, 4
_CALENDAR_DAYS = 366
_NEWS_FEEDS: Mapping[str, object] = {
    "feeds": addresses.feed_urls(addresses.HOME),
    "feed_title": Key("feed_latest"),
}


def plan(views: Views, recent: Sequence[Event]) -> list[Planned]:
    """Name every page that shows or lists documents; ``recent`` is what has changed lately, oldest first."""
    listed = _listed(views)
    found = reviews(views.archive, views.today)
    contacts = contact_pages.found(views)
    of_kinds = [page for kind in KINDS for page in kind.pages(views)]
    lists = [
        _home(listed, recent),
        *feeds.pages(addresses.HOME, Key("feed_latest"), feeds.entries(views, listed.cards["nyheter"])),
        Page(addresses.SEARCH, "sok.html", Key("search"), {}),
        Page(addresses.NOT_FOUND, "404.html", Key("not_found"), {}),
        *_kinds(listed),
        *_shelves(views, _shelved(listed), _by_organisation(found), contacts),
        *_letters(listed),
        *_reviews(views, found),
        *contact_pages.plan(views, contacts),
        *of_kinds,
        _arenas(listed, {page.url for page in of_kinds}),
    ]
    return [*_documents(views), *_comparisons(views), *all_planned(lists)]


def redirects(former: Iterable[Redirect]) -> list[Planned]:
    """Name a page for every former address, leading to the page that has taken over."""
    return [planned(Page(url, "videre.html", title, {"to": to})) for url, to, title in former]


class _Listed(NamedTuple):
    """The documents that lists show, and their cards, by kind and oldest first.

    An edition is shown by its series instead.
    """

    of_kind: Mapping[str, Sequence[Document]]
    cards: Mapping[str, Sequence[Card]]
    views: Views


def _listed(views: Views) -> _Listed:
    found: dict[str, list[tuple[str, str, Document]]] = {kind.name: [] for kind in KINDS}
    for document in views.archive.documents.values():
        if document.series not in views.archive.series:
            found[document.kind].append((iso(document.matter.published), document.id, document))
    of_kind = {kind: [document for *_, document in sorted(rows)] for kind, rows in found.items()}
    cards = {kind: [*map(views.card, documents)] for kind, documents in of_kind.items()}
    return _Listed(of_kind, cards, views)


def _home(listed: _Listed, recent: Sequence[Event]) -> Page:
    views = listed.views
    news, issues = (listed.cards[name][::-1] for name in ("nyheter", "nyhetsbrev"))
    series = [
        (kind.name, _series_cards(views, kind)[:_SERIES_SHOWN]) for kind in KINDS if kind.series and not kind.arena
    ]
    data = {
        "news": tuple(news[:_LATEST_NEWS]),
        "issues": tuple(issues[:_LATEST_ISSUES]),
        "series": tuple((name, cards) for name, cards in series if cards),
        "topics": _top_topics(views),
        "coming": tuple(card for card in agenda(views).coming if card.when)[:_COMING_SHOWN],
        "pages": _by_title(listed.cards["sider"]),
        "recent": tuple(reversed(recent[-_RECENT_SHOWN:])),
        **_NEWS_FEEDS,
    }
    return Page(addresses.HOME, "forside.html", "", data)


def _top_topics(views: Views) -> tuple[Named, ...]:
    topics = views.archive.registers["temaer"]
    top = (entry for entry in topics.values() if not (isinstance(entry, Topic) and entry.parent))
    return tuple(
        sorted((views.named("temaer", entry.id) for entry in top), key=lambda named: collation(str(named.name)))
    )


def _by_title(cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: (collation(card.title), card.url)))


def _series_cards(views: Views, kind: Kind) -> tuple[Card, ...]:
    return _by_title(views.series_card(one) for one in views.archive.series.values() if one.kind == kind.name)


def _documents(views: Views) -> Iterator[Planned]:
    for document in views.archive.documents.values():
        yield _document(views, document, document.url, document.matter.title)
    for series in views.archive.series.values():
        if edition := views.valid_edition(series.id):
            yield _document(views, edition, series.url, series.matter.title)


def _document(views: Views, document: Document, url: str, title: str) -> Planned:
    kind = BY_NAME[document.kind]
    details = kind.details(document, views)

    def make() -> Page:
        return Page(url, kind.template, title, {**views.document(document), **details, "canonical": document.url})

    return Planned(url, (title, details, views.inputs(document)), make)


def _comparisons(views: Views) -> Iterator[Planned]:
    """Put every variant side by side with what it is a variant of."""
    for one in views.archive.variants.values():
        for edition in map(views.archive.documents.__getitem__, one):
            if base := views.archive.base(edition, views.today):
                data = {"here": views.side(edition), "there": views.side(base), "up": views.above(edition)}
                yield planned(Page(addresses.variant_url(edition), "variant.html", edition.matter.title, data))


def _by_organisation(found: Iterable[Review]) -> Mapping[str, Sequence[Review]]:
    by_organisation: dict[str, list[Review]] = defaultdict(list)
    for review in found:
        for organisation in review.organisations:
            by_organisation[organisation].append(review)
    return by_organisation


def _reviews(views: Views, found: Sequence[Review]) -> Iterator[Page]:
    by_organisation = _by_organisation(found)
    named = [
        (Named(views.name("organisasjoner", one), addresses.review_url(one)), _due_count(views, own))
        for one, own in by_organisation.items()
    ]
    groups = tuple(sorted(named, key=lambda pair: (collation(str(pair[0].name)), pair[0].url)))
    yield from _review_list(views, addresses.REVIEW, Key("review"), found, {"groups": groups, "up": ()})
    for organisation, own in by_organisation.items():
        data = {"groups": (), "up": (Named(Key("review"), addresses.REVIEW),)}
        name = views.name("organisasjoner", organisation)
        yield from _review_list(views, addresses.review_url(organisation), name, own, data)


def _due_count(views: Views, found: Iterable[Review]) -> int:
    return sum(1 for _ in due(found, views.today, REVIEW_NOTICE_DAYS))


def _review_list(
    views: Views, url: str, title: str | Key, found: Sequence[Review], data: Mapping[str, object]
) -> Iterator[Page]:
    """List what is due, and give the calendar of it and of the year to come."""
    rows = [views.review(review) for review in due(found, views.today, REVIEW_NOTICE_DAYS)]
    feed = addresses.calendar_url(url) if found else ""
    for part in in_order(url, rows):
        own = {"items": part.items, "newer": part.newer, "older": part.older, "first": part.url == url}
        yield Page(part.url, "revisjon.html", title, {**data, **own, "calendar": feed})
    # A calendar may not be empty (RFC 5545, 3.6), so the next review is there however far off it is.
    if events := [*due(found, views.today, _CALENDAR_DAYS)] or [*found[:1]]:
        data = {"name": "review", "wording": "review_event", "events": tuple(map(views.event, events))}
        yield Page(feed, CALENDAR, title, data)


def _kinds(listed: _Listed) -> Iterator[Page]:
    for kind in (kind for kind in KINDS if not kind.lists_itself):
        url = addresses.kind_url(kind.name)
        title, intro = Key(f"kind_{kind.name}"), f"intro_{kind.name}"
        above_it = (Named(Key("arenas"), addresses.ARENAS),) if kind.arena else ()
        overviews = (*(Named(Key(key), address) for key, address in kind.views), *_shelf_of(kind, listed.views))
        extra: dict[str, object] = {"intro": intro, "overviews": overviews, "up": above_it}
        if not kind.dated:
            cards = _series_cards(listed.views, kind) if kind.series else _by_title(listed.cards[kind.name])
            yield from _list(in_order(url, cards), title, extra)
            continue
        by_year: dict[int, list[Card]] = defaultdict(list)
        for card in listed.cards[kind.name]:
            by_year[int(card.date[:4])].append(card)
        years = tuple(Named(str(year), addresses.year_url(kind.name, year)) for year in sorted(by_year, reverse=True))
        extra |= {"group_label": "years", "groups": years}
        if kind.name == "nyheter":
            extra |= _NEWS_FEEDS
        newest = newest_first(url, listed.cards[kind.name])[0]
        yield from _list([newest._replace(older=years[0].url if newest.older else "")], title, extra)
        for year, own in by_year.items():
            up = {"up": (Named(title, url),), "kind": title.key}
            yield from _list(newest_first(addresses.year_url(kind.name, year), own), str(year), up)


def _shelf_of(kind: Kind, views: Views) -> Iterator[Named]:
    """Lead from the list of a kind to the shelf that goes with it, if there is anything on it."""
    for shelf in SHELVES:
        if shelf.name == kind.shelf and views.archive.registers[shelf.register]:
            yield Named(Key(f"shelf_{shelf.name}"), addresses.shelf_url(shelf.name))


def _arenas(listed: _Listed, planned_urls: Collection[str]) -> Page:
    """Plan the page that leads to every kind of arena, with the views of it that there are."""
    rows = []
    for kind in KINDS:
        if kind.arena:
            shown = tuple(Named(Key(key), url) for key, url in kind.views if url in planned_urls)
            rows.append((kind.name, addresses.kind_url(kind.name), _count(listed, kind), shown))
    has_roles = bool(listed.views.archive.registers["kontaktroller"])
    return Page(addresses.ARENAS, "samarbeid.html", Key("arenas"), {"entries": tuple(rows), "contacts": has_roles})


def _count(listed: _Listed, kind: Kind) -> int:
    return len(_series_cards(listed.views, kind) if kind.series else listed.of_kind[kind.name])


def _list(parts: Sequence[Part], title: str | Key, data: Mapping[str, object]) -> Iterator[Page]:
    for number, part in enumerate(parts):
        own = {"items": part.items, "newer": part.newer, "older": part.older, "first": number == 0}
        yield Page(part.url, "liste.html", title, {**data, **own})


def _shelved(listed: _Listed) -> dict[str, dict[str, list[Card]]]:
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


def _shelves(
    views: Views,
    shelved: Mapping[str, Mapping[str, Sequence[Card]]],
    to_review: Mapping[str, Sequence[Review]],
    contacts: Iterable[Place],
) -> Iterator[Page]:
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
                    own |= {"review": (addresses.review_url(entry), _due_count(views, to_review[entry]))}
            own_url, name = addresses.shelf_url(shelf.name, entry), views.name(shelf.register, entry)
            held = shelved[shelf.name].get(entry, ())
            if found := feeds.entries(views, held):
                own |= {"feeds": addresses.feed_urls(own_url)}
                yield from feeds.pages(own_url, name, found)
            yield from _list(newest_first(own_url, held), name, own)


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


def _letters(listed: _Listed) -> Iterator[Page]:
    by_letter: dict[tuple[str, str], list[Card]] = defaultdict(list)
    cards = [card for kind in KINDS for card in listed.cards[kind.name]]
    cards += [listed.views.series_card(series) for series in listed.views.archive.series.values()]
    for card in _by_title(cards):
        by_letter[letter(card.title)].append(card)
    letters = [(0, Named(shown, addresses.letter_url(name)), len(found)) for (name, shown), found in by_letter.items()]
    yield Page(addresses.LETTERS, "hylle.html", Key("letters"), {"entries": tuple(letters), "intro": "intro_letters"})
    for (name, shown), found in by_letter.items():
        up = {"up": (Named(Key("letters"), addresses.LETTERS),), "kind": "letter_one"}
        yield from _list(in_order(addresses.letter_url(name), found), shown, up)

"""The whole site map: what pages there are and what each shows.  Pure and complete before anything is rendered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator import addresses
from generator.addresses import SHELVES, Shelf
from generator.archive import Archive, Document
from generator.kinds import BY_NAME, KINDS, Kind
from generator.lists import Part, collation, in_order, letter, newest_first
from generator.registers import Topic, above
from generator.views import Card, Key, Named, Views

_LATEST_NEWS, _LATEST_ISSUES, _SERIES_SHOWN = 8, 4, 6


class Page(NamedTuple):
    """One page: its address, its template, its title and the values it shows."""

    url: str
    template: str
    title: str | Key
    data: Mapping[str, object]


def plan(views: Views) -> list[Page]:
    """Name every page of the site."""
    shelved = _shelved(views)
    return [
        _home(views),
        Page(addresses.SEARCH, "sok.html", Key("search"), {}),
        Page(addresses.NOT_FOUND, "404.html", Key("not_found"), {}),
        *_documents(views),
        *_kinds(views),
        *_shelves(views, shelved),
        *_letters(views),
    ]


def redirects(archive: Archive) -> list[Page]:
    """Name a page for every former address, leading to the page that has taken over."""
    return [
        Page(alias, "videre.html", document.matter.title, {"to": document.url})
        for document in archive.documents.values()
        for alias in document.matter.aliases
    ]


def _listed(views: Views, kind: Kind) -> list[Document]:
    """The documents that lists show: of a series only the edition that applies, and the rest by its own page."""
    every = [d for d in views.archive.documents.values() if d.kind == kind.name and d.series not in views.archive.series]
    return sorted(every, key=lambda document: (document.matter.published is not None, document.matter.published, document.id))


def _home(views: Views) -> Page:
    news, issues = (_listed(views, BY_NAME[name])[::-1] for name in ("nyheter", "nyhetsbrev"))
    series = [(kind.name, _series_cards(views, kind)[:_SERIES_SHOWN]) for kind in KINDS if kind.series]
    data = {
        "news": tuple(views.card(document) for document in news[:_LATEST_NEWS]),
        "issues": tuple(views.card(document) for document in issues[:_LATEST_ISSUES]),
        "series": tuple((name, cards) for name, cards in series if cards),
        "topics": _top_topics(views),
        "pages": tuple(views.card(document) for document in _alphabetical(views, "sider")),
    }
    return Page(addresses.HOME, "forside.html", "", data)


def _top_topics(views: Views) -> tuple[Named, ...]:
    topics = views.archive.registers["temaer"]
    top = (entry for entry in topics.values() if not (isinstance(entry, Topic) and entry.parent))
    return tuple(sorted((views.named("temaer", entry.id) for entry in top), key=lambda named: collation(str(named.name))))


def _alphabetical(views: Views, kind: str) -> list[Document]:
    found = [document for document in views.archive.documents.values() if document.kind == kind]
    return sorted(found, key=lambda document: (collation(document.matter.title), document.id))


def _series_cards(views: Views, kind: Kind) -> tuple[Card, ...]:
    cards = [views.series_card(one) for one in views.archive.series.values() if one.kind == kind.name]
    return tuple(sorted(cards, key=lambda card: (collation(card.title), card.url)))


def _documents(views: Views) -> Iterator[Page]:
    for document in views.archive.documents.values():
        kind = BY_NAME[document.kind]
        data = {**views.document(document), **kind.details(document, views)}
        yield Page(document.url, kind.template, document.matter.title, data)
    for series in views.archive.series.values():
        edition = views.archive.valid_edition(series.id, views.today)
        if edition:
            kind = BY_NAME[series.kind]
            data = {**views.document(edition), **kind.details(edition, views)}
            yield Page(series.url, kind.template, series.matter.title, {**data, "canonical": edition.url})


def _kinds(views: Views) -> Iterator[Page]:
    for kind in KINDS:
        url = addresses.kind_url(kind.name)
        documents = _listed(views, kind)
        if not kind.dated:
            cards = _series_cards(views, kind) or tuple(views.card(document) for document in _alphabetical(views, kind.name))
            yield from _list(in_order(url, cards), Key(f"kind_{kind.name}"), {"intro": f"intro_{kind.name}"})
            continue
        by_year: dict[int, list[Card]] = defaultdict(list)
        for document in documents:
            published = document.matter.published
            by_year[published.year if published else 0].append(views.card(document))
        years = tuple(Named(str(year), addresses.year_url(kind.name, year)) for year in sorted(by_year, reverse=True))
        extra = {"intro": f"intro_{kind.name}", "group_label": "years", "groups": years}
        newest = newest_first(url, [views.card(document) for document in documents])[0]
        older = years[0].url if newest.older else ""
        yield from _list([newest._replace(older=older)], Key(f"kind_{kind.name}"), extra)
        for year, cards in by_year.items():
            up = {"up": (Named(Key(f"kind_{kind.name}"), url),), "kind": f"kind_{kind.name}"}
            yield from _list(newest_first(addresses.year_url(kind.name, year), cards), str(year), up)


def _list(parts: Sequence[Part], title: str | Key, data: Mapping[str, object]) -> Iterator[Page]:
    for number, part in enumerate(parts):
        own = {"items": part.items, "newer": part.newer, "older": part.older, "first": number == 0}
        yield Page(part.url, "liste.html", title, {**data, **own})


def _shelved(views: Views) -> dict[str, dict[str, list[Card]]]:
    """Every document's card by shelf and entry, oldest first; a topic also holds what lies below it."""
    topics = views.archive.registers["temaer"]
    found: dict[str, dict[str, list[Card]]] = {shelf.name: defaultdict(list) for shelf in SHELVES}
    shown = [(document.matter, views.card(document)) for kind in KINDS for document in _listed(views, kind)]
    for series in views.archive.series.values():
        edition = views.archive.valid_edition(series.id, views.today)
        if edition:
            shown.append((edition.matter, views.series_card(series)))
    shown.sort(key=lambda pair: (pair[1].date, pair[1].url))
    for matter, card in shown:
        for shelf in SHELVES:
            value = getattr(matter, shelf.field)
            entries = value if isinstance(value, tuple) else (value,) if value else ()
            if shelf.register == "temaer":
                entries = tuple(dict.fromkeys(up for entry in entries for up in above(topics, entry)))
            for entry in entries:
                found[shelf.name][entry].append(card)
    return found


def _shelves(views: Views, shelved: Mapping[str, Mapping[str, Sequence[Card]]]) -> Iterator[Page]:
    for shelf in SHELVES:
        entries = views.archive.registers[shelf.register]
        if not entries:
            continue
        url = addresses.shelf_url(shelf.name)
        overview = _overview(views, shelf, shelved[shelf.name])
        yield Page(url, "hylle.html", Key(f"shelf_{shelf.name}"), {"entries": overview, "intro": f"intro_{shelf.name}"})
        for entry in entries:
            own: dict[str, object] = {"up": (Named(Key(f"shelf_{shelf.name}"), url),), "kind": f"shelf_one_{shelf.name}"}
            if shelf.register == "temaer":
                own |= _topic_extras(views, entry)
            if shelf.register == "organisasjoner":
                own |= {"facts": views.organisation_facts(entry)}
            parts = newest_first(addresses.shelf_url(shelf.name, entry), shelved[shelf.name].get(entry, ()))
            yield from _list(parts, views.name(shelf.register, entry), own)


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


def _letters(views: Views) -> Iterator[Page]:
    by_letter: dict[tuple[str, str], list[Card]] = defaultdict(list)
    cards = [views.card(document) for kind in KINDS for document in _listed(views, kind)]
    cards += [views.series_card(series) for series in views.archive.series.values()]
    for card in sorted(cards, key=lambda card: (collation(card.title), card.url)):
        by_letter[letter(card.title)].append(card)
    letters = [
        (0, Named(shown, addresses.letter_url(name)), len(found)) for (name, shown), found in by_letter.items()
    ]
    yield Page(addresses.LETTERS, "hylle.html", Key("letters"), {"entries": tuple(letters), "intro": "intro_letters"})
    for (name, shown), found in by_letter.items():
        up = {"up": (Named(Key("letters"), addresses.LETTERS),), "kind": "letter_one"}
        yield from _list(in_order(addresses.letter_url(name), found), shown, up)

"""The archive as pages show it on one day, in the site's language: names, cards, and what applies."""

import copy
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from generator.model.archive import Archive, Document, Series
from generator.model.history import Commit
from generator.model.lineage import Comparisons, edition_name
from generator.model.registers import EVENT_TYPES, above
from generator.model.status import status
from generator.pages.addresses import SHELVES, shelf_url
from generator.pages.cards import Card, Named, iso
from generator.pages.facts import facts

Value = TypeVar("Value")


class Views:
    """Makes values for templates from one archive on one day, in the site's language.

    ``hidden`` holds the addresses that exist but are not published yet: links to them are shown as text.  ``history``
    is what git knows of the documents, by path; ``moved`` what feeds and calendars know pages by that were moved.
    """

    def __init__(
        self,
        archive: Archive,
        language: str,
        today: date,
        hidden: frozenset[str] = frozenset(),
        history: Mapping[str, tuple[Commit, ...]] | None = None,
        moved: Mapping[str, str] | None = None,
    ) -> None:
        self.archive, self.language, self.today, self.hidden = archive, language, today, hidden
        self.history, self.moved = history or {}, moved or {}
        self._cards: dict[str, Card] = {}
        self._series_cards: dict[str, Card] = {}
        self._valid: dict[str, Document | None] = {}
        self._made: dict[Hashable, Any] = {}
        self.comparisons: Comparisons = {}

    def knowing(self, comparisons: Comparisons) -> "Views":
        """Give the same views with what is known of how editions differ."""
        known = copy.copy(self)
        known.comparisons, known._made = comparisons, {}
        return known

    def once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Give a value that several pages show, made the first time that it is asked for."""
        if key not in self._made:
            self._made[key] = make()
        made: Value = self._made[key]
        return made

    def lasting(self, url: str) -> str:
        """Give the address that feeds and calendars know a page by, also after it was moved."""
        return self.moved.get(url, url)

    def name(self, register: str, entry: str | None) -> str:
        """Name an entry of a register."""
        return self.archive.registers[register][entry].called(self.language) if entry else ""

    def named(self, register: str, entry: str) -> Named:
        """Name an entry of a register that has a page."""
        shelf = next(shelf for shelf in SHELVES if shelf.register == register)
        return Named(self.name(register, entry), shelf_url(shelf.name, entry))

    def organisation(self, entry: str | None) -> Named | None:
        """Name an organisation, if there is one."""
        return self.named("organisasjoner", entry) if entry else None

    def card(self, document: Document) -> Card:
        """Show a document in a list."""
        if document.id not in self._cards:
            matter = document.matter
            when, rhythm = matter.when()
            self._cards[document.id] = Card(
                url=document.url,
                title=matter.title,
                lang=matter.lang or self.language,
                kind=document.kind,
                date=iso(matter.published),
                sender=self.name("organisasjoner", matter.sender),
                summary=matter.summary or document.lead,
                status=status(document, self.archive, self.today).value,
                when=when,
                rhythm=rhythm,
                type=self.name(EVENT_TYPES, matter.event_type()),
                facts=facts(document, self.archive.registers, self.language),
            )
        return self._cards[document.id]

    def cards(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """Show those of the documents that are in the archive, in the order given."""
        documents = self.archive.documents
        return tuple(self.card(documents[one]) for one in ids if one in documents)

    def on_topics(self, kind: str, topics: Iterable[str]) -> tuple[Card, ...]:
        """Show the documents of a kind on any of these topics, or on what lies below them; newest first."""
        by_topic = self.once(("on-topics", kind), lambda: self._by_topic(kind))
        found = set[str]().union(*(by_topic.get(topic, ()) for topic in topics))
        return tuple(sorted(self.cards(sorted(found)), key=lambda card: card.date, reverse=True))

    def _by_topic(self, kind: str) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        entries = self.archive.registers["temaer"]
        for document in self.archive.documents.values():
            for topic in self.archive.classified(document, "topics") if document.kind == kind else ():
                for up in above(entries, topic):
                    found[up].add(document.id)
        return found

    def series_card(self, series: Series) -> Card:
        """Show a series as the edition that applies, at the address that always does."""
        if series.id not in self._series_cards:
            self._series_cards[series.id] = self._series_card(series, self.valid_edition(series.id))
        return self._series_cards[series.id]

    def carried(self, item: str, day: date) -> Card | None:
        """Show what an issue of a day carried; a series as the edition that applied then, at the series' address."""
        document = self.archive.carried(item, day)
        if document is None or item not in self.archive.series:
            return self.card(document) if document else None
        return self._series_card(self.archive.series[item], document)._replace(edition=edition_name(document))

    def all_carried(self, items: Iterable[str], day: date) -> tuple[Card, ...]:
        """Show what an issue of a day carried, in the order given."""
        return tuple(card for item in items if (card := self.carried(item, day)))

    def _series_card(self, series: Series, edition: Document | None) -> Card:
        shown = self.card(edition) if edition else None
        matter = series.matter
        return Card(
            url=series.url,
            title=matter.title,
            lang=matter.lang or self.language,
            kind=series.kind,
            date=shown.date if shown else "",
            sender=self.name("organisasjoner", matter.owner),
            summary=matter.summary or (shown.summary if shown else ""),
            status=shown.status if shown else "",
        )

    def valid_edition(self, series: str) -> Document | None:
        """Give the edition of a series that applies today, as :meth:`Archive.valid_edition` does."""
        if series not in self._valid:
            self._valid[series] = self.archive.valid_edition(series, self.today)
        return self._valid[series]

    def edition_in_force(self, document: Document) -> Document | None:
        """Give the edition that applies today of the series that a document is an edition of, if it is one."""
        return self.valid_edition(document.series) if document.series in self.archive.series else None

    def standing_card(self, document: Document) -> Card:
        """Show a document at the address that will go on applying: the edition in force as its series."""
        edition = self.edition_in_force(document)
        is_in_force = edition is not None and edition.id == document.id
        return self.series_card(self.archive.series[document.series]) if is_in_force else self.card(document)

    def unpublished(self, document: Document) -> tuple[str, ...]:
        """Give the links of a body that lead to what is not published yet."""
        return tuple(link.href for link in document.links if link.url in self.hidden) if self.hidden else ()

    def changed(self, document: Document, *days: date) -> str:
        """Give the day of the latest of a document's changes, and of other ``days``; 1970 where none is known."""
        changes = [update.date for update in document.matter.updated if update.date <= self.today]
        return iso(max([*changes, *days, document.matter.published or date(1970, 1, 1)]))

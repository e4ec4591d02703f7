"""What templates are given: plain values, resolved to names and addresses.

A page is rendered anew when its values change and only then, so everything a template shows must be in them.
"""

import copy
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from generator.model.archive import Archive, Document, Series, is_void
from generator.model.front_matter import Endorsement, SourceRef
from generator.model.history import Change
from generator.model.lineage import Comparisons, earlier, edition_name, lineage, neighbours
from generator.model.periods import periods
from generator.model.registers import LearningGoal, Organisation, above
from generator.model.reviews import Review
from generator.model.status import Status, status
from generator.pages import ics
from generator.pages.addresses import SHELVES, changes_url, comparison_url, shelf_url, variant_url, year_url

_STEPS_SHOWN = 5
_COUNTING_SHOWN = 5


class Key(NamedTuple):
    """A wording of the user interface, by its key in the translation files."""

    key: str


class Named(NamedTuple):
    """A name and where it leads; ``url`` is empty where it leads nowhere."""

    name: str | Key
    url: str


class Card(NamedTuple):
    """A document as lists show it; dates are ISO or empty, ``status`` a key of the translation files.

    ``when`` is when an event begins, and when it ends after a slash; ``rhythm`` is what is said of one without a day.
    """

    url: str
    title: str
    lang: str
    kind: str
    date: str
    sender: str
    summary: str
    status: str
    when: str = ""
    rhythm: str = ""


def _outline(document: Document) -> tuple[tuple[int, str, str, str], ...]:
    return tuple((h.level, h.anchor, h.number, h.title) for h in document.outline)


def iso(day: date | None) -> str:
    """Write a date as ISO 8601, or nothing."""
    return day.isoformat() if day else ""


class Views:
    """Makes values for templates from one archive on one day, in the site's language.

    ``hidden`` holds the addresses that exist but are not published yet: links to them are shown as text.  ``history``
    is what git knows of the documents, by path.
    """

    def __init__(
        self,
        archive: Archive,
        language: str,
        today: date,
        hidden: frozenset[str] = frozenset(),
        history: Mapping[str, tuple[Change, ...]] | None = None,
    ) -> None:
        self.archive, self.language, self.today, self.hidden = archive, language, today, hidden
        self._changes = history or {}
        self._cards: dict[str, Card] = {}
        self._series_cards: dict[str, Card] = {}
        self._valid: dict[str, Document | None] = {}
        self._series_facts: dict[str, Mapping[str, object]] = {}
        self._told: dict[str, Mapping[str, object]] = {}
        self._by_topic: dict[str, Mapping[str, set[str]]] = {}
        self._counting: dict[str, list[Document]] | None = None
        self.comparisons: Comparisons = {}

    def knowing(self, comparisons: Comparisons) -> "Views":
        """Give the same views with what is known of how editions differ."""
        known = copy.copy(self)
        known.comparisons, known._told = comparisons, {}
        return known

    def name(self, register: str, entry: str | None) -> str:
        """Name an entry of a register."""
        return self.archive.registers[register][entry].called(self.language) if entry else ""

    def named(self, register: str, entry: str) -> Named:
        """Name an entry of a register that has a page."""
        shelf = next(shelf for shelf in SHELVES if shelf.register == register)
        return Named(self.name(register, entry), shelf_url(shelf.name, entry))

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
            )
        return self._cards[document.id]

    def cards(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """Show those of the documents that are in the archive, in the order given."""
        documents = self.archive.documents
        return tuple(self.card(documents[one]) for one in ids if one in documents)

    def on_topics(self, kind: str, topics: Iterable[str]) -> tuple[Card, ...]:
        """Show the documents of a kind on any of these topics, or on what lies below them; newest first."""
        if kind not in self._by_topic:
            by_topic: dict[str, set[str]] = defaultdict(set)
            entries = self.archive.registers["temaer"]
            for document in self.archive.documents.values():
                if document.kind == kind:
                    for topic in self.archive.classified(document, "topics"):
                        for up in above(entries, topic):
                            by_topic[up].add(document.id)
            self._by_topic[kind] = by_topic
        found = set[str]().union(*(self._by_topic[kind].get(topic, ()) for topic in topics))
        return tuple(sorted(self.cards(sorted(found)), key=lambda card: card.date, reverse=True))

    def series_card(self, series: Series) -> Card:
        """Show a series as the edition that applies, at the address that always does."""
        if series.id not in self._series_cards:
            self._series_cards[series.id] = self._series_card(series)
        return self._series_cards[series.id]

    def _series_card(self, series: Series) -> Card:
        edition = self.valid_edition(series.id)
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

    def banner(self, document: Document) -> Mapping[str, object]:
        """Say that a document no longer, or not yet, applies, and what applies instead."""
        state = Status(self.card(document).status)
        if state.applies and state is not Status.REVIEW_OVERDUE:
            return {}
        documents = self.archive.documents
        ends = [documents[one] for one in self.archive.successors(document, self.today)]
        edition = self._edition_in_force(document)
        if not ends and edition is not None and edition.id != document.id:
            ends = [edition]
        applying = [one for one in ends if Status(self.card(one).status).applies]
        ended, withdrawn = self.archive.ends(document), document.matter.withdrawn
        cancelled = getattr(document.matter, "cancelled", None)
        return {
            "status": state.value,
            "from": iso(document.matter.valid_from),
            "ended": iso(ended if ended and ended < self.today else None),
            "withdrawn": (iso(withdrawn.date), withdrawn.reason) if withdrawn else (),
            "cancelled": cancelled.reason if cancelled else "",
            "now": tuple(map(self.standing_card, applying)),
            "instead": () if applying else tuple(map(self.standing_card, ends)),
        }

    def _edition_in_force(self, document: Document) -> Document | None:
        return self.valid_edition(document.series) if document.series in self.archive.series else None

    def standing_card(self, document: Document) -> Card:
        """Show a document at the address that will go on applying: the edition in force as its series."""
        edition = self._edition_in_force(document)
        is_in_force = edition is not None and edition.id == document.id
        return self.series_card(self.archive.series[document.series]) if is_in_force else self.card(document)

    def inputs(self, document: Document) -> tuple[object, ...]:
        """Give what :meth:`document` depends on besides the settings and registers, for less work than doing it.

        Most of it follows from what the document's file holds, and so from its key.
        """
        matter, card = document.matter, self.card(document)
        neighbours = (*matter.replaces, *self.archive.linked_from.get(document.url, ()))
        return (
            document.key.hex(),
            (card.status, card.when, card.rhythm),
            self.banner(document),
            self.cards(neighbours) if neighbours else (),
            (self._series(document), self._shelves(document)) if document.series in self.archive.series else (),
            sum(update.date <= self.today for update in matter.updated) if matter.updated else 0,
            self.unpublished(document),
            self._history(document),
        )

    def _history(self, document: Document) -> tuple[tuple[tuple[str, str, bool], ...], int]:
        """Give the latest steps that git knows of, and how many there were before them."""
        if document.path not in self._changes:
            return (), 0
        steps = [step for step in self._changes[document.path] if step.day <= self.today]
        shown = tuple((iso(step.day), step.commit, step.is_new) for step in steps[:_STEPS_SHOWN])
        return shown, len(steps) - len(shown)

    def unpublished(self, document: Document) -> tuple[str, ...]:
        """Give the links of a body that lead to what is not published yet."""
        return tuple(link.href for link in document.links if link.url in self.hidden) if self.hidden else ()

    def document(self, document: Document) -> Mapping[str, object]:
        """Give everything that every document's page shows, short of its body."""
        matter = document.matter
        archive = self.archive
        related = (one for one in archive.linked_from.get(document.url, ()) if one != document.id)
        series = archive.series.get(document.series)
        contact = matter.contact or (series.matter.contact if series else None)
        carried = set(archive.listed_in.get(document.id, ()))
        return {
            "card": self.card(document),
            "summary": matter.summary or "",
            "updated": tuple(
                (iso(update.date), update.change) for update in matter.updated if update.date <= self.today
            ),
            "sender": self._sender(document),
            "shelves": self._shelves(document),
            "banner": self.banner(document),
            "valid": (iso(matter.valid_from), iso(archive.ends(document)), iso(matter.review_by)),
            "sources": tuple((source.title, source.url or "") for source in self._sources(document)),
            "contact": contact.model_dump() if contact else {},
            "replaces": self.cards(matter.replaces),
            "related": self.cards(one for one in related if one not in carried),
            "outline": _outline(document),
            "series": self._series(document),
            "up": self._up(document),
            "body": document.key.hex(),
            "unpublished": self.unpublished(document),
            "history": self._history(document),
        }

    def _sources(self, document: Document) -> tuple[SourceRef, ...]:
        series = self.archive.series.get(document.series)
        inherited = series.matter.sources if series else ()
        return tuple(dict.fromkeys((*document.matter.sources, *inherited)))

    def _sender(self, document: Document) -> Named | None:
        sender = document.matter.sender
        return self.named("organisasjoner", sender) if sender else None

    def _shelves(self, document: Document) -> tuple[tuple[str, tuple[Named, ...]], ...]:
        found: list[tuple[str, tuple[Named, ...]]] = []
        for shelf in SHELVES:
            entries = self.archive.classified(document, shelf.field) if shelf.field != "sender" else ()
            if entries:
                found.append((shelf.name, tuple(self.named(shelf.register, entry) for entry in entries)))
        return tuple(found)

    def _up(self, document: Document) -> tuple[int, str] | tuple[()]:
        """Give the year a dated document is listed under, and where."""
        published = document.matter.published
        is_dated = self.archive.types[document.kind].dated
        return (published.year, year_url(document.kind, published.year)) if published and is_dated else ()

    def _series(self, document: Document) -> Mapping[str, object]:
        series = self.archive.series.get(document.series)
        if series is None:
            return {}
        if series.id not in self._series_facts:
            self._series_facts[series.id] = self._facts(series)
        valid = self.valid_edition(series.id)
        return {
            **self._series_facts[series.id],
            "edition": getattr(document.matter, "edition", None) or "",
            "adopted_by": self._organisation(getattr(document.matter, "adopted_by", None)),
            "change": getattr(document.matter, "change", None) or "",
            "is_valid": valid is not None and valid.id == document.id,
            "variant": self._variant(document),
        }

    def _facts(self, series: Series) -> Mapping[str, object]:
        """Give what all editions of a series show of it."""
        matter = series.matter
        return {
            "card": self.series_card(series),
            "owner": self._organisation(matter.owner),
            "steward": self._organisation(matter.steward),
            "binding": matter.binding or "",
            "matter": matter.model_dump_json(),
            "endorsements": self._endorsements(matter.endorsements),
            "editions": self._edition_rows(series.id),
            "variants": self._variants(series.id),
        }

    def _endorsements(self, endorsements: Iterable[Endorsement]) -> tuple[object, ...]:
        return tuple((self._organisation(one.organisation), iso(one.date), one.case or "") for one in endorsements)

    def _edition_rows(self, series: str) -> tuple[object, ...]:
        """Give the periods of a series, newest first, and the editions that never applied, which have no days.

        A row has name, address, status, endorsements, first and last day; one without an address is a gap.
        """
        rows = [
            (*self._edition(period.edition), iso(period.first), iso(period.last))
            for period in reversed(periods(self.archive, series, self.today))
        ]
        void = [edition for edition in self.archive.editions[series] if is_void(edition)]
        return (*rows, *((*self._edition(edition), "", "") for edition in void))

    def _edition(self, edition: Document | None) -> tuple[str, str, str, tuple[object, ...]]:
        if edition is None:
            return "", "", "", ()
        endorsements = self._endorsements(getattr(edition.matter, "endorsed_by", ()))
        return edition_name(edition), edition.url, self.card(edition).status, endorsements

    def _variant(self, document: Document) -> tuple[object, ...]:
        """Give what an edition is a variant of, and where the two stand side by side."""
        base = self.archive.base(document, self.today)
        return (self.standing_card(base), edition_name(base), variant_url(document)) if base else ()

    def _variants(self, series: str) -> tuple[object, ...]:
        """Give the editions in force of the series that are variants of this one, each with where it is compared."""
        documents = (self.archive.documents[one] for one in self.archive.variants.get(series, ()))
        in_force = (one for one in documents if one is self._edition_in_force(one))
        return tuple((self.standing_card(one), edition_name(one), variant_url(one)) for one in in_force)

    def side(self, edition: Document) -> Mapping[str, object]:
        """Give what one side of a comparison shows, short of its body."""
        return {
            "card": self.card(edition),
            "edition": edition_name(edition),
            "outline": _outline(edition),
            "body": edition.key.hex(),
            "unpublished": self.unpublished(edition),
        }

    def changes(self, edition: Document) -> Mapping[str, object]:
        """Say how an edition differs from the one before it, and where points of earlier editions are in it."""
        if edition.id not in self._told:
            self._told[edition.id] = self._changed(edition)
        return self._told[edition.id]

    def _changed(self, edition: Document) -> Mapping[str, object]:
        told = lineage(self.archive, edition, self.comparisons)
        before = earlier(self.archive, edition)
        pairs = neighbours(self.archive, edition.series)
        return {
            "former": told.former,
            "elsewhere": told.elsewhere,
            "gone": told.gone,
            "before": (edition_name(before[-1]), before[-1].url) if before else (),
            "compared": self.comparisons[before[-1].key, edition.key] if before else (),
            "comparisons": {new.url: comparison_url(old.url, new.url) for old, new in pairs},
            "changes": changes_url(edition.series),
        }

    def _organisation(self, entry: str | None) -> Named | None:
        return self.named("organisasjoner", entry) if entry else None

    def above(self, edition: Document) -> tuple[Named, ...]:
        """Give what lies above a page about an edition: its series, and itself."""
        series = self.archive.series[edition.series]
        return Named(series.matter.title, series.url), Named(edition_name(edition), edition.url)

    def review(self, review: Review) -> tuple[object, ...]:
        """Show what must be gone through: the document, the day, and those that answer for it."""
        answering = tuple(self.named("organisasjoner", one) for one in review.organisations)
        return self.standing_card(review.document), iso(review.day), answering

    def event(self, review: Review) -> ics.Event:
        """Give what a calendar says of a review."""
        card, document = self.standing_card(review.document), review.document
        return ics.Event(f"revisjon-{document.id}", iso(review.day), "", self.changed(document), card.title, card.url)

    def changed(self, document: Document, *days: date) -> str:
        """Give the day of the latest of a document's changes, and of other ``days``; 1970 where none is known."""
        changes = [update.date for update in document.matter.updated if update.date <= self.today]
        return iso(max([*changes, *days, document.matter.published or date(1970, 1, 1)]))

    def goals(self, guide: Document) -> tuple[tuple[Named, bool, tuple[Card, ...], int], ...]:
        """Give each goal of a guide: whether it still applies, the latest of what counts, and how much that is."""
        goals = self.archive.classified(guide, "learning_goals")
        return tuple(self._goal(goal, guide) for goal in goals)

    def _goal(self, goal: str, guide: Document) -> tuple[Named, bool, tuple[Card, ...], int]:
        counts = [one for one in self._counting_towards(goal) if one.series != guide.series]
        shown = tuple(map(self.standing_card, counts[:_COUNTING_SHOWN]))
        return self.named("laeringsmal", goal), not self.goal_facts(goal)["ended"], shown, len(counts)

    def _counting_towards(self, goal: str) -> list[Document]:
        """Give what names a goal, latest first; of a series, the edition in force."""
        if self._counting is None:
            self._counting = defaultdict(list)
            ordered = sorted(self.archive.documents.values(), key=lambda one: (iso(one.matter.counted_on), one.id))
            for document in reversed(ordered):
                if self._edition_in_force(document) in (None, document):
                    for one in self.archive.classified(document, "learning_goals"):
                        self._counting[one].append(document)
        return self._counting.get(goal, [])

    def goal_facts(self, entry: str) -> Mapping[str, object]:
        """Give what the register says of a learning goal beyond its name."""
        found = self.archive.registers["laeringsmal"][entry]
        assert isinstance(found, LearningGoal)  # noqa: S101 - the register's own model
        return {
            "code": found.code or "",
            "group": found.group or "",
            "text": found.text or "",
            "url": found.url or "",
            "note": found.note or "",
            "from": iso(found.valid_from),
            "to": iso(found.valid_to),
            "ended": found.valid_to is not None and found.valid_to < self.today,
        }

    def organisation_facts(self, entry: str) -> Mapping[str, str]:
        """Give what the register says of an organisation beyond its name."""
        found = self.archive.registers["organisasjoner"][entry]
        if not isinstance(found, Organisation):
            return {}
        return {"orgnr": found.orgnr or "", "url": found.url or "", "note": found.note or ""}

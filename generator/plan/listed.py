"""What lists show, each document once: an edition is shown by its series instead."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.kinds import KINDS
from generator.model.archive import Document
from generator.model.content_type import ContentType
from generator.pages.cards import Card, iso
from generator.pages.lists import collation
from generator.pages.views import Views


class Listed(NamedTuple):
    """The documents that lists show, and their cards, by kind and oldest first.

    An edition is shown by its series instead.
    """

    of_kind: Mapping[str, Sequence[Document]]
    cards: Mapping[str, Sequence[Card]]
    views: Views


def listed_of(views: Views) -> Listed:
    """Gather the documents of an archive and their cards."""
    found: dict[str, list[tuple[str, str, Document]]] = {kind.name: [] for kind in KINDS}
    for document in views.archive.documents.values():
        if document.series not in views.archive.series:
            found[document.kind].append((iso(document.matter.published), document.id, document))
    of_kind = {kind: [document for *_, document in sorted(rows)] for kind, rows in found.items()}
    cards = {kind: [*map(views.card, documents)] for kind, documents in of_kind.items()}
    return Listed(of_kind, cards, views)


def by_title(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Put cards in alphabetical order."""
    return tuple(sorted(cards, key=lambda card: (collation(card.title), card.url)))


def series_cards(views: Views, kind: ContentType) -> tuple[Card, ...]:
    """Show the series of a kind, in alphabetical order."""
    return by_title(views.series_card(one) for one in views.archive.series.values() if one.kind == kind.name)

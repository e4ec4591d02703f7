"""What must be gone through again, when, and by whom."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.model.archive import Archive, Document
from generator.model.status import status


class Review(NamedTuple):
    """A document that applies and the day it must have been gone through.

    ``organisations`` are those that answer for it: its sender, and the owner and the steward of its series.
    """

    day: date
    document: Document
    organisations: tuple[str, ...]


def reviews(archive: Archive, today: date) -> tuple[Review, ...]:
    """Give every review to come or overdue, soonest first; what does not apply on ``today`` needs none."""
    found = [
        Review(document.matter.review_by, document, answering_for(document, archive))
        for document in archive.documents.values()
        if document.matter.review_by and status(document, archive, today).applies
    ]
    return tuple(sorted(found, key=lambda review: (review.day, review.document.id)))


def answering_for(document: Document, archive: Archive) -> tuple[str, ...]:
    """Give the ids of the organisations that answer for a document."""
    series = archive.series.get(document.series)
    named = (document.matter.sender, *((series.matter.owner, series.matter.steward) if series else ()))
    return tuple(dict.fromkeys(one for one in named if one))


def due(found: Iterable[Review], today: date, days: int) -> Iterator[Review]:
    """Yield the reviews that are overdue on ``today`` or fall due within so many days."""
    return (review for review in found if (review.day - today).days <= days)

"""What must be gone through again, when, and by whom."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.model.archive import Archive, Document
from generator.model.status import fresh_until, status


class Review(NamedTuple):
    """A document that applies and the day it must have been gone through.

    ``organisations`` are those that answer for it: its sender, and the owner and the steward of its series.  Nobody has
    set the day where it ``is_implied``: it is the last one on which the document is taken to hold.
    """

    day: date
    document: Document
    organisations: tuple[str, ...]
    is_implied: bool = False


def reviews(archive: Archive, today: date) -> tuple[Review, ...]:
    """Give every review to come or overdue, soonest first; what does not apply on ``today`` needs none."""
    found = []
    for document in archive.documents.values():
        day = document.matter.review_by or fresh_until(document, archive, today)
        if day and status(document, archive, today).applies:
            is_implied = not document.matter.review_by
            found.append(Review(day, document, answering_for(document, archive), is_implied))
    return tuple(sorted(found, key=lambda review: (review.day, review.document.id)))


def answering_for(document: Document, archive: Archive) -> tuple[str, ...]:
    """Give the ids of the organisations that answer for a document."""
    series = archive.series.get(document.series)
    named = (document.matter.sender, *((series.matter.owner, series.matter.steward) if series else ()))
    return tuple(dict.fromkeys(one for one in named if one))


def due(found: Iterable[Review], today: date, days: int) -> Iterator[Review]:
    """Yield the reviews that are overdue on ``today`` or fall due within so many days."""
    return (review for review in found if (review.day - today).days <= days)

"""Whether a document still applies: computed from dates and links on a given day, never stored."""

from datetime import date
from enum import StrEnum

from generator.archive import Archive, Document, begins

REVIEW_NOTICE_DAYS = 92


class Status(StrEnum):
    """The status of a document on one day; the value is its key in the translation files."""

    COMING = "kommende"
    CURRENT = "gjelder"
    REVIEW_DUE = "til-revisjon"
    REVIEW_OVERDUE = "forfalt-revisjon"
    REPLACED = "erstattet"
    EXPIRED = "utlopt"

    @property
    def applies(self) -> bool:
        """Whether a reader may rely on the document on that day."""
        return self in (Status.CURRENT, Status.REVIEW_DUE, Status.REVIEW_OVERDUE)


def status(document: Document, archive: Archive, today: date) -> Status:
    """Give the one status that ``document`` has on ``today``; the first rule that fits decides."""
    matter = document.matter
    if matter.valid_from and matter.valid_from > today:
        return Status.COMING
    editions = archive.editions.get(document.series, ())
    later = [edition for edition in editions if begins(document) < begins(edition) <= today]
    replacements = (archive.documents[one] for one in archive.replaced_by.get(document.id, ()))
    if later or any(begins(one) <= today for one in replacements):
        return Status.REPLACED
    if matter.valid_to and matter.valid_to < today:
        return Status.EXPIRED
    if matter.review_by and matter.review_by < today:
        return Status.REVIEW_OVERDUE
    if matter.review_by and (matter.review_by - today).days <= REVIEW_NOTICE_DAYS:
        return Status.REVIEW_DUE
    return Status.CURRENT

"""Whether a document still applies: computed from dates and links on a given day, never stored."""

from datetime import date
from enum import StrEnum

from generator.model.archive import Archive, Document, begins, is_void

REVIEW_NOTICE_DAYS = 92
CHANGE_NOTICE_DAYS = 90


class Status(StrEnum):
    """The status of a document on one day; the value is its key in the translation files."""

    WITHDRAWN = "trukket"
    REPLACED = "erstattet"
    COMING = "kommende"
    EXPIRED = "utlopt"
    PLANNED = "planlagt"
    HELD = "holdt"
    CANCELLED = "avlyst"
    REVIEW_OVERDUE = "forfalt-revisjon"
    REVIEW_DUE = "til-revisjon"
    CHANGED = "endret"
    CURRENT = "gjelder"

    @property
    def applies(self) -> bool:
        """Whether a reader may rely on the document on that day."""
        return self in (Status.CURRENT, Status.CHANGED, Status.REVIEW_DUE, Status.REVIEW_OVERDUE, Status.PLANNED)


def is_told(status: str) -> bool:
    """Tell whether a status is worth a mark: that something applies goes without saying, and an entry may have none."""
    return status not in ("", Status.CURRENT)


def status(document: Document, archive: Archive, today: date) -> Status:
    """Give the one status that ``document`` has on ``today``; the first rule that fits decides."""
    matter = document.matter
    if matter.withdrawn and matter.withdrawn.date <= today:
        return Status.WITHDRAWN
    if archive.takes_over(document, today):
        return Status.REPLACED
    if own := matter.state(today):
        return Status(own)
    if begins(document) > today:
        return Status.COMING
    if matter.valid_to and matter.valid_to < today:
        return Status.EXPIRED
    if matter.review_by and matter.review_by < today:
        return Status.REVIEW_OVERDUE
    if matter.review_by and (matter.review_by - today).days <= REVIEW_NOTICE_DAYS:
        return Status.REVIEW_DUE
    return Status.CHANGED if _is_changed(document, archive, today) else Status.CURRENT


def _is_changed(document: Document, archive: Archive, today: date) -> bool:
    """Whether a document was changed of late: by an update, or by being a new edition of what was there before."""
    changes = [update.date for update in document.matter.updated]
    editions = (one for one in archive.editions.get(document.series, ()) if not is_void(one))
    if next(editions, document).id != document.id:
        changes.append(begins(document))
    return any(0 <= (today - change).days < CHANGE_NOTICE_DAYS for change in changes)

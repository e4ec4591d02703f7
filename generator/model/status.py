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
    SENT = "sendt"
    CANCELLED = "avlyst"
    NOT_REVIEWED = "ikke-gjennomgatt"
    REVIEW_OVERDUE = "forfalt-revisjon"
    REVIEW_DUE = "til-revisjon"
    CHANGED = "endret"
    CURRENT = "gjelder"

    @property
    def applies(self) -> bool:
        """Whether a reader may rely on the document on that day."""
        return self in (Status.CURRENT, Status.CHANGED, Status.REVIEW_DUE, Status.REVIEW_OVERDUE, Status.PLANNED)


# What a list need not say of every entry: that it applies, be it to be gone through soon, and that a letter was sent.
QUIET = (Status.CURRENT, Status.REVIEW_DUE, Status.SENT)


def is_told(status: str) -> bool:
    """Tell whether a status is worth a mark in a list; an entry may have none."""
    return status not in ("", *QUIET)


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
    if (fresh := fresh_until(document, archive, today)) and fresh < today:
        return Status.NOT_REVIEWED
    if matter.review_by and matter.review_by < today:
        return Status.REVIEW_OVERDUE
    if matter.review_by and (matter.review_by - today).days <= REVIEW_NOTICE_DAYS:
        return Status.REVIEW_DUE
    return Status.CHANGED if _is_changed(document, archive, today) else Status.CURRENT


def vouched(document: Document, today: date) -> date | None:
    """Give the last day on which somebody stood for what a document says: wrote, changed or confirmed it."""
    matter = document.matter
    changed, confirmed = (one.date for one in matter.updated), (one.date for one in matter.confirmed)
    days = (matter.published, matter.valid_from, *changed, *confirmed)
    return max((day for day in days if day and day <= today), default=None)


def fresh_until(document: Document, archive: Archive, today: date) -> date | None:
    """Give the last day on which a document is taken to hold though nobody has said how long it does.

    There is none where somebody has, where its kind makes no such claim, and where it has no day to count from.
    """
    years = archive.types[document.kind].fresh_years
    if not years or document.matter.valid_to or document.matter.review_by:
        return None
    since = vouched(document, today)
    # The 28th is in every month.
    return since and since.replace(year=since.year + years, day=min(since.day, 28))


def _is_changed(document: Document, archive: Archive, today: date) -> bool:
    """Whether a document was changed of late: by an update, or by being a new edition of what was there before."""
    changes = [update.date for update in document.matter.updated]
    editions = (one for one in archive.editions.get(document.series, ()) if not is_void(one))
    if next(editions, document).id != document.id:
        changes.append(begins(document))
    return any(0 <= (today - change).days < CHANGE_NOTICE_DAYS for change in changes)

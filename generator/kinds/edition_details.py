"""What the pages of the kinds that come in editions share."""

from hashlib import blake2b

from generator.kinds.base import Details
from generator.model.archive import Document
from generator.model.edition import Checklist, Edition
from generator.pages.views import Views


def details(document: Document[Edition], views: Views) -> Details:
    """Add the checklists, and what has changed since the edition before."""
    changes = views.changes(document) if document.series in views.archive.series else {}
    return {**changes, "checklists": tuple(map(_checklist, document.matter.checklists))}


def _checklist(checklist: Checklist) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Give a list's title, and its items each with a name that stays when others come and go."""
    names = (blake2b(item.encode(), digest_size=6).hexdigest() for item in checklist.items)
    return checklist.title, tuple(zip(names, checklist.items, strict=True))

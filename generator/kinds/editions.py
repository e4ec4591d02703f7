"""What the kinds that come in editions share."""

from typing import TYPE_CHECKING

from generator.archive import Document
from generator.kinds.base import Details
from generator.matter import Day, FrontMatter, Line, Organisation, Text

if TYPE_CHECKING:
    from generator.views import Views


class Edition(FrontMatter):
    """One edition: when it applies from, its label, who adopted it and why it was made."""

    valid_from: Day
    edition: Line | None = None
    adopted_by: Organisation | None = None
    change: Text | None = None


def details(document: Document, views: "Views") -> Details:
    """Add what has changed since the edition before."""
    return views.changes(document) if document.series in views.archive.series else {}

"""What the kinds that come in editions share."""

import datetime
from typing import TYPE_CHECKING, Self

from generator.archive import Document, endorsed
from generator.kinds.base import Details
from generator.matter import Day, Endorsement, FrontMatter, Line, Many, Organisation, Text

if TYPE_CHECKING:
    from generator.views import Views


class Edition(FrontMatter):
    """One edition: when it applies from, its label, who adopted and endorsed it, and why it was made.

    ``variant_of`` is the id of a series or an edition, where another one than that of the edition's own series.
    """

    valid_from: Day
    edition: Line | None = None
    adopted_by: Organisation | None = None
    endorsed_by: Many[Endorsement] = ()
    change: Text | None = None
    variant_of: Line | None = None

    def as_of(self, day: datetime.date) -> Self:
        """Leave out the dated entries that were added after ``day``."""
        matter = super().as_of(day)
        given = endorsed(matter.endorsed_by, day)
        return matter if given == matter.endorsed_by else matter.model_copy(update={"endorsed_by": given})


def details(document: Document, views: "Views") -> Details:
    """Add what has changed since the edition before."""
    return views.changes(document) if document.series in views.archive.series else {}

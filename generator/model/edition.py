"""Front matter of the kinds that come in editions."""

import datetime
from typing import Annotated, Self

from pydantic import Field

from generator.model.fields import Day, Line, Many, Model, Organisation, Text
from generator.model.front_matter import Endorsement, FrontMatter


class Checklist(Model):
    """What one reader must see to; ``title`` says who."""

    title: Line
    items: Annotated[Many[Text], Field(min_length=1)]


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
    checklists: Many[Checklist] = ()

    def told(self) -> str:
        """Give what the checklists say."""
        return " ".join(said for one in self.checklists for said in (one.title, *one.items))

    def as_of(self, day: datetime.date) -> Self:
        """Leave out the dated entries that were added after ``day``."""
        matter = super().as_of(day)
        given = endorsed(matter.endorsed_by, day)
        return matter if given == matter.endorsed_by else matter.model_copy(update={"endorsed_by": given})


def endorsed(endorsements: tuple[Endorsement, ...], day: datetime.date) -> tuple[Endorsement, ...]:
    """Give the endorsements that had been given by ``day``; one without a date always had."""
    return tuple(one for one in endorsements if one.date is None or one.date <= day)

"""What the kinds that come in editions share."""

import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field

from generator.kinds.base import Details
from generator.model.archive import Document, endorsed
from generator.model.front_matter import Day, Endorsement, FrontMatter, Line, Many, Model, Organisation, Text

if TYPE_CHECKING:
    from generator.pages.views import Views


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


def details(document: Document, views: "Views") -> Details:
    """Add the checklists, and what has changed since the edition before."""
    assert isinstance(document.matter, Edition)  # noqa: S101 - the kinds' own model
    changes = views.changes(document) if document.series in views.archive.series else {}
    return {**changes, "checklists": tuple(map(_checklist, document.matter.checklists))}


def _checklist(checklist: Checklist) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Give a list's title, and its items each with a name that stays when others come and go."""
    names = (blake2b(item.encode(), digest_size=6).hexdigest() for item in checklist.items)
    return checklist.title, tuple(zip(names, checklist.items, strict=True))

"""Forums: where doctors, municipalities and hospitals meet, what each is to do, who sits there, and what came of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from generator.kinds.base import Details, Kind
from generator.model.archive import Document
from generator.model.front_matter import FrontMatter, Line, Many, Model, Organisation, Ref, Text

if TYPE_CHECKING:
    from generator.pages.page import Page
    from generator.pages.views import Views


class Seats(Model):
    """Members of one role: how many, how they are chosen, and for how long.  A role, never a person."""

    role: Line
    count: Annotated[int, Field(ge=1)] | None = None
    chosen_by: Line | None = None
    term: Line | None = None


class Forum(FrontMatter):
    """A forum says what it is to do.

    ``organisation`` is what it is called as a sender: by that its cases, recommendations and events are found.  A page
    about a sort of forum, such as the allmennlegeutvalg that every municipality has, has none.
    """

    mandate: Text
    organisation: Organisation | None = None
    members: Many[Seats] = ()
    appointed_by: Organisation | None = None
    funding: Text | None = None
    binding: Literal["radgivende", "bindende"] | None = None
    meets: Text | None = None
    period: Text | None = None
    template: Annotated[Line, Ref("saksmaler")] | None = None

    def told(self) -> str:
        """Give mandate, members and what else is known."""
        seats = (text for one in self.members for text in (one.role, one.chosen_by, one.term))
        return " ".join(filter(None, (self.mandate, *seats, self.meets, self.period, self.funding)))


def details(document: Document, views: "Views") -> Details:
    """Add what the forum is, and its cases, recommendations, events and reports."""
    from generator.kinds.fora.pages import forum  # which knows the kinds

    return forum(document, views)


def pages(views: "Views") -> Iterable["Page"]:
    """Plan the reports and plans of every forum."""
    from generator.kinds.fora.pages import plan  # which knows the kinds

    return plan(views)


KIND = Kind("fora", Forum, arena=True, details=details, pages=pages)

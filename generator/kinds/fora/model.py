"""Forums: where doctors, municipalities and hospitals meet, what each is to do, who sits there, and what came of it."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import Line, Many, Model, Organisation, Ref, Text
from generator.model.front_matter import FrontMatter

NAME = "fora"


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

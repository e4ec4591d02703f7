"""Front matter as typed models."""

import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from generator.model.fields import (
    Day,
    DocumentId,
    Email,
    FormerUrl,
    Header,
    Language,
    Line,
    Many,
    Model,
    Organisation,
    Phone,
    Plain,
    Ref,
    Text,
    Url,
)
from generator.model.shown_fields import Facet


class Update(Model):
    """One change to a published document, as its readers are told."""

    date: Day
    change: Plain


class Confirmation(Model):
    """That an organisation has gone through a document and found that it holds, and on which day."""

    date: Day
    by: Organisation


class Withdrawal(Model):
    """That a document no longer counts, from which day, and why, as its readers are told."""

    date: Day
    reason: Plain


class Endorsement(Model):
    """A body that has endorsed a series or an edition, when, and in which case."""

    organisation: Organisation
    date: Day | None = None
    case: Line | None = None


class SourceRef(Model):
    """Where the facts of a document come from: an address, or the number of a source document."""

    title: Text
    url: Url | None = None
    seed: Annotated[Line, StringConstraints(pattern=r"^[0-9a-z_]+$")] | None = None


class Contact(Model):
    """Whom to ask: a role, never a person."""

    role: Line
    email: Email | None = None
    phone: Phone | None = None
    url: Url | None = None


class Classified(Model):
    """What documents and series have in common: title, language and where they belong."""

    title: Header
    lang: Language | None = None
    summary: Plain | None = None
    topics: Annotated[Many[Annotated[Line, Ref("temaer")]], Facet(1)] = ()
    specialties: Annotated[Many[Annotated[Line, Ref("fagomrader")]], Facet(2)] = ()
    audiences: Annotated[Many[Annotated[Line, Ref("malgrupper")]], Facet(6)] = ()
    municipalities: Annotated[Many[Annotated[Line, Ref("kommuner")]], Facet(4)] = ()
    regions: Annotated[Many[Annotated[Line, Ref("regioner")]], Facet(5)] = ()
    learning_goals: Annotated[Many[Annotated[Line, Ref("laeringsmal")]], Facet(7)] = ()
    sources: Many[SourceRef] = ()
    contact: Contact | None = None


class FrontMatter(Classified):
    """The front matter that every document may have.

    ``guessed`` names fields that a program has filled in, and ``review_notes`` is what it says to whoever reviews the
    document: both are there until a person has taken them away, and neither is ever published.
    """

    date: Day | None = None
    updated: Many[Update] = ()
    sender: Annotated[Organisation | None, Facet(3)] = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    review_by: Day | None = None
    confirmed: Many[Confirmation] = ()
    withdrawn: Withdrawal | None = None
    replaces: Many[DocumentId] = ()
    aliases: Many[FormerUrl] = ()
    draft: Annotated[bool, Field(strict=True)] = False
    guessed: Many[Line] = ()
    review_notes: Many[Text] = ()

    @property
    def published(self) -> datetime.date | None:
        """The day the document enters the archive; None means that it was always there."""
        return self.date or self.valid_from

    @property
    def counted_on(self) -> datetime.date | None:
        """The day on which its learning goals must still apply."""
        return self.valid_from or self.date

    def when(self) -> tuple[str, str]:
        """Give when an event takes place: as ISO 8601, and in words where it has no day; else nothing twice."""
        return "", ""

    def event_type(self) -> str:
        """Give what sort of event it is, as an id of the register; nothing for what is no event."""
        return ""

    def state(self, _today: datetime.date) -> str:
        """Give a status that is the kind's own, as a key of the translation files; nothing where it has none."""
        return ""

    def calling_off(self) -> Withdrawal | None:
        """Give the day and the reason why it will not take place; nothing where it will."""
        return None

    def told(self) -> str:
        """Give what the kind's own fields say in words, so that search finds it."""
        return ""

    def listed(self) -> tuple[str, ...]:
        """Give the ids of the documents that this one carries, as a newsletter issue does."""
        return ()

    def mentions(self) -> tuple[str, ...]:
        """Give the ids of the documents that this one names in its fields: their pages tell that it does."""
        return ()

    def periods(self) -> tuple[tuple[str, datetime.date | None, datetime.date | None], ...]:
        """Pairs of dates, the first of which may not be after the second, each with the name of the later field."""
        withdrawn = self.withdrawn.date if self.withdrawn else None
        return (("valid_to", self.valid_from, self.valid_to), ("withdrawn", self.published, withdrawn))

    def as_of(self, day: datetime.date) -> Self:
        """Leave out the dated entries that were added after ``day``."""
        later: dict[str, object] = {}
        if any(update.date > day for update in self.updated):
            later["updated"] = tuple(update for update in self.updated if update.date <= day)
        if any(one.date > day for one in self.confirmed):
            later["confirmed"] = tuple(one for one in self.confirmed if one.date <= day)
        if self.withdrawn and self.withdrawn.date > day:
            later["withdrawn"] = None
        return self.model_copy(update=later) if later else self

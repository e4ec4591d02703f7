"""Newsletter issues: an ordered list of items, in sections or not, and some editorial text."""

import datetime
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from generator.base.problems import Problem, Severity
from generator.model.archive import Archive, Document
from generator.model.fields import Day, DocumentId, Header, Line, Many, Model, Organisation, PlainLine
from generator.model.front_matter import FrontMatter

NAME = "nyhetsbrev"
CHANNELS = ("e-post", "nettside", "dialogmelding", "mote", "brev")


def _channel(value: str) -> str:
    if value not in CHANNELS:
        raise PydanticCustomError("channel", "channel")
    return value


class IssueSection(Model):
    """Items below one heading of an issue."""

    heading: Line
    items: Annotated[Many[DocumentId], Field(min_length=1)]


Entry = Annotated[
    Annotated[DocumentId, Tag("@id")] | Annotated[IssueSection, Tag("@part")],
    Discriminator(lambda value: "@part" if isinstance(value, dict | IssueSection) else "@id"),
]


class Issue(FrontMatter):
    """An issue has a date, a sender and items: documents, and series as the edition that applies on its day.

    ``subject`` and ``preheader`` are what it says as e-mail, where that is not its title and summary; ``channels`` are
    the ways in which it was sent.
    """

    date: Day
    sender: Organisation
    items: Annotated[Many[Entry], Field(min_length=1)]
    subject: Header | None = None
    preheader: PlainLine | None = None
    channels: Many[Annotated[Line, AfterValidator(_channel)]] = ()

    def state(self, _today: datetime.date) -> str:
        """Say that it was sent: a letter is what somebody wrote that day, and claims nothing later."""
        return "sendt"

    def listed(self) -> tuple[str, ...]:
        """Give the items in the order in which they were sent."""
        return tuple(item for _, items in self.parts() for item in items)

    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the items by section; those that stand outside one come under an empty heading."""
        found: list[tuple[str, tuple[str, ...]]] = []
        for entry in self.items:
            if isinstance(entry, IssueSection):
                found.append((entry.heading, entry.items))
            elif found and not found[-1][0]:
                found[-1] = ("", (*found[-1][1], entry))
            else:
                found.append(("", (entry,)))
        return tuple(found)


class IssueDraft(Issue):
    """An issue that is not ready may lack its sender."""

    sender: Organisation | None = None  # type: ignore[assignment]  # a draft is no issue before it has one


def check(document: Document[Issue], _archive: Archive) -> Iterator[Problem]:
    """Name items that stand in an issue more than once."""
    listed = document.matter.listed()
    for item in sorted({item for item in listed if listed.count(item) > 1}):
        line = document.lines.get("items", 0)
        yield Problem.at(
            document.shown, "nummer-dobbelt", line=line, field="items", severity=Severity.WARNING, value=item
        )

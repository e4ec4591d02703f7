"""Newsletter issues: an ordered list of items, in sections or not, and some editorial text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Discriminator, Field, Tag

from generator.archive import Archive, Document
from generator.kinds.base import Details, Kind
from generator.matter import Day, DocumentId, FrontMatter, Line, Many, Model, Organisation
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.views import Views


class Part(Model):
    """Items below one heading of an issue."""

    heading: Line
    items: Annotated[Many[DocumentId], Field(min_length=1)]


Entry = Annotated[
    Annotated[DocumentId, Tag("@id")] | Annotated[Part, Tag("@part")],
    Discriminator(lambda value: "@part" if isinstance(value, dict | Part) else "@id"),
]


class Issue(FrontMatter):
    """An issue has a date, a sender and items."""

    date: Day
    sender: Organisation
    items: Annotated[Many[Entry], Field(min_length=1)]

    def listed(self) -> tuple[str, ...]:
        """Give the items in the order in which they were sent."""
        return tuple(item for _, items in self.parts() for item in items)

    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the items by section; those that stand outside one come under an empty heading."""
        found: list[tuple[str, tuple[str, ...]]] = []
        for entry in self.items:
            if isinstance(entry, Part):
                found.append((entry.heading, entry.items))
            elif found and not found[-1][0]:
                found[-1] = ("", (*found[-1][1], entry))
            else:
                found.append(("", (entry,)))
        return tuple(found)


def check(document: Document, _archive: Archive) -> Iterator[Problem]:
    """Name items that stand in an issue more than once."""
    listed = document.matter.listed()
    for item in sorted({item for item in listed if listed.count(item) > 1}):
        line = document.lines.get("items", 0)
        yield Problem.at(
            document.shown, "nummer-dobbelt", line=line, field="items", severity=Severity.WARNING, value=item
        )


def details(document: Document, views: "Views") -> Details:
    """Add the items as they were sent."""
    assert isinstance(document.matter, Issue)  # noqa: S101 - the kind's own model
    return {"parts": tuple((heading, views.cards(items)) for heading, items in document.matter.parts())}


KIND = Kind("nyhetsbrev", Issue, dated=True, check=check, details=details)

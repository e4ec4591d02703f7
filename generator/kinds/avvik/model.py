"""Deviations: where cooperation failed, told so that nobody is known again, and which points cover it."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from generator.base.problems import Problem, near_to
from generator.model.archive import Archive, Document
from generator.model.fields import DocumentId, Line, Many, Model, Organisation, Ref, Text
from generator.model.front_matter import FrontMatter

NAME = "avvik"


class Cover(Model):
    """How far a point covers a deviation, as it was judged against one edition."""

    edition: DocumentId
    point: Line
    covers: Literal["helt", "delvis", "ikke"]
    why: Text | None = None


class Deviation(FrontMatter):
    """A deviation says who had trouble with whom; the first of its topics is what kind of trouble it is."""

    direction: Literal["fastlege-sykehus", "sykehus-fastlege"]
    topics: Annotated[Many[Annotated[Line, Ref("temaer")]], Field(min_length=1)]
    coverage: Many[Cover] = ()
    assessed_by: Organisation | None = None

    def told(self) -> str:
        """Give why points cover the deviation or not."""
        return " ".join(one.why for one in self.coverage if one.why)


def check(document: Document[Deviation], archive: Archive) -> Iterator[Problem]:
    """Name points that the edition does not have."""
    for place, cover in enumerate(document.matter.coverage):
        edition = archive.documents.get(cover.edition)
        numbers = [heading.number for heading in edition.outline if heading.number] if edition else []
        if edition and cover.point not in numbers:
            field = f"coverage.{place}.point"
            yield Problem.at(
                document.shown,
                "punkt-ukjent",
                line=document.lines.get(field, 0),
                field=field,
                value=cover.point,
                edition=edition.shown,
                near=near_to(cover.point, numbers),
            )

"""Targeted texts: rules for messages between doctors, and replies to copy."""

from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from generator.kinds.base import Kind
from generator.model.archive import Document
from generator.model.fields import Organisation, Text
from generator.model.front_matter import FrontMatter
from generator.pages.cards import Named
from generator.pages.views import Views


class TargetedText(FrontMatter):
    """A text says what it is for, and may tell the rule of today from the one proposed.

    An ``example`` was written by the editors, and nobody has adopted it.
    """

    purpose: Literal["dialogmelding", "avslag", "svar"]
    current: Text | None = None
    proposed: Text | None = None
    proposed_by: Organisation | None = None
    example: Annotated[bool, Field(strict=True)] = False

    def told(self) -> str:
        """Give the rule as it is and as it is proposed."""
        return " ".join(text for text in (self.current, self.proposed) if text)


class TextDetails(NamedTuple):
    """What a text's page shows besides: what it is for, the rule as it is and as it is proposed."""

    purpose: str
    current: str
    proposed: str
    proposed_by: Named | None
    example: bool


def details(document: Document[TargetedText], views: Views) -> TextDetails:
    """Add the rule as it is and as it is proposed, and whether the text is an example."""
    matter = document.matter
    return TextDetails(
        purpose=matter.purpose,
        current=matter.current or "",
        proposed=matter.proposed or "",
        proposed_by=views.organisation(matter.proposed_by),
        example=matter.example,
    )


KIND = Kind("tekster", TargetedText, arena=True, fresh_years=3, for_use=True, details=details)

"""Cases: what somebody asked a forum to judge, what it would mean for whom, the advice, and what came of it."""

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field

from generator.base.problems import Problem, Severity, near_to
from generator.model.archive import Archive, Document
from generator.model.fields import Day, Line, Many, Model, Organisation, Ref, Text
from generator.model.front_matter import FrontMatter
from generator.model.registers import CaseTemplate

NAME = "saker"


class Consequences(Model):
    """What a case would mean for each of the parties."""

    patient: Text | None = None
    fastlege: Text | None = None
    kommune: Text | None = None
    sykehus: Text | None = None


class Answer(Model):
    """What the forum answered to one point of its template."""

    point: Line
    answer: Text


class CaseReview(Model):
    """The forum's review of a case, point by point of a template."""

    template: Annotated[Line, Ref("saksmaler")]
    points: Annotated[Many[Answer], Field(min_length=1)]


class Advice(Model):
    """The advice of a forum; it is never given without reasons."""

    verdict: Literal["gjennomforbart", "med-tilpasning", "ikke-gjennomforbart"]
    reasons: Text
    adaptation: Text | None = None


class Result(Model):
    """What came of a case afterwards."""

    date: Day
    text: Text


class Announcement(Model):
    """To whom the advice was made known, and how."""

    to: Line
    channel: Line
    date: Day | None = None


class Case(FrontMatter):
    """A case says when it came, to which forum (the sender) and from whom; the advice is given at the ``meeting``."""

    date: Day
    sender: Organisation
    proposer: Line
    meeting: Day | None = None
    consequences: Consequences | None = None
    review: CaseReview | None = None
    advice: Advice | None = None
    result: Result | None = None
    announced: Many[Announcement] = ()

    def is_open(self) -> bool:
        """Whether the forum still has the case before it."""
        return not (self.advice or self.result or self.withdrawn)

    def told(self) -> str:
        """Give proposer, advice, consequences, review and result."""
        advice = (self.advice.reasons, self.advice.adaptation) if self.advice else ()
        consequences = (text for _, text in self.consequences or ())
        answers = (one.answer for one in self.review.points) if self.review else ()
        result = (self.result.text,) if self.result else ()
        return " ".join(filter(None, (self.proposer, *advice, *consequences, *answers, *result)))

    def periods(self) -> tuple[tuple[str, datetime.date | None, datetime.date | None], ...]:
        """Add that a result comes after the meeting."""
        return (*super().periods(), ("result.date", self.meeting, self.result.date if self.result else None))

    def as_of(self, day: datetime.date) -> Self:
        """Leave out the advice of a meeting after ``day``, and what was said or done later."""
        matter = super().as_of(day)
        later: dict[str, object] = {}
        if self.advice and self.meeting and self.meeting > day:
            later |= {"advice": None, "review": None}
        if self.result and self.result.date > day:
            later["result"] = None
        known = tuple(one for one in self.announced if one.date is None or one.date <= day)
        if known != self.announced:
            later["announced"] = known
        return matter.model_copy(update=later) if later else matter


def check(document: Document[Case], archive: Archive) -> Iterator[Problem]:
    """Name answers to points that the template does not have."""
    review = document.matter.review
    template = archive.registers["saksmaler"].get(review.template) if review else None
    if review is None or not isinstance(template, CaseTemplate):
        return
    known = [point.id for point in template.points]
    for place, answer in enumerate(review.points):
        if answer.point not in known:
            field = f"review.points.{place}.point"
            yield Problem.at(
                document.shown,
                "sak-malpunkt",
                line=document.lines.get(field, 0),
                field=field,
                value=answer.point,
                template=template.id,
                near=near_to(answer.point, known),
            )


def overdue(document: Document[Case], _archive: Archive, today: datetime.date) -> Iterator[Problem]:
    """Name a case that is without advice after its meeting.

    That is a warning: the minutes may be on their way, and a day that passes must not keep the site from being built.
    """
    meeting = document.matter.meeting
    if meeting and meeting < today and document.matter.is_open():
        yield Problem.at(
            document.shown,
            "sak-uten-rad",
            line=document.lines.get("meeting", 0),
            field="meeting",
            severity=Severity.WARNING,
            date=meeting,
        )

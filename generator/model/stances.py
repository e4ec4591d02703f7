"""What a region has done with a text that is common to many: a file for each region in the folder of the series.

What is not said is not known: that a region has adopted a text does not tell what it has done with a point.
"""

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple, Self, get_args

from pydantic import BeforeValidator, Field

from generator.model.fields import Day, Line, Many, Model, Plain, Ref
from generator.model.front_matter import SourceRef
from generator.model.validation import NOTHING
from generator.source.loaded import Value

FOLDER = "regioner"

Decision = Literal["vedtatt", "tilpasset", "avviker", "ikke-behandlet"]
DECISIONS: tuple[str, ...] = get_args(Decision)


def _file_name(value: object) -> object:
    """Take a year for the name of a file, as it is for those who write it."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


EditionName = Annotated[Line, BeforeValidator(_file_name, json_schema_input_type=str | int)]


class PointStance(Model):
    """What a region has done with one point; ``own`` is the number of the point in its own text.

    ``date`` and ``case`` are those of the decision on the text where the point has none of its own.
    """

    point: Line
    status: Decision
    own: Line | None = None
    date: Day | None = None
    case: Line | None = None
    note: Plain | None = None
    sources: Many[SourceRef] = ()
    uncertain: Annotated[bool, Field(strict=True)] = False


class StanceMatter(Model):
    """What a region has done with a text as a whole, and with its points.

    ``edition`` is the file name of the one that it decided on, nothing where that is not known; ``variant`` the id of
    its own text, a series or an edition.
    """

    region: Annotated[Line, Ref("regioner")]
    edition: EditionName | None = None
    status: Decision | None = None
    date: Day | None = None
    case: Line | None = None
    variant: Line | None = None
    note: Plain | None = None
    uncertain: Annotated[bool, Field(strict=True)] = False
    sources: Annotated[Many[SourceRef], Field(min_length=1)]
    points: Many[PointStance] = ()

    def as_of(self, day: datetime.date) -> Self | None:
        """Leave out what was decided after ``day``; nothing where that is all there is."""
        points = tuple(one for one in self.points if not _later(one.date or self.date, day))
        if not _later(self.date, day):
            return self if points == self.points else self.model_copy(update={"points": points})
        if not points:
            return None
        unsaid = dict.fromkeys(("status", "date", "case", "variant", "note"))
        return self.model_copy(update={**unsaid, "points": points})


def _later(decided: datetime.date | None, day: datetime.date) -> bool:
    return decided is not None and decided > day


class Stance(NamedTuple):
    """The file that tells what a region has done with the text ``series``, which is the id of a series."""

    series: str
    path: str
    matter: StanceMatter
    lines: Mapping[str, int]
    lacking: Mapping[str, Value] = NOTHING

    @property
    def shown(self) -> str:
        """Its path as problems name it."""
        return f"content/{self.path}"

    @property
    def file_name(self) -> str:
        """The name of the file, which is the id of the region."""
        return self.path.rpartition("/")[2].removesuffix(".yml")

    @property
    def edition(self) -> str:
        """The id of the edition that was decided on; nothing where it is not known."""
        return f"{self.series}/{self.matter.edition}" if self.matter.edition else ""

    def as_of(self, day: datetime.date) -> Self | None:
        """Leave out what was decided after ``day``; nothing where that is all there is."""
        matter = self.matter.as_of(day)
        return self if matter is self.matter else self._replace(matter=matter) if matter else None

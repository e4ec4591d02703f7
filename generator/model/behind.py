"""What rests on an edition that another has followed: decisions of regions, and variants.

A variant of a series was written from the edition that applied when it began, or when somebody last confirmed it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, pairwise
from typing import NamedTuple

from generator.model.archive import Archive, Document, begins
from generator.model.lineage import Comparisons, earlier
from generator.model.stances import Stance


class Behind(NamedTuple):
    """What rests on the edition ``on`` though ``now`` is the one that applies: a region's decision, or a variant."""

    on: Document
    now: Document
    stance: Stance | None = None
    variant: Document | None = None


class PointSince(NamedTuple):
    """A point that is not as it was, by its anchor in the old edition and in the new; one is empty where it is new."""

    was: str
    now: str

    @property
    def sort(self) -> str:
        """What has become of it."""
        if not self.was:
            return "added"
        return "reworded" if self.now else "removed"


def behind(archive: Archive, series: str, day: date) -> Iterator[Behind]:
    """Yield what rests on an edition of a series that came before the one that applies on ``day``."""
    now = archive.valid_edition(series, day)
    before = {one.id: one for one in earlier(archive, now)} if now else {}
    if now is None or not before:
        return
    for stance in archive.stances.get(series, ()):
        if stance.edition in before:
            yield Behind(before[stance.edition], now, stance)
    for variant in _in_force(archive, series, day):
        base = _written_from(archive, variant)
        if base and base.id in before:
            yield Behind(before[base.id], now, variant=variant)


def all_behind(archive: Archive, day: date) -> Iterator[Behind]:
    """Yield the same of every series."""
    return chain.from_iterable(behind(archive, series, day) for series in archive.series)


def _in_force(archive: Archive, series: str, day: date) -> Iterator[Document]:
    for one in archive.variants.get(series, ()):
        variant = archive.documents[one]
        if archive.valid_edition(variant.series, day) is variant and (archive.ends(variant) or day) >= day:
            yield variant


def _written_from(archive: Archive, variant: Document) -> Document | None:
    """Give the edition that a variant names, or the one that applied when it began or was last confirmed."""
    days = [begins(variant), *(one.date for one in variant.matter.confirmed)]
    return archive.base(variant, max(days))


def since(archive: Archive, old: Document, new: Document, comparisons: Comparisons) -> tuple[PointSince, ...]:
    """Name the points that are not as they were, from one edition to a later one of the series.

    They come in the order of the new edition, then those that were taken out.  A point that only has another number or
    place is as it was.
    """
    was_at = {heading.anchor: heading.anchor for heading in old.outline}
    reworded: set[str] = set()
    for before, after in pairwise(_steps(archive, old, new)):
        compared = comparisons[before.key, after.key]
        led = {there: here for here, there in compared.places if there}
        was_at = {there: was_at[here] for there, here in led.items() if here in was_at}
        reworded = {there for there, here in led.items() if here in reworded} | {*compared.reworded}
    there = {heading.anchor: was_at.get(heading.anchor, "") for heading in new.outline}
    changed = [PointSince(was, now) for now, was in there.items() if not was or now in reworded]
    left = {*there.values()}
    gone = [PointSince(one.anchor, "") for one in old.outline if one.anchor not in left]
    return (*changed, *gone)


def _steps(archive: Archive, old: Document, new: Document) -> Sequence[Document]:
    steps = [*earlier(archive, new), new]
    return steps[[one.id for one in steps].index(old.id) :]

"""What the page of a region tells: what it has done with texts that are common to many, point by point."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from generator.body.found import Heading
from generator.model.archive import Document
from generator.model.lineage import followed
from generator.model.registers import Region
from generator.model.stances import DECISIONS, Stance
from generator.pages.cards import Card, Named
from generator.pages.lists import collation
from generator.pages.regions import RegionPoint, RegionText, decision_on, point_told
from generator.pages.views import Views


class PointSaid(NamedTuple):
    """A point as it stands in the edition that a region decided on, and what the region has done with it.

    ``now`` is its number in the edition that applies, if that is another; ``is_gone`` tells that it was taken out.
    """

    number: str
    title: str
    url: str
    now: Named | None
    is_gone: bool
    said: RegionPoint


class PointsOfStatus(NamedTuple):
    """The points that a region has done the same with."""

    status: str
    points: tuple[PointSaid, ...]


class TextOfRegion(NamedTuple):
    """What a region has done with one text."""

    text: Card
    decision: RegionText
    groups: tuple[PointsOfStatus, ...]


class RegionFacts(NamedTuple):
    """A region: what the register says of it, and what it has done with ``texts``."""

    code: str
    note: str
    organisations: tuple[Named, ...]
    municipalities: tuple[Named, ...]
    texts: tuple[TextOfRegion, ...]


def region_facts(views: Views, entry: str) -> RegionFacts | None:
    """Give what the page of a region tells above the list of its documents."""
    region = views.archive.registers["regioner"][entry]
    if not isinstance(region, Region):
        return None
    told = (_of_text(views, one) for one in _by_region(views).get(entry, ()))
    return RegionFacts(
        code=region.code or "",
        note=region.note or "",
        organisations=tuple(views.named("organisasjoner", one) for one in region.organisations),
        municipalities=tuple(views.named("kommuner", one) for one in region.municipalities),
        texts=tuple(sorted(filter(None, told), key=lambda one: (collation(one.text.title), one.text.url))),
    )


def _by_region(views: Views) -> Mapping[str, list[Stance]]:
    def part() -> Mapping[str, list[Stance]]:
        found: dict[str, list[Stance]] = defaultdict(list)
        for stance in chain.from_iterable(views.archive.stances.values()):
            found[stance.matter.region].append(stance)
        return found

    return views.once("stances-by-region", part)


def _of_text(views: Views, stance: Stance) -> TextOfRegion | None:
    now = views.valid_edition(stance.series)
    if now is None:
        return None
    decision, points = decision_on(views, stance, now), defaultdict[str, list[PointSaid]](list)
    for point in _points(views, stance, now, decision):
        points[point.said.status].append(point)
    groups = tuple(PointsOfStatus(status, tuple(points[status])) for status in DECISIONS if status in points)
    return TextOfRegion(views.series_card(views.archive.series[stance.series]), decision, groups)


def _points(views: Views, stance: Stance, now: Document, decision: RegionText) -> Iterator[PointSaid]:
    """Yield the points that a region tells of, in the order of the file."""
    decided = views.archive.documents.get(stance.edition)
    editions = [decided] if decided else [now, *reversed(views.archive.editions[stance.series])]
    for one in stance.matter.points:
        said = point_told(views, stance.matter.variant or "", one, decision)
        places = ((edition, heading) for edition in editions for heading in edition.outline)
        place = next((place for place in places if place[1].number == one.point), None)
        yield _point(views, *place, now, said) if place else PointSaid(one.point, "", "", None, False, said)


def _point(views: Views, edition: Document, heading: Heading, now: Document, said: RegionPoint) -> PointSaid:
    """Name a point as an edition has it, and say where it is in the one that applies."""
    anchor, _ = followed(views.archive, edition, heading.anchor, now, views.comparisons)
    number = next((one.number for one in now.outline if one.anchor == anchor), "")
    later = Named(number, f"{views.standing_card(now).url}#{anchor}") if number not in ("", heading.number) else None
    url = f"{views.standing_card(edition).url}#{heading.anchor}"
    return PointSaid(heading.number, heading.title, url, later, not anchor, said)

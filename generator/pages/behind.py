"""What rests on an older edition, as pages show it: what has changed since, and what a region has said of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.body.found import Heading
from generator.model.archive import Document
from generator.model.behind import Behind, PointSince, behind, since
from generator.model.lineage import compared, edition_name
from generator.model.stances import PointStance, Stance
from generator.pages import addresses
from generator.pages.cards import Card, Named
from generator.pages.lists import collation
from generator.pages.regions import RegionPoint, decision_on, own_text, point_told
from generator.pages.views import Views


class ChangedPoint(NamedTuple):
    """A point to look at again: what has become of it, and what the region has done with it, if that is known.

    It is named as the edition that applies has it, or as the old one had it where it was taken out.
    """

    sort: str
    number: str
    title: str
    url: str
    said: RegionPoint | None


class OlderRow(NamedTuple):
    """What rests on the edition ``on`` of a text, where ``now`` applies: a region's decision, or ``variant``.

    ``region`` is empty where it is not known whose the variant is.  ``compared`` is where all changes are told.
    """

    text: Card
    region: Named | None
    anchor: str
    variant: Named | None
    on: Named
    now: Named
    compared: str
    points: tuple[ChangedPoint, ...]


def older_rows(views: Views, series: str) -> tuple[OlderRow, ...]:
    """Give what rests on an older edition of a series: regions by name, then variants that no region calls its own."""
    return views.once(("behind", series), lambda: tuple(_rows(views, series)))


def _rows(views: Views, series: str) -> Iterator[OlderRow]:
    found = [*behind(views.archive, series, views.today)]
    owned = {one.stance.matter.variant for one in found if one.stance}
    of_regions = [_row(views, one) for one in found if one.stance]
    yield from sorted(of_regions, key=lambda row: (collation(str(row.region.name)) if row.region else "", row.anchor))
    for one in found:
        if one.variant and not {one.variant.id, one.variant.series} & owned:
            yield _row(views, one)


def _row(views: Views, one: Behind) -> OlderRow:
    stance, region = one.stance, one.stance.matter.region if one.stance else ""
    variant = one.variant.series if one.variant else (stance.matter.variant if stance else None) or ""
    return OlderRow(
        text=views.series_card(views.archive.series[one.now.series]),
        region=views.named("regioner", region) if region else None,
        anchor=region,
        variant=own_text(views, variant),
        on=Named(edition_name(one.on), one.on.url),
        now=Named(edition_name(one.now), views.standing_card(one.now).url),
        compared=_compared(views, one),
        points=_changed(views, one),
    )


def _compared(views: Views, one: Behind) -> str:
    """Give where the two editions are compared, or else where all changes of the series are."""
    pairs = ((old.id, new.id) for old, new in compared(views.archive, one.now.series))
    has_page = (one.on.id, one.now.id) in pairs
    return addresses.comparison_url(one.on.url, one.now.url) if has_page else addresses.changes_url(one.now.series)


def _changed(views: Views, one: Behind) -> tuple[ChangedPoint, ...]:
    key = ("since", one.on.id, one.now.id)
    points: Sequence[PointSince] = views.once(key, lambda: since(views.archive, one.on, one.now, views.comparisons))
    told = {said.point: said for said in one.stance.matter.points} if one.stance else {}
    was, now = _headings(one.on), _headings(one.now)
    return tuple(_point(views, one, point, was, now, told) for point in points)


def _headings(edition: Document) -> Mapping[str, Heading]:
    return {heading.anchor: heading for heading in edition.outline}


def _point(
    views: Views,
    one: Behind,
    point: PointSince,
    was: Mapping[str, Heading],
    now: Mapping[str, Heading],
    told: Mapping[str, PointStance],
) -> ChangedPoint:
    shown, edition = (now[point.now], one.now) if point.now else (was[point.was], one.on)
    said = told.get(was[point.was].number) if point.was else None
    return ChangedPoint(
        sort=point.sort,
        number=shown.number,
        title=shown.title,
        url=f"{views.standing_card(edition).url}#{shown.anchor}",
        said=_said(views, one.stance, said, one.now) if one.stance and said else None,
    )


def _said(views: Views, stance: Stance, said: PointStance, now: Document) -> RegionPoint:
    return point_told(views, stance.matter.variant or "", said, decision_on(views, stance, now))

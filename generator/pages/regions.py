"""What regions have done with a text: for each of its points and each region, as the page of an edition shows it.

What nobody has said is nothing here, and «ikke kjent» on the page: neither what a region has done with a point because
it adopted the text, nor what it has done with an edition because it decided on another.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from generator.body.found import Heading
from generator.model.archive import Archive, Document
from generator.model.lineage import edition_name, followed
from generator.model.stances import PointStance, Stance
from generator.pages.cards import Named, SourceRow, iso, source_rows
from generator.pages.lists import collation
from generator.pages.views import Views

# As many as stand beside each other on a sheet that lies down, with their words whole.
MOST_COLUMNS = 8


class RegionPoint(NamedTuple):
    """What a region has done with a point; ``status`` is empty where that is not known.

    ``edition`` is the one it decided on, where that is another than the one that is shown, ``own`` the point in the
    region's own text, with its number.
    """

    region: Named
    status: str = ""
    uncertain: bool = False
    day: str = ""
    case: str = ""
    edition: str = ""
    own: Named | None = None
    note: str = ""
    sources: tuple[SourceRow, ...] = ()


class RegionText(NamedTuple):
    """What a region has done with the text as a whole; what is not known is empty.

    ``edition`` is the one it decided on, ``is_older`` tells that it is not the one that is shown, ``variant`` the
    region's own text.
    """

    region: Named
    status: str
    uncertain: bool
    day: str
    case: str
    edition: Named | None
    is_older: bool
    variant: Named | None
    note: str
    sources: tuple[SourceRow, ...]


class PointRow(NamedTuple):
    """A point, and what each region has done with it, in the order of the regions."""

    anchor: str
    number: str
    title: str
    regions: tuple[RegionPoint, ...]


class LaterRegion(NamedTuple):
    """A region that has decided on a later edition than the one that is shown."""

    region: Named
    edition: Named


class RegionsTold(NamedTuple):
    """All that is known of what regions have done with an edition.

    ``parts`` are the regions of each part of the table: the first, and the one after the last.  ``unknown`` are the
    points that nothing is known of in any region, ``silent`` the regions of which nothing at all is known.
    """

    regions: tuple[RegionText, ...]
    rows: tuple[PointRow, ...]
    parts: tuple[tuple[int, int], ...]
    unknown: tuple[str, ...]
    silent: tuple[Named, ...]
    later: tuple[LaterRegion, ...]


def regions_told(views: Views, edition: Document) -> RegionsTold | None:
    """Give what regions have done with an edition, or with one before it; nothing where no region has said a thing."""
    stances = _in_order(views, views.archive.stances.get(edition.series, ()))
    if not stances:
        return None
    later = [one for one in stances if _is_later(one, edition, views.archive)]
    here = [one for one in stances if one not in later]
    texts = tuple(decision_on(views, one, edition) for one in here)
    points = [dict(_points(views, one, edition, text)) for one, text in zip(here, texts, strict=True)]
    numbered = [heading for heading in edition.outline if heading.number]
    rows = tuple(row for heading in numbered if (row := _row(heading, texts, points)))
    said = {row.anchor for row in rows}
    return RegionsTold(
        regions=texts,
        rows=rows,
        parts=tuple(parts(len(texts))),
        unknown=tuple(one.number for one in _lowest(numbered) if one.anchor not in said),
        silent=_silent(views, {one.matter.region for one in stances}),
        later=tuple(LaterRegion(_region(views, one), _edition(views.archive.documents[one.edition])) for one in later),
    )


def parts(count: int) -> Iterator[tuple[int, int]]:
    """Part columns in as few tables as can be printed, equally wide: the first of each, and the one after its last.

    >>> list(parts(8)), list(parts(9)), list(parts(16)), list(parts(0))
    ([(0, 8)], [(0, 5), (5, 9)], [(0, 8), (8, 16)], [])
    """
    size = ceil(count / ceil(count / MOST_COLUMNS)) if count else 1
    yield from ((start, min(start + size, count)) for start in range(0, count, size))


def _in_order(views: Views, stances: Collection[Stance]) -> list[Stance]:
    """Put what regions say in the order of their names."""
    return sorted(stances, key=lambda one: (collation(str(_region(views, one).name)), one.path))


def _region(views: Views, stance: Stance) -> Named:
    return views.named("regioner", stance.matter.region)


def _edition(edition: Document) -> Named:
    return Named(edition_name(edition), edition.url)


def _is_later(stance: Stance, edition: Document, archive: Archive) -> bool:
    """Whether a region decided on an edition that came after one."""
    in_order = [one.id for one in archive.editions[edition.series]]
    return stance.edition in in_order and in_order.index(stance.edition) > in_order.index(edition.id)


def _silent(views: Views, told: Collection[str]) -> tuple[Named, ...]:
    others = (views.named("regioner", one) for one in views.archive.registers["regioner"] if one not in told)
    return tuple(sorted(others, key=lambda one: collation(str(one.name))))


def _lowest(numbered: Sequence[Heading]) -> Iterator[Heading]:
    """Yield the points that no other lies below."""
    for one, following in zip(numbered, [*numbered[1:], None], strict=True):
        if following is None or following.level <= one.level:
            yield one


def decision_on(views: Views, stance: Stance, edition: Document) -> RegionText:
    """Show what a region has done with a text as a whole, beside an edition of it."""
    matter, decided = stance.matter, views.archive.documents.get(stance.edition)
    return RegionText(
        region=_region(views, stance),
        status=matter.status or "",
        uncertain=matter.uncertain,
        day=iso(matter.date),
        case=matter.case or "",
        edition=_edition(decided) if decided else None,
        is_older=decided is not None and decided.id != edition.id,
        variant=own_text(views, matter.variant or ""),
        note=matter.note or "",
        sources=source_rows(matter.sources),
    )


def _points(views: Views, stance: Stance, edition: Document, text: RegionText) -> Iterator[tuple[str, RegionPoint]]:
    """Yield what is said of each point that the edition has, by its anchor there."""
    decided = views.archive.documents.get(stance.edition, edition)
    anchors = {heading.number: heading.anchor for heading in decided.outline if heading.number}
    for one in stance.matter.points:
        if one.point in anchors:
            anchor, _ = followed(views.archive, decided, anchors[one.point], edition, views.comparisons)
            yield anchor, point_told(views, stance.matter.variant or "", one, text)


def point_told(views: Views, variant: str, said: PointStance, text: RegionText) -> RegionPoint:
    """Show what a region has done with a point, whose own is one of ``variant``; day and case may be the text's."""
    return RegionPoint(
        region=text.region,
        status=said.status,
        uncertain=said.uncertain,
        day=iso(said.date) or text.day,
        case=said.case or text.case,
        edition=str(text.edition.name) if text.edition and text.is_older else "",
        own=_own(views, variant, said.own or ""),
        note=said.note or "",
        sources=source_rows(said.sources),
    )


def _row(heading: Heading, texts: Sequence[RegionText], points: Sequence[Mapping[str, RegionPoint]]) -> PointRow | None:
    """Give the row of a point, if anything is known of it in any region."""
    known = [own.get(heading.anchor, RegionPoint(text.region)) for text, own in zip(texts, points, strict=True)]
    is_said = any(one.status for one in known)
    return PointRow(heading.anchor, heading.number, heading.title, tuple(known)) if is_said else None


def own_text(views: Views, named: str) -> Named | None:
    """Name a region's own text, where it is in the archive."""
    archive = views.archive
    if named in archive.series:
        return Named(archive.series[named].matter.title, archive.series[named].url)
    return (
        Named(archive.documents[named].matter.title, archive.documents[named].url)
        if named in archive.documents
        else None
    )


def _own(views: Views, variant: str, number: str) -> Named | None:
    """Name a point of a region's own text: of the edition in force, or else the latest one that has it."""
    archive = views.archive
    if variant in archive.series:
        valid = views.valid_edition(variant)
        editions = [*([valid] if valid else []), *reversed(archive.editions[variant])]
    else:
        editions = [archive.documents[variant]] if variant in archive.documents else []
    for edition in editions:
        anchor = next((one.anchor for one in edition.outline if one.number == number), "") if number else ""
        if anchor:
            return Named(number, f"{views.standing_card(edition).url}#{anchor}")
    return None

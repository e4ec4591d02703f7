"""Rules of what regions have done with a text: all it refers to is there, and it agrees with itself."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import chain

from generator.base.problems import Problem, Severity, near_to
from generator.model.archive import Archive, Document
from generator.model.behind import all_behind
from generator.model.lineage import edition_name
from generator.model.stances import PointStance, Stance
from generator.model.suggestions import near_document

# What a point may not be where the text as a whole is the other.
_CONTRADICTED = {"vedtatt": ("tilpasset", "avviker"), "ikke-behandlet": ("vedtatt", "tilpasset", "avviker")}


def check(archive: Archive, drafts: Mapping[str, Document], unread: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with what regions say; what refers to ``unread`` files or to drafts is judged no further."""
    for stance in chain.from_iterable(archive.stances.values()):
        yield from _of_region(stance, archive)
        if stance.series in archive.series:
            yield from _said(stance)
            yield from _edition(stance, archive, drafts, unread)
            yield from _points(stance, archive)
            yield from _variant(stance, archive, drafts, unread)
        elif not _is_known_otherwise(stance.series, drafts, unread):
            yield _at(stance, "region-uten-serie", "", folder=stance.series)


def on_older_editions(archive: Archive, today: date) -> Iterator[Problem]:
    """Say which decisions and variants rest on an edition that another has followed."""
    for one in all_behind(archive, today):
        was, now, notice = edition_name(one.on), edition_name(one.now), Severity.NOTICE
        if one.stance:
            yield _at(one.stance, "region-eldre-utgave", "edition", severity=notice, edition=was, now=now)
        elif one.variant:
            shown, field = one.variant.shown, "variant_of"
            line, code = one.variant.lines.get(field, 0), "variant-eldre-utgave"
            yield Problem.at(shown, code, line=line, field=field, severity=notice, edition=was, now=now)


def _at(stance: Stance, code: str, field: str, *, severity: Severity = Severity.ERROR, **values: object) -> Problem:
    line = stance.lines.get(field, min(stance.lines.values(), default=1))
    return Problem.at(stance.shown, code, line=line, field=field, severity=severity, **values)


def _is_known_otherwise(series: str, drafts: Mapping[str, Document], unread: Collection[str]) -> bool:
    """Whether a series is told of elsewhere: it could not be read, or has nothing but drafts."""
    is_read = not any(path.startswith(f"{series}/") and "/regioner/" not in path for path in unread)
    return not is_read or any(draft.series == series for draft in drafts.values())


def _of_region(stance: Stance, archive: Archive) -> Iterator[Problem]:
    """Name a file that is not called as its region, where that is one; what is no region is told as any other id."""
    region = stance.matter.region
    if region != stance.file_name and region in archive.registers["regioner"]:
        yield _at(stance, "region-fil", "region", value=region, name=stance.file_name)


def _said(stance: Stance) -> Iterator[Problem]:
    """Name a file that says nothing, and points that it tells of twice or otherwise than of the text as a whole."""
    matter = stance.matter
    if not matter.status and not matter.points and not {"status", "points"} & stance.lacking.keys():
        yield _at(stance, "region-tom", "")
    first: dict[str, int] = {}
    for place, one in enumerate(matter.points):
        field = f"points.{place}.point"
        line = stance.lines.get(field, 0)
        if one.point in first:
            yield _at(stance, "region-punkt-dobbelt", field, value=one.point, first=first[one.point])
        first.setdefault(one.point, line)
        if one.status in _CONTRADICTED.get(matter.status or "", ()):
            field, warning = f"points.{place}.status", Severity.WARNING
            yield _at(
                stance, "region-motsier", field, severity=warning, value=one.point, own=one.status, whole=matter.status
            )


def _edition(
    stance: Stance, archive: Archive, drafts: Mapping[str, Document], unread: Collection[str]
) -> Iterator[Problem]:
    """Name an edition that the series does not have."""
    edition, known = stance.edition, [one.id.rpartition("/")[2] for one in archive.editions[stance.series]]
    if not edition or edition in archive.documents or f"{edition}.md" in unread:
        return
    if edition in drafts:
        yield _at(stance, "ref-kladd", "edition", value=edition)
        return
    value = stance.matter.edition or ""
    yield _at(stance, "region-utgave", "edition", value=value, near=near_to(value, known), known=", ".join(known))


def _points(stance: Stance, archive: Archive) -> Iterator[Problem]:
    """Name points that the edition does not have, or that none has where it is not known which one was decided on."""
    editions = archive.editions[stance.series]
    of = [one for one in editions if one.id == stance.edition] if stance.edition else editions
    if "edition" in stance.lacking or not of:
        return
    numbers = _numbers(of)
    for place, one in enumerate(stance.matter.points):
        if one.point not in numbers:
            field, near = f"points.{place}.point", near_to(one.point, numbers)
            if stance.edition:
                yield _at(stance, "punkt-ukjent", field, value=one.point, edition=of[0].shown, near=near)
            else:
                yield _at(stance, "region-punkt", field, value=one.point, near=near)


def _numbers(editions: Collection[Document]) -> list[str]:
    return list(dict.fromkeys(one.number for edition in editions for one in edition.outline if one.number))


def _variant(
    stance: Stance, archive: Archive, drafts: Mapping[str, Document], unread: Collection[str]
) -> Iterator[Problem]:
    """Name a text of the region's own that is not there, or is none of its own, and points that it does not have."""
    named, own = stance.matter.variant or "", [(n, p) for n, p in enumerate(stance.matter.points) if p.own]
    editions = texts(named, archive)
    if not named:
        if "variant" not in stance.lacking:
            yield from (_at(stance, "region-uten-variant", f"points.{n}.own", value=p.own) for n, p in own)
    elif editions and editions[0].series == stance.series:
        yield _at(stance, "region-variant-selv", "variant", value=named)
    elif editions:
        yield from _own_points(stance, own, editions)
        if not any(one.id in archive.variants.get(stance.series, ()) for one in editions):
            notice = Severity.NOTICE
            yield _at(stance, "region-variant-av", "variant", severity=notice, value=named, base=stance.series)
    elif named in drafts or any(draft.series == named for draft in drafts.values()):
        yield _at(stance, "ref-kladd", "variant", value=named)
    elif not {f"{named}.md", f"{named}/serie.yml"} & set(unread):
        known = [*archive.series, *(one.id for one in chain.from_iterable(archive.editions.values()))]
        yield _at(stance, "region-variant", "variant", value=named, near=near_document(named, known))


def texts(named: str, archive: Archive) -> tuple[Document, ...]:
    """Give the editions that are meant by the id of a series, or of one edition."""
    if named in archive.series:
        return archive.editions[named]
    edition = archive.documents.get(named)
    return (edition,) if edition and edition.series in archive.series else ()


def _own_points(
    stance: Stance, own: list[tuple[int, PointStance]], editions: Collection[Document]
) -> Iterator[Problem]:
    numbers = _numbers(editions)
    for place, one in own:
        if one.own not in numbers:
            field, near = f"points.{place}.own", near_to(one.own or "", numbers)
            shown = [*editions][-1].shown
            yield _at(stance, "punkt-ukjent", field, value=one.own, edition=shown, near=near)

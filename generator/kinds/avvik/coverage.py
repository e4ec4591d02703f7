"""How far recommendations cover the deviations: of one, of all by kind and direction, as tables and as a picture."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generator.base.problems import Problem, Severity
from generator.kinds.avvik.model import NAME, Cover, Deviation
from generator.model.archive import Archive, Document
from generator.model.lineage import Comparisons, edition_name, followed
from generator.model.status import Status, status
from generator.pages.addresses import kind_url, overview_url
from generator.pages.cards import Card, Key, Named
from generator.pages.listing import Listing, list_pages
from generator.pages.lists import collation, in_order
from generator.pages.page import Page
from generator.pages.views import Views

# From what nothing covers to what is covered in full: gaps are what a reader looks for.
DEGREES = ("ikke", "delvis", "helt")
DIRECTIONS = ("fastlege-sykehus", "sykehus-fastlege")
_ROWS = 50

OVERVIEW = overview_url(NAME, "dekning.html")
# What the list of a degree is called, where it has a name of its own.
_NAMED = {"ikke": "coverage_gaps"}
UNCOVERED = overview_url(NAME, f"{DEGREES[0]}/index.html")


class Now(NamedTuple):
    """Where a point is today: the edition to read it in, and its anchor there; none if that edition took it out."""

    edition: Document
    anchor: str
    applies: bool


class Covering(NamedTuple):
    """A point that was held up against a deviation, as a page shows it.

    ``number`` is the point's in the edition that it was ``judged`` against, ``now`` the one it has got since; ``gone``
    is the edition that took it out.  What does not apply does not count.
    """

    covers: str
    why: str
    card: Card
    judged: str
    number: str
    title: str
    url: str
    now: str
    gone: str
    counts: bool


class DeviationRow(NamedTuple):
    """A deviation in the table of coverage, with the points that cover it today."""

    card: Card
    direction: str
    topic: Named
    degree: str
    covered_by: tuple[Covering, ...]


class CoverageBar(NamedTuple):
    """A part of the bar in the picture; ``start`` and ``width`` are in per cent of the whole."""

    degree: str
    start: str
    width: str


class Sum(NamedTuple):
    """How many deviations of one sort there are, and how many of each degree; ``parts`` are the bar in the picture."""

    name: str | Key
    total: int
    ikke: int
    delvis: int
    helt: int
    parts: tuple[CoverageBar, ...]


class CoverageData(NamedTuple):
    """The overview of coverage; ``left`` is how many deviations are not among the ``rows``, but in the ``lists``."""

    total: Sum
    sums: tuple[Sum, ...]
    rows: tuple[DeviationRow, ...]
    lists: tuple[Named, ...]
    left: int


class DeviationDetails(NamedTuple):
    """What the page of a deviation shows besides: how far it is covered, and by which points."""

    direction: str
    degree: str
    coverings: tuple[Covering, ...]
    assessed_by: Named | None
    overview: str


def of_today(archive: Archive, cover: Cover, today: date, comparisons: Comparisons) -> Now | None:
    """Follow a point to the edition in force; nothing where the archive does not have the edition."""
    edition = archive.documents.get(cover.edition)
    if edition is None:
        return None
    valid = archive.valid_edition(edition.series, today) if edition.series in archive.series else None
    anchor, place = followed(archive, edition, cover.point, valid or edition, comparisons)
    state = status(place, archive, today)
    # What was agreed stands until something else is, though nobody has gone through it for long.
    return Now(place, anchor, bool(anchor) and (state.applies or state is Status.NOT_REVIEWED))


def problems(archive: Archive, today: date, comparisons: Comparisons) -> Iterator[Problem]:
    """Name the points that deviations refer to and a later edition has taken out or given another number.

    Neither is an error: the pages tell of it themselves, and an edition that takes force must not keep them from being
    made.
    """
    for document, place, cover in _outdated(archive, today):
        now = of_today(archive, cover, today, comparisons)
        if now is None or now.anchor == cover.point:
            continue
        field = f"coverage.{place}.point"
        yield Problem.at(
            document.shown,
            "punkt-flyttet" if now.anchor else "punkt-tatt-ut",
            line=document.lines.get(field, 0),
            field=field,
            severity=Severity.NOTICE if now.anchor else Severity.WARNING,
            value=cover.point,
            edition=edition_name(archive.documents[cover.edition]),
            later=edition_name(now.edition),
            now=now.anchor,
        )


def is_outdated(archive: Archive, today: date) -> bool:
    """Whether any deviation refers to a point of an edition before the one in force."""
    return any(True for _ in _outdated(archive, today))


def _outdated(archive: Archive, today: date) -> Iterator[tuple[Document, int, Cover]]:
    for document in archive.of(Deviation):
        for place, cover in enumerate(document.matter.coverage):
            edition = archive.documents.get(cover.edition)
            if edition is None or edition.series not in archive.series:
                continue
            valid = archive.valid_edition(edition.series, today)
            has_point = any(heading.number == cover.point for heading in edition.outline)
            if has_point and valid is not None and valid.id != edition.id:
                yield document, place, cover


def deviation(document: Document[Deviation], views: Views) -> DeviationDetails:
    """Give what a deviation's page shows beside what all pages do."""
    matter = document.matter
    coverings = _coverings(matter, views)
    return DeviationDetails(
        direction=matter.direction,
        degree=degree(coverings),
        coverings=coverings,
        assessed_by=views.organisation(matter.assessed_by),
        overview=OVERVIEW,
    )


def degree(coverings: Iterable[Covering]) -> str:
    """Say how far a deviation is covered: as far as the best of the points that count."""
    return max((one.covers for one in coverings if one.counts), key=DEGREES.index, default="ikke")


def _coverings(matter: Deviation, views: Views) -> tuple[Covering, ...]:
    return tuple(shown for cover in matter.coverage if (shown := _covering(cover, views)))


def _covering(cover: Cover, views: Views) -> Covering | None:
    now = of_today(views.archive, cover, views.today, views.comparisons)
    if now is None:
        return None
    judged = views.archive.documents[cover.edition]
    place, anchor = (now.edition, now.anchor) if now.anchor else (judged, cover.point)
    card = views.standing_card(place)
    return Covering(
        covers=cover.covers,
        why=cover.why or "",
        card=card,
        judged=edition_name(judged),
        number=cover.point,
        title=next((heading.title for heading in place.outline if heading.anchor == anchor), ""),
        url=f"{card.url}#{anchor}",
        now=now.anchor if now.anchor != cover.point else "",
        gone="" if now.anchor else edition_name(now.edition),
        counts=now.applies,
    )


def plan(views: Views) -> Iterator[Page]:
    """Plan the overview of coverage, and a list of the deviations of each degree."""
    rows = sorted(_rows(views), key=lambda row: (DEGREES.index(row.degree), collation(row.card.title), row.card.url))
    lists = {one: overview_url(NAME, f"{one}/index.html") for one in DEGREES}
    data = CoverageData(
        total=summed(Key("coverage_all"), rows),
        sums=(
            *_sums(rows, DIRECTIONS, lambda row: row.direction, lambda one: Key(f"direction_{one}")),
            *_sums(rows, _topics(rows), lambda row: str(row.topic.name), str),
        ),
        rows=tuple(rows[:_ROWS]),
        lists=tuple(Named(Key(_NAMED.get(one, f"coverage_{one}")), url) for one, url in lists.items()),
        left=len(rows) - _ROWS,
    )
    yield Page(OVERVIEW, "dekning.html", Key("coverage"), data)
    up = (Named(Key(f"kind_{NAME}"), kind_url(NAME)), Named(Key("coverage"), OVERVIEW))
    for one, url in lists.items():
        cards = [row.card for row in rows if row.degree == one]
        above = Listing(up=up, intro=f"intro_coverage_{one}")
        yield from list_pages(in_order(url, cards), Key(f"coverage_{one}"), above)


def _rows(views: Views) -> Iterator[DeviationRow]:
    for document in views.archive.of(Deviation):
        matter = document.matter
        coverings = _coverings(matter, views)
        covering = tuple(one for one in coverings if one.counts and one.covers != "ikke")
        topic = views.named("temaer", matter.topics[0])
        yield DeviationRow(views.card(document), matter.direction, topic, degree(coverings), covering)


def _topics(rows: Iterable[DeviationRow]) -> list[str]:
    return sorted({str(row.topic.name) for row in rows}, key=collation)


def _sums(
    rows: Sequence[DeviationRow],
    sorts: Iterable[str],
    of: Callable[[DeviationRow], str],
    name: Callable[[str], str | Key],
) -> Iterator[Sum]:
    for sort in sorts:
        if own := [row for row in rows if of(row) == sort]:
            yield summed(name(sort), own)


def summed(name: str | Key, rows: Sequence[DeviationRow]) -> Sum:
    """Count deviations by degree, and lay the shares end to end, those that are covered best first."""
    found = Counter(row.degree for row in rows)
    parts: list[CoverageBar] = []
    before = 0
    for one in reversed(DEGREES):
        if found[one]:
            parts.append(CoverageBar(one, _percent(before, len(rows)), _percent(found[one], len(rows))))
        before += found[one]
    return Sum(name, len(rows), found["ikke"], found["delvis"], found["helt"], tuple(parts))


def _percent(part: int, whole: int) -> str:
    """Write a share for the picture, with no more digits than a pixel is worth.

    >>> _percent(1, 3), _percent(1, 4)
    ('33.33%', '25%')
    """
    return f"{round(100 * part / whole, 2):g}%"

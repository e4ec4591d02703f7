"""What the page of an edition shows of its series, and of how it differs from the editions before it."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

from generator.model.archive import Document, Series, is_void
from generator.model.edition import Checklist, Edition
from generator.model.front_matter import Endorsement
from generator.model.lineage import (
    Comparison,
    Elsewhere,
    FormerPoint,
    Onward,
    earlier,
    edition_name,
    lineage,
    neighbours,
    onward,
)
from generator.model.periods import periods
from generator.model.status import Status
from generator.pages.addresses import changes_url, comparison_url, variant_url
from generator.pages.behind import OlderRow, older_rows
from generator.pages.cards import Card, Named, iso
from generator.pages.regions import RegionsTold, regions_told
from generator.pages.views import Views


class EndorsedBy(NamedTuple):
    """A body that has endorsed something; ``day`` and ``case`` are empty where they are not known."""

    organisation: Named | None
    day: str
    case: str


class EditionRow(NamedTuple):
    """A period of a series and the edition that applied in it; one without an address is a gap.

    An edition that never applied has no days.
    """

    name: str
    url: str
    status: str
    applies: bool
    endorsed: tuple[EndorsedBy, ...]
    first: str
    last: str


class VariantRow(NamedTuple):
    """An edition of another series, and where the two stand side by side."""

    card: Card
    edition: str
    url: str


class ToldChanges(NamedTuple):
    """How an edition differs from the one ``before`` it, and where points of earlier editions are in it.

    ``onward`` says where its own points are in the one that applies, at ``valid``, where it does not itself.

    ``comparisons`` leads from the address of an edition to its comparison with the one before, ``changes`` to all.
    """

    former: Mapping[str, tuple[FormerPoint, ...]]
    elsewhere: Mapping[str, Elsewhere]
    gone: tuple[FormerPoint, ...]
    onward: Mapping[str, Onward]
    valid: str
    before: Named | None
    compared: Comparison | None
    comparisons: Mapping[str, str]
    changes: str


class CheckItem(NamedTuple):
    """One thing to see to, with a name that stays when others come and go."""

    name: str
    text: str


class CheckList(NamedTuple):
    """What one reader must see to."""

    title: str
    points: tuple[CheckItem, ...]


class SeriesFacts(NamedTuple):
    """What all editions of a series show of it; ``matter`` stands for its front matter as a whole."""

    card: Card
    owner: Named | None
    steward: Named | None
    binding: str
    endorsements: tuple[EndorsedBy, ...]
    editions: tuple[EditionRow, ...]
    variants: tuple[VariantRow, ...]
    matter: str


class EditionFacts(NamedTuple):
    """What the page of an edition shows of itself; ``is_valid`` tells whether it is the one that applies.

    ``older`` is what rests on an edition before it, if it is.
    """

    label: str
    adopted_by: Named | None
    change: str
    is_valid: bool
    variant: VariantRow | None
    told: ToldChanges
    checklists: tuple[CheckList, ...]
    regions: RegionsTold | None
    older: tuple[OlderRow, ...]


def series_facts(views: Views, series: Series) -> SeriesFacts:
    """Give what all editions of a series show of it."""
    return views.once(("series", series.id), lambda: _series_facts(views, series))


def _series_facts(views: Views, series: Series) -> SeriesFacts:
    matter = series.matter
    return SeriesFacts(
        card=views.series_card(series),
        owner=views.organisation(matter.owner),
        steward=views.organisation(matter.steward),
        binding=matter.binding or "",
        endorsements=_endorsed(views, matter.endorsements),
        editions=_edition_rows(views, series.id),
        variants=_variants(views, series.id),
        matter=matter.model_dump_json(),
    )


def edition_facts(views: Views, document: Document) -> EditionFacts:
    """Give what the page of an edition shows of itself."""
    matter = document.matter
    edition = matter if isinstance(matter, Edition) else None
    valid = views.valid_edition(document.series)
    is_valid = valid is not None and valid.id == document.id
    return EditionFacts(
        label=(edition.edition if edition else None) or "",
        adopted_by=views.organisation(edition.adopted_by if edition else None),
        change=(edition.change if edition else None) or "",
        is_valid=is_valid,
        variant=_variant(views, document),
        told=views.once(("lineage", document.id), lambda: _lineage(views, document)),
        checklists=tuple(map(_checklist, edition.checklists if edition else ())),
        regions=views.once(("regions", document.id), lambda: regions_told(views, document)),
        older=older_rows(views, document.series) if is_valid else (),
    )


def _endorsed(views: Views, endorsements: Iterable[Endorsement]) -> tuple[EndorsedBy, ...]:
    return tuple(
        EndorsedBy(views.organisation(one.organisation), iso(one.date), one.case or "") for one in endorsements
    )


def _edition_rows(views: Views, series: str) -> tuple[EditionRow, ...]:
    """Give the periods of a series, newest first, and the editions that never applied."""
    archive = views.archive
    rows = [
        _edition_row(views, period.edition, iso(period.first), iso(period.last))
        for period in reversed(periods(archive, series, views.today))
    ]
    void = (edition for edition in archive.editions[series] if is_void(edition))
    return (*rows, *(_edition_row(views, edition, "", "") for edition in void))


def _edition_row(views: Views, edition: Document | None, first: str, last: str) -> EditionRow:
    if edition is None:
        return EditionRow("", "", "", False, (), first, last)
    endorsed = _endorsed(views, edition.matter.endorsed_by if isinstance(edition.matter, Edition) else ())
    state = views.card(edition).status
    return EditionRow(edition_name(edition), edition.url, state, Status(state).applies, endorsed, first, last)


def _variant(views: Views, document: Document) -> VariantRow | None:
    """Give what an edition is a variant of."""
    base = views.archive.base(document, views.today)
    return VariantRow(views.standing_card(base), edition_name(base), variant_url(document)) if base else None


def _variants(views: Views, series: str) -> tuple[VariantRow, ...]:
    """Give the editions in force of the series that are variants of this one."""
    documents = (views.archive.documents[one] for one in views.archive.variants.get(series, ()))
    in_force = (one for one in documents if one is views.edition_in_force(one))
    return tuple(VariantRow(views.standing_card(one), edition_name(one), variant_url(one)) for one in in_force)


def _lineage(views: Views, edition: Document) -> ToldChanges:
    told = lineage(views.archive, edition, views.comparisons)
    before = earlier(views.archive, edition)
    valid = views.edition_in_force(edition)
    return ToldChanges(
        former=told.former,
        elsewhere=told.elsewhere,
        gone=told.gone,
        onward=onward(views.archive, edition, valid, views.comparisons) if valid else {},
        valid=views.standing_card(valid).url if valid else "",
        before=Named(edition_name(before[-1]), before[-1].url) if before else None,
        compared=views.comparisons[before[-1].key, edition.key] if before else None,
        comparisons={
            new.url: comparison_url(old.url, new.url) for old, new in neighbours(views.archive, edition.series)
        },
        changes=changes_url(edition.series),
    )


def _checklist(checklist: Checklist) -> CheckList:
    names = (blake2b(item.encode(), digest_size=6).hexdigest() for item in checklist.items)
    return CheckList(checklist.title, tuple(map(CheckItem, names, checklist.items)))

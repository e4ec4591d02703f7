"""Rules between the editions of a series, and between a variant and what it is a variant of."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from itertools import chain, pairwise

from generator.base.problems import Problem, Severity, near_to
from generator.model.archive import Archive, Document, Series, SeriesMatter, begins, is_void
from generator.model.edition import Edition


def check(archive: Archive, drafts: Mapping[str, Document], unread: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong between editions; what is said of ``unread`` files or of drafts is judged no further."""
    for editions in archive.editions.values():
        for one, following in pairwise(edition for edition in editions if not is_void(edition)):
            yield from _neighbours(one, following)
        for edition in editions:
            yield from _replaced_by_an_older(edition, archive)
    parts: list[Document | Series] = [*archive.series.values(), *chain.from_iterable(archive.editions.values())]
    for part in parts:
        if isinstance(part.matter, Edition | SeriesMatter) and part.matter.variant_of:
            yield from _variant(part, part.matter.variant_of, archive, drafts, unread)


def _at(
    part: Document | Series, code: str, field: str, *, severity: Severity = Severity.ERROR, **values: object
) -> Problem:
    return Problem.at(part.shown, code, line=part.lines.get(field, 0), field=field, severity=severity, **values)


def _neighbours(one: Document, following: Document) -> Iterator[Problem]:
    """Name what is wrong with the days of two editions, of which the second begins last."""
    first, last, other = begins(following), one.matter.valid_to, one.shown
    if begins(one) == first or (last and last >= first):
        yield _at(following, "utgave-overlapp", "valid_from", other=other, first=first, last=last or begins(one))
    elif last and last + timedelta(days=1) < first:
        warning = Severity.WARNING
        yield _at(following, "utgave-hull", "valid_from", severity=warning, other=other, first=first, last=last)
    if one.matter.date and following.matter.date and following.matter.date < one.matter.date:
        yield _at(following, "utgave-eldre", "date", other=other, first=following.matter.date, last=one.matter.date)


def _replaced_by_an_older(edition: Document, archive: Archive) -> Iterator[Problem]:
    for place, former in enumerate(edition.matter.replaces):
        other = archive.documents.get(former)
        if other and other.series == edition.series and begins(other) > begins(edition):
            first, last = begins(edition), begins(other)
            yield _at(edition, "utgave-eldre", f"replaces.{place}", other=other.shown, first=first, last=last)


def _variant(
    part: Document | Series, named: str, archive: Archive, drafts: Mapping[str, Document], unread: Collection[str]
) -> Iterator[Problem]:
    own = part.id if isinstance(part, Series) else part.series
    base = archive.documents.get(named) or archive.series.get(named)
    series = base.series if isinstance(base, Document) else named
    if base and series in archive.series:
        if own in _bases(series, archive):
            yield _at(part, "variant-ring", "variant_of", value=named, other=base.shown)
    elif named in drafts or any(draft.series == named for draft in drafts.values()):
        yield _at(part, "ref-kladd", "variant_of", value=named)
    elif not {f"{named}.md", f"{named}/serie.yml"} & set(unread):
        known = [*archive.series, *(edition.id for edition in chain.from_iterable(archive.editions.values()))]
        yield _at(part, "variant-ukjent", "variant_of", value=named, near=near_to(named, known))


def _bases(series: str, archive: Archive) -> set[str]:
    """Give a series and everything that its editions are variants of, directly or not."""
    upwards = defaultdict[str, set[str]](set)
    for base, variants in archive.variants.items():
        for variant in variants:
            upwards[archive.documents[variant].series].add(base)
    found, waiting = set[str](), [series]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += upwards[current]
    return found

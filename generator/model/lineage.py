"""How the points of a series hang together from edition to edition: where each one was before, and where it is now."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from generator.compare.changes import Change, Counts, Point, counts, level
from generator.model.archive import Archive, Document, is_void
from generator.model.edition import Edition

# Any two editions no further apart than this are compared.  What is within stays within, however many editions follow:
# no comparison that was published is lost, and their number grows with that of the editions, not with its square.
FURTHEST = 12

Pair = tuple[bytes, bytes]


class Comparison(NamedTuple):
    """Two editions in short: how much changed, and where each point of the old one is in the new.

    ``places`` holds anchors, the second one empty where the point was taken out; ``introduction`` tells whether what
    stands before the first point, or the footnotes, are not the same.  ``reworded`` are the points of the new one with
    another text, by their anchors.
    """

    counts: Counts
    introduction: bool
    places: tuple[tuple[str, str], ...]
    reworded: tuple[str, ...]


Comparisons = Mapping[Pair, Comparison]


class FormerPoint(NamedTuple):
    """A point as it stood in an earlier edition; ``anchor`` is set where no later point has taken its number over."""

    label: str
    edition: str
    url: str
    anchor: str


class Elsewhere(NamedTuple):
    """What a point's number stood for in an earlier edition, and where that is ``now``: nowhere, if it is empty."""

    label: str
    edition: str
    url: str
    now: str
    anchor: str


class Onward(NamedTuple):
    """What a point of an old edition is called in a later one, and its anchor there; empty where it was taken out."""

    label: str
    anchor: str


class Lineage(NamedTuple):
    """What an edition tells of earlier ones, by the anchors of its points.

    ``former`` is what a point was called, latest first; ``elsewhere`` what else had its number; ``gone`` the points
    that were taken out, whose anchors nothing else has taken over.
    """

    former: Mapping[str, tuple[FormerPoint, ...]]
    elsewhere: Mapping[str, Elsewhere]
    gone: tuple[FormerPoint, ...]


def edition_name(edition: Document) -> str:
    """Give the label of an edition, or its title."""
    label = edition.matter.edition if isinstance(edition.matter, Edition) else None
    return label or edition.matter.title


def shorten(old: Sequence[Point], new: Sequence[Point], changes: Sequence[Change]) -> Comparison:
    """Keep of a comparison what other pages need."""
    named = [change for change in changes if level(change, old, new)]
    unnamed = [change for change in changes if not level(change, old, new)]
    places = tuple((old[c.old].anchor, "" if c.new is None else new[c.new].anchor) for c in named if c.old is not None)
    introduction = any(change.reworded or change.old is None or change.new is None for change in unnamed)
    reworded = tuple(new[c.new].anchor for c in named if c.reworded and c.new is not None)
    return Comparison(counts(old, new, changes), introduction, places, reworded)


def neighbours(archive: Archive, series: str) -> Iterator[tuple[Document, Document]]:
    """Yield every edition that has one before it, after that one."""
    before: Document | None = None
    for edition in archive.editions[series]:
        if before:
            yield before, edition
        if not is_void(edition):
            before = edition


def compared(archive: Archive, series: str) -> Iterator[tuple[Document, Document]]:
    """Yield the pairs of editions whose comparison has a page."""
    editions = archive.editions[series]
    for place, new in enumerate(editions):
        yield from ((old, new) for old in editions[max(0, place - FURTHEST) : place])


def earlier(archive: Archive, edition: Document) -> tuple[Document, ...]:
    """Give the editions before one, oldest first; one that was withdrawn before it began came before nothing."""
    in_order = archive.editions[edition.series]
    before = takewhile(lambda other: other.id != edition.id, in_order)
    return tuple(other for other in before if not is_void(other))


def lineage(archive: Archive, edition: Document, comparisons: Comparisons) -> Lineage:
    """Follow every point of an edition back through the earlier ones, and every point of those up to this one."""
    labels = _labels(edition)
    former: dict[str, list[FormerPoint]] = {}
    elsewhere: dict[str, Elsewhere] = {}
    gone: list[FormerPoint] = []
    taken = set(labels)
    now_of = {anchor: anchor for anchor in labels}
    after = edition
    for old in reversed(earlier(archive, edition)):
        next_of = dict(comparisons[old.key, after.key].places)
        now_of = {anchor: now_of.get(next_, "") for anchor, next_ in next_of.items()}
        names = _labels(old)
        for anchor, now in now_of.items():
            is_free = anchor not in taken
            was = FormerPoint(
                names.get(anchor, anchor), edition_name(old), f"{old.url}#{anchor}", anchor if is_free else ""
            )
            if now and anchor != next_of[anchor]:
                former.setdefault(now, []).append(was)
            if not now and is_free:
                gone.append(was._replace(label=_titles(old).get(anchor, anchor)))
            if anchor in labels and anchor != now:
                elsewhere.setdefault(anchor, Elsewhere(*was[:3], labels.get(now, ""), now))
            taken.add(anchor)
        after = old
    return Lineage({anchor: tuple(found) for anchor, found in former.items()}, elsewhere, tuple(gone))


def onward(archive: Archive, edition: Document, later: Document, comparisons: Comparisons) -> Mapping[str, Onward]:
    """Say where each point of an edition is in a later one of the series; nothing of one that is not before it."""
    if edition.id not in [one.id for one in earlier(archive, later)]:
        return {}
    labels = _labels(later)
    found = {one: followed(archive, edition, one, later, comparisons)[0] for one in _labels(edition)}
    return {anchor: Onward(labels.get(now, now), now) for anchor, now in found.items()}


def followed(
    archive: Archive, edition: Document, anchor: str, later: Document, comparisons: Comparisons
) -> tuple[str, Document]:
    """Follow a point of one edition to a later one of the same series.

    Gives its anchor there and that edition, or no anchor and the edition that took the point out.  A point of an
    edition that does not come before ``later`` stays where it is.
    """
    chain = [*earlier(archive, later), later]
    places = [one.id for one in chain]
    if edition.id not in places:
        return anchor, edition
    old = edition
    for new in chain[places.index(edition.id) + 1 :]:
        anchor = dict(comparisons[old.key, new.key].places).get(anchor, "")
        if not anchor:
            return "", new
        old = new
    return anchor, old


def _titles(edition: Document) -> dict[str, str]:
    return {heading.anchor: f"{heading.number} {heading.title}".strip() for heading in edition.outline}


def _labels(edition: Document) -> dict[str, str]:
    """Give what each point of an edition is called, by its anchor: its number, or else its title in quotes."""
    return {heading.anchor: heading.number or f"«{heading.title}»" for heading in edition.outline}

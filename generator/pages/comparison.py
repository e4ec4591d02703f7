"""Two editions on one page: what changed from one to the other, or a variant beside what it is a variant of."""

from typing import NamedTuple

from generator.pages.cards import Card, Named
from generator.pages.document_page import OutlineRow


class SeriesName(NamedTuple):
    """A series as a page about its changes names it."""

    kind: str
    title: str
    url: str
    lang: str


class EditionName(NamedTuple):
    """An edition as a page about its changes names it; ``begins`` is the first day that it applies."""

    name: str
    url: str
    begins: str
    lang: str


class ComparisonData(NamedTuple):
    """A page that tells what changed; ``compare`` are the keys of the two bodies, ``changes`` where all changes are."""

    of: SeriesName
    old: EditionName
    new: EditionName
    changes: str
    compare: tuple[str, str]


class Side(NamedTuple):
    """One side of a page that shows two editions, short of its body."""

    card: Card
    edition: str
    outline: tuple[OutlineRow, ...]
    body: str
    unpublished: tuple[str, ...]


class VariantData(NamedTuple):
    """A variant ``here`` beside what it is a variant of."""

    here: Side
    there: Side
    up: tuple[Named, ...]

"""An item is the same only if it says the same: copies are known, and nothing else is dropped for them."""

from datetime import date

import pytest

from generator.importers.letter import Item
from generator.importers.propose.sameness import Text, Verdict, judge
from generator.importers.read import read
from generator.importers.split.items import split
from search.duplicates import THRESHOLD, shingles, similarity
from tests.pairs import Pair, pairs

PAIRS = list(pairs())


def verdict(pair: Pair) -> Verdict:
    """Judge the item of the second letter against that of the first, as an import does."""
    (one, day), (other, other_day) = _first(*pair.first), _first(*pair.second)
    alike = similarity(shingles([one.title, one.markdown]), shingles([other.title, other.markdown]))
    asked, known = Text(other.title, other.markdown, other_day), Text(one.title, one.markdown, day)
    return judge(asked, known, alike, THRESHOLD)


def _first(name: str, data: bytes) -> tuple[Item, date | None]:
    issue = split(next(iter(read(name, data))))
    return issue.items[0], issue.date

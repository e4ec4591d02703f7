"""What tests of reading share: a file that is read, and what was read of it."""

from datetime import date

import pytest

from generator.importers import read as reading
from generator.importers.letter import Letter
from generator.importers.limits import Unreadable
from generator.importers.read import documents
from tests.foreign import ISSUE

DAY = date(2019, 3, 14)


def read(name: str, data: bytes) -> Letter:
    found = reading.read(name, data)
    assert len(found) == 1
    return found[0]


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as found:
        reading.read(name, data)
    return found.value.remark.code


def text(letter: Letter) -> str:
    return " ".join(documents.shown(documents.parsed(letter.html)).split())


def holds_all(letter: Letter) -> bool:
    """Whether every item is there, whole and in order."""
    whole, places = text(letter), []
    for piece in ISSUE:
        places += [whole.find(piece.title), whole.find(piece.text)]
    return -1 not in places and places == sorted(places)


def headings(letter: Letter) -> list[str]:
    tree = documents.parsed(letter.html)
    return [" ".join(one.text_content().split()) for one in tree.iter("h1", "h2", "h3")]


def remarks(letter: Letter) -> list[str]:
    return [remark.code for remark in letter.remarks]

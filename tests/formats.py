"""What tests of formats share: a file that is read, and all that its drafts would say."""

from collections.abc import Mapping

from generator.importers import read as reading
from generator.importers.letter import Letter
from generator.importers.split.items import split


def read(name: str, data: bytes, beside: Mapping[str, bytes] | None = None) -> Letter:
    found = reading.read(name, data, beside)
    assert len(found) == 1
    return found[0]


def markdown(letter: Letter) -> str:
    """All that the drafts would say."""
    found = split(letter)
    return "\n\n".join([found.introduction, *(f"## {item.title}\n\n{item.markdown}" for item in found.items)])


def titles(letter: Letter) -> list[str]:
    return [item.title for item in split(letter).items]

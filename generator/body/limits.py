"""How much there may be of one text, so that the time it takes grows with the text and no faster."""

from typing import NamedTuple


class Excess(NamedTuple):
    """What there is too much of, and the line of the body where it becomes so, counted from 0."""

    code: str
    line: int
    values: dict[str, int]


def first_excess(text: str) -> Excess | None:
    """Find the first line at which a text becomes more than can be read."""
    return None

"""The words that are other ones in nynorsk than in bokmål: our own list."""

from functools import cache
from importlib.resources import files


@cache
def pair_words() -> tuple[tuple[str, ...], ...]:
    """Read ``data/nb-nn.txt``: each bokmål word, followed by the nynorsk ones that mean the same."""
    return tuple(tuple(line.split()) for line in data_lines("nb-nn.txt"))


@cache
def listed() -> frozenset[str]:
    """Give every word of the list, in either variety.

    >>> "noreg" in listed(), "norge" in listed()
    (True, True)
    """
    return frozenset(word for row in pair_words() for word in row)


def data_lines(name: str) -> list[str]:
    """Read the lines of a file in ``data/``, without comments."""
    text = (files("search") / "data" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]

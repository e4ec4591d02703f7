"""Words and names that mean the same in every archive of the health service: ``data/helseord.txt``."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

Group = tuple[str, ...]


def merged(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Give an archive's own groups and those of all archives; where two share a word, they are one.

    >>> [group for group in merged([("palliasjon", "lindring")]) if "lindring" in group]
    [('palliasjon', 'lindring', 'palliativ', 'palliative', 'palliativt')]
    """
    found = list(groups)
    for group in _of_all():
        own = next((at for at, one in enumerate(found) if not set(one).isdisjoint(group)), None)
        if own is None:
            found.append(group)
        else:
            found[own] = tuple(dict.fromkeys((*found[own], *group)))
    return tuple(sorted(found))


@cache
def _of_all() -> tuple[Group, ...]:
    lines = (files("search") / "data" / "helseord.txt").read_text("utf-8").splitlines()
    rows = (line.split("|") for line in lines if line and not line.startswith("#"))
    return tuple(tuple(name.strip() for name in row) for row in rows)

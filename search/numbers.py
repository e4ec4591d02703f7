"""Numbers and codes that are written in one here and in groups there; ``client/engine/numbers.js`` in Python."""

import re
from collections.abc import Iterator, Sequence

from search.ranking import RANKING

_GROUPED = tuple(map(re.compile, RANKING.groups))
_MOST_GROUPS = 4


def groups_of(word: str) -> Iterator[Sequence[str]]:
    """Yield the groups that a number or code can be written in.

    >>> list(groups_of("116117")), list(groups_of("j459")), list(groups_of("lege"))
    ([('116', '117')], [('j45', '9'), ('j', '459')], [])
    """
    for pattern in _GROUPED:
        if found := pattern.fullmatch(word):
            yield found.groups()


def in_one(typed: Sequence[str]) -> list[str]:
    """Write numbers that were typed in groups in one, where one is written in just those.

    >>> in_one(["ring", "33", "34", "20", "00"]), in_one(["2", "6"])
    (['ring', '33342000'], ['2', '6'])
    """
    for size in range(_MOST_GROUPS, 1, -1):
        for start in range(len(typed) - size + 1):
            run = typed[start : start + size]
            if all(map(str.isdigit, run)) and tuple(run) in groups_of("".join(run)):
                return [*in_one(typed[:start]), "".join(run), *in_one(typed[start + size :])]
    return list(typed)

"""How two sequences go together, within what may be spent on finding out: some texts would take days."""

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence

# Steps for all of two editions, about two seconds: a hundred times what a thick one takes that was revised throughout.
_STEPS = 300_000_000

# As difflib has them: what is to be done with a stretch of the old sequence and one of the new.
Step = tuple[str, int, int, int, int]


class Effort:
    """What is left to spend; what would take more is one change, from where it begins to where it ends."""

    def __init__(self) -> None:
        self._left = _STEPS

    def steps(self, old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
        """Yield the stretches of two sequences, in order: those that are equal, and those between."""
        if self._affords(old, new):
            yield from difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
            return
        first = _alike(old, new)
        last = _alike(old[first:][::-1], new[first:][::-1])
        stretches = (
            ("equal", 0, first, 0, first),
            ("replace", first, len(old) - last, first, len(new) - last),
            ("equal", len(old) - last, len(old), len(new) - last, len(new)),
        )
        yield from (one for one in stretches if one[1] < one[2] or one[3] < one[4])

    def _affords(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Spend what comparing takes, if there is so much left: every equal pair is looked at in every stretch."""
        often = Counter(old)
        cost = sum(often[one] for one in new) * min(len(old), len(new))
        if cost > self._left:
            return False
        self._left -= cost
        return True


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """Count how many are the same from the beginning."""
    return next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))

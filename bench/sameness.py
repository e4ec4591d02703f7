"""How surely an item is known again, and how surely what only looks like it is not: ``python bench/sameness.py``.

Each pair of letters is read and split as they are in an import; the item of the second is judged against the first's.
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.pairs import pairs
from tests.test_sameness import verdict


def main() -> None:
    told: Counter[tuple[bool, str]] = Counter()
    for pair in pairs():
        found = verdict(pair)
        told[pair.is_same, found] += 1
        if (found == "same") != pair.is_same:
            print(f"{'IKKE KJENT' if pair.is_same else 'FEILAKTIG DROPPET'} ({found}): {pair.name}")
    copies = sum(count for (is_same, _), count in told.items() if is_same)
    others = told.total() - copies
    print(f"{told.total()} pairs: {copies} copies, {others} that say something else")
    print(f"copies known: {told[True, 'same']} ({told[True, 'same'] / copies:.1%})")
    print(f"wrongly dropped: {told[False, 'same']}; said to be alike: {told[False, 'alike']} of {others}")


if __name__ == "__main__":
    main()

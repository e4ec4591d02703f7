"""Says which imports break the order of the packages, for ``make lint``; ``test_layers.py`` asks the same."""

import sys
from graphlib import CycleError, TopologicalSorter

from tests import layers


def broken() -> list[str]:
    """Name every import that goes upwards, and a ring of modules if there is one."""
    found = [f"{one}, which is above it" for one in layers.upward()]
    try:
        list(TopologicalSorter(layers.graph()).static_order())
    except CycleError as ring:
        found.append(f"a ring: {' → '.join(ring.args[1])}")
    return found


if __name__ == "__main__":
    for line in broken():
        sys.stderr.write(f"{line}\n")
    sys.exit(bool(broken()))

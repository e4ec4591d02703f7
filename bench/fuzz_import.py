"""Import foreign files that are as bad as they come, and see that nothing worse than a line in the report comes of it.

usage: python bench/fuzz_import.py [--count 2000] [--seed 1]

Shown are how many files came to what, the longest time that one took, and the most memory that a child has had. It
ends with 1 where a file crashed the import, took longer than it may, got out of its place, or was not told of.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

# A file beside this one has the name of a package.
sys.path[0] = str(Path(__file__).parent.parent)

from generator.importers import limits, run
from generator.importers.read.sandbox import Sandbox
from generator.importers.read.wire import Outcome
from generator.importers.run import Imported
from tests.driver import TODAY, Silent, SiteTest
from tests.fuzzing import cases

# Starting a child, and noticing that it must be ended, come on top of what a file may take to be read.
_MOST = 10


class Watched(Sandbox):
    """Notes how long each file took, and how much memory children had when they ended or had read a file."""

    slowest, largest = (0.0, ""), (0, "")

    def read(self, name: str, data: bytes, beside: Mapping[str, bytes] | None = None) -> Outcome:
        begun = time.monotonic()
        self._name = name
        try:
            return super().read(name, data, beside)
        finally:
            Watched.slowest = max(Watched.slowest, (time.monotonic() - begun, name))
            self._weigh()

    def _end(self) -> None:
        self._weigh()
        super()._end()

    def _weigh(self) -> None:
        try:
            status = Path(f"/proc/{self._child.pid}/status").read_text() if self._child else ""
        except OSError:
            return
        peak = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
        Watched.largest = max(Watched.largest, (peak >> 10, getattr(self, "_name", "")))


def main() -> int:
    """Do it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    run.Sandbox = Watched  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        site = SiteTest(top / "nettsted")
        (top / "post").mkdir()
        for name, data in cases(options.seed, options.count):
            (top / "post" / name).write_bytes(data)
        given = {path.name for path in (top / "post").iterdir()}
        begun = time.monotonic()
        summary = run.import_paths(site.folder / "site_config.yml", [top / "post"], "siv", TODAY, Silent())
        took = time.monotonic() - begun
        outside = {path.name for path in top.iterdir()} - {"nettsted", "post"}
        changed = given ^ {path.name for path in (top / "post").iterdir()}
        told = {one.name.split("/")[1].partition("#")[0] for one in summary.results}
        wrong = [problem for problem in site.check() if problem.severity == "error"]
    ends = Counter("import" if isinstance(one, Imported) else one.remark.code for one in summary.results)
    print(f"{len(given)} files, {len(summary.results)} lines, {took:.0f} s")
    for code, count in ends.most_common():
        print(f"{count:6} {code}")
    print(f"slowest: {Watched.slowest[0]:.1f} s, {Watched.slowest[1]}")
    print(f"largest: {Watched.largest[0]} MB, {Watched.largest[1]}")
    faults = {"outside": outside, "changed": changed, "not told": given - told, "errors in content": wrong[:5]}
    print("\n".join(f"{what}: {found}" for what, found in faults.items() if found) or "nothing wrong")
    is_slow = Watched.slowest[0] > _MOST
    is_large = Watched.largest[0] > limits.MEMORY >> 20
    return int(any(faults.values()) or is_slow or is_large)


if __name__ == "__main__":
    sys.exit(main())

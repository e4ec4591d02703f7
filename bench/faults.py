"""Let every call of a build and of an import fail, kill builds, and fill disks; count what was not as promised.

usage: python bench/faults.py [--kills N] [--sizes N] [--every N]

What is promised is held by ``tests/test_faults.py``: the site is whole, what is said is so, the next build is right.
"""

import argparse
import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.test_cli import run
from tests.test_faults import BUILD, Bench, ImportBench, is_right, is_right_import, published

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
COMMAND = [sys.executable, "-m", "generator", *BUILD]


def every_call(what: str, calls: Sequence[str], fails: Callable[[int, int, str], None], every: int) -> Counter[str]:
    """Let calls fail one after the other, with each error."""
    found = Counter[str]()
    for error in ERRORS:
        for number in range(1, len(calls) + 1, every):
            named = f"{what}, {errno.errorcode[error]} at {number}, {calls[number - 1]}"
            count(found, named, partial(fails, number, error, named))
    return found


def failed(bench: Bench, number: int, error: int, named: str) -> None:
    is_right(bench, bench.fail(number, error), named)


def failed_import(bench: ImportBench, number: int, error: int, named: str) -> None:
    is_right_import(bench, bench.fail(number, error), named)


def count(found: Counter[str], named: str, work: Callable[[], None]) -> None:
    found["tried"] += 1
    try:
        work()
    except AssertionError as wrong:
        found["wrong"] += 1
        print(f"{named}: {str(wrong)[:300]}", flush=True)


def kills(bench: Bench, times: int) -> Counter[str]:
    """Kill builds at any moment, each beginning with what the one before has left."""
    found, chance = Counter[str](), random.Random(20261122)
    bench.again()
    for number in range(times):
        if number % 20 == 0:
            bench.again()
        with subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(chance.uniform(0.2, 1.4))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                found["killed"] += 1
        found["tried"] += 1
        found["wrong"] += published(bench.folder) not in (bench.old, bench.new)
        if number % 20 == 19:
            count(found, f"after kill {number}", partial(next_is_right, bench))
    return found


def next_is_right(bench: Bench) -> None:
    assert run(*BUILD).exit_code == 0
    assert published(bench.folder) == bench.new, "the next build"


def sizes(bench: Bench, times: int) -> Counter[str]:
    """Build where no file may be larger than so many bytes, as with a quota."""
    found = Counter[str]()
    for number in range(times):
        bench.again()
        limit = 200 * 3**number if number < times // 2 else 10_000 * (number - times // 2 + 1)
        done = subprocess.run(
            COMMAND,
            capture_output=True,
            text=True,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)),
        )
        found["tried"] += 1
        found["refused"] += done.returncode != 0
        is_whole = published(bench.folder) == (bench.new if done.returncode == 0 else bench.old)
        found["wrong"] += not is_whole or "Traceback" in done.stderr
        count(found, f"after {limit} bytes", partial(next_is_right, bench))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--sizes", type=int, default=20)
    parser.add_argument("--every", type=int, default=1, help="Try every so-manieth call.")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    os.environ.update(XDG_CACHE_HOME=f"{folder}/lager", XDG_CONFIG_HOME=f"{folder}/oppsett")
    # Child processes import the generator from where one stands, which is the site's folder.
    os.environ["PYTHONPATH"] = str(ROOT)
    try:
        bench, letters = Bench(folder / "bygg"), ImportBench(folder / "import")
        print("builds   ", dict(every_call("build", bench.calls(), partial(failed, bench), options.every)), flush=True)
        print(
            "imports  ",
            dict(every_call("import", letters.calls(), partial(failed_import, letters), options.every)),
            flush=True,
        )
        print("kills    ", dict(kills(bench, options.kills)), flush=True)
        print("disk full", dict(sizes(bench, options.sizes)), flush=True)
    finally:
        os.chdir(ROOT)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()

"""Whatever the disk refuses, and whenever: the site is whole, what is said is so, and the next build is right."""

import errno
import os
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from tests.driver import SiteTest
from tests.faults import Disk, failing
from tests.test_cli import run

BUILD = ("build", "--as-of", "2026-11-22", "--jobs", "1")
AS_IT_WAS = "Det som er publisert, er som det var."


def published(folder: Path) -> dict[str, bytes]:
    site = folder / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def ledger(folder: Path) -> str:
    file = folder / "content/registre/adresser.txt"
    return file.read_text("utf-8") if file.exists() else ""


def litter(folder: Path) -> list[str]:
    """Name what was only to be there for a moment; one draft of a release is kept, since it saves work."""
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    parts = [path for path in found if ".ny" in path.rpartition("/")[2] or "innfoering" in path]
    return [path for path in parts if not path.startswith(".site-releases/.ny-") or path.endswith("lenke")]


class Bench:
    """A site with a build in use and an edit that is not built yet, to which it can be put back."""

    def __init__(self, folder: Path) -> None:
        self.before, self.folder = folder / "før", folder / "nettsted"
        site = SiteTest(self.folder).item("nyheter/2026/a", "Gammel tekst.").item("nyheter/2026/b")
        site.build()
        self.old = published(self.folder)
        site.item("nyheter/2026/a", "Ny tekst.").item("nyheter/2026/c", "En til.")
        shutil.copytree(self.folder, self.before, symlinks=True)
        site.build()
        self.new, self.ledger = published(self.folder), ledger(self.folder)

    def again(self) -> None:
        """Put it back, and stand in it."""
        os.chdir(self.before)
        shutil.rmtree(self.folder)
        shutil.copytree(self.before, self.folder, symlinks=True)
        os.chdir(self.folder)

    def calls(self) -> list[str]:
        """Name the calls that a build makes."""
        self.again()
        with failing(Disk()) as disk:
            assert run(*BUILD).exit_code == 0
        return disk.calls

    def fail(self, number: int, error: int) -> Result:
        """Build with a disk that fails once."""
        self.again()
        with failing(Disk(number, error)):
            return run(*BUILD)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("feil"))


@pytest.fixture(autouse=True)
def standing_there(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bench.before)


def is_right(bench: Bench, result: Result, named: str) -> None:
    """Hold one build that failed, or went on nevertheless, to all that is promised; and the next one too."""
    assert result.exception is None or isinstance(result.exception, SystemExit), f"{named}: {result.exception!r}"
    assert result.exit_code in (0, 2), (named, result.output)
    now = published(bench.folder)
    assert now == (bench.new if result.exit_code == 0 else bench.old), f"{named}: exit code {result.exit_code}"
    assert (AS_IT_WAS in result.stderr) == (result.exit_code == 2), (named, result.output)
    entered = {line for line in ledger(bench.folder).splitlines() if not line.startswith("#")}
    assert {url for url in now if url.startswith("nyheter/2026/") and url[13] in "abc"} <= entered, named
    assert run(*BUILD).exit_code == 0, named
    assert published(bench.folder) == bench.new, f"{named}: the next build"
    assert ledger(bench.folder) == bench.ledger, f"{named}: the next build's ledger"
    assert litter(bench.folder) == [], named


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
def test_whichever_call_fails_the_site_is_whole_and_the_next_build_is_right(bench: Bench, error: int) -> None:
    """A full disk at every call; the others at every fifth, and bench/faults.py at all."""
    calls = bench.calls()
    chosen = range(1, len(calls) + 1) if error == errno.ENOSPC else range(1 + error % 5, len(calls) + 1, 5)
    for number in chosen:
        is_right(bench, bench.fail(number, error), f"{number} of {len(calls)}, {calls[number - 1]}")

"""Whatever the disk refuses, and whenever: the site is whole, what is said is so, and the next build is right."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from generator.release.releases import Releases
from tests.command import run
from tests.driver import SiteTest
from tests.faults import Disk, failing

# Where a disk refuses, libraries leave files open; they are closed when they are forgotten, which Python tells of.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")

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
    # Where the user's cache fails, another one serves for as long as a process lives: put back after each test.
    monkeypatch.setenv("XDG_CACHE_HOME", os.environ["XDG_CACHE_HOME"])


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


COMMON = {"mkdir", "open", "link", "close", "write", "unlink", "rmdir"}


def chosen(calls: list[str], error: int) -> list[int]:
    """Number the calls to try: with a full disk all that are rare and a third of the rest, else a tenth of all."""
    numbers = range(1, len(calls) + 1)
    if error == errno.ENOSPC:
        return [number for number in numbers if calls[number - 1] not in COMMON or number % 3 == 0]
    return [number for number in numbers if number % 10 == error % 10]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=errno.errorcode.get)
def test_whichever_call_fails_the_site_is_whole_and_the_next_build_is_right(bench: Bench, error: int) -> None:
    """bench/faults.py tries every call with every error, and imports too."""
    calls = bench.calls()
    for number in chosen(calls, error):
        is_right(bench, bench.fail(number, error), f"{number} of {len(calls)}, {calls[number - 1]}")


# --- Imports ----------------------------------------------------------------------------------------------------------

LETTER = (
    b"From: post@siv.example.no\r\nTo: alle@example.no\r\nSubject: Nytt fra sykehuset\r\nMessage-ID: <1@siv>\r\n"
    b"Date: Mon, 02 Nov 2026 10:00:00 +0100\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<h1>Nytt</h1><h2>Gastroskopi</h2><p>Pasienter henvises som vanlig til poliklinikken.</p>"
    b"<h2>Ventetider</h2><p>Ventetiden er fire uker for alle nye pasienter.</p>"
)
IMPORT = ("import", "brev.eml", "--sender", "siv", "--report", "rapport.md")


class ImportBench:
    """A site and a letter that is not imported yet."""

    def __init__(self, folder: Path) -> None:
        self.before, self.folder = folder / "før", folder / "nettsted"
        SiteTest(self.folder).file("brev.eml", LETTER)
        shutil.copytree(self.folder, self.before)
        self.again()
        assert run(*IMPORT).exit_code == 0
        self.drafts = self.there()
        assert len(self.drafts) == 3

    def again(self) -> None:
        os.chdir(self.before)
        shutil.rmtree(self.folder)
        shutil.copytree(self.before, self.folder)
        os.chdir(self.folder)

    def there(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in (self.folder / "content").rglob("*.md")}

    def calls(self) -> list[str]:
        self.again()
        with failing(Disk()) as disk:
            assert run(*IMPORT).exit_code == 0
        return disk.calls

    def fail(self, number: int, error: int) -> Result:
        self.again()
        with failing(Disk(number, error)):
            return run(*IMPORT)


def is_right_import(bench: ImportBench, result: Result, named: str) -> None:
    """Hold an import that failed somewhere to this: all drafts or none, and all after the next one."""
    assert result.exception is None or isinstance(result.exception, SystemExit), f"{named}: {result.exception!r}"
    assert result.exit_code in (0, 2), (named, result.output)
    # What could not even be taken back is so by the next import, which begins with that.
    is_under_way = (bench.folder / "importert/pagaar.json").exists()
    assert is_under_way or bench.there() in ({}, bench.drafts), f"{named}: {sorted(bench.there())}"
    assert run(*IMPORT).exit_code == 0, named
    assert bench.there() == bench.drafts, f"{named}: the next import"
    litter_ = list((bench.folder / "importert").rglob("*.ny"))
    assert litter_ == [], named


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> ImportBench:
    here = Path.cwd()
    bench = ImportBench(tmp_path_factory.mktemp("brev"))
    os.chdir(here)
    return bench


def test_whichever_call_of_an_import_fails_there_are_all_drafts_or_none(letters: ImportBench) -> None:
    calls = letters.calls()
    for number in range(1, len(calls) + 1, 9):
        is_right_import(letters, letters.fail(number, errno.ENOSPC), f"{number} of {len(calls)}, {calls[number - 1]}")


# --- The ledger -------------------------------------------------------------------------------------------------------


def test_with_a_ledger_that_cannot_be_written_nothing_is_taken_into_use(bench: Bench) -> None:
    bench.again()
    file = bench.folder / "content/registre/adresser.txt"
    file.unlink()
    file.mkdir()
    (file / "opptatt").mkdir()
    result = run(*BUILD)
    assert (result.exit_code, AS_IT_WAS in result.stderr) == (2, True)
    assert published(bench.folder) == bench.old
    assert (file / "opptatt").is_dir()


def test_an_address_that_never_came_into_use_need_not_be_led_on(bench: Bench) -> None:
    calls = bench.calls()
    assert bench.fail(calls.index("symlink") + 1, errno.EACCES).exit_code == 2
    assert "nyheter/2026/c.html" not in ledger(bench.folder)


def cut_off(bench: Bench) -> None:
    """Build until the ledger is written, and no further, as when the power goes."""
    bench.again()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Releases, "use", lambda *_: os._exit(9))
        if (child := os.fork()) == 0:
            run(*BUILD)
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert published(bench.folder) == bench.old
    assert "nyheter/2026/c.html" in ledger(bench.folder)


def test_nor_one_that_was_entered_by_a_build_that_was_cut_off(bench: Bench) -> None:
    cut_off(bench)
    shutil.move("content/nyheter/2026/c.md", "content/nyheter/2026/d.md")
    assert run("check").exit_code == 0
    assert run(*BUILD).exit_code == 0
    assert "nyheter/2026/c.html" not in ledger(bench.folder)
    assert "nyheter/2026/d.html" in ledger(bench.folder)


def test_what_somebody_has_done_to_the_ledger_meanwhile_stays(bench: Bench) -> None:
    cut_off(bench)
    with Path("content/registre/adresser.txt").open("a") as file:
        file.write("nyheter/2026/gammel.html\n")
    run("check")
    assert "nyheter/2026/c.html" in ledger(bench.folder)
    assert "nyheter/2026/gammel.html" in ledger(bench.folder)


def test_a_release_that_is_in_use_keeps_its_addresses_though_the_note_of_them_stayed(bench: Bench) -> None:
    calls = bench.calls()
    last = len(calls) - calls[::-1].index("replace")
    after = calls.index("unlink", last) + 1
    assert bench.fail(after, errno.EACCES).exit_code == 0
    assert list(Path(".fagarkiv").glob("innfoering.json"))
    assert run(*BUILD).exit_code == 0
    assert ledger(bench.folder) == bench.ledger


# --- Who listens ------------------------------------------------------------------------------------------------------


def closed(*words: str, stream: str = "stdout") -> int:
    """Run a command of which nobody hears a word; gives its exit code."""
    reader, writer = os.pipe()
    os.close(reader)
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, stream: writer}
    done = subprocess.run([sys.executable, "-m", "generator", *words], **streams, check=False)  # type: ignore[call-overload]
    os.close(writer)
    assert b"Traceback" not in (done.stderr or b"")
    assert b"som det var" not in (done.stderr or b"")
    return int(done.returncode)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_build_that_nobody_listens_to_is_a_build(bench: Bench, stream: str) -> None:
    bench.again()
    assert closed(*BUILD, stream=stream) == 0
    assert (published(bench.folder), ledger(bench.folder)) == (bench.new, bench.ledger)


def test_what_was_asked_for_and_not_heard_ends_as_a_broken_pipe_does(bench: Bench) -> None:
    bench.again()
    assert closed("releases") == closed("check", "--format", "json") == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_build_whose_last_words_find_no_room_is_a_build(bench: Bench) -> None:
    bench.again()
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run([sys.executable, "-m", "generator", *BUILD], stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert published(bench.folder) == bench.new

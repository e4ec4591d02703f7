"""Where nothing can be kept in the user's own folders, all commands do their work, and say so in a line."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from search.places import user_cache
from tests.command import process, run
from tests.driver import MINIMAL, SiteTest
from tests.faults import Disk, failing
from tests.test_faults import LETTER

# Where a disk refuses, libraries leave files open; they are closed when they are forgotten, which Python tells of.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")

COMMANDS = {
    "build": "Åpne site/index.html",
    "check": "Ingen problemer",
    "search rettet": "nyheter/2026/a.md",
    "import brev.eml --sender siv": "Laget importert/rapport",
    "new nyheter Ny": "Laget content/nyheter",
    "mail nyhetsbrev/2026/n": "Laget",
}


def a_file(folder: Path) -> Path:
    (folder / "fil").write_text("x")
    return folder / "fil"


def a_ring(folder: Path) -> Path:
    (folder / "ring").symlink_to("ring")
    return folder / "ring"


def no_disk(_: Path) -> Path:
    return Path("/proc")


def taken(folder: Path) -> Path:
    for name in (".cache", ".config"):
        (folder / "opptatt" / name).mkdir(parents=True)
        (folder / "opptatt" / name / "fagarkiv").write_text("x")
    return folder / "opptatt"


@pytest.fixture
def there(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> SiteTest:
    site.item("nyheter/2026/a", "En rettet tekst.").file("brev.eml", LETTER)
    site.document("nyhetsbrev/2026/n", "Hei.", title="Nytt", date="2026-11-02", sender="siv", items="[nyheter/2026/a]")
    site.file("site_config.yml", f"{MINIMAL['site_config.yml']}mail_address: post@siv.example.no\n")
    monkeypatch.chdir(site.folder)
    return site


HOMES = [("HOME", a_file), ("HOME", taken), ("XDG_CACHE_HOME", a_ring), ("XDG_CACHE_HOME", no_disk)]


@pytest.mark.parametrize(("which", "made"), HOMES, ids=lambda value: getattr(value, "__name__", value))
def test_every_command_works_without_a_folder_of_the_users_own(
    there: SiteTest, monkeypatch: pytest.MonkeyPatch, which: str, made: Callable[[Path], Path]
) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", os.fspath(there.folder.parent))
    place = os.fspath(made(there.folder.parent))
    for words, said in COMMANDS.items():
        monkeypatch.setenv("XDG_CACHE_HOME", "")
        monkeypatch.setenv(which, place)
        done = run(*words.split())
        assert (done.exit_code, said in done.output) == (0, True), (words, done.output)
        told = [line for line in done.stderr.splitlines() if "en midlertidig mappe" in line]
        assert done.stderr.splitlines() == told, words
        assert len(told) == (not words.startswith("new")), words
    assert not list(there.folder.rglob("fagarkiv"))


def test_so_do_its_processes(there: SiteTest) -> None:
    words = ["build", "--jobs", "2"]
    done = process(*words, cwd=there.folder, XDG_CACHE_HOME="/proc")
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)


def test_a_place_for_caches_that_hangs_on_where_one_stands_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site may come from anyone, and so may what lies in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", "lager")
    monkeypatch.setenv("HOME", "/home/kari")
    assert user_cache() == Path("/home/kari/.cache/fagarkiv")


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_search_whose_index_cannot_be_kept_finds_the_same(
    there: SiteTest, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """Whichever call of the disk it is that fails in the user's folder; those in the site's are test_faults.py's."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.fspath(there.folder.parent / "lager"))
    assert "nyheter/2026/a.md" in run("search", "rettet").output
    there.item("nyheter/2026/b", "Også rettet.")
    with failing(OfTheIndex()) as disk:
        assert run("search", "rettet").output.count("content/nyheter") == 2
    assert len(disk.calls) > 20
    for number in range(1, len(disk.calls) + 1):
        there.item("nyheter/2026/b", f"Også rettet {number}.")
        with failing(OfTheIndex(number, error)):
            done = run("search", "rettet")
        assert (done.exit_code, done.output.count("content/nyheter")) == (0, 2), (number, done.output)


class OfTheIndex(Disk):
    """A disk of which only the local index is written to the part that fails."""

    def asked(self, what: str, path: object = None) -> None:
        if path is None or "/lager/" in str(path):
            super().asked(what, path)

    def refuses(self, what: str) -> bool:
        return not what.startswith(("sqlite", "commit", "script")) and super().refuses(what)

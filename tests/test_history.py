"""What git knows of a document is shown as days and commits: whole or not at all, and at no risk."""

import os
import shutil
import stat
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.model import history
from generator.pages.addresses import PASSPORT
from generator.release.hosting import SUMS
from tests.command import process
from tests.driver import TODAY, Built, SiteTest

SETTINGS = "site_name: A\nbase_url: https://a.example.no/\nlanguage: nb\n"
VIEWER = "https://git.example.no/arkiv"
PAGE = "nyheter/2026/a.html"
STEPS = "//div[h2='Historikk']//li"


class Repository(SiteTest):
    """A site that is kept in git, by people whose names must not be seen."""

    def git(self, *words: str, day: str = "2026-11-02", cwd: Path | None = None, **environment: str) -> str:
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        when = {"GIT_AUTHOR_DATE": "2001-01-01T12:00:00+0100", "GIT_COMMITTER_DATE": f"{day}T12:00:00+0100"}
        who = {f"GIT_{role}_{what}": text for role in ("AUTHOR", "COMMITTER") for what, text in PERSON.items()}
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *words],
            cwd=cwd or self.folder,
            env={**own, **when, **who, **quiet, **environment},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, day: str, message: str = "Melding fra Kari Nordmann") -> str:
        """Commit everything; gives the ID."""
        self.git("add", "--all", day=day)
        self.git("commit", "--quiet", "--message", message, day=day)
        return self.git("rev-parse", "HEAD")


PERSON: Mapping[str, str] = {"NAME": "Kari Nordmann", "EMAIL": "kari@example.org"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A site with a page, in git but not committed."""
    site = Repository(tmp_path / "nettsted").file("site_config.yml", f"{SETTINGS}repository: {VIEWER}/\n")
    site.file(".gitignore", ".fagarkiv/\n.site-releases/\n/site\n").item("nyheter/2026/a", "Første tekst.")
    site.git("init", "--quiet", "--initial-branch", "main")
    return site


def steps(built: Built, url: str = PAGE) -> list[str]:
    return built.page(url).find(STEPS)


def said(site: SiteTest) -> list[str]:
    return [code for code in site.report.said if code.startswith("historikk")]


# --- What is shown ----------------------------------------------------------------------------------------------------


def test_a_document_lists_its_steps_with_links_to_the_commits(repository: Repository) -> None:
    first = repository.commit("2026-11-02")
    repository.item("nyheter/2026/b").commit("2026-11-03")
    second = repository.item("nyheter/2026/a", "Andre tekst.").commit("2026-11-04")
    page = repository.build().page(PAGE)
    assert page.find(STEPS) == [f"Endret 4. november 2026 ({second[:8]})", f"Lagt inn 2. november 2026 ({first[:8]})"]
    assert page.find(f"{STEPS}/a/@href") == [f"{VIEWER}/commit/{second}", f"{VIEWER}/commit/{first}"]
    assert said(repository) == []


def test_no_person_is_named(repository: Repository) -> None:
    repository.commit("2026-11-02")
    for page in repository.build().pages():
        for private in ("Kari", "Nordmann", "example.org", "Melding"):
            assert private not in page.text


def test_a_pull_request_is_there_as_the_merge_that_took_it_in(repository: Repository) -> None:
    first = repository.commit("2026-11-02")
    repository.git("checkout", "--quiet", "-b", "forslag")
    repository.item("nyheter/2026/a", "Utkast.").commit("2026-11-05")
    repository.item("nyheter/2026/a", "Ferdig.").commit("2026-11-06")
    repository.git("checkout", "--quiet", "main")
    repository.item("nyheter/2026/b").commit("2026-11-07")
    repository.git("merge", "--quiet", "--no-ff", "--message", "Flett", "forslag", day="2026-11-09")
    merge = repository.git("rev-parse", "HEAD")
    assert steps(repository.build()) == [
        f"Endret 9. november 2026 ({merge[:8]})",
        f"Lagt inn 2. november 2026 ({first[:8]})",
    ]


def test_only_the_latest_steps_are_listed_and_the_rest_are_counted(repository: Repository) -> None:
    for day in range(1, 9):
        repository.item("nyheter/2026/a", f"Tekst {day}.").commit(f"2026-11-0{day}")
    shown = steps(repository.build())
    assert [step.partition(" (")[0] for step in shown] == [
        *(f"Endret {day}. november 2026" for day in (8, 7, 6, 5, 4)),
        "og 3 tidligere",
    ]


def test_a_moved_file_has_its_history_from_then_on(repository: Repository) -> None:
    repository.commit("2026-11-02")
    repository.git("mv", "content/nyheter/2026/a.md", "content/nyheter/2026/c.md")
    moved = repository.commit("2026-11-05")
    assert steps(repository.build(), "nyheter/2026/c.html") == [f"Lagt inn 5. november 2026 ({moved[:8]})"]


def test_a_site_may_lie_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    site = Repository(tmp_path / "alt" / "arkiv").file("site_config.yml", f"{SETTINGS}repository: {VIEWER}\n")
    site.item("nyheter/2026/a").git("init", "--quiet", cwd=tmp_path / "alt")
    commit = site.commit("2026-11-02")
    site.file("../content/nyheter/2026/a.md", "en annen med samme navn").commit("2026-11-03")
    assert steps(site.build()) == [f"Lagt inn 2. november 2026 ({commit[:8]})"]


def test_the_past_shows_the_steps_of_the_past(repository: Repository) -> None:
    repository.item("nyheter/2026/a", date="2026-01-01").commit("2026-01-01")
    repository.item("nyheter/2026/a", "Senere tekst.", date="2026-01-01").commit("2026-11-04")
    (step,) = steps(repository.build(date(2026, 3, 1)))
    assert step.startswith("Lagt inn 1. januar 2026")


def test_without_the_setting_git_is_not_asked(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.file("site_config.yml", SETTINGS).commit("2026-11-02")
    monkeypatch.setattr(history, "read", None)
    assert steps(repository.build()) == []


# --- Whole or not at all ----------------------------------------------------------------------------------------------


def test_a_shallow_clone_is_noticed_and_shows_no_dates(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-11-02")
    repository.item("nyheter/2026/b").commit("2026-11-03")
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "klone"))
    shallow = Repository(tmp_path / "klone", empty=True)
    assert steps(shallow.build()) == []
    assert said(shallow) == ["historikk-grunn"]
    shallow.git("fetch", "--quiet", "--unshallow")
    assert len(steps(shallow.build())) == 1


def test_what_is_said_of_a_shallow_clone_is_said_on_the_terminal(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-11-02")
    repository.item("nyheter/2026/b").commit("2026-11-03")
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "klone"))
    result = process("build", "--jobs", "1", "--as-of", TODAY.isoformat(), cwd=tmp_path / "klone")
    assert (result.returncode, result.stderr) == (
        0,
        "Historikk vises ikke, for klonen er grunn (shallow). Hent hele med «git fetch --unshallow».\n",
    )


def test_where_there_is_no_repository_there_is_no_history(repository: Repository) -> None:
    assert steps(repository.build()) == [], "before the first commit"
    shutil.rmtree(repository.folder / ".git")
    assert steps(repository.build()) == []
    assert said(repository) == ["historikk-mangler", "historikk-mangler"]


def test_where_there_is_no_git_there_is_no_history(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit("2026-11-02")
    monkeypatch.setenv("PATH", str(repository.folder))
    assert steps(repository.build()) == []
    assert said(repository) == ["historikk-mangler"]


def test_a_file_that_is_not_as_it_was_committed_has_no_history(repository: Repository) -> None:
    """The last commit did not make it what it is."""
    repository.item("nyheter/2026/b").commit("2026-11-02")
    built = repository.item("nyheter/2026/a", "Ikke sjekket inn.").build()
    assert (steps(built), len(steps(built, "nyheter/2026/b.html"))) == ([], 1)


def test_the_history_of_another_folder_is_not_ours(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a hook, where git names a repository in the environment."""
    commit = repository.commit("2026-11-02")
    other = Repository(repository.folder.parent / "annet")
    other.git("init", "--quiet")
    other.commit("2026-01-01")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    assert steps(repository.build()) == [f"Lagt inn 2. november 2026 ({commit[:8]})"]


def test_a_commit_of_an_impossible_day_is_passed_over() -> None:
    log = b"%b 292277026596-12-04\0\nM\0a.md\0%b 2026-11-02\0\nA\0a.md\0" % (b"e" * 40, b"f" * 40)
    assert history.changes(log) == {"a.md": (history.Commit(date(2026, 11, 2), "f" * 40, True),)}


# --- The same commit gives the same bytes -----------------------------------------------------------------------------


def test_a_clone_of_the_same_commit_gives_the_same_site(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-11-02")
    repository.item("nyheter/2026/a", "Andre tekst.").commit("2026-11-04")
    repository.git("clone", "--quiet", str(repository.folder), str(tmp_path / "klone"))
    clone = Repository(tmp_path / "klone", empty=True)
    expected, found = repository.build(), clone.build(jobs=2)
    assert (found.release, found.bytes()) == (expected.release, expected.bytes())


def test_committing_changes_the_page_that_was_committed_and_no_other(repository: Repository) -> None:
    repository.item("nyheter/2026/b").commit("2026-11-02")
    repository.item("nyheter/2026/a", "Andre tekst.", summary="Kort.")
    before = repository.build().bytes()
    repository.git("add", "content/nyheter/2026/a.md")
    repository.git("commit", "--quiet", "--message", "b")
    built = repository.build()
    assert {url for url, data in built.bytes().items() if data != before.get(url)} == {PAGE, SUMS, PASSPORT}
    assert built.bytes() == repository.build(output="ren").bytes()


# --- What a repository must not be able to start ----------------------------------------------------------------------

SIGNED = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n"


def trap(repository: Repository) -> Path:
    """Set up a repository so that git starts a program in every way we know of; gives the file the program makes."""
    repository.file(".gitattributes", "*.md diff=felle filter=felle\n").commit("2026-11-02")
    unsigned = repository.git("cat-file", "commit", "HEAD")
    signed = unsigned.replace("\n\n", f"\n{SIGNED}\n", 1) + "\n"
    (repository.folder.parent / "commit").write_text(signed)
    made = repository.git("hash-object", "-t", "commit", "-w", str(repository.folder.parent / "commit"))
    repository.git("reset", "--quiet", "--hard", made)

    sprung, program = repository.folder.parent / "utløst", repository.folder.parent / "felle"
    program.write_text(f'#!/bin/sh\ntouch "{sprung}"\nexit 0\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    for name in ("pager", "fsmonitor", "sshCommand", "gitProxy", "editor", "askPass", "alternateRefsCommand"):
        repository.git("config", f"core.{name}", str(program))
    for name in ("gpg.program", "diff.external", "diff.felle.textconv", "diff.felle.command", "credential.helper"):
        repository.git("config", name, str(program))
    for name in ("clean", "smudge", "process"):
        repository.git("config", f"filter.felle.{name}", str(program))
    for name in ("log", "rev-parse", "ls-tree"):
        repository.git("config", f"alias.{name}", f"!{program}")
        repository.git("config", f"pager.{name}", str(program))
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "core.hooksPath", str(program.parent / "hooks"))
    return sprung


def test_the_settings_of_a_repository_start_nothing(repository: Repository) -> None:
    sprung = trap(repository)
    repository.git("log", "--max-count=1")
    assert sprung.exists(), "the trap works: plain git walks into it"
    sprung.unlink()
    assert len(steps(repository.build())) == 1
    assert not sprung.exists()


def test_settings_that_change_what_git_writes_change_nothing(repository: Repository) -> None:
    repository.commit("2026-11-02")
    expected = repository.build().bytes()
    for name, value in {
        "color.ui": "always",
        "core.quotePath": "true",
        "diff.noprefix": "true",
        "diff.relative": "false",
        "diff.renames": "copies",
        "format.pretty": "fuller",
        "log.abbrevCommit": "true",
        "log.date": "relative",
        "log.decorate": "full",
        "log.diffMerges": "separate",
        "log.follow": "true",
        "log.showRoot": "false",
    }.items():
        repository.git("config", name, value)
    assert repository.build(output="ren").bytes() == expected


def test_a_repository_planted_in_the_content_is_not_believed(repository: Repository) -> None:
    """Files that look like a bare repository can be committed; its settings must not become ours."""
    repository.commit("2026-11-02")
    content = repository.folder / "content"
    planted = repository.folder.parent / "plantet"
    repository.git("clone", "--quiet", "--bare", str(repository.folder), str(planted))
    shutil.copytree(planted, content, dirs_exist_ok=True)
    assert repository.git("rev-parse", "--git-dir", cwd=content) == ".", "plain git believes it"
    assert history.read(content) == history.History(lack="historikk-mangler")
    repository.git("config", "core.bare", "false", cwd=content)
    repository.git("config", "core.worktree", str(content), cwd=content)
    assert history.read(content) == history.History(lack="historikk-mangler")


def test_what_is_missing_is_not_fetched(repository: Repository, tmp_path: Path) -> None:
    """A clone without trees would ask its origin for them, by whatever program its settings name."""
    repository.commit("2026-11-02")
    repository.git("config", "uploadpack.allowFilter", "true")
    origin, clone = f"file://{repository.folder}", tmp_path / "klone"
    repository.git("clone", "--quiet", "--no-checkout", "--filter=tree:0", origin, str(clone))
    partial = Repository(clone, empty=True)
    partial.item("nyheter/2026/a", "Første tekst.")
    sprung, program = tmp_path / "utløst", tmp_path / "felle"
    program.write_text(f'#!/bin/sh\ntouch "{sprung}"\nexit 1\n')
    program.chmod(0o755)
    partial.git("config", "remote.origin.uploadpack", str(program))
    with pytest.raises(subprocess.CalledProcessError):
        partial.git("ls-tree", "HEAD")
    assert sprung.exists(), "the trap works: plain git walks into it"
    sprung.unlink()
    assert history.read(clone / "content") == history.History(lack="historikk-mangler")
    assert not sprung.exists()

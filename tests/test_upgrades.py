"""What version 0.1 has left (content, cache, releases, ledger, workers in browsers) never breaks this one.

``before/0.1.0.tar.xz`` is a site that version 0.1.0 has built twice, with all it wrote, and the secret of its user.
"""

import re
import shutil
import tarfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.source.migrations import CURRENT, migrated
from tests.command import run
from tests.driver import TODAY, SiteTest
from tests.visitor import visiting

BEFORE = Path(__file__).parent / "before/0.1.0.tar.xz"
PAGE = "nyheter/2026/a.html"


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteTest:
    """The site that 0.1.0 has left, for the same user."""
    with tarfile.open(BEFORE) as archive:
        archive.extractall(tmp_path / "nettsted", filter="data")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nettsted/config"))
    monkeypatch.chdir(tmp_path / "nettsted")
    return SiteTest(tmp_path / "nettsted", empty=True)


def releases(site: SiteTest) -> set[str]:
    return {path.name for path in (site.folder / ".site-releases").glob("[!.]*") if path.is_dir()}


# --- What lies there --------------------------------------------------------------------------------------------------


def test_a_build_goes_on_from_what_0_1_left_and_is_that_of_a_clean_one(left: SiteTest) -> None:
    before, addresses = releases(left), left.folder / "content/registre/adresser.txt"
    known = set(addresses.read_text("utf-8").splitlines())
    built = left.build()
    assert known <= set(addresses.read_text("utf-8").splitlines())
    assert before | {built.release} == releases(left)
    shutil.rmtree(left.folder / ".fagarkiv")
    assert built.bytes() == left.build(output="ren").bytes()
    assert left.report.said == []


def test_every_address_of_0_1_still_leads_somewhere(left: SiteTest) -> None:
    old = {path.relative_to(left.folder / "site").as_posix() for path in (left.folder / "site").rglob("*.html")}
    assert len(old) >= 40
    assert old <= set(left.build().urls())


def test_releases_of_0_1_can_be_listed_checked_and_taken_into_use_again(left: SiteTest) -> None:
    in_use = (left.folder / "site").readlink().name
    assert run("verify").exit_code == 0
    left.build()
    assert in_use in run("releases").stdout
    assert run("rollback").exit_code == 0
    assert (left.folder / "site").readlink().name == in_use
    assert left.build().bytes() == left.build(output="ren").bytes()


def test_a_release_of_0_1_has_no_passport_and_that_is_said(left: SiteTest) -> None:
    answer = run("build", "--reproduce", "site")
    assert (answer.exit_code, "mangler eller er skadet" in answer.stderr) == (2, True)


def test_a_browser_with_the_worker_of_0_1_goes_on_with_this_one(left: SiteTest, chromium: Browser) -> None:
    with visiting(chromium, left.folder / "site") as visitor:
        visitor.begin(PAGE)
        left.build()
        page = visitor.goto("sok/index.html?q=epikrise")
        expect(page.locator("#fa-status")).to_have_text("1 treff", timeout=20_000)
        visitor.goto(PAGE)
        visitor.until_kept("uten-nett/ikke-lagret/index.html")
        with visitor.offline():
            visitor.goto(PAGE)
            assert visitor.page.locator("h1").inner_text() == "Ny rutine for henvisning"


# --- Content ----------------------------------------------------------------------------------------------------------


def test_what_reads_otherwise_now_is_told_at_its_line(left: SiteTest) -> None:
    (problem,) = [one for one in left.check() if one.code == "overskrift-mellomrom"]
    assert (problem.path, problem.line, str(problem.severity)) == ("content/nyheter/2026/a.md", 8, "warning")


def test_migrate_shows_the_changes_and_writes_nothing(left: SiteTest) -> None:
    before = {path: path.read_bytes() for path in left.folder.rglob("*.md")}
    answer = run("migrate")
    assert answer.exit_code == 0
    changed = [line for line in answer.stdout.splitlines() if re.match(r"[-+][^-+]", line)]
    assert changed == [
        "-##Overskrift uten mellomrom",
        "+## Overskrift uten mellomrom",
        "-Tekst om henvisning ~ca. 20~ dager. Se [notatet](b.md).",
        r"+Tekst om henvisning \~ca. 20\~ dager. Se [notatet](b.md).",
        f"+version: {CURRENT}",
    ]
    assert "Filer som blir endret: 2. Ingenting er skrevet" in answer.stdout
    assert {path: path.read_bytes() for path in left.folder.rglob("*.md")} == before


def test_migrated_content_shows_what_0_1_showed(left: SiteTest) -> None:
    old = left.folder / "site" / PAGE
    shown = re.findall(r"<h2[^>]*>[^<]*</h2>\s*<p>[^<]*<", old.read_text("utf-8"))
    assert run("migrate", "--write").exit_code == 0
    assert run("migrate").stdout == f"Innholdet er allerede i versjon {CURRENT}.\n"
    page = left.build().page(PAGE).text
    assert shown
    assert all(part in page for part in shown)
    assert [one.code for one in left.check()] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("#Tett\n", "# Tett\n"),
        ("## God\n\n####Dyp ##\n", "## God\n\n#### Dyp ##\n"),
        ("tekst\n##Midt i\n", "tekst\n## Midt i\n"),
        ("    ##kode\n", "    ##kode\n"),
        ("~~~~\n##kode\n~~~\n##kode\n~~~~\n##Etter\n", "~~~~\n##kode\n~~~\n##kode\n~~~~\n## Etter\n"),
        ("```\n##kode uten slutt\n", "```\n##kode uten slutt\n"),
        ("#######sju\n", "#######sju\n"),
        ("~a~ og ~~b~~ og ~c\nd~\n", "\\~a\\~ og ~~b~~ og \\~c\nd\\~\n"),
        ("ca. ~20 og ~30\n", "ca. ~20 og ~30\n"),
        ("~a\n\nb~\n", "~a\n\nb~\n"),
        ("`~a~` ``~b~ ` `` ~c~\n", "`~a~` ``~b~ ` `` \\~c\\~\n"),
        ("\\~a~\n", "\\~a~\n"),
        ("---\ntitle: ~a~ ##b\n##c: d\n---\n##E\r\n", "---\ntitle: ~a~ ##b\n##c: d\n---\n## E\r\n"),
    ],
)
def test_only_what_reads_otherwise_is_changed(before: str, after: str) -> None:
    assert migrated(before, 1) == after
    assert migrated(after, 1) == after
    assert migrated(before, CURRENT) == before


def test_files_that_are_no_text_of_ours_are_not_touched(left: SiteTest, tmp_path: Path) -> None:
    other = tmp_path / "annet.md"
    other.write_bytes(b"##a\n")
    (left.folder / "content/nyheter/2026/lenke.md").symlink_to(other)
    left.file("content/.skjult/a.md", "##a\n").file("content/nyheter/2026/latin.md", "##å\n".encode("latin-1"))
    assert run("migrate", "--write").exit_code == 0
    assert other.read_bytes() == b"##a\n"
    assert (left.folder / "content/.skjult/a.md").read_bytes() == b"##a\n"
    assert (left.folder / "content/nyheter/2026/latin.md").read_bytes() == "##å\n".encode("latin-1")


# --- The version of the settings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("written", "code"), [("3", "felt-versjon"), ("0", "felt-versjon"), ("ny", "felt-tall")])
def test_a_version_that_this_program_does_not_know_is_told_at_its_line(here: SiteTest, written: str, code: str) -> None:
    settings = (here.folder / "site_config.yml").read_text("utf-8")
    here.file("site_config.yml", f"{settings}version: {written}\n")
    (problem,) = here.check(TODAY)
    assert (problem.code, problem.line, problem.field) == (code, 4, "version")
    answer = run("migrate")
    assert (answer.exit_code, "site_config.yml kan ikke leses (linje 4)" in answer.stderr) == (2, True)


def test_the_line_of_an_older_version_is_written_anew(here: SiteTest) -> None:
    here.file("site_config.yml", "version: 1\nsite_name: A\nbase_url: https://a.example.no/\nlanguage: nb")
    assert run("migrate", "--write").exit_code == 0
    text = (here.folder / "site_config.yml").read_text("utf-8")
    assert text == f"version: {CURRENT}\nsite_name: A\nbase_url: https://a.example.no/\nlanguage: nb"


def test_a_new_site_is_of_the_current_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("new-site", str(tmp_path / "ny")).exit_code == 0
    monkeypatch.chdir(tmp_path / "ny")
    assert run("migrate").stdout == f"Innholdet er allerede i versjon {CURRENT}.\n"

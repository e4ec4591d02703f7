"""What we keep for ourselves may be damaged in any way: it is thrown away, said in a line, and the work goes on."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import build as stages
from generator.base.problems import say
from generator.importers.write.store import Done, Store
from generator.stages import contents
from search import dictionary
from search.places import user_cache
from tests.damage import PLACES, damage, in_its_place
from tests.driver import TODAY, Silent, SiteTest

CACHE = ".fagarkiv/cache.sqlite"


@pytest.fixture
def kept(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> SiteTest:
    """A site that was built, with all that a build keeps, and an edit that is not built yet."""
    monkeypatch.setattr(contents, "_WORTH_KEEPING", 1)
    for number in range(6):
        site.item(f"nyheter/2026/sak-{number}", f"Tekst {number} om tilvising. " * 40)
    site.file("content/anbefalinger/s/serie.yml", "title: Serie\nowner: siv\n")
    for year in (2025, 2026):
        site.document(f"anbefalinger/s/{year}", f"## 1 Punkt\n\n{year}", title="S", valid_from=f"{year}-01-01")
    site.build()
    site.item("nyheter/2026/sak-3", "Rettet tekst.")
    shutil.copytree(site.folder, site.folder.with_name("før"), symlinks=True)
    return site


def again(site: SiteTest) -> None:
    shutil.rmtree(site.folder)
    shutil.copytree(site.folder.with_name("før"), site.folder, symlinks=True)
    site.report = Silent()


def expected(site: SiteTest) -> dict[str, bytes]:
    shutil.rmtree(site.folder / ".fagarkiv")
    return site.build(output="ren").bytes()


def test_a_cache_damaged_in_any_way_stops_no_build_and_changes_no_page(kept: SiteTest) -> None:
    """bench/damage.py does it a thousand times."""
    right = expected(kept)
    told = set[str]()
    for number in range(56):
        again(kept)
        way = damage(kept.folder / CACHE, number)
        assert kept.build().bytes() == right, (number, way)
        assert set(kept.report.said) <= {"lager-skadet"}, number
        assert len(kept.report.said) <= 1, number
        told.update(way for _ in kept.report.said)
        assert kept.build().bytes() == right, "the next build too"
        assert len(kept.report.said) <= 1, "it is whole again"
    assert told >= {"cut", "swap", "noise"}


@pytest.mark.parametrize("what", PLACES)
@pytest.mark.parametrize("file", [CACHE, f"{CACHE}-wal", f"{CACHE}-shm", f"{CACHE}-journal"])
def test_whatever_lies_in_the_place_of_the_cache_is_taken_away(kept: SiteTest, file: str, what: str) -> None:
    right = expected(kept)
    again(kept)
    in_its_place(kept.folder / file, what)
    assert kept.build().bytes() == right


def test_a_damaged_cache_is_told_in_one_line(kept: SiteTest) -> None:
    (kept.folder / CACHE).write_bytes(b"x" * 50_000)
    kept.build()
    assert kept.report.said == ["lager-skadet"]
    line = "x var skadet. Det er kastet og lages på nytt; ingenting av ditt er berørt."
    assert say("nb", "lager-skadet", place="x") == line


def test_another_version_of_the_program_is_no_damage(kept: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    right = expected(kept)
    again(kept)
    monkeypatch.setattr(stages, "code_version", lambda: b"another")
    assert kept.build().bytes() == right
    assert kept.report.said == []


def test_a_body_is_never_taken_for_a_head(kept: SiteTest) -> None:
    """A head is unpickled, and what stands in a body is anyone's."""
    import sqlite3  # the tests' own, to do harm

    database = sqlite3.connect(kept.folder / CACHE)
    database.execute("update parsed set head = html")
    database.execute("delete from kept where name <> 'seal'")
    database.commit()
    database.close()
    right = kept.build().bytes()
    assert kept.report.said == ["lager-skadet"]
    assert right == expected(kept)


def test_check_and_search_go_on_too(kept: SiteTest) -> None:
    damage(kept.folder / CACHE, 1)
    assert kept.codes() == []
    damage(kept.folder / CACHE, 3)
    assert found(kept) == ["nyheter/2026/sak-3.md"]


def found(site: SiteTest) -> list[str]:
    with stages.local_index(site.folder / "site_config.yml", TODAY, site.report) as local:
        return [hit.path for hit in local.search("rettet", 3)]


def index_files() -> list[Path]:
    """Give the files that Whoosh has made, and the hashes of them."""
    return sorted(
        file for toc in user_cache().rglob("_MAIN_*.toc") for file in toc.parent.iterdir() if file.stat().st_size
    )


def test_a_local_index_damaged_in_any_way_is_made_anew(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(site.folder.parent / "lager"))
    dictionary.lemma("prøve")
    site.item("nyheter/2026/a", "En rettet tekst.").item("nyheter/2026/b", "En annen tekst.")
    assert found(site) == ["nyheter/2026/a.md"]
    files = [file.name for file in index_files()]
    assert len(files) >= 3
    for number in range(40):
        site.report = Silent()
        damage(index_files()[number % len(files)], number)
        assert found(site) == ["nyheter/2026/a.md"], number
        assert len(site.report.said) <= 1
    for what in PLACES[:3]:
        in_its_place(index_files()[0], what)
        assert found(site) == ["nyheter/2026/a.md"], what
    in_its_place(index_files()[0].parent, "text")
    site.report = Silent()
    assert found(site) == ["nyheter/2026/a.md"]
    assert site.report.said == ["lager-skadet"]


@pytest.mark.parametrize("pattern", ["simplemma-*", "stiler/*.css", "maler/*/*.cache"])
@pytest.mark.parametrize("number", [1, 5, "folder"])
def test_what_is_kept_in_the_users_own_folder_is_made_anew(kept: SiteTest, pattern: str, number: int | str) -> None:
    right = expected(kept)
    again(kept)
    # In a process of its own: this one has what it needs in its memory.
    words = [sys.executable, "-m", "generator", "build", "--as-of", TODAY.isoformat(), "--jobs", "1"]
    if not list(user_cache().glob(pattern)):
        subprocess.run([*words, "--output", "annet"], cwd=kept.folder, capture_output=True)
    for file in user_cache().glob(pattern):
        in_its_place(file, "folder") if number == "folder" else damage(file, int(number))
    first, second = (subprocess.run(words, cwd=kept.folder, capture_output=True, text=True) for _ in range(2))
    assert (first.returncode, second.returncode, second.stderr) == (0, 0, "")
    assert all("var skadet" in line for line in first.stderr.splitlines())
    assert first.stderr
    assert {url: (kept.folder / "site" / url).read_bytes() for url in right} == right


@pytest.mark.parametrize(
    "left", ["{", "", "[]", "5", '{"../../site_config.yml": "x"}', "[" * 100_000, '{"a.md": ["x"]}', "\0\0"]
)
def test_a_damaged_list_of_an_import_under_way_stops_no_import(site: SiteTest, left: str) -> None:
    Store(site.folder)
    site.file("importert/pagaar.json", left)
    store = Store(site.folder)
    assert not (site.folder / "importert/pagaar.json").exists()
    assert (site.folder / "site_config.yml").exists()
    assert [file.name for file in store.damaged] == ([] if "a.md" in left else ["pagaar.json"])


@pytest.mark.parametrize("line", ["{", "null", "[1]", '{"sha256": 5}', "[" * 100_000, '{"sha256": "a", "issues": 1}'])
def test_of_a_damaged_journal_the_rest_is_believed(site: SiteTest, line: str) -> None:
    store = Store(site.folder)
    store.finish("b" * 64, b"x", Done("b.eml", (), ()), {})
    journal = site.folder / "importert/logg.jsonl"
    journal.write_text(f"{line}\n{journal.read_text('utf-8')}", "utf-8")
    store = Store(site.folder)
    assert store.done("b" * 64)
    assert store.damaged == (journal,)


def test_drafts_of_releases_may_be_anything(kept: SiteTest) -> None:
    right = expected(kept)
    for what in PLACES[:5]:
        again(kept)
        for name in (".ny-1", ".ny-lenke", ".ny-sha256"):
            in_its_place(kept.folder / ".site-releases" / name, what)
        assert kept.build().bytes() == right, what
        assert list((kept.folder / ".site-releases").glob(".*")) == [], what


def test_a_source_that_is_damaged_is_told_and_never_touched(kept: SiteTest) -> None:
    ledger = kept.folder / "content/registre/adresser.txt"
    damaged = b"\xff\x00 ikke en adresse\n" + ledger.read_bytes()
    ledger.write_bytes(damaged)
    assert {problem.code for problem in kept.fails()} >= {"adresse-linje"}
    assert ledger.read_bytes() == damaged

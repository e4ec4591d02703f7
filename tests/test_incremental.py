"""Equal input gives equal bytes, whatever was built before; and no build, however it ends, harms the site."""

import fcntl
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import build as stages
from generator.source import files
from generator.source.file_stamps import Moment, stamp
from generator.stages import contents
from tests.driver import TODAY, SiteTest

TITLES = ("Gastroskopi", "Ærlig talt", "Dialogmelding", "«Hjerte»", "12 råd")
BODIES = ("Kort.", "## Avsnitt\n\nSe [en annen](../2026/sak-1.md).", "En lengre tekst om tilvising.", "- ett\n- to")

edits = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(("write", "delete", "draft", "replace", "rename-topic", "edition", "variant", "withdraw")),
        st.sampled_from(TITLES),
        st.sampled_from(BODIES),
    ),
    min_size=1,
    max_size=5,
)


def apply(site: SiteTest, number: int, action: str, title: str, body: str) -> None:
    """Make one change that an editor might make; sak-1 always stays, for others to link to."""
    path = site.folder / f"content/nyheter/2026/sak-{number}.md"
    if action == "delete":
        if number != 1:
            path.unlink(missing_ok=True)
    elif action == "rename-topic":
        topics = f"- {{id: samhandling, name: {title}}}\n- {{id: gastro, name: Gastro, parent: samhandling}}\n"
        site.file("content/registre/temaer.yml", topics)
    elif action == "edition":
        site.file("content/anbefalinger/serie/serie.yml", f"title: {title}\nowner: siv\n")
        site.document(
            f"anbefalinger/serie/{2020 + number}",
            "## 1 Punkt",
            title=f'"{title}"',
            valid_from=f"{2020 + number}-01-01",
            review_by=f"2027-0{1 + number}-01",
        )
    elif action == "variant":
        apply(site, number, "edition", title, body)
        site.file("content/anbefalinger/variant/serie.yml", "title: Variant\nvariant_of: anbefalinger/serie\n")
        site.document("anbefalinger/variant/2020", f"## 1 {title}", title="Variant", valid_from="2020-01-01")
    elif action == "withdraw":
        withdrawn = f"{{date: 2026-1{number % 3}-20, reason: Feil.}}"
        site.item(f"nyheter/2026/sak-{number}", body, title=f'"{title}"', date="2026-01-01", withdrawn=withdrawn)
    else:
        replaces = "[nyheter/2026/sak-1]" if action == "replace" and number != 1 else None
        draft = "true" if action == "draft" and number != 1 else None
        day = f"2026-0{1 + number}-01"
        site.item(f"nyheter/2026/sak-{number}", body, title=f'"{title}"', date=day, replaces=replaces, draft=draft)


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a build remember the stamps of files however few they are."""
    monkeypatch.setattr(contents, "_WORTH_KEEPING", 1)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(edits, min_size=1, max_size=3))
def test_an_incremental_build_equals_a_clean_one(
    tmp_path: Path, remembering: None, steps: list[list[tuple[int, str, str, str]]]
) -> None:
    shutil.rmtree(tmp_path / "n", ignore_errors=True)
    site = SiteTest(tmp_path / "n")
    apply(site, 1, "write", TITLES[0], BODIES[0])
    site.build()
    for step in steps:
        for edit in step:
            apply(site, *edit)
        (site.folder / "content/registre/adresser.txt").unlink()
        incremental = site.build().bytes()
    shutil.rmtree(site.folder / ".fagarkiv")
    assert incremental == site.build(output="ren").bytes()


def test_the_bytes_depend_on_nothing_but_the_content(tmp_path: Path) -> None:
    one, other = SiteTest(tmp_path / "en"), SiteTest(tmp_path / "et helt annet sted")
    names = [f"nyheter/2026/sak-{number}" for number in range(12)]
    for name in names:
        one.item(name)
    for name in reversed(names):
        other.item(name)
    first, second = one.build(jobs=1), other.build(jobs=2)
    assert first.bytes() == second.bytes()
    assert first.release == second.release


def test_another_locale_clock_zone_and_hash_seed_give_the_same_site(site: SiteTest) -> None:
    site.item("nyheter/2026/a").item("nyheter/2026/b", topics="[gastro, samhandling]")
    expected = site.build().bytes()
    environment = {**os.environ, "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "17"}
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "--as-of",
        TODAY.isoformat(),
        "--output",
        "annet",
        "--jobs",
        "1",
    ]
    shutil.rmtree(site.folder / ".fagarkiv")
    subprocess.run(command, cwd=site.folder, env=environment, check=True, capture_output=True)
    folder = site.folder / "annet"
    assert {url: (folder / url).read_bytes() for url in expected} == expected


def test_nothing_new_makes_nothing_new(site: SiteTest) -> None:
    first = site.item("nyheter/2026/a").build()
    second = site.build()
    assert (second.release, second.made) == (first.release, 0)


def test_one_edit_makes_one_page_and_its_place_in_the_index(site: SiteTest) -> None:
    for number in range(30):
        site.item(f"nyheter/2026/sak-{number}", "Samme tekst.", summary="Kort sagt.")
    site.build()
    before = site.build().bytes()
    after = site.item("nyheter/2026/sak-7", "Kjempeflodhest.", summary="Kort sagt.").build().bytes()
    changed = {url for url in after if after[url] != before.get(url)}
    assert {url for url in changed if url.endswith(".html")} == {"nyheter/2026/sak-7.html"}


def test_only_files_that_have_changed_are_read(
    site: SiteTest, remembering: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.item("nyheter/2026/a").item("nyheter/2026/b").build()
    read, original = list[str](), files._bytes

    def noted(file: str) -> bytes:
        read.append(file)
        return original(file)

    monkeypatch.setattr(files, "_bytes", noted)
    site.item("nyheter/2026/b", "Ny tekst.").build()
    assert [Path(file).name for file in read if file.endswith(".md")] == ["b.md"]


def test_a_change_that_hides_its_time_and_size_is_noticed(site: SiteTest, remembering: None) -> None:
    site.item("nyheter/2026/a", "Gammel tekst.").build()
    file = site.folder / "content/nyheter/2026/a.md"
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    file.write_text(file.read_text("utf-8").replace("Gammel", "Nyeste"), "utf-8")
    os.utime(file, ns=times)
    assert "Nyeste tekst." in site.build().page("nyheter/2026/a.html").main


def test_a_file_as_new_as_the_disks_clock_has_no_stamp(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("a", "utf-8")
    status = file.stat()
    at_once = Moment(status.st_dev, status.st_ctime_ns)
    assert stamp(status, at_once) is None
    assert stamp(status, at_once._replace(time=at_once.time + 1)) is not None
    assert stamp(status, Moment(status.st_dev + 1, at_once.time + 1)) is None, "another disk has another clock"


def test_yesterdays_status_is_not_shown_today(site: SiteTest) -> None:
    site.item("nyheter/2026/a", valid_to="2026-11-22")
    assert site.build(date(2026, 11, 22)).page("nyheter/2026/a.html").find("//div[@role='note']") == []
    note = site.build(date(2026, 11, 23)).page("nyheter/2026/a.html").one("//div[@role='note']")
    assert note == "Dette gjelder ikke lenger. Det gjaldt til og med 22. november 2026."


def test_a_file_changed_in_the_published_site_is_made_anew(site: SiteTest) -> None:
    expected = site.item("nyheter/2026/a").build().bytes()
    (site.folder / "site/nyheter/2026/a.html").write_text("ødelagt", "utf-8")
    (site.folder / "site/fremmed.html").write_text("ikke vår", "utf-8")
    assert site.build().bytes() == expected


def test_a_file_and_its_document_may_be_gone_at_once(site: SiteTest) -> None:
    site.item("nyheter/2026/a").item("nyheter/2026/b").build()
    (site.folder / "site/nyheter/2026/b.html").unlink()
    (site.folder / "content/registre/adresser.txt").unlink()
    site.without("content/nyheter/2026/b.md")
    assert "nyheter/2026/b.html" not in site.build().urls()


def test_a_page_that_is_gone_leaves_no_empty_folder(site: SiteTest) -> None:
    site.item("nyheter/2026/a").item("nyheter/2025/b", date="2025-11-02").build()
    (site.folder / "content/registre/adresser.txt").unlink()
    built = site.without("content/nyheter/2025/b.md").build()
    assert "nyheter/2026/a.html" in built.urls()
    assert not (built.folder / "nyheter/2025").exists()


def test_another_users_build_gives_the_same_release(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    first = site.item("nyheter/2026/a").build()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(site.folder.parent / "en annen bruker"))
    second = site.build(output="annet")
    assert (second.release, second.bytes()) == (first.release, first.bytes())


def test_a_release_of_before_is_not_changed_by_the_next(site: SiteTest) -> None:
    first = site.item("nyheter/2026/a", "Gammel tekst.").build()
    kept = (site.folder / ".site-releases" / first.release / "nyheter/2026/a.html").read_bytes()
    site.item("nyheter/2026/a", "Ny tekst.").build()
    assert (site.folder / ".site-releases" / first.release / "nyheter/2026/a.html").read_bytes() == kept


def test_only_some_releases_are_kept(site: SiteTest) -> None:
    for number in range(6):
        site.item("nyheter/2026/a", f"Tekst {number}.").build()
    assert len([path for path in (site.folder / ".site-releases").iterdir() if path.is_dir()]) == 3


def test_a_planted_cache_is_never_believed(site: SiteTest) -> None:
    """Whoever can write to the site's folder must not be able to run code or put HTML into pages through the cache."""
    expected = site.item("nyheter/2026/a").build().bytes()
    database = sqlite3.connect(site.folder / ".fagarkiv/cache.sqlite")
    database.execute(
        "update parsed set html = ?, head = ?",
        (b"x" * 16 + b'["<script>",""]', b"x" * 16 + b"cos\nsystem\n(S'true'\ntR."),
    )
    database.execute("update kept set value = ?", (b"x" * 16 + b"cos\nsystem\n(S'touch innbrudd'\ntR.",))
    database.commit()
    database.close()
    assert site.build().bytes() == expected
    assert not (site.folder / "innbrudd").exists()


def test_a_broken_cache_is_made_anew(site: SiteTest) -> None:
    expected = site.item("nyheter/2026/a").build().bytes()
    for file in (site.folder / ".fagarkiv").glob("cache.sqlite*"):
        file.write_bytes(b"ikke en database" * 500)
    assert site.build().bytes() == expected


def test_a_second_build_says_that_it_waits(site: SiteTest) -> None:
    site.item("nyheter/2026/a").build()
    with (site.folder / ".fagarkiv/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = threading.Thread(target=site.build)
        waiting.start()
        deadline = time.monotonic() + 30
        while "venter" not in site.report.said and time.monotonic() < deadline:
            time.sleep(0.01)
        assert site.report.said == ["venter"]
        assert waiting.is_alive()
    waiting.join(60)
    assert not waiting.is_alive()


def test_a_build_killed_at_any_moment_leaves_the_site_whole(tmp_path: Path) -> None:
    site = SiteTest(tmp_path / "n")
    for number in range(300):
        site.item(f"nyheter/2026/sak-{number}", "Gammel tekst om gastroskopi. " * 10)
    old = site.build(jobs=2).bytes()
    command = [sys.executable, "-m", "generator", "build", "--as-of", TODAY.isoformat(), "--jobs", "2"]
    chance = random.Random(20261122)
    for round_ in range(6):
        for number in range(300):
            site.item(f"nyheter/2026/sak-{number}", f"Ny tekst {round_} om tilvising. " * 10)
        with subprocess.Popen(command, cwd=site.folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            try:
                process.communicate(timeout=chance.uniform(0.3, 1.2))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
        now = {url: (site.folder / "site" / url).read_bytes() for url in old if url.endswith(".html")}
        texts = [now[f"nyheter/2026/sak-{number}.html"].decode() for number in range(300)]
        whole = {text.count(f"Ny tekst {round_}") for text in texts}
        assert len(whole) == 1, "a mixture of old and new pages"
        old = {**old, **now}
    built = site.build(jobs=2)
    assert "Ny tekst 5" in built.page("nyheter/2026/sak-299.html").main
    assert [path for path in (site.folder / ".site-releases").iterdir() if path.name.startswith(".")] == []


def test_the_stages_give_a_checked_archive_without_writing(site: SiteTest) -> None:
    site.item("nyheter/2026/a")
    assert stages.check(site.folder / "site_config.yml", TODAY, 1, site.report) == ()
    assert not (site.folder / "site").exists()

"""What a host is told by ``fagarkiv verify``, and what of a release that was changed is not carried on."""

import hashlib
import json
import os
import shutil
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.base.problems import UsageError
from generator.release.releases import Releases
from generator.stages import contents
from tests.command import run
from tests.driver import MINIMAL, TODAY, SiteTest
from tests.test_releases import link_out, plant, spoil

A = "nyheter/2026/a.html"


@pytest.fixture
def here(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> SiteTest:
    monkeypatch.chdir(site.folder)
    return site.item("nyheter/2026/a", "En tekst.").item("nyheter/2026/b")


def same_size(file: Path) -> None:
    """Change a file where it lies, as a person would who mends the published site by hand."""
    with file.open("r+b") as stream:
        stream.write(file.read_bytes().replace(b"tekst", b"l\xc3\xb8gn"))


# --- verify -----------------------------------------------------------------------------------------------------------


def test_a_release_as_it_was_made_is_whole(here: SiteTest) -> None:
    built = here.build()
    result = run("verify")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Alt er slik det ble laget: {len(built.urls())} filer, ")


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (spoil, [("hel-endret", A)]),
        (same_size, [("hel-endret", A)]),
        (plant, [("hel-fremmed", "nyheter/2026/b.html.ny")]),
        (link_out, [("hel-ikke-fil", A)]),
        (lambda file: file.write_bytes(b""), [("hel-endret", A)]),
        (lambda file: file.unlink(), [("hel-mangler", A), ("hel-lenke", "index.html")]),
        (lambda file: os.mkfifo(file.with_name("rør")), [("hel-ikke-fil", "nyheter/2026/rør")]),
    ],
    ids=["changed", "same size", "stray", "link", "emptied", "gone", "pipe"],
)
def test_whatever_is_not_as_it_was_made_is_named(here: SiteTest, harm: object, found: list[tuple[str, str]]) -> None:
    here.build()
    assert callable(harm)
    if harm is plant:
        (here.folder / "site/nyheter/2026/b.html.ny").write_text("ikke vår", "utf-8")
    else:
        harm(here.folder / "site" / A)
    result = run("verify", "site", "--format", "json")
    told = [(one["code"], one["url"]) for one in json.loads(result.stdout)]
    assert result.exit_code == 1
    assert set(found) <= set(told)
    assert {code for code, _ in told} == {code for code, _ in found}
    spoken = run("verify", "site")
    assert found[0][1] in spoken.stdout
    assert f"{len(told)} avvik" in spoken.stdout


def test_checksums_that_were_exchanged_with_the_files_are_noticed(here: SiteTest) -> None:
    built = here.build()
    before = built.bytes()[A]
    same_size(here.folder / "site" / A)
    manifest = here.folder / f".site-releases/{built.release}.sha256"
    now = (here.folder / "site" / A).read_bytes()
    text = manifest.read_text("ascii")
    manifest.write_text(text.replace(hashlib.sha256(before).hexdigest(), hashlib.sha256(now).hexdigest()), "ascii")
    result = run("verify", "site", "--format", "json")
    assert [one["code"] for one in json.loads(result.stdout)] == ["hel-navn"]


def test_a_copy_is_checked_with_the_checksums_of_its_release(here: SiteTest, tmp_path: Path) -> None:
    built = here.build()
    copy = tmp_path / "kopi"
    shutil.copytree(here.folder / "site", copy)
    manifest = f".site-releases/{built.release}.sha256"
    assert run("verify", str(copy), "--manifest", manifest).exit_code == 0
    spoil(copy / A)
    assert run("verify", str(copy), "--manifest", manifest).exit_code == 1
    assert "Finner ingen sjekksummer" in run("verify", str(copy)).stderr


def test_a_package_is_checked_by_its_own_checksums(here: SiteTest, tmp_path: Path) -> None:
    run("package", "--to", "pakke.zip", "--jobs", "1")
    with zipfile.ZipFile("pakke.zip") as archive:
        archive.extractall(tmp_path)
    (top,) = tmp_path.glob("provearkiv-*")
    assert run("verify", str(top)).exit_code == 0
    (top / "LES-MEG.txt").write_text("noe annet", "utf-8")
    assert "LES-MEG.txt: innholdet er endret." in run("verify", str(top)).stdout


@pytest.mark.parametrize("text", ["tull\n", "0" * 64 + " a\n", "\xff\n"])
def test_checksums_that_are_none_are_told_with_their_line(here: SiteTest, text: str) -> None:
    here.build()
    here.file("summer", text)
    result = run("verify", "--manifest", "summer")
    assert (result.exit_code, "linje 1" in result.stderr) == (2, True)


def test_in_nynorsk_too(here: SiteTest) -> None:
    here.file("site_config.yml", MINIMAL["site_config.yml"].replace("nb", "nn")).build()
    spoil(here.folder / "site" / A)
    assert f"{A}: innhaldet er endra." in run("verify").stdout


# --- What was changed is not carried on -------------------------------------------------------------------------------


def back_in_time(file: Path) -> None:
    """Change a file and put back its time."""
    status = file.stat()
    same_size(file)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("harm", [same_size, back_in_time])
@pytest.mark.parametrize("url", [A, "index.html", "assets/sok.css", "404.html", "sok/index.html"])
def test_a_file_of_the_same_size_is_not_carried_on(here: SiteTest, harm: object, url: str) -> None:
    built = here.build()
    here.build()
    chosen = url if url in built.urls() else next(one for one in built.urls() if one.endswith(".css"))
    file = here.folder / "site" / chosen
    assert callable(harm)
    data = file.read_bytes()
    with file.open("r+b") as stream:
        stream.write(data.replace(b"e", b"o"))
    if harm is back_in_time:
        os.utime(file, ns=(0, 0))
    after = here.item("nyheter/2026/c").build().bytes()
    assert after == here.build(output="ren").bytes()
    assert run("verify").exit_code == 0


def test_nor_is_it_left_where_nothing_else_has_changed(here: SiteTest) -> None:
    right = here.build().bytes()
    same_size(here.folder / "site" / A)
    assert here.build().bytes() == right


def test_what_leaves_no_trace_is_found_the_next_day(here: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    right = here.build().bytes()
    same_size(here.folder / "site" / A)
    as_if_nothing = Releases(here.folder / "site")
    trace_free(monkeypatch)
    assert here.build().bytes() != right
    assert here.build(TODAY + timedelta(days=1)).bytes() == here.build(TODAY + timedelta(days=1), output="ren").bytes()
    assert as_if_nothing.current()


def trace_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk say of every file that it was changed long ago."""
    real = os.stat

    def stat(path: Any, **kwargs: Any) -> os.stat_result:
        status = real(path, **kwargs)
        if not str(path).endswith(".html"):
            return status
        named = {name: getattr(status, name) for name in dir(status) if name.startswith("st_")}
        return os.stat_result([*status[:10]], {**named, "st_mtime_ns": 1, "st_ctime_ns": 1})

    monkeypatch.setattr(os, "stat", stat)


def test_a_failed_build_does_not_make_the_next_one_read_everything(
    here: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.build()
    here.build()
    here.item("nyheter/2026/c", sender="ingen").fails()
    read = list[str]()

    def read_of(path: str) -> bytes:
        read.append(path)
        return hashlib.sha256(Path(path).read_bytes()).digest()

    monkeypatch.setattr("generator.release.releases._sha256", read_of)
    assert here.without("content/nyheter/2026/c.md").build().made == 0
    assert len(read) <= 3, "but for what is as new as the disk's clock"


def test_once_a_day_every_file_is_read(here: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that writes to mapped memory may change a file without a sign of it."""
    monkeypatch.setattr(contents, "_WORTH_KEEPING", 1)
    monkeypatch.setattr("generator.source.files.stamp", lambda *_: (1, 2, 3, 4))
    here.build(date(2026, 11, 22))
    same_size(here.folder / "content/nyheter/2026/a.md")
    assert "En tekst." in here.build(date(2026, 11, 22)).page(A).main
    assert "En løgn." in here.build(date(2026, 11, 23)).page(A).main


# --- Whose releases ---------------------------------------------------------------------------------------------------


def other_site(folder: Path, name: str = "Et annet arkiv", url: str = "https://annet.example.no/") -> SiteTest:
    settings = f"site_name: {name}\nbase_url: {url}\nlanguage: nb\n"
    return SiteTest(folder).file("site_config.yml", settings).item("nyheter/2026/x")


def test_another_sites_releases_are_not_taken_over(here: SiteTest, tmp_path: Path) -> None:
    right = here.build(output="../felles").bytes()
    with pytest.raises(UsageError) as refused:
        other_site(tmp_path / "annet").build(output="../felles")
    assert "Prøvearkiv" in refused.value.text("nb")
    assert str(here.folder / "site_config.yml") in refused.value.text("nb")
    assert here.build(output="../felles").bytes() == right


def test_a_site_may_change_its_name_or_be_moved_or_cloned(here: SiteTest, tmp_path: Path) -> None:
    here.build(output="../felles")
    here.file("site_config.yml", MINIMAL["site_config.yml"].replace("arkiv", "samling")).build(output="../felles")
    clone = SiteTest(tmp_path / "klone")
    shutil.copytree(here.folder / "content", clone.folder / "content", dirs_exist_ok=True)
    clone.file("site_config.yml", (here.folder / "site_config.yml").read_bytes()).build(output="../felles")
    shutil.rmtree(clone.folder)
    other_site(tmp_path / "annet").build(output="../felles")


@pytest.mark.parametrize("left", ["", "[]", "{", '{"path": 1}'])
def test_who_made_releases_may_be_forgotten(here: SiteTest, left: str) -> None:
    here.build()
    here.file(".site-releases/nettsted.json", left)
    here.build()
    assert "Prøvearkiv" in (here.folder / ".site-releases/nettsted.json").read_text("utf-8")

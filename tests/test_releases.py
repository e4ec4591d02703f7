"""What a host does with what was built: looks at it, goes back, and puts a copy away for good."""

import csv
import hashlib
import io
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from generator.commands.package import package
from generator.release.releases import Releases
from tests.command import run
from tests.driver import TODAY, Silent, SiteTest


@pytest.fixture
def here(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> SiteTest:
    """A site with a page, and we stand in its folder."""
    monkeypatch.chdir(site.folder)
    return site.item("nyheter/2026/a", "Første tekst.")


def three(site: SiteTest) -> list[str]:
    """Build three times, with a day between; give the releases, the newest first."""
    made = list[str]()
    for number, text in enumerate(("Første", "Andre", "Tredje")):
        made.insert(0, site.item("nyheter/2026/a", f"{text} tekst.").build().release)
        stamp = 1_790_000_000 + number * 86_400
        os.utime(site.folder / ".site-releases" / made[0], (stamp, stamp))
    return made


def text(site: SiteTest) -> str:
    return (site.folder / "site/nyheter/2026/a.html").read_text("utf-8")


# --- Manifests --------------------------------------------------------------------------------------------------------


def test_every_release_has_the_checksum_of_every_file_beside_it(here: SiteTest) -> None:
    built = here.build()
    lines = (here.folder / f".site-releases/{built.release}.sha256").read_text("ascii").splitlines()
    assert lines == [f"{hashlib.sha256(data).hexdigest()}  {url}" for url, data in sorted(built.bytes().items())]
    command = ["sha256sum", "--check", "--quiet", "--strict", f"../{built.release}.sha256"]
    subprocess.run(command, cwd=here.folder / "site", check=True, capture_output=True)


def test_a_release_and_its_checksums_go_together(here: SiteTest) -> None:
    for number in range(6):
        here.item("nyheter/2026/a", f"Tekst {number}.").build()
    releases = here.folder / ".site-releases"
    folders = {path.name for path in releases.iterdir() if path.is_dir()}
    assert len(folders) == 3
    names = {path.name for path in releases.iterdir()}
    assert names == folders | {f"{name}.sha256" for name in folders} | {"nettsted.json"}


def test_a_release_that_began_as_an_older_one_is_the_newest_nevertheless(here: SiteTest) -> None:
    made = [*reversed(three(here)), here.item("nyheter/2026/a", "Fjerde tekst.").build().release]
    there = Releases(here.folder / "site").there()
    assert [one.id for one in there] == made[:0:-1]
    assert [one.id for one in there if one.is_in_use] == made[-1:]


def test_what_an_earlier_build_has_left_is_of_no_account(here: SiteTest) -> None:
    here.build()
    left = here.folder / ".site-releases/.ny-1"
    for url in ("nyheter/2026/a.html", "nyheter/2026/b.html/c.html", "index.html/d", "e"):
        (left / url).parent.mkdir(parents=True, exist_ok=True)
        (left / url).write_text("halvveis", "utf-8")
    (left / "lenke").symlink_to(here.folder)
    (left / "assets").symlink_to(here.folder / "content")
    (here.folder / ".site-releases/.ny-2").mkdir()
    assert here.item("nyheter/2026/b").build().bytes() == here.build(output="ren").bytes()
    assert [path.name for path in (here.folder / ".site-releases").glob(".*")] == []


# --- releases ---------------------------------------------------------------------------------------------------------


def test_releases_are_listed_with_the_newest_first(here: SiteTest) -> None:
    newest, *older = three(here)
    result = run("releases")
    rows = [line.split() for line in result.stdout.splitlines()]
    files = len(here.build().urls())
    assert (result.exit_code, result.stderr) == (0, "")
    assert [row[2] for row in rows] == [newest, *older]
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), reverse=True)
    assert all(
        re.fullmatch(rf"[\d-]{{10}} [\d:]{{5}} \w{{16}} {files} filer \d+,\d MB( i bruk)?", " ".join(row))
        for row in rows
    )
    assert [row[-2:] == ["i", "bruk"] for row in rows] == [True, False, False]


def test_before_the_first_build_there_is_nothing_to_list_or_to_go_back_to(here: SiteTest) -> None:
    assert (run("releases").stdout, run("releases").exit_code) == ("", 0)
    result = run("rollback")
    assert (result.exit_code, result.stderr) == (2, "Det finnes ikke noe eldre bygg å gå tilbake til.\n")


@pytest.mark.parametrize("command", ["releases", "rollback"])
def test_a_folder_that_is_somebody_elses_has_no_releases(here: SiteTest, command: str) -> None:
    here.file("site/viktig.txt", "behold meg")
    result = run(command)
    assert (result.exit_code, "er ikke laget av Fagarkiv" in result.stderr) == (2, True)


# --- rollback ---------------------------------------------------------------------------------------------------------


def test_rollback_takes_the_release_before_into_use(here: SiteTest) -> None:
    newest, middle, oldest = three(here)
    result = run("rollback")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{middle} er i bruk igjen i stedet for {newest}. "
        "Rett innholdet før neste bygg, ellers kommer feilen tilbake.\n"
    )
    assert "Andre tekst." in text(here)
    assert run("rollback").exit_code == 0
    assert "Første tekst." in text(here)
    assert run("rollback").exit_code == 2, "there is nothing older"
    assert run("releases").stdout.splitlines()[2].split()[2] == oldest


def test_rollback_takes_a_release_by_the_beginning_of_its_id_also_forward(here: SiteTest) -> None:
    newest, _, oldest = three(here)
    assert run("rollback", oldest[:6]).exit_code == 0
    assert "Første tekst." in text(here)
    assert run("rollback", newest).exit_code == 0
    assert "Tredje tekst." in text(here)


@pytest.mark.parametrize("wanted", ["zzz", "../..", "."])
def test_rollback_takes_only_releases_that_are_there(here: SiteTest, wanted: str) -> None:
    newest, *_ = three(here)
    result = run("rollback", wanted)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"«{wanted}» er ikke begynnelsen på ett av byggene her: {newest}, " in result.stderr
    assert "Tredje tekst." in text(here)


def spoil(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("tekst", "løgn"), "utf-8")


def plant(file: Path) -> None:
    file.with_name("b.html").write_text("ikke vår", "utf-8")


def plant_oddly(file: Path) -> None:
    file.with_name(os.fsdecode(b"\xff\x1b[2J.html")).write_text("ikke vår", "utf-8")


def link_out(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/hostname")


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        pytest.param(spoil, "a.html", id="changed"),
        pytest.param(plant, "b.html", id="added"),
        pytest.param(plant_oddly, "\ufffd\ufffd[2J.html", id="added with an odd name"),
        pytest.param(Path.unlink, "a.html", id="removed"),
        pytest.param(link_out, "a.html", id="linked"),
    ],
)
def test_a_damaged_release_is_never_taken_into_use(here: SiteTest, harm: object, named: str) -> None:
    _, middle, _ = three(here)
    assert callable(harm)
    harm(here.folder / ".site-releases" / middle / "nyheter/2026/a.html")
    result = run("rollback")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        f"Bygget {middle} er ikke slik det ble laget (nyheter/2026/{named}), og tas ikke i bruk."
    )
    assert "Tredje tekst." in text(here)


def test_a_changed_manifest_does_not_make_a_damaged_release_whole(here: SiteTest) -> None:
    """The ID is a hash of the checksums, so both must fit."""
    _, middle, _ = three(here)
    folder = here.folder / ".site-releases"
    page = folder / middle / "nyheter/2026/a.html"
    before = hashlib.sha256(page.read_bytes()).hexdigest()
    spoil(page)
    manifest = folder / f"{middle}.sha256"
    manifest.write_text(manifest.read_text().replace(before, hashlib.sha256(page.read_bytes()).hexdigest()))
    assert run("rollback").exit_code == 2


def test_a_release_without_a_manifest_is_known_by_its_id(here: SiteTest) -> None:
    _, middle, _ = three(here)
    (here.folder / f".site-releases/{middle}.sha256").unlink()
    assert run("rollback").exit_code == 0


def test_building_after_a_rollback_gives_what_building_from_nothing_does(here: SiteTest) -> None:
    three(here)
    run("rollback")
    built = here.item("nyheter/2026/a", "Rettet tekst.").build()
    assert built.bytes() == here.build(output="ren").bytes()


# --- package ----------------------------------------------------------------------------------------------------------


def unpack(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_a_package_holds_the_site_an_index_and_checksums(here: SiteTest) -> None:
    here.file("content/anbefalinger/s/serie.yml", "title: Serie\nowner: horten\n")
    here.document("anbefalinger/s/2026", title="Utgave", valid_from="2026-01-01")
    here.item("nyheter/2026/a", title='"Mat, drikke og «annet»"', valid_to="2026-11-01")
    result = run("package", "--as-of", "2026-11-22", "--jobs", "1")
    file = here.folder / "provearkiv-2026-11-22.zip"
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Laget {file.name}.\nSHA-256: {hashlib.sha256(file.read_bytes()).hexdigest()}\n"

    held = unpack(file)
    top = "provearkiv-2026-11-22"
    site = {f"{top}/nettsted/{url}": data for url, data in here.build(TODAY).bytes().items()}
    texts = {f"{top}/{name}" for name in ("LES-MEG.txt", "dokumenter.csv", "sha256sums.txt")}
    assert held.keys() == site.keys() | texts
    assert {url: held[url] for url in site} == site
    sums = dict(line.split("  ")[::-1] for line in held[f"{top}/sha256sums.txt"].decode().splitlines())
    assert sums == {
        path.removeprefix(f"{top}/"): hashlib.sha256(data).hexdigest()
        for path, data in held.items()
        if not path.endswith("/sha256sums.txt")
    }
    index = list(csv.reader(io.StringIO(held[f"{top}/dokumenter.csv"].decode("utf-8-sig"))))
    assert index == [
        ["id", "type", "tittel", "dato", "avsender", "status", "adresse"],
        [
            "anbefalinger/s/2026",
            "Anbefaling",
            "Utgave",
            "2026-01-01",
            "Horten kommune",
            "Gjelder",
            "https://arkiv.example.no/anbefalinger/s/2026.html",
        ],
        [
            "nyheter/2026/a",
            "Nyhet",
            "Mat, drikke og «annet»",
            "2026-11-02",
            "Sykehuset i Vestfold",
            "Utløpt",
            "https://arkiv.example.no/nyheter/2026/a.html",
        ],
    ]
    assert held[f"{top}/LES-MEG.txt"].decode().startswith("Prøvearkiv slik arkivet sto 2026-11-22\n")


def test_a_package_can_be_checked_with_ordinary_tools(here: SiteTest, tmp_path: Path) -> None:
    run("package", "--to", "pakke.zip", "--jobs", "1")
    with zipfile.ZipFile("pakke.zip") as archive:
        archive.extractall(tmp_path)
    (top,) = tmp_path.glob("provearkiv-*")
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "sha256sums.txt"], cwd=top, check=True)


def test_the_same_archive_gives_the_same_bytes_whenever_and_wherever_it_is_packaged(tmp_path: Path) -> None:
    made = list[str]()
    for folder in ("en", "et annet sted"):
        site = SiteTest(tmp_path / folder).item("nyheter/2026/a").item("nyheter/2026/b")
        for path in sorted((site.folder / "content").rglob("*"), reverse=folder == "en"):
            os.utime(path, (1_000_000_000, 1_000_000_000))
        file = site.folder.parent / f"{len(made)}.zip"
        made.append(package(site.folder / "site_config.yml", file, TODAY, 1, Silent()).sha256)
    assert made[0] == made[1]


def test_a_package_of_a_day_holds_what_was_there_on_that_day(here: SiteTest) -> None:
    here.item("nyheter/2025/b", date="2025-01-01")
    assert run("package", "--as-of", "2025-06-01", "--to", "da.zip").exit_code == 0
    held = unpack(here.folder / "da.zip")
    assert "provearkiv-2025-06-01/nettsted/nyheter/2025/b.html" in held
    assert "provearkiv-2025-06-01/nettsted/nyheter/2026/a.html" not in held
    assert b"nyheter/2026/a" not in held["provearkiv-2025-06-01/dokumenter.csv"]


def test_packaging_changes_nothing_that_is_published_and_leaves_nothing_behind(here: SiteTest) -> None:
    release = here.build().release
    here.item("nyheter/2026/b")
    ledger = (here.folder / "content/registre/adresser.txt").read_bytes()
    assert run("package", "--to", "pakke.zip").exit_code == 0
    assert (here.folder / "site").resolve().name == release
    assert (here.folder / "content/registre/adresser.txt").read_bytes() == ledger
    assert [path.name for path in (here.folder / ".fagarkiv/pakke").iterdir()] == [".fagarkiv"]
    assert sorted(path.name for path in here.folder.glob("*pakke*")) == ["pakke.zip"]


def test_a_package_is_never_written_over(here: SiteTest) -> None:
    here.file("pakke.zip", "viktig")
    result = run("package", "--to", "pakke.zip")
    assert (result.exit_code, result.stderr) == (2, "pakke.zip finnes fra før.\n")
    words = ["package", "--as-of", "2026-11-22", "--jobs", "1"]
    assert [run(*words).exit_code, run(*words).exit_code] == [0, 2]
    assert (here.folder / "pakke.zip").read_text("utf-8") == "viktig"


def test_content_with_errors_is_not_packaged(here: SiteTest) -> None:
    here.item("nyheter/2026/b", sender="ingen")
    result = run("package", "--to", "pakke.zip")
    assert (result.exit_code, "[ref-ukjent]" in result.stderr) == (1, True)
    assert not (here.folder / "pakke.zip").exists()


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+47", "-1+1", "@SUM(A1)"])
def test_a_title_is_never_a_formula(here: SiteTest, title: str) -> None:
    here.item("nyheter/2026/a", title=f'"{title}"')
    run("package", "--to", "pakke.zip", "--as-of", "2026-11-22")
    (table,) = (data for path, data in unpack(here.folder / "pakke.zip").items() if path.endswith(".csv"))
    assert [row[2] for row in csv.reader(io.StringIO(table.decode("utf-8-sig")))] == ["tittel", f"'{title}"]

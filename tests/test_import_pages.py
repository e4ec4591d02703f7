"""Saved web pages, folders of them, and pages that were scanned."""

# The lines of documents are as long as those who made them have them.
# ruff: noqa: E501

import shutil
import stat
import subprocess
from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

from generator.base.problems import UsageError
from generator.importers import run
from generator.importers.find.walk import Found, walk
from generator.importers.read import documents, ocr
from generator.importers.read.sandbox import Sandbox
from generator.importers.run import Imported, Left
from generator.importers.split.items import split
from tests import foreign
from tests.desk import Desk
from tests.driver import TODAY, Silent
from tests.foreign import GASTRO, ISSUE, PNG, Set, as_html
from tests.foreign_formats import (
    mht,
)
from tests.formats import markdown, read, titles

FURNITURE = {
    "meny": "<header><a href=/>Sykehuset</a><nav><ul><li><a href=/om>Om oss</a></ul></nav></header>",
    "kapsler": '<div id="cookie-banner"><p>Vi bruker informasjonskapsler.</p><button>Godta</button></div>',
    "brødsmuler": '<div class="breadcrumbs"><a href=/>Hjem</a> / <a href=/f>Fag</a></div>',
    "du er her": "<p>Du er her: <a href=/>Forsiden</a> <a href=/f>Fag</a></p>",
    "deling": '<ul class="share-buttons"><li><a href=#>Del på Facebook</a></ul>',
    "les også": "<h2>Les også</h2><div>Les også <ul><li><a href=/b>En helt annen sak fra i fjor</a></ul></div>",
    "relatert": '<aside class="related-articles"><h2>Flere nyheter</h2><a href=/c>Noe annet</a></aside>',
    "bunn": "<footer><p>Postboks 2168, 3103 Tønsberg. Personvern.</p></footer>",
}


@pytest.mark.parametrize("piece", FURNITURE.values(), ids=FURNITURE)
@pytest.mark.parametrize("is_below", [True, False])
def test_what_a_site_has_around_every_page_is_left_out_and_told(piece: str, is_below: bool) -> None:
    article = f"<main><article>{as_html().removeprefix('<html><body>').removesuffix('</body></html>')}</article></main>"
    page = f"<html><head><title>Nytt</title></head><body>{'' if is_below else piece}{article}{piece if is_below else ''}</body></html>"
    letter = read("a.html", page.encode())
    assert titles(letter) == [one.title for one in ISSUE]
    gone = " ".join(documents.shown(documents.parsed(piece)).split())
    assert [
        word for word in set(gone.split()) if word not in " ".join(one.values[0][1] for one in split(letter).left_out)
    ] == []
    assert all(one.text in markdown(letter) for one in ISSUE)


@pytest.mark.parametrize(
    "html",
    [
        '<div class="footer-like"><div class="share">' + as_html() + "</div></div>",
        "<main><p>Les også det som står under.</p><p>Del på flere leger om det blir mye.</p></main>",
        '<main class="related">' + as_html((GASTRO,)) + "</main>",
    ],
)
def test_what_a_page_is_about_is_no_furniture(html: str) -> None:
    words = documents.shown(documents.parsed(html)).split()
    shown = markdown(read("a.html", f"<html><head><title>Dette</title></head><body>{html}</body></html>".encode()))
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize("source", ["https://example.no/nytt/kart.png", "kart.png", "../nytt/kart.png"])
def test_a_page_in_one_file_has_its_pictures(source: str) -> None:
    page = as_html(before=f'<p><img alt="Kart" src="{source}"></p>')
    letter = read("a.mht", mht(page, {"https://example.no/nytt/kart.png": PNG}))
    assert [one.data for one in split(letter).images] == [PNG]


@pytest.mark.parametrize(
    ("folder", "source"),
    [
        ("nytt_files", "nytt_files/kart.png"),
        ("nytt_filer", "./nytt_filer/kart.png?x=1"),
        ("nytt-filer", "nytt-filer%2Fkart.png"),
        ("nytt.files", "nytt.files\\kart.png"),
    ],
)
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_saved_page_takes_its_pictures_from_its_folder(desk: Desk, folder: str, source: str, is_packed: bool) -> None:
    page = as_html((GASTRO,), before=f'<p>Kart: <img alt="Kart" src="{source}"></p>').encode()
    files = {
        "nytt.html": page,
        f"{folder}/kart.png": PNG,
        f"{folder}/stil.css": b"p{}",
        f"{folder}/ramme.html": b"<p>Annonse",
    }
    for name, data in (
        {"a.zip": foreign.packed({f"x/{at}": it for at, it in files.items()})} if is_packed else files
    ).items():
        desk.put(name, data)
    (one,) = desk.imports(sender="siv").results
    assert isinstance(one, Imported)
    assert PNG in one.drafts.files.values()


@pytest.mark.parametrize(
    "source", ["../hemmelig.png", "/etc/hemmelig.png", "nytt_files/../../hemmelig.png", "file:///hemmelig.png"]
)
def test_a_saved_page_takes_no_picture_from_elsewhere(desk: Desk, source: str) -> None:
    secret = PNG + b"hemmelig"
    desk.put("hemmelig.png", secret)
    desk.put("under/hemmelig.png", secret)
    desk.put("under/nytt.html", as_html((GASTRO,), before=f'<p>Kart: <img alt="Kart" src="{source}"></p>').encode())
    (desk.files / "under" / "nytt_files").mkdir()
    (desk.files / "under" / "nytt_files" / "hemmelig.png").symlink_to(desk.files / "hemmelig.png")
    desk.imports("under", sender="siv")
    assert secret not in desk.content().values()


# --- Where files lie --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["post.zip", "./under/../post.zip"])
def test_a_zip_file_is_read_by_a_relative_path(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "under").mkdir()
    (tmp_path / "post.zip").write_bytes(foreign.packed({"a.html": as_html().encode()}))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spool").mkdir()
    with Sandbox() as sandbox:
        (found,) = walk([Path(path)], sandbox, tmp_path / "spool")
        assert isinstance(found, Found)
        assert sandbox.member(found.file, 0) == as_html().encode()


# --- Scanned pages ----------------------------------------------------------------------------------------------------

SCANNED = foreign.pdf([[]])
SEEN = foreign.pdf([[foreign.Set(50, 700 - 12 * at, "Dette sto paa et bilde, linje for linje") for at in range(9)]])


def install(folder: Path, script: str, *names: str) -> None:
    """Put programs where they are found, which do what a shell script says, and nothing else but what they need."""
    folder.mkdir(exist_ok=True)
    for needed in ("base64", "sleep"):
        (folder / needed).symlink_to(shutil.which(needed) or needed)
    (folder / "sett.b64").write_bytes(b64encode(SEEN))
    for name in names:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n".replace("SETT", str(folder / "sett.b64")))
        (folder / name).chmod(stat.S_IRWXU)


def import_scanned(desk: Desk, *, with_ocr: bool = True) -> Imported | Left:
    desk.put("skann.pdf", SCANNED)
    site = desk.site.folder / "site_config.yml"
    (one,) = run.import_paths(site, [desk.files], "siv", TODAY, Silent(), with_ocr=with_ocr).results
    return one


@pytest.mark.parametrize(
    ("names", "script"),
    [
        (("ocrmypdf",), 'echo "$@" > /dev/null; base64 -d SETT > ut.pdf'),
        (("tesseract", "pdftoppm"), 'case "$0" in *pdftoppm) : > side-1.png;; *) base64 -d SETT > ut.pdf;; esac'),
    ],
)
def test_scanned_pages_are_read_by_a_program_when_that_is_asked_for(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], script: str
) -> None:
    install(tmp_path / "bin", script, *names)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    one = import_scanned(desk)
    assert isinstance(one, Imported)
    assert "import-tegngjenkjent" in [remark.code for remark in one.remarks]
    assert any(b"Dette sto paa et bilde" in data for data in desk.content().values())


def test_scanned_pages_are_told_and_no_program_is_run_where_that_was_not_asked_for(desk: Desk) -> None:
    one = import_scanned(desk, with_ocr=False)
    assert isinstance(one, Left)
    assert one.remark.code == "import-bare-bilder"


@pytest.mark.parametrize(
    ("script", "code"),
    [("exit 3", "import-ocr-feilet"), ("sleep 60 & wait", "import-ocr-tid"), ("true", "import-ocr-feilet")],
)
def test_a_program_that_fails_or_hangs_costs_no_more_than_its_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: str
) -> None:
    install(tmp_path / "bin", script, "ocrmypdf")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(ocr, "SECONDS", 1)
    one = import_scanned(desk)
    assert isinstance(one, Left)
    assert one.remark.code == code


def test_without_a_program_it_is_told_which_to_install(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError):
        import_scanned(desk)


READ_PROGRAMS = {"tesseract": ("tesseract", "pdftoppm"), "ocrmypdf": ("ocrmypdf",)}
SCAN = (
    Set(60, 760, "Praksisnytt nr. 3, 14. mars 2019", 22, "F2"),
    Set(60, 700, "Ny grense for hemoglobin", 18, "F2"),
    Set(60, 670, "Grensen for henvisning er n\xe5 10,5 g/dl, og ikke 11,0 g/dl som f\xf8r.", 14),
    Set(60, 645, "Gi 500 mg tre ganger om dagen i 7 dager, men ikke mer enn 1500 mg.", 14),
    Set(60, 590, "Endret telefontid ved poliklinikken", 18, "F2"),
    Set(60, 560, "Telefonen er \xe5pen fra klokka 08.30 til 15.00, ogs\xe5 p\xe5 l\xf8rdager.", 14),
)


def scanned(folder: Path) -> bytes:
    """Give a page as a scanner does: a picture of it, and no text."""
    from PIL import Image

    (folder / "side.pdf").write_bytes(foreign.pdf([SCAN]))
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", "side.pdf", "side"], cwd=folder, check=True)
    (page,) = folder.glob("side*.png")
    with Image.open(page) as picture:
        picture.save(folder / "skann.pdf", resolution=200)
    return (folder / "skann.pdf").read_bytes()


def _has_norwegian() -> bool:
    if not shutil.which("tesseract"):
        return False
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "nor" in told.stdout.split()


@pytest.mark.parametrize("by", READ_PROGRAMS)
def test_real_programs_read_a_scanned_page_in_norwegian(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    if not _has_norwegian() or not all(map(shutil.which, (*READ_PROGRAMS[by], "pdftoppm"))):
        pytest.skip(f"{by} that reads Norwegian is not installed here")
    desk.put("skann.pdf", scanned(tmp_path))
    monkeypatch.setattr(ocr, "program", lambda: ocr.Program(by))
    site = desk.site.folder / "site_config.yml"
    (one,) = run.import_paths(site, [desk.files / "skann.pdf"], "siv", TODAY, Silent(), with_ocr=True).results
    assert isinstance(one, Imported)
    assert one.drafts.date == date(2019, 3, 14)
    assert [entry.title for entry in one.drafts.entries] == [
        "Ny grense for hemoglobin",
        "Endret telefontid ved poliklinikken",
    ]
    first, second = (desk.text(f"{entry.id}.md") for entry in one.drafts.entries)
    assert "og ikke 11,0 g/dl som før" in first
    assert "Gi 500 mg tre ganger om dagen i 7 dager, men ikke mer enn 1500 mg." in first
    assert "åpen fra klokka 08.30 til 15.00, også på lørdager" in second
    # Whoever reviews an item must know that a program has read it.
    assert all("tegngjenkjenning" in text for text in (first, second))

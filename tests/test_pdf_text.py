"""Identity numbers are found in PDFs that ordinary programs make; what can't be read is told, and holds nobody up.

``pdf/`` holds one text as Chromium, LibreOffice and ReportLab (with a font of its own, with one of the reader's, in a
form) write it, with a number of Skatteetaten's made-up persons, and one that is locked with a password.
"""

import sys
import time
from pathlib import Path

import pytest

from generator.source import attachments, pdf_text
from tests.driver import SiteTest
from tests.problems import identity_number

FILES = Path(__file__).parent / "pdf"
MADE_BY = ("chromium", "libreoffice", "reportlab", "reportlab-ttf", "skjema")


@pytest.mark.parametrize("name", MADE_BY)
def test_a_number_in_a_pdf_of_an_ordinary_program_stops_the_build(site: SiteTest, name: str) -> None:
    site.item("nyheter/2026/a", "Se [vedlegget](brev.pdf).")
    site.file("content/nyheter/2026/brev.pdf", (FILES / f"{name}.pdf").read_bytes())
    assert [(one.path, one.code) for one in site.fails()] == [("content/nyheter/2026/brev.pdf", "testnummer")]
    assert site.codes() == ["testnummer"], "what is remembered of it is the same"


def test_all_are_read_in_one_go() -> None:
    files = [FILES / f"{name}.pdf" for name in MADE_BY]
    found = pdf_text.texts(files)
    assert [*found] == files
    assert all("22 22 22" in (found[FILES / f"{name}.pdf"] or "") for name in MADE_BY[:4])


def test_a_locked_pdf_is_told(site: SiteTest) -> None:
    site.item("nyheter/2026/a", "Se [vedlegget](brev.pdf).")
    site.file("content/nyheter/2026/brev.pdf", (FILES / "passord.pdf").read_bytes()).build()
    assert "Vedlegg som ikke kunne leses: 1." in site.build().page("om-utgaven/index.html").main
    (problem,) = site.check()
    assert (problem.code, str(problem.severity)) == ("vedlegg-ulest", "warning")


def test_a_file_that_ends_the_reader_costs_only_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "leser.py"
    script.write_text(
        "import json, os, sys\n"
        "for file in sys.argv[1:]:\n"
        "    if 'passord' in file: os.abort()\n"
        "    print(json.dumps(os.path.basename(file)), flush=True)\n",
        "utf-8",
    )
    monkeypatch.setattr(pdf_text, "_READER", (sys.executable, str(script)))
    files = [FILES / "chromium.pdf", FILES / "passord.pdf", FILES / "skjema.pdf"]
    assert list(pdf_text.texts(files).values()) == ["chromium.pdf", None, "skjema.pdf"]


def test_a_pdf_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "leser.py"
    script.write_text("import time\ntime.sleep(60)\n", "utf-8")
    monkeypatch.setattr(pdf_text, "_READER", (sys.executable, str(script)))
    monkeypatch.setattr(pdf_text, "SECONDS", 0)
    monkeypatch.setattr(pdf_text, "_START", 1)
    begun = time.monotonic()
    assert pdf_text.texts([FILES / "chromium.pdf"]) == {FILES / "chromium.pdf": None}
    assert time.monotonic() - begun < 30


def test_a_page_that_draws_itself_for_ever_is_given_up(tmp_path: Path) -> None:
    (file := tmp_path / "a.pdf").write_bytes(
        b"%PDF-1.4\n" + b"1 0 obj\n<</Type/Pages/Kids[1 0 R]/Count 9>>\nendobj\n" * 9
    )
    assert pdf_text.texts([file]) == {file: None}


def test_the_reader_loads_nothing_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pypdf.py").write_text("open('innbrudd', 'w')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert pdf_text.texts([FILES / "chromium.pdf"])[FILES / "chromium.pdf"]
    assert not (tmp_path / "innbrudd").exists()


@pytest.mark.parametrize("split", [0, 120, 250, 254, 255, 260])
def test_a_number_across_the_blocks_of_a_gifs_comment_is_found(split: int) -> None:
    number = identity_number(1, 81, 90)
    told = (b"x " * 200)[:split] + b" " + number.encode() + b" " + b"y " * 100
    blocks = b"".join(bytes([len(told[at : at + 255])]) + told[at : at + 255] for at in range(0, len(told), 255))
    gif = b"GIF89a\1\0\1\0\0\0\0!\xfe" + blocks + b"\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
    assert [code for code, _ in attachments.faults(".gif", gif)] == ["testnummer"]

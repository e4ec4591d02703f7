"""What is read of Outlook's own files, documents, slides and web pages: the words, and what they stand in."""

# The lines of documents are as long as those who made them have them.
# ruff: noqa: E501

import os
import stat
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.base.problems import UsageError
from generator.importers import read as reading
from generator.importers import run
from generator.importers.find.walk import Found, walk
from generator.importers.letter import Letter
from generator.importers.limits import Unreadable
from generator.importers.read import documents, ocr
from generator.importers.read.sandbox import Sandbox
from generator.importers.run import Imported, Left
from generator.importers.split.items import split
from tests import foreign
from tests.driver import TODAY, Silent
from tests.foreign import DIALOG, GASTRO, ISSUE, PNG, Piece, as_html, as_text, mail
from tests.foreign_formats import (
    BODY,
    as_rtf,
    attached,
    mht,
    msg,
    odt,
    odt_issue,
    pptx,
    rtf,
    rtf_around,
    rtf_issue,
    told,
    winmail,
)
from tests.test_import import Desk, desk

__all__ = ["desk"]

DAY = date(2019, 3, 14)


def read(name: str, data: bytes, beside: Mapping[str, bytes] | None = None) -> Letter:
    found = reading.read(name, data, beside)
    assert len(found) == 1
    return found[0]


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as found:
        reading.read(name, data)
    return found.value.remark.code


def markdown(letter: Letter) -> str:
    """All that the drafts would say."""
    found = split(letter)
    return "\n\n".join([found.introduction, *(f"## {item.title}\n\n{item.markdown}" for item in found.items)])


def titles(letter: Letter) -> list[str]:
    return [item.title for item in split(letter).items]


WHOLE = {
    "a.msg": msg(told("Praksisnytt nr. 3", html=as_html())),
    "b.msg": msg(told("VS: Praksisnytt nr. 3", text=as_text())),
    "a.odt": odt_issue(),
    "a.rtf": rtf_issue(),
    "a.mht": mht(as_html(), {}),
    "a.mhtml": mht(as_html(), {}),
    "a.pptx": pptx(ISSUE),
}


@pytest.mark.parametrize(("name", "data"), WHOLE.items(), ids=WHOLE)
def test_every_item_is_read_whole_and_in_order(name: str, data: bytes) -> None:
    letter = read(name, data)
    assert titles(letter) == [piece.title for piece in ISSUE]
    for piece in ISSUE:
        assert piece.text in markdown(letter)


@pytest.mark.parametrize(("name", "data"), WHOLE.items(), ids=WHOLE)
def test_half_a_file_is_read_or_told_and_never_a_crash(name: str, data: bytes) -> None:
    with Sandbox() as sandbox:
        ends = {_end(sandbox, name, data[:size]) for size in range(0, len(data), len(data) // 9)}
    assert ends.isdisjoint(("import-krasj", "import-tid", "import-minne"))


def _end(sandbox: Sandbox, name: str, data: bytes) -> str:
    try:
        sandbox.read(name, data)
    except Unreadable as refused_:
        return refused_.remark.code
    return ""


def test_every_suffix_has_a_reader_and_a_file_that_is_tried() -> None:
    tried = {name.partition(".")[2] for name in WHOLE} | {"eml", "html", "htm", "docx", "pdf", "ics", "md", "txt"}
    assert {suffix[1:] for suffix in reading.SUFFIXES} == tried


# --- Outlook ----------------------------------------------------------------------------------------------------------


def test_a_mail_dragged_out_of_outlook_tells_who_sent_it_and_when() -> None:
    letter = read("a.msg", msg(told("SV: Praksisnytt nr. 3", html=as_html())))
    assert (letter.title, letter.date, letter.sender) == ("Praksisnytt nr. 3", DAY, foreign.SENDER)


@pytest.mark.parametrize(
    "inner", [rtf_issue(), rtf_around(as_html()), rtf_around(as_html(before="<p>&#171;Æ&#187;</p>"))]
)
def test_a_body_that_outlook_has_packed_is_unpacked(inner: bytes) -> None:
    from compressed_rtf import compress

    letter = read("a.msg", msg({**told("Nytt", rtf=compress(inner, compressed=True)), BODY: "Bare tekst."}))
    assert titles(letter) == [piece.title for piece in ISSUE]


def test_what_is_attached_to_a_mail_of_outlook_comes_along() -> None:
    html = as_html(before='<p><img src="cid:kart" alt="Kart"></p>')
    letter = read(
        "a.msg", msg(told("Nytt", html=html), [attached("kart.png", PNG, "kart"), attached("å.pdf", b"%PDF-1.4")])
    )
    assert [(one.name, one.cid) for one in letter.attachments] == [("kart.png", "kart"), ("å.pdf", "")]
    assert [image.data for image in split(letter).images] == [PNG]


@pytest.mark.parametrize("data", [msg(told("Nytt", html=as_html((GASTRO,))))], ids=["msg"])
def test_a_mail_of_outlook_attached_to_a_note_is_the_letter(data: bytes) -> None:
    inner = msg(told("VS: Nytt", text="Til info."), inner=[told("Nytt", html=as_html((GASTRO,)))])
    assert [read("a.msg", inner).name, read("a.msg", inner).title] == ["a.msg/1", "Nytt"]
    letter = read("a.eml", foreign.with_file(mail(text="Til info."), "nytt.msg", data).as_bytes())
    assert (letter.title, GASTRO.text in markdown(letter)) == ("Nytt", True)


def test_answers_within_outlook_are_told_without_what_they_answer() -> None:
    answer = "Dosen er 2000 mg.\r\n\r\nFra: SiV\r\nSendt: 13. mars 2019 08:12\r\nTil: Alle\r\nEmne: Dose\r\n\r\nDosen er 3000 mg.\r\n"
    assert "3000" not in markdown(read("a.msg", msg(told("SV: Dose", text=answer))))


def test_what_only_says_that_it_is_of_outlook_is_told() -> None:
    assert refused("a.msg", b"From: a@b.no\n\nHei") == "import-ikke-mail"
    assert refused("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 3000) == "import-skadet"
    assert (
        refused("a.eml", foreign.with_file(mail(text=" "), "winmail.dat", winmail({})).as_bytes())
        == "import-uten-tekst"
    )


# --- RTF --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\pard Ring {\b ikke} {\i nå}.\par", "Ring **ikke** *nå*."),
        (r"\pard H{\sub 2}O og 10{\super 9}/l\par", "H<sub>2</sub>O og 10<sup>9</sup>/l"),
        (r"\pard Se {\field{\*\fldinst{HYPERLINK " + '"https://siv.no/a"' + r"}}{\fldrslt{\ul siden}}}.\par", "Se [siden](https://siv.no/a)."),
        (r"\pard\li360{\listtext\f0 \'b7\tab}En\par{\pntext\'b7\tab}To\par", "- En\n- To"),
        (r"\pard\li360{\listtext 1.\tab}En\par\li720{\listtext a)\tab}Under\par\li360{\listtext 2.\tab}To\par", "1. En\n    1. Under\n2. To"),
        (r"\pard En linje\line og en til\par", "En linje  \nog en til"),
        (r"\pard Synlig{\v skjult}{\deleted str\'f8ket}{\*\ukjent noe}\par", "Synlig\n"),
        ("\\pard " + as_rtf("≤ 5 °C, «sitat» – 𝛼, {x}") + "\\par", "≤ 5 °C, «sitat» – 𝛼, {x}"),
    ],
)  # fmt: skip
def test_rtf_keeps_how_its_text_looks(written: str, shown: str) -> None:
    assert shown.replace("nå", "nå") in markdown(read("a.rtf", rtf(written.replace("nå", as_rtf("nå")))))


@pytest.mark.parametrize("font", [r"\f1\fnil\fcharset204 Arial Cyr;", r"\f1\fswiss\fcharset238 Arial CE;"])
def test_letters_of_rtf_are_in_the_charset_of_their_font(font: str) -> None:
    text = "Дом" if "204" in font else "čšž"
    coded = "".join(f"\\'{byte:02x}" for byte in text.encode("cp1251" if "204" in font else "cp1250"))
    data = rtf(f"\\pard\\f1 {coded} \\f0 bl\\'e5\\par").replace(b"Calibri;}", b"Calibri;}{" + font.encode() + b"}")
    assert f"{text} blå" in markdown(read("a.rtf", data))


def test_tables_and_pictures_of_rtf_are_kept() -> None:
    rows = "".join(
        rf"\trowd\cellx1000\cellx2000\intbl {a}\cell {b}\cell\row " for a, b in (("Dag", "Sted"), ("Tirsdag", "Horten"))
    )
    letter = read("a.rtf", rtf(rf"\pard F\'f8r\par {rows}\pard Etter {{\pict\pngblip\picw1 {PNG.hex()}}}\par"))
    assert "| Dag | Sted |" in markdown(letter)
    assert "| Tirsdag | Horten |" in markdown(letter)
    assert [one.data for one in letter.attachments] == [PNG]


@pytest.mark.parametrize(
    "written", [r"Dose{\footnote \pard Gjelder voksne.}.\par", r"Dose{\super\chftn{\footnote Gjelder voksne.}}.\par"]
)
def test_notes_of_rtf_are_notes(written: str) -> None:
    html = read("a.rtf", rtf(rf"\pard {written}")).html
    assert 'href="#footnote-1"' in html
    assert '<li id="footnote-1"><p>Gjelder voksne.' in html


# --- LibreOffice ------------------------------------------------------------------------------------------------------

BOLD = '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
UP = '<style:style style:name="U" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
STRUCK = '<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
NUMBERS = '<text:list-style style:name="N"><text:list-level-style-number text:level="1"/></text:list-style>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<text:p>Ring <text:span text:style-name="B">ikke</text:span> nå.</text:p>', "Ring **ikke** nå."),
        ('<text:p>10<text:span text:style-name="U">9</text:span>/l</text:p>', "10<sup>9</sup>/l"),
        ('<text:p>Se <text:a xlink:href="https://siv.no/a">siden</text:a>.</text:p>', "Se [siden](https://siv.no/a)."),
        ("<text:list><text:list-item><text:p>En</text:p></text:list-item><text:list-item><text:p>To</text:p></text:list-item></text:list>", "- En\n- To"),
        ('<text:list text:style-name="N"><text:list-item><text:p>En</text:p></text:list-item></text:list>', "1. En"),
        ("<text:p>En<text:line-break/>To<text:s text:c='3'/>tre<text:tab/>fire</text:p>", "En  \nTo tre fire"),
        ("<text:tracked-changes><text:p>Strøket av en som retter</text:p></text:tracked-changes><text:p>Igjen</text:p>", "\n\nIgjen\n"),
        ("<text:p>Igjen<office:annotation><text:p>Merknad</text:p></office:annotation></text:p>", "\n\nIgjen\n"),
        (
            "<table:table><table:table-row><table:table-cell><text:p>Dag</text:p></table:table-cell><table:table-cell><text:p>Sted</text:p>"
            "</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Tirsdag</text:p></table:table-cell>"
            "<table:table-cell><text:p>Horten</text:p></table:table-cell></table:table-row></table:table>",
            "| Dag | Sted |\n| Tirsdag | Horten |",
        ),
    ],
)  # fmt: skip
def test_odt_keeps_how_its_text_looks(written: str, shown: str) -> None:
    letter = read("a.odt", odt(f"<text:p>Nytt fra oss i dag:</text:p>{written}", styles=BOLD + UP + STRUCK + NUMBERS))
    assert shown in markdown(letter)


def test_struck_text_and_notes_and_pictures_of_odt_come_along() -> None:
    said = (
        '<text:p>Dose <text:span text:style-name="S">1000</text:span> 500 mg<text:note text:note-class="footnote"><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>Gjelder voksne.</text:p></text:note-body></text:note>.</text:p><text:p><draw:frame>"
        '<draw:image xlink:href="Pictures/a.png"/><svg:desc>Kart</svg:desc></draw:frame></text:p>'
    )
    letter = read("a.odt", odt(said, styles=STRUCK, files={"Pictures/a.png": PNG}))
    assert "<s>1000</s> 500 mg<sup>" in letter.html
    assert '<li id="footnote-1"><p>Gjelder voksne.' in letter.html
    assert ([one.data for one in letter.attachments], "![Kart](" in markdown(letter)) == ([PNG], True)


def test_an_odt_says_its_title_and_what_is_wrong_with_it() -> None:
    assert (
        read("a.odt", odt("<text:p>Tekst</text:p>", title="Brev fra Halden", saved="2019-03-14T09:00:00")).title
        == "Brev fra Halden"
    )
    locked = {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    assert refused("a.odt", odt("<text:p>a</text:p>", files=locked)) == "import-passord"
    assert refused("a.odt", foreign.packed({"a.txt": b"a"})) == "import-ikke-odt"
    assert refused("a.odt", odt("<text:p>")) == "import-skadet"


# --- PowerPoint -------------------------------------------------------------------------------------------------------


def test_a_slide_is_a_heading_with_its_text_and_notes() -> None:
    letter = read(
        "a.pptx",
        pptx([Piece("Ny rutine", "Ring først.\nSkriv så."), Piece("Kurs", "I juni.")], notes="Si at det haster."),
    )
    assert markdown(letter).count("Notat: Si at det haster.") == 2
    assert titles(letter) == ["Ny rutine", "Kurs"]
    assert "- Ring først.\n- Skriv så." in markdown(letter)


def test_hidden_slides_are_told_and_a_library_s_own_date_is_none() -> None:
    letter = read("a.pptx", pptx([GASTRO, DIALOG], hidden=[1]))
    assert DIALOG.text not in letter.html
    assert [one.values for one in letter.remarks if one.code == "import-skjulte-lysark"] == [(("count", "1"),)]
    assert letter.date is None


def test_what_is_no_presentation_says_so() -> None:
    assert refused("a.pptx", foreign.word()) == "import-ikke-pptx"
    assert refused("a.pptx", pptx([])) == "import-uten-tekst"
    assert refused("a.pptx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == "import-passord"


# --- Web pages --------------------------------------------------------------------------------------------------------

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
    """Put programs where they are found, which do what a shell script says."""
    folder.mkdir(exist_ok=True)
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
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin")
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
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin")
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

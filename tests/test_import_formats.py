"""Formats of mail and text programs: Outlook, RTF, LibreOffice and PowerPoint."""

# The lines of documents are as long as those who made them have them.
# ruff: noqa: E501

import io
from datetime import date

import pytest

from generator.importers import read as reading
from generator.importers.limits import Unreadable
from generator.importers.read.sandbox import Sandbox
from generator.importers.split.items import split
from tests import foreign
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
from tests.formats import markdown, read, titles

DAY = date(2019, 3, 14)


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as found:
        reading.read(name, data)
    return found.value.remark.code


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


def test_a_line_that_ends_within_a_paragraph_of_a_slide_parts_its_words() -> None:
    from pptx import Presentation
    from pptx.util import Inches

    shown = Presentation()
    slide = shown.slides.add_slide(shown.slide_layouts[5])
    slide.shapes.title.text = "Ny rutine"
    box = slide.shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1))
    box.text_frame.text = "Ring ikke\vetter klokka 15"
    stream = io.BytesIO()
    shown.save(stream)
    assert "Ring ikke  \netter klokka 15" in markdown(read("a.pptx", stream.getvalue()))


def test_hidden_slides_are_told_and_a_library_s_own_date_is_none() -> None:
    letter = read("a.pptx", pptx([GASTRO, DIALOG], hidden=[1]))
    assert DIALOG.text not in letter.html
    assert [one.values for one in letter.remarks if one.code == "import-skjulte-lysark"] == [(("count", "1"),)]
    assert letter.date is None


def test_what_is_no_presentation_says_so() -> None:
    assert refused("a.pptx", foreign.word()) == "import-ikke-pptx"
    assert refused("a.pptx", pptx([])) == "import-uten-tekst"
    assert refused("a.pptx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == "import-passord"

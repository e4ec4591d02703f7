"""How text and files travel in a mail: encodings, attachments, winmail.dat."""

# The lines of mails are as long as those who made them have them.

from base64 import b64encode
from email.message import EmailMessage
from pathlib import Path

import pytest

from generator.importers import read as reading
from generator.importers.find.walk import mails
from generator.importers.limits import Unreadable
from tests import foreign
from tests.foreign import DIALOG, GASTRO, ISSUE, PNG, as_html, as_text, mail
from tests.foreign_formats import attached, rtf_around, rtf_issue, told, winmail
from tests.mails import DAY, issue, left_out, said


def flowing(body: str, more: str = "") -> bytes:
    head = f"Subject: Nr. 3\nFrom: {foreign.SENDER}\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: text/plain; charset=utf-8; format=flowed{more}\n\n{body}".encode()


@pytest.mark.parametrize(
    ("body", "more", "whole"),
    [
        ("Prøver som tas \nhver dag.\n", "", "Prøver som tas hver dag."),
        (
            "Ta blod \nprøver, og se https://siv.no/la \nng/adresse.\n",
            "; delsp=yes",
            "Ta blodprøver, og se [https://siv.no/lang/adresse]",
        ),
        ("Hver  \nuke.\n", "; DelSp=Yes", "Hver uke."),
        (" From og med mai \ngjelder dette.\n", "", "From og med mai gjelder dette."),
        (" > 50 år er grensen \nfor alle.\n", "", "50 år er grensen for alle."),
    ],
)
def test_flowed_text_is_joined_as_it_was_written(body: str, more: str, whole: str) -> None:
    found = issue(flowing(body, more))
    assert whole in said(found).replace("\\", "").replace("&gt; ", "").replace("> ", "")


@pytest.mark.parametrize("between", ["\n", ""])
def test_the_signature_of_flowed_text_is_no_part_of_it(between: str) -> None:
    found = issue(flowing(f"Ny rutine fra april for \nalle.\n{between}-- \nPraksisnytt\nSykehuset\n"))
    assert (said(found).endswith("for alle."), "Praksisnytt" in left_out(found, "import-utelatt-signatur")) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    "blank", ["<html><body><p>&nbsp;</p><br></body></html>", "<div><!-- --></div>", "<style>p{}</style>"]
)
def test_blank_html_gives_way_to_the_text(blank: str) -> None:
    assert GASTRO.text in said(issue(mail(html=blank, text=as_text())))


def test_a_mail_from_an_old_mac_is_read() -> None:
    assert GASTRO.text in said(issue(mail(html=as_html()).as_bytes().replace(b"\n", b"\r")))


def test_a_mailbox_from_an_old_mac_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mbox"
    file.write_bytes(foreign.mailbox([mail(html=as_html()), mail(html=as_html((DIALOG,)))]).replace(b"\n", b"\r"))
    data = file.read_bytes()
    found = [issue(data[one.start : one.end], "mbox#1") for one in mails(file)]
    assert [GASTRO.text in said(found[0]), DIALOG.text in said(found[1])] == [True, True]


@pytest.mark.parametrize(
    "source",
    [
        f"data:image/png;base64,{b64encode(PNG).decode()}",
        f"data:image/png;charset=utf-8;base64,{b64encode(PNG).decode().rstrip('=')}",
        f"DATA:IMAGE/PNG;BASE64,{b64encode(PNG).decode()}",
        f"data:;base64,{b64encode(PNG).decode()}",
        f"data:image/png;base64,{b64encode(PNG).decode()[:40]}&#10; {b64encode(PNG).decode()[40:]}",
        "data:image/png," + "".join(f"%{byte:02X}" for byte in PNG),
    ],
)
def test_a_picture_that_stands_in_the_text_comes_along(source: str) -> None:
    found = issue(mail(html=as_html(before=f'<p>Kart: <img alt="Kart over området" src="{source}"></p>')))
    assert [image.data for image in found.images] == [PNG]
    assert "![Kart over området](" in said(found)
    assert "import-bilde-mangler" not in [remark.code for remark in found.remarks]


# --- Attachments ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("nytt.docx", b"PK\3\4 ikke en zip"),
        ("nytt.docx", foreign.packed({"word/document.xml": b"<w:document>", "[Content_Types].xml": b"<"})),
        ("nytt.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("nytt.odt", b"ikke en zip"),
        ("nytt.rtf", b"{ikke rtf"),
        ("nytt.pptx", foreign.packed({"ppt/presentation.xml": b"<a/>"})),
        ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00\x02"),
        ("winmail.dat", b"ikke tnef"),
        ("kalender.ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:i morgen\n"),
    ],
)
@pytest.mark.parametrize("body", [as_text(), "Kort, men viktig: Legevakta er stengt i dag."])
def test_a_broken_attachment_never_costs_the_mail(name: str, data: bytes, body: str) -> None:
    found = issue(foreign.with_file(mail(text=body), name, data))
    assert body.split("\n")[0].split(":")[0] in said(found)
    assert [r.values[0][1] for r in found.letter.remarks if r.code == "import-vedlegg-ulest"] == [name]


@pytest.mark.parametrize("data", [b"%PDF-1.4\n1 0 obj\n<</Type/Catalog", foreign.two_columns()[:900], b"ikke en pdf"])
def test_a_note_with_a_broken_pdf_is_read_and_the_pdf_is_told(data: bytes) -> None:
    found = issue(foreign.with_file(mail(text="Legevakta er stengt i dag."), "nytt.pdf", data))
    assert "Legevakta er stengt i dag." in said(found)
    assert "import-vedlegg-ulest" in [remark.code for remark in found.letter.remarks]
    assert found.letter.attachments == ()


def test_a_scanned_pdf_stays_attached_and_is_told() -> None:
    found = issue(foreign.with_file(mail(text="Legevakta er stengt i dag."), "nytt.pdf", foreign.pdf([[]])))
    assert [one.name for one in found.letter.attachments] == ["nytt.pdf"]
    assert "import-vedlegg-ulest" in [remark.code for remark in found.letter.remarks]


def test_the_note_around_a_letter_is_told_with_it() -> None:
    found = issue(foreign.with_file(mail(text="Husk fristen 3. mai!"), "nytt.docx", foreign.word()))
    assert "Husk fristen 3. mai!" in left_out(found, "import-utelatt-videresending")


# --- winmail.dat ------------------------------------------------------------------------------------------------------


def sealed(data: bytes, body: str = "Se vedlegget.") -> EmailMessage:
    return foreign.with_file(mail(text=body), "winmail.dat", data, "application/ms-tnef")


@pytest.mark.parametrize(
    "letter",
    [
        told("Nytt", html=as_html()),
        told("Nytt", text=as_text()),
        told("Nytt", rtf=b"", html=as_html(before="<p>Æ ø å – «sitat»</p>")),
    ],
)
def test_the_letter_that_outlook_has_sealed_is_read(letter: dict[int, str | bytes]) -> None:
    found = issue(sealed(winmail(letter)))
    assert [item.title for item in found.items] == [piece.title for piece in ISSUE]
    assert (found.title, found.date) == ("Praksisnytt nr. 3", DAY)


@pytest.mark.parametrize("inner", [rtf_issue(), rtf_around(as_html())])
def test_a_letter_that_was_sealed_and_packed_is_unpacked(inner: bytes) -> None:
    from compressed_rtf import compress

    found = issue(sealed(winmail(told("Nytt", rtf=compress(inner, compressed=True)))))
    assert [item.title for item in found.items] == [piece.title for piece in ISSUE]


def test_what_was_sealed_with_the_letter_comes_along() -> None:
    html = as_html(before='<p><img src="cid:kart" alt="Kart"></p>')
    files = [attached("kart.png", PNG, "kart"), attached("pløgen.pdf", foreign.two_columns())]
    found = issue(sealed(winmail(told("Nytt", html=html), files)))
    assert [image.data for image in found.images] == [PNG]
    assert "pløgen.pdf" in [one.name for one in found.letter.attachments]


def test_a_letter_that_is_whole_beside_what_was_sealed_stays_as_it_is() -> None:
    found = issue(
        sealed(winmail(told("Nytt", text="Se e-posten."), [attached("a.pdf", foreign.two_columns())]), as_text())
    )
    assert GASTRO.text in said(found)
    assert [one.name for one in found.letter.attachments] == ["a.pdf"]


def test_a_mail_of_nothing_says_so() -> None:
    with pytest.raises(Unreadable) as refused:
        reading.read("a.eml", mail(text=" ", html="<p></p>").as_bytes())
    assert refused.value.remark.code == "import-uten-tekst"

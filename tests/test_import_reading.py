"""Mails: which text is read, as what letters, and what was sent on."""

from datetime import date

import pytest

from tests import foreign
from tests.foreign import GASTRO, ISSUE, PNG, as_html, as_text, mail
from tests.reading import DAY, headings, holds_all, read, remarks, text

# --- Mails ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_of_text_and_html_the_html_is_read(encoding: str) -> None:
    message = mail(html=as_html(), text="Vis brevet i nettleseren.", encoding=encoding)
    letter = read("a.eml", message.as_bytes())
    assert holds_all(letter)
    assert "nettleseren" not in text(letter)
    assert (letter.title, letter.date) == ("Praksisnytt nr. 3", DAY)
    assert letter.sender == "Sykehuset i Vestfold <praksisnytt@siv.no>"


def test_a_mail_of_text_only_gets_headings_and_paragraphs() -> None:
    letter = read("a.eml", mail(text=as_text()).as_bytes())
    assert holds_all(letter)
    assert headings(letter) == [piece.title for piece in ISSUE]


def test_html_with_nothing_in_it_gives_way_to_the_text() -> None:
    assert holds_all(read("a.eml", mail(html="", text=as_text()).as_bytes()))


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", ""),
        ("utf-8", "x-unknown"),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("cp1252", "us-ascii"),
        ("cp1252", ""),
        ("latin-1", "latin1"),
        ("utf-16", "utf-16"),
    ],
)
def test_letters_are_right_whatever_the_label_says(codec: str, label: str) -> None:
    assert holds_all(read("a.eml", foreign.labelled(as_html().encode(codec), label)))


def test_text_that_was_encoded_twice_is_decoded_twice() -> None:
    twice = as_html().encode().decode("cp1252").encode()
    assert holds_all(read("a.eml", foreign.labelled(twice, "utf-8")))


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("=?iso-8859-1?Q?Nytt_fra_sjukehuset_p=E5_V=E5gan?=", "Nytt fra sjukehuset på Vågan"),
        ("=?utf-8?B?TnnDpSByw6Vk?=", "Nyå råd"),
        ("VS: SV: [EKSTERN] Praksisnytt", "Praksisnytt"),
        ("=?utf-8?Q?broken", "=?utf-8?Q?broken"),
        ("Nytt\n\tfra sykehuset", "Nytt fra sykehuset"),
    ],
)
def test_titles_are_read_as_they_were_meant(written: str, title: str) -> None:
    head = f"Subject: {written}\nFrom: a@siv.no\nDate: Thu, 14 Mar 2019 09:30:00 +0100\n\n"
    assert read("a.eml", head.encode() + as_text().encode()).title == title


def test_a_header_with_bare_letters_is_read() -> None:
    for codec in ("utf-8", "cp1252"):
        raw = "Subject: Nytt på Ås\nFrom: Bjørn <b@siv.no>\n\n".encode(codec) + as_text().encode()
        letter = read("a.eml", raw)
        assert (letter.title, letter.sender) == ("Nytt på Ås", "Bjørn <b@siv.no>")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Thu, 14 Mar 2019 23:30:00 +0000", date(2019, 3, 15)),
        ("Fri, 15 Mar 2019 00:30:00 +0900", date(2019, 3, 14)),
        ("14. mars 2019 kl. 10", date(2019, 3, 14)),
        ("Thu, 31 Feb 2019 10:00:00 +0100", None),
        ("Mon, 1 Jan 1601 00:00:00 +0000", None),
    ],
)
def test_the_day_is_the_norwegian_one_and_one_that_can_be(written: str, day: date | None) -> None:
    head = f"Subject: Nr. 3\nFrom: a@siv.no\nDate: {written}\n\n"
    assert read("a.eml", head.encode() + as_text().encode()).date == day


def test_pictures_come_along_with_the_name_the_text_shows_them_by() -> None:
    letter = read("a.eml", foreign.with_picture(as_html(before='<img src="cid:bilde1">')).as_bytes())
    (picture,) = letter.attachments
    assert (picture.cid, picture.type, picture.data) == ("bilde1", "image/png", PNG)
    assert "cid:bilde1" in letter.html


# --- Mails that were sent on ------------------------------------------------------------------------------------------

OUTLOOK = (
    '<div class=WordSection1><p class=MsoNormal>Hei, se under.</p><p>Mvh Kari</p><div><div style="border-top:solid">'
    "<p class=MsoNormal><b>Fra:</b> Sykehuset i Vestfold &lt;praksisnytt@siv.no&gt; <br><b>Sendt:</b> torsdag 14. mars "
    "2019 09:30<br><b>Til:</b> Fastleger<br><b>Emne:</b> Praksisnytt nr. 3</p></div></div>"
)
GMAIL = (
    '<div dir="ltr">Se her<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded '
    'message ---------<br>From: <strong class="gmail_sendername">Sykehuset i Vestfold</strong> <span>&lt;<a '
    'href="mailto:praksisnytt@siv.no">praksisnytt@siv.no</a>&gt;</span><br>Date: tor. 14. mars 2019 kl. 09:30<br>'
    "Subject: Praksisnytt nr. 3<br>To: Fastleger<br></div><br>"
)
APPLE = (
    "<div>Til dere</div><div><blockquote><div>Videresendt melding:</div><br><div><b>Fra: </b>Sykehuset i Vestfold "
    "&lt;praksisnytt@siv.no&gt;</div><div><b>Emne: </b><b>Praksisnytt nr. 3</b></div><div><b>Dato: </b>14. mars 2019 "
    "kl. 09:30:00 CET</div><div><b>Til: </b>Fastleger</div><br>"
)
ENGLISH = (
    "<p>FYI</p><hr><p><b>From:</b> Sykehuset i Vestfold &lt;praksisnytt@siv.no&gt;<br><b>Sent:</b> Thursday, March 14, "
    "2019 9:30 AM<br><b>To:</b> GPs<br><b>Subject:</b> Praksisnytt nr. 3</p>"
)


@pytest.mark.parametrize("block", [OUTLOOK, GMAIL, APPLE, ENGLISH], ids=["outlook", "gmail", "apple", "engelsk"])
def test_what_was_sent_on_is_told_as_it_was_sent_first(block: str) -> None:
    message = mail(
        "VS: Praksisnytt nr. 3",
        as_html(before=block),
        sender="Kari <kari@horten.kommune.no>",
        when="2 Apr 2019 08:00 +0200",
    )
    letter = read("a.eml", message.as_bytes())
    assert (letter.title, letter.date) == ("Praksisnytt nr. 3", DAY)
    assert "praksisnytt@siv.no" in letter.sender
    assert text(letter).startswith(GASTRO.title)
    assert holds_all(letter)
    assert remarks(letter) == ["import-videresendt"]


def test_the_innermost_of_mails_sent_on_twice_counts() -> None:
    twice = OUTLOOK.replace("praksisnytt@siv.no", "ola@horten.kommune.no").replace("14. mars", "20. mars") + OUTLOOK
    letter = read("a.eml", mail("VS: VS: Praksisnytt", as_html(before=twice)).as_bytes())
    assert (letter.date, "siv.no" in letter.sender, holds_all(letter)) == (DAY, True, True)


def test_text_that_was_sent_on_is_found_too() -> None:
    head = "Til info.\n\n-----Opprinnelig melding-----\nFra: SiV <a@siv.no>\nSendt: 14. mars 2019 09:30\n"
    head += "Til: B\nEmne: Nr. 3\n\n"
    letter = read("a.eml", mail("VS: Nr. 3", text=head + as_text()).as_bytes())
    assert (letter.title, letter.date, letter.sender) == ("Nr. 3", DAY, "SiV <a@siv.no>")
    assert text(letter).startswith(GASTRO.title)


def test_an_older_mail_quoted_below_a_newsletter_leaves_it_whole() -> None:
    quoted = "<p>Fra: B<br>Sendt: 1. januar 2018<br>Emne: Spørsmål</p><p>Når kommer neste?</p>"
    letter = read("a.eml", mail(html=as_html(after=quoted)).as_bytes())
    assert (holds_all(letter), letter.date, remarks(letter)) == (True, DAY, [])


def test_a_mail_attached_to_a_note_is_the_newsletter() -> None:
    letter = read("a.eml", foreign.sent_on(mail(html=as_html())).as_bytes())
    assert (letter.name, letter.title, letter.date, holds_all(letter)) == ("a.eml/1", "Praksisnytt nr. 3", DAY, True)


@pytest.mark.parametrize(("name", "data"), [("nytt.docx", foreign.word()), ("nytt.pdf", foreign.two_columns())])
def test_a_document_attached_to_a_note_is_the_newsletter(name: str, data: bytes) -> None:
    letter = read("a.eml", foreign.with_file(mail(text="Her er ukas brev."), name, data).as_bytes())
    assert letter.name == f"a.eml/{name}"
    assert (letter.date, letter.sender) == (DAY, foreign.SENDER)
    assert holds_all(letter)


def test_a_pdf_attached_to_a_newsletter_stays_attached() -> None:
    letter = read("a.eml", foreign.with_file(mail(html=as_html()), "program.pdf", foreign.two_columns()).as_bytes())
    assert ([attachment.name for attachment in letter.attachments], holds_all(letter)) == (["program.pdf"], True)


# --- Mails saved as text ----------------------------------------------------------------------------------------------

OUTLOOK = """\
Fra:\tPraksisnytt <praksisnytt@siv.no>
Sendt:\ttorsdag 14. mars 2019 10:15
Til:\tAlle fastleger i Vestfold, med en så lang liste av mottakere at linja er bred;
Alle kommuneoverleger
Kopi:\tsekretariat@example.no
Emne:\tSV: Praksisnytt nr. 3
Vedlegg:\tkart.pdf
"""
THUNDERBIRD = """\
Subject: Praksisnytt nr. 3
From: Praksisnytt <praksisnytt@siv.no>
Date: Wed, 13 Mar 2019 23:30:00 +0000
To: fastleger@example.no
"""
NYNORSK = """\
Frå: Praksisnytt <praksisnytt@siv.no>

Sendt: 14.03.2019 10:15

Til: Fastlegar

Emne: Praksisnytt
 nr. 3
"""
ENGLISH = """\

From: Praksisnytt <praksisnytt@siv.no>
Sent: Thursday, March 14, 2019 10:15 AM
To: fastleger@example.no
Importance: High
Subject: FW: Praksisnytt nr. 3
"""


@pytest.mark.parametrize("head", [OUTLOOK, THUNDERBIRD, NYNORSK, ENGLISH, OUTLOOK.replace("\n", "\r\n")])
def test_a_mail_saved_as_text_tells_its_title_day_and_sender_in_its_head(head: str) -> None:
    letter = read("uten navn.txt", f"{head}\n\n{as_text()}".encode())
    assert (letter.title, letter.date, letter.sender) == ("Praksisnytt nr. 3", DAY, "Praksisnytt <praksisnytt@siv.no>")
    assert holds_all(letter)
    assert text(letter).startswith(GASTRO.title)


def test_a_mail_that_was_sent_on_and_saved_as_text_is_told_as_it_was_sent_first() -> None:
    head = "Fra: Ola\nSendt: 20. mars 2019\nTil: Kari\nEmne: VS: Praksisnytt nr. 3\n"
    letter = read("a.txt", f"{head}\nTil orientering.\n\n{OUTLOOK}\n{as_text()}".encode())
    assert (letter.title, letter.date, letter.sender) == ("Praksisnytt nr. 3", DAY, "Praksisnytt <praksisnytt@siv.no>")
    assert holds_all(letter)
    assert "orientering" not in text(letter)
    assert remarks(letter) == ["import-videresendt"]


def test_the_head_of_a_mail_saved_as_text_is_readable() -> None:
    head = (
        "From: =?iso-8859-1?Q?F=E6rder_kommune?= <post@example.no>\nSubject: Nytt\x1b[2J om =?utf-8?Q?m=C3=B8tet?=\n\n"
    )
    letter = read("a.txt", f"{head}Det er flyttet.".encode())
    assert (letter.title, letter.sender) == ("Nytt [2J om møtet", "Færder kommune <post@example.no>")


def test_the_day_of_a_mail_saved_as_text_may_stand_in_its_text_or_the_files_name() -> None:
    head = "Fra: Praksisnytt\nEmne: Nytt om gastroskopi\n\n"
    assert read("a.txt", f"{head}Gjelder fra 2. mai 2018.".encode()).date == date(2018, 5, 2)
    assert read("2018-05-03.txt", f"{head}Tekst.".encode()).date == date(2018, 5, 3)


@pytest.mark.parametrize(
    "written",
    [
        "Til: alle fastleger\nHusk møtet 14. mars 2019.",
        "Emne: gastroskopi\n\nHenvisningen bør si hva som er prøvd.",
        "Referat\n\nFra: Ola\nSendt: i går\nEmne: møtet\n\nDet ble enighet.",
        "Fra: mandag til fredag\nSted: Tønsberg\nEmne: hospitering",
    ],
)
def test_a_text_that_is_no_mail_keeps_all_its_lines(written: str) -> None:
    letter = read("a.txt", written.encode())
    assert letter.sender == ""
    assert text(letter) == " ".join(written.split())

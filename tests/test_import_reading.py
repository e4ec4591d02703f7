"""What readers make of old newsletters: the text, the title, the day and the sender, whatever made them."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from generator.importers import limits
from generator.importers import read as reading
from generator.importers.letter import Letter
from generator.importers.limits import Unreadable
from generator.importers.read import dates, documents
from tests import foreign
from tests.foreign import GASTRO, ISSUE, PNG, Set, as_html, as_text, mail

DAY = date(2019, 3, 14)


def read(name: str, data: bytes) -> Letter:
    found = reading.read(name, data)
    assert len(found) == 1
    return found[0]


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as found:
        reading.read(name, data)
    return found.value.remark.code


def text(letter: Letter) -> str:
    return " ".join(documents.shown(documents.parsed(letter.html)).split())


def holds_all(letter: Letter) -> bool:
    """Whether every item is there, whole and in order."""
    whole, places = text(letter), []
    for piece in ISSUE:
        places += [whole.find(piece.title), whole.find(piece.text)]
    return -1 not in places and places == sorted(places)


def headings(letter: Letter) -> list[str]:
    tree = documents.parsed(letter.html)
    return [" ".join(one.text_content().split()) for one in tree.iter("h1", "h2", "h3")]


def remarks(letter: Letter) -> list[str]:
    return [remark.code for remark in letter.remarks]


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


# --- Documents --------------------------------------------------------------------------------------------------------


def test_a_web_page_says_its_charset_itself() -> None:
    page = f'<html><head><meta charset="windows-1252"><title>Nytt på Ås</title></head>{as_html()}</html>'
    letter = read("2019-03-14 nytt.html", page.encode("cp1252"))
    assert (letter.title, letter.date, holds_all(letter)) == ("Nytt på Ås", DAY, True)


@pytest.mark.parametrize("style", ["Overskrift 1", "heading 1", "Heading 1"])
def test_headings_of_word_are_found_by_any_of_their_names(style: str) -> None:
    letter = read("nytt.docx", foreign.word(style=style))
    assert headings(letter) == ["Praksisnytt nr. 3", *(piece.title for piece in ISSUE)]
    assert (letter.title, letter.date, holds_all(letter)) == ("Praksisnytt nr. 3", DAY, True)


def test_tables_of_word_stay_tables() -> None:
    letter = read("nytt.docx", foreign.word(table=[["Dag", "Sted"], ["Tirsdag", "Tønsberg"]]))
    rows = [[cell.text_content() for cell in row.iter("td")] for row in documents.parsed(letter.html).iter("tr")]
    assert rows == [["Dag", "Sted"], ["Tirsdag", "Tønsberg"]]


def test_columns_of_a_pdf_are_read_one_after_the_other() -> None:
    letter = read("nytt.pdf", foreign.two_columns())
    assert holds_all(letter)
    assert headings(letter) == ["Praksisnytt nr. 3: Nytt fra sykehuset til fastlegene", *(one.title for one in ISSUE)]
    assert (letter.title, letter.date) == ("Praksisnytt nr. 3: Nytt fra sykehuset til fastlegene", DAY)


def test_what_every_page_of_a_pdf_repeats_is_left_out() -> None:
    letter = read("nytt.pdf", foreign.two_columns())
    assert "Side 1" not in text(letter)
    assert "14. mars" not in text(letter)
    assert remarks(letter) == ["import-topp-og-bunn", "import-dato-fil"]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    wide = [Set(50, 750, "Samhandlingsmøtet er flyttet til høsten for alle kommunene i Vestfold og Telemark")]
    left = [Set(50, 700, "Første spalte slutter midt i en"), Set(50, 688, "setning som fortsetter i den")]
    right = [Set(320, 700, "neste, og slutter der med"), Set(320, 688, "et punktum.")]
    whole = text(read("a.pdf", foreign.pdf([[*right, *left, *wide]])))
    assert "midt i en setning som fortsetter i den neste, og slutter der med et punktum." in whole


def test_lists_of_a_pdf_are_lists() -> None:
    lines = [Set(50, 700 - 14 * at, line) for at, line in enumerate(["• Ta prøver", "• Skriv hva du vil vite"])]
    tree = documents.parsed(read("a.pdf", foreign.pdf([lines])).html)
    assert [item.text_content() for item in tree.iter("li")] == ["Ta prøver", "Skriv hva du vil vite"]


def test_markdown_and_text_are_read() -> None:
    matter = '---\ntitle: "Nr. 3"\ndate: 2019-03-14\n---\n'
    written = matter + "\n\n".join(f"## {piece.title}\n\n{piece.text}" for piece in ISSUE)
    letter = read("a.md", written.encode())
    assert (letter.title, letter.date, holds_all(letter)) == ("Nr. 3", DAY, True)
    assert holds_all(read("a.txt", as_text().encode("cp1252")))


def test_the_text_tells_the_day_better_than_the_files_name_and_that_better_than_when_it_was_saved() -> None:
    assert read("a.docx", foreign.word("Nytt 2. mai 2018")).date == date(2018, 5, 2)
    assert read("nytt 2018-05-03.docx", foreign.word("Nytt")).date == date(2018, 5, 3)
    assert read("nytt.docx", foreign.word("Nytt")).date == DAY
    assert read("nytt.txt", b"Uten dag, men med litt tekst.").date is None


# --- What a document is called ----------------------------------------------------------------------------------------

SAID = "Fastlegene ønsker seg et sted å møtes, og har tatt dette opp med sykehuset flere ganger det siste året."
CHAPTERS = f"1 BAKGRUNN OG RAMMER\n\n{SAID}\n\n2 TILTAK\n\n{SAID}"
LISTED = "Bakgrunn og rammer ..... 2\nTiltak ..... 3"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        # The title stands before the list of contents, or below it on a level of its own.
        (f"Plan for hospitering\n\nInnhold\n\n{LISTED}\n\n{CHAPTERS}", "Plan for hospitering"),
        (f"## Innhold\n\n{LISTED}\n\n# Plan for hospitering\n\n## Tiltak\n\n{SAID}", "Plan for hospitering"),
        (f"Innholdsfortegnelse\n\n{LISTED}\n\nPlan for hospitering\n\n{SAID}", "Plan for hospitering"),
        # It stands before the first chapter, and may have a sender above it and a day below it.
        (f"Plan for hospitering\n\n{CHAPTERS}", "Plan for hospitering"),
        (f"Helsefellesskapet\n\nPlan for hospitering\n\n12. mai 2024\n\n{CHAPTERS}", "Plan for hospitering"),
        (
            f"Plan for hospitering\n\nTønsberg\n\nKap. 1 Bakgrunn\n\n{SAID}\n\nKap. 2 Tiltak\n\n{SAID}",
            "Plan for hospitering",
        ),
        # A number alone makes no chapter.
        (f"3 nye rutiner for henvisning\n\n{SAID}", "3 nye rutiner for henvisning"),
        (f"1 av 4 vil hospitere\n\n{SAID}\n\nSlik går det til\n\n{SAID}", "1 av 4 vil hospitere"),
    ],
)
def test_a_list_of_contents_and_a_chapter_are_no_titles(written: str, title: str) -> None:
    assert read("skann.txt", written.encode()).title == title


@pytest.mark.parametrize(
    ("name", "title"),
    [("plan_for-hospitering.txt", "plan for hospitering"), ("7f3a90be.txt", "BAKGRUNN OG RAMMER")],
)
def test_a_document_that_begins_with_its_first_chapter_is_called_what_its_file_is_if_that_says_something(
    name: str, title: str
) -> None:
    assert read(name, f"{CHAPTERS}\n\nMøter i året\n\n{SAID}".encode()).title == title


def test_headings_and_underlines_that_a_converter_left_in_a_text_are_read() -> None:
    written = f"## <u>Innhold</u>\n\n<u>Tiltak</u> ..... <u>2</u>\n\n# Plan\n\n### Tiltak\n{SAID} Når a<b, er b>a."
    letter = read("a.txt", written.encode())
    assert headings(letter) == ["Innhold", "Plan", "Tiltak"]
    assert text(letter) == f"Innhold Tiltak ..... 2 Plan Tiltak {SAID} Når a<b, er b>a."


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


# --- What can't be read -----------------------------------------------------------------------------------------------


def test_what_cannot_be_read_says_why() -> None:
    assert refused("a.eml", b"") == "import-tom"
    assert refused("a.eml", b"\0\0\0\n") == "import-tom"
    assert refused("a.eml", b"bare noe") == "import-ikke-mail"
    assert refused("a.eml", mail(text="").as_bytes()) == "import-uten-tekst"
    assert refused("a.docx", b"ikke en zip") == "import-skadet"
    assert refused("a.docx", foreign.packed({"a.txt": b"a"})) == "import-ikke-word"
    assert refused("a.pdf", b"ikke en pdf") == "import-skadet"
    assert refused("a.pdf", foreign.pdf([[]])) == "import-bare-bilder"
    assert refused("a.doc", b"noe") == "import-filtype"
    assert refused("a.html", b"<html><body><style>p{}</style></body></html>") == "import-uten-tekst"


def test_xml_that_declares_entities_is_refused() -> None:
    good = zipfile.ZipFile(io.BytesIO(foreign.word()))
    files = {name: good.read(name) for name in good.namelist()}
    files["word/document.xml"] = b'<!DOCTYPE a [<!ENTITY a "aaaa">]>' + files["word/document.xml"]
    assert refused("a.docx", foreign.packed(files)) == "import-skadet"


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    assert refused("a.docx", foreign.packed({"word/document.xml": b"\0" * (limits.FILE * 2)})) == "import-bombe"


def test_a_mail_with_too_many_parts_or_levels_is_refused() -> None:
    many = mail(text="a")
    for _ in range(limits.PARTS + 1):
        many.add_attachment(b"a", maintype="application", subtype="octet-stream")
    assert refused("a.eml", many.as_bytes()) == "import-mange-deler"
    deep = mail(text="a")
    for _ in range(limits.NESTED + 2):
        deep = foreign.sent_on(deep)
    assert refused("a.eml", deep.as_bytes()) == "import-mange-deler"


def test_a_time_before_any_calendar_is_no_crash() -> None:
    assert dates.oslo(datetime.min.replace(tzinfo=UTC)) == date.min


def test_every_suffix_has_a_reader() -> None:
    for suffix in reading.SUFFIXES:
        assert reading.reader_of(suffix) is not None

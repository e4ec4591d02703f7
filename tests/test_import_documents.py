"""Documents: what is read of them, what they are called, and which can't be read."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from generator.importers import limits
from generator.importers import read as reading
from generator.importers.read import dates, documents
from tests import foreign
from tests.foreign import ISSUE, Set, as_html, as_text, mail
from tests.reading import DAY, headings, holds_all, read, refused, remarks, text


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

"""The day of a document and where it was found, its title, and whether it is one story or several."""

# The lines of letters are as long as those who made them have them.
# ruff: noqa: E501

from datetime import date

import pytest

from generator.importers import read as reading
from generator.importers.letter import Issue, Letter
from generator.importers.split.items import split
from tests.word_files import cell as cell_of
from tests.word_files import heading, paragraph, run, table, word

CORE = "<dcterms:created>{0}</dcterms:created><dcterms:modified>{1}</dcterms:modified>"
NEVER_CHANGED = CORE.format("2013-12-23T23:15:00Z", "2013-12-23T23:15:00Z")
CHANGED = CORE.format("2013-12-23T23:15:00Z", "2019-03-14T08:00:00Z")


def read(name: str, data: bytes) -> Letter:
    (letter,) = reading.read(name, data)
    return letter


def titled(text: str) -> str:
    return paragraph(text, style="Title")


def dated(*body: str, core: str = "", name: str = "brev.docx") -> tuple[date | None, set[str]]:
    letter = read(name, word(*body, core=core))
    return letter.date, {one.code for one in letter.remarks}


TEXT = "Ring legevakta før du sender pasienten dit om kvelden."


@pytest.mark.parametrize(
    ("body", "day", "where"),
    [
        ((titled("Praksisnytt april 2018"), "Påmelding innen 3. juni 2018."), date(2018, 4, 1), "import-dato-tittel"),
        ((titled("Nytt 12. mai 2020"), "Gjelder fra 1. juni 2020."), date(2020, 5, 12), "import-dato-tittel"),
        ((titled("Nytt"), "Horten kommune, 5. februar 2017", "Frist 1. mars 2017."), date(2017, 2, 5), "import-dato-topp"),
        ((titled("Nytt"), "Møtet i forumet ble en suksess, og referatet er fra 4. mai 2017 og ikke fra i fjor."), date(2017, 5, 4), "import-dato-tekst"),
        # There is nothing but a deadline.
        ((titled("Nytt"), "Fristen for å melde seg på er 12. mai 2019."), date(2019, 5, 12), "import-dato-tekst"),
    ],
)  # fmt: skip
def test_the_day_is_the_titles_before_the_tops_and_a_deadline_counts_least(
    body: tuple[str, ...], day: date, where: str
) -> None:
    found, remarks = dated(*(one if one.startswith("<") else paragraph(one) for one in body))
    assert (found, where in remarks) == (day, True)


def test_a_month_alone_is_told_to_be_its_first_day() -> None:
    assert "import-dato-maned" in dated(titled("Praksisnytt april 2018"))[1]
    assert "import-dato-maned" not in dated(titled("Praksisnytt 1. april 2018"))[1]


def test_the_day_a_file_was_saved_counts_before_a_deadline_but_after_all_else() -> None:
    due = paragraph("Frist 12. mai 2019.")
    assert dated(titled("Nytt"), due, core=CHANGED) == (date(2019, 3, 14), {"import-dato-fil"})
    assert dated(titled("Nytt"), due, core=CHANGED, name="2019-04-02 nytt.docx")[0] == date(2019, 4, 2)


def test_a_day_that_a_file_may_have_from_its_template_is_not_used_and_that_is_told() -> None:
    assert dated(titled("Nytt"), paragraph(TEXT), core=NEVER_CHANGED) == (None, {"import-dato-mal"})
    told = paragraph("Fra 1. januar 2026 er det nye regler for alle som søker.")
    assert dated(titled("Nytt"), told, core=CORE.format("2012-01-01T00:00:00Z", "2013-01-01T00:00:00Z"))[0] == date(
        2026, 1, 1
    )


def test_the_head_of_a_mail_saved_as_text_tells_its_day_and_nothing_more_is_said() -> None:
    letter = read("a.txt", f"Fra: SiV\nSendt: 14. mars 2019\nEmne: Nytt\n\nFrist 1. mai 2019.\n\n{TEXT}".encode())
    assert (letter.date, letter.remarks) == (date(2019, 3, 14), ())


# --- One story or several ---------------------------------------------------------------------------------------------


def items(letter: Letter) -> list[str]:
    return [item.title for item in split(letter).items]


def bold(text: str) -> str:
    return paragraph(run(text, "<w:b/>"))


def test_a_story_of_word_without_styles_is_one_item_with_its_first_line_as_title() -> None:
    letter = read(
        "notat.docx",
        word(paragraph("Ny ordning for blodprøver"), paragraph(TEXT), bold("Dette må du gjøre"), paragraph(TEXT)),
    )
    made: Issue = split(letter)
    assert [item.title for item in made.items] == ["Ny ordning for blodprøver"]
    assert made.introduction == ""


@pytest.mark.parametrize(
    "parts",
    [
        ("Bakgrunn", "Slik gjør du"),
        ("Hvem gjelder det", "Hva skjer nå", "Kontakt"),
        ("Bakgrunn", "Tiltak", "Blodprøver på laboratoriet"),
    ],
)
def test_headings_that_are_parts_of_one_story_begin_no_items(parts: tuple[str, ...]) -> None:
    body = [piece for part in parts for piece in (heading(part), paragraph(TEXT))]
    letter = read("a.docx", word(titled("Nye åpningstider ved poliklinikken"), *body))
    made = split(letter)
    assert [item.title for item in made.items] == ["Nye åpningstider ved poliklinikken"]
    assert [line[3:] for line in made.items[0].markdown.split("\n") if line.startswith("## ")] == list(parts)


def test_a_newsletter_has_its_items_whatever_they_are_called() -> None:
    body = [piece for part in ("Bakgrunn", "Kontakt") for piece in (heading(part), paragraph(TEXT))]
    assert items(read("a.docx", word(titled("Praksisnytt nr. 3"), *body))) == ["Bakgrunn", "Kontakt"]


@pytest.mark.parametrize(
    ("last", "is_item"),
    [("Kurs i akuttmedisin i mars", True), ("Slik melder du deg på", False), ("Påmelding", False)],
)
def test_a_last_item_may_have_its_title_in_bold_where_the_others_have_a_style(last: str, is_item: bool) -> None:
    body = [heading("Ny legevakt i byen"), paragraph(TEXT), heading("Nytt skjema for søknad"), paragraph(TEXT)]
    body += [table(map(cell_of, ("Type", "Tid")), map(cell_of, ("Korttid", "5 dager"))), bold(last), paragraph(TEXT)]
    assert (last in items(read("a.docx", word(titled("Samhandlingsnytt"), *body)))) == is_item


@pytest.mark.parametrize(
    "written",
    [
        f"Hei!\n\n1. MØTE OM TOLK\n{TEXT}\n\n2. NYE RESEPTER\n{TEXT}",
        f"Hei alle sammen\n\nMØTE OM TOLK\n{TEXT}\nHusk det.\n\nNYE RESEPTER:\n{TEXT}",
        f"MØTE OM TOLK\n\n{TEXT}\n\nNYE RESEPTER\n{TEXT}",
    ],
)
def test_lines_in_capitals_are_titles_of_plain_text(written: str) -> None:
    found = [title.rstrip(":") for title in items(read("a.txt", written.encode()))]
    assert found == ["MØTE OM TOLK", "NYE RESEPTER"]


@pytest.mark.parametrize("dots", [" ............ ", " . . . . . . . ", "……… ", "\t______ "])
def test_a_list_of_contents_with_dots_is_no_item_whatever_stands_above_it(dots: str) -> None:
    titles = ["Bakgrunn for arbeidet", "Hva vi fant", "Hva som bør gjøres"]
    listed = "".join(f"<p>{title}{dots}{at + 3}</p>" for at, title in enumerate(titles))
    made = split(
        Letter(
            "a.html",
            "",
            "Rapport",
            None,
            "",
            f"{listed}<h2>Første del</h2><p>{TEXT}</p><h2>Andre del</h2><p>{TEXT}</p>",
        )
    )
    assert [item.title for item in made.items] == ["Første del", "Andre del"]
    assert made.introduction == ""
    assert sum(one.code == "import-utelatt-innhold" for one in made.left_out) == 3


@pytest.mark.parametrize(
    ("line", "day", "where"),
    [
        ("Publisert 14. mars 2024", date(2024, 3, 14), "import-dato-topp"),
        ("14.03.2024", date(2024, 3, 14), "import-dato-topp"),
        # Another month is of something else, and a deadline is no day of a letter.
        ("Sist endret 2. april 2024", date(2024, 3, 1), "import-dato-tittel"),
        ("Frist 14. mars 2024", date(2024, 3, 1), "import-dato-tittel"),
    ],
)
def test_a_title_that_names_a_month_has_the_day_that_stands_below_it(line: str, day: date, where: str) -> None:
    found, told = dated(
        titled("Praksisnytt mars 2024"), paragraph(line), heading("Tolk"), paragraph("Bestill i portalen.")
    )
    assert (found, where in told) == (day, True)

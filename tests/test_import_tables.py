"""Tables and lists of pages, of Word and of text."""

# The lines of letters are as long as those who made them have them.
# ruff: noqa: E501

import re

import pytest

from generator.body.markdown import Renderer
from generator.importers import read as reading
from generator.importers.split.items import split
from tests.marks import body, html, of_word, rows
from tests.word_files import cell, entry, level, numbering, paragraph, table


def test_a_cell_that_reaches_down_has_its_name_in_every_row_and_no_number_twice() -> None:
    made = html(
        "<table border=1><tr><th>Prøve</th><th>Når</th><th>Dose</th></tr>"
        "<tr><td rowspan=2>Natrium</td><td>ukentlig</td><td rowspan=2>10 mmol</td></tr><tr><td>daglig</td></tr>"
        "<tr><td>Kalium</td><td>årlig</td><td>5 mmol</td></tr></table>"
    )
    assert rows(made) == [
        ["Prøve", "Når", "Dose"],
        ["Natrium", "ukentlig", "10 mmol"],
        ["Natrium", "daglig", ""],
        ["Kalium", "årlig", "5 mmol"],
    ]


def test_a_cell_that_reaches_over_others_leaves_them_empty() -> None:
    made = html(
        "<table border=1><tr><td>Tiltak</td><td>Frist</td><td>Ansvar</td></tr>"
        "<tr><td colspan=2>Gjelder alle</td><td>Lege</td></tr>"
        "<tr><td rowspan=2 colspan=2>Gjelder noen</td><td>A</td></tr><tr><td>B</td></tr></table>"
    )
    assert rows(made)[2:] == [["Gjelder alle", "", "Lege"], ["Gjelder noen", "", "A"], ["Gjelder noen", "", "B"]]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("<p>hver uke</p><p>ved endring</p>", "hver uke; ved endring"),
        ("<ul><li>før start</li><li>hvert år</li></ul>", "før start; hvert år"),
        ("<div>Husk:</div><div>ring først.</div><div>Alltid.</div>", "Husk: ring først. Alltid."),
        ("<ol start=3><li>ring</li><li>send</li></ol>", "3. ring; 4. send"),
        ("en<br>to", "en<br>to"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a; b; c; d"),
    ],
)
def test_what_stands_apart_in_a_cell_is_kept_apart(written: str, right: str) -> None:
    made = html(f"<table border=1><tr><th>x</th><th>y</th></tr><tr><td>z</td><td>{written}</td></tr></table>")
    assert rows(made)[1][1].replace("\\.", ".") == right


@pytest.mark.parametrize(
    ("first", "is_header"),
    [
        (("Språk", "Ventetid"), True),
        (("Polsk", "3 dager"), False),
        (("Språk", ""), False),
    ],
)
def test_a_first_row_that_names_the_columns_is_the_heading(first: tuple[str, str], is_header: bool) -> None:
    made = of_word(table(map(cell, first), map(cell, ("Polsk", "2 dager")), map(cell, ("Tigrinja", "5 dager"))))
    assert (rows(body(made))[0] == list(first)) == is_header


def test_a_small_table_of_word_without_lines_is_a_table() -> None:
    assert rows(body(of_word(table(map(cell, ("Type", "Tid")), map(cell, ("Korttid", "5 dager")))))) == [
        ["Type", "Tid"],
        ["Korttid", "5 dager"],
    ]


def test_cells_that_were_merged_in_word_leave_the_table_whole() -> None:
    begin, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    made = of_word(
        table(
            map(cell, ("Prøve", "Når", "Grense")),
            (cell("Digoksin", properties=begin), cell("ukentlig"), cell("1,2")),
            (cell("", properties=goes_on), cell("månedlig"), cell("0,9")),
            (cell("Følg opp alle", properties=wide), cell("0,5")),
        )
    )
    assert rows(body(made)) == [
        ["Prøve", "Når", "Grense"],
        ["Digoksin", "ukentlig", "1,2"],
        ["Digoksin", "månedlig", "0,9"],
        ["Følg opp alle", "", "0,5"],
    ]


def test_a_row_of_word_may_begin_further_in_than_the_others() -> None:
    moved = f'<w:tbl><w:tblPr/><w:tr>{cell("Dag")}{cell("Sted")}{cell("Tid")}</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    moved += f"{cell('Horten')}{cell('12')}</w:tr></w:tbl>"
    assert rows(body(of_word(moved))) == [["Dag", "Sted", "Tid"], ["", "Horten", "12"]]


# --- Lists ------------------------------------------------------------------------------------------------------------

COUNTED = [level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "%3.")]
CHAPTERS = [level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")]
POINTS = [level(0, "bullet", "\uf0b7"), level(1, "bullet", "o")]
LETTERS = [level(0, "upperLetter", "%1)")]


def test_levels_of_a_list_of_word_lie_within_each_other() -> None:
    made = of_word(
        *(
            entry(text, 1, depth)
            for text, depth in (("A", 0), ("B", 0), ("B a", 1), ("B b", 1), ("B b i", 2), ("C", 0))
        ),
        numbering=numbering([COUNTED], {1: 0}),
    )
    assert body(made) == "1. A\n2. B\n    1. B a\n    2. B b\n        1. B b i\n3. C"


def test_a_list_of_word_goes_on_after_a_paragraph_or_another_list() -> None:
    made = of_word(
        entry("En", 1),
        entry("Punkt", 2),
        entry("To", 1),
        paragraph("Så dette:"),
        entry("Tre", 1),
        numbering=numbering([COUNTED, POINTS], {1: 0, 2: 1}),
    )
    assert body(made) == "1. En\n\n- Punkt\n\n2. To\n\nSå dette:\n\n3. Tre"


def test_a_list_of_word_may_begin_anew_or_further_on() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    made = of_word(
        entry("En", 1),
        entry("To", 1),
        paragraph("Ny:"),
        entry("Ny en", 2),
        paragraph("Senere:"),
        entry("Sju", 3),
        entry("Åtte", 3),
        numbering=numbering([COUNTED], {1: 0, 2: 0, 3: 0}, {2: again.format(1), 3: again.format(7)}),
    )
    assert body(made) == "1. En\n2. To\n\nNy:\n\n1. Ny en\n\nSenere:\n\n7. Sju\n8. Åtte"


def test_what_markdown_cannot_count_by_stands_as_text() -> None:
    made = of_word(
        entry("Alder over 50", 1),
        entry("Blødning", 1),
        paragraph("Kapitler:"),
        entry("Mål", 2),
        entry("Delmål", 2, 1),
        numbering=numbering([LETTERS, CHAPTERS], {1: 0, 2: 1}),
    )
    assert body(made) == "- A) Alder over 50\n- B) Blødning\n\nKapitler:\n\n1. Mål\n    - 1.1 Delmål"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("<ol><li>x<li>y</ol><ul><li>z</ul>", "<ol><li>x</li><li>y</li></ol><ul><li>z</li></ul>"),
        ("<ul><li>x<ol><li>y</ol><ul><li>z</ul></ul>", "<ul><li>x<ol><li>y</li></ol><ul><li>z</li></ul></li></ul>"),
        ("<ol><li><p>x</p><p>mer</p><li>y</ol>", "<ol><li><p>x</p><p>mer</p></li><li><p>y</p></li></ol>"),
    ],
)
def test_the_archive_shows_lists_as_they_were(written: str, right: str) -> None:
    markdown = html(f"<p>Husk:</p>{written}").removeprefix("Husk:\n\n")
    shown = Renderer().render(markdown, "nyheter/2026/a.md")[0].html
    assert re.sub(r"\s+(?=<)|(?<=>)\s+", "", shown).replace("<p>x</p><ol>", "x<ol>") == right


def test_a_style_of_word_may_make_a_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Nr"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Nr2"><w:basedOn w:val="Nr"/></w:style>'
    )
    made = of_word(
        *(paragraph(text, style=style) for text, style in (("En", "Nr"), ("To", "Nr2"))),
        styles=styles,
        numbering=numbering([COUNTED], {1: 0}),
    )
    assert body(made) == "1. En\n2. To"


def test_a_paragraph_that_is_moved_in_goes_on_with_the_entry_above() -> None:
    made = of_word(
        entry("Ring", 1),
        paragraph("Bare på dagtid.", properties='<w:ind w:left="360"/>'),
        entry("Send", 1),
        numbering=numbering([COUNTED], {1: 0}),
    )
    assert body(made) == "1. Ring\n\n    Bare på dagtid.\n\n2. Send"


FILTERED = "<p class={} style='margin-left:{}pt;text-indent:-18.0pt'>{}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>{}</p>"


@pytest.mark.parametrize(
    ("entries", "right"),
    [
        (
            [
                ("MsoListParagraphCxSpFirst", 36, "<span style='font-family:Symbol'>·</span>", "Ta prøver"),
                ("MsoListParagraphCxSpLast", 72, "<span style='font-family:\"Courier New\"'>o</span>", "Kalium"),
            ],
            "- Ta prøver\n    - Kalium",
        ),
        ([("MsoListParagraph", 36, "1.", "Ring"), ("MsoListParagraph", 36, "2.", "Send")], "1. Ring\n2. Send"),
        ([("MsoListParagraph", 36, "3.", "Ring"), ("MsoListParagraph", 72, "b)", "Send")], "3. Ring\n    2. Send"),
        (
            [("MsoNormal", 36, "<span style='font-family:Wingdings'>§</span>", "Én"), ("MsoNormal", 36, "–", "To")],
            "- Én\n- To",
        ),
    ],
)
def test_lists_that_word_has_filtered_are_lists(entries: list[tuple[str, int, str, str]], right: str) -> None:
    assert html("<p>Husk:</p>" + "".join(FILTERED.format(*one) for one in entries)) == f"Husk:\n\n{right}"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("<ol start=4><li>d<li>e</ol>", "4. d\n5. e"),
        ("<ol><li value=7>g<li>h</ol>", "7. g\n8. h"),
        ("<ol type=A><li>g<li>h</ol>", "- A. g\n- B. h"),
        (
            "<ol class='lst-kix_a-0 start'><li>x</ol><ol class=lst-kix_a-1><li>y</ol><ol class=lst-kix_a-0 start=2><li>z</ol>",
            "1. x\n    1. y\n2. z",
        ),
        (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>x</p>"
            "<p class=MsoListParagraph>mer</p>",
            "2. x\n\n    mer",
        ),
        ("<ol><li>x<ol type=a><li>y</ol></ol>", "1. x\n    1. y"),
        ("<ul><li><p>x</p><p>mer</p></li><li>y</li></ul>", "- x\n\n    mer\n\n- y"),
    ],
)
def test_lists_of_a_page_count_as_they_did(written: str, right: str) -> None:
    assert html(f"<p>Husk:</p>{written}") == f"Husk:\n\n{right}"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("<p>• Ta prøver</p><p>• Ring</p>", "- Ta prøver\n- Ring"),
        ("<p>▪ Bare én</p>", "- Bare én"),
        ("<p>- Ta prøver</p><p>- Ring</p>", "- Ta prøver\n- Ring"),
        ("<p>1. Ta prøver</p><p>2. Ring</p>", "1. Ta prøver\n2. Ring"),
        # A dash alone begins what somebody says.
        ("<p>– Det er bra, sier hun.</p>", "– Det er bra, sier hun."),
    ],
)
def test_paragraphs_that_begin_with_a_point_are_a_list(written: str, right: str) -> None:
    assert html(f"<p>Husk:</p>{written}") == f"Husk:\n\n{right}"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        (
            "Husk:\n• Ta prøver av alle som har fått den nye medisinen siden i fjor\n  sommer\n• Ring",
            "- Ta prøver av alle som har fått den nye medisinen siden i fjor sommer\n- Ring",
        ),
        ("Husk:\n\n- Ring\n  - legevakt\n  - sykehus\n- Send", "- Ring\n    - legevakt\n    - sykehus\n- Send"),
        ("Husk:\n\n3. Ring\n4. Send", "3. Ring\n4. Send"),
        ("Husk:\n\na) Ring\nb) Send", "- a) Ring\n- b) Send"),
        ("Husk:\n\n• Ring\n\n• Send", "- Ring\n- Send"),
    ],
)
def test_lists_of_plain_text_are_lists(written: str, right: str) -> None:
    (letter,) = reading.read("a.txt", f"{written}\n".encode())
    assert split(letter).items[0].markdown == f"Husk:\n\n{right}\n"


def test_words_that_were_parted_at_the_end_of_a_line_of_text_are_whole() -> None:
    long = "Skriv i henvisningen hva du vil ha svar på, og hvilke "
    written = f"{long}laboratorie-\nprøver du har tatt, for det er mange på sykehuset som bruker IKT-\ntjenester."
    (letter,) = reading.read("a.txt", written.encode())
    assert split(letter).items[0].markdown == (
        f"{long}laboratorieprøver du har tatt, for det er mange på sykehuset som bruker IKT-tjenester.\n"
    )


def test_what_a_table_is_called_stands_before_it() -> None:
    made = html(
        "<table><caption>Grenser for voksne</caption><tr><td>Hb</td><td>13</td></tr><tr><td>TSH</td><td>4</td></tr></table>"
    )
    assert made.startswith("Grenser for voksne\n\n|")


def test_what_goes_on_in_a_point_of_a_list_after_a_table_is_text_and_no_code() -> None:
    table = "<table border=1><tr><td>Hb</td><td>13</td></tr><tr><td>TSH</td><td>4</td></tr></table>"
    assert html(f"<ul><li>Grenser:{table}<p>Ring ellers.</p></li><li>Så</li></ul>").endswith("\n\nRing ellers.\n\n- Så")

"""Marks, tables, lists and footnotes of letters: what a text says by how it is set stands in the drafts too."""

# The lines of letters are as long as those who made them have them.
# ruff: noqa: E501

import re

import pytest

from generator.body.markdown import Renderer
from generator.importers import read as reading
from generator.importers.letter import Issue, Letter
from generator.importers.split.items import split
from tests.word_files import cell, entry, heading, level, numbering, paragraph, run, table, word


def of_html(html: str) -> Issue:
    return split(Letter("brev.html", "", "Praksisnytt 3/2026", None, "", html))


def of_word(*body: str, **parts: str) -> Issue:
    """Import a document that has one item, in which the pieces stand."""
    (letter,) = reading.read("brev.docx", word(heading("Praksisnytt 3/2026"), heading("Nye råd"), *body, **parts))
    return split(letter)


def body(issue: Issue) -> str:
    (item,) = issue.items
    return item.markdown.removesuffix("\n")


def html(text: str) -> str:
    return body(of_html(f"<h2>Nye råd</h2>{text}"))


def told(issue: Issue, code: str) -> list[str]:
    return [dict(one.values)["text"] for one in (*issue.left_out, *issue.remarks) if one.code == code]


# --- Marks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("<s>1000 mg</s> 500 mg", "~~1000 mg~~ 500 mg"),
        ("<del>1000 mg</del> 500 mg", "~~1000 mg~~ 500 mg"),
        ("<strike>aldri</strike> sjelden", "~~aldri~~ sjelden"),
        ("<span style='text-decoration: line-through'>20 mg</span> 10 mg", "~~20 mg~~ 10 mg"),
        ("<span style='text-decoration:underline line-through red'>20 mg</span> 10 mg", "~~20 mg~~ 10 mg"),
        ("<font style='text-decoration-line:LINE-THROUGH'>20 mg</font> 10 mg", "~~20 mg~~ 10 mg"),
        # A child can't undo what its parent draws.
        ("<s>ta <b style='text-decoration:none'>to</b></s> en", "~~ta~~ **~~to~~** en"),
        ("<s style='text-decoration:none'>20 mg</s>", "20 mg"),
        # Within a word, and beside signs, two tildes would strike nothing out.
        ("10<s>00</s> mg", "10~~00~~ mg"),
        ("<s>10 mg.</s>5 mg", "<del>10 mg.</del>5 mg"),
        ("<s>10 mg</s>, <s>20 mg</s>", "~~10 mg~~, ~~20 mg~~"),
        ("<s>en<br>to</s>", "~~en~~  \n~~to~~"),
        # What only looks like a mark is none.
        ("fra ~~10~~ til 5", "fra \\~\\~10\\~\\~ til 5"),
    ],
)
def test_what_is_struck_out_in_a_page_stays_so(written: str, right: str) -> None:
    assert html(f"<p>Dosen: {written}</p>") == f"Dosen: {right}"


def test_a_paragraph_may_begin_with_what_is_struck_out() -> None:
    assert html("<p style='text-decoration:line-through'>Ring 33 00 00 00</p>") == "~~Ring 33 00 00 00~~"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("10<sup>9</sup>/l", "10<sup>9</sup>/l"),
        ("H<sub>2</sub>O og Na<sup>+</sup>", "H<sub>2</sub>O og Na<sup>+</sup>"),
        ("10<span style='vertical-align:super;font-size:8pt'>-3</span>", "10<sup>-3</sup>"),
        ("CO<span style='vertical-align: sub'>2</span>", "CO<sub>2</sub>"),
        ("10<span style='position:relative;top:-4pt;mso-text-raise:4.0pt'>6</span>", "10<sup>6</sup>"),
    ],
)
def test_what_is_raised_or_lowered_in_a_page_stays_so(written: str, right: str) -> None:
    assert html(f"<p>Verdi: {written}</p>") == f"Verdi: {right}"


def test_a_style_sheet_may_say_what_is_struck_out_raised_and_hidden() -> None:
    sheet = (
        "<style>/* x */ .c1 {color:red; text-decoration : line-through} span.c2{vertical-align:super} .c3{display:none}"
    )
    sheet += "@media print { .c4 { display: none } }</style>"
    written = "<p>Gi <span class='a c1'>4</span> 2 mg, 10<span class=c2>9</span>.<i class=c3>Skjult</i><i class=c4>Sett</i></p>"
    made = of_html(f"{sheet}<h2>Nye råd</h2>{written}")
    assert body(made) == "Gi ~~4~~ 2 mg, 10<sup>9</sup>.*Sett*"
    assert told(made, "import-utelatt-skjult") == ["Skjult"]


def test_a_title_has_no_marks_so_what_is_struck_out_of_it_is_told_and_figures_are_raised_ones() -> None:
    made = of_html("<h2>Grensen er <s>150</s> 100 · 10<sup>9</sup>/l</h2><p>Tekst.</p>")
    assert [item.title for item in made.items] == ["Grensen er 100 · 10⁹/l"]
    assert told(made, "import-utelatt-strok") == ["150"]


@pytest.mark.parametrize(
    ("properties", "right"),
    [
        ("<w:strike/>", "~~1000~~"),
        ("<w:dstrike/>", "~~1000~~"),
        ('<w:strike w:val="0"/>', "1000"),
        ('<w:strike w:val="true"/>', "~~1000~~"),
        ('<w:rStyle w:val="Gammel"/>', "~~1000~~"),
        ('<w:rStyle w:val="Gammel"/><w:strike w:val="false"/>', "1000"),
        ('<w:vertAlign w:val="superscript"/>', "<sup>1000</sup>"),
        ('<w:vertAlign w:val="subscript"/>', "<sub>1000</sub>"),
        ('<w:rStyle w:val="Oppe"/>', "<sup>1000</sup>"),
        ('<w:position w:val="8"/>', "<sup>1000</sup>"),
        ('<w:position w:val="1"/>', "1000"),
        ('<w:strike/><w:vertAlign w:val="superscript"/>', "~~<sup>1000</sup>~~"),
    ],
)
def test_marks_of_word_are_kept_whether_a_run_or_its_style_has_them(properties: str, right: str) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Gammel"><w:name w:val="Gammel"/><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Basis"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Oppe"><w:basedOn w:val="Basis"/></w:style>'
    )
    assert body(of_word(paragraph("Gi ", run("1000", properties), " mg"), styles=styles)) == f"Gi {right} mg"


def test_a_paragraph_style_of_word_may_strike_out_all_of_it() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Ute"><w:rPr><w:strike/></w:rPr></w:style>'
    assert body(of_word(paragraph("Gjelder ikke", style="Ute"), styles=styles)) == "~~Gjelder ikke~~"


def test_what_is_hidden_in_word_is_left_out_and_told() -> None:
    made = of_word(paragraph("Ring legevakta.", run(" Kari har permisjon.", "<w:vanish/>"), run(" Alltid.", "<w:b/>")))
    assert body(made) == "Ring legevakta. **Alltid.**"
    assert told(made, "import-utelatt-skjult") == ["Kari har permisjon."]


def test_of_tracked_changes_the_new_text_is_kept_and_the_old_is_told() -> None:
    old = '<w:del w:id="1"><w:r><w:delText xml:space="preserve">1000 mg </w:delText></w:r></w:del>'
    new = f'<w:ins w:id="2">{run("500 mg ")}</w:ins>'
    made = of_word(paragraph("Start med ", old, new, "daglig."))
    assert body(made) == "Start med 500 mg daglig."
    assert told(made, "import-utelatt-slettet") == ["1000 mg"]


def test_a_row_that_was_deleted_while_changes_were_tracked_is_told() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("Gammel")}{cell("1 mg")}</w:tr>'
    kept = "".join(f"<w:tr>{cell(name)}{cell(dose)}</w:tr>" for name, dose in (("Medisin", "Dose"), ("Ny", "2 mg")))
    made = of_word(f"<w:tbl><w:tblPr/>{gone}{kept}</w:tbl>")
    assert rows(body(made)) == [["Medisin", "Dose"], ["Ny", "2 mg"]]
    assert told(made, "import-utelatt-slettet") == ["Gammel 1 mg"]


def test_formulas_fields_and_breaks_of_word_are_read() -> None:
    power = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>9</m:t></m:r></m:sup></m:sSup>"
    field = f'<w:fldSimple w:instr="REF a">{run("tabell 2")}</w:fldSimple>'
    made = of_word(paragraph("Se ", field, "<w:r><w:cr/></w:r>", "under ", f"<m:oMath>{power}</m:oMath>", "/l"))
    assert body(made) == "Se tabell 2  \nunder 10<sup>9</sup>/l"


@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_a_first_letter_in_a_frame_belongs_to_its_word(kind: str) -> None:
    frame = f'<w:framePr w:dropCap="{kind}" w:lines="3"/>'
    large = run("F", '<w:sz w:val="100"/><w:position w:val="-9"/>')
    made = of_word(paragraph(large, properties=frame), paragraph("astlegen ringer selv."))
    assert body(made) == "Fastlegen ringer selv."


# --- Signs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Pro\ufb01l og e\ufb00ekt, o\ufb03sielt", "Profil og effekt, offisielt"),
        ("10\x9620 mg \x93ved behov\x94", "10–20 mg “ved behov”"),
        ("IKT\x1etjenester", "IKT-tjenester"),
        ("lege\x02vakt\x0bsentral", "legevakt sentral"),
        ("legevakt\u00adsentralen\u200b", "legevaktsentralen"),
        ("\uf0e0 ring", "→ ring"),
    ],
)
def test_signs_are_those_that_a_reader_sees(written: str, right: str) -> None:
    made = split(Letter("a.html", "", "T", None, "", f"<p>{written}</p><p>Mer.</p>"))
    assert made.items[0].markdown.split("\n")[0] == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("<span style='font-family:Symbol'>\xb3</span> 65 år", "≥ 65 år"),
        ("<font face='Symbol'>\xa3</font> 5 mmol/l", "≤ 5 mmol/l"),
        ("ring <span style='font-family:Wingdings'>\xe0</span> legevakt", "ring → legevakt"),
        ("20 <span style='font-family:Symbol,serif'>m</span>g", "20 μg"),
    ],
)
def test_letters_in_a_font_of_symbols_are_the_symbols(written: str, right: str) -> None:
    assert html(f"<p>Om: {written}</p>") == f"Om: {right}"


def test_a_symbol_font_of_word_is_read() -> None:
    sign = run("\uf0b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    assert body(of_word(paragraph("Alder ", sign, " 65 år"))) == "Alder ≥ 65 år"


# --- Tables -----------------------------------------------------------------------------------------------------------


def rows(markdown: str) -> list[list[str]]:
    lines = [line for line in markdown.split("\n") if line.startswith("|")]
    return [[one.strip() for one in line[1:-1].split(" | ")] for line in lines if "---" not in line]


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


# --- Footnotes --------------------------------------------------------------------------------------------------------

NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def test_footnotes_of_word_go_with_the_item_that_refers_to_them() -> None:
    notes = "".join(
        f'<w:footnote w:id="{id_}">{paragraph(text)}</w:footnote>'
        for id_, text in ((2, "Ikke ved nyresvikt."), (3, "Fra 2019."))
    )
    (letter,) = reading.read(
        "a.docx",
        word(
            *(heading("Praksisnytt 3/2026"), heading("Metformin"), paragraph("Gi 500 mg.", NOTE.format(2))),
            *(heading("Litium"), paragraph("Mål nivået.", NOTE.format(3), " Ring.")),
            *(heading("Legevakt"), paragraph("Ring før du kommer.")),
            footnotes=notes,
        ),
    )
    assert [item.markdown for item in split(letter).items] == [
        "Gi 500 mg.[^1]\n\n[^1]: Ikke ved nyresvikt.\n",
        "Mål nivået.[^2] Ring.\n\n[^2]: Fra 2019.\n",
        "Ring før du kommer.\n",
    ]


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        (
            "<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a>",
            "<div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Ikke til barn.</p></div>",
        ),
        (
            "<sup id='fnref1'><a href='#fn1'>1</a></sup>",
            "<section><ol><li id=fn1><p>Ikke til barn. <a href='#fnref1'>↩</a></p></li></ol></section>",
        ),
        ("<a id=a href='#b'>*</a>", "<p id=b><a href='#a'>*</a> Ikke til barn.</p>"),
    ],
)
def test_footnotes_of_a_page_are_known_by_the_way_back(reference: str, note: str) -> None:
    made = of_html(f"<h2>En</h2><p>Gi to.{reference} Mer.</p><h2>To</h2><p>Tekst.</p>{note}")
    assert [item.markdown for item in made.items] == ["Gi to.[^1] Mer.\n\n[^1]: Ikke til barn.\n", "Tekst.\n"]


def test_a_link_to_a_place_below_is_no_footnote() -> None:
    made = of_html(
        "<h2>En</h2><p id=topp><a href='#mer'>1</a> Tekst.</p><h2>To</h2><div id=mer><p>Mer. <a href='#topp'>Opp igjen</a></p></div>"
    )
    assert "Mer." in made.items[1].markdown


def test_a_note_that_is_referred_to_in_a_title_stands_as_text_below() -> None:
    made = of_html(
        "<h2>Metformin<sup id=r><a href='#n'>1</a></sup></h2><p>Gi to.</p><ol><li id=n>Ikke barn. <a href='#r'>↑</a></li></ol>"
    )
    assert [(item.title, item.markdown) for item in made.items] == [("Metformin", "Gi to.\n\nIkke barn.\n")]

"""Marks, signs and footnotes of pages and of Word."""

# The lines of letters are as long as those who made them have them.
# ruff: noqa: E501

import pytest

from generator.importers import read as reading
from generator.importers.letter import Letter
from generator.importers.split.items import split
from tests.marks import body, html, of_html, of_word, rows, told
from tests.word_files import cell, heading, paragraph, run, word

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
        ("<s style='mso-bidi-font-weight:bold'>20 mg</s> 10 mg", "~~20 mg~~ 10 mg"),
        ("<span style='text-line-through:double'>20 mg</span> 10 mg", "~~20 mg~~ 10 mg"),
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
        ("10<font size=1 style='position:relative;top:-0.4em'>6</font>", "10<sup>6</sup>"),
        ("H<small style='position:relative;bottom:-.3em'>2</small>O", "H<sub>2</sub>O"),
        ("10<span style='vertical-align:4pt;font-size:70%'>6</span>", "10<sup>6</sup>"),
        ("CO<span style='vertical-align:-30%'>2</span>", "CO<sub>2</sub>"),
        ("10<span style='vertical-align:0;position:relative;top:0'>0</span> mg", "100 mg"),
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


@pytest.mark.parametrize(
    "sheet", ["p.gammel span{text-decoration:line-through}", "div > p span {text-decoration-line: line-through}"]
)
def test_a_style_sheet_may_say_it_of_what_lies_within_something_else(sheet: str) -> None:
    text = "<p>Ta <span>5 mg</span></p><div><p class=gammel>Ta <span>10 mg</span> i dag</p></div>"
    assert html(f"<style>{sheet}</style>{text}") == "Ta 5 mg\n\nTa ~~10 mg~~ i dag"


def test_what_is_hidden_within_something_that_can_be_opened_is_not_taken_for_hidden() -> None:
    text = "<div class=fane><p class=innhold>Ta 5 mg.</p></div>"
    assert html(f"<style>.fane .innhold{{display:none}}</style>{text}") == "Ta 5 mg."


def test_what_is_ticked_in_a_list_and_what_is_not_is_told() -> None:
    boxes = "<ul><li><input type=checkbox> Ring</li><li><input type=checkbox checked disabled> Skriv</li></ul>"
    assert html(boxes) == "- \\[ \\] Ring\n- \\[x\\] Skriv"
    assert html("<p><input type=checkbox> Jeg godtar</p>") == "Jeg godtar"

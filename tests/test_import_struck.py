"""What is struck out in a PDF, and marks that stand side by side: what a letter shows is what a draft shows.

``tests/struck_pdf`` has a page of the same text as three programs make it: LibreOffice 7.4, ReportLab 3.6 and Chromium.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers import read as reading
from generator.importers.letter import Item
from generator.importers.split.blocks import Run
from generator.importers.split.inline import inline
from generator.importers.split.items import split
from tests.as_github import seen_on_github
from tests.foreign import Set, pdf
from tests.foreign_formats import rtf
from tests.formats import markdown, read
from tests.marks import html
from tests.often import some

PDFS = Path(__file__).parent / "struck_pdf"
TITLE, HEADING = Set(50, 760, "Praksisnytt 3/2026", 20, "F2"), Set(50, 730, "Nye grenser for henvisning", 14, "F2")
# The letters of F3 are six points wide in this size.
LINE = Set(50, 700, "Ta ikke 10 mg, men 5 mg daglig. Det gjelder alle.", 10, "F3")


def item_of(data: bytes) -> Item:
    (letter,) = reading.read("a.pdf", data)
    return split(letter).items[0]


def body(*lines: Set, drawn: str = "") -> str:
    return item_of(pdf([[TITLE, HEADING, *lines]], drawn=drawn)).markdown


@pytest.mark.parametrize("program", ["libreoffice", "reportlab", "chromium"])
def test_a_line_across_text_strikes_it_out_whichever_program_drew_it(program: str) -> None:
    made = item_of((PDFS / f"{program}.pdf").read_bytes()).markdown
    assert "Start med ~~1000 mg~~ 500 mg daglig." in made
    assert "| Litium | ~~1,0~~ 0,8 |" in made
    assert "| ~~Digitoksin~~ | 0,1 |" in made
    assert "~~Hele denne setningen gjelder ikke lenger, for den er gammel og skal" in made
    assert " 2000 mg. Ikke gi det om natta, og aldri mer enn 2000 mg." in made


@pytest.mark.parametrize(
    "drawn",
    [
        # A thin box that is filled, as Word makes it, and a line that is drawn.
        "98 702.6 30 0.5 re f",
        "0.5 w 98 702.8 m 128 702.8 l S",
        # Two lines, as some draw them, or one that is a little too long.
        "98 702 30 0.4 re f 98 703.6 30 0.4 re f",
        "96 702.6 34 0.5 re f",
    ],
)
def test_a_thin_box_and_a_line_strike_out_what_they_cross(drawn: str) -> None:
    assert body(LINE, drawn=drawn) == "Ta ikke ~~10 mg~~, men 5 mg daglig. Det gjelder alle.\n"


@pytest.mark.parametrize(
    "drawn",
    [
        # Below the text, above it, as high as a letter, beside it, and upright.
        "98 698.6 30 0.5 re f",
        "98 709 30 0.5 re f",
        "98 699 30 9 re f",
        "400 702.6 30 0.5 re f",
        "110 690 0.5 30 re f",
    ],
)
def test_an_underline_a_frame_and_a_colour_strike_nothing_out(drawn: str) -> None:
    assert body(LINE, drawn=drawn) == "Ta ikke 10 mg, men 5 mg daglig. Det gjelder alle.\n"


def test_a_note_that_strikes_out_does_so() -> None:
    note = b"/Annots[<</Type/Annot/Subtype/StrikeOut/QuadPoints[98 710 128 710 98 698 128 698]>>]"
    made = pdf([[TITLE, HEADING, LINE]]).replace(b"/MediaBox", note + b"/MediaBox")
    assert item_of(made).markdown.startswith("Ta ikke ~~10 mg~~, men")


def test_what_is_struck_out_goes_on_in_the_next_line_also_within_a_word() -> None:
    lines = [Set(50, 700, "Send ikke alle labora-", 10, "F3"), Set(50, 688, "torier et brev om dette.", 10, "F3")]
    drawn = "140 702.6 42 0.5 re f 50 690.6 36 0.5 re f"
    assert body(*lines, drawn=drawn) == "Send ikke alle ~~laboratorier~~ et brev om dette.\n"


def test_a_line_across_a_cell_parts_no_rows() -> None:
    cells = [Set(52, 680, "Prøve"), Set(152, 680, "Grense"), Set(52, 660, "Litium"), Set(152, 660, "1,0 mmol")]
    grid = "".join(f"{x} 650 m {x} 694 l S " for x in (48, 148, 248))
    grid += "".join(f"48 {y} m 248 {y} l S " for y in (650, 674, 694))
    assert "| Litium | ~~1,0 mmol~~ |" in body(LINE, *cells, drawn=f"{grid} 152 662.6 44 0.5 re f")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("<s>5 · 10<sup>6</sup></s> 6 · 10<sup>6</sup>", "~~5 · 10<sup>6</sup>~~ 6 · 10<sup>6</sup>"),
        ("<b>10<sup>9</sup>/l</b> er nok", "**10<sup>9</sup>/l** er nok"),
        ("<b>Ta <s>ikke</s> alltid</b> 5 mg", "**Ta ~~ikke~~ alltid** 5 mg"),
        ("<b>Ring <i>nå</i></b> og vent", "**Ring *nå*** og vent"),
        # Where marks would be read as text, or as other marks, tags are written, and bold letters are as others.
        ("<s>(5 mg)</s>daglig", "<del>(5 mg)</del>daglig"),
        ("<s>aldri</s><b><s>(5 mg</s></b>, men 4", "<del>aldri</del>**<del>(5 mg</del>**, men 4"),
        ("<b>Ring 113.</b>Ikke vent", "Ring 113.Ikke vent"),
        ("Hei!<a href='https://siv.no/'>Les</a>", "Hei\\![Les](https://siv.no/)"),
    ],
)
def test_marks_within_and_beside_each_other_are_read_as_they_are_meant(written: str, right: str) -> None:
    assert html(f"<p>Dosen: {written}</p>") == f"Dosen: {right}"


@pytest.mark.parametrize("sign", [r"\up8", r"\super", r"\up6"])
def test_what_rtf_raises_by_so_and_so_much_is_raised(sign: str) -> None:
    made = markdown(
        read("a.rtf", rtf(r"\pard Under 10{{\*\updnprop8000}" + sign + r" 9}/l, H{\dn6 2}O og 10\up0 9\par"))
    )
    assert "Under 10<sup>9</sup>/l, H<sub>2</sub>O og 109" in made


SIGNS = ["5 mg", "ikke", "(", ")", "«", "»", " ", ",", ".", "10", "*", "~", "_", ":", "!", "<", "&amp;", "|", "-", "å"]
LOOKS = st.builds(
    Run,
    st.lists(st.sampled_from(SIGNS), min_size=1).map("".join),
    strong=st.booleans(),
    em=st.booleans(),
    href=st.just(""),
    raised=st.sampled_from(["", "", "sup", "sub"]),
    image=st.just(""),
    struck=st.booleans(),
    note=st.just(""),
)


@given(st.lists(LOOKS, min_size=1, max_size=5))
@some
def test_whatever_is_marked_a_reader_sees_every_letter_and_what_is_struck_raised_and_lowered(runs: list[Run]) -> None:
    wanted = [
        (letter, {run.raised, "del" if run.struck else ""} - {""})
        for run in runs
        for letter in run.text
        if not letter.isspace()
    ]
    assert seen_on_github(inline(runs, lambda _: "")) == wanted

"""What a PDF says by where its letters stand: figures above the line, tables, lists, first letters and parted words."""

# The lines of letters are as long as those who made them have them.
# ruff: noqa: E501

import pytest

from generator.importers import read as reading
from generator.importers.split.items import split
from tests.foreign import Set, pdf

TITLE = Set(50, 760, "Praksisnytt 3/2026", 20, "F2")
HEADING = Set(50, 730, "Nye grenser for henvisning", 14, "F2")
LAST = Set(50, 100, "Ring laboratoriet om du er i tvil, for svarene kan bli forsinket.")


def body(*lines: Set, drawn: str = "") -> str:
    """Import a page that has one item, in which the lines stand."""
    (letter,) = reading.read("a.pdf", pdf([[TITLE, HEADING, *lines]], drawn=drawn))
    (item,) = split(letter).items
    return item.markdown


def column(*texts: str, top: float = 700, left: float = 50, apart: float = 12) -> list[Set]:
    return [Set(left, top - apart * at, text) for at, text in enumerate(texts)]


def test_figures_above_and_below_the_line_are_raised_and_lowered() -> None:
    made = body(
        Set(50, 700, "Under 100 \xb7 10"),
        Set(122, 704, "9", 6),
        Set(126, 700, "/l og H"),
        Set(158, 697, "2", 6),
        Set(162, 700, "O."),
        LAST,
    )
    assert made.startswith("Under 100 · 10<sup>9</sup>/l og H<sub>2</sub>O.")


def test_a_small_figure_that_is_lowered_a_little_is_lowered() -> None:
    # LibreOffice lowers by less than a tenth of the size.
    made = body(Set(50, 700, "Mengden CO"), Set(106, 699.1, "2", 8), Set(110.6, 700, " er for stor."), LAST)
    assert "Mengden CO<sub>2</sub> er for stor." in made


def test_a_figure_high_above_the_line_is_of_the_line_too() -> None:
    made = body(Set(50, 700, "Arealet er 12 m"), Set(121, 705.5, "2", 6), Set(126, 700, "med alt."), LAST)
    assert made.startswith("Arealet er 12 m<sup>2</sup>")


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        (("alle laborato-", "rieprøver"), "alle laboratorieprøver"),
        (("bruk av IT-", "verktøy"), "bruk av IT-verktøy"),
        (("nivået av B12-", "vitamin"), "nivået av B12-vitamin"),
        (("send det med e-", "post"), "send det med e-post"),
        (("skole- og barne-", "hage"), "skole- og barnehage"),
        (("barne-", "og ungdomsskole"), "barne- og ungdomsskole"),
        (("i hele Sør-", "Norge"), "i hele Sør-Norge"),
        (("uke 50-", "52 i år"), "uke 50-52 i år"),
        (("om ikke-", "medikamentell behandling"), "om ikke-medikamentell behandling"),
        (("om PCR-", "svaret og mRNA-", "vaksinen"), "om PCR-svaret og mRNA-vaksinen"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_unless_it_is_of_the_word(lines: tuple[str, ...], right: str) -> None:
    assert body(*column("Dette gjelder " + lines[0], *lines[1:]), LAST).split("\n")[0] == f"Dette gjelder {right}"


def test_points_and_numbers_are_lists_and_their_lines_are_joined() -> None:
    made = body(
        *column("Ta med dette til timen:"),
        *column("• Liste over alle legemidler som pasienten bruker,", top=680),
        *column("også de som er kjøpt uten resept", top=668, left=58),
        *column("– Siste blodprøver", top=654, left=70),
        *column("• Henvisning", top=640),
        *column("Slik gjør du det:", top=610),
        *column("1. Ring sykehuset før du sender pasienten, så de vet", "at noen kommer", "2. Send brevet", top=590),
        LAST,
    )
    assert made.split("\n\n")[:4] == [
        "Ta med dette til timen:",
        "- Liste over alle legemidler som pasienten bruker, også de som er kjøpt uten resept\n"
        "    - Siste blodprøver\n- Henvisning",
        "Slik gjør du det:",
        "1. Ring sykehuset før du sender pasienten, så de vet at noen kommer\n2. Send brevet",
    ]


def test_a_point_that_stands_by_itself_belongs_to_the_text_beside_it() -> None:
    lines = [
        Set(50, 700, "Husk dette:"),
        Set(50, 680, "•"),
        Set(75, 680, "Ring"),
        Set(50, 668, "•"),
        Set(75, 668, "Send"),
    ]
    assert body(*lines, LAST).startswith("Husk dette:\n\n- Ring\n- Send\n")


def test_a_point_may_be_drawn() -> None:
    drawn = "".join(f"52 {bottom} 4 4 re f\n" for bottom in (682, 668))
    lines = [Set(50, 700, "Husk dette:"), Set(64, 680, "Ring først"), Set(64, 666, "Send brevet")]
    assert body(*lines, LAST, drawn=drawn).startswith("Husk dette:\n\n- Ring først\n- Send brevet\n")


@pytest.mark.parametrize("line", ["12. mai åpner legevakta i nye lokaler.", "3. Dette er ikke et punkt i noen liste."])
def test_a_line_that_only_begins_with_a_number_is_no_point(line: str) -> None:
    assert (
        body(*column("Møtet er avlyst, og det blir ikke noe nytt møte i vår. Fra", line), LAST)
        .split("\n")[0]
        .endswith(f"Fra {line}")
    )


CELLS = [("Prøve", "Når", "Grense"), ("Kreatinin i serum", "hver uke", "90"), ("Kalium", "hvert år", "3,6 til 5,0")]
TABLE = "| Prøve | Når | Grense |\n| --- | --- | --- |\n| Kreatinin i serum | hver uke | 90 |\n| Kalium | hvert år | 3,6 til 5,0 |"


def cells(lefts: tuple[float, ...], *, bold: bool = False) -> list[Set]:
    return [
        Set(left, 680 - 20 * row, text, 10, "F2" if bold and not row else "F1")
        for row, texts in enumerate(CELLS)
        for left, text in zip(lefts, texts, strict=True)
    ]


def ruled(xs: tuple[float, ...], ys: tuple[float, ...]) -> str:
    upright = "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs)
    return upright + "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)


@pytest.mark.parametrize("bold", [True, False])
def test_a_table_with_lines_around_its_cells_is_a_table(*, bold: bool) -> None:
    # The cells stand so close that nothing but the lines parts them.
    drawn = ruled((48, 133, 180, 250), (634, 654, 674, 694))
    assert TABLE in body(*cells((52, 137, 184), bold=bold), LAST, drawn=drawn)


@pytest.mark.parametrize("bold", [True, False])
def test_a_table_without_lines_is_known_by_how_its_cells_stand(*, bold: bool) -> None:
    assert TABLE in body(*cells((52, 220, 390), bold=bold), LAST)


def test_a_cell_of_a_pdf_may_have_several_lines_or_reach_over_others() -> None:
    lines = [
        Set(52, 680, "Prøve"),
        Set(152, 680, "Grense"),
        Set(52, 660, "Natrium og"),
        Set(52, 648, "kalium"),
        Set(152, 660, "5,0"),
    ]
    lines.append(Set(52, 628, "Gjelder alle som er over 18 år"))
    drawn = ruled((48, 148, 248), (640, 674, 694)) + "48 620 m 248 620 l S 48 620 m 48 640 l S 248 620 m 248 640 l S\n"
    assert "| Natrium og kalium | 5,0 |\n| Gjelder alle som er over 18 år |  |" in body(*lines, LAST, drawn=drawn)


def test_columns_of_running_text_are_no_table() -> None:
    left = column(*(f"Dette er linje nummer {at} i den første spalten" for at in range(6)))
    right = column(*(f"Dette er linje nummer {at} i den andre spalten" for at in range(6)), left=310)
    assert "|" not in body(*left, *right, LAST)


@pytest.mark.parametrize(
    ("initial", "left", "rest", "right"),
    [
        ("F", 73, "astlegene har fått et nytt nummer", "Fastlegene har"),
        ("I", 66, "dag åpner den nye legevakta i byen", "I dag åpner"),
    ],
)
def test_a_large_first_letter_belongs_to_its_word(initial: str, left: float, rest: str, right: str) -> None:
    lines = [Set(50, 676, initial, 36), *column(rest, "som alle kan ringe til hele døgnet", top=695, left=left)]
    assert body(*lines, *column("og hele uka, også i helgene.", top=670), LAST).startswith(right)


def test_a_title_that_a_browser_gives_a_page_is_none() -> None:
    (letter,) = reading.read(
        "a.pdf", pdf([[TITLE, HEADING, LAST]]).replace(b"<</CreationDate", b"<</Title(about:blank)/CreationDate")
    )
    assert letter.title == "Praksisnytt 3/2026"

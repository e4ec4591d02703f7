"""What LibreOffice makes of the same text in its own formats, in RTF and in PDF: as it writes them, made short."""

# The lines of files are as long as programs have them.
# ruff: noqa: E501

import pytest

from generator.importers.split.items import split
from tests.foreign import Set, pdf
from tests.foreign_formats import odt, rtf
from tests.formats import markdown, read, titles
from tests.marks import told

NAMED = (
    '<style:style style:name="Heading" style:family="paragraph"/>'
    '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Heading"/>'
    '<style:style style:name="P7" style:family="paragraph" style:parent-style-name="Heading_20_1"/>'
    '<style:style style:name="Strong_20_Emphasis" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T4" style:family="text" style:parent-style-name="Strong_20_Emphasis"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T5" style:family="text" style:parent-style-name="Strong_20_Emphasis"><style:text-properties fo:font-weight="normal"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties style:text-line-through-type="double"/></style:style>'
)


def level(depth: int, kind: str, left: str, more: str = "") -> str:
    placed = f'<style:list-level-properties><style:list-level-label-alignment fo:margin-left="{left}"/></style:list-level-properties>'
    if kind == "•":
        return f'<text:list-level-style-bullet text:level="{depth}" text:bullet-char="•">{placed}</text:list-level-style-bullet>'
    return (
        f'<text:list-level-style-number text:level="{depth}" style:num-format="{kind}" style:num-suffix="." {more}>'
        f"{placed}</text:list-level-style-number>"
    )


LISTS = (
    f'<text:list-style style:name="W1">{level(1, "1", "0.5in")}{level(2, "a", "1in")}{level(3, "i", "1.5in")}</text:list-style>'
    f'<text:list-style style:name="W2">{level(1, "•", "0.5in")}{level(2, "•", "1in")}</text:list-style>'
    f'<text:list-style style:name="W3">{level(1, "a", "1in")}</text:list-style>'
    '<text:list-style style:name="W4">'
    + level(1, "1", "1.27cm", 'text:start-value="3"')
    + level(2, "1", "2.54cm", 'text:display-levels="2"')
    + "</text:list-style>"
)


def entries(*said: str) -> str:
    return "".join(f"<text:list-item><text:p>{one}</text:p></text:list-item>" for one in said)


def of_odt(body: str) -> str:
    return markdown(read("a.odt", odt(f"<text:p>Slik gjør du:</text:p>{body}", styles=NAMED + LISTS)))


@pytest.mark.parametrize(
    ("written", "right"),
    [
        # A list goes on after another one that lies within it, and after a paragraph.
        (
            f'<text:list xml:id="a" text:style-name="W1">{entries("En", "To")}</text:list>'
            f'<text:list text:style-name="W2"><text:list-item><text:list>{entries("Kule")}</text:list></text:list-item></text:list>'
            f'<text:list xml:id="b" text:continue-list="a" text:style-name="W1">{entries("Tre")}</text:list>'
            f'<text:p>Så:</text:p><text:list text:continue-list="b" text:style-name="W1">{entries("Fire")}</text:list>',
            "1. En\n2. To\n    - Kule\n3. Tre\n\nSå:\n\n4. Fire",
        ),
        (
            f'<text:list text:style-name="W1">{entries("En")}</text:list><text:list text:style-name="W3">{entries("a", "b")}</text:list>',
            "1. En\n    1. a\n    2. b",
        ),
        (
            '<text:list text:style-name="W1"><text:list-item><text:p>En</text:p><text:p>og mer</text:p><text:list><text:list-item><text:p>a</text:p>'
            f"<text:list>{entries('dypt')}</text:list></text:list-item></text:list></text:list-item>{entries('To')}</text:list>",
            "1. En\n\n    og mer\n\n    1. a\n        1. dypt\n2. To",
        ),
        (
            f'<text:list text:style-name="W1">{entries("En")}</text:list><text:p>Så:</text:p>'
            f'<text:list text:continue-numbering="true" text:style-name="W1">{entries("To")}</text:list>',
            "1. En\n\nSå:\n\n2. To",
        ),
        (f'<text:list text:style-name="W4">{entries("Tre", "Fire")}</text:list>', "3. Tre\n4. Fire"),
        (
            '<text:list text:style-name="W1"><text:list-item text:start-value="7"><text:p>Sju</text:p></text:list-item></text:list>',
            "7. Sju",
        ),
        (
            f'<text:list text:style-name="W4"><text:list-item><text:p>Tre</text:p><text:list>{entries("under")}</text:list></text:list-item></text:list>',
            "3. Tre\n    - 3.1. under",
        ),
        (
            f'<text:list text:style-name="W1">{entries("En")}</text:list><text:p>Så:</text:p>'
            f'<text:list text:style-name="W1">{entries("En")}</text:list>',
            "1. En\n\nSå:\n\n1. En",
        ),
    ],
)
def test_lists_of_libreoffice_are_counted_as_it_counts_them(written: str, right: str) -> None:
    assert of_odt(written).endswith(f"Slik gjør du:\n\n{right}\n")


def test_a_heading_is_known_by_the_style_that_its_own_goes_on_from() -> None:
    body = "".join(
        f'<text:p text:style-name="{style}">{one}</text:p><text:p>Tekst om dette.</text:p>'
        for style, one in (("Heading_20_1", "Tolk"), ("P7", "Prøver"))
    )
    assert titles(read("a.odt", odt(body, title="Praksisnytt nr. 3", styles=NAMED))) == ["Tolk", "Prøver"]


def test_text_has_the_look_of_the_styles_above_its_own_unless_it_says_otherwise() -> None:
    said = "".join(
        f'<text:span text:style-name="{style}">{text}</text:span> '
        for style, text in (("T4", "begge"), ("T5", "ingen"), ("T2", "strøket"))
    )
    assert "***begge*** ingen ~~strøket~~" in of_odt(f"<text:p>{said}</text:p>")


def test_hidden_and_deleted_text_is_left_out_and_told() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Kari</dc:creator></office:change-info>"
        "<text:p>Gi 1000 mg.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>Gi 500 mg.<text:span text:style-name="T3"> Ikke publiser.</text:span><text:hidden-text> Heller ikke dette.</text:hidden-text></text:p>'
        '<text:section text:display="none"><text:p>Et helt avsnitt.</text:p></text:section>'
    )
    issue = split(read("a.odt", odt(body, styles=NAMED)))
    assert told(issue, "import-utelatt-slettet") == ["Gi 1000 mg."]
    assert told(issue, "import-utelatt-skjult") == ["Ikke publiser.", "Heller ikke dette.", "Et helt avsnitt."]
    assert "Gi 500 mg." in markdown(read("a.odt", odt(body, styles=NAMED)))
    assert "Kari" not in str(issue)


# --- RTF --------------------------------------------------------------------------------------------------------------

FOOTNOTE = (
    r"{{\super \loch \chftn{\*\footnote \chftn\pard\plain \s0\loch Halver {\strike 500 mg} {\b ikke} 10{\super 2}.}}}"
)


def test_a_footnote_of_rtf_comes_along_with_its_marks() -> None:
    said = markdown(read("a.rtf", rtf(rf"\pard Start med 500 mg.{FOOTNOTE} Ring s\'e5.\par")))
    assert "Start med 500 mg.[^1] Ring så." in said
    assert "[^1]: Halver ~~500 mg~~ **ikke** 10<sup>2</sup>." in said


@pytest.mark.parametrize(
    ("written", "right"),
    [
        (r"\li720{\listtext 1.\tab}En\par\li0\pard S\'e5:\par\li720{\listtext 2.\tab}To\par", "1. En\n\nSå:\n\n2. To"),
        (
            r"\li720{\listtext 1.\tab}En\par\li1440{\listtext b)\tab}b\par\li720{\listtext 2.\tab}To\par",
            "1. En\n    2. b\n2. To",
        ),
        (r"\li720{\listtext b)\tab}Andre\par\li720{\listtext c)\tab}Tredje\par", "- b) Andre\n- c) Tredje"),
    ],
)
def test_lists_of_rtf_are_counted_as_their_signs_say(written: str, right: str) -> None:
    assert right in markdown(read("a.rtf", rtf(rf"\pard Slik:\par {written}")))


def test_what_rtf_hides_or_has_deleted_is_told() -> None:
    issue = split(read("a.rtf", rtf(r"\pard Ring n\'e5.{\v Ikke publiser.}{\deleted Vent.}\par")))
    assert told(issue, "import-utelatt-skjult") == ["Ikke publiser."]
    assert told(issue, "import-utelatt-slettet") == ["Vent."]


def test_an_rtf_says_its_title_and_a_heading_has_no_point() -> None:
    written = rtf(
        r"\pard\s1{\listtext\pard \tab}Tolk\par\pard Bestill i portalen.\par\pard\s1 Kurs\par\pard Meld deg p\'e5.\par"
    )
    letter = read("a.rtf", written.replace(b"{\\rtf1", b"{\\rtf1{\\info{\\title Praksisnytt nr. 3}}", 1))
    assert (letter.title, titles(letter)) == ("Praksisnytt nr. 3", ["Tolk", "Kurs"])


# --- PDF --------------------------------------------------------------------------------------------------------------

TOP = [Set(50, 760, "Praksisnytt 3/2026", 20, "F2"), Set(50, 730, "Metformin", 14, "F2")]
TEXT = [
    Set(50, 700, "Start med 500 mg"),
    Set(132, 704, "1", 6),
    Set(136, 700, ", og aldri mer enn 10"),
    Set(232, 704, "2", 6),
    Set(236, 700, " gram."),
]
MORE = [
    Set(50, 660, "Litium", 14, "F2"),
    Set(50, 630, "Ta prøver hver uke, også av dem som"),
    Set(50, 618, "ikke har symptomer."),
    Set(138, 622, "2", 6),
]


@pytest.mark.parametrize(
    ("size", "bottom", "drawn"),
    [
        # Below a short line, in small letters, or far down.
        (10, 590, "50 606 m 150 606 l S"),
        (8, 590, ""),
        (10, 90, ""),
    ],
)
def test_footnotes_of_a_pdf_go_with_what_refers_to_them(size: float, bottom: float, drawn: str) -> None:
    foot = [
        Set(50, bottom, "1 Halver dosen ved nyresvikt, men ikke ved", size),
        Set(50, bottom - 11, "leversvikt.", size),
        Set(50, bottom - 22, "2 Gjelder ikke barn.", size),
    ]
    said = markdown(read("a.pdf", pdf([[*TOP, *TEXT, *MORE, *foot]], drawn=drawn)))
    assert (
        "Start med 500 mg[^1], og aldri mer enn 10<sup>2</sup> gram.\n\n[^1]: Halver dosen ved nyresvikt, men ikke ved leversvikt."
        in said
    )
    assert "ikke har symptomer.[^2]\n\n[^2]: Gjelder ikke barn." in said


def test_what_nothing_refers_to_is_no_footnote() -> None:
    foot = [Set(50, 90, "3 av 4 leger svarte på dette, og flere vil svare.")]
    assert "3 av 4 leger svarte" in markdown(read("a.pdf", pdf([[*TOP, *TEXT, *MORE, *foot]])))
    assert "[^" not in markdown(read("a.pdf", pdf([[*TOP, *TEXT, *MORE, *foot]])))


def test_a_point_of_a_pdf_ends_where_a_line_begins_further_to_the_left() -> None:
    lines = [
        Set(86, 700, "1."),
        Set(104, 700, "Ring først"),
        Set(86, 688, "2."),
        Set(104, 688, "Send så"),
        Set(50, 676, "Med tekst mellom, som er lang nok:"),
        Set(86, 664, "3."),
        Set(104, 664, "Vent"),
        Set(122, 652, "i."),
        Set(140, 652, "dypt"),
        Set(122, 640, "ii."),
        Set(140, 640, "dypere"),
    ]
    said = markdown(read("a.pdf", pdf([[*TOP, *lines]])))
    assert "1. Ring først\n2. Send så\n\nMed tekst mellom, som er lang nok:\n\n3. Vent" in said
    assert "i. dypt ii." not in said


@pytest.mark.parametrize("first", ["Praksisnytt mars 2019", "Samhandlingsnytt for Halden"])
def test_the_name_of_a_newsletter_in_the_first_line_is_the_title_also_where_it_is_no_heading(first: str) -> None:
    page = f"<html><body><p>{first}</p><h1>Tolk</h1><p>Bestill i portalen.</p><h1>Kurs</h1><p>Meld deg på.</p></body></html>"
    letter = read("a.html", page.encode())
    assert (letter.title, titles(letter)) == (first, ["Tolk", "Kurs"])

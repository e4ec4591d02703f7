"""What begins an item, and what is left out of it."""

import pytest

from generator.importers.letter import Attachment
from generator.importers.split import signs
from tests.splitting import ITEMS, TEXT, bodies, codes, issue, shown, titles, told

# --- What begins an item ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("<h2>En</h2>", "<h2>To</h2>", id="headings"),
        pytest.param("<p><b>En</b></p>", "<p><strong>To</strong></p>", id="bold"),
        pytest.param("<p><b>En:</b></p>", "<p><b>To:</b></p>", id="bold and colon"),
        pytest.param("<div style='font-size:13.5pt'>En</div>", "<p><font size=4>To</font></p>", id="large"),
        pytest.param("<p class=MsoHeading1>En</p>", "<p class='Overskrift1'>To</p>", id="styles of Word"),
        pytest.param("<p>1. En</p>", "<p>2. To</p>", id="numbers"),
        pytest.param("<p>DETTE ER EN</p>", "<p>DETTE ER TO</p>", id="capitals"),
        pytest.param("<p><a href='https://a.no/1'>En</a></p>", "<p><a href='https://a.no/2'>To</a></p>", id="links"),
        pytest.param("<hr><p>En</p>", "<hr><p>To</p>", id="rules"),
        pytest.param("<p>En<br>=====</p>", "<p>To<br>-----</p>", id="underlined"),
        pytest.param("<p>## En</p>", "<p>## To</p>", id="Markdown"),
    ],
)
def test_titles_are_known_by_how_they_look(one: str, other: str) -> None:
    found = [title.lower().removeprefix("dette er ").rstrip(":") for title in titles(one + TEXT + other + TEXT)]
    assert found == ["en", "to"]


def test_a_title_may_begin_its_paragraph() -> None:
    html = "<p>Hei</p><p><b>Kurs.</b> Det begynner i mars.</p><p><b>Ny lege</b> – hun kommer i april.</p>"
    assert [(item.title, item.markdown) for item in issue(html).items] == [
        ("Kurs", "Det begynner i mars.\n"),
        ("Ny lege", "hun kommer i april.\n"),
    ]


def test_a_title_in_bold_may_stand_on_the_first_line_of_its_text() -> None:
    assert titles(f"<p><b>En</b><br>Tekst her.</p>{TEXT}<p><b>To</b><br>Tekst der.</p>") == ["En", "To"]


def test_links_to_more_end_items_that_have_no_titles() -> None:
    more = "<p><a href='https://a.no'>Les mer</a></p>"
    sentence = "<p>Dette er en hel setning om saken.</p>"
    assert len(titles(f"{sentence}{more}{sentence}{more}{sentence}{more}")) == 3


def test_what_stands_before_the_first_item_is_the_introduction() -> None:
    assert issue(f"<p>Hei!</p><h2>En</h2>{TEXT}").introduction == "Hei!\n"


def test_a_heading_above_smaller_ones_is_a_section() -> None:
    made = issue(f"<h2>Sykehuset</h2><h3>En</h3>{TEXT}<h3>To</h3>{TEXT}<h2>Kommunen</h2><h3>Tre</h3>{TEXT}")
    assert [(item.section, item.title) for item in made.items] == [
        ("Sykehuset", "En"),
        ("Sykehuset", "To"),
        ("Kommunen", "Tre"),
    ]


def test_smaller_headings_stay_within_an_item_one_level_below_its_title() -> None:
    html = f"<h2>En</h2>{TEXT}<h4>Påmelding</h4>{TEXT}<h2>To</h2>{TEXT}"
    assert "## Påmelding" in bodies(html)[0]
    assert "## Når" in bodies(f"<h2>Kurs</h2><h3>Når</h3>{TEXT}<h2>To</h2>{TEXT}")[0]


def test_between_rules_only_the_first_title_in_bold_begins_an_item() -> None:
    inner = f"{TEXT}<p><b>Bakgrunn</b></p>{TEXT}"
    assert titles(f"<p>Hei</p><hr><p><b>En</b></p>{inner}<hr><p><b>To</b></p>{inner}") == ["En", "To"]


@pytest.mark.parametrize(
    "listed",
    [
        "<p>I dette nummeret:</p><ol><li>Første sak</li><li>Neste sak</li></ol>",
        "<p>Innhold<br>1. Første sak<br>2. Neste sak</p>",
        "<h2>Innhald</h2><p>Første sak ........ 1</p><p>Neste sak ........ 2</p>",
        "<p>Her kan du lese om</p><ul><li><a href='#a'>Den første</a></li><li><a href='#b'>Den neste</a></li></ul>",
    ],
)
def test_a_list_of_contents_tells_the_titles_and_is_left_out(listed: str) -> None:
    html = f"{listed}<p id=a>Første sak</p>{TEXT}<p><b>Ikke en sak</b></p>{TEXT}<p id=b>Neste sak</p>{TEXT}"
    if "#a" in listed:
        html = html.replace("<p id=a>Første sak</p>", "<h3 id=a>Første sak</h3>").replace(
            "<p id=b>Neste sak</p>", "<h3 id=b>Neste sak</h3>"
        )
    assert titles(html) == ["Første sak", "Neste sak"]
    assert "import-utelatt-innhold" in {one.code for one in issue(html).left_out}


def test_the_name_and_number_of_the_letter_begin_no_item() -> None:
    html = f"<h1>Praksisnytt</h1><p>Nr. 3 – november 2026</p><p>Hei</p><h2>En</h2>{TEXT}<h2>To</h2>{TEXT}"
    assert (titles(html), issue(html).introduction) == (["En", "To"], "Hei\n")
    assert told(html, "import-utelatt-tittel") == ["Praksisnytt", "Nr. 3 – november 2026"]


def test_a_mail_of_our_own_gives_back_its_sections_and_items_and_nothing_around_them() -> None:
    html = (
        "<p><b>Fagarkiv</b></p><h1>Nytt i november</h1><p>Redaksjonen · 20. november 2026</p>"
        "<p><a href='https://a.no'>Les på nett</a></p>"
        f"<p>Hei alle.</p><h2>Kort sagt</h2><h3><a href='https://a.no/1'>En</a></h3>{TEXT}"
        f"<p><a href='https://a.no/1'>Les mer</a></p>"
        f"<h2>Møter</h2><h3><a href='https://a.no/2'>To</a></h3>{TEXT}"
        f"<p><a href='https://a.no/2'>Les mer</a></p>"
        "<p>Du får dette fra Redaksjonen.</p><p>Alt ligger i arkivet: <a href='https://a.no'>Fagarkiv</a></p>"
    )
    made = issue(html, title="Nytt i november")
    assert made.introduction == "Hei alle.\n"
    assert [(item.section, item.title) for item in made.items] == [("Kort sagt", "En"), ("Møter", "To")]
    assert [item.markdown.split("\n\n")[1:] for item in made.items] == [
        [f"[Les mer](https://a.no/{n})\n"] for n in (1, 2)
    ]


def test_a_letter_about_one_thing_is_one_item_with_the_letters_title() -> None:
    made = issue(TEXT * 3, title="Praksisnytt uke 40: Ny avtale")
    assert [item.title for item in made.items] == ["Ny avtale"]
    assert [remark.code for remark in made.remarks] == ["import-en-sak"]


@pytest.mark.parametrize("poor", ["", "Vår ref", "19/3874-130", "27. oktober 2020", "Med hilsen"])
def test_a_title_that_says_nothing_gives_way_to_one_in_the_letter(poor: str) -> None:
    assert issue(f"<p>{poor}</p><h2>Tillegg til brevet</h2>{TEXT}", title=poor).title == "Tillegg til brevet"


def test_nothing_gives_no_items() -> None:
    assert issue("").items == ()
    assert codes("<p>&nbsp;</p>") == {"import-tomt"}


def test_a_picture_above_a_title_belongs_to_it() -> None:
    cells = "".join(
        f"<tr><td><img src=cid:{name} alt=Tegning></td></tr><tr><td><h2>{name}</h2>{TEXT}</td></tr>"
        for name in ("en", "to")
    )
    pictures = [Attachment(f"{name} (1).PNG", "image/png", name.encode(), f"<{name}>") for name in ("en", "to")]
    made = issue(f"<table><tr><td>Hei</td></tr>{cells}</table>", *pictures)
    assert [item.markdown.split("\n")[0] for item in made.items] == ["![Tegning](en-1.png)", "![Tegning](to-1.png)"]
    assert [(image.name, image.data) for image in made.images] == [("en-1.png", b"en"), ("to-1.png", b"to")]


def test_a_linked_title_gives_its_link_to_the_text() -> None:
    html = f"<h2><a href='https://a.no/1'>En</a></h2>{TEXT}<h2>To</h2>{TEXT}"
    assert bodies(html)[0].endswith("\n\n[Les mer](https://a.no/1)\n")


@pytest.mark.parametrize("subject", ["VS: Nytt", "SV: Fwd: Nytt", "[EKSTERN] Nytt", "Videresendt: Nytt"])
def test_what_mail_programs_put_before_a_subject_is_no_title(subject: str) -> None:
    assert issue(TEXT, title=subject).title == "Nytt"


# --- What is left out -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("<div style='display:none'>Skjult</div>", "", "import-utelatt-skjult"),
        ("<span style='font-size:1px'>Skjult</span>", "", "import-utelatt-skjult"),
        ("<p><a href='https://a.no'>Vis i nettleser</a></p>", "", "import-utelatt-nettleser"),
        ("", "<p>Med vennlig hilsen</p><p>Redaksjonen</p><p>Sentralbord 22 00 00 00</p>", "import-utelatt-signatur"),
        ("", "<p>Beste helsing<br>Redaksjonen</p>", "import-utelatt-signatur"),
        ("", "<p>Du mottar denne e-posten fordi du er fastlege.</p>", "import-utelatt-bunntekst"),
        ("", "<p>Sykehuset</p><p><a href='https://a.no'>Meld deg av</a></p>", "import-utelatt-bunntekst"),
        ("", "<p>© Sykehuset</p><p>Personvern</p>", "import-utelatt-bunntekst"),
        ("", "<p>Denne e-posten er kun ment for den den er sendt til.</p>", "import-utelatt-taushet"),
        ("", "<p><a href='#topp'>Til toppen</a></p>", "import-utelatt-deling"),
        ("<p>-----Opprinnelig melding-----</p>", "", "import-utelatt-videresending"),
        ("<img src='https://a.no/x.gif' width=1 height=1>", "", "import-utelatt-sporing"),
        ("<img src='https://a.list-manage.com/track/open.php?u=1'>", "", "import-utelatt-sporing"),
    ],
)
def test_what_only_carries_a_letter_is_left_out_and_told(before: str, after: str, code: str) -> None:
    assert bodies(before + ITEMS + after) in (bodies(ITEMS), [*bodies(ITEMS)[:-1], bodies(ITEMS)[-1] + "\nSykehuset\n"])
    assert told(before + ITEMS + after, code)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kan du ikke komme, må du melde deg av innen fredag.",
        "Del gjerne erfaringer med oss.",
        "Du kan åpne møtet i nettleseren.",
        "Les mer på nett.",
        "Søk om plass innen fredag.",
        "Skriv ut skjemaet før du kommer.",
        "Du mottar svar innen en uke.",
        "Hilsen til alle som var med!",
    ],
)
def test_what_an_item_says_is_not_taken_for_boilerplate(sentence: str) -> None:
    assert sentence.rstrip(".!") in shown(bodies(f"<h2>En</h2><p>{sentence}</p><h2>To</h2>{TEXT}")[0]).replace("\\", "")


def test_the_markup_of_word_is_gone_and_its_lists_are_lists() -> None:
    html = (
        "<!--[if gte mso 9]><xml>skjult</xml><![endif]--><style>p {color: red}</style><h2>En<o:p></o:p></h2>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Ett</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.</span>To</p>"
    )
    assert bodies(html) == ["- Ett\n    1. To\n"]


@pytest.mark.parametrize("text", ["Ny rutine for EKG", "Ny rutine. Bruk malen.", "Kurs i sårstell"])
def test_a_word_that_both_have_makes_a_text_no_nynorsk(text: str) -> None:
    assert signs.language(text) == "nb"

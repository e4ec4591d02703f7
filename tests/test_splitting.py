"""What splitting makes of letters: the items, in order and whole, and little else.

The letters lie in ``letters/``, each beside what is right for it.  ``pytest --update`` writes what is right anew, also
for a letter that has nothing beside it yet.
"""

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from generator.base.problems import Severity, catalogue, say
from generator.body.markdown import Renderer
from generator.importers import read
from generator.importers.find import walk
from generator.importers.letter import Attachment, Issue, Letter
from generator.importers.read.sandbox import Sandbox
from generator.importers.split.as_markdown import escape, inline
from generator.importers.split.blocks import Run
from generator.importers.split.items import split
from tests.expected import Rewrite
from tests.make_letters import written
from tests.test_properties import some

LETTERS = Path(__file__).parent / "letters"
RIGHT = ".expected.yml"
NAMES = sorted(path.name for path in LETTERS.iterdir() if not path.name.endswith(RIGHT))
RENDERER = Renderer()


def issue(html: str, *attachments: Attachment, title: str = "Praksisnytt 3/2026") -> Issue:
    return split(Letter("brev.html", "", title, None, "", html, attachments))


def titles(html: str) -> list[str]:
    return [item.title for item in issue(html).items]


def bodies(html: str) -> list[str]:
    return [item.markdown for item in issue(html).items]


def codes(html: str) -> set[str]:
    return {remark.code for remark in issue(html).remarks}


def told(html: str, code: str) -> list[str]:
    """Give what a remark of one code, or what was left out for one reason, says of the letter."""
    made = issue(html)
    return [
        dict(one.values).get("value", dict(one.values).get("text", ""))
        for one in (*made.remarks, *made.left_out)
        if one.code == code
    ]


def shown(markdown: str) -> str:
    """Give the text that the archive shows of Markdown; nothing in it may be a problem but a picture not stored yet."""
    body, problems = RENDERER.render(markdown, "nyheter/2026/a.md")
    errors = [one for one in problems if one.severity is Severity.ERROR]
    assert [one for one in errors if one.code not in ("bilde-alt", "lenke-form")] == []
    return " ".join(lxml_html.fromstring(f"<div>{body.html}</div>").itertext())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


# --- Whole letters ----------------------------------------------------------------------------------------------------


class Measured(NamedTuple):
    """How many words are right, how many of them came, and how many came that are not."""

    right: int
    kept: int
    too_many: int


@functools.cache
def made_of(name: str) -> tuple[Issue, ...]:
    """Import one file up to its items, as ``fagarkiv import`` does."""
    with Sandbox() as sandbox:
        found = [one for one in walk.walk([LETTERS / name], sandbox, LETTERS) if isinstance(one, walk.Found)]
        letters = [letter for one in found for letter in read.read(one.name, walk.load(one, sandbox))]
    return tuple(map(split, letters))


def right_of(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((LETTERS / f"{name}{RIGHT}").read_text("utf-8"))
    return loaded


def as_made(name: str) -> str:
    """Write what is made of a letter as what is right for it; texts of the same words stay as they stand."""
    right = right_of(name) if (LETTERS / f"{name}{RIGHT}").exists() else []
    items = [item for one in right for item in one["items"]]
    texts = {_key(text): text for text in (*(one["introduction"] for one in right), *(item["text"] for item in items))}
    return written([_as_right(made, texts) for made in made_of(name)])


def _as_right(made: Issue, texts: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    def worded(markdown: str) -> str:
        lines = (" ".join(line.split()) for line in shown(markdown).split("\n"))
        text = "\n".join(filter(None, lines))
        return texts.get(_key(text), text)

    rows = zip(named_items(made), made.items, strict=True)
    items = [{**named, "text": worded(item.markdown)} for named, item in rows]
    return {**heading(made), "introduction": worded(made.introduction), "items": items}


def _key(text: str) -> tuple[str, ...]:
    return tuple(sorted(words(text)))


def measured(made: Sequence[Issue], right: Sequence[Mapping[str, Any]]) -> Measured:
    wanted = Counter(words("\n".join([*_texts_right(right)])))
    came = Counter(words("\n".join(_texts_made(made))))
    return Measured(wanted.total(), (wanted & came).total(), (came - wanted).total())


def _texts_right(right: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        text
        for one in right
        for text in (one["introduction"], *(f"{item['title']}\n{item['text']}" for item in one["items"]))
    ]


def _texts_made(made: Sequence[Issue]) -> list[str]:
    return [
        text
        for one in made
        for text in (shown(one.introduction), *(f"{item.title}\n{shown(item.markdown)}" for item in one.items))
    ]


def summary(made: Issue) -> dict[str, Any]:
    """Write an issue as the expected files have it."""
    return {**heading(made), "items": named_items(made)}


def heading(made: Issue) -> dict[str, Any]:
    return {"title": made.title, "date": made.date, "sender": made.sender, "language": made.language}


def named_items(made: Issue) -> list[dict[str, str]]:
    return [{"title": item.title} | ({"section": item.section} if item.section else {}) for item in made.items]


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_found_with_its_title_in_order_and_the_issue_is_told_right(
    name: str, rewrite: Rewrite | None
) -> None:
    if rewrite:
        rewrite(LETTERS / f"{name}{RIGHT}", as_made(name))
    right = [
        {**one, "items": [{key: item[key] for key in item if key != "text"} for item in one["items"]]}
        for one in right_of(name)
    ]
    for one in right:
        del one["introduction"]
    assert [summary(one) for one in made_of(name)] == right


@pytest.mark.parametrize("name", NAMES)
def test_rewriting_what_is_right_for_a_letter_changes_nothing(name: str) -> None:
    assert as_made(name) == (LETTERS / f"{name}{RIGHT}").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_kept_and_boilerplate_is_not(name: str) -> None:
    found = measured(made_of(name), right_of(name))
    assert found.kept >= 0.98 * found.right
    assert found.too_many < 0.02 * found.right


def test_each_item_has_its_own_words() -> None:
    for name in NAMES:
        for made, right in zip(made_of(name), right_of(name), strict=True):
            for item, wanted in zip(made.items, right["items"], strict=True):
                own, other = Counter(words(shown(item.markdown))), Counter(words(wanted["text"]))
                assert (own & other).total() >= 0.95 * max(own.total(), other.total()), f"{name}: {item.title}"


def test_letters_of_every_kind_are_there() -> None:
    assert len(NAMES) >= 20
    assert {Path(name).suffix for name in NAMES} == {".docx", ".eml", ".html", ".mbox", ".md", ".pdf", ".txt", ".zip"}


# --- What begins an item ----------------------------------------------------------------------------------------------

TEXT = "<p>Dette er teksten i saken, og den har flere ord enn en tittel.</p>"


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

ITEMS = f"<h2>En</h2>{TEXT}<h2>To</h2>{TEXT}"


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


# --- Markdown ---------------------------------------------------------------------------------------------------------


def test_tables_of_data_stay_and_tables_of_layout_do_not() -> None:
    rows = "<tr><td>Mandag</td><td>8|9</td></tr><tr><td>Tirsdag</td><td>9<br>10</td></tr>"
    data = f"<table><tr><th>Dag</th><th>Tid</th></tr>{rows}</table>"
    assert bodies(f"<h2>En</h2>{data}") == ["| Dag | Tid |\n| --- | --- |\n| Mandag | 8\\|9 |\n| Tirsdag | 9<br>10 |\n"]
    layout = "<table><tr><td width=10>&nbsp;</td><td><p>Først</p></td></tr><tr><td></td><td><p>Så</p></td></tr></table>"
    assert bodies(f"<h2>En</h2><table><tr><td>{layout}</td></tr></table>") == ["Først\n\nSå\n"]


def test_emphasis_links_and_lists_are_kept() -> None:
    html = "<h2>En</h2><p><b>Fet</b>, <i>skrå</i>, CO<sub>2</sub> og <a href='https://a.no/x_(y)'>lenke</a>.</p><ul><li>a<ol><li>b</li></ol></li></ul>"
    assert bodies(html) == ["**Fet**, *skrå*, CO<sub>2</sub> og [lenke](https://a.no/x_%28y%29).\n\n- a\n    1. b\n"]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.no%2Fb%3Futm_source%3Dx%26id%3D1&data=z",
            "https://a.no/b?id=1",
        ),
        ("https://trk.b.example/r?id=1&url=https%3A%2F%2Fa.no%2Fb", "https://a.no/b"),
        ("https://a.no/?mc_cid=1&fbclid=2", "https://a.no/"),
        ("http://a.no/b", "https://a.no/b"),
        ("mailto:post@a.no?subject=x", "mailto:post@a.no"),
        ("tel:22 00 00 00", "tel:22000000"),
    ],
)
def test_links_lead_where_they_lead_without_those_who_count(href: str, target: str) -> None:
    assert bodies(f'<h2>En</h2><p><a href="{href}">Her</a></p>') == [f"[Her]({target})\n"]


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("https://a.us1.list-manage.com/track/click?u=1&id=2", "import-lenke-sporing"),
        ("javascript:alert(1)", "import-lenke-type"),
        ("JaVa\tscript:alert(1)", "import-lenke-type"),
        ("data:text/html,x", "import-lenke-type"),
        ("file:///etc/passwd", "import-lenke-type"),
        ("/relativ", "import-lenke-type"),
        ("https://[::1", "import-lenke-form"),
        ("https://a.no" + "/a" * 2000, "import-lenke-form"),
    ],
)
def test_a_link_that_cannot_be_used_leaves_its_text_and_a_remark(href: str, code: str) -> None:
    html = f'<h2>En</h2><p><a href="{href}">Her</a></p>'
    assert (bodies(html), codes(html) & {code}) == (["Her\n"], {code})


def test_a_picture_that_did_not_come_along_is_told() -> None:
    html = "<h2>En</h2><p>Se <img src='https://a.no/b.png' alt='Kart'></p>"
    assert (bodies(html), told(html, "import-bilde-mangler")) == (["Se\n"], ["https://a.no/b.png"])


# --- What a person must look at ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("Ring 22 33 44 55 i dag.", "import-telefon", ["22 33 44 55"]),
        ("Ring +47 922 33 444.", "import-telefon", ["+47 922 33 444"]),
        ("Sak 22334455/2026, den 31.12.2017, 983 975 259, kr 20 000 000 og 2026-11-02", "import-telefon", []),
        ("Skriv til kari.nordmann@eksempel.no.", "import-epost", ["kari.nordmann@eksempel.no"]),
        ("Skriv til postmottak@eksempel.no eller samhandling@eksempel.no.", "import-epost", []),
        ("Kontakt Kari Nordmann ved spørsmål.", "import-navn", ["Kari Nordmann"]),
        ("Anne-Lise Ås Berg har skrevet.", "import-navn", ["Anne-Lise Ås Berg"]),
        ("Sykehuset i Vestfold og Nesvik kommune", "import-navn", []),
    ],
)
def test_what_may_be_a_persons_is_named(text: str, code: str, found: list[str]) -> None:
    assert told(f"<h2>En</h2><p>{text}</p>", code) == found


def test_a_remark_on_the_introduction_names_the_letter() -> None:
    (remark,) = list(issue(f"<p>Ring 22 33 44 55.</p><h2>En</h2>{TEXT}<h2>To</h2>{TEXT}").remarks)
    assert say("nn", remark.code, **dict(remark.values)).startswith("«Praksisnytt 3/2026»: 22 33 44 55 ser ut som")


def test_a_link_that_nobody_could_see_is_not_missed() -> None:
    html = "<a href='https://a.list-manage.com/track/click'><img src='https://a.no/logo.png' alt=''></a>"
    assert codes(f"{html}<h2>En</h2>{TEXT}<h2>To</h2>{TEXT}") == set()


def test_letters_that_were_misread_are_told_and_not_mended() -> None:
    text = "Her er behov for 4 styrke primerhelsetjenesten. Ogsé kapasitetsekning i omradet, og arlig arbeid."
    (remark,) = [one for one in issue(f"<h2>En</h2><p>{text}</p>").remarks if one.code == "import-tegnlesing"]
    listed = dict(remark.values)["words"].split(", ")
    assert {"primerhelsetjenesten → primærhelsetjenesten", "ogsé → også", "arlig → årlig", "4 … → å …"} <= set(listed)
    assert bodies(f"<h2>En</h2><p>{text}</p>") == [f"{text}\n"]


def test_text_that_is_whole_has_no_letters_misread() -> None:
    for name in NAMES:
        found = {remark.code for made in made_of(name) for remark in made.remarks}
        assert ("import-tegnlesing" in found) == (name == "skannet.txt")


def test_every_remark_can_be_said_in_both_languages() -> None:
    html = (
        "<div hidden>x</div><p><a href=x>a</a> <a href='http://a.no'>b</a> "
        "<a href='https://a.list-manage.com/track/click'>c</a> <a href='https://[a'>d</a></p>"
        "<p>Ring Kari Nordmann 22 33 44 55, kari.n@a.no</p><img src=cid:borte>"
        "<p>ogsé arlig béde omradet</p><p>Mvh<br>X</p>"
    )
    for one in (*issue(html).remarks, *issue(html).left_out):
        for language in ("nb", "nn"):
            assert "{" not in say(language, one.code, **dict(one.values))


def test_every_code_of_splitting_has_words() -> None:
    modules = (LETTERS.parent.parent / "generator/importers").rglob("*.py")
    source = "\n".join(path.read_text("utf-8") for path in modules)
    used = set(re.findall(r'"(import-(?:utelatt|lenke|bilde)-[a-z]+)"', source))
    assert used <= set(catalogue("nb"))


# --- Whatever comes ---------------------------------------------------------------------------------------------------

PIECES = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<th>",
        "<ul>",
        "<ol>",
        "<li>",
        "</li>",
        "<b>",
    ),
    *(
        "</b>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<h6>",
        "<br>",
        "<hr>",
        "<a href='#a'>",
        "<a href='https://a.no/?url=https://b.no'>",
        "</a>",
    ),
    *(
        "<img src='cid:a'>",
        "<!--",
        "-->",
        "<![if x]>",
        "<span style='font-size:40px'>",
        "<p class=MsoTitle>",
        "<pre>",
        "\n",
        "<style>",
    ),
    *(
        "Innhold",
        "I dette nummeret:",
        "1. En",
        "2. To",
        "Les mer",
        "Mvh",
        "Meld deg av",
        "Fra: a",
        "© a",
        "Praksisnytt",
        "---",
        "| a |",
    ),
    *(
        "*",
        "_",
        "`",
        "[",
        "](",
        "<",
        "&lt;",
        "&amp;",
        "\\",
        "#",
        "## ",
        "- ",
        "1) ",
        "=",
        "\x00",
        "\x02",
        "\ufeff",
        "Kari Nordmann",
        "å",
    ),
)
htmls = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=40).map("".join)


@some
@given(html=st.one_of(st.text(), htmls))
def test_any_html_gives_an_issue_that_the_archive_can_show(html: str) -> None:
    made = issue(html)
    for text in (made.introduction, *(item.markdown for item in made.items)):
        shown(text)
    assert all(item.title.strip() for item in made.items)


plain_text = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
lines = st.lists(
    st.one_of(
        plain_text, st.sampled_from(("*", "1.", "#", "-", "[a]", "<b>", "&amp;", "|", "_x_", "~~~", "```", "==="))
    )
).map(" ".join)


@some
@given(text=lines)
def test_text_is_shown_letter_for_letter(text: str) -> None:
    markdown = inline([Run(text)], lambda run: "")
    assert "".join(shown(markdown).split()) == "".join(text.split())
    assert (
        "".join(shown(inline([Run("a "), Run(text, strong=True), Run(" b")], lambda run: "")).split())
        == "a" + "".join(text.split()) + "b"
    )


paragraphs = st.lists(
    st.lists(st.sampled_from(("saken", "gjelder", "alle", "kommunene", "fra", "nyttår")), min_size=3, max_size=30).map(
        " ".join
    ),
    max_size=12,
)


@some
@given(texts=paragraphs)
def test_the_words_of_plain_paragraphs_are_kept(texts: list[str]) -> None:
    made = issue("".join(f"<p>{text}.</p>" for text in texts))
    came = " ".join([shown(made.introduction), *(shown(item.markdown) for item in made.items)])
    assert words(came) == words(" ".join(texts))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<table><tr><td>" * 100_000 + "x" + "</td></tr></table>" * 100_000, id="tables in tables"),
        pytest.param("<b>" * 100_000 + "x", id="bold in bold"),
        pytest.param("<ul><li>a" * 3000, id="lists in lists"),
        pytest.param("<p><b>Tittel</b></p><p>Tekst her.</p>" * 2000, id="thousands of titles"),
        pytest.param("<p>Mvh</p>" * 5000, id="thousands of greetings"),
        pytest.param("<p>Innhold</p>" + "<p>Tittel 1</p>" * 4000, id="contents without an end"),
        pytest.param(f"<p>{'a' * 200_000}</p>", id="a long word"),
        pytest.param(f"<p>{'a@' * 100_000}</p>", id="addresses without an end"),
        pytest.param("<table border=1><caption>a</caption>" + "<tr><td>a" * 3000 + "<td>a" * 3000, id="a ragged table"),
    ],
)
def test_what_was_made_to_hurt_is_read_in_time(html: str) -> None:
    assert isinstance(issue(html), Issue)


def test_what_lies_too_deep_is_told() -> None:
    assert "import-dypt" in codes("<div>" * 5000 + "x")


def test_text_may_not_begin_a_thing_of_markdown() -> None:
    assert [escape(text) for text in ("a*b", "[a](b)", "<b>", "a_b", "_a_")] == [
        "a\\*b",
        "\\[a\\](b)",
        "&lt;b>",
        "a_b",
        "\\_a\\_",
    ]

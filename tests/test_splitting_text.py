"""The Markdown of an item, and what a person must look at in it."""

import re

import pytest

from generator.base.problems import catalogue, say
from tests.splitting import LETTERS, NAMES, TEXT, bodies, codes, issue, made_of, told


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

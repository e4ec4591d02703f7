"""What a mail says of what does not apply as it stands, and to the readers of one municipality."""

import re

import pytest

from tests.driver import SiteTest
from tests.post import ISSUE, ROOT, mail, matter, opened, texts

GONE = {
    "avlyst": {"starts": "2026-12-03 16:00", "cancelled": "{date: 2026-11-19, reason: For få påmeldte.}"},
    "holdt": {"starts": "2026-11-05 16:00"},
    "trukket": {"withdrawn": "{date: 2026-11-18, reason: Nummeret var feil.}"},
    "utlopt": {"valid_to": "2026-11-10"},
    "kommende": {"valid_from": "2027-01-01"},
    "forfalt-revisjon": {"review_by": "2026-11-01"},
}


@pytest.mark.parametrize(
    ("status", "word", "said"),
    [
        ("avlyst", "Avlyst", "Arrangementet er avlyst. Grunn: For få påmeldte."),
        ("holdt", "Har vært", "Dagen er forbi."),
        ("trukket", "Trukket", "skal ikke brukes. Trukket 18. november 2026. Grunn: Nummeret var feil."),
        ("utlopt", "Utløpt", "Dette gjelder ikke lenger. Det gjaldt til og med 10. november 2026."),
        ("kommende", "Kommer", "Dette gjelder ikke ennå. Det gjelder fra 1. januar 2027."),
        ("forfalt-revisjon", "Revisjon forfalt", "Fristen for å gå gjennom dette er passert."),
    ],
)
def test_what_does_not_apply_says_so_in_the_mail_and_on_the_terminal(
    issue: SiteTest, status: str, word: str, said: str
) -> None:
    if "starts" in GONE[status]:
        more = {"type": "emnekurs", "date": "2026-11-01", **GONE[status]}
        issue.document("arrangementer/2026/kurs", title="Kurs", sender="siv", **more)
    else:
        issue.item("nyheter/2026/kurs", **GONE[status])
    item = "arrangementer/2026/kurs" if "starts" in GONE[status] else "nyheter/2026/kurs"
    files = mail(issue.document(ISSUE, **matter(items=f"[{item}, nyheter/2026/a]")))
    assert texts(files, "//p[@class='notice']/strong") == [f"{word}."]
    assert said in texts(files, "//p[@class='notice']")[0]
    text = " ".join(files[".txt"].decode().split())
    assert f"Kurs {word.upper()}." in text
    assert said in text
    assert [code for code in issue.report.said if code.startswith("post-")] == [f"post-{status}"]


def test_what_was_replaced_leads_to_what_applies(issue: SiteTest) -> None:
    issue.item("nyheter/2026/ny", title="Den nye", date="2026-11-19", replaces="[nyheter/2026/a]")
    files = mail(issue)
    assert texts(files, "//p[@class='notice']") == [
        "Erstattet. Dette er erstattet av noe nyere. Les heller: Den nye",
    ]
    assert f"- Den nye: {ROOT}nyheter/2026/ny.html" in files[".txt"].decode()
    assert "post-erstattet" in issue.report.said


def test_status_words_are_in_the_language_of_the_mail(issue: SiteTest) -> None:
    issue.item("nyheter/2026/a", withdrawn="{date: 2026-11-18, reason: Feil.}")
    files = mail(issue.document(ISSUE, **matter(lang="nn")))
    assert texts(files, "//p[@class='notice']/strong") == ["Trekt."]
    assert "TREKT." in files[".txt"].decode()


def test_an_event_says_when_and_where_in_the_mail(issue: SiteTest) -> None:
    event = {"title": "Kurs", "type": "emnekurs", "sender": "siv", "date": "2026-11-01"}
    more = {"starts": "2026-12-03 16:00", "ends": "2026-12-03 18:30", "place": "Rådhuset, sal 2"}
    issue.document("arrangementer/2026/kurs", **event, **more, link="https://example.no/kurs")
    issue.document("arrangementer/fast", **event, recurs="[Hver måned]")
    files = mail(issue.document(ISSUE, **matter(items="[arrangementer/2026/kurs, arrangementer/fast]")))
    assert texts(files, "//p[@class='fact']") == [
        "Når: torsdag 3. desember 2026 kl. 16.00–18.30",
        "Sted: Rådhuset, sal 2",
        "Digitalt: https://example.no/kurs",
        "Når: Hver måned",
    ]
    text = files[".txt"].decode()
    assert "Når: torsdag 3. desember 2026 kl. 16.00–18.30\nSted: Rådhuset, sal 2\nDigitalt: https://" in text


def test_what_was_changed_of_late_says_what_changed(issue: SiteTest) -> None:
    issue.item("nyheter/2026/a", updated="[{date: 2026-11-10, change: Rettet telefonnummeret.}]")
    assert texts(mail(issue), "//p[@class='fact']") == ["Endret 10. november 2026: Rettet telefonnummeret."]


# --- The introduction for one municipality ----------------------------------------------------------------------------

OTHERS = """
    **Kort sagt:**

    - [Felles sak](../../nyheter/2026/a.md)
    - [Legevakta er flyttet](../../nyheter/2026/c.md)

    Les også om [det som er nytt](https://arkiv.example.no/nyheter/2026/c.html#1) hos naboen.

    ## Larvik

    Der er mye nytt.

    ## Til slutt

    God helg.[^1] Husk vaktlista.[^2]

    [^1]: Fra oss alle.
    [^2]: Den gamle.
"""


def test_the_introduction_for_a_municipality_holds_only_what_concerns_it(issue: SiteTest) -> None:
    files = mail(issue.document(ISSUE, OTHERS, **matter()), municipality="horten")
    assert texts(files, "//td[@class='introduction']//p|//td[@class='introduction']//li")[:5] == [
        "Kort sagt:",
        "Felles sak",
        "Til slutt",
        "God helg.1 Husk vaktlista.2",
        "Fra oss alle.",
    ]
    for text in (files[".txt"].decode(), files[".html"].decode()):
        assert not re.search("Larvik|naboen|flyttet|nyheter/2026/c", text)
    assert [code for code in issue.report.said if code.startswith("post-")] == ["post-innledning"] * 3
    whole = mail(issue)[".txt"].decode()
    assert "naboen" in whole
    assert "Larvik" in whole


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Nytt:\n\n- [C](../../nyheter/2026/c.md)\n\nHei.", "Hei."),
        ("| Sak | Hvem |\n|---|---|\n| [C](../../nyheter/2026/c.md) | x |\n| Alt | alle |", "Sak | Hvem Alt | alle"),
        ("Les om ny legevakt i nabokommunen.\n\nHei.", "Hei."),
        ("**For leger i Larvik:**\n\nRing det nye nummeret.\n\nHei.", "Hei."),
        ("Larvik kommune: Ring det nye nummeret.\n\nHei.", "Hei."),
        ("I Larvik er ny telefonvakt på plass.\n\nHei.", "Hei."),
        ("> Se [C](../../nyheter/2026/c.md).\n\nHei.", "Hei."),
        ("Alt for [Larvik](../../kommune/larvik/index.html).\n\nHei.", "Hei."),
        ("- Felles\n    - [C](../../nyheter/2026/c.md)\n\nHei.", "- Felles Hei."),
        ("Møtet er på sykehuset i Larvik, for alle.", "Møtet er på sykehuset i Larvik, for alle."),
        ("Sak[^1] for [Larvik](../../nyheter/2026/c.md).\n\nHei[^2].\n\n[^1]: En.\n[^2]: To.", "Hei[1]. 1. To."),
    ],
)
def test_what_speaks_of_another_municipalitys_item_is_left_out(issue: SiteTest, body: str, left: str) -> None:
    title = "Ny legevakt i nabokommunen"
    issue.item("nyheter/2026/c", title=title, summary="Ny telefonvakt.", municipalities="[larvik]")
    files = mail(issue.document(ISSUE, body, **matter()), municipality="horten")
    text = files[".txt"].decode().partition("uke-47.html\n\n")[2].partition("\n\nA\n")[0]
    assert " ".join(text.split()) == left


def test_what_names_another_municipality_and_stays_is_told(issue: SiteTest) -> None:
    mail(issue.document(ISSUE, "Møtet er på sykehuset i Larvik.", **matter()), municipality="horten")
    assert [code for code in issue.report.said if code.startswith("post-")] == ["post-nevner"]


@pytest.mark.parametrize(
    ("fields", "preheader"),
    [
        ({"preheader": "Ny legevakt i Larvik"}, "Les A først."),
        ({"preheader": "Nytt nummer", "summary": "Alt om telefonvakta."}, "Nytt nummer"),
        ({"preheader": "Legevakt med ny telefonvakt", "summary": "Tre saker."}, "Tre saker."),
        ({"summary": "For leger i Larvik: ring."}, "Les A først."),
    ],
)
def test_the_preheader_for_a_municipality_is_of_what_concerns_it(
    issue: SiteTest, fields: dict[str, str], preheader: str
) -> None:
    issue.item("nyheter/2026/c", title="Legevakta flytter", summary="Ny telefonvakt.", municipalities="[larvik]")
    body = "[C](../../nyheter/2026/c.md)\n\nLes A først."
    values = {name: f"'{text}'" for name, text in fields.items()}
    files = mail(issue.document(ISSUE, body, **matter(**values)), municipality="horten")
    assert texts(files, "//*[@class='preheader']") == [preheader]
    assert ("post-forhandsvisning" in issue.report.said) == (preheader not in list(fields.values())[:1])


def test_a_subject_about_another_municipality_gives_way_to_the_title(issue: SiteTest) -> None:
    files = mail(issue.document(ISSUE, **matter(subject="Larvik får ny legevakt")), municipality="horten")
    assert opened(files)["Subject"] == "Nyhetsbrev uke 47 (Horten)"
    assert "post-emne" in issue.report.said

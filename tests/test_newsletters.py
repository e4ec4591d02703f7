"""Issues: drafts of what is new for a sender's readers, and the overview of what was sent."""

from datetime import date
from pathlib import Path

import pytest

from generator.base.problems import UsageError
from generator.commands.draft_issue import new_issue
from tests.driver import TODAY, Built, SiteTest

SINCE = date(2026, 11, 1)
SENDERS = """\
- {id: siv, name: Sykehuset i Vestfold, municipalities: [horten, larvik]}
- {id: horten, name: Horten kommune, municipalities: [horten]}
- {id: larvik, name: Larvik kommune, municipalities: [larvik]}
- {id: forening, name: Foreningen}
"""
TOPICS = """\
- {id: samhandling, name: Samhandling, name_nn: Samhandling og dialog}
- {id: gastro, name: Gastro, parent: samhandling}
- {id: kurs, name: Kurs}
"""


@pytest.fixture
def region(site: SiteTest) -> SiteTest:
    """A hospital and two municipalities, and an association that writes to no municipality in particular."""
    site.file("content/registre/organisasjoner.yml", SENDERS).file("content/registre/temaer.yml", TOPICS)
    return site.file("content/registre/kommuner.yml", "- {id: horten, name: Horten}\n- {id: larvik, name: Larvik}\n")


def draft(site: SiteTest, sender: str = "horten", title: str = "", since: date = SINCE) -> Path:
    return new_issue(site.folder / "site_config.yml", title, sender, since, TODAY, site.report)


def listed(site: SiteTest, sender: str = "horten") -> list[str]:
    """Give the items of a draft, and take it away."""
    path = draft(site, sender)
    lines = path.read_text("utf-8").split("---")[1].splitlines()
    path.unlink()
    return [line.rpartition("/")[2] for line in lines if line.strip().startswith("- nyheter/")]


# --- Drafts -----------------------------------------------------------------------------------------------------------


def test_a_draft_is_what_is_new_by_topic_with_a_short_list_first(region: SiteTest) -> None:
    region.item("nyheter/2026/motested", date="2026-11-20", sender="horten", municipalities="[horten]")
    region.item("nyheter/2026/lunsj", title="Lunsj [kurs]", date="2026-11-10", topics="[kurs, gastro]")
    region.item("nyheter/2026/brev", date="2026-11-15", summary="Sykehuset svarer med *fast* brev.")
    path = draft(region)
    assert path == region.folder / "content/nyhetsbrev/2026/horten-2026-11-22.md"
    assert path.read_text("utf-8") == (
        "---\n"
        'title: "Nyhetsbrev fra Horten kommune 22. november 2026"\n'
        "date: 2026-11-22\n"
        "sender: horten\n"
        "municipalities: [horten]\n"
        "channels: [e-post]\n"
        "items:\n"
        '  - heading: "Samhandling"\n'
        "    items:\n"
        "      - nyheter/2026/motested\n"
        "      - nyheter/2026/brev\n"
        '  - heading: "Kurs"\n'
        "    items:\n"
        "      - nyheter/2026/lunsj\n"
        "draft: true\n"
        "---\n"
        "\n"
        "**Kort sagt:**\n"
        "\n"
        "- [Motested](../../nyheter/2026/motested.md)\n"
        "- [Sykehuset svarer med \\*fast\\* brev.](../../nyheter/2026/brev.md)\n"
        "- [Lunsj \\[kurs\\]](../../nyheter/2026/lunsj.md)\n"
    )
    assert region.problems() == []


def test_own_items_and_what_concerns_the_municipality_are_in_it(region: SiteTest) -> None:
    region.item("nyheter/2026/felles", date="2026-11-09")
    region.item("nyheter/2026/begge", date="2026-11-08", municipalities="[horten, larvik]")
    region.item("nyheter/2026/egen", date="2026-11-07", sender="larvik", municipalities="[horten]")
    region.item("nyheter/2026/forening", date="2026-11-06", sender="forening")
    assert listed(region, "horten") == ["felles", "begge", "egen", "forening"]
    assert listed(region, "larvik") == ["felles", "begge", "egen", "forening"]
    assert listed(region, "siv") == ["felles", "begge", "egen", "forening"]
    assert listed(region, "forening") == ["felles", "forening"]


def test_what_is_for_other_municipalities_is_left_out(region: SiteTest) -> None:
    region.item("nyheter/2026/horten", municipalities="[horten]").item("nyheter/2026/larvik", municipalities="[larvik]")
    assert listed(region, "horten") == ["horten"]


def test_what_is_older_later_a_draft_sent_or_withdrawn_is_left_out(region: SiteTest) -> None:
    region.item("nyheter/2026/ny", date="2026-11-01").item("nyheter/2026/gammel", date="2026-10-31")
    region.item("nyheter/2026/senere", date="2026-11-23").item("nyheter/2026/kladd", draft="true")
    region.item("nyheter/2026/trukket", withdrawn="{date: 2026-11-20, reason: Feil.}")
    region.item("nyheter/2026/sendt").item("nyheter/2026/sendt-av-andre").item("nyheter/2026/i-kladd")
    issue = {"title": "Nr", "date": "2026-11-10"}
    region.document("nyhetsbrev/2026/1", **issue, sender="horten", items="[nyheter/2026/sendt]")
    region.document("nyhetsbrev/2026/2", **issue, sender="siv", items="[nyheter/2026/sendt-av-andre]")
    region.document("nyhetsbrev/2026/3", **issue, sender="horten", items="[nyheter/2026/i-kladd]", draft="true")
    assert sorted(listed(region)) == ["i-kladd", "ny", "sendt-av-andre"]


def test_a_long_summary_gives_way_to_the_title_and_five_lines_are_enough(region: SiteTest) -> None:
    for number in range(7):
        region.item(f"nyheter/2026/sak-{number}", date=f"2026-11-0{number + 1}", summary="langt " * 40)
    body = draft(region).read_text("utf-8").rpartition("---")[2]
    assert [line for line in body.splitlines() if line.startswith("- ")] == [
        f"- [Sak-{number}](../../nyheter/2026/sak-{number}.md)" for number in (6, 5, 4, 3, 2)
    ]


def test_a_title_of_ones_own_gives_the_name_of_the_file(region: SiteTest) -> None:
    path = draft(region.item("nyheter/2026/a"), title="Uke 47: nytt fra Horten")
    assert path.name == "uke-47-nytt-fra-horten.md"
    assert path.read_text("utf-8").startswith('---\ntitle: "Uke 47: nytt fra Horten"\n')


def test_a_site_in_nynorsk_drafts_in_nynorsk(region: SiteTest) -> None:
    region.file("site_config.yml", "site_name: Arkiv\nbase_url: https://arkiv.example.no/\nlanguage: nn\n")
    text = draft(region.item("nyheter/2026/a")).read_text("utf-8")
    assert 'title: "Nyhendebrev frå Horten kommune 22. november 2026"' in text
    assert 'heading: "Samhandling og dialog"' in text


@pytest.mark.parametrize(
    ("sender", "since", "code"),
    [("hoten", SINCE, "bruk-ukjent-avsender"), ("horten", TODAY, "bruk-ingenting-nytt"), ("horten", SINCE, "finnes")],
)
def test_what_can_not_be_drafted_is_said(region: SiteTest, sender: str, since: date, code: str) -> None:
    region.item("nyheter/2026/a").file("content/nyhetsbrev/2026/horten-2026-11-22.md", "---\ntitle: a\n---\n")
    with pytest.raises(UsageError, match=code):
        draft(region, sender, since=since)


# --- The overview -----------------------------------------------------------------------------------------------------

OVERVIEW = "nyhetsbrev/oversikt/utsendinger.html"


def rows(built: Built, url: str = OVERVIEW) -> list[list[str]]:
    found = built.page(url).tree.xpath("//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


@pytest.fixture
def sent(region: SiteTest) -> SiteTest:
    """Two issues."""
    region.file("content/registre/malgrupper.yml", "- {id: fastleger, name: Fastleger}\n")
    region.item("nyheter/2026/a").item("nyheter/2026/b")
    first = {"title": "Uke 46", "date": "2026-11-13", "sender": "siv", "items": "[nyheter/2026/a]"}
    second = {"title": "Uke 47", "date": "2026-11-20", "sender": "horten", "items": "[nyheter/2026/b, nyheter/2026/a]"}
    region.document("nyhetsbrev/2026/46", **first)
    channels = "[e-post, mote]"
    more = {"audiences": "[fastleger]", "municipalities": "[horten]", "channels": channels}
    return region.document("nyhetsbrev/2026/47", **second, **more)


def test_the_overview_says_what_was_sent_by_whom_to_whom_and_how(sent: SiteTest) -> None:
    built = sent.build()
    assert rows(built) == [
        ["Uke 4720. november 2026", "Horten kommune", "Fastleger, Horten", "E-post, Møte", "2"],
        ["Uke 4613. november 2026", "Sykehuset i Vestfold", "–", "–", "1"],
    ]
    assert "oversikt/utsendinger.html" in built.page("nyhetsbrev/index.html").links
    assert "../../nyhetsbrev/oversikt/utsendinger.html" in built.page("nyhetsbrev/2026/47.html").links


def test_an_issue_says_through_which_channels_it_was_sent(sent: SiteTest) -> None:
    built = sent.build()
    assert "Sendt gjennomE-post, Møte" in built.page("nyhetsbrev/2026/47.html").find("//footer/div")
    assert "Sendt gjennom" not in built.page("nyhetsbrev/2026/46.html").main


def test_an_item_says_in_which_issues_it_went_out_when_and_from_whom(sent: SiteTest) -> None:
    assert sent.build().page("nyheter/2026/a.html").find("//footer//li[a[contains(@href, 'nyhetsbrev')]]") == [
        "Uke 46 Sykehuset i Vestfold, 13. november 2026",
        "Uke 47 Horten kommune, 20. november 2026",
    ]


def test_the_overview_is_parted_in_pages(region: SiteTest) -> None:
    region.item("nyheter/2026/a")
    for number in range(80):
        day = f"2026-{number // 28 + 1:02}-{number % 28 + 1:02}"
        matter = {"title": f"Nr {number}", "date": day, "sender": "siv", "items": "[nyheter/2026/a]"}
        region.document(f"nyhetsbrev/2026/nr-{number}", **matter)
    built = region.build()
    assert len(rows(built)) == 30
    assert rows(built)[0][0].startswith("Nr 79")
    assert len(rows(built, "nyhetsbrev/oversikt/utsendinger/side-1.html")) == 50
    assert "utsendinger/side-1.html" in built.page(OVERVIEW).links


def test_an_archive_without_issues_has_an_empty_overview(site: SiteTest) -> None:
    assert "Her er det ikke noe ennå." in site.build().page(OVERVIEW).main

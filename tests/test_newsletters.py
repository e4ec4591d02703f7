"""Drafts of issues: filled with what is new for the readers of one sender."""

from datetime import date
from pathlib import Path

import pytest

from generator.base.problems import UsageError
from generator.commands.draft_issue import new_issue
from generator.commands.mail import write
from tests.driver import TODAY, SiteTest
from tests.region import rows

SINCE = date(2026, 11, 1)


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


def sections(site: SiteTest, sender: str = "horten") -> dict[str, list[str]]:
    """Give the items of a draft by section, and take it away."""
    path = draft(site, sender)
    found: dict[str, list[str]] = {}
    heading = ""
    for line in path.read_text("utf-8").split("---")[1].splitlines():
        name, _, value = line.strip().lstrip("- ").partition(": ")
        if name == "heading":
            heading = value.strip('"')
        elif line.startswith("      - "):
            found.setdefault(heading, []).append(line.strip("- "))
    path.unlink()
    return found


def event(site: SiteTest, name: str, **fields: object) -> SiteTest:
    matter = {"title": name, "type": "emnekurs", "sender": "siv", "date": "2026-11-10", "starts": "2027-01-10 09:00"}
    return site.document(f"arrangementer/2027/{name}", "Brødtekst.", **(matter | fields))


def edition(site: SiteTest, series: str, name: str, **fields: object) -> SiteTest:
    site.file(f"content/anbefalinger/{series}/serie.yml", f"title: {series.capitalize()}\n")
    return site.document(
        f"anbefalinger/{series}/{name}", "Brødtekst.", **{"title": f"Utgave {name}", "topics": "[kurs]", **fields}
    )


def test_a_draft_has_events_corrections_editions_and_advice_in_sections_of_their_own(region: SiteTest) -> None:
    region.item("nyheter/2026/ny", date="2026-11-09")
    region.item("nyheter/2025/rettet", date="2025-01-01", updated="[{date: 2026-11-12, change: Nytt nummer.}]")
    event(region, "senere", starts="2027-02-01 09:00")
    event(region, "snart")
    edition(region, "samarbeid", "2024", valid_from="2024-01-01")
    edition(region, "samarbeid", "2026", valid_from="2026-11-15")
    advice = "{verdict: gjennomforbart, reasons: Det koster lite.}"
    case = {"title": "Sak", "date": "2026-09-01", "sender": "siv", "proposer": "En avdeling", "advice": advice}
    region.document("saker/2026/sak", **case, meeting="2026-11-11")
    assert sections(region) == {
        "Samhandling": ["nyheter/2026/ny"],
        "Arrangementer": ["arrangementer/2027/snart", "arrangementer/2027/senere"],
        "Rettelser og endringer": ["nyheter/2025/rettet"],
        "Nye utgaver": ["anbefalinger/samarbeid"],
        "Råd fra fora": ["saker/2026/sak"],
    }
    body = draft(region).read_text("utf-8").rpartition("---")[2]
    assert "- [Samarbeid](../../anbefalinger/samarbeid/serie.yml)" in body
    assert region.problems() == []


def test_what_is_cancelled_over_elsewhere_or_known_is_not_announced(region: SiteTest) -> None:
    region.item("nyheter/2026/ny")
    event(region, "avlyst", cancelled="{date: 2026-11-15, reason: For få.}")
    event(region, "holdt", starts="2026-11-12 09:00")
    event(region, "gammel", date="2026-10-01")
    event(region, "annet-sted", municipalities="[larvik]")
    event(region, "sendt", updated="[{date: 2026-11-05, change: Nytt rom.}]")
    edition(region, "kjent", "2026", valid_from="2026-11-05")
    edition(region, "eldre", "2025", valid_from="2025-11-05")
    edition(region, "senere", "2027", date="2026-10-01", valid_from="2027-11-05")
    items = "[arrangementer/2027/sendt, anbefalinger/kjent]"
    region.document("nyhetsbrev/2026/1", title="Nr", date="2026-11-14", sender="horten", items=items)
    assert sections(region) == {"Samhandling": ["nyheter/2026/ny"]}


def test_readers_are_told_when_what_was_sent_to_them_is_cancelled_withdrawn_or_changed(region: SiteTest) -> None:
    event(region, "avlyst", cancelled="{date: 2026-11-15, reason: For få.}")
    event(region, "flyttet", updated="[{date: 2026-11-16, change: Nytt rom.}]")
    region.item("nyheter/2026/feil", date="2026-10-20", withdrawn="{date: 2026-11-17, reason: Feil.}")
    items = "[arrangementer/2027/avlyst, arrangementer/2027/flyttet, nyheter/2026/feil]"
    region.document("nyhetsbrev/2026/1", title="Nr", date="2026-11-14", sender="horten", items=items)
    told = ["nyheter/2026/feil", "arrangementer/2027/flyttet", "arrangementer/2027/avlyst"]
    assert sections(region) == {"Rettelser og endringer": told}
    assert list(sections(region, "siv")) == ["Arrangementer"]


# --- A series in an issue ---------------------------------------------------------------------------------------------


@pytest.fixture
def with_series(region: SiteTest) -> SiteTest:
    """An issue of 2025 and one of 2026 with the same series, whose editions came in 2024 and on 1 November 2026."""
    edition(region, "samarbeid", "2024", edition='"2024"', valid_from="2024-01-01")
    edition(region, "samarbeid", "2026", edition='"2026"', valid_from="2026-11-01")
    for year in (2025, 2026):
        matter = {"title": f"Nr {year}", "date": f"{year}-11-10", "sender": "siv"}
        region.document(f"nyhetsbrev/{year}/nr", **matter, items="[anbefalinger/samarbeid]")
    return region


def test_a_series_is_shown_as_the_edition_that_applied_on_the_day_of_the_issue(with_series: SiteTest) -> None:
    built = with_series.build()
    for year, name, status in ((2025, "2024", "Erstattet"), (2026, "2026", "Nylig endret")):
        page = built.page(f"nyhetsbrev/{year}/nr.html")
        card = page.one("//section[@aria-labelledby='saker']//li")
        assert "Samarbeid" in card
        assert f"utgave {name}" in card
        assert status in card
        assert "../../anbefalinger/samarbeid/index.html" in page.find("//section[@aria-labelledby='saker']//a/@href")
    assert [row[-1] for row in rows(built)] == ["1", "1"]


def test_an_edition_says_in_which_issues_it_went_out_under_its_own_name_or_its_series(with_series: SiteTest) -> None:
    matter = {"title": "Nr 3", "date": "2026-11-20", "sender": "siv", "items": "[anbefalinger/samarbeid/2024]"}
    built = with_series.document("nyhetsbrev/2026/nr-3", **matter).build()
    sent = "//footer//li[a[contains(@href, 'nyhetsbrev')]]/a"
    assert built.page("anbefalinger/samarbeid/2024.html").find(sent) == ["Nr 3", "Nr 2025"]
    assert built.page("anbefalinger/samarbeid/index.html").find(sent) == ["Nr 2026"]


def test_a_series_goes_out_by_mail_and_to_a_municipality_as_its_edition_does(with_series: SiteTest) -> None:
    config = with_series.folder / "site_config.yml"
    config.write_text(config.read_text("utf-8") + "mail_address: post@example.no\n", "utf-8")
    edition(with_series, "samarbeid", "2026", edition='"2026"', valid_from="2026-11-01", municipalities="[horten]")
    out = with_series.folder / "post"
    paths = write(config, "nyhetsbrev/2026/nr", "horten", out, None, TODAY, with_series.report)
    text = paths[2].read_text("utf-8")
    assert "Samarbeid\nutgave 2026 · 1. november 2026" in text
    assert "https://arkiv.example.no/anbefalinger/samarbeid/index.html" in text
    with pytest.raises(UsageError, match="bruk-post-tomt"):
        write(config, "nyhetsbrev/2026/nr", "larvik", out, None, TODAY, with_series.report)


def test_a_series_that_is_not_there_is_named_with_what_is_near(with_series: SiteTest) -> None:
    matter = {"title": "Nr", "date": "2026-11-10", "sender": "siv", "items": "[anbefalinger/samarbeide]"}
    (problem,) = with_series.document("nyhetsbrev/2026/b", **matter).problems()
    assert "[ref-dokument]" in problem
    assert "anbefalinger/samarbeid" in problem

"""What was sent: each item says where, and the overview lists it."""

import pytest

from tests.driver import SiteTest
from tests.region import OVERVIEW, rows

SENT = {
    "arrangementer/2027/kurs": {"type": "emnekurs", "starts": "2027-01-10 09:00"},
    "tekster/svar": {"purpose": "svar"},
    "kampanjer/k": {"channels": "[{channel: Oppslag, text: Henger i gangen.}]"},
    "saker/2026/s": {"date": "2026-09-01", "sender": "siv", "proposer": "En avdeling"},
    "smagrupper/s": {"topics": "[kurs]", "questions": "[Hvorfor?]"},
    "sider/om": {},
}


@pytest.mark.parametrize("item", SENT)
def test_everything_that_was_sent_says_where(region: SiteTest, item: str) -> None:
    region.document(item, **{"title": "Sendt", **SENT[item]})
    region.document("nyhetsbrev/2026/1", title="Uke 47", date="2026-11-20", sender="siv", items=f"[{item}]")
    page = region.build().page(f"{item}.html")
    assert page.find("//footer//div[h2='Sendt ut i']//li") == ["Uke 47 Sykehuset i Vestfold, 20. november 2026"]


def test_a_page_is_made_anew_when_it_is_sent(region: SiteTest) -> None:
    region.document("tekster/svar", title="Svar", purpose="svar").build()
    region.document("nyhetsbrev/2026/1", title="Uke 47", date="2026-11-20", sender="siv", items="[tekster/svar]")
    built = region.build()
    assert built.bytes() == region.build(output="ren").bytes()
    assert "Uke 47" in built.page("tekster/svar.html").main


# --- The overview -----------------------------------------------------------------------------------------------------


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

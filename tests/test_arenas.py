"""Campaigns, texts to copy, sheets for small groups, and the page that leads to every arena."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.kinds import KINDS
from tests.browser import Reader, serving
from tests.driver import Built, SiteTest

SITES = Path(__file__).parent / "sites"


def example(name: str, folder: Path, today: date = date(2026, 11, 22)) -> Built:
    return SiteTest.from_dir(folder / "nettsted", SITES / name).build(today)


# --- Campaigns --------------------------------------------------------------------------------------------------------


def test_a_campaign_shows_each_channel_and_what_it_carried(tmp_path: Path) -> None:
    page = example("kampanjer", tmp_path, date(2026, 12, 1)).page("kampanjer/gastroskopi.html")
    assert page.find("//section[@class='fa-channels']//li") == [
        "2. november 2026 Praksisnytt Henvisning til gastroskopi",
        "Nettsiden til sykehuset https://example.no/gastroskopi",
        "30. november 2026 Informasjonsskriv Sendes til alle som henviser.",
    ]
    assert {"../nyheter/2026/gastroskopi.html", "https://example.no/gastroskopi"} <= set(page.links)


def test_a_channel_waits_for_its_day(tmp_path: Path) -> None:
    page = example("kampanjer", tmp_path).page("kampanjer/gastroskopi.html")
    assert page.find("//section[@class='fa-channels']//h3") == ["Praksisnytt", "Nettsiden til sykehuset"]


def test_what_a_campaign_carried_tells_of_the_campaign(tmp_path: Path) -> None:
    item = example("kampanjer", tmp_path).page("nyheter/2026/gastroskopi.html")
    assert "Omtalt i Bedre henvisninger til gastroskopi" in item.main


# --- Texts to copy ----------------------------------------------------------------------------------------------------


def test_a_rule_is_told_as_it_is_and_as_it_is_proposed(tmp_path: Path) -> None:
    page = example("tekster", tmp_path).page("tekster/tolv-maneder.html")
    assert page.find("//div[@class='fa-rule']/section") == [
        "Slik er det i dag Bare for pasienter med kontakt det siste året.",
        "Slik er det foreslått For alle pasienter. Foreslått av: Horten kommune",
    ]
    assert "Dette er et eksempel." in page.one("//div[@class='fa-banner']")


def test_a_text_that_is_adopted_is_no_example(site: SiteTest) -> None:
    page = site.document("tekster/a", title="A", purpose="svar").build().page("tekster/a.html")
    assert page.find("//div[@class='fa-banner']") == []
    assert "Til bruk i: svar" in page.main


COPIED = "Hei! Kan dere si mer om <plagene>?\nSvar helst i dag."


def test_a_text_is_copied_as_it_was_written_and_that_is_said(tmp_path: Path, chromium: Browser) -> None:
    built = example("tekster", tmp_path)
    with serving(built.folder, "/") as address, chromium.new_context() as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{address}tekster/tolv-maneder.html")
        page.get_by_role("button", name="Kopier teksten").click()
        expect(page.locator("#fa-kopier [role=status]")).to_have_text("Kopiert")
        assert page.evaluate("navigator.clipboard.readText()") == COPIED


def test_where_the_browser_refuses_the_text_is_marked_for_the_reader(tmp_path: Path, reader: Reader) -> None:
    page = reader.page
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.add_init_script("document.execCommand = () => false")
    page.goto((example("tekster", tmp_path).folder / "tekster/tolv-maneder.html").as_uri())
    page.get_by_role("button", name="Kopier teksten").click()
    expect(page.locator("#fa-kopier [role=status]")).to_have_text("Teksten er merket. Kopier den med Ctrl+C.")
    assert page.evaluate("getSelection().toString().trimEnd()") == COPIED


def test_without_scripts_the_text_is_there_to_be_selected(tmp_path: Path, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((example("tekster", tmp_path).folder / "tekster/tolv-maneder.html").as_uri())
        expect(page.locator(".fa-body pre")).to_have_text(f"{COPIED}\n", use_inner_text=False)
        expect(page.get_by_role("button", name="Kopier teksten")).to_have_count(0)


# --- Sheets for small groups ------------------------------------------------------------------------------------------


def test_a_sheet_has_the_questions_and_gathers_what_is_recommended_and_new(tmp_path: Path) -> None:
    site = SiteTest.from_dir(tmp_path / "nettsted", SITES / "smagrupper")
    site.item("nyheter/2025/gammel", date="2025-11-21", title="For gammel")
    site.item("nyheter/2026/nyere", date="2026-11-20", title="Nyere", topics="[samhandling]")
    site.document(
        "anbefalinger/samarbeid/2026", "Ring.", title="Utgave", valid_from="2026-01-01", topics="[gastro]"
    ).file("content/anbefalinger/annet/serie.yml", "title: Annet\n")
    site.document("anbefalinger/annet/a", "Tekst.", title="A", valid_from="2026-01-01")
    page = site.build().page("smagrupper/henvisning.html")
    assert page.find("//ol[@class='fa-questions']/li") == [
        "Når fikk du sist en henvisning i retur?",
        "Hva gjør du annerledes nå?",
    ]
    assert page.find("//section[@aria-labelledby='fa-enige']//h3") == ["Anbefalinger om samarbeid"]
    # The sheet is on the topic above: what lies below it is gathered too, newest first.
    assert page.find("//section[@aria-labelledby='fa-nytt']//li/a") == ["Nyere", "Henvisning til gastroskopi"]


def test_a_sheet_is_made_anew_when_there_is_news_and_when_it_grows_old(tmp_path: Path) -> None:
    site = SiteTest.from_dir(tmp_path / "nettsted", SITES / "smagrupper")
    news = "//section[@aria-labelledby='fa-nytt']//li/a"
    assert site.build().page("smagrupper/henvisning.html").find(news) == ["Henvisning til gastroskopi"]
    built = site.item("nyheter/2026/ny", date="2026-11-21").build()
    assert built.page("smagrupper/henvisning.html").find(news) == ["Ny", "Henvisning til gastroskopi"]
    later = site.build(date(2027, 11, 10)).page("smagrupper/henvisning.html")
    assert later.find(news) == ["Ny"]


def test_a_recommendation_that_no_longer_applies_is_not_recommended(tmp_path: Path) -> None:
    site = SiteTest.from_dir(tmp_path / "nettsted", SITES / "smagrupper")
    site.document(
        "anbefalinger/samarbeid/2026", "Ring.", title="U", valid_from="2026-01-01", valid_to="2026-02-01",
        topics="[gastro]",
    )  # fmt: skip
    page = site.build().page("smagrupper/henvisning.html")
    assert "Arkivet har ingen anbefaling om dette som gjelder nå." in page.main


def test_the_topic_leads_to_its_sheets(tmp_path: Path) -> None:
    built = example("smagrupper", tmp_path)
    page = built.page("tema/samhandling/index.html")
    to_use = "//h2[.='Til bruk']/following-sibling::ul[1]//a"
    assert page.find(to_use) == ["Henvisninger til samtale"]
    assert built.page("tema/gastro/index.html").find(to_use) == []


# --- The page of arenas -----------------------------------------------------------------------------------------------


def test_the_page_of_arenas_leads_to_every_kind_of_arena_with_its_count(tmp_path: Path) -> None:
    built = example("kampanjer", tmp_path)
    page = built.page("samarbeid/index.html")
    arenas = [kind.name for kind in KINDS if kind.arena]
    assert {f"../{name}/index.html" for name in arenas} <= set(page.links)
    assert "Kampanjer 11 i arkivet" in page.main
    home = built.page("index.html")
    assert {f"{name}/index.html" for name in arenas} <= set(home.links)


def test_a_view_is_on_the_page_of_arenas_and_said_by_name(tmp_path: Path) -> None:
    page = SiteTest.from_dir(tmp_path / "nettsted", SITES / "avvik").build().page("samarbeid/index.html")
    assert "../avvik/oversikt/dekning.html" in page.links


def test_the_front_page_tells_of_events_to_come(site: SiteTest) -> None:
    event = {"type": "emnekurs", "sender": "siv", "date": "2026-11-01"}
    site.document("arrangementer/2026/over", title="Over", starts="2026-11-20", **event)
    site.document("arrangementer/2026/snart", title="Snart", starts="2026-12-01", **event)
    home = site.build().page("index.html")
    assert home.find("//section[@aria-labelledby='kommende']//li/a") == ["Snart"]


def test_the_front_page_says_nothing_of_events_where_none_are_to_come(site: SiteTest) -> None:
    assert "Kommende arrangementer" not in site.build().page("index.html").main


def test_an_arena_is_not_in_the_main_menu(tmp_path: Path) -> None:
    built = example("kampanjer", tmp_path)
    for url in ("index.html", "samarbeid/index.html", "kampanjer/index.html", "kampanjer/gastroskopi.html"):
        assert "Kampanjer" not in built.page(url).one("//nav[@class='fa-nav']"), url
    trail = built.page("kampanjer/gastroskopi.html").find("//nav[@class='fa-crumbs']//a")
    assert trail == ["Forside", "Samarbeid", "Kampanjer"]
    assert built.page("kampanjer/index.html").find("//nav[@class='fa-crumbs']//a") == ["Forside", "Samarbeid"]


@pytest.mark.parametrize("words", ["informasjonsskriv", "nettsiden"])
def test_search_finds_the_words_of_fields_that_a_page_shows(tmp_path: Path, reader: Reader, words: str) -> None:
    built = example("kampanjer", tmp_path, date(2026, 12, 1))
    reader.page.goto((built.folder / "index.html").as_uri())
    assert "Bedre henvisninger til gastroskopi" in reader.search(words)

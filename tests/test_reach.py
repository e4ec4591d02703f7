"""Everything that the sources ask for has its page, not far from the front page, and a newcomer finds what it says."""

import posixpath
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import Reader
from tests.driver import ROOT, Built

CLICKS = 3
ASKED = re.findall(r"^\| (?!Det kilden)([^|]+) \| [^|]+ \| ([^|]+) \|$", (ROOT / "docs/arenaer.md").read_text(), re.M)
PAGES = sorted({url for _, urls in ASKED for url in re.findall(r"`([^`]+)`", urls)})


@pytest.fixture(scope="module")
def clicks(archive: Built) -> dict[str, int]:
    """Follow the links from the front page, and count how many clicks each page takes."""
    there = set(archive.urls())
    found, waiting = {"index.html": 0}, ["index.html"]
    while waiting:
        url = waiting.pop(0)
        if found[url] == CLICKS or not url.endswith(".html"):
            continue
        page = archive.page(url)
        for link in (*page.links, *page.find("//form/@action")):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(url), link.partition("#")[0]))
            if not re.match(r"[a-z]+:", link) and target in there and target not in found:
                found[target] = found[url] + 1
                waiting.append(target)
    return found


def test_the_table_names_a_page_for_everything_the_sources_ask_for() -> None:
    assert len(ASKED) > 35
    assert [asked for asked, urls in ASKED if not re.search(r"`[^`]+`", urls)] == []


@pytest.mark.parametrize("url", PAGES)
def test_what_the_sources_ask_for_is_three_clicks_away(clicks: dict[str, int], url: str) -> None:
    assert clicks.get(url, 99) <= CLICKS


def test_so_is_every_document_or_the_series_that_shows_it(archive: Built, clicks: dict[str, int]) -> None:
    shown = [page.url for page in archive.pages() if "/endringer/" not in page.url and page.find("//article/header")]
    far = [url for url in shown if url not in clicks]
    assert [url for url in far if f"{posixpath.dirname(url)}/index.html" not in clicks] == []


@pytest.mark.parametrize("url", PAGES)
def test_a_document_names_its_source(archive: Built, url: str) -> None:
    page = archive.page(url)
    is_document = page.find("//article") != [] and "/endringer/" not in url and "/oversikt/" not in url
    assert not is_document or page.find("//div[@class='fa-fact'][h2='Kilder']//li")


# --- A newcomer clicks ------------------------------------------------------------------------------------------------


def follow(reader: Reader, home: str, *links: str) -> Locator:
    """Click one link after another from the front page, by what is read on it, and give what the last page says."""
    page = reader.page
    page.goto(home)
    for name in links:
        page.get_by_role("link", name=name, exact=True).first.click()
    assert len(links) <= CLICKS
    return page.locator("main")


def test_which_points_a_gp_gets_for_the_conference(reader: Reader, home: str) -> None:
    said = follow(reader, home, "Arrangementer", "Samhandlingskonferansen for fastleger i Vestfold")
    expect(said.locator(".fa-pairs")).to_contain_text("Minst 15 timer faglig innhold")
    # The sources give no number of points, and the page says so rather than leaving the reader to guess.
    expect(said.locator(".fa-pairs")).to_contain_text("Rapporten oppgir ikke hvor mange poeng det gir")


def test_who_owns_the_recommendations_of_nfa(reader: Reader, home: str) -> None:
    said = follow(reader, home, "NFAs anbefalinger om samarbeid mellom fastleger og sykehus")
    expect(said.locator("header")).to_contain_text("Norsk forening for allmennmedisin (NFA)")
    expect(said.get_by_role("row").filter(has_text="SUFF")).to_contain_text("eier dokumentet")


def test_how_long_an_introduction_agreement_may_last_at_half_time(reader: Reader, home: str) -> None:
    said = follow(reader, home, "Ordninger", "Introduksjonsavtale")
    expect(said).to_contain_text("aldri ut over 4 år")
    expect(said).to_contain_text("minst 50 prosent")


def test_which_deviations_no_recommendation_covers(reader: Reader, home: str) -> None:
    said = follow(reader, home, "Samarbeid", "Avvik ingen anbefaling dekker")
    expect(said.get_by_role("heading", name="Oppgaver flyttes uten at fastlegene blir hørt")).to_be_visible()
    expect(said).not_to_contain_text("Henvisninger som mangler opplysninger")


def test_which_deviation_a_recommendation_covers_wholly(reader: Reader, home: str) -> None:
    said = follow(reader, home, "Samarbeid", "Avvik", "Dekning")
    row = said.get_by_role("row").filter(has_text="Henvisninger som mangler opplysninger")
    expect(row).to_contain_text("Helt dekket")

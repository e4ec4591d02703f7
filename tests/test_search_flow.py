"""What the search page does while hits come, on a phone, and when a reader comes back to it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Reader, serving
from tests.driver import Built

HITS = "#fa-treff a"
SHIFTS = """() => {
  window.moved = 0;
  const seen = (list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) window.moved += one.value; });
  new PerformanceObserver(seen).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.page


@pytest.fixture
def search(archive: Built) -> str:
    """The address of the search page, in a folder."""
    return (archive.folder / "sok/index.html").as_uri()


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 375, "height": 720})
    return page


@pytest.fixture
def served(chromium: Browser, archive: Built) -> Iterator[tuple[Page, str]]:
    """A page, and the address of the search page on a web server."""
    with serving(archive.folder, "/") as address, chromium.new_context(service_workers="block") as context:
        yield context.new_page(), address + "sok/index.html"


# --- Nothing moves ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("query", ["", "?q=henvisning+gastroskopi", "?q=larvik", "?q=qwertyzx", "?q=punkt+2.6"])
def test_the_page_does_not_move_while_hits_come(served: tuple[Page, str], width: int, query: str) -> None:
    page, address = served
    page.set_viewport_size({"width": width, "height": 720})
    page.add_init_script(f"({SHIFTS})()")
    page.goto(address + query)
    if query:
        expect(page.locator("#fa-status")).to_contain_text("treff")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("moved") <= 0.02


# --- What it says -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("og i på", "Ingen treff. «og i på» er bare ord som er for vanlige til å søke etter. Skriv ett ord til"),
        ("qwertyzx", "Ingen treff på «qwertyzx»"),
        ("gastroksopi ", "Fant ikke «gastroksopi». Viser treff på «gastroskopi»"),
    ],
)
def test_it_says_what_was_not_found_and_what_is_shown_instead(page: Page, search: str, query: str, said: str) -> None:
    page.goto(f"{search}?q={query}")
    expect(page.locator("#fa-status")).to_contain_text(said)


def test_a_query_leads_straight_to_a_page(page: Page, search: str) -> None:
    page.goto(f"{search}?q=larvik")
    straight = page.get_by_role("navigation", name="Gå rett til")
    expect(straight.get_by_role("listitem").first).to_have_text("LarvikKommune")
    page.locator(".fa-page__search input").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Larvik")


def test_a_hit_says_which_name_it_carries(page: Page, search: str) -> None:
    page.goto(f"{search}?q=larvik")
    expect(page.locator("#fa-treff .fa-card__meta").first).to_contain_text("Larvik")


# --- Weak hits --------------------------------------------------------------------------------------------------------


def test_hits_that_lack_a_word_are_folded_away_until_they_are_asked_for(page: Page, search: str) -> None:
    page.goto(f"{search}?q=henvisning+gastroskopi")
    weaker = page.get_by_role("button", name="svakere treff")
    expect(weaker).to_be_visible()
    few = page.locator(HITS).count()
    titles = page.locator("#fa-treff h2").all_inner_texts()
    weaker.click()
    expect(page).to_have_url(f"{search}?q=henvisning+gastroskopi&svake=1")
    expect(page.locator(HITS)).to_have_count(10)
    assert page.locator("#fa-treff h2").all_inner_texts()[:few] == titles


# --- Filters ----------------------------------------------------------------------------------------------------------


def test_on_a_phone_filters_stand_above_the_hits_and_are_folded(phone: Page, search: str) -> None:
    phone.goto(f"{search}?q=henvisning")
    filters = phone.get_by_role("complementary", name="Avgrens søket")
    expect(phone.locator(HITS).first).to_be_visible()
    expect(filters).to_be_hidden()
    phone.get_by_role("button", name="Avgrens søket").click()
    expect(filters).to_be_visible()
    filters.get_by_label("Nyheter").check()
    show = filters.get_by_role("button", name="Vis")
    count = phone.locator("#fa-status").inner_text().split()[0]
    expect(show.filter(has_text=f"Vis {count} treff")).to_be_visible()
    filters.get_by_role("button", name="Vis", exact=False).filter(has_text="treff").click()
    expect(filters).to_be_hidden()
    button = phone.get_by_role("button", name="Avgrens søket (1 valgt)")
    expect(button).to_be_focused()
    button.click()
    filters.get_by_role("button", name="Fjern alle").click()
    expect(phone).to_have_url(f"{search}?q=henvisning")


def test_a_switch_leaves_what_applies(page: Page, search: str) -> None:
    page.goto(f"{search}?q=introduksjonsavtale")
    page.get_by_label("Bare det som gjelder").check()
    expect(page).to_have_url(f"{search}?q=introduksjonsavtale&status=gjelder")
    expect(page.locator("#fa-treff .fa-badge--utlopt, #fa-treff .fa-badge--erstattet")).to_have_count(0)
    page.get_by_label("Bare det som gjelder").uncheck()
    expect(page).to_have_url(f"{search}?q=introduksjonsavtale")


def test_no_hits_with_a_filter_offers_the_hits_without_it(page: Page, search: str) -> None:
    page.goto(f"{search}?q=gastroskopi&kind=laeringsmal")
    expect(page.locator("#fa-status")).to_have_text("Ingen treff på «gastroskopi» med disse avgrensningene")
    page.get_by_role("button", name="treff uten avgrensning").click()
    expect(page).to_have_url(f"{search}?q=gastroskopi")
    expect(page.locator(HITS).first).to_be_visible()


# --- Coming back ------------------------------------------------------------------------------------------------------


def test_back_gives_the_same_list_the_same_place_and_the_hit_in_focus(page: Page, search: str) -> None:
    page.goto(f"{search}?q=fastlege")
    page.get_by_role("button", name="Vis flere treff").click()
    expect(page.locator("#fa-treff > li")).to_have_count(20)
    link = page.locator("#fa-treff h2 a").nth(14)
    title = link.inner_text()
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    expect(page.locator(".fa-article h1, main h1").first).to_be_visible()
    page.go_back()
    expect(page.locator("#fa-treff > li")).to_have_count(20)
    expect(page.locator("#fa-treff h2 a").nth(14)).to_be_focused()
    expect(page.locator("#fa-treff h2 a").nth(14)).to_have_text(title)
    assert abs(page.evaluate("scrollY") - before) < 5


# --- Before anything is typed -----------------------------------------------------------------------------------------


def test_the_empty_page_shows_ways_in(page: Page, search: str) -> None:
    page.goto(search)
    ways = page.locator("#fa-inngang")
    for name in ("Temaer", "Kommuner", "Kontakter", "A–Å"):
        expect(ways.get_by_role("link", name=name)).to_be_visible()
    page.locator(".fa-page__search input").fill("gastroskopi")
    expect(page.locator(HITS).first).to_be_visible()
    expect(ways).to_be_hidden()


def test_without_javascript_the_page_says_so_and_shows_ways_in(chromium: Browser, search: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(search)
        expect(page.get_by_text("Søket krever JavaScript")).to_be_visible()
        expect(page.locator("#fa-inngang").get_by_role("link", name="Kommuner")).to_be_visible()
        expect(page.get_by_text("Slik kan du søke")).to_be_hidden()

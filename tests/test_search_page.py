"""What the search page does besides finding: excerpts, order, days, and the words on the page that opens."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser import Reader, serving
from tests.driver import Built

HITS = "#fa-treff a"
EXCERPTS = "**/utdrag-*.js"
MARKED = "[...(CSS.highlights.get('fagarkiv') ?? [])].map(String)"
GUIDE = Path(__file__).parent.parent / "docs/innbygging.md"


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.page


@pytest.fixture
def search(archive: Built) -> str:
    """The address of the search page, in a folder."""
    return (archive.folder / "sok/index.html").as_uri()


def excerpt(page: Page, at: int) -> Locator:
    return page.locator("#fa-treff .fa-card__lead").nth(at)


def dates(page: Page) -> list[str]:
    """Give the years of the hits, in their order, when they have come."""
    expect(page.locator("#fa-status")).to_contain_text("treff")
    return [text.split()[-1] for text in page.locator("#fa-treff time").all_inner_texts()]


# --- Excerpts ---------------------------------------------------------------------------------------------------------


class Gate:
    """Holds requests back until it is opened."""

    def __init__(self) -> None:
        self._held: list[Route] = []
        self._is_open = False

    def meet(self, route: Route) -> None:
        if self._is_open:
            route.continue_()
        else:
            self._held.append(route)

    def open(self) -> None:
        self._is_open = True
        for route in self._held:
            route.continue_()


@pytest.fixture
def slow(chromium: Browser, archive: Built) -> Iterator[tuple[Page, str, Gate]]:
    """A reader of a site where excerpts wait until they are let through."""
    with serving(archive.folder, "/") as address, chromium.new_context() as context:
        gate = Gate()
        context.route(EXCERPTS, gate.meet)
        reader = Reader(context)
        yield reader.page, address + "sok/index.html", gate
        assert reader.complaints == []


def test_hits_are_there_before_their_excerpts_which_move_nothing(slow: tuple[Page, str, Gate]) -> None:
    page, address, gate = slow
    page.goto(address + "?q=gastroskopi", wait_until="commit")
    expect(page.locator(HITS).first).to_contain_text("gastroskopi")
    expect(excerpt(page, 0)).to_have_text("")
    page.keyboard.press("ArrowDown")
    places = "[...document.querySelectorAll('#fa-treff h2')].slice(0, 3).map((one) => one.getBoundingClientRect().top)"
    page.evaluate("""() => {
      window.heard = 0;
      new MutationObserver(() => window.heard++).observe(document.getElementById("fa-status"), { childList: true });
    }""")
    before = page.evaluate(places)
    gate.open()
    expect(excerpt(page, 0).locator("mark").first).to_be_visible()
    assert page.evaluate(places) == before
    expect(page.locator(HITS).first).to_be_focused()
    assert page.evaluate("window.heard") == 0


def test_excerpts_of_an_older_search_disturb_no_newer_one(slow: tuple[Page, str, Gate]) -> None:
    page, address, gate = slow
    page.goto(address + "?q=gastroskopi", wait_until="commit")
    expect(page.locator(HITS).first).to_be_visible()
    page.locator(".fa-page__search input").fill("epikrise ")
    expect(page).to_have_url(re.compile("q=epikrise"))
    expect(page.locator("#fa-treff h2").filter(has_text=re.compile("epikrise", re.IGNORECASE)).first).to_be_visible()
    titles = page.locator("#fa-treff h2").all_inner_texts()
    gate.open()
    expect(excerpt(page, 0).locator("mark").first).to_have_text(re.compile("epikrise", re.IGNORECASE))
    assert page.locator("#fa-treff h2").all_inner_texts() == titles


def test_an_excerpt_is_fetched_when_its_hit_comes_near(page: Page, search: str) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(search + "?q=lege")
    expect(excerpt(page, 0)).not_to_be_empty()
    expect(excerpt(page, 9)).to_be_empty()
    excerpt(page, 9).scroll_into_view_if_needed()
    expect(excerpt(page, 9)).not_to_be_empty()


def test_hits_whose_excerpts_cannot_be_had_are_of_use_all_the_same(chromium: Browser, archive: Built) -> None:
    with serving(archive.folder, "/") as address, chromium.new_context() as context:
        context.route(EXCERPTS, lambda route: route.abort())
        page = context.new_page()
        page.goto(address + "sok/index.html?q=gastroskopi")
        page.locator(HITS).first.click()
        expect(page.locator("h1")).to_contain_text("gastroskopi")


# --- What was done ----------------------------------------------------------------------------------------------------


def test_it_says_which_other_words_it_searched_for(page: Page, search: str) -> None:
    page.goto(search + "?q=henvisning")
    expect(page.locator("#fa-status")).to_have_text(re.compile(r"^\d+ treff\. Viser også treff på «tilvising»$"))


# --- Order and days ---------------------------------------------------------------------------------------------------


def test_hits_are_put_in_order_by_date(page: Page, search: str) -> None:
    page.goto(search + "?q=lege")
    page.get_by_label("Rekkefølge").select_option("Nyeste")
    expect(page).to_have_url(re.compile(r"\?q=lege&sort=nyeste$"))
    newest = dates(page)
    assert newest == sorted(newest, reverse=True)
    page.get_by_label("Rekkefølge").select_option("Eldste")
    expect(page.locator("#fa-treff time").first).not_to_contain_text(newest[0])
    oldest = dates(page)
    assert oldest == sorted(oldest)
    page.go_back()
    expect(page.get_by_label("Rekkefølge")).to_have_value("nyeste")


def test_days_narrow_a_search_and_are_in_its_address(page: Page, search: str) -> None:
    page.goto(search + "?q=lege")
    page.get_by_label("Fra dato").fill("2017-01-01")
    page.get_by_label("Til dato").fill("2018-12-31")
    expect(page).to_have_url(re.compile(r"\?q=lege&fra=2017-01-01&til=2018-12-31$"))
    expect(page.locator("#fa-valgte button")).to_have_text(["Fra 1. januar 2017 ×", "Til 31. desember 2018 ×"])
    assert set(dates(page)) <= {"2017", "2018"}
    page.goto(page.url)
    expect(page.get_by_label("Fra dato")).to_have_value("2017-01-01")
    page.get_by_role("button", name="Ta bort Fra 1. januar 2017").click()
    expect(page).to_have_url(re.compile(r"\?q=lege&til=2018-12-31$"))
    expect(page.get_by_label("Fra dato")).to_have_value("")


def test_the_archive_as_it_was_on_a_day(page: Page, search: str) -> None:
    page.goto(search)
    page.goto(search + "?q=lege&dato=2018-06-01")
    expect(page.get_by_role("button", name="Ta bort Slik det var 1. juni 2018")).to_be_visible()
    assert max(dates(page)) <= "2018"
    expect(page.get_by_label("Slik det var på dato")).to_have_value("2018-06-01")
    expect(page.get_by_label("Slik det var på dato")).to_have_accessible_description(re.compile("Statusen er dagens"))


def test_days_alone_are_a_search(page: Page, search: str) -> None:
    page.goto(search + "?fra=2026-01-01")
    assert set(dates(page)) == {"2026"}


def test_days_without_hits_can_be_taken_away_again(page: Page, search: str) -> None:
    page.goto(search + "?q=lege&til=1950-01-01")
    expect(page.locator("#fa-status")).to_contain_text("Ingen treff")
    page.get_by_label("Til dato").fill("")
    expect(page.locator(HITS)).to_have_count(10)


@pytest.mark.parametrize("query", ["fra=2026-02-31", "til=i+går", "dato=", "sort=baklengs", "fra=0001-01-01"])
def test_what_makes_no_sense_in_the_address_is_ignored(page: Page, search: str, query: str) -> None:
    page.goto(search + "?q=lege")
    expect(page.locator(HITS)).to_have_count(10)
    said = page.locator("#fa-status").inner_text()
    page.goto(f"{search}?q=lege&{query}")
    expect(page.locator("#fa-status")).to_have_text(said)
    expect(page.locator("#fa-valgte")).to_be_hidden()


def test_a_date_can_be_typed_and_arrows_stay_in_it(page: Page, search: str) -> None:
    page.goto(search + "?q=lege")
    expect(page.locator(HITS)).to_have_count(10)
    page.get_by_label("Fra dato").focus()
    page.keyboard.type("01022018")
    expect(page).to_have_url(re.compile(r"fra=2018-0[12]-0[12]$"))
    expect(page.get_by_label("Fra dato")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page).to_have_url(re.compile(r"fra=2019-0[12]-0[12]$"))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page).to_have_url(search)
    expect(page.get_by_label("Fra dato")).to_be_hidden()


# --- The page that opens ----------------------------------------------------------------------------------------------


def opened(page: Page, archive: Built, marker: str, fragment: str = "") -> None:
    """Open a recommendation with words to be marked."""
    address = (archive.folder / "anbefalinger/vestfold-samhandling/index.html").as_uri()
    page.goto(f"{address}?{urlencode({'marker': marker})}{fragment}")


def test_the_words_that_matched_are_marked_on_the_page_until_they_are_not_wanted(page: Page, search: str) -> None:
    page.goto(search + "?q=henvisning+gastroskopi")
    expect(excerpt(page, 0).locator("mark").first).to_be_visible()
    page.locator(HITS).first.click()
    expect(page.locator("h1")).to_be_visible()
    marked = {word.lower() for word in page.evaluate(MARKED)}
    assert {"henvisning", "gastroskopi"} <= marked
    assert page.locator("main mark").count() == 0
    page.get_by_role("button", name="Fjern markering").click()
    assert page.evaluate(MARKED) == []
    expect(page.get_by_role("button", name="Fjern markering")).to_be_hidden()
    assert "marker" not in page.url
    assert page.evaluate("document.activeElement.id") == "innhold"


def test_marks_leave_the_way_to_a_section_as_it_is(page: Page, archive: Built) -> None:
    opened(page, archive, "henvisning lege", "#1")
    expect(page.locator(":target")).to_be_in_viewport()
    page.get_by_role("button", name="Fjern markering").click()
    assert page.url.endswith("index.html#1")
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_page_without_words_to_mark_has_no_button(page: Page, archive: Built) -> None:
    opened(page, archive, "qwertyzxcvb")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("button", name="Fjern markering")).to_be_hidden()


def test_a_printed_page_shows_neither_marks_nor_button(page: Page, archive: Built) -> None:
    opened(page, archive, "henvisning")
    page.emulate_media(media="print")
    background = "getComputedStyle(document.querySelector('.fa-body'), '::highlight(fagarkiv)').backgroundColor"
    assert page.evaluate(background) in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    expect(page.locator("#fa-marker")).to_be_hidden()


@pytest.mark.parametrize(
    "marker",
    ["<img src=x onerror=alert(1)>", "(.*)+ [[ \\", "a" * 10_000, "lege " * 5000, "\u202e😀", "%", "__proto__"],
)
def test_whatever_is_to_be_marked_the_page_is_as_it_was(page: Page, archive: Built, marker: str) -> None:
    opened(page, archive, "")
    plain = page.locator("main").inner_html()
    opened(page, archive, marker)
    now = page.locator("main").inner_html()
    assert now == plain or now == plain.replace(' id="fa-marker" hidden=""', ' id="fa-marker"')
    assert len(page.evaluate(MARKED)) <= 500


# --- On another site's page -------------------------------------------------------------------------------------------


@pytest.fixture
def intranet(archive: Built, tmp_path: Path) -> Iterator[str]:
    """A web server with the archive below a path, and beside it the pages of the guide's examples."""
    guide = GUIDE.read_text("utf-8")
    with serving(tmp_path, "/") as address:
        (tmp_path / "favicon.ico").touch()
        (tmp_path / "fagarkiv").symlink_to(archive.folder, target_is_directory=True)
        for name, language, text in re.findall(r"^`(\w+\.(html|js))`[^\n]*\n\n```\w+\n(.*?)^```$", guide, re.M | re.S):
            assert "https://www.example.no/" in text or language == "js"
            (tmp_path / name).write_text(text.replace("https://www.example.no/", address), "utf-8")
        yield address


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Page]:
    """A reader of the intranet."""
    with chromium.new_context() as context:
        reader = Reader(context)
        yield reader.page
        assert reader.complaints == []


def test_a_form_on_another_page_leads_to_the_search_page(visitor: Page, intranet: str) -> None:
    visitor.goto(intranet + "skjema.html")
    visitor.get_by_label("Søk i Fagarkiv").fill("gastroskopi")
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url(re.compile(r"/fagarkiv/sok/index\.html\?q=gastroskopi$"))
    expect(visitor.locator(HITS).first).to_contain_text("gastroskopi")


def test_another_page_searches_by_itself_and_leads_to_the_section(visitor: Page, intranet: str) -> None:
    visitor.goto(intranet + "intranett.html")
    visitor.get_by_label("Søk i Fagarkiv").press_sequentially("gastroskopi")
    hits = visitor.locator("#fagsok-treff a")
    expect(visitor.get_by_role("status")).to_have_text(re.compile(r"^\d+ treff$"))
    expect(visitor.locator("#fagsok-treff mark").first).to_have_text(re.compile("gastroskopi", re.IGNORECASE))
    title = hits.first.inner_text()
    hits.first.click()
    expect(visitor.locator("h1")).to_have_text(title)
    assert visitor.url.startswith(intranet + "fagarkiv/")


def test_the_guide_explains_every_option_field_and_function() -> None:
    interface = (GUIDE.parent.parent / "search/client/engine/interface.js").read_text("utf-8")
    guide = GUIDE.read_text("utf-8")
    for name in ("Options", "Hit", "Note"):
        (typed,) = re.findall(rf"@typedef {{object}} {name}\n(.*?)\*/", interface, re.DOTALL)
        for field in re.findall(r"@property \{.*?\} \[?(\w+)", typed):
            assert re.search(rf"`{field}`|\b{field}[,}}:]", guide), field
    (given,) = re.findall(r"^  return \{\n(.*?)^  \};", interface, re.DOTALL | re.MULTILINE)
    for name in re.findall(r"^    (\w+)[,:]", given, re.MULTILINE):
        assert f"Fagarkiv.{name}" in guide, name

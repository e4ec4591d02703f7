"""What a reader does who has a keyboard and nothing else, or who listens to the page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Reader
from tests.driver import Built

FOCUSED = "*:focus"
# The focus ring is the element's own, or that of the search form around the field.
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  const form = document.activeElement.closest(".fa-search");
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return outlined || (form !== null && getComputedStyle(form).boxShadow !== "none");
}"""


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.page


@pytest.fixture
def search(archive: Built) -> str:
    """The address of the search page, in a folder."""
    return (archive.folder / "sok/index.html").as_uri()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    """Tell what has the focus: the tag, with the id if it has one."""
    return str(page.evaluate("(({localName, id}) => id ? `${localName}#${id}` : localName)(document.activeElement)"))


def walk(page: Page, key: str, until: str) -> None:
    """Press a key until what has the focus matches a selector; the focus must be seen all the way."""
    for _ in range(120):
        press(page, key)
        assert page.evaluate(RING), page.evaluate("document.activeElement.outerHTML")
        if page.locator(f"{until}:focus").count():
            return
    raise AssertionError(f"{key} does not lead to {until}")


@pytest.mark.parametrize("url", ["index.html", "nyheter/index.html", "anbefalinger/vestfold-samhandling/index.html"])
def test_from_any_page_to_an_item(page: Page, archive: Built, url: str) -> None:
    page.goto((archive.folder / url).as_uri())
    press(page, "/")
    page.keyboard.type("gastroskopi")
    press(page, "Enter")
    expect(page.locator("#fa-treff a").first).to_be_visible()
    title = page.locator("#fa-treff h2").nth(1).inner_text()
    press(page, "ArrowDown", "ArrowDown", "Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_tab_reaches_the_search_field_right_after_the_name_of_the_site(page: Page, archive: Built) -> None:
    page.goto((archive.folder / "nyheter/index.html").as_uri())
    press(page, "Tab")
    expect(page.locator(FOCUSED)).to_have_text("Gå til innhold")
    press(page, "Tab", "Tab")
    assert focused(page) == "input#sok-fa-header__search"


def test_whoever_has_searched_stands_in_the_field(page: Page, search: str) -> None:
    page.goto(f"{search}?q=henvisning")
    assert focused(page) == "input#sok-fa-page__search"
    page.keyboard.type(" gastro")
    expect(page).to_have_url(re.compile(r"\?q=henvisning\+gastro$"))


def test_arrows_go_through_leads_and_hits_and_back_to_the_field(page: Page, search: str) -> None:
    page.goto(f"{search}?q=henvisning")
    links = page.locator("#fa-rett a, #fa-treff a")
    expect(page.locator("#fa-treff a")).to_have_count(10)
    for at in range(links.count()):
        press(page, "ArrowDown")
        expect(links.nth(at)).to_be_focused()
    press(page, "ArrowDown")
    assert focused(page) == "button#fa-flere"
    press(page, "ArrowDown", *["ArrowUp"] * (links.count() + 1))
    assert focused(page) == "input#sok-fa-page__search"


def test_more_hits_go_on_from_the_first_new_one(page: Page, search: str) -> None:
    page.goto(f"{search}?q=henvisning")
    walk(page, "ArrowDown", "#fa-flere")
    press(page, "Enter")
    expect(page.locator("#fa-treff a").nth(10)).to_be_focused()


def test_tab_goes_through_the_hits_and_then_the_filters(page: Page, search: str) -> None:
    page.goto(f"{search}?q=henvisning")
    expect(page.locator("#fa-treff a")).to_have_count(10)
    walk(page, "Tab", "#fa-treff a")
    walk(page, "Tab", "#f-kind-nyheter")
    walk(page, "Tab", "#fa-snarvei input")


def test_space_chooses_a_filter_and_the_focus_stays(page: Page, search: str) -> None:
    page.goto(f"{search}?q=henvisning")
    expect(page.locator("#fa-treff a")).to_have_count(10)
    walk(page, "Tab", "#f-kind-nyhetsbrev")
    press(page, "Space")
    expect(page.locator("#fa-valgte")).to_be_visible()
    assert focused(page) == "input#f-kind-nyhetsbrev"
    press(page, "Space")
    expect(page.locator("#fa-valgte")).to_be_hidden()
    assert focused(page) == "input#f-kind-nyhetsbrev"


def test_all_of_a_filter_opens_at_the_first_new_one(page: Page, search: str) -> None:
    page.goto(f"{search}?q=lege")
    group = page.get_by_role("group", name="Tema")
    expect(group.locator("input")).to_have_count(8)
    group.get_by_role("button", name="Vis alle").focus()
    press(page, "Enter")
    expect(group.locator("input").nth(8)).to_be_focused()


def test_what_is_taken_away_leaves_the_focus_on_the_next(page: Page, search: str) -> None:
    page.goto(f"{search}?q=lege&kind=nyheter&lang=nb")
    chips = page.locator("#fa-valgte button")
    expect(chips).to_have_count(2)
    chips.first.focus()
    press(page, "Enter")
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    press(page, "Enter")
    expect(chips).to_have_count(0)
    assert focused(page) == "input#sok-fa-page__search"


def test_escape_goes_back_then_empties_then_takes_the_filters_away(page: Page, search: str) -> None:
    page.goto(f"{search}?q=henvisning&kind=nyheter")
    expect(page.locator("#fa-treff a").first).to_be_visible()
    press(page, "ArrowDown", "ArrowDown", "Escape")
    assert focused(page) == "input#sok-fa-page__search"
    press(page, "Escape")
    expect(page).to_have_url(re.compile(r"\?kind=nyheter$"))
    expect(page.locator("#fa-treff a").first).to_be_visible()
    press(page, "Escape")
    expect(page.locator("#fa-treff a")).to_have_count(0)
    assert page.url == search
    assert focused(page) == "input#sok-fa-page__search"
    page.go_back()
    expect(page.locator("#f-kind-nyheter")).to_be_checked()


def test_a_listener_hears_what_was_found_and_not_every_letter(page: Page, search: str) -> None:
    page.goto(search)
    expect(page.get_by_role("status")).to_have_text("")
    page.evaluate("""() => {
      window.heard = [];
      const status = document.querySelector("[role=status]");
      new MutationObserver(() => window.heard.push(status.textContent)).observe(status, { childList: true });
    }""")
    page.keyboard.type("gastroskopi")
    expect(page.get_by_role("status")).to_contain_text("treff")
    assert page.evaluate("window.heard") == [page.get_by_role("status").inner_text()]


def test_the_key_that_does_something_alone_can_be_turned_off(page: Page, archive: Built) -> None:
    page.goto((archive.folder / "nyheter/index.html").as_uri())
    page.get_by_label("Tasten / går til søkefeltet").uncheck()
    page.reload()
    press(page, "/")
    assert focused(page) == "body"
    page.get_by_label("Tasten / går til søkefeltet").check()
    press(page, "/")
    assert focused(page) == "input#sok-fa-header__search"


def test_a_phone_folds_the_filters_out_and_in(page: Page, search: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(search)
    expect(page.get_by_role("button", name="Avgrens søket")).to_be_hidden()
    page.goto(f"{search}?q=henvisning")
    expect(page.locator("#fa-treff a")).to_have_count(10)
    walk(page, "Tab", "#fa-avgrens")
    press(page, "Enter")
    expect(page.get_by_role("group", name="Type")).to_be_in_viewport()
    expect(page.get_by_role("group", name="Type").get_by_role("checkbox").first).to_be_focused()
    page.locator("#fa-vis").focus()
    press(page, "Enter")
    expect(page.get_by_role("group", name="Type")).to_be_hidden()
    assert focused(page) == "button#fa-avgrens"

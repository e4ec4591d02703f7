"""Regions as readers meet them: on a phone, by keyboard, with a screen reader's rules, and on paper."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pdfminer.high_level import extract_pages
from playwright.sync_api import Browser, Page

from tests.driver import Built, SiteTest
from tests.regions import tells
from tests.test_accessibility import OTHERS, SCREENS, complaints
from tests.test_print import beside_the_paper, words

SERIES, REGION, LIST = "anbefalinger/felles/index.html", "region/r03/index.html", "regioner/eldre-utgaver/index.html"
STATUSES = ("vedtatt", "tilpasset", "avviker", "ikke-behandlet")
POINTS = [f"{chapter}.{number}" for chapter in range(1, 5) for number in range(1, 7)]

MOVED = "() => document.activeElement.matches('.fa-regions .fa-table') ? document.activeElement.scrollLeft : -1"


def body(more: str = "") -> str:
    lines = []
    for chapter in range(1, 5):
        lines.append(f"## {chapter} Kapittel")
        lines += [f"### {one} Punktnavn\n\nTekst om {one}{more}." for one in POINTS if one[0] == str(chapter)]
    return "\n\n".join(lines)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A text of 24 points in two editions, of which 16 regions have said what they have done with 18."""
    site = SiteTest(tmp_path_factory.mktemp("regioner"))
    names = [f"r{number:02}" for number in range(16)]
    register = "".join(f"- {{id: {one}, name: Helseregion{one}, code: {one.upper()}}}\n" for one in names)
    site.file("content/registre/regioner.yml", register)
    site.file("content/anbefalinger/felles/serie.yml", "title: Nasjonale anbefalinger\n")
    site.document("anbefalinger/felles/2018", body(), title="A", edition='"2018"', valid_from="2018-01-01")
    site.document("anbefalinger/felles/2026", body(" nå"), title="B", edition='"2026"', valid_from="2026-01-01")
    for place, one in enumerate(names):
        said = {
            point: STATUSES[(place + number) % 4] for number, point in enumerate(POINTS) if (place + number) % 4 != 3
        }
        points = "".join(
            f"  - {{point: '{point}', status: {status}{', uncertain: true' if point == '1.2' else ''}}}\n"
            for point, status in said.items()
        )
        tells(site, one, f"edition: {(2018, 2026)[place % 2]}\ndate: 2018-11-01\ncase: {place}/18\npoints:\n{points}")
    return site.build()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(reduced_motion="reduce", viewport={"width": 375, "height": 800}) as context:
        yield context.new_page()


def opened(page: Page, built: Built, url: str) -> Page:
    page.goto(Path(built.folder / url).as_uri())
    return page


@pytest.mark.parametrize("url", [SERIES, REGION, LIST])
def test_no_page_of_regions_can_be_moved_sideways_on_a_phone(many: Built, page: Page, url: str) -> None:
    opened(page, many, url).evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_the_table_is_reached_and_moved_by_keyboard(many: Built, page: Page) -> None:
    opened(page, many, SERIES)
    page.locator(".fa-body summary").last.focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.fa-regions .fa-table')"):
            break
    assert page.evaluate(f"({MOVED})()") == 0
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert page.evaluate(f"({MOVED})()") > 0
    # The points stay in sight when the regions are moved.
    first = page.locator(".fa-stances tbody th").first.bounding_box()
    assert first
    assert first["x"] >= 0


def test_a_fold_is_opened_by_keyboard(many: Built, page: Page) -> None:
    opened(page, many, SERIES)
    fold = page.locator(".fa-body details").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.locator("li").first.is_visible()


@pytest.mark.parametrize("url", [SERIES, REGION, LIST, "region/index.html"])
def test_axe_finds_nothing_wrong_in_light_and_dark_on_a_desktop_and_a_phone(many: Built, page: Page, url: str) -> None:
    opened(page, many, url).evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    # Contrast cannot be decided on the shade at the edge of a table, or for what lies outside of its box.
    assert complaints(page, SCREENS + OTHERS, undecided=url != SERIES) == []


def test_the_whole_table_and_what_is_folded_are_printed(many: Built, page: Page) -> None:
    sheets = list(extract_pages(io.BytesIO(opened(page, many, SERIES).pdf(format="A4"))))
    assert beside_the_paper(sheets) == []
    assert {f"Helseregionr{number:02}" for number in range(16)} <= words(sheets)
    lines = "".join(box.get_text() for sheet in sheets for box in sheet if hasattr(box, "get_text"))
    assert lines.count("usikkert") > 2 * 12

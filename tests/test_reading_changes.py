"""What a reader sees of changes, in a real Chromium: without colour, by ear, and behind an old link."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import Reader
from tests.driver import Built, SiteTest

COMPARISON = "laeringsmal/felles-kompetansemal/endringer/2025/2026.html"


def test_what_has_changed_is_two_clicks_from_a_guide(reader: Reader, archive: Built) -> None:
    page = reader.page
    page.goto((archive.folder / "laeringsmal/alis/index.html").as_uri())
    page.locator(".fa-about > summary").click()
    page.get_by_role("link", name="Hva er endret i 2019").click()
    expect(page.locator(".fa-lead")).to_contain_text("punkter lagt til")
    page.locator(".fa-lead").get_by_role("link", name="2.2 Institusjonstjeneste").click()
    section = page.locator("section", has=page.locator(":target"))
    expect(section.get_by_role("deletion")).to_contain_text("1 år.")
    expect(section.get_by_role("insertion")).to_contain_text("Minst 6 måneder.")
    section.get_by_role("link", name="utgave 2016, punkt 2.2").click()
    expect(page.locator(":target")).to_contain_text("Institusjonstjeneste")


def test_a_screen_reader_is_told_what_was_taken_out_and_put_in(reader: Reader, archive: Built) -> None:
    reader.page.goto((archive.folder / COMPARISON).as_uri())
    tree = reader.page.locator("main").aria_snapshot()
    for line in (
        "- 'heading \"Omskrevet: 2 LIS2 og LIS3\" [level=2]'",
        '- deletion: "[tatt ut: fortsatt 75 slutt]"',
        '- insertion: "[satt inn: 29 slutt]"',
        '- link "utgave 2025, punkt 2"',
    ):
        assert line in tree
    assert tree.index("tatt ut: fortsatt 75") < tree.index("satt inn: 29")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", ["none", "active"])
def test_changes_are_not_shown_by_colour_alone(chromium: Browser, archive: Built, scheme: str, colours: str) -> None:
    context = chromium.new_context(color_scheme=scheme, forced_colors=colours, offline=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((archive.folder / COMPARISON).as_uri())
    for tag, line, sign in (("del", "line-through", "\u2212"), ("ins", "underline", "+")):
        mark = page.locator(f"section {tag}").first
        assert line in mark.evaluate("element => getComputedStyle(element).textDecorationLine")
        assert sign in mark.evaluate("element => getComputedStyle(element, '::before').content")
    context.close()


@pytest.fixture(scope="module")
def renumbered(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A recommendation of which points have moved, been put in and been taken out."""
    source = Path(__file__).parent / "sites/endringer"
    built = SiteTest.from_dir(tmp_path_factory.mktemp("n"), source).build()
    return (built.folder / "anbefalinger/samarbeid/index.html").as_uri()


@pytest.mark.parametrize(
    ("old", "found"),
    [
        ("1.1", "Skriv hva du lurer på"),
        ("1.3", "Legg ved legemiddellisten"),
        ("2.2", "Var punkt 2.2 i utgave 2022"),
        ("2.3", "2.3 Si hvem som følger opp (sist i utgave 2022)"),
    ],
)
def test_a_link_to_a_point_as_it_was_still_leads_to_it(reader: Reader, renumbered: str, old: str, found: str) -> None:
    reader.page.goto(f"{renumbered}#{old}")
    expect(reader.page.locator(":target")).to_contain_text(found)
    expect(reader.page.locator(":target")).to_be_in_viewport()


def test_a_link_to_a_number_that_another_point_has_now_leads_on(reader: Reader, renumbered: str) -> None:
    reader.page.goto(f"{renumbered}#1.3")
    reader.page.get_by_role("link", name="er nå punkt 1.4").click()
    expect(reader.page.locator(":target")).to_contain_text("Ring når det haster")


def test_a_phone_shows_the_heading_of_a_point_that_has_moved(chromium: Browser, renumbered: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 480}, offline=True)
    page = context.new_page()
    page.goto(f"{renumbered}#2.2")
    expect(page.get_by_role("heading", name="Ring når det haster")).to_be_in_viewport()
    context.close()

"""What is printed: whole tables, and what is folded together on a screen."""

import io
import re

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTPage, LTTextContainer, LTTextLine
from playwright.sync_api import Browser

from tests.driver import SiteTest

MARGIN = 12
FIVE = """
| Prøve | Når | Grense | Hvem tar prøven | Hva du gjør når den er for høy |
|---|---|---|---|---|
| Litiumkonsentrasjon | Hver uke i begynnelsen, deretter hver tredje måned | 1,0 mmol/l | Fastlegen | Halver dosen |
| Kreatinin | Hver sjette måned | 100 µmol/l | Fastlegen | Henvis til nyrepoliklinikken |
"""
NAMES = ("Allmennlegetjenesten", "Legevaktsentralen", "Ambulansetjenesten", "Kommuneoverlegen", "Helsestasjonen")


def table(columns: int, rows: int = 3) -> str:
    heads = [f"Overskrift{number}" for number in range(columns)]
    cells = [f"innhold{number} som er litt langt" for number in range(columns)]
    lines = [heads, ["---"] * columns, *[cells] * rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def printed(site: SiteTest, chromium: Browser, body: str, *, scripts: bool = False) -> list[LTPage]:
    """Print a page on A4, as a reader does; gives the sheets."""
    built = site.item("nyheter/2026/a", body).build()
    with chromium.new_context(offline=True, java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto((built.folder / "nyheter/2026/a.html").as_uri())
        return list(extract_pages(io.BytesIO(page.pdf(format="A4"))))


def letters(sheet: LTPage) -> list[LTChar]:
    lines = [line for box in sheet if isinstance(box, LTTextContainer) for line in box if isinstance(line, LTTextLine)]
    return [one for line in lines for one in line if isinstance(one, LTChar) and one.get_text().strip()]


def words(sheets: list[LTPage]) -> set[str]:
    boxes = (box.get_text() for sheet in sheets for box in sheet if isinstance(box, LTTextContainer))
    return {word for box in boxes for word in re.findall(r"\w+", box)}


def beside_the_paper(sheets: list[LTPage]) -> list[str]:
    return [one.get_text() for sheet in sheets for one in letters(sheet) if one.x1 > sheet.width - MARGIN or one.x0 < 0]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (FIVE, {"Litiumkonsentrasjon", "prøven", "høy", "Henvis", "nyrepoliklinikken", "dosen"}),
        (f"| {' | '.join(NAMES)} |\n|---|---|---|---|---|\n| {' | '.join(NAMES[::-1])} |", {*NAMES}),
        (table(8), {f"Overskrift{number}" for number in range(8)}),
        (table(11), {f"innhold{number}" for number in range(11)}),
        ("| Hvor | Hva |\n|---|---|\n| " + f"[her](https://example.no/{'lang/' * 40}) | Sist |", {"Hvor", "Sist"}),
    ],
)
def test_a_table_is_whole_on_paper(site: SiteTest, chromium: Browser, body: str, expected: set[str]) -> None:
    sheets = printed(site, chromium, body)
    assert expected - words(sheets) == set()
    assert beside_the_paper(sheets) == []


def test_only_a_table_of_many_columns_lies_down(site: SiteTest, chromium: Browser) -> None:
    for columns, lies in ((5, False), (6, True)):
        sheets = printed(site, chromium, f"Før.\n\n{table(columns)}\n\nEtter.")
        assert any(sheet.width > sheet.height for sheet in sheets) == lies


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize(
    "body",
    [
        "<details><summary>Mer</summary>Ytterst Innerst</details>",
        "<details><summary>Mer</summary><p>Ytterst</p><details><summary>Enda mer</summary>Innerst</details></details>",
        "<details><summary>Mer</summary><table><tr><td>Ytterst</td><td>Innerst</td></tr></table></details>",
    ],
)
def test_what_is_folded_together_is_open_on_paper(site: SiteTest, chromium: Browser, body: str, scripts: bool) -> None:
    assert {"Mer", "Ytterst", "Innerst"} <= words(printed(site, chromium, body, scripts=scripts))

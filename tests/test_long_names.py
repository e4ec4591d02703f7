"""What is too long for a disk is told by a check, and what is not is built."""

import pytest

from tests.driver import SiteTest
from tests.foreign import PNG

A = "a" * 300


@pytest.mark.parametrize("length", [101, 200, 249])
@pytest.mark.parametrize("suffix", [".md", ".png", ".yml"])
def test_a_long_file_name_is_told(site: SiteTest, length: int, suffix: str) -> None:
    written = PNG if suffix == ".png" else "x"
    assert site.file(f"content/nyheter/2026/{A[:length]}{suffix}", written).codes() == ["fil-langt-navn"]


@pytest.mark.parametrize(
    ("alias", "codes"),
    [
        (f"gammel/{A[:252]}.html", ["felt-langt"]),
        (f"gammel/{A[:101]}.html", ["felt-langt"]),
        (f"{A[:90]}/{A[:95]}.html", ["felt-langt"]),
        (f"gammel/{A[:100]}.html", []),
    ],
    ids=["no disk has it", "a letter too much", "no Windows has it", "fits"],
)
def test_a_former_address_is_a_file_too(site: SiteTest, alias: str, codes: list[str]) -> None:
    assert site.item("nyheter/2026/a", aliases=f"[{alias}]").codes() == codes


@pytest.mark.parametrize("register", ["organisasjoner", "temaer"])
def test_an_id_is_the_name_of_a_page(site: SiteTest, register: str) -> None:
    site.file(f"content/registre/{register}.yml", f"- {{id: {A[:61]}, name: X}}\n")
    assert site.codes() == ["felt-langt"]


def test_the_longest_names_that_are_allowed_make_a_site(site: SiteTest) -> None:
    """With the page of what changed between two variants, whose name has both in it."""
    one, other = A[:100], f"{A[:99]}b"
    site.item(f"nyheter/2026/{one}", aliases=f"[gammel/{one}.html]")
    site.file(f"content/anbefalinger/{one}/serie.yml", "title: S\nowner: siv\n")
    site.file(f"content/anbefalinger/{other}/serie.yml", f"title: S\nvariant_of: anbefalinger/{one}\n")
    for name in (one, other):
        for year in ("2025", "2026"):
            site.document(f"anbefalinger/{name}/{year}", f"## 1 P{year}", title="S", valid_from=f"{year}-01-01")
    assert site.codes() == []
    assert max(len(part) for url in site.build().urls() for part in url.split("/")) < 255

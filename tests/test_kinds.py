"""The smallest example of every kind, from sites/KIND/, and where readers find it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.kinds import KINDS, Kind
from generator.pages.addresses import LETTERS, kind_url
from generator.pages.lists import letter
from tests.driver import Built, SiteTest, front_decoded

SITES = Path(__file__).parent / "sites"


@pytest.fixture(params=KINDS, ids=[kind.name for kind in KINDS])
def kind(request: pytest.FixtureRequest) -> Kind:
    assert isinstance(request.param, Kind)
    return request.param


class Example:
    """The one document of its kind in sites/KIND/, built."""

    def __init__(self, kind: Kind, folder: Path) -> None:
        content = SITES / kind.name / "content"
        (document,) = (content / kind.name).rglob("*.md")
        text = document.read_text("utf-8")
        path = document.relative_to(content)
        self.document = path.with_suffix(".html").as_posix()
        self.url = (path.parent / "index.html").as_posix() if kind.series else self.document
        self.title = title_in((document.parent / "serie.yml").read_text("utf-8") if kind.series else text)
        self.own_title = title_in(text)
        self.sentence = text.rstrip().rpartition("\n")[2]
        self.built: Built = SiteTest.from_dir(folder, SITES / kind.name).build()


def title_in(text: str) -> str:
    found = re.search(r"^title: (.+)$", text, re.MULTILINE)
    assert found
    return found[1]


@pytest.fixture
def example(kind: Kind, tmp_path: Path) -> Example:
    return Example(kind, tmp_path / "nettsted")


def test_its_page_shows_title_and_text(example: Example) -> None:
    page = example.built.page(example.url)
    assert page.title == example.title
    assert page.find("//div[@class='fa-body']//p") == [example.sentence]


def test_it_has_an_address_of_its_own(example: Example) -> None:
    page = example.built.page(example.document)
    assert page.find("//div[@class='fa-body']//p") == [example.sentence]
    assert page.title == example.own_title
    assert page.find("//link[@rel='canonical']/@href") == [f"https://arkiv.example.no/{example.document}"]


def test_it_is_in_the_list_of_its_kind(kind: Kind, example: Example) -> None:
    page = example.built.page(kind_url(kind.name))
    assert page.find("//main//*[contains(@class, 'fa-card__title')]") == [example.title]
    assert example.url.removeprefix(f"{kind.name}/") in page.links


def test_it_is_under_its_letter(example: Example) -> None:
    name, shown = letter(example.title)
    letters = example.built.page(LETTERS)
    assert shown in letters.find(f"//main//a[@href='{name}/index.html']")
    page = example.built.page(f"a-aa/{name}/index.html")
    assert example.title in page.find("//main//h2")
    assert f"../../{example.url}" in page.links


def test_search_finds_it_by_its_words(example: Example) -> None:
    rows = [(title, f"{part[0]}{url}") for part in index(example, "dok") for title, url in batched(part[1:])]
    number = rows.index((example.own_title, example.url))
    texts = [row for part in index(example, "utdrag") for row in part]
    assert example.sentence in texts[number][-1]
    words = {word for part in index(example, "ord") for word in front_decoded(part["w"])}
    assert words >= set(re.findall(r"\w{5,}", f"{example.own_title} {example.sentence}".lower()))


def index(example: Example, part: str) -> list[Any]:
    return list(example.built.index(part))


def batched(flat: list[str]) -> Iterator[tuple[str, str]]:
    return zip(flat[::2], flat[1::2], strict=True)

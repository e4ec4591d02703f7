"""What a GP types first, of the project's own content, in a real Chromium without a network."""

import re

import pytest
import yaml

from tests.browser import Reader
from tests.driver import ROOT, Built

ROWS = yaml.safe_load((ROOT / "bench" / "queries.yml").read_text("utf-8"))
JUDGED = {row["query"]: row["right"] for row in ROWS if "right" in row}
ASK = "query => Fagarkiv.search(query, {limit: 20, excerpts: false}).then(found => found.hits.map(hit => hit.url))"


def ask(reader: Reader, archive: Built, query: str) -> list[str]:
    reader.page.goto((archive.folder / "sok/index.html").as_uri())
    found: list[str] = reader.page.evaluate(ASK, query)
    return found


def right(query: str) -> set[str]:
    """Give the addresses of what is judged right for a query; a series stands for its edition."""
    return {address(id_) for id_ in JUDGED[query]}


def address(id_: str) -> str:
    """Tell where a document is read, or the series that shows it."""
    folder = id_.rpartition("/")[0]
    is_edition = (ROOT / "content" / folder / "serie.yml").exists()
    return f"{folder}/index.html" if is_edition else f"{id_}.html"


@pytest.mark.parametrize("query", ["legemiddel", "legemidlene", "epikrise", "epikrisa", "dialog melding", "KAD"])
def test_the_first_three_are_right(reader: Reader, archive: Built, query: str) -> None:
    assert set(ask(reader, archive, query)[:3]) <= right(query)


@pytest.mark.parametrize("query", ["praksiskonsulent", "tarmscreening", "hudlege Innlandet", "31. desember 2026"])
def test_the_first_is_right(reader: Reader, archive: Built, query: str) -> None:
    assert ask(reader, archive, query)[0] in right(query)


@pytest.mark.parametrize("query", ["henvisning", "henvising", "tilvising"])
def test_a_referral_is_one_word_in_both_varieties_and_misspelled(reader: Reader, archive: Built, query: str) -> None:
    assert set(ask(reader, archive, query)[:3]) <= right("henvisning")


@pytest.mark.parametrize(
    ("query", "about"),
    [
        *((query, "fastleg") for query in ("fastlege", "fastlegen", "fastlegar", "fast lege")),
        *((query, "s[yj]u?kehus") for query in ("sykehus", "sjukehus")),
        *((query, "henvis|tilvis") for query in ("henvisning", "henvising", "tilvising")),
        *((query, "legemid") for query in ("legemiddel", "legemidlene")),
        *((query, r"\bkad\b|akutt døgn") for query in ("KAD", "kommunal akutt døgnenhet")),
    ],
)
def test_a_broad_word_finds_what_is_about_it(reader: Reader, archive: Built, query: str, about: str) -> None:
    """Many items say *fastlege*: any that says it more than once is right, in both varieties, misspelled too."""
    for url in ask(reader, archive, query)[:3]:
        assert len(re.findall(about, archive.page(url).main.lower())) > 1, url


def test_the_former_name_of_the_samhandlingslege_finds_the_items_that_have_the_new_one(
    reader: Reader, archive: Built
) -> None:
    found = ask(reader, archive, "praksiskonsulent")
    assert "nyheter/2026/samhandlingsmote-to-gonger-i-aret.html" in found
    assert "nyheter/2024/praksiskonsulent-blir-samhandlingslege.html" in found[:2]
    assert "nyheter/2019/praksiskonsulenten-i-ahusforum.html" in found


def test_a_phrase_with_a_synonym_of_one_word_finds_it(reader: Reader, archive: Built) -> None:
    assert ask(reader, archive, "kommunal akutt døgnenhet")[0] in right("KAD")

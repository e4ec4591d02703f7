"""What a GP types first, of the project's own content, in a real Chromium without a network."""

import re

import pytest

from tests.browser import Reader
from tests.driver import Built

ASK = "query => Fagarkiv.search(query, {limit: 20, excerpts: false}).then(found => found.hits.map(hit => hit.url))"


def ask(reader: Reader, archive: Built, query: str) -> list[str]:
    reader.page.goto((archive.folder / "sok/index.html").as_uri())
    found: list[str] = reader.page.evaluate(ASK, query)
    return found


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("epikrise", {"nyheter/2026/epikrisen-som-tilbakemelding.html"}),
        ("epikrisa", {"nyheter/2026/epikrisen-som-tilbakemelding.html"}),
        ("dialog melding", {"nyheter/2026/dialogmelding-uten-tolvmanedersgrense.html"}),
        ("praksiskonsulent", {"nyheter/2024/praksiskonsulent-blir-samhandlingslege.html"}),
        (
            "spesialisering i almenmedisin",
            {"laeringsmal/alis/index.html", "nyhetsbrev/2026/spesialisering-for-og-na.html"},
        ),
    ],
)
def test_the_right_items_are_among_the_first_three(
    reader: Reader, archive: Built, query: str, wanted: set[str]
) -> None:
    assert wanted <= set(ask(reader, archive, query)[:3])


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
    assert found[0] == "nyheter/2024/praksiskonsulent-blir-samhandlingslege.html"
    assert "ordninger/samarbeidsordningen/index.html" in found[:5]


def test_a_phrase_with_a_synonym_of_one_word_finds_it(reader: Reader, archive: Built) -> None:
    found = ask(reader, archive, "kommunal akutt døgnenhet")
    assert "nyheter/2019/moteplass-oslo-alle-kan-melde-sak.html" in found[:5]

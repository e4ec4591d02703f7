"""What regions have done, as search finds it, and the ways that lead to the regions."""

from typing import Any

from tests.browser import Reader
from tests.driver import Built, SiteTest
from tests.regions import common_text, tells

SERIES = "anbefalinger/felles/index.html"


def texts(built: Built) -> list[Any]:
    """Give what hits may show, by document: a summary, and sections of anchor, title and text."""
    return [document for part in built.index("utdrag") for document in part]


def test_the_text_that_shows_the_table_has_what_regions_say_as_its_last_part(site: SiteTest) -> None:
    said = "edition: 2018\nstatus: tilpasset\ncase: SU 12/18\nnote: Gjelder ut 2019.\n"
    points = "points: [{point: '1.1', status: ikke-behandlet, note: Fristen er tre dager.}]\n"
    (document,) = texts(tells(common_text(site), "innlandet", said + points).build())
    assert document[-1] == [
        "fa-regioner",
        "Slik er det i regionene",
        "Innlandet / INN: tilpasset, SU 12/18. Gjelder ut 2019. 1.1 ikke behandlet. Fristen er tre dager.",
    ]


def test_a_search_for_what_a_region_says_finds_the_common_text(site: SiteTest, reader: Reader) -> None:
    note = "note: Ambulanseflyet varsles.\n"
    built = tells(common_text(site), "innlandet", f"status: avviker\n{note}").item("nyheter/2026/a").build()
    reader.page.goto((built.folder / "index.html").as_uri())
    for query in ("Innlandet", "INN", "ambulansefly"):
        assert reader.search(query) == ["Felles, 2018"]


def test_the_edition_that_applies_is_found_by_the_regions_that_have_said_what_they_did_with_it(site: SiteTest) -> None:
    common_text(site).document("anbefalinger/felles/2026", "## 1 A\n\nB.", title="Ny", valid_from="2026-01-01")
    (facets,) = tells(site, "nordland", "edition: 2018\nstatus: vedtatt\n").build().index("fasetter")
    regions: Any = facets["facets"]
    assert regions["regions"]["values"] == ["nordland"]


def test_an_index_follows_what_a_region_says_as_a_clean_build_would(site: SiteTest) -> None:
    tells(common_text(site), "innlandet", "status: avviker\nnote: Ring først.\n").build()
    changed = tells(site, "innlandet", "status: avviker\nnote: Skriv først.\n").build()
    assert "Skriv først." in texts(changed)[0][-1][2]
    assert changed.bytes() == site.build(output="annet").bytes()
    gone = site.without("content/anbefalinger/felles/regioner/innlandet.yml").build()
    assert [part[0] for part in texts(gone)[0][2:]] == ["1", "1.1", "1.2", "2"]
    assert gone.bytes() == site.build(output="tredje").bytes()


def test_the_list_of_recommendations_and_what_is_due_lead_to_the_regions(site: SiteTest) -> None:
    built = common_text(site).build()
    assert "../region/index.html" in built.page("anbefalinger/index.html").links
    assert "../regioner/eldre-utgaver/index.html" in built.page("region/index.html").links
    assert "../regioner/eldre-utgaver/index.html" in built.page("revisjon/index.html").links


def test_a_site_without_regions_has_no_word_of_them(site: SiteTest) -> None:
    built = site.item("nyheter/2026/a").build()
    assert [url for url in built.urls() if url.startswith("region")] == []
    assert "region" not in built.page("revisjon/index.html").main.lower()

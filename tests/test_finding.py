"""What a name, a number or a code finds, of the project's own content: in Chromium, and in the terminal alike."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.build import local_index
from generator.index.local import Local
from tests.browser import Reader
from tests.driver import READ, Built, Silent, SiteTest

ASK = "query => Fagarkiv.search(query, {limit: 10, excerpts: false})"
EVERY = """async names => {
  const found = [];
  for (const name of names) {
    const {leads} = await Fagarkiv.search(name, {limit: 1, excerpts: false});
    found.push(leads.map(lead => lead.url));
  }
  return found;
}"""
SHELVES = ("tema", "avsender", "fagomrade", "kommune", "malgruppe", "mal")
MUNICIPALITIES = {
    "Horten": "horten",
    "Holmestrand": "holmestrand",
    "Tønsberg": "tonsberg",
    "Sandefjord": "sandefjord",
    "Larvik": "larvik",
    "Færder": "faerder",
}


@pytest.fixture(scope="module")
def asked(chromium: Browser, archive: Built) -> Iterator[Page]:
    """The search page of the project's own content, without a network."""
    with chromium.new_context(offline=True) as context:
        reader = Reader(context)
        reader.page.goto((archive.folder / "sok" / "index.html").as_uri())
        yield reader.page


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    site = SiteTest.of_the_project(tmp_path_factory.mktemp("lokalt"))
    with local_index(site.folder / "site_config.yml", READ, Silent()) as found:
        yield found


def find(page: Page, query: str) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(ASK, query)
    return found


def leads(page: Page, query: str) -> list[str]:
    """Give the addresses that a query leads straight to."""
    return [lead["url"] for lead in find(page, query)["leads"]]


def shelved(archive: Built, shelf: str) -> list[tuple[str, str]]:
    """Give the address and name of every entry of a shelf, as its page lists them."""
    links = archive.page(f"{shelf}/index.html").tree.xpath("//main//ul//li//a[not(ancestor::nav)]")
    return [(f"{shelf}/{link.get('href')}", link.text_content().strip()) for link in links]


# --- Names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "id_"), MUNICIPALITIES.items())
def test_a_municipality_finds_what_concerns_it_and_leads_to_its_page(asked: Page, name: str, id_: str) -> None:
    for query in (name, name.lower(), f"{name}s"):
        found = find(asked, query)
        assert found["total"] >= 30, query
        assert f"kommune/{id_}/index.html" in [lead["url"] for lead in found["leads"]], query
        assert all(name in hit["names"] for hit in found["hits"] if hit["kind"] != "saker"), query
        assert not [note for note in found["notes"] if note["type"] in ("repaired", "missing")], query


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("gastromedisin", "fagomrade/gastromedisin/index.html"),
        ("augefaget", "fagomrade/oyefaget/index.html"),
        ("tilvising", "tema/henvisning/index.html"),
        ("praksiskonsulent", "tema/samhandlingslege/index.html"),
        ("helsesørøst", "avsender/hso/index.html"),
        ("Helse Sør-Øst", "avsender/hso/index.html"),
        ("sykehuset vestfold", "avsender/siv/index.html"),
        ("983975259", "avsender/siv/index.html"),
        ("3905", "kommune/tonsberg/index.html"),
        ("tonsberg", "kommune/tonsberg/index.html"),
        ("tønsbreg", "kommune/tonsberg/index.html"),
        ("hospiteringen", "tema/hospitering/index.html"),
        ("suff", "fora/suff.html"),
        ("ALM", "mal/alm/index.html"),
        ("kontakt", "kontakter/index.html"),
        ("kontakt i Larvik", "kommune/larvik/index.html"),
    ],
)
def test_a_name_leads_to_its_page(asked: Page, local: Local, query: str, page: str) -> None:
    assert page in leads(asked, query)
    assert page in [lead.url for lead in local.answer(query, 10).leads]


def test_what_is_begun_leads_on_while_one_types(asked: Page) -> None:
    found = find(asked, "holmes")
    assert "kommune/holmestrand/index.html" in [lead["url"] for lead in found["leads"]]
    assert found["total"] >= 30


def test_a_title_leads_to_its_document(asked: Page, local: Local) -> None:
    title = "Standardbrev når tilvisinga til gastroskopi ikkje følgjer retningslinjene"
    page = "nyheter/2026/tilvising-til-gastroskopi.html"
    assert leads(asked, title)[0] == page
    assert local.answer(title, 10).leads[0].url == page


def test_every_name_of_a_register_leads_to_its_page(archive: Built, asked: Page) -> None:
    links = [link for shelf in SHELVES for link in shelved(archive, shelf)]
    assert len(links) > 150
    found = asked.evaluate(EVERY, [name for _, name in links])
    assert [name for (page, name), urls in zip(links, found, strict=True) if page not in urls[:3]] == []


def test_a_word_of_the_texts_is_no_name(asked: Page) -> None:
    assert leads(asked, "anslagsvis") == []


# --- Points -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "point"),
    [
        ("punkt 2.6", "2.6"),
        ("anbefaling 2.8", "2.8"),
        ("2.4 dialogmelding", "2.4"),
        ("vestfold 4.2", "4.2"),
        ("2.2 spørsmål vestfold", "2.2"),
    ],
)
def test_a_number_leads_to_its_point(asked: Page, local: Local, query: str, point: str) -> None:
    wanted = f"anbefalinger/vestfold-samhandling/index.html#{point}"
    assert wanted in leads(asked, query)[:2]
    assert wanted in [lead.url for lead in local.answer(query, 10).leads][:2]
    assert find(asked, query)["hits"][0]["url"] == "anbefalinger/vestfold-samhandling/index.html"


def test_a_point_is_that_of_what_was_named_with_it(asked: Page) -> None:
    assert "laeringsmal/alis/index.html#2.2" in leads(asked, "2.2 institusjonstjeneste")[:2]
    assert leads(asked, "anbefaling 1.1")[0].startswith("anbefalinger/")


def test_a_figure_that_is_no_point_leads_nowhere(asked: Page) -> None:
    assert leads(asked, "takst 14") == []


# --- Numbers and codes ------------------------------------------------------------------------------------------------


def found_in(site: SiteTest, chromium: Browser, text: str, *queries: str) -> list[int]:
    """Ask for how many documents there are, where one has a text and another has the single words of it elsewhere."""
    site.item("nyheter/2026/a", text).item("nyheter/2026/b", "Noe om 116 og 33 og 9 og 45, og 2 og 6.")
    built = site.build()
    with chromium.new_context(offline=True) as context:
        page = Reader(context).page
        page.goto((built.folder / "sok" / "index.html").as_uri())
        return [find(page, query)["total"] for query in queries]


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("Ring 116 117.", ("116117",)),
        ("Ring 116117.", ("116117",)),
        ("Telefon 33 34 20 00.", ("33342000",)),
        ("Telefon 33342000.", ("33342000", "33 34 20 00", "tlf 33 34 20 00")),
        ("Astma, J45.9.", ("J459", "j459")),
        ("Bruk takst 14d ved møter.", ("14d", "takst14d", "takst 14d")),
        ("Se punkt 2.6 i teksten.", ("2.6",)),
        ("Samtale om ti\u00adlvis\u00ading.", ("tilvising", "til\u00advising")),
    ],
)
def test_a_number_or_code_is_found_however_it_is_written(
    site: SiteTest, chromium: Browser, text: str, queries: tuple[str, ...]
) -> None:
    assert found_in(site, chromium, text, *queries) == [1] * len(queries)


# --- Excerpts ---------------------------------------------------------------------------------------------------------


def test_an_excerpt_of_a_table_is_the_row_with_its_heading(site: SiteTest, chromium: Browser) -> None:
    table = """\
        Kurset går slik:

        | Tema | Frist |
        |---|---|
        | Hjerte | 1. mai |
        | Palliasjon | 2. juni |

        Meld deg på i tide.
        """
    built = site.item("nyheter/2026/a", table, summary="Kurs i vår.").build()
    ask = "query => Fagarkiv.search(query).then(found => found.hits[0].excerpt)"
    with chromium.new_context(offline=True) as context:
        page = Reader(context).page
        page.goto((built.folder / "sok" / "index.html").as_uri())
        said = {query: page.evaluate(ask, query) for query in ("palliasjon", "frist", "kurset")}
    assert said["palliasjon"] == "Tema: Palliasjon · Frist: 2. juni"
    assert said["frist"] == "Kurs i vår."
    assert said["kurset"] == "Kurset går slik: …"

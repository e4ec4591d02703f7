"""What axe-core says of every kind of page, in light and dark, on a desktop and a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import serving
from tests.driver import Built, SiteTest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
Screen = tuple[Literal["light", "dark"], ViewportSize]
# No colour depends on the width, so two screens see what four would; the search page is seen on all.
SCREENS: list[Screen] = [("light", DESKTOP), ("dark", PHONE)]
OTHERS: list[Screen] = [("dark", DESKTOP), ("light", PHONE)]

EVERYTHING = """
    Avsnitt med **vekt**, `kode`, <mark>merket</mark>, <abbr title="blodtrykk">BT</abbr> og en [lenke](b.md).[^1]

    ## 1 Tabell

    | Kanal | Svar |
    |---|---|
    | Epikrise | En celle som gjør tabellen bredere enn en telefon, `med_et_langt_ord_uten_et_eneste_mellomrom` |

    ## Liste

    1. Først
        - under

    > Sitat med [lenke](b.md)

    ```
    En linje i en blokk med kode som er bredere enn en telefon, og derfor må kunne rulles med tastaturet også
    ```

    <details><summary>Mer</summary>Skjult tekst.</details>

    ![En tegning](tegning.png)

    [^1]: En fotnote.
"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page where colours change at once."""
    with chromium.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


def complaints(page: Page, screens: list[Screen], *, undecided: bool = True) -> list[str]:
    """Give what axe finds wrong, or cannot decide if that is asked for: the screen, the rule and the element."""
    page.evaluate(Axe().axe_script)
    found = []
    for scheme, size in screens:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        answer = page.evaluate("axe.run", {"runOnly": RULES, "resultTypes": ["violations", "incomplete"]})
        for rule in answer["violations"] + (answer["incomplete"] if undecided else []):
            found += [f"{scheme}, {size['width']}: {rule['id']}: {node['html']}" for node in rule["nodes"]]
    return found


@pytest.mark.parametrize(
    "url",
    [
        "index.html",
        "nyheter/2018/index.html",
        "nyheter/2017/forste-samling-hosten-2017.html",
        "nyhetsbrev/index.html",
        "nyhetsbrev/oversikt/utsendinger.html",
        "nyhetsbrev/2026/oppdrag-fra-departementet.html",
        "anbefalinger/vestfold-samhandling/index.html",
        "anbefalinger/vestfold-samhandling/index.html?marker=henvisning",
        "laeringsmal/alis/2016.html",
        "samarbeid/index.html",
        "ordninger/introduksjonsavtale/index.html",
        "arrangementer/index.html",
        "arrangementer/digital-lunsjserie.html",
        "mal/fkm-75/index.html",
        "laeringsmal/alis/index.html",
        "kampanjer/gastroskopi.html",
        "tekster/dialogmelding-ved-uklar-henvisning.html",
        "smagrupper/dialogmelding-og-avslag.html",
        "kontakter/index.html",
        "kontakter/mangler/index.html",
        "kommune/horten/index.html",
        "sider/satser.html",
        "uten-nett/index.html",
        "fora/suff.html",
        "fora/oversikt/su-ahus/2018/arsrapport.html",
        "fora/oversikt/su-ahus/2018/handlingsplan.html",
        "saker/index.html",
        "saker/2026/eksempel-pa-en-sak.html",
        "avvik/mangelfulle-henvisninger.html",
        "avvik/oversikt/dekning.html",
        "tema/index.html",
        "tema/gastro/index.html",
        "avsender/siv/index.html",
        "a-aa/index.html",
    ],
)
def test_every_kind_of_page(page: Page, archive: Built, url: str) -> None:
    page.goto(f"{archive.folder.as_uri()}/{url}")
    assert complaints(page, SCREENS) == []


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A series of which points have moved, another that is a variant of it, and something of every status."""
    site = SiteTest.from_dir(tmp_path_factory.mktemp("n"), Path(__file__).parent / "sites/endringer")
    site.file("content/anbefalinger/eget/serie.yml", "title: Eget\nvariant_of: anbefalinger/samarbeid\nowner: siv\n")
    withdrawn = "{date: 2026-10-20, reason: Vedtaket var ugyldig.}"
    dates = {"date": "2026-10-01", "valid_from": "2026-11-01", "withdrawn": withdrawn}
    site.document("anbefalinger/eget/a", "## 1 Henvisning\n\nFeil.", title="A", **dates)
    site.document(
        "anbefalinger/eget/b", "## 1 Henvisning\n\nRing.", title="B", valid_from="2026-11-05", review_by="2026-12-01"
    )
    site.item("nyheter/2026/rettet", updated="[{date: 2026-11-10, change: Rettet telefonnummeret.}]")
    site.item("nyheter/2026/forfalt", review_by="2026-11-01")
    return site.build()


@pytest.mark.parametrize(
    "url",
    [
        "anbefalinger/samarbeid/index.html",
        "anbefalinger/samarbeid/2018.html",
        "anbefalinger/samarbeid/endringer/2022/2026.html",
        "anbefalinger/samarbeid/endringer/index.html",
        "anbefalinger/eget/a.html",
        "anbefalinger/eget/b/variant.html",
        "endringer/index.html",
        "revisjon/index.html",
        "revisjon/siv/index.html",
    ],
)
def test_every_page_about_editions(page: Page, series: Built, url: str) -> None:
    page.goto((series.folder / url).as_uri())
    assert complaints(page, SCREENS) == []


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An event to come, one that has been, one that was cancelled, and what they are part of."""
    site = SiteTest.from_dir(tmp_path_factory.mktemp("n"), Path(__file__).parent / "sites/arrangementer")
    facts = {"type": "emnekurs", "series": "arrangementer/fast", "link": "https://example.no/", "points": "Femten"}
    site.document("arrangementer/fast", title="Fast", type="emnekurs", recurs="[Hver måned, Hvert år]")
    site.document("arrangementer/2026/forrige", title="Forrige", starts="2026-10-01", **facts)
    cancelled = "{date: 2026-11-10, reason: Sykdom.}"
    return site.document(
        "arrangementer/2027/avlyst", title="Avlyst", starts="2027-01-04 09:00", cancelled=cancelled, **facts
    ).build()


@pytest.mark.parametrize("url", ["index.html", "fast.html", "2027/avlyst.html"])
def test_every_page_about_events(page: Page, events: Built, url: str) -> None:
    page.goto((events.folder / "arrangementer" / url).as_uri())
    assert complaints(page, SCREENS) == []


def test_a_page_that_is_not_there(page: Page, archive: Built) -> None:
    with serving(archive.folder, "/") as address:
        page.goto(address + "finnes-ikke.html")
        assert complaints(page, SCREENS) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param("", "", id="nothing typed"),
        pytest.param("?q=henvisning", "treff", id="hits"),
        pytest.param("?q=punkt+2.6", "treff", id="what it leads straight to"),
        pytest.param("?q=gastroskopi+henvisning&svake=1", "treff", id="weaker hits"),
        pytest.param("?q=gastroskopi&kind=laeringsmal", "Ingen treff", id="no hits with a filter"),
        pytest.param("?q=henvisning&kind=nyheter", "treff", id="a filter"),
        pytest.param("?q=lege&fra=2016-01-01&dato=2026-01-01&sort=eldste", "treff", id="days and order"),
        pytest.param("?q=lege&til=1950-01-01", "Ingen treff", id="no hits on those days"),
        pytest.param("?q=qwertyzxcvb", "Ingen treff", id="no hits"),
    ],
)
def test_the_search_page_in_all_its_states(page: Page, archive: Built, query: str, said: str) -> None:
    page.goto((archive.folder / "sok/index.html").as_uri() + query)
    expect(page.locator("#fa-status")).to_contain_text(said)
    assert complaints(page, SCREENS + OTHERS) == []


def test_whatever_an_editor_may_write(page: Page, site: SiteTest) -> None:
    site.file("content/nyheter/2026/tegning.png", b"\x89PNG\r\n").item("nyheter/2026/b")
    built = site.item("nyheter/2026/a", EVERYTHING).build()
    page.goto((built.folder / "nyheter/2026/a.html").as_uri())
    assert complaints(page, SCREENS + OTHERS) == []

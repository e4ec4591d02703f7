"""Without a net: pages and search are kept, and a new release takes the place of the old one."""

import re
import threading
import time
from collections.abc import Iterable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from generator.commands import serve
from generator.render.theme import CONTENT_SECURITY_POLICY
from generator.render.translations import translations
from tests.browser import Reader
from tests.driver import Built, SiteTest
from tests.test_accessibility import OTHERS, SCREENS, complaints
from tests.visitor import OLD_PAGE, Visitor, visiting


@pytest.fixture
def visitor(chromium: Browser, archive: Built) -> Iterator[Visitor]:
    with visiting(chromium, archive.folder) as visitor:
        yield visitor


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_what_was_opened_can_be_read_without_a_net_and_says_so(visitor: Visitor) -> None:
    visitor.begin("nyheter/index.html")
    visitor.goto("")
    visitor.goto("anbefalinger/vestfold-samhandling/index.html?marker=henvisning")
    assert visitor.line == []
    visitor.until_kept("index.html", "anbefalinger/vestfold-samhandling/index.html")
    with visitor.offline() as page:
        for url in ("nyheter/index.html", "index.html", "anbefalinger/vestfold-samhandling/", ""):
            visitor.goto(url)
            assert OLD_PAGE.match("".join(visitor.line)), visitor.line
        assert page.evaluate("getComputedStyle(document.querySelector('.fa-offline')).borderLeftStyle") == "solid"
        assert complaints(page, SCREENS) == []
    visitor.goto("nyheter/index.html")
    assert visitor.line == []


def test_a_page_that_was_never_opened_says_so_and_leads_on(visitor: Visitor) -> None:
    visitor.begin()
    visitor.goto("nyheter/index.html")
    visitor.until_kept("nyheter/index.html")
    with visitor.offline() as page:
        for url in ("tema/gastro/index.html", "finnes/ikke/i/det/hele/tatt.html"):
            visitor.goto(url)
            expect(page.locator("h1")).to_have_text("Siden er ikke lagret")
            expect(page.locator("#fa-lagret a")).to_have_text(["Nyheter", "Fagarkiv"])
        assert complaints(page, SCREENS + OTHERS) == []
        page.locator("#fa-lagret a").first.click()
        expect(page.locator("h1")).to_have_text("Nyheter")
        page.go_back()
        page.locator("main").get_by_role("link", name="Søk").click()
        expect(page.locator("#fa-status")).to_contain_text("er ikke lagret på enheten")
        visitor.complaints.clear()  # the browser says that a file of the index is not there
        visitor.goto("tema/gastro/index.html")
    page.get_by_role("link", name="Prøv igjen").click()
    expect(page.locator("h1")).to_have_text("Gastro")


def test_pictures_come_along_and_other_files_are_left_to_the_browser(chromium: Browser, site: SiteTest) -> None:
    site.file("content/nyheter/2026/bilde.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,")
    site.file("content/nyheter/2026/ark.pdf", b"%PDF-1.4")
    built = site.item("nyheter/2026/a", "![Et bilde](bilde.gif)\n\n[Ark](ark.pdf)").build()
    with visiting(chromium, built.folder) as visitor:
        visitor.begin("nyheter/2026/a.html")
        visitor.page.reload()
        visitor.until_kept("nyheter/2026/bilde.gif")
        assert "nyheter/2026/ark.pdf" not in visitor.kept()


def test_a_server_that_is_slow_or_ill_gives_way_to_what_was_kept(
    chromium: Browser, site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    built = site.item("nyheter/2026/a").build()
    with visiting(chromium, built.folder) as visitor:
        visitor.begin("nyheter/2026/a.html")
        monkeypatch.setattr(serve.Handler, "do_GET", lambda handler: handler.send_error(502))
        visitor.goto("nyheter/2026/a.html")
        assert visitor.line[0].startswith("Arkivet svarer ikke nå. Du ser siden slik den var ")
        monkeypatch.setattr(serve.Handler, "do_GET", lambda _: over.wait(60))
        visitor.goto("nyheter/2026/a.html")
        assert visitor.line[0].startswith("Arkivet svarer ikke nå.")
        over.set()


def test_a_new_page_waits_for_what_is_new_however_slow_the_net_is(
    chromium: Browser, site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.item("nyheter/2026/a", "Om gastroskopi.").build()
    answer = serve.Handler.do_GET

    def slowly(handler: serve.Handler) -> None:
        time.sleep(5 if handler.path.endswith("/indeks.js") else 0)
        answer(handler)

    with visiting(chromium, site.folder / "site") as visitor:
        visitor.begin("sok/index.html?q=gastroskopi")
        assert visitor.titles() == ["A"]
        visitor.until_kept("assets/sok/indeks.js")
        site.item("nyheter/2026/b", "Om gastroskopi.").build()
        monkeypatch.setattr(serve.Handler, "do_GET", slowly)
        visitor.goto("sok/?q=gastroskopi")
        assert visitor.line == []
        expect(visitor.page.locator("#fa-status")).to_have_text("2 treff", timeout=20_000)


def test_only_so_many_pages_are_kept_and_the_oldest_goes_first(visitor: Visitor) -> None:
    page = visitor.begin("nyheter/index.html")
    page.evaluate("""async () => {
        const name = (await caches.keys()).find((one) => one.startsWith("fagarkiv sider "));
        const pages = await caches.open(name);
        for (let at = 0; at < 300; at++) await pages.put(`tulleside-${at}.html`, new Response(""));
    }""")
    visitor.goto("index.html")
    visitor.until_kept("index.html")
    visitor.until(lambda: "nyheter/index.html" not in visitor.kept())
    pages = {url for url in visitor.kept() if not url.startswith(("assets/", "sok/", "uten-nett/"))}
    assert len(pages) == 300
    for language in ("nb", "nn"):
        assert " 300 " in translations(language)["keeping_intro"]


def test_nothing_is_kept_of_what_was_searched_for(visitor: Visitor) -> None:
    visitor.begin("sok/index.html?q=gastroskopi")
    visitor.titles()
    visitor.page.locator("#fa-treff a").first.click()
    expect(visitor.page).to_have_url(re.compile("marker=gastroskopi"))
    visitor.until(lambda: any(url.startswith("kampanjer/") for url in visitor.kept()))
    assert [url for url in visitor.kept() if "?" in url] == []
    asked = visitor.page.evaluate("""async () => {
        const pages = await caches.open((await caches.keys()).find((one) => one.includes(" sider ")));
        const kept = await Promise.all((await pages.keys()).map((key) => pages.match(key)));
        return kept.map((one) => one.url + JSON.stringify([...one.headers])).filter((one) => one.includes("?"));
    }""")
    assert asked == []


# --- Search -----------------------------------------------------------------------------------------------------------


def test_what_was_searched_for_can_be_searched_for_again_without_a_net(visitor: Visitor) -> None:
    visitor.begin("sok/index.html?q=gastroskopi")
    online = visitor.titles()
    visitor.until(lambda: any("utdrag-" in url for url in visitor.kept()))
    with visitor.offline() as page:
        visitor.goto("sok/?q=gastroskopi")
        assert visitor.titles() == online
        assert visitor.line[0].startswith("Du er uten nett. Du søker i arkivet slik det var ")
        visitor.goto("sok/?q=qwertyzxcvb")
        expect(page.locator("#fa-status")).to_contain_text("er ikke lagret på enheten")
    visitor.complaints.clear()


def index_of(urls: Iterable[str]) -> set[str]:
    return {url for url in urls if url.startswith(("assets/sok/", "assets/utdrag/"))}


def test_the_whole_search_is_fetched_when_asked_for_and_stays_whole(chromium: Browser, site: SiteTest) -> None:
    built = site.item("nyheter/2026/a", "Om gastroskopi.").item("nyheter/2026/b", "Ny rutine for blodprøver.").build()
    with visiting(chromium, built.folder) as visitor:
        page = visitor.begin("uten-nett/index.html")
        page.get_by_role("button", name="Hent hele søket").click()
        expect(page.locator("#fa-lagring-svar")).to_have_text("Hele søket er hentet, og virker uten nett.")
        assert complaints(page, SCREENS) == []
        with visitor.offline():
            visitor.goto('sok/?q="rutine for blodprøver"')
            assert visitor.titles() == ["B"]
        built = site.item("nyheter/2026/c", "Om hjertesvikt.").build()
        visitor.goto("sok/index.html")
        visitor.until(lambda: index_of(visitor.kept()) == index_of(built.urls()))
        with visitor.offline():
            visitor.goto("sok/?q=hjertesvikt")
            assert visitor.titles() == ["C"]


# --- New releases, and none -------------------------------------------------------------------------------------------


def test_a_new_release_takes_the_place_of_the_old_one(chromium: Browser, site: SiteTest) -> None:
    before = site.item("nyheter/2026/a", "Gammel tekst.").item("nyheter/2026/b").build().urls()
    with visiting(chromium, site.folder / "site") as visitor:
        page = visitor.begin("nyheter/2026/a.html")
        visitor.goto("sok/?q=gammel")
        visitor.titles()
        visitor.goto("nyheter/2026/b.html")
        visitor.until_kept("nyheter/2026/b.html")

        settings = (site.folder / "site_config.yml").read_text("utf-8")
        site.file("site_config.yml", settings + 'accent: "#7a1f5c"\n')
        built = site.item("nyheter/2026/a", "Ny tekst.").build()
        gone = set(before) - set(built.urls())
        assert {url.partition("-")[0].partition(".")[0] for url in gone} >= {"assets/aksent", "assets/sok/ord"}
        visitor.goto("nyheter/2026/a.html")
        expect(page.locator("main")).to_contain_text("Ny tekst.")
        visitor.goto("sok/?q=ny")
        visitor.titles()
        visitor.until(lambda: not gone & visitor.kept())
        with visitor.offline():
            visitor.goto("nyheter/2026/a.html")
            expect(page.locator("main")).to_contain_text("Ny tekst.")
            visitor.goto("nyheter/2026/b.html")
            assert page.evaluate("getComputedStyle(document.querySelector('main a')).color") == "rgb(122, 31, 92)"

        (built.folder / "nyheter/2026/b.html").unlink()
        visitor.goto("nyheter/2026/b.html")
        visitor.until(lambda: "nyheter/2026/b.html" not in visitor.kept())
        visitor.complaints.clear()  # the browser says that the page is not there


def test_a_host_that_wants_no_worker_gets_rid_of_those_that_are_out_there(chromium: Browser, site: SiteTest) -> None:
    site.item("nyheter/2026/a").build()
    with visiting(chromium, site.folder / "site") as visitor:
        page = visitor.begin("nyheter/2026/a.html")
        settings = (site.folder / "site_config.yml").read_text("utf-8")
        built = site.file("site_config.yml", settings + "offline: false\n").build()
        assert [url for url in built.urls() if "uten-nett" in url] == ["uten-nett.js"]
        assert built.page("index.html").find("//script[contains(@src, '/nett.')]") == []
        assert "Bruk uten nett" not in built.page("index.html").text
        visitor.goto("nyheter/2026/a.html")
        visitor.until(lambda: not visitor.kept())
        ask = "navigator.serviceWorker.getRegistrations().then((found) => found.length)"
        visitor.until(lambda: page.evaluate(ask) == 0)


def test_a_reader_who_wants_nothing_kept_gets_rid_of_it(visitor: Visitor) -> None:
    page = visitor.begin("uten-nett/index.html")
    with page.expect_event("load"):
        page.get_by_label("Lagre sidene jeg åpner, på denne enheten").click()
    visitor.until(lambda: not visitor.kept())
    expect(page.get_by_role("button", name="Hent hele søket")).to_be_hidden()
    visitor.goto("index.html")
    page.wait_for_timeout(300)
    assert visitor.kept() == set()
    visitor.goto("uten-nett/index.html")
    with page.expect_event("load"):
        page.get_by_label("Lagre sidene jeg åpner, på denne enheten").click()
    visitor.until_kept("uten-nett/index.html")


def test_a_worker_that_may_not_fetch_is_not_taken_into_use(
    chromium: Browser, archive: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = CONTENT_SECURITY_POLICY.replace("connect-src 'self'; ", "")
    monkeypatch.setattr(serve, "CONTENT_SECURITY_POLICY", strict)
    with visiting(chromium, archive.folder) as visitor:
        for _ in range(2):
            page = visitor.goto("nyheter/index.html")
            page.wait_for_timeout(300)
            assert page.evaluate("navigator.serviceWorker.controller") is None
        expect(page.locator("h1")).to_have_text("Nyheter")
        visitor.complaints.clear()


def test_from_a_folder_nothing_is_kept_and_nothing_is_amiss(reader: Reader, archive: Built) -> None:
    reader.page.goto((archive.folder / "uten-nett/index.html").as_uri())
    expect(reader.page.locator("main")).to_contain_text("Leser du arkivet fra en mappe, virker alt uten nett.")
    assert reader.page.get_by_role("checkbox", name="Lagre sidene").count() == 0

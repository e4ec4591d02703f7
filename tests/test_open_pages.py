"""Who has the archive open while new releases are taken into use notices nothing: real Chromium, real nginx."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from generator.hosts.served_site import Wishes, served_site
from generator.hosts.servers import SERVERS
from generator.model import config
from tests import servers
from tests.browser import Reader, serving
from tests.driver import SiteTest

PUBLISHES = 20
FOUND = """async () => {
    const { total, hits } = await Fagarkiv.search("gastroskopi");
    return [total, hits.every((hit) => hit.excerpt.includes("gastroskopi"))];
}"""


@contextmanager
def on_nginx(site: SiteTest) -> Iterator[str]:
    """Serve the site's output link, as releases come and go."""
    own, _ = config.read(site.folder / "site_config.yml")
    assert own
    port = servers.free_port()
    text = SERVERS["nginx"](served_site(own, Wishes(site.folder / "site", f"127.0.0.1:{port}")))
    with servers.nginx(text, port) as address:
        yield f"{address}{own.path}"


def publish(site: SiteTest, number: int) -> None:
    """Take a release into use in which every index file has another name."""
    accent = f"site_name: Prøvearkiv\nbase_url: https://arkiv.example.no/\nlanguage: nb\naccent: '#0b5a{number:02x}'\n"
    site.file("site_config.yml", accent)
    word = f"nytt{'abcdefghijklmnopqrstuvw'[number]}"
    site.item("nyheter/2026/a", f"Om gastroskopi, utgave nummer {number}. Ordet er {word}.")
    built = site.item(f"nyheter/2026/sak-{number}", "Om gastroskopi.", date="2026-10-01").build()
    # Nginx tells files of one length apart by the second they were made in.
    os.utime(built.folder / "assets/sok/indeks.js", (1_790_000_000 + number, 1_790_000_000 + number))


def note(missing: list[str], answer: Response) -> None:
    """Note what a page asked for in vain."""
    if answer.status >= 400:
        missing.append(answer.url)


def later(page: Page) -> None:
    """Let some time go by."""
    page.evaluate("() => { const before = Date.now; Date.now = () => before() + 10_000; }")


class Tab(Reader):
    """A tab that was opened before a release."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        super().__init__(context)
        self.missing: list[str] = []
        self.page.on("response", partial(note, self.missing))
        self.page.goto(address)

    def finds(self, count: int) -> None:
        field = self.page.locator("main input[type=search]")
        field.fill("gastroskopi")
        expect(self.page.locator("#fa-status")).to_have_text(f"{count} treff", timeout=20_000)
        expect(self.page.locator("#fa-treff li:first-child .fa-card__lead")).to_contain_text("gastroskopi")


@pytest.mark.parametrize("worker", ["allow", "block"])
def test_tabs_that_were_open_before_each_of_twenty_releases_search_and_follow_links(
    chromium: Browser, site: SiteTest, worker: str
) -> None:
    publish(site, 0)
    with on_nginx(site) as address:
        context = chromium.new_context(service_workers=worker)  # type: ignore[arg-type]
        tabs = list[Tab]()
        for number in range(1, PUBLISHES + 1):
            tab = Tab(context, f"{address}sok/index.html")
            # One that has searched already, and one that has not.
            if number % 2:
                tab.finds(number + 1)
            tabs.append(tab)
            publish(site, number)
        for tab in tabs:
            tab.page.bring_to_front()
            tab.finds(PUBLISHES + 2)
            tab.page.locator("#fa-treff a").last.click()
            expect(tab.page.locator("h1")).to_contain_text("Sak-")
            tab.page.go_back()
        assert [tab.missing for tab in tabs if tab.missing] == []
        assert [tab.complaints for tab in tabs if tab.complaints] == []
        context.close()


def test_a_search_that_misses_a_file_because_of_a_release_goes_on_with_the_new_index(
    chromium: Browser, site: SiteTest
) -> None:
    publish(site, 0)
    with on_nginx(site) as address:
        for number in range(1, 6):
            context = chromium.new_context(service_workers="block")
            tab = Tab(context, f"{address}sok/index.html")
            tab.page.evaluate("Fagarkiv.ready()")
            publish(site, number)
            tab.finds(number + 2)
            assert {"/assets/sok/" in url for url in tab.missing} == {True}
            context.close()


def test_an_embedded_box_goes_on_across_releases(chromium: Browser, site: SiteTest, tmp_path: Path) -> None:
    publish(site, 0)
    with on_nginx(site) as address, serving(tmp_path, "/") as other:
        script = f"<script src='{address}assets/fagarkiv-sok.js'></script>"
        (tmp_path / "intranett.html").write_text(f"<!doctype html><title>Intranett</title>{script}", "utf-8")
        page = chromium.new_page(bypass_csp=True)
        missing = list[str]()
        page.on("response", partial(note, missing))
        page.goto(f"{other}intranett.html")
        missing.clear()
        for number in range(1, PUBLISHES + 1):
            assert page.evaluate(FOUND) == [number + 1, True]
            publish(site, number)
            later(page)
        assert missing == []
        page.close()

"""A reader whose browser keeps pages, and whose net comes and goes."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import Reader, serving

KEPT = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const keys = await (await caches.open(name)).keys();
        found[name] = keys.map((key) => key.url);
    }
    return found;
}"""
OLD_PAGE = re.compile(r"^Du er uten nett\. Du ser siden slik den var \d+\. \w+ 20\d\d\.$")


class Visitor(Reader):
    """A reader of a site on a web server, below a path."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        super().__init__(context)
        self.context, self.address = context, address

    def goto(self, url: str) -> Page:
        self.page.goto(self.address + url)
        return self.page

    def kept(self) -> set[str]:
        """Give what is kept in the browser, by its place in the site."""
        found = self.page.evaluate(KEPT)
        return {url.removeprefix(self.address) for urls in found.values() for url in urls}

    def until_kept(self, *wanted: str) -> None:
        self.until(lambda: self.kept().issuperset(wanted))

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that takes a tenth of a second, for twenty at most."""
        for _ in range(400):
            if happened():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"did not happen; kept: {sorted(self.kept())}")

    def begin(self, url: str = "index.html") -> Page:
        """Open a first page, and wait for the worker that it starts to have kept it."""
        self.goto(url)
        self.until_kept(url.partition("?")[0])
        return self.page

    @property
    def line(self) -> list[str]:
        """What a page says of its age."""
        return self.page.locator(".fa-offline").all_inner_texts()

    @contextmanager
    def offline(self) -> Iterator[Page]:
        self.context.set_offline(True)
        yield self.page
        self.context.set_offline(False)


@contextmanager
def visiting(chromium: Browser, folder: Path, prefix: str = "/fag/arkiv/") -> Iterator[Visitor]:
    with serving(folder, prefix) as address, chromium.new_context(reduced_motion="reduce") as context:
        visitor = Visitor(context, address)
        yield visitor
        assert visitor.complaints == []

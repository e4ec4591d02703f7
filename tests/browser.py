"""A real Chromium for tests, a reader who notices when it complains, and a web server for a built site."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from generator.commands.serve import Handler

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str:
    """Find the browser that ``make test`` has made sure of."""
    found = [os.environ.get("FAGARKIV_CHROMIUM", ""), *(f"/usr/bin/{name}" for name in NAMES)]
    path = next((path for path in found if path and Path(path).exists()), None)
    assert path, "no Chromium: run the tests with `make test`, or set FAGARKIV_CHROMIUM"
    return path


class Reader:
    """A page that fails the test when the browser complains."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "blocked by Playwright" not in message.text:
            self.complaints.append(message.text)

    def search(self, query: str) -> list[str]:
        """Type into the search field of the page one is on, and give the titles found."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(query)
        self.page.keyboard.press("Enter")
        return self.titles()

    def titles(self) -> list[str]:
        expect(self.page.locator("#fa-status")).to_contain_text("treff")
        return self.page.locator("#fa-treff h2").all_inner_texts()


@contextmanager
def serving(folder: Path, prefix: str) -> Iterator[str]:
    """Serve a built site below a path, with the policy as a header, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder), prefix=prefix)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()

"""``serve``: the preview follows the editor, shows the site and nothing beside it, and survives mistakes."""

import http.client
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest

from generator.base.problems import Problem
from generator.commands.serve import serve
from generator.render.theme import CONTENT_SECURITY_POLICY
from tests.command import run
from tests.driver import TODAY, Silent, SiteTest


class Preview(Silent):
    """A preview running in a thread, as a browser and its editor see it."""

    def __init__(self, site: SiteTest) -> None:
        super().__init__()
        self.site = site
        self.shown: list[tuple[Problem, ...]] = []
        self._stop = threading.Event()
        self._address = ""
        self._thread = threading.Thread(target=self._serve)

    def _serve(self) -> None:
        serve(self.site.folder / "site_config.yml", 0, self, lambda: TODAY, self.shown.append, self._stop)

    def say(self, code: str, **values: object) -> None:
        super().say(code, **values)
        self._address = str(values.get("url", self._address))

    def __enter__(self) -> Self:
        self._thread.start()
        self.until(lambda: bool(self._address))
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(30)
        assert not self._thread.is_alive()

    @property
    def problems(self) -> list[str]:
        """Give the codes of what was wrong the last time."""
        return [problem.code for problem in self.shown[-1]]

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that takes a tenth of a second, for twenty at most."""
        deadline = time.monotonic() + 20
        while not happened():
            assert self._thread.is_alive()
            assert time.monotonic() < deadline, f"{self.said} {self.shown}"
            time.sleep(0.02)

    def get(self, path: str) -> tuple[http.client.HTTPResponse, str]:
        host = urlsplit(self._address)
        connection = http.client.HTTPConnection(str(host.hostname), host.port, timeout=30)
        connection.request("GET", path)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response, text


@pytest.fixture
def preview(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with Preview(site.item("nyheter/2026/a", "Gammel tekst.")) as running:
        yield running


def test_the_preview_follows_the_editor_and_survives_mistakes(preview: Preview) -> None:
    page = "/nyheter/2026/a.html"
    response, text = preview.get(page)
    assert (response.status, "Gammel tekst." in text) == (200, True)
    assert response.headers["Content-Security-Policy"] == f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"

    preview.site.item("nyheter/2026/a", "Ny tekst.")
    preview.until(lambda: "Ny tekst." in preview.get(page)[1])
    assert preview.problems == []

    preview.site.item("nyheter/2026/a", "Siste tekst.", sender="ingen")
    preview.until(lambda: preview.problems == ["ref-ukjent"])
    assert "Ny tekst." in preview.get(page)[1]

    preview.site.item("nyheter/2026/a", "Siste tekst.")
    preview.until(lambda: "Siste tekst." in preview.get(page)[1])
    assert not (preview.site.folder / "site").exists()
    assert not (preview.site.folder / "content/registre/adresser.txt").exists(), "a preview promises nothing"


def test_the_preview_shows_the_site_and_nothing_beside_it(preview: Preview) -> None:
    missing, text = preview.get("/finnes/ikke.html")
    assert (missing.status, "Fant ikke siden" in text) == (404, True)
    assert missing.headers["Content-Security-Policy"].startswith(CONTENT_SECURITY_POLICY)
    for path in ("/../cache.sqlite", "/..%2fcache.sqlite", "/%2e%2e/cache.sqlite", "/../../site_config.yml", "/%00"):
        assert preview.get(path)[0].status == 404
    assert preview.get("/nyheter/2026/a.html?q=%00")[0].status == 200


def test_a_preview_of_a_broken_site_waits_for_it_to_be_mended(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with Preview(site.item("nyheter/2026/a", sender="ingen")) as running:
        assert running.problems == ["ref-ukjent"]
        assert running.get("/nyheter/2026/a.html")[0].status == 404
        site.item("nyheter/2026/a")
        running.until(lambda: running.get("/nyheter/2026/a.html")[0].status == 200)


def test_the_preview_sees_every_change_of_the_settings(preview: Preview) -> None:
    """Many editors save by putting a new file in the place of the old."""
    settings = preview.site.folder / "site_config.yml"
    for name in ("Legearkivet", "Fastlegearkivet", "Praksisarkivet"):
        draft = settings.with_suffix(".ny")
        draft.write_text(f"site_name: {name}\nbase_url: https://a.example.no/\nlanguage: nb\n", "utf-8")
        draft.replace(settings)
        preview.until(lambda name=name: name in preview.get("/index.html")[1])  # type: ignore[misc]


def test_the_preview_outlives_a_moment_without_content(preview: Preview, tmp_path: Path) -> None:
    """As when another branch is checked out."""
    content, kept = preview.site.folder / "content", tmp_path / "kopi"
    shutil.copytree(content, kept)
    said = len(preview.said)
    shutil.rmtree(content)
    preview.until(lambda: len(preview.said) > said)
    shutil.copytree(kept, content)
    preview.site.item("nyheter/2026/a", "Ny tekst.")
    preview.until(lambda: "Ny tekst." in preview.get("/nyheter/2026/a.html")[1])


def test_serve_is_started_with_what_was_typed(here: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[object] = []
    monkeypatch.setattr(
        "generator.commands.serve.serve", lambda config_file, port, *_: typed.extend((config_file, port))
    )
    assert run("serve", "--port", "8123").exit_code == 0
    assert typed == [Path("site_config.yml"), 8123]

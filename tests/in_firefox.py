"""What a reader does, in a real Firefox ESR without a network: run with ``make test-firefox``."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.commands import serve
from tests.bidi import Firefox, firefox
from tests.browser import serving
from tests.driver import Built

PATH = os.environ.get("FAGARKIV_FIREFOX", "firefox-esr")
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(20, 26, 31)"


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Firefox]:
    """A reader who fails the test when the browser complains, or asks for anything but files."""
    with firefox(PATH, tmp_path) as reader:
        yield reader
        assert reader.heard() == ([], [])


def test_a_gp_searches_with_the_keyboard_and_opens_a_hit(reader: Firefox, home: str) -> None:
    reader.goto(home)
    reader.press("/", *"gastroskopi", "Enter")
    reader.until("/treff/.test(document.getElementById('fa-status')?.textContent)")
    titles = reader.evaluate("[...document.querySelectorAll('#fa-treff h2')].map((one) => one.textContent)")
    assert "Henvisning til gastroskopi – ett budskap i fire kanaler" in titles[:3]
    reader.press("ArrowDown", "Enter")
    reader.until(f"document.querySelector('h1')?.textContent === {titles[0]!r}")


def test_filters_and_escape_work_as_elsewhere(reader: Firefox, archive: Built) -> None:
    reader.goto((archive.folder / "sok/index.html").as_uri() + "?q=henvisning")
    reader.until("document.getElementById('f-kind-nyhetsbrev')")
    reader.evaluate("document.getElementById('f-kind-nyhetsbrev').focus()")
    reader.press(" ")
    reader.until("location.search === '?q=henvisning&kind=nyhetsbrev'")
    reader.until("document.getElementById('fa-valgte').textContent === 'Nyhetsbrev ×'")
    assert reader.evaluate("document.activeElement.id") == "f-kind-nyhetsbrev"
    reader.press("Escape", "Escape")
    reader.until("location.search === '?kind=nyhetsbrev'")


def test_the_words_that_matched_are_marked_on_the_page_that_opens(reader: Firefox, archive: Built) -> None:
    reader.goto((archive.folder / "sok/index.html").as_uri() + "?q=gastroskopi&fra=2020-01-01")
    reader.until("document.querySelector('#fa-treff .fa-card__lead mark')")
    reader.evaluate("document.querySelector('#fa-treff a').focus()")
    reader.press("Enter")
    reader.until("CSS.highlights.get('fagarkiv')?.size > 0")
    reader.evaluate("document.getElementById('fa-marker').click()")
    assert reader.evaluate("[CSS.highlights.size, location.search]") == [0, ""]


def test_what_was_opened_can_be_read_when_the_server_is_ill(
    tmp_path: Path, archive: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    with firefox(PATH, tmp_path) as reader, serving(archive.folder, "/arkiv/") as address:
        reader.goto(address + "sok/index.html?q=gastroskopi")
        reader.until("navigator.serviceWorker.controller && document.querySelector('#fa-treff mark')")
        reader.goto(address)
        reader.goto(address + "nyheter/index.html")
        reader.until("document.readyState === 'complete'")
        assert reader.heard()[0] == []
        monkeypatch.setattr(serve.Handler, "do_GET", lambda handler: handler.send_error(502))
        reader.goto(address)
        reader.until("/^Arkivet svarer ikke nå. Du ser/.test(document.querySelector('.fa-offline').textContent)")
        reader.goto(address + "sok/?q=gastroskopi")
        reader.until("document.querySelector('#fa-treff mark')")


@pytest.mark.parametrize(("dark", "before", "after"), [(False, LIGHT, DARK), (True, DARK, LIGHT)])
def test_light_and_dark_follow_the_system_until_the_reader_chooses(
    tmp_path: Path, home: str, dark: bool, before: str, after: str
) -> None:
    with firefox(PATH, tmp_path, dark=dark) as reader:
        reader.goto(home)
        assert reader.evaluate(BACKGROUND) == before
        reader.evaluate("document.getElementById('fa-tema').click()")
        reader.goto(home)
        assert reader.evaluate(BACKGROUND) == after
        assert reader.heard() == ([], [])


def test_complaints_and_requests_are_heard(tmp_path: Path) -> None:
    page = tmp_path / "side.html"
    page.write_text("<script>throw Error('feil')</script><img src=https://annet-sted.example.no/a.png>")
    refused = tmp_path / "nektet.html"
    refused.write_text("<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\"><script>1</script>")
    with firefox(PATH, tmp_path) as reader:
        reader.goto(page.as_uri())
        reader.goto(refused.as_uri())
        complaints, asked = reader.heard()
        assert {"Error: feil", "script-src-elem: inline"} <= set(complaints)
        assert asked == ["https://annet-sted.example.no/a.png"]

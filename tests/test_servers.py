"""What web servers are told of former addresses, and which addresses are taken."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.check import ledger
from generator.kinds import BY_NAME
from generator.model.fields import is_address
from generator.pages import addresses
from generator.pages.addresses import is_reserved
from generator.pages.page import Nothing, Page, planned
from generator.pages.redirects import Redirect
from generator.release import hosting, publish
from tests.driver import Built, SiteTest
from tests.test_kinds import SITES


@pytest.fixture
def moved(site: SiteTest) -> SiteTest:
    """A site below a path, with a page and a series that have moved."""
    site.file("site_config.yml", "site_name: A\nbase_url: https://a.example.no/fag.arkiv/\nlanguage: nb\n")
    site.file("content/anbefalinger/ny/serie.yml", "title: Ny\naliases: [anbefalinger/gammel/index.html]\n")
    site.document("anbefalinger/ny/2026", title="Utgave", valid_from="2026-01-01")
    return site.document("sider/ny", title="Ny", aliases="[sider/gammel.html, sider/eldre.html]")


EXPECTED = {
    "/fag.arkiv/anbefalinger/gammel/": "/fag.arkiv/anbefalinger/ny/index.html",
    "/fag.arkiv/anbefalinger/gammel/index.html": "/fag.arkiv/anbefalinger/ny/index.html",
    "/fag.arkiv/sider/eldre.html": "/fag.arkiv/sider/ny.html",
    "/fag.arkiv/sider/gammel.html": "/fag.arkiv/sider/ny.html",
}


def nginx(text: str) -> dict[str, str]:
    """Read the body of an nginx ``map``: two words in quotation marks and a semicolon on each line, no variables."""
    found = {}
    for line in text.splitlines():
        pair = re.fullmatch(r'"(/[^"\\${};\s]*)" "(/[^"\\${};\s]*)";', line)
        assert pair, line
        found[pair[1]] = pair[2]
    return found


def apache(text: str) -> dict[str, str]:
    """Read a ``txt:`` map of mod_rewrite: two words on each line."""
    assert all(re.fullmatch(r"/\S* /\S*", line) for line in text.splitlines())
    return dict(line.split(" ") for line in text.splitlines())


def iis(text: str) -> dict[str, str]:
    """Read a ``rewriteMaps`` section of IIS."""
    tree = etree.fromstring(text.encode())
    assert tree.xpath("name(/*)") == "rewriteMaps"
    assert tree.xpath("/rewriteMaps/rewriteMap/@name") == ["Fagarkiv"]
    assert {one.tag for one in tree.iter()} == {"rewriteMaps", "rewriteMap", "add"}
    return {one.get("key"): one.get("value") for one in tree.iter("add")}


SERVERS = [("hosting/nginx.map", nginx), ("hosting/apache.map", apache), ("hosting/iis.config", iis)]


@pytest.mark.parametrize(("file", "read"), SERVERS)
def test_each_web_server_is_told_of_every_former_address(
    moved: SiteTest, file: str, read: Callable[[str], dict[str, str]]
) -> None:
    assert read((moved.build().folder / file).read_text("utf-8")) == EXPECTED


@pytest.mark.parametrize(("file", "empty"), [(file, "<" in file or file.endswith("config")) for file, _ in SERVERS])
def test_the_maps_are_there_before_anything_has_moved(site: SiteTest, file: str, empty: bool) -> None:
    """A server that is told to read a file that is missing does not start."""
    text = (site.build().folder / file).read_text("utf-8")
    assert text == ('<rewriteMaps>\n  <rewriteMap name="Fagarkiv">\n  </rewriteMap>\n</rewriteMaps>\n' if empty else "")


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(url=st.one_of(st.text(), st.text('a"; \n}$~<&\\{?#%:').map("a.html{}".format)))
def test_what_could_be_read_as_a_setting_never_gets_into_a_map(url: str) -> None:
    """Neither past the check of the ledger, nor past that of the maps themselves."""
    found, _ = ledger.read(f"sider/a.html {url}\n{url}\nsider/b.html = {url}\n".encode("utf-8", "replace"))
    led = (to for every in found.led.values() for to in every)
    assert all(map(is_address, (*found.known, *led, *found.moved, *found.moved.values())))
    try:
        made = hosting.files([Redirect(url, "a.html", "A")], "/")
    except ValueError:
        return
    for file, read in SERVERS:
        assert read(made[file].decode())["/" + url] == "/a.html"


def strays(built: Built) -> set[str]:
    """Give the pages that are in no table: neither kept for ever, nor led on, nor where views come and go."""
    lasting = {url for url, _ in addresses.permanent(built.views.archive)}
    led = {page.url for page in built.pages() if page.find("//meta[@http-equiv='refresh']")}
    assert lasting <= set(built.urls())
    return {page.url for page in built.pages() if not is_reserved(page.url, BY_NAME)} - lasting - led


@pytest.mark.parametrize("fixed", [fixed.url for fixed in addresses.FIXED if fixed.lasts])
def test_a_fixed_address_that_lasts_can_stand_in_the_ledger(fixed: str) -> None:
    assert ledger.read(f"{fixed}\n".encode())[0].known == {fixed}


@pytest.mark.parametrize("kind", BY_NAME)
def test_every_page_is_kept_for_ever_or_lies_where_views_come_and_go(tmp_path: Path, kind: str) -> None:
    assert strays(SiteTest.from_dir(tmp_path, SITES / kind).build()) == set()


def test_every_page_of_the_archive_is_kept_for_ever_or_lies_where_views_come_and_go(archive: Built) -> None:
    assert strays(archive) == set()


def test_two_pages_of_the_program_at_one_address_are_a_problem_and_nothing_is_lost(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.item("nyheter/2026/a").build().bytes()
    monkeypatch.setattr(
        publish, "offline_pages", lambda _: [planned(Page("index.html", "404.html", "Dobbel", Nothing()))]
    )
    assert [(problem.code, problem.path) for problem in site.fails()] == [("adresse-dobbel", "index.html")]
    monkeypatch.undo()
    assert site.build().bytes() == before


def test_an_address_cannot_lie_where_the_maps_do(site: SiteTest) -> None:
    site.document("sider/om", title="Om", aliases="[hosting/nginx.html]")
    assert [problem.code for problem in site.fails()] == ["adresse-kollisjon"]


def test_the_guide_tells_servers_to_read_the_files_that_are_there() -> None:
    guide = (Path(__file__).parent.parent / "docs/hosting.md").read_text("utf-8")
    for file, _ in SERVERS:
        assert file in guide

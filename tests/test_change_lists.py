"""Dated lists of changes, and the feed of them."""

from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree

from generator.kinds import BY_NAME
from generator.pages.addresses import is_reserved
from tests.driver import Built, SiteTest
from tests.edition_changes import SERIES, dated, everything, in_three_editions

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return in_three_editions(tmp_path_factory.mktemp("n"))


def test_a_series_lists_its_changes_newest_first(built: Built) -> None:
    page = built.page(f"{SERIES}/endringer/index.html")
    assert page.title == "Endringer: Samarbeid om henvisninger"
    assert dated(page) == [
        "1. november 2026Ny utgave",
        "1. oktober 2026Ny utgave på vei",
        "1. januar 2022Ny utgave",
        "1. januar 2018Ny",
    ]
    assert page.find("//ol/li[1]/p") == [
        "1. november 2026Ny utgave",
        "Ett punkt er tatt ut, og ett er flyttet tilbake.",
        "1 punkt tatt ut, 1 flyttet. Se hva som er endret",
    ]


def test_the_site_lists_what_has_changed_in_the_last_90_days(site: SiteTest) -> None:
    page = everything(site).build().page("endringer/index.html")
    assert dated(page) == [
        "15. november 2026UtløptNyhet",
        "12. november 2026ErstattetNyhet",
        "10. november 2026EndretNyhet",
        "1. november 2026Ny utgaveAnbefaling",
        "1. oktober 2026Ny utgave på veiAnbefaling",
    ]
    assert page.find("//ol//h2") == [
        "Ute",
        "Gammel",
        "Rettet",
        "Samarbeid om henvisninger, utgave 2026",
        "Samarbeid om henvisninger, utgave 2026",
    ]
    assert "Rettet telefonnummeret." in page.main
    assert "Det gjelder fra 1. november 2026." in page.main
    assert "../nyheter/2026/ny.html" in page.links


def test_what_changed_91_days_ago_has_left_the_list_and_what_changes_tomorrow_is_not_in_it(site: SiteTest) -> None:
    updated = "[{date: 2026-09-01, change: Første.}]"
    site.item("nyheter/2026/a", date="2026-01-01", updated=updated)
    day = date(2026, 9, 1)
    for after, is_listed in ((-1, False), (0, True), (89, True), (90, False)):
        built = site.build(day + timedelta(after))
        assert bool(dated(built.page("endringer/index.html"))) is is_listed
        assert ("Nylig endret" in built.page("nyheter/2026/a.html").one("//p[@class='fa-kicker']")) is is_listed
    assert "Ingenting er endret i denne tiden." in site.build(day - timedelta(1)).page("endringer/index.html").main


def test_what_is_withdrawn_is_in_the_lists_from_that_day_with_the_reason(site: SiteTest) -> None:
    withdrawn = "{date: 2026-11-10, reason: Telefonnummeret var feil.}"
    site.item("nyheter/2026/a", date="2026-01-01", valid_to="2026-11-14", withdrawn=withdrawn)
    assert dated(site.build(date(2026, 11, 9)).page("endringer/index.html")) == []
    built = site.build()
    page = built.page("endringer/index.html")
    assert page.find("//ol/li/p") == ["10. november 2026TrukketNyhet", "Telefonnummeret var feil."]
    assert built.page("index.html").find("//section[@aria-labelledby='endret']//li") == ["Trukket: A 10. november 2026"]
    feed = built.bytes()["endringer/atom.xml"].decode()
    assert "<title>Trukket: A</title>" in feed
    assert "<summary>Telefonnummeret var feil.</summary>" in feed


def withdrawn_early(site: SiteTest) -> SiteTest:
    """Make a series whose middle edition was made known, and withdrawn before the day it would have begun."""
    site.file("content/anbefalinger/s/serie.yml", "title: Serie\n")
    site.document("anbefalinger/s/1", "## 1 En\n\nA.", title="U", edition='"1"', valid_from="2020-01-01")
    withdrawn = "{date: 2026-10-20, reason: Vedtaket var ugyldig.}"
    dates = {"date": "2026-10-01", "valid_from": "2026-11-01", "withdrawn": withdrawn}
    site.document("anbefalinger/s/2", "## 1 En\n\nB.", title="U", edition='"2"', **dates)
    return site.document("anbefalinger/s/3", "## 1 En\n\nA.", title="U", edition='"3"', valid_from="2026-11-15")


def test_an_edition_that_was_withdrawn_before_it_began_is_never_said_to_have_come(site: SiteTest) -> None:
    page = withdrawn_early(site).build().page("anbefalinger/s/endringer/index.html")
    assert dated(page) == [
        "15. november 2026Ny utgave",
        "20. oktober 2026Trukket",
        "1. oktober 2026Ny utgave på vei",
        "1. januar 2020Ny",
    ]
    assert page.find("//ol//h2")[1] == "Serie, utgave 2"
    assert "Det gjelder fra" not in page.main
    before = site.build(date(2026, 10, 19)).page("anbefalinger/s/endringer/index.html")
    assert "Det gjelder fra 1. november 2026." in before.main


def test_an_edition_is_compared_with_the_last_one_that_applied(site: SiteTest) -> None:
    built = withdrawn_early(site).build()
    changed = "//p[@class='fa-change'][a]"
    assert built.page("anbefalinger/s/3.html").one(changed) == (
        "Endret siden utgave 1: Ingen punkter er endret. Se hva som er endret"
    )
    assert built.page("anbefalinger/s/3.html").find(f"{changed}/a/@href") == ["endringer/1/3.html"]
    assert built.page("anbefalinger/s/2.html").find(f"{changed}/a/@href") == ["endringer/1/2.html"]
    assert "anbefalinger/s/endringer/2/3.html" in built.bytes()


def test_the_list_of_changes_is_parted_in_pages(site: SiteTest) -> None:
    for number in range(80):
        site.item(f"nyheter/2026/sak-{number}", updated="[{date: 2026-11-10, change: Rettet.}]")
    built = site.build()
    assert len(dated(built.page("endringer/index.html"))) == 30
    assert len(dated(built.page("endringer/side-1.html"))) == 50
    assert "side-1.html" in built.page("endringer/index.html").links


def test_home_and_every_footer_lead_to_what_has_changed(site: SiteTest) -> None:
    built = everything(site).build()
    home = built.page("index.html")
    assert home.find("//section[@aria-labelledby='endret']//li/a")[:2] == ["Ute", "Gammel"]
    for page in built.pages():
        if page.find("//footer[@class='fa-footer']"):
            assert page.find("//footer[@class='fa-footer']//a")[:2] == ["Endret siste 90 dager", "Til revisjon"]
            feed = page.tree.xpath("//head/link[@type='application/atom+xml']")[0]
            assert feed.get("href").endswith("atom.xml")
            assert feed.get("title") == "Endret siste 90 dager"


def test_the_feed_is_atom_with_whole_addresses(site: SiteTest) -> None:
    built = everything(site).build()
    feed = etree.fromstring((built.folder / "endringer/atom.xml").read_bytes())
    root = "https://arkiv.example.no/"

    def texts(path: str) -> list[str]:
        return [str(found) for found in feed.xpath(path, namespaces=ATOM)]

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "nb"
    assert texts("/a:feed/a:id/text()") == [f"{root}endringer/atom.xml"]
    assert texts("/a:feed/a:link[@rel='self']/@href") == [f"{root}endringer/atom.xml"]
    assert texts("/a:feed/a:author/a:name/text()") == ["Prøvearkiv"]
    assert texts("/a:feed/a:updated/text()") == ["2026-11-15T00:00:00Z"]
    assert texts("//a:entry/a:updated/text()")[:2] == ["2026-11-15T00:00:00Z", "2026-11-12T00:00:00Z"]
    assert texts("//a:entry/a:id/text()") == [
        f"{root}nyheter/2026/ute.html#utlopt",
        f"{root}nyheter/2026/gammel.html#erstattet-nyheter/2026/ny",
        f"{root}nyheter/2026/rettet.html#endret-2026-11-10-1",
        f"{root}{SERIES}/2026.html#utgave",
        f"{root}{SERIES}/2026.html#kunngjort",
    ]
    assert texts("//a:entry/a:title/text()")[3] == "Ny utgave: Samarbeid om henvisninger, utgave 2026"
    assert "1 punkt tatt ut, 1 flyttet." in texts("//a:entry/a:summary/text()")[3]
    there = set(built.urls())
    for link in texts("//a:link/@href"):
        assert link.startswith(root)
        assert unquote(urlsplit(link).path)[1:] in there


def test_an_entry_of_the_feed_keeps_its_id_when_others_come(site: SiteTest) -> None:
    site.item("nyheter/2026/a", updated="[{date: 2026-11-10, change: Én.}]")
    first = ids(site.build())
    site.item("nyheter/2026/a", updated="[{date: 2026-11-10, change: Én.}, {date: 2026-11-10, change: To.}]")
    second = ids(site.item("nyheter/2026/b", updated="[{date: 2026-11-11, change: Tre.}]").build())
    assert first < second
    assert len(second) == 3


def ids(built: Built) -> set[str]:
    feed = etree.fromstring((built.folder / "endringer/atom.xml").read_bytes())
    return {str(found) for found in feed.xpath("//a:entry/a:id/text()", namespaces=ATOM)}


def test_a_feed_of_nothing_is_still_a_feed(site: SiteTest) -> None:
    feed = etree.fromstring((site.build().folder / "endringer/atom.xml").read_bytes())
    assert feed.xpath("count(a:entry)", namespaces=ATOM) == 0
    assert feed.xpath("string(a:updated)", namespaces=ATOM) == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "url", ["endringer/gammel.html", f"{SERIES}/endringer/index.html", "laeringsmal/alis/endringer/1/2.html"]
)
def test_nothing_else_may_have_the_address_of_a_list_of_changes(url: str) -> None:
    assert is_reserved(url, BY_NAME)
    assert not is_reserved("nyheter/endringer/a.html", BY_NAME)

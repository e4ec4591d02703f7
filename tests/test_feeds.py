"""Feeds: which there are, what is in them, and that any reader of feeds can use them."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from lxml import etree

from generator.pages.addresses import feed_urls
from tests.driver import TODAY, Built, SiteTest

ROOT = "https://arkiv.example.no/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DAY = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


@pytest.fixture
def some(site: SiteTest) -> SiteTest:
    """A site with a topic below another, two senders, a municipality, both languages, and a change."""
    site.file("content/registre/kommuner.yml", "- {id: horten, name: Horten}\n- {id: larvik, name: Larvik}\n")
    site.item("nyheter/2026/a", title="A & Å", summary="Kort <sagt> om A.", date="2026-11-01")
    site.item("nyheter/2026/b", date="2026-11-10", updated="[{date: 2026-11-12, change: Rettet.}]")
    site.item("nyheter/2026/c", date="2026-11-05", sender="horten", municipalities="[horten]", lang="nn")
    return site.item("nyheter/2026/senere", date="2026-12-01")


def feeds(built: Built) -> list[str]:
    return [url for url in built.urls() if url.endswith(("atom.xml", "feed.json"))]


def atom(built: Built, list_url: str) -> Any:
    return etree.fromstring((built.folder / feed_urls(list_url)[0]).read_bytes())


def json_feed(built: Built, list_url: str) -> dict[str, Any]:
    found = json.loads((built.folder / feed_urls(list_url)[1]).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def titles(built: Built, list_url: str) -> list[str]:
    found = [str(one) for one in atom(built, list_url).xpath("//a:entry/a:title/text()", namespaces=ATOM)]
    assert found == [item["title"] for item in json_feed(built, list_url)["items"]]
    return found


# --- Which there are --------------------------------------------------------------------------------------------------


def test_the_site_each_shelf_and_what_has_changed_have_feeds_unless_there_is_nothing(some: SiteTest) -> None:
    folders = [
        "avsender/horten/",
        "avsender/siv/",
        "endringer/",
        "kommune/horten/",
        "tema/gastro/",
        "tema/samhandling/",
    ]
    expected = ["atom.xml", "feed.json", *(f"{one}{name}" for one in folders for name in ("atom.xml", "feed.json"))]
    assert feeds(some.build()) == sorted(expected)


def test_a_feed_holds_what_its_list_holds_newest_first(some: SiteTest) -> None:
    built = some.build()
    assert titles(built, "index.html") == ["B", "C", "A & Å"]
    assert titles(built, "tema/samhandling/index.html") == ["B", "C", "A & Å"]
    assert titles(built, "avsender/horten/index.html") == ["C"]
    assert titles(built, "kommune/horten/index.html") == ["C"]
    assert titles(built, "endringer/index.html") == ["Endret: B"]


def test_the_front_page_has_a_feed_of_news_only(some: SiteTest) -> None:
    some.document("nyhetsbrev/2026/1", title="Uke 1", date="2026-11-20", sender="siv", items="[nyheter/2026/a]")
    built = some.build()
    assert "Uke 1" not in titles(built, "index.html")
    assert titles(built, "avsender/siv/index.html") == ["Uke 1", "B", "A & Å"]


def test_a_feed_has_thirty_entries_at_most(site: SiteTest) -> None:
    for number in range(35):
        site.item(f"nyheter/2026/sak-{number:02}", date=f"2026-10-{number % 28 + 1:02}")
    built = site.build()
    assert len(titles(built, "index.html")) == len(titles(built, "tema/gastro/index.html")) == 30


def test_a_page_without_a_date_is_not_news(site: SiteTest) -> None:
    built = site.document("sider/om", title="Om", topics="[gastro]").build()
    assert [url for url in feeds(built) if url.startswith("tema")] == []
    assert built.page("tema/gastro/index.html").find("//a[@type='application/atom+xml']") == []


def test_a_series_is_in_feeds_with_the_edition_that_applies(site: SiteTest) -> None:
    site.file("content/anbefalinger/s/serie.yml", "title: Serien\n")
    for year in (2024, 2026):
        day = f"{year}-01-01"
        site.document(f"anbefalinger/s/{year}", title=f"Utgave {year}", valid_from=day, topics="[gastro]")
    (item,) = json_feed(site.build(), "tema/gastro/index.html")["items"]
    assert (item["title"], item["id"]) == ("Serien", f"{ROOT}anbefalinger/s/index.html")
    assert item["date_modified"] == "2026-01-01T00:00:00Z"


# --- Where readers find them ------------------------------------------------------------------------------------------


def discovered(built: Built, url: str) -> list[tuple[str, str]]:
    found = built.page(url).tree.xpath("//head/link[@rel='alternate']")
    return [(link.get("href"), link.get("title")) for link in found]


def test_a_page_tells_readers_of_feeds_where_its_feeds_are(some: SiteTest) -> None:
    built = some.build()
    changes = ("../endringer/atom.xml", "Endret siste 90 dager")
    assert discovered(built, "nyhetsbrev/index.html") == [changes]
    assert discovered(built, "nyheter/index.html") == [
        changes,
        ("../atom.xml", "Siste nytt"),
        ("../feed.json", "Siste nytt"),
    ]
    assert discovered(built, "index.html") == [
        ("endringer/atom.xml", "Endret siste 90 dager"),
        ("atom.xml", "Siste nytt"),
        ("feed.json", "Siste nytt"),
    ]
    assert discovered(built, "tema/gastro/index.html") == [
        ("../../endringer/atom.xml", "Endret siste 90 dager"),
        ("atom.xml", "Gastro"),
        ("feed.json", "Gastro"),
    ]
    assert discovered(built, "endringer/index.html") == [
        ("atom.xml", "Endret siste 90 dager"),
        ("feed.json", "Endret siste 90 dager"),
    ]


@pytest.mark.parametrize("url", ["index.html", "tema/gastro/index.html", "kommune/horten/index.html"])
def test_a_reader_sees_them_too(some: SiteTest, url: str) -> None:
    page = some.build().page(url)
    assert page.find("//main//p[contains(@class, 'fa-follow')]") == ["Følg med i en nyhetsleser: Atom · JSON Feed"]
    assert page.find("//p[contains(@class, 'fa-follow')]/a/@href") == ["atom.xml", "feed.json"]


# --- What readers of feeds make of them -------------------------------------------------------------------------------


def test_feedparser_reads_every_feed(some: SiteTest) -> None:
    built = some.build()
    for url in feeds(built):
        if url.endswith(".xml"):
            found = feedparser.parse((built.folder / url).read_bytes())
            assert not found.bozo
            assert found.version == "atom10"
            assert found.entries
    (entry,) = [
        one for one in feedparser.parse((built.folder / "atom.xml").read_bytes()).entries if one.title.startswith("A")
    ]
    assert entry.id == entry.link == f"{ROOT}nyheter/2026/a.html"
    assert (entry.title, entry.author) == ("A & Å", "Sykehuset i Vestfold")
    assert entry.updated_parsed[:3] == (2026, 11, 1)


def of(one: Any, path: str) -> list[str]:
    return [str(found) for found in one.xpath(path, namespaces=ATOM)]


def test_what_rfc_4287_requires_is_there(some: SiteTest) -> None:
    built = some.build()
    for url in (url for url in feeds(built) if url.endswith(".xml")):
        feed = etree.fromstring((built.folder / url).read_bytes())
        for one in (feed, *feed.xpath("a:entry", namespaces=ATOM)):
            for required in ("id", "title", "updated"):
                assert len(of(one, f"a:{required}/text()")) == 1
            assert of(one, "a:id/text()")[0].startswith(ROOT)
            assert DAY.fullmatch(of(one, "a:updated/text()")[0])
            assert len(of(one, "a:link[@rel='alternate']/@href")) == 1
        assert of(feed, "a:link[@rel='self']/@href") == of(feed, "a:id/text()") == [ROOT + url]
        assert of(feed, "a:author/a:name/text()") == ["Prøvearkiv"]
        assert max(of(feed, "a:entry/a:updated/text()")) == of(feed, "a:updated/text()")[0]
        ids = of(feed, "a:entry/a:id/text()")
        assert len(ids) == len(set(ids))
        for link in of(feed, "//a:link/@href"):
            assert (built.folder / link.removeprefix(ROOT)).is_file()


def test_what_json_feed_requires_is_there(some: SiteTest) -> None:
    built = some.build()
    for url in (url for url in feeds(built) if url.endswith(".json")):
        feed = json.loads((built.folder / url).read_bytes())
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"].startswith("Prøvearkiv: ")
        assert feed["feed_url"] == ROOT + url
        assert (built.folder / feed["home_page_url"].removeprefix(ROOT)).is_file()
        assert feed["language"] == "nb"
        for item in feed["items"]:
            assert item["id"].startswith(ROOT)
            assert item["url"].startswith(ROOT)
            assert item["content_text"]
            assert DAY.fullmatch(item["date_published"])
            assert DAY.fullmatch(item["date_modified"])
            assert item["date_published"] <= item["date_modified"]
            assert item["authors"][0]["name"]


def test_an_entry_says_its_language_where_it_is_another(some: SiteTest) -> None:
    built = some.build()
    feed = atom(built, "index.html")
    assert feed.get(LANG) == "nb"
    assert [entry.get(LANG) for entry in feed.xpath("a:entry", namespaces=ATOM)] == [None, "nn", None]
    assert [item["language"] for item in json_feed(built, "index.html")["items"]] == ["nb", "nn", "nb"]


def test_a_change_moves_the_date_and_keeps_the_id(some: SiteTest) -> None:
    before = json_feed(some.build(), "tema/gastro/index.html")["items"]
    some.item("nyheter/2026/b", title="Ny tittel", date="2026-11-10", updated="[{date: 2026-11-20, change: Igjen.}]")
    after = json_feed(some.build(), "tema/gastro/index.html")["items"]
    assert [item["id"] for item in before] == [item["id"] for item in after]
    dates = [(item["date_published"][:10], item["date_modified"][:10]) for item in (before[0], after[0])]
    assert dates == [("2026-11-10", "2026-11-12"), ("2026-11-10", "2026-11-20")]


def test_the_day_of_the_build_alone_changes_no_feed(some: SiteTest) -> None:
    def read(built: Built) -> dict[str, bytes]:
        return {url: data for url, data in built.bytes().items() if url.endswith(("atom.xml", "feed.json"))}

    first = read(some.build(TODAY))
    assert read(some.build(date(2026, 11, 25))) == first


def test_an_edit_makes_only_the_feeds_that_hold_it(some: SiteTest, tmp_path: Path) -> None:
    before = some.build().bytes()
    some.item("nyheter/2026/c", title="Ny C", date="2026-11-05", sender="horten", municipalities="[horten]", lang="nn")
    built = some.build()
    after = built.bytes()
    changed = [url for url in feeds(built) if before[url] != after[url]]
    folders = {url.rpartition("/")[0] for url in changed}
    assert folders == {"", "avsender/horten", "kommune/horten", "tema/gastro", "tema/samhandling"}
    assert after == some.build(output="ren").bytes()


# --- What was moved ---------------------------------------------------------------------------------------------------


def ids(built: Built, list_url: str = "index.html") -> list[str]:
    found = [entry.id for entry in feedparser.parse((built.folder / feed_urls(list_url)[0]).read_bytes()).entries]
    assert found == [item["id"] for item in json_feed(built, list_url)["items"]]
    return found


def move(site: SiteTest, old: str, new: str, **fields: object) -> SiteTest:
    (site.folder / "content" / f"{old}.md").unlink()
    return site.item(new, "Tekst.", title="Saken", date="2026-11-10", **fields)


def test_what_was_moved_once_and_again_is_known_by_its_first_address(site: SiteTest) -> None:
    site.item("nyheter/2026/a", title="Saken", date="2026-11-10").item("nyheter/2026/annen", date="2026-11-01").build()
    expected = [f"{ROOT}nyheter/2026/a.html", f"{ROOT}nyheter/2026/annen.html"]
    first = move(site, "nyheter/2026/a", "nyheter/2026/b", aliases="[nyheter/2026/a.html]").build()
    assert ids(first) == ids(site.build()) == expected
    assert json_feed(first, "index.html")["items"][0]["url"] == f"{ROOT}nyheter/2026/b.html"
    for aliases in ("[nyheter/2026/b.html]", "[nyheter/2026/b.html, nyheter/2026/a.html]"):
        move(site, "nyheter/2026/b", "nyheter/2026/c", aliases=aliases)
        assert ids(site.build()) == ids(site.build()) == expected
        move(site, "nyheter/2026/c", "nyheter/2026/b", aliases="[nyheter/2026/c.html]").build()


def test_what_has_taken_over_another_items_readers_keeps_its_own_name(site: SiteTest) -> None:
    site.item("nyheter/2026/a", date="2026-11-01").item("nyheter/2026/b", title="Saken", date="2026-11-10").build()
    move(site, "nyheter/2026/a", "nyheter/2026/b", aliases="[nyheter/2026/a.html]")
    assert ids(site.build()) == ids(site.build()) == [f"{ROOT}nyheter/2026/b.html"]


def test_what_was_moved_is_known_again_where_nobody_keeps_the_ledger(site: SiteTest) -> None:
    site.item("nyheter/2026/c", date="2026-11-10", aliases="[nyheter/2026/a.html, nyheter/2026/b.html]")
    assert ids(site.build()) == [f"{ROOT}nyheter/2026/a.html"]


def test_a_moved_series_and_its_changes_keep_their_names(site: SiteTest) -> None:
    def series(folder: str, aliases: str, alias: str) -> SiteTest:
        site.file(f"content/anbefalinger/{folder}/serie.yml", f"title: Serien\n{aliases}")
        more = {"updated": "[{date: 2026-11-12, change: Rettet.}]", "topics": "[gastro]", "aliases": alias or None}
        return site.document(f"anbefalinger/{folder}/2026", "Tekst.", title="U", valid_from="2026-11-01", **more)

    before = series("s", "", "").build()
    (site.folder / "content/anbefalinger/s/serie.yml").unlink()
    (site.folder / "content/anbefalinger/s/2026.md").unlink()
    after = series("t", "aliases: [anbefalinger/s/index.html]\n", "[anbefalinger/s/2026.html]").build()
    for list_url in ("tema/gastro/index.html", "endringer/index.html"):
        assert ids(before, list_url) == ids(after, list_url)
        assert len(ids(after, list_url)) > 0


# --- What no longer counts --------------------------------------------------------------------------------------------


def test_what_is_cancelled_withdrawn_or_replaced_is_not_announced_as_if_it_counted(site: SiteTest) -> None:
    event = {"type": "emnekurs", "sender": "siv", "date": "2026-11-01", "starts": "2026-12-01"}
    site.document("arrangementer/kurs", title="Kurs", **event, cancelled="{date: 2026-11-20, reason: For få.}")
    site.item("nyheter/2026/a", date="2026-11-03", withdrawn="{date: 2026-11-19, reason: Feil.}")
    site.item("nyheter/2026/b", date="2026-11-04").item(
        "nyheter/2026/c", date="2026-11-05", replaces="[nyheter/2026/b]"
    )
    built = site.build()
    assert titles(built, "avsender/siv/index.html") == ["C", "Erstattet: B", "Trukket: A", "Avlyst: Kurs"]
    changed = {
        item["title"]: item["date_modified"][:10] for item in json_feed(built, "avsender/siv/index.html")["items"]
    }
    assert (changed["Avlyst: Kurs"], changed["Trukket: A"]) == ("2026-11-20", "2026-11-19")

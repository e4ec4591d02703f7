"""Pages that tell what has changed: comparisons of editions, dated lists, the feed, and where points were before."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.kinds import BY_NAME
from generator.pages.addresses import is_reserved
from tests.driver import TODAY, Built, Page, SiteTest

SITE = Path(__file__).parent / "sites/endringer"
SERIES = "anbefalinger/samarbeid"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A recommendation in three editions: with a point put in, one moved, one reworded, and one taken out."""
    return SiteTest.from_dir(tmp_path_factory.mktemp("n"), SITE).build()


def comparison(built: Built, old: str, new: str) -> Page:
    return built.page(f"{SERIES}/endringer/{old}/{new}.html")


# --- Two editions side by side ----------------------------------------------------------------------------------------


def test_a_comparison_says_first_what_has_happened(built: Built) -> None:
    page = comparison(built, "2018", "2022")
    assert page.title == "Samarbeid om henvisninger"
    assert page.one("//div[@class='fa-lead']/p") == "1 punkt lagt til, 1 flyttet, 1 omskrevet, 2 med nytt nummer."
    assert page.find("//ul[@class='fa-diff__short']/li") == [
        "Nytt: 1.2 Oppgi hvem du har snakket med",
        "Omskrevet: 2.1 Send epikrisen raskt",
        "Flyttet: 2.2 Ring når det haster",
    ]


def test_a_comparison_has_a_heading_for_each_point_and_leads_to_it_in_both_editions(built: Built) -> None:
    page = comparison(built, "2018", "2022")
    assert page.find("//section/h2") == [
        "Nytt: 1.2 Oppgi hvem du har snakket med",
        "Omskrevet: 2.1 Send epikrisen raskt",
        "Flyttet: 2.2 Ring når det haster",
        "Samme tekst som før",
    ]
    moved = "//section[h2[@id='p-2.2']]/p[@class='fa-diff__where']"
    assert (
        page.one(moved) == "Var punkt 1.3 i utgave 2018. Les punktet i utgave 2018, punkt 1.3 · utgave 2022, punkt 2.2"
    )
    assert page.find(f"{moved}/a/@href") == [
        "../../../../anbefalinger/samarbeid/2018.html#1.3",
        "../../../../anbefalinger/samarbeid/2022.html#2.2",
    ]


def test_words_that_came_and_went_are_told_in_words_too(built: Built) -> None:
    page = comparison(built, "2018", "2022")
    changed = "//section[h2[@id='p-2.1']]"
    assert page.find(f"{changed}//del") == ["[tatt ut: sju dager slutt]"]
    assert page.find(f"{changed}//ins") == ["[satt inn: dagen slutt]"]
    assert page.one(f"{changed}/div/p") == (
        "Epikrisen sendes senest [tatt ut: sju dager slutt] [satt inn: dagen slutt] etter utskriving."
    )


def test_what_is_the_same_is_only_listed_with_its_former_number(built: Built) -> None:
    rest = comparison(built, "2018", "2022").find("//section[last()]//li")
    assert rest == [
        "1 Henvisning",
        "1.1 Skriv hva du lurer på",
        "1.3 Legg ved legemiddellisten (før punkt 1.2)",
        "2 Epikrise",
        "2.3 Si hvem som følger opp (før punkt 2.2)",
    ]


def test_any_two_editions_can_be_compared_and_are_offered(built: Built) -> None:
    page = built.page(f"{SERIES}/endringer/index.html")
    assert page.find("//nav[@class='fa-editions']//li") == [
        "2026 sammenlignet med 2022, 2018",
        "2022 sammenlignet med 2018",
    ]
    assert page.find("//nav[@class='fa-editions']//a[@aria-label]/@href") == [
        "2022/2026.html",
        "2018/2026.html",
        "2018/2022.html",
    ]
    assert comparison(built, "2018", "2026").one("//div[@class='fa-lead']/p") == (
        "1 punkt lagt til, 1 tatt ut, 1 omskrevet, 2 med nytt nummer."
    )


def test_a_long_series_compares_no_edition_with_all_others(site: SiteTest) -> None:
    site.file("content/anbefalinger/s/serie.yml", "title: Serie\n")
    for year in range(2000, 2016):
        site.document(f"anbefalinger/s/{year}", f"## 1 Punkt\n\n{year}.", title="U", valid_from=f"{year}-01-01")
    urls = site.build().urls()
    assert "anbefalinger/s/endringer/2003/2015.html" in urls
    assert "anbefalinger/s/endringer/2002/2015.html" not in urls
    assert "anbefalinger/s/endringer/2002/2014.html" in urls


def test_edition_pages_lead_to_what_has_changed(built: Built) -> None:
    for url in (f"{SERIES}/index.html", f"{SERIES}/2026.html"):
        page = built.page(url)
        assert page.find("//nav[@class='fa-editions']//a[@aria-label]/@href") == [
            "endringer/2022/2026.html",
            "endringer/2018/2022.html",
        ]
        assert "endringer/index.html" in page.links
        assert "Endret siden utgave 2022: 1 punkt tatt ut, 1 flyttet. Se hva som er endret" in page.main
    assert "Endret siden" not in built.page(f"{SERIES}/2018.html").main


def test_editions_to_come_are_not_told_of_before_they_are_published(site: SiteTest) -> None:
    site = SiteTest.from_dir(site.folder, SITE)
    urls = site.build(date(2026, 9, 30)).urls()
    assert f"{SERIES}/endringer/2018/2022.html" in urls
    assert f"{SERIES}/endringer/2022/2026.html" not in urls


def test_the_comparison_speaks_nynorsk_where_the_site_does(site: SiteTest) -> None:
    site = SiteTest.from_dir(site.folder, SITE)
    site.file("site_config.yml", "site_name: Arkiv\nbase_url: https://a.example.no/\nlanguage: nn\n")
    page = comparison(site.build(), "2018", "2022")
    assert page.one("//div[@class='fa-lead']/p") == "1 punkt lagt til, 1 flytta, 1 omskrive, 2 med nytt nummer."
    assert page.find("//section//del") == ["[teke ut: sju dager slutt]"]


STRANGE = (
    "`<img src=x onerror=alert(1)>` og &lt;script&gt;alert(1)&lt;/script&gt;",
    "<details><summary>Mer</summary>\n\n- **fet <sub>nede\n\n| a | <b>b |\n|---|---|\n| 1 | 2 |",
    "> sitat\n>\n> - liste\n>   1. under\n\n```html\n</section></main><script>\n```",
    "{{ 7 * 7 }} {% raw %} ]]> --> \"'><ins>selv</ins> <del>skrevet</del>",
)


@pytest.mark.parametrize("old", STRANGE)
@pytest.mark.parametrize("new", STRANGE)
def test_no_text_however_strange_puts_tags_into_a_comparison(tmp_path: Path, old: str, new: str) -> None:
    site = SiteTest(tmp_path / "n").file("content/anbefalinger/s/serie.yml", "title: <b>Serie\n")
    site.document("anbefalinger/s/2020", f"## 1 A <i>\n\n{old}", title="U", valid_from="2020-01-01", edition='"<2020>"')
    site.document("anbefalinger/s/2021", f"## 1 B & C\n\n{new}", title="U", valid_from="2021-01-01", edition='"&21"')
    page = site.build().page("anbefalinger/s/endringer/2020/2021.html")
    inside = page.tree.xpath("//main//*")
    lists, texts = (
        {"li", "nav", "ol", "ul"},
        {"a", "article", "del", "div", "h1", "h2", "header", "ins", "p", "section"},
    )
    assert {element.tag for element in inside} <= lists | texts | {"span", "time"}
    assert {name for element in inside for name in element.attrib} <= {"aria-label", "class", "datetime", "href", "id"}
    assert page.text.count("<section") == page.text.count("</section>")
    main = page.text[page.text.index("<main") : page.text.index("</main>") + len("</main>")]
    etree.fromstring(main)  # well-formed, tag by tag


# --- Where points were before -----------------------------------------------------------------------------------------


def test_a_moved_point_tells_where_it_stood_in_every_earlier_edition(built: Built) -> None:
    page = built.page(f"{SERIES}/index.html")
    history = "//h3[@id='1.4']/following-sibling::div[1][@class='fa-was']"
    assert page.find(f"{history}/p") == [
        "Var punkt 2.2 i utgave 2022. Les det der",
        "Var punkt 1.3 i utgave 2018. Les det der",
    ]
    assert page.find(f"{history}//a/@href") == ["2022.html#2.2", "2018.html#1.3"]


def test_a_number_that_another_point_has_taken_over_says_where_the_first_one_is(built: Built) -> None:
    page = built.page(f"{SERIES}/index.html")
    notes = page.find("//h3[@id='1.3']/following-sibling::div[1]/p")
    assert notes == [
        "Var punkt 1.2 i utgave 2018. Les det der",
        "Det som var punkt 1.3 i utgave 2018, er nå punkt 1.4.",
    ]
    assert page.find("//h3[@id='1.3']/following-sibling::div[1]/p[2]/a/@href") == ["#1.4"]


def test_a_point_that_was_taken_out_is_named_and_can_still_be_read(built: Built) -> None:
    page = built.page(f"{SERIES}/index.html")
    assert page.find("//section[@class='fa-gone']//li") == [
        "2.3 Si hvem som følger opp (sist i utgave 2022). Les det der"
    ]
    assert page.find("//section[@class='fa-gone']//li/@id") == ["2.3"]
    assert page.find("//section[@class='fa-gone']//a/@href") == ["2022.html#2.3"]


def test_every_anchor_of_every_earlier_edition_leads_somewhere_on_the_page_of_the_series(built: Built) -> None:
    now = built.page(f"{SERIES}/index.html")
    ids = now.find("//*/@id")
    assert len(ids) == len(set(ids))
    for year in ("2018", "2022", "2026"):
        own = built.page(f"{SERIES}/{year}.html").find("//div[@class='fa-body']//*[self::h2 or self::h3]/@id")
        assert own
        assert set(own) <= set(ids)


def test_a_heading_without_a_number_keeps_its_anchor_when_it_is_given_another_title(site: SiteTest) -> None:
    site.file("content/anbefalinger/s/serie.yml", "title: Serie\n")
    text = "Kommunen og sykehuset ble enige om felles rutiner for epikriser."
    site.document("anbefalinger/s/1", f"## Formål\n\n{text}", title="U", edition='"1"', valid_from="2020-01-01")
    site.document("anbefalinger/s/2", f"## Hensikten\n\n{text}", title="U", edition='"2"', valid_from="2021-01-01")
    page = site.build().page("anbefalinger/s/index.html")
    assert page.one("//*[@id='formål']") == "Var «Formål» i utgave 1. Les det der"


# --- Dated lists and the feed -----------------------------------------------------------------------------------------


def dated(page: Page) -> list[str]:
    return page.find("//ol[@class='fa-cards']/li/p[@class='fa-card__meta']")


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


def everything(site: SiteTest) -> SiteTest:
    """Make a site in which something of every sort has changed."""
    site = SiteTest.from_dir(site.folder, SITE)
    site.item("nyheter/2026/rettet", updated="[{date: 2026-11-10, change: Rettet telefonnummeret.}]")
    site.item("nyheter/2026/gammel", date="2026-01-01")
    site.item("nyheter/2026/ny", date="2026-11-12", replaces="[nyheter/2026/gammel]")
    site.item("nyheter/2026/ute", date="2026-01-01", valid_to="2026-11-14")
    return site.item("nyheter/2026/urort", lang="nn")


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


# --- The same from nothing as from what was there ---------------------------------------------------------------------

TEXTS = (
    "## 1 Én\n\nKatten sov.\n\n## 2 To\n\nHunden bjeffet.",
    "## 1 To\n\nHunden bjeffet.",
    "## 3 Én\n\nKatten lekte.",
)
steps = st.lists(
    st.tuples(st.sampled_from((2018, 2020, 2026)), st.sampled_from((*TEXTS, None)), st.sampled_from(("Én", "To"))),
    min_size=1,
    max_size=4,
)


def assert_every_point_can_still_be_found(built: Built) -> None:
    """Every anchor of every edition is on the page of the series, once."""
    found = built.page("anbefalinger/s/index.html").find("//*/@id")
    assert len(found) == len(set(found))
    for url in built.urls():
        if url.startswith("anbefalinger/s/20"):
            assert set(built.page(url).find("//div[@class='fa-body']/h2/@id")) <= set(found)


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=1, max_size=3))
def test_an_incremental_build_of_editions_equals_a_clean_one(
    tmp_path: Path, rounds: list[list[tuple[int, str | None, str]]]
) -> None:
    shutil.rmtree(tmp_path / "n", ignore_errors=True)
    site = SiteTest(tmp_path / "n").file("content/anbefalinger/s/serie.yml", "title: Serie\n")
    site.document("anbefalinger/s/2016", TEXTS[0], title="Utgave", valid_from="2016-01-01").build()
    for edits in rounds:
        for year, text, change in edits:
            if text is None:
                (site.folder / f"content/anbefalinger/s/{year}.md").unlink(missing_ok=True)
            else:
                site.document(f"anbefalinger/s/{year}", text, title="Utgave", change=change, valid_from=f"{year}-11-01")
        (site.folder / "content/registre/adresser.txt").unlink()
        built = site.build()
        incremental = built.bytes()
        assert_every_point_can_still_be_found(built)
    shutil.rmtree(site.folder / ".fagarkiv")
    assert incremental == site.build(TODAY, output="ren").bytes()

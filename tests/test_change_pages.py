"""Two editions side by side, and where points were before."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.driver import TODAY, Built, SiteTest
from tests.edition_changes import SERIES, SITE, comparison, in_three_editions


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return in_three_editions(tmp_path_factory.mktemp("n"))


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


def test_an_old_edition_leads_from_each_point_to_the_same_point_of_the_one_that_applies(built: Built) -> None:
    page = built.page(f"{SERIES}/2018.html")
    today = "/following-sibling::div[1][@class='fa-was']/p[1]"
    assert page.find(f"//h3[@id='1.3']{today}") == ["Slik er det nå: punkt 1.4"]
    assert page.find(f"//h3[@id='1.3']{today}/a/@href") == ["index.html#1.4"]
    assert not built.page(f"{SERIES}/index.html").find("//a[contains(text(), 'Slik er det nå')]")


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

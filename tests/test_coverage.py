"""Deviations: which points cover them, what happens when points move or go, the table, the picture and the gaps."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from generator.kinds.avvik.coverage import DEGREES, DIRECTIONS, DeviationRow, summed
from generator.pages.cards import Card, Named
from tests.browser import Reader
from tests.driver import TODAY, Built, SiteTest

SITE = Path(__file__).parent / "sites/avvik"
OVERVIEW = "avvik/oversikt/dekning.html"
COVER = "{{edition: anbefalinger/samarbeid/{0}, point: '{1}', covers: {2}}}"
MARKED = ("//ul[@class='fa-covers']/li", "//dd/span[contains(@class, 'fa-degree')]")


def deviation(site: SiteTest, name: str, *covers: tuple[str, str, str], **fields: str) -> SiteTest:
    """Add a deviation that is covered by points, each given as edition, number and how far."""
    coverage = "[" + ", ".join(COVER.format(*cover) for cover in covers) + "]" if covers else None
    matter = {"direction": "fastlege-sykehus", "topics": "[samhandling]", **fields}
    return site.document(f"avvik/{name}", title=name.capitalize(), coverage=coverage, **matter)


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    """A recommendation in three editions: 1.2 of 2018 is now 1.3, and 2.2 was taken out in 2026."""
    return SiteTest.from_dir(tmp_path / "nettsted", SITE)


def degree(built: Built, name: str) -> str:
    return built.page(f"avvik/{name}.html").one(MARKED[1])


def test_a_deviation_says_who_told_of_whom_and_which_points_cover_it(site: SiteTest) -> None:
    page = site.build().page("avvik/legemiddelliste.html")
    assert page.cells("//dl[@class='fa-meta']/div") == [
        "Retning | Sykehus → fastlege",
        "Dekning | Delvis dekket",
        "Vurdert av | Horten kommune",
    ]
    assert page.one(MARKED[0]) == (
        "Dekker delvis: Samarbeid om henvisninger, punkt 1.3 Legg ved legemiddellisten (vurdert mot utgave 2026)"
        "Punktet sier ikke noe om multidose."
    )
    assert page.find(f"{MARKED[0]}//a/@href") == ["../anbefalinger/samarbeid/index.html#1.3"]


def test_a_point_is_followed_to_the_number_it_has_now(site: SiteTest) -> None:
    built = deviation(site, "flyttet", ("2018", "1.2", "helt")).build()
    assert built.page("avvik/flyttet.html").one(MARKED[0]) == (
        "Dekker helt: Samarbeid om henvisninger, punkt 1.2 Legg ved legemiddellisten "
        "(vurdert mot utgave 2018, nå punkt 1.3)"
    )
    assert degree(built, "flyttet") == "Helt dekket"
    assert built.page("avvik/flyttet.html").find(f"{MARKED[0]}//a/@href") == [
        "../anbefalinger/samarbeid/index.html#1.3"
    ]


def test_a_point_that_was_taken_out_no_longer_covers_but_can_still_be_read(site: SiteTest) -> None:
    built = deviation(site, "borte", ("2018", "2.2", "helt")).build()
    page = built.page("avvik/borte.html")
    assert page.one(MARKED[0]).endswith("(vurdert mot utgave 2018) Tatt ut i utgave 2026. Teller ikke med.")
    assert page.find(f"{MARKED[0]}//a/@href") == ["../anbefalinger/samarbeid/2018.html#2.2"]
    assert degree(built, "borte") == "Ikke dekket"


def test_it_covered_as_long_as_the_point_applied(site: SiteTest) -> None:
    built = deviation(site, "borte", ("2018", "2.2", "helt")).build(date(2026, 10, 31))
    assert degree(built, "borte") == "Helt dekket"
    assert "nå punkt 2.3" in built.page("avvik/borte.html").one(MARKED[0])


def test_a_recommendation_that_does_not_apply_covers_nothing(site: SiteTest) -> None:
    site.file("content/anbefalinger/eget/serie.yml", "title: Eget\n")
    site.document("anbefalinger/eget/a", "## 1 Alt", title="A", valid_from="2020-01-01", valid_to="2025-01-01")
    site.document(
        "avvik/utlopt",
        title="Utløpt",
        direction="fastlege-sykehus",
        topics="[gastro]",
        coverage="[{edition: anbefalinger/eget/a, point: '1', covers: helt}]",
    )
    built = site.build()
    assert "Anbefalingen gjelder ikke nå. Teller ikke med." in built.page("avvik/utlopt.html").one(MARKED[0])
    assert degree(built, "utlopt") == "Ikke dekket"


def test_an_edition_that_takes_force_warns_but_does_not_stop_the_site(site: SiteTest) -> None:
    deviation(site, "borte", ("2018", "2.2", "helt"))
    codes = {day: [problem.code for problem in site.check(day)] for day in (date(2026, 10, 31), TODAY)}
    assert [[code for code in found if code.startswith("punkt")] for found in codes.values()] == [
        ["punkt-flyttet"],
        ["punkt-tatt-ut"],
    ]
    assert site.build().problems


def test_what_is_wrong_with_a_point_is_said_in_nynorsk_too(site: SiteTest) -> None:
    deviation(site, "flere", ("2018", "2.2", "helt"), ("2018", "1.2", "helt"), ("2026", "1.11", "delvis"))
    assert [problem.message("nn") for problem in site.check() if problem.code.startswith("punkt")] == [
        "Punkt 2.2 i utgåva «2018» vart teke ut i «2026», og dekkjer ikkje avviket lenger.",
        "Punkt 1.2 i utgåva «2018» er punkt 1.3 i «2026», som gjeld no.",
        "Utgåva content/anbefalinger/samarbeid/2026.md har ikkje noko punkt 1.11. Meinte du «1.1»?",
    ]


@pytest.fixture(scope="module")
def overview(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = SiteTest.from_dir(tmp_path_factory.mktemp("n"), SITE)
    deviation(site, "dekket", ("2026", "1.1", "helt"), ("2026", "1.2", "delvis"), topics="[gastro]")
    deviation(site, "hull", ("2026", "1.4", "ikke"), topics="[gastro, samhandling]")
    return deviation(site, "glemt").build()


def test_the_table_counts_by_direction_and_kind_and_says_the_share(overview: Built) -> None:
    page = overview.page(OVERVIEW)
    assert page.one("//p[@class='fa-coverage__share']") == (
        "Helt dekket: 1 av 4 (25 %). Delvis dekket: 1 av 4 (25 %). Ikke dekket av noen anbefaling: 2 av 4 (50 %)."
    )
    assert page.cells("(//table)[1]/tbody/tr") == [
        "Alle avvik | 4 | 1 | 1 | 2",
        "Fastlege → sykehus | 3 | 1 | 0 | 2",
        "Sykehus → fastlege | 1 | 0 | 1 | 0",
        "Gastro | 2 | 1 | 0 | 1",
        "Samhandling | 2 | 0 | 1 | 1",
    ]


def test_the_table_shows_gaps_first_and_only_the_points_that_cover(overview: Built) -> None:
    page = overview.page(OVERVIEW)
    assert page.find("(//table)[2]/tbody/tr/td[1]/a") == [
        *("Glemt", "Hull", "Legemiddellisten manglet ved innleggelse", "Dekket")
    ]
    assert page.find("(//table)[2]/tbody/tr[last()]/td[4]") == [
        "1.1 Skriv hva du lurer på (Samarbeid om henvisninger); "
        "1.2 Oppgi hvem du har snakket med (Samarbeid om henvisninger)"
    ]
    assert page.find("(//table)[2]/tbody/tr[2]/td[4]") == ["–"]


def test_the_gaps_have_a_list_of_their_own_reached_from_the_list_of_deviations(overview: Built) -> None:
    assert {"oversikt/dekning.html", "oversikt/ikke/index.html"} <= set(overview.page("avvik/index.html").links)
    page = overview.page("avvik/oversikt/ikke/index.html")
    assert (page.title, page.find("//main//h2")) == ("Ikke dekket", ["Glemt", "Hull"])


def test_the_picture_says_in_words_what_it_shows_and_has_no_style_of_its_own(overview: Built) -> None:
    page = overview.page(OVERVIEW)
    assert page.one("//figure/figcaption") == "Dekning av avvik, etter retning og tema"
    assert page.find("//figure/svg/@aria-label") == [
        "Alle avvik: 1 helt, 1 delvis, 2 ikke",
        "Fastlege → sykehus: 1 helt, 0 delvis, 2 ikke",
        "Sykehus → fastlege: 0 helt, 1 delvis, 0 ikke",
        "Gastro: 1 helt, 0 delvis, 1 ikke",
        "Samhandling: 0 helt, 1 delvis, 1 ikke",
    ]
    assert page.find("//figure/svg[1]/rect/@width") == ["25%", "25%", "50%"]
    assert page.find("//figure//@style | //figure//style") == []


def test_a_newcomer_finds_the_gaps_from_the_front_page(reader: Reader, home: str) -> None:
    reader.page.goto(home)
    for name in ("Samarbeid", "Avvik", "Avvik ingen anbefaling dekker"):
        reader.page.get_by_role("link", name=name, exact=True).first.click()
    expect(reader.page.get_by_role("heading", level=2)).to_have_text(["Oppgaver flyttes uten at fastlegene blir hørt"])


def test_without_deviations_there_is_nothing_to_show(tmp_path: Path) -> None:
    page = SiteTest(tmp_path / "n").build().page(OVERVIEW)
    assert "Arkivet har ingen avvik ennå." in page.main
    assert page.find("//figure") == []


def test_what_is_shown_follows_the_points_when_an_edition_is_added(site: SiteTest, tmp_path: Path) -> None:
    """An incremental build is the same as a clean one, also on pages whose own files have not changed."""
    deviation(site, "dekket", ("2026", "1.1", "helt")).build()
    site.document("anbefalinger/samarbeid/ny", "## 2 Epikrise\n\nSend den.", title="Ny", valid_from="2026-11-10")
    after = site.build()
    assert degree(after, "dekket") == "Ikke dekket"
    clean = SiteTest.from_dir(tmp_path / "rent", site.folder / "content/..")
    assert {url: data for url, data in after.bytes().items() if "avvik" in url} == {
        url: data for url, data in clean.build(output="annet").bytes().items() if "avvik" in url
    }


ROWS = st.lists(st.tuples(st.sampled_from(DEGREES), st.sampled_from(DIRECTIONS)), min_size=1, max_size=40)


@given(ROWS)
def test_every_deviation_is_counted_once_and_the_bar_is_full(made: list[tuple[str, str]]) -> None:
    card = Card("avvik/a.html", "A", "nb", "avvik", "", "", "", "")
    total = summed(
        "Alle", [DeviationRow(card, direction, Named("Gastro", ""), degree, ()) for degree, direction in made]
    )
    assert total.ikke + total.delvis + total.helt == total.total == len(made)
    widths = [float(width.rstrip("%")) for _, _, width in total.parts]
    starts = [float(start.rstrip("%")) for _, start, _ in total.parts]
    assert sum(widths) == pytest.approx(100, abs=0.05)
    assert [degree for degree, _, _ in total.parts] == [one for one in reversed(DEGREES) if (one in dict(made))]
    for start, width, following in zip(starts, widths, [*starts[1:], 100.0], strict=True):
        assert start + width == pytest.approx(following, abs=0.05)

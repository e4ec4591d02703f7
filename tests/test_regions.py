"""What regions have done with a common text: what pages show of it, and what they must not say."""

from datetime import date

from tests.driver import Page, SiteTest
from tests.regions import OLD, common_text, tells

SERIES = "anbefalinger/felles/index.html"
TABLE = "//table[@class='fa-stances']"


def table(page: Page, number: int = 1) -> list[str]:
    return page.cells(f"({TABLE})[{number}]//tr")


def decisions(page: Page) -> list[str]:
    return page.find("//section[@class='fa-regions']/ul/li")


def test_a_table_shows_what_each_region_has_done_with_each_point(site: SiteTest) -> None:
    common_text(site)
    tells(site, "innlandet", "edition: 2018\nstatus: tilpasset\npoints: [{point: '1.1', status: avviker}]\n")
    tells(site, "nordland", "edition: 2018\npoints: [{point: '1.1', status: vedtatt, uncertain: true}]\n")
    page = site.build().page(SERIES)
    assert table(page) == [
        "Punkt | Innlandet | Nordland",
        "Teksten som helhet | Tilpasset | Ikke kjent",
        "1.1 Skriv hva det haster med | Avviker | Vedtatt (usikkert)",
    ]
    assert page.find(f"{TABLE}//tr/th[@scope='row']//a/@href") == ["#1.1"]
    assert page.find(f"{TABLE}/caption") == ["Punkter og regioner"]
    assert page.find(f"{TABLE}/thead//th/@scope") == ["col"] * 3


def test_a_region_that_has_adopted_the_text_has_not_said_a_thing_of_its_points(site: SiteTest) -> None:
    page = tells(common_text(site), "innlandet", "edition: 2018\nstatus: vedtatt\n").build().page(SERIES)
    assert table(page) == ["Punkt | Innlandet", "Teksten som helhet | Vedtatt"]
    assert "Ingenting er kjent fra noen region om punktene 1.1, 1.2, 2." in page.main


def test_regions_of_which_nothing_is_known_are_named_in_one_place(site: SiteTest) -> None:
    page = tells(common_text(site), "innlandet", "status: vedtatt\n").build().page(SERIES)
    assert "Ingenting er kjent om Nordland, Østfold." in page.main


def test_each_decision_has_its_day_case_edition_and_sources(site: SiteTest) -> None:
    said = "edition: 2018\nstatus: tilpasset\ndate: 2018-11-01\ncase: 12/18\nnote: Gjelder ut 2019.\n"
    page = tells(common_text(site), "innlandet", said).build().page(SERIES)
    assert decisions(page) == [
        "Innlandet: Tilpasset, 1. november 2018, sak 12/18. Gjelder utgave 2018. Gjelder ut 2019. Kilder: Referat"
    ]
    assert "https://example.no/referat" in page.links


def test_an_edition_that_is_not_known_is_told_to_be_so(site: SiteTest) -> None:
    page = tells(common_text(site), "innlandet", "status: vedtatt\n").build().page(SERIES)
    assert decisions(page) == ["Innlandet: Vedtatt. Hvilken utgave det gjelder, er ikke kjent. Kilder: Referat"]


def test_a_point_leads_to_the_region_s_own_point(site: SiteTest) -> None:
    common_text(site).file(
        "content/anbefalinger/eget/serie.yml", "title: Innlandets anbefalinger\nvariant_of: anbefalinger/felles\n"
    )
    site.document("anbefalinger/eget/2019", "## 4 Haster\n\nRing.", title="Eget", valid_from="2019-01-01")
    tells(site, "innlandet", "variant: anbefalinger/eget\npoints: [{point: '1.1', status: avviker, own: '4'}]\n")
    page = site.build().page(SERIES)
    assert table(page)[-1] == "1.1 Skriv hva det haster med | Avviker Eget punkt 4"
    assert page.find(f"{TABLE}//td/a/@href") == ["../../anbefalinger/eget/index.html#4"]


def test_a_decision_on_an_older_edition_follows_the_point_and_says_which_edition_it_is_about(site: SiteTest) -> None:
    new = OLD.replace("## 2 Epikrise", "## 2 Prøvesvar\n\nRing.\n\n## 3 Epikrise")
    common_text(site).document("anbefalinger/felles/2026", new, title="Ny", edition='"2026"', valid_from="2026-01-01")
    tells(site, "innlandet", "edition: 2018\nstatus: vedtatt\npoints: [{point: '2', status: vedtatt}]\n")
    tells(site, "nordland", "edition: 2026\npoints: [{point: '2', status: avviker}]\n")
    built = site.build()
    assert table(built.page(SERIES)) == [
        "Punkt | Innlandet | Nordland",
        "Teksten som helhet | Vedtatt utgave 2018 | Ikke kjent",
        "2 Prøvesvar | Ikke kjent | Avviker",
        "3 Epikrise | Vedtatt utgave 2018 | Ikke kjent",
    ]
    before = built.page("anbefalinger/felles/2018.html")
    assert table(before) == ["Punkt | Innlandet", "Teksten som helhet | Vedtatt", "2 Epikrise | Vedtatt"]
    assert "Disse regionene har tatt stilling til en senere utgave. Nordland: utgave 2026" in before.main


def test_more_regions_than_a_sheet_has_room_for_are_parted_in_several_tables(site: SiteTest) -> None:
    names = [f"r{number:02}" for number in range(16)]
    common_text(site).file("content/registre/regioner.yml", "".join(f"- {{id: {one}, name: {one}}}\n" for one in names))
    for one in names:
        tells(site, one, "points: [{point: '2', status: vedtatt}]\n")
    page = site.build().page(SERIES)
    assert page.find(f"{TABLE}/caption") == ["Punkter og regioner, del 1 av 2", "Punkter og regioner, del 2 av 2"]
    assert [row.count("|") for number in (1, 2) for row in table(page, number)] == [8] * 6


def test_what_was_decided_later_is_not_there_on_a_day_before(site: SiteTest) -> None:
    common_text(site)
    tells(site, "innlandet", "status: vedtatt\ndate: 2019-06-01\n")
    tells(site, "nordland", "date: 2019-06-01\npoints: [{point: '2', status: avviker, date: 2018-03-01}]\n")
    before = site.build(date(2018, 12, 31)).page(SERIES)
    assert table(before)[0] == "Punkt | Nordland"
    assert table(before)[-1] == "2 Epikrise | Avviker"
    assert table(site.build().page(SERIES))[0] == "Punkt | Innlandet | Nordland"


def test_a_series_without_a_word_from_any_region_has_no_table(site: SiteTest) -> None:
    page = common_text(site).build().page(SERIES)
    assert page.find(TABLE) == []
    assert "regionene" not in page.main


def test_a_page_is_made_anew_when_what_a_region_says_changes(site: SiteTest) -> None:
    tells(common_text(site), "innlandet", "status: vedtatt\n").build()
    changed = tells(site, "innlandet", "status: avviker\n").build()
    clean = site.build(output="annet")
    assert table(changed.page(SERIES))[1] == "Teksten som helhet | Avviker"
    assert changed.bytes() == clean.bytes()


def test_documents_name_their_regions_and_stand_on_the_region_s_page(site: SiteTest) -> None:
    built = common_text(site).item("nyheter/2026/a", regions="[innlandet]").build()
    assert "A" in built.page("region/innlandet/index.html").find("//main//h3")
    assert "Innlandet" in built.page("nyheter/2026/a.html").find("//ul[@class='fa-tags']//a")
    (facets,) = built.index("fasetter")
    assert facets["facets"]["regions"]["values"] == ["innlandet"]  # type: ignore[index]

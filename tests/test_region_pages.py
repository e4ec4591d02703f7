"""A region's own page, and what stands below a point of what regions have done with it."""

from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.model.stances import DECISIONS
from tests.driver import Page, SiteTest
from tests.regions import OLD, common_text, tells

SERIES = "anbefalinger/felles/index.html"
REGION = "region/innlandet/index.html"
FOLD = "//div[@class='fa-body']//details"


def rows(page: Page) -> dict[str, list[str]]:
    """Give what a region has done: each status with its points."""
    below = "//section[@class='fa-regions']/dl/div"
    return {one: page.find(f"{below}[{place}]//li") for place, one in enumerate(page.find(f"{below}/dt"), 1)}


def test_a_region_s_page_tells_what_it_has_done_with_each_point(site: SiteTest) -> None:
    said = """edition: 2018
status: tilpasset
date: 2018-11-01
case: 12/18
points:
  - {point: "2", status: ikke-behandlet}
  - {point: "1.1", status: avviker, note: Fristen er tre dager.}
  - {point: "1.2", status: vedtatt, uncertain: true, date: 2019-05-14, case: 3/19}
"""
    page = tells(common_text(site), "innlandet", said).build().page(REGION)
    assert page.find("//section[@class='fa-regions']/h3") == ["Felles anbefalinger"]
    assert "Tilpasset, 1. november 2018, sak 12/18. Gjelder utgave 2018. Kilder: Referat" in page.main
    assert rows(page) == {
        "Vedtatt": ["1.2 Skriv hvem som skal svare (usikkert), 14. mai 2019, sak 3/19."],
        "Avviker": ["1.1 Skriv hva det haster med. Fristen er tre dager."],
        "Ikke behandlet": ["2 Epikrise."],
    }


def test_a_point_leads_to_the_common_text_and_to_the_region_s_own(site: SiteTest) -> None:
    common_text(site).file(
        "content/anbefalinger/eget/serie.yml", "title: Innlandets anbefalinger\nvariant_of: anbefalinger/felles\n"
    )
    site.document("anbefalinger/eget/2019", "## 4 Haster\n\nRing.", title="Eget", valid_from="2019-01-01")
    tells(site, "innlandet", "variant: anbefalinger/eget\npoints: [{point: '1.1', status: avviker, own: '4'}]\n")
    page = site.build().page(REGION)
    assert page.find("//section[@class='fa-regions']/dl//a/@href") == [
        "../../anbefalinger/felles/index.html#1.1",
        "../../anbefalinger/eget/index.html#4",
    ]
    assert "Regionens egen tekst: Innlandets anbefalinger." in page.main


def test_a_point_of_an_older_edition_is_named_as_it_was_and_as_it_is_now(site: SiteTest) -> None:
    new = OLD.replace("## 2 Epikrise\n\nSend den samme dag.", "## 3 Epikrise\n\nSend den samme dag.")
    new = new.replace("### 1.2 Skriv hvem som skal svare\n\nSkriv navnet på kontoret.\n", "")
    common_text(site).document("anbefalinger/felles/2026", new, title="Ny", edition='"2026"', valid_from="2026-01-01")
    points = "points: [{point: '1.2', status: vedtatt}, {point: '2', status: vedtatt}]\n"
    page = tells(site, "innlandet", f"edition: 2018\n{points}").build().page(REGION)
    assert rows(page) == {
        "Vedtatt": ["1.2 Skriv hvem som skal svare (ikke med i utgaven som gjelder nå).", "2 Epikrise (nå punkt 3)."]
    }
    assert page.find("//section[@class='fa-regions']/dl//a/@href") == [
        "../../anbefalinger/felles/2018.html#1.2",
        "../../anbefalinger/felles/2018.html#2",
        "../../anbefalinger/felles/index.html#3",
    ]


def test_a_region_of_which_nothing_is_known_says_so_in_one_sentence(site: SiteTest) -> None:
    page = common_text(site).build().page("region/nordland/index.html")
    assert page.find("//main//p") == ["Region", "Ingenting er kjent om hva regionen har gjort med felles tekster."]


def test_that_nothing_is_known_of_the_points_is_said_of_a_text_that_was_adopted(site: SiteTest) -> None:
    page = tells(common_text(site), "innlandet", "status: vedtatt\n").build().page(REGION)
    assert "Ingenting er kjent om hva regionen har gjort med de enkelte punktene." in page.main


def test_below_the_text_of_a_point_stands_what_every_region_has_said_of_it(site: SiteTest) -> None:
    common_text(site)
    tells(
        site, "innlandet", "edition: 2018\ndate: 2018-11-01\ncase: 12/18\npoints: [{point: '1.1', status: avviker}]\n"
    )
    tells(site, "nordland", "points: [{point: '1.1', status: vedtatt, uncertain: true, note: Til 2020.}]\n")
    tells(site, "ostfold", "status: vedtatt\n")
    page = site.build().page(SERIES)
    assert page.find(f"{FOLD}/summary") == ["Slik er det i regionene Vedtatt: 1 Avviker: 1"]
    assert page.find(f"{FOLD}//li") == [
        "Innlandet: Avviker, 1. november 2018, sak 12/18.",
        "Nordland: Vedtatt (usikkert). Til 2020.",
    ]
    assert page.find("//div[@class='fa-body']/*")[2:5] == [
        "Skriv det først.",
        "Slik er det i regionene Vedtatt: 1 Avviker: 1 "
        "Innlandet: Avviker, 1. november 2018, sak 12/18. Nordland: Vedtatt (usikkert). Til 2020.",
        "1.2 Skriv hvem som skal svare",
    ]


def test_footnotes_stand_below_what_regions_say_of_the_last_point(site: SiteTest) -> None:
    site.file("content/registre/regioner.yml", "- {id: innlandet, name: Innlandet}\n")
    site.file("content/anbefalinger/felles/serie.yml", "title: Felles\n")
    body = "## 1 Svar\n\nSvar innen tre dager.[^1]\n\n[^1]: Se avtalen."
    site.document("anbefalinger/felles/2018", body, title="A", valid_from="2018-01-01")
    tells(site, "innlandet", "points: [{point: '1', status: vedtatt}]\n")
    parts = site.build().page(SERIES).find("//div[@class='fa-body']/*")
    assert parts[2:] == ["Slik er det i regionene Vedtatt: 1 Innlandet: Vedtatt.", "Se avtalen. ↩"]


def test_a_point_that_no_region_has_said_a_thing_of_has_no_fold(site: SiteTest) -> None:
    page = tells(common_text(site), "innlandet", "status: vedtatt\n").build().page(SERIES)
    assert page.find(FOLD) == []


def test_what_was_decided_later_is_not_on_the_region_s_page_on_a_day_before(site: SiteTest) -> None:
    said = "status: vedtatt\ndate: 2019-06-01\npoints: [{point: '2', status: avviker, date: 2018-03-01}]\n"
    before = tells(common_text(site), "innlandet", said).build(date(2018, 12, 31)).page(REGION)
    assert rows(before) == {"Avviker": ["2 Epikrise, 1. mars 2018."]}
    assert "Vedtatt" not in before.main


POINTS = ("1", "1.1", "1.2", "2")
NAMES = {"innlandet": "Innlandet", "nordland": "Nordland", "ostfold": "Østfold"}
WORDS = {"vedtatt": "Vedtatt", "tilpasset": "Tilpasset", "avviker": "Avviker", "ikke-behandlet": "Ikke behandlet"}
SAID = st.dictionaries(
    st.sampled_from([*NAMES]),
    st.dictionaries(st.sampled_from(POINTS), st.sampled_from(DECISIONS), min_size=1),
    min_size=1,
)


@given(first=SAID, second=SAID)
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_pages_say_what_the_files_say_and_no_more_however_they_came_to_be(
    site: SiteTest, first: dict[str, dict[str, str]], second: dict[str, dict[str, str]]
) -> None:
    common_text(site)
    for told in (first, second):
        for region in NAMES:
            path = f"content/anbefalinger/felles/regioner/{region}.yml"
            if region in told:
                points = ", ".join(f"{{point: '{one}', status: {status}}}" for one, status in told[region].items())
                tells(site, region, f"edition: 2018\npoints: [{points}]\n")
            elif (site.folder / path).exists():
                site.without(path)
        built = site.build()
    page = built.page(SERIES)
    regions = [region for region in NAMES if region in second]
    split = (line.split(" | ") for line in page.cells("//table[@class='fa-stances']//tbody/tr")[1:])
    table = {line[0].split()[0]: line[1:] for line in split}
    said = {one for points in second.values() for one in points}
    assert table == {
        one: [WORDS.get(second[region].get(one, ""), "Ikke kjent") for region in regions]
        for one in POINTS
        if one in said
    }
    for region in NAMES:
        shown = rows(built.page(f"region/{region}/index.html"))
        told_there = {(status, line.split()[0]) for status, lines in shown.items() for line in lines}
        assert told_there == {(WORDS[status], one) for one, status in second.get(region, {}).items()}
    assert built.bytes() == site.build(output="annet").bytes()

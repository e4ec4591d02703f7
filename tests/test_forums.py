"""Forums and their cases: who sits there, what they were asked, what they advised, and the reports drawn from it."""

from datetime import date
from pathlib import Path

import pytest

from tests.driver import Built, SiteTest

SITES = Path(__file__).parent / "sites"
REPORT, PLAN = "fora/oversikt/suff/2026/arsrapport.html", "fora/oversikt/suff/2026/handlingsplan.html"
ADVICE = "{verdict: ikke-gjennomforbart, reasons: Ansvaret er uklart.}"


def case(site: SiteTest, name: str, **fields: str) -> SiteTest:
    matter = {"date": "2026-02-01", "sender": "siv", "proposer": "Kirurgisk avdeling", **fields}
    return site.document(f"saker/2026/{name}", title=name.capitalize(), **matter)


def with_a_forum(folder: Path) -> SiteTest:
    """Make a site of a forum with a template of two questions, and a case that it has handled."""
    site = SiteTest.from_dir(folder / "nettsted", SITES / "fora")
    text = (SITES / "saker/content/saker/2026/epikrise.md").read_text("utf-8")
    return site.file("content/saker/2026/epikrise.md", text)


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    """The same, to be added to."""
    return with_a_forum(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same, built."""
    return with_a_forum(tmp_path_factory.mktemp("n")).build()


def section(built: Built, url: str, heading: str) -> list[str]:
    """Give what stands in the table or the list of terms below a heading."""
    inside = f"//section[h2[.='{heading}']]"
    return built.page(url).cells(f"{inside}//tbody/tr | {inside}//dl/div")


# --- The forum --------------------------------------------------------------------------------------------------------


def test_a_forum_says_what_it_is_for_and_who_sits_there(built: Built) -> None:
    page = built.page("fora/suff.html")
    assert page.one("//section[h2[.='Mandat']]/p") == "Gi råd om endringer i fastlegenes arbeid."
    assert section(built, page.url, "Sammensetning") == [
        "Fastleger | 5 | allmennlegeutvalgene | to år",
        "Kommuneoverleger | 2 | kommunene | ",
        "Til sammen | 7 |  | ",
    ]
    assert section(built, page.url, "Drift") == [
        "Status | Rådgivende",
        "Opprettet eller oppnevnt av | Horten kommune",
        "Møter | Fire ganger i året.",
        "Finansiering | Praksiskompensasjon.",
        "Periode | Fra 2015.",
    ]


def test_what_is_known_of_no_member_takes_no_room(site: SiteTest) -> None:
    site.document("fora/a", title="A", mandate="Gi råd.", members="[{role: Fastleger}, {role: Ledere, term: to år}]")
    built = site.build()
    assert built.page("fora/a.html").find("//section[h2[.='Sammensetning']]//th") == ["Rolle", "Hvor lenge"]
    assert section(built, "fora/a.html", "Sammensetning") == ["Fastleger | ", "Ledere | to år"]


def test_a_forum_shows_its_template(built: Built) -> None:
    assert section(built, "fora/suff.html", "Mal for saker") == [
        "1 | Hvem får mer arbeid?",
        "2 | Er ansvaret klart?",
    ]


def test_a_forum_leads_to_its_cases_recommendations_events_and_reports(site: SiteTest) -> None:
    site.file("content/anbefalinger/felles/serie.yml", "title: Felles\nsteward: siv\n")
    site.document("anbefalinger/felles/2026", title="Utgave 2026", valid_from="2026-01-01")
    when = {"type": "samhandlingsmote", "starts": "2026-09-01 18:00"}
    site.document("arrangementer/2026/mote", title="Høstmøte", sender="siv", **when)
    page = case(site, "ny").build().page("fora/suff.html")
    assert page.one("//div[h2[.='Arrangementer']]//a") == "Høstmøte"
    assert "2 i arkivet, 1 åpne" in page.main
    assert page.cells("//section[h2[.='Saker i forumet']]//tbody/tr") == [
        "Epikrise til fastlegen samme dag | 1. oktober 2026 | Gjennomførbart med tilpasning",
        "Ny | ikke satt opp | –",
    ]
    assert page.one("//div[h2[.='Anbefalinger']]/ul/li") == "Felles forumet forvalter"
    assert page.find("//section[h2[.='Årsrapporter og handlingsplaner']]//a/@href") == [
        "oversikt/suff/2026/arsrapport.html",
        "oversikt/suff/2026/handlingsplan.html",
    ]


def test_a_page_about_a_sort_of_forum_has_neither_cases_nor_reports(site: SiteTest) -> None:
    built = site.document("fora/alu", title="ALU", mandate="Fastlegenes eget utvalg.").build()
    assert "Saker i forumet" not in built.page("fora/alu.html").main
    assert not [url for url in built.urls() if url.startswith("fora/oversikt/alu")]


# --- The case ---------------------------------------------------------------------------------------------------------


def test_a_case_shows_the_advice_first_with_its_reasons(built: Built) -> None:
    page = built.page("saker/2026/epikrise.html")
    assert page.cells("//dl[@class='fa-meta']/div") == [
        "Forum | Samarbeidsutvalg for fastleger",
        "Foreslått av | Medisinsk avdeling",
        "Kom inn | 1. september 2026",
        "Møte | 1. oktober 2026",
    ]
    assert page.one("//section[h2[.='Råd']]/p") == "Gjennomførbart med tilpasning"
    assert page.cells("//section[h2[.='Råd']]//dl/div") == [
        "Begrunnelse | Avdelingen må ha folk til å skrive.",
        "Tilpasning | Hverdager først.",
    ]
    assert page.find("//article//h2[not(ancestor::footer)]") == [
        *("Råd", "Konsekvenser", "Bakgrunn", "Gjennomgang etter malen", "Resultat", "Gjort kjent")
    ]


def test_a_case_tells_what_it_means_for_whom_and_what_came_of_it(built: Built) -> None:
    page = built.page("saker/2026/epikrise.html")
    assert section(built, page.url, "Konsekvenser") == [
        "For pasienten | Får rett behandling tidligere.",
        "For fastlegen | Slipper purringer.",
    ]
    assert page.one("//section[h2[.='Resultat']]/p") == "1. november 2026: Innført på hverdager."
    assert section(built, page.url, "Gjort kjent") == ["Alle legekontor | Nyhetsbrev | 5. oktober 2026"]


def test_every_point_of_the_template_is_accounted_for(built: Built) -> None:
    assert "1 av 2 punkter er besvart." in built.page("saker/2026/epikrise.html").main
    assert section(built, "saker/2026/epikrise.html", "Gjennomgang etter malen") == [
        "1 | Hvem får mer arbeid? | ikke besvart",
        "2 | Er ansvaret klart? | Avdelingen sender, fastlegen leser.",
    ]


def test_an_open_case_says_so(site: SiteTest) -> None:
    page = case(site, "ny").build().page("saker/2026/ny.html")
    assert page.one("//section[h2[.='Råd']]/p") == "Forumet har ikke gitt råd ennå."


def test_what_is_wrong_with_a_case_is_said_in_nynorsk_too(site: SiteTest) -> None:
    case(site, "apen", meeting="2026-11-21", review="{template: mal, points: [{point: '3', answer: Ja.}]}")
    assert [problem.message("nn") for problem in site.check() if problem.code.startswith("sak")] == [
        "Saka skulle opp i møtet 2026-11-21, men har ikkje noko råd.",
        "Malen «mal» har ikkje noko punkt 3.",
    ]


def test_what_came_later_is_not_in_the_archive_of_an_earlier_day(site: SiteTest) -> None:
    september = site.build(date(2026, 9, 30)).page("saker/2026/epikrise.html").main
    assert "Forumet har ikke gitt råd ennå." in september
    assert "Innført på hverdager." not in september
    october = site.build(date(2026, 10, 4)).page("saker/2026/epikrise.html").main
    assert "Gjennomførbart med tilpasning" in october
    assert "ikke meldt ennå" in october
    assert "Gjort kjent" not in october


def test_search_finds_a_case_by_its_advice_and_its_consequences(built: Built) -> None:
    texts = str([row for part in built.index("utdrag") for row in part])
    for said in ("Avdelingen må ha folk til å skrive.", "Slipper purringer.", "Innført på hverdager.", "Gi råd om"):
        assert said in texts


def test_cases_are_listed_by_what_was_advised(site: SiteTest) -> None:
    built = case(case(site, "ny"), "nei", meeting="2026-03-01", advice=ADVICE).build()
    lists = {
        name: built.page(f"saker/oversikt/{name}/index.html").find("//main//h2")
        for name in ("apne", "gjennomforbart", "med-tilpasning", "ikke-gjennomforbart")
    }
    assert lists == {
        "apne": ["Ny"],
        "gjennomforbart": [],
        "med-tilpasning": ["Epikrise til fastlegen samme dag"],
        "ikke-gjennomforbart": ["Nei"],
    }
    assert {f"oversikt/{name}/index.html" for name in lists} <= set(built.page("saker/index.html").links)


# --- Reports and plans ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A forum with a case from the year before, one that it has refused, one to come, and one without a meeting."""
    site = with_a_forum(tmp_path_factory.mktemp("n"))
    case(site, "gammel", date="2025-05-01", meeting="2025-06-01", advice=ADVICE)
    case(site, "nei", meeting="2026-03-01", advice=ADVICE)
    case(site, "kommer", meeting="2026-12-10")
    return case(site, "uten-mote").build()


def test_a_report_tells_what_a_forum_did_in_a_year(busy: Built) -> None:
    page = busy.page(REPORT)
    assert page.title == "Årsrapport 2026: Samarbeidsutvalg for fastleger"
    assert page.cells("(//dl)[1]/div") == [
        "Saker som kom inn | 4",
        "Saker forumet ga råd i | 2",
        "– Gjennomførbart | 0",
        "– Gjennomførbart med tilpasning | 1",
        "– Ikke gjennomførbart | 1",
        "Saker uten råd nå | 2",
    ]
    assert page.find("//section[@class='fa-report__case']/h3") == ["Nei", "Epikrise til fastlegen samme dag"]
    assert "Alle legekontor: Nyhetsbrev (5. oktober 2026)" in page.main
    assert page.find("//table//tbody/tr/td[1]") == ["Kommer", "Uten-mote"]
    assert "Året er ikke omme." in page.main


def test_a_report_of_a_year_that_is_over_shows_the_cases_of_that_year_only(busy: Built) -> None:
    page = busy.page("fora/oversikt/suff/2025/arsrapport.html")
    assert page.find("//section[@class='fa-report__case']/h3") == ["Gammel"]
    assert "Saker uten råd ved årets slutt | 0" in page.cells("(//dl)[1]/div")
    assert "Året er ikke omme." not in page.main


def test_a_plan_tells_what_is_to_be_handled_and_followed_up(busy: Built) -> None:
    page = busy.page(PLAN)
    assert page.title == "Handlingsplan 2026: Samarbeidsutvalg for fastleger"
    assert page.find("//table//tbody/tr/td[1]") == ["Kommer", "Nei", "Uten-mote", "Epikrise til fastlegen samme dag"]
    assert page.find("//h2[.='Råd som skal følges opp']/following-sibling::ul[1]/li") == [
        "Gammel (Ikke gjennomførbart). Resultat: ikke meldt ennå",
        "Nei (Ikke gjennomførbart). Resultat: ikke meldt ennå",
        "Epikrise til fastlegen samme dag (Gjennomførbart med tilpasning). "
        "Resultat: 1. november 2026: Innført på hverdager.",
    ]


def test_a_plan_holds_what_the_forum_must_go_through_again(site: SiteTest) -> None:
    site.file("content/anbefalinger/felles/serie.yml", "title: Felles\nowner: siv\n")
    site.document("anbefalinger/felles/2026", title="Utgave 2026", valid_from="2026-01-01", review_by="2026-12-20")
    page = site.build().page(PLAN)
    assert page.find("//h2[.='Skal gås gjennom på nytt']/following-sibling::ul[1]/li") == ["Felles: 20. desember 2026"]

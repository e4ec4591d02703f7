"""Learning goals and schemes: what counts towards what, deadlines, and checklists that are kept only when asked for."""

from datetime import date

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from tests.browser import Reader
from tests.driver import TODAY, Built, SiteTest

GOALS = """\
- {id: alm, name: Allmennmedisin, code: ALM, group: Allmennmedisin, url: "https://alis.no/"}
- {id: fkm, name: Felles mål, code: FKM, valid_from: 2025-09-01}
- {id: fkm-75, name: Felles mål før, valid_to: 2026-02-28, text: Målet selv., note: Den gamle listen.}
"""
CHECKLISTS = "[{title: For kommunen, items: [Søk i tide., Finn et kontor.]}, {title: For legen, items: [Les planen.]}]"


@pytest.fixture
def site(site: SiteTest) -> SiteTest:
    """A site with learning goals, a guide to them in two editions, and things that count."""
    site.file("content/registre/laeringsmal.yml", GOALS)
    site.file("content/laeringsmal/guide/serie.yml", "title: Guiden\nlearning_goals: [alm, fkm-75]\n")
    site.document("laeringsmal/guide/a", "Gammel.", title="Guiden A", valid_from="2025-01-01")
    site.document("laeringsmal/guide/b", "Ny.", title="Guiden B", valid_from="2026-01-01", learning_goals="[alm, fkm]")
    for number in range(1, 8):
        site.item(f"nyheter/2026/sak-{number}", date=f"2026-10-0{number}", learning_goals="[alm]")
    return site.document(
        "arrangementer/kurs", title="Kurset", type="emnekurs", starts="2026-12-01", learning_goals="[alm, fkm]"
    )


# --- Goals ------------------------------------------------------------------------------------------------------------


def test_the_page_of_a_goal_gathers_all_that_names_it(site: SiteTest) -> None:
    built = site.build()
    page = built.page("mal/fkm/index.html")
    assert page.find("//main//h3") == ["Guiden", "Kurset"]
    assert page.find("//div[dt='Kode']/dd") == ["FKM"]
    assert page.find("//div[dt='Gjelder fra']/dd") == ["1. september 2025"]
    assert built.page("mal/alm/index.html").find("//div[dt='Teksten finner du her']//a/@href") == ["https://alis.no/"]
    assert built.page("mal/index.html").find("//ul[@class='fa-shelf']//a") == [
        "Allmennmedisin",
        "Felles mål",
        "Felles mål før",
    ]


@pytest.mark.parametrize(("today", "said"), [(date(2026, 2, 28), []), (date(2026, 3, 1), ["Gjelder ikke lenger"])])
def test_a_goal_applies_to_the_end_of_its_last_day(site: SiteTest, today: date, said: list[str]) -> None:
    page = site.build(today).page("mal/fkm-75/index.html")
    assert page.find("//main/div/p/span[@class='fa-badge']") == said
    assert page.find("//p[@class='fa-intro']") == ["Målet selv.", "Den gamle listen."]


def test_a_guide_shows_the_latest_that_counts_towards_each_of_its_goals(site: SiteTest) -> None:
    page = site.build().page("laeringsmal/guide/index.html")
    section = "//section[@aria-labelledby='teller']"
    assert page.find(f"{section}/h3") == ["Allmennmedisin", "Felles mål"]
    assert page.find(f"{section}/ul[1]//a") == ["Kurset", "Sak-7", "Sak-6", "Sak-5", "Sak-4"]
    assert page.find(f"{section}/p/a") == ["Se alle 8"]
    assert page.find(f"{section}/ul[2]//a") == ["Kurset"]


def test_an_edition_has_the_goals_of_its_series_where_it_names_none(site: SiteTest) -> None:
    section = site.build().page("laeringsmal/guide/a.html").find("//section[@aria-labelledby='teller']/*")
    assert section[2:] == [
        "Allmennmedisin",
        *section[3:5],
        "Felles mål før Gjelder ikke lenger",
        "Arkivet har ikke noe som er knyttet til dette målet ennå.",
    ]


def test_a_document_leads_to_its_goals_and_search_can_be_narrowed_to_them(site: SiteTest) -> None:
    built = site.build()
    assert "../mal/fkm/index.html" in built.page("arrangementer/kurs.html").links
    (facets,) = built.index("fasetter")
    assert facets["facets"]["learning_goals"]["values"] == ["alm", "fkm", "fkm-75"]  # type: ignore[index]


def test_the_list_of_guides_leads_to_the_goals(site: SiteTest) -> None:
    assert "../mal/index.html" in site.build().page("laeringsmal/index.html").links


def test_what_counts_is_kept_up_to_date_without_building_from_scratch(site: SiteTest) -> None:
    site.build()
    site.item("nyheter/2026/sak-8", date="2026-11-01", learning_goals="[fkm]")
    assert site.build().bytes() == site.build(output="ren").bytes()
    for today in (date(2026, 3, 1), date(2026, 12, 2)):
        assert site.build(today).bytes() == site.build(today, output=f"ren-{today}").bytes()


# --- Schemes ----------------------------------------------------------------------------------------------------------


def scheme(site: SiteTest, name: str = "2026", **fields: object) -> SiteTest:
    site.file("content/ordninger/avtale/serie.yml", "title: Avtalen\n")
    matter = {"title": f"Avtalen {name}", "valid_from": f"{name}-01-01", "checklists": CHECKLISTS, **fields}
    return site.document(f"ordninger/avtale/{name}", "## 1 Varighet\n\nInntil to år.", **matter)


def test_criteria_can_be_linked_to_and_lists_are_reached_from_the_top(site: SiteTest) -> None:
    page = scheme(site).build().page("ordninger/avtale/index.html")
    assert page.find("//h2[@id='1']/a/@href") == ["#1"]
    assert page.find("//p/a[starts-with(@href, '#sjekkliste-')]/@href") == ["#sjekkliste-1", "#sjekkliste-2"]
    assert page.find("//section[@class='fa-check']/h2") == ["For kommunen", "For legen"]
    assert page.find("//section[@class='fa-check']//li") == ["Søk i tide.", "Finn et kontor.", "Les planen."]


def test_deadlines_stand_in_order_and_say_when_they_have_passed(site: SiteTest) -> None:
    deadlines = "[{date: 2026-12-01, what: Svar.}, {date: 2026-11-22, what: Søk.}]"
    scheme(site, deadlines=deadlines)
    rows = [
        site.build(day).page("ordninger/avtale/index.html").find("//section[@aria-labelledby='frister']//li")
        for day in (TODAY, date(2026, 11, 23))
    ]
    assert rows == [
        ["22. november 2026: Søk.", "1. desember 2026: Svar."],
        ["22. november 2026 (passert): Søk.", "1. desember 2026: Svar."],
    ]


def test_search_finds_what_only_a_list_or_a_deadline_says(site: SiteTest) -> None:
    built = scheme(site, deadlines="[{date: 2026-12-01, what: Send regnskapet.}]").build()
    assert "For kommunen Søk i tide. Finn et kontor. For legen Les planen. Send regnskapet." in str(
        built.index("utdrag")
    )


def test_the_page_of_arenas_leads_to_schemes(site: SiteTest) -> None:
    built = scheme(site).build()
    assert built.page("samarbeid/index.html").find("//section[@aria-labelledby='fa-ordninger']/h2/a/@href") == [
        "../ordninger/index.html"
    ]


@pytest.mark.parametrize("former", ["sider/introduksjonsavtale.html", "sider/kollegagrupper.html"])
def test_the_pages_that_became_schemes_are_found_where_they_were(archive: Built, former: str) -> None:
    name = former.removeprefix("sider/").removesuffix(".html")
    assert archive.page(former).find("//a/@href") == [f"../ordninger/{name}/index.html"]


def test_a_newcomer_finds_how_long_an_introduction_agreement_may_last(reader: Reader, home: str) -> None:
    reader.page.goto(home)
    reader.page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Samarbeid").click()
    reader.page.get_by_role("link", name="Ordninger").last.click()
    reader.page.get_by_role("link", name="Introduksjonsavtale", exact=True).click()
    expect(reader.page.locator(".fa-body")).to_contain_text("På 50 prosent blir det altså inntil 4 år.")


# --- Checklists on the reader's own device ----------------------------------------------------------------------------


@pytest.fixture
def listed(site: SiteTest, reader: Reader) -> BrowserPage:
    """A reader at a scheme with checklists."""
    built = (
        scheme(site, "2025", valid_to="2025-12-31")
        .document("ordninger/avtale/2026", title="Ny", valid_from="2026-01-01", checklists=CHECKLISTS)
        .build()
    )
    reader.page.goto((built.folder / "ordninger/avtale/index.html").as_uri())
    return reader.page


KEPT = "Object.entries(localStorage)"


def test_nothing_is_kept_before_the_reader_asks(listed: BrowserPage) -> None:
    listed.get_by_label("Søk i tide.").check()
    assert listed.evaluate(KEPT) == []
    listed.reload()
    expect(listed.get_by_label("Søk i tide.")).not_to_be_checked()


def test_what_was_checked_off_is_kept_once_asked_for_and_forgotten_when_asked_for(listed: BrowserPage) -> None:
    listed.get_by_label("Søk i tide.").check()
    listed.get_by_label("Husk avkrysningene mine").check()
    expect(listed.locator("#fa-behold [role=status]")).to_have_text("Avkrysningene blir husket på denne enheten.")
    listed.get_by_label("Les planen.").check()
    listed.reload()
    expect(listed.get_by_label("Søk i tide.")).to_be_checked()
    expect(listed.get_by_label("Les planen.")).to_be_checked()
    expect(listed.get_by_label("Finn et kontor.")).not_to_be_checked()
    listed.locator(".fa-about > summary").click()
    listed.get_by_role("link", name="Avtalen 2025", exact=True).click()
    expect(listed.get_by_label("Les planen.")).to_be_checked()
    listed.get_by_label("Husk avkrysningene mine").uncheck()
    expect(listed.locator("#fa-behold [role=status]")).to_have_text("Avkrysningene er slettet fra denne enheten.")
    assert listed.evaluate(KEPT) == []


def test_on_paper_there_are_boxes_and_nothing_about_the_device(listed: BrowserPage) -> None:
    listed.emulate_media(media="print")
    expect(listed.get_by_label("Søk i tide.")).to_be_visible()
    expect(listed.locator("#fa-behold")).to_be_hidden()


def test_without_scripts_there_are_boxes_and_no_promise_to_keep_them(site: SiteTest) -> None:
    page = scheme(site).build().page("ordninger/avtale/index.html")
    assert len(page.find("//input[@data-punkt]/@type")) == 3
    assert "hidden" in page.tree.get_element_by_id("fa-behold").attrib

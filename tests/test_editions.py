"""What a reader sees of editions, of what has replaced them, and of variants."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compare.variants import VariantPoint, align, moved, points
from generator.release.hosting import SUMS
from tests.driver import Page, SiteTest
from tests.editions import COMMON, OWN, badge, series, some, variant

# --- What a reader sees -----------------------------------------------------------------------------------------------


def note(page: Page) -> str:
    return page.one("//div[@role='note']")


def test_what_is_withdrawn_says_so_when_and_why(site: SiteTest) -> None:
    reason = "\n  date: 2026-11-10\n  reason: Telefonnummeret var feil."
    built = site.item("nyheter/2026/a", withdrawn=reason, lang="nn").build()
    page = built.page("nyheter/2026/a.html")
    assert badge(page) == "Trukket"
    assert note(page) == (
        "Dette er trukket tilbake, og skal ikke brukes. Trukket 10. november 2026. Grunn: Telefonnummeret var feil."
    )
    assert page.find("//div[@role='note']//span[@lang='nn']") == ["Telefonnummeret var feil."]
    assert "Trukket" in built.page("nyheter/index.html").one("//li[@class='fa-card']")
    before = site.build(date(2026, 11, 9)).page("nyheter/2026/a.html")
    assert (badge(before), before.find("//div[@role='note']")) == ("Gjelder", [])


def test_a_lately_changed_item_says_so(site: SiteTest) -> None:
    built = site.item("nyheter/2026/a", updated="[{date: 2026-11-10, change: Nytt telefonnummer.}]").build()
    assert badge(built.page("nyheter/2026/a.html")) == "Gjelder Nylig endret"
    assert "Nylig endret" in built.page("nyheter/index.html").one("//li[@class='fa-card']")


def test_a_search_for_what_applies_finds_what_is_changed_or_due_too(site: SiteTest) -> None:
    site.item("nyheter/2026/a").item("nyheter/2026/b", updated="[{date: 2026-11-10, change: Nytt telefonnummer.}]")
    site.item("nyheter/2026/c", review_by="2026-12-01").item("nyheter/2026/d", valid_to="2026-11-20")
    (columns,) = site.build().index("fasetter")
    facet: Any = columns["facets"]
    names, of = facet["status"]["values"], facet["status"]["of"].split()
    assert [[names[int(number, 36)] for number in own.split(",")] for own in of] == [
        ["gjelder"],
        ["endret", "gjelder"],
        ["gjelder"],
        ["utlopt"],
    ]


def test_a_chain_that_ends_in_an_edition_leads_to_its_series(site: SiteTest) -> None:
    series(site, "nfa").item("nyheter/2026/a", date="2018-01-01")
    site.document("anbefalinger/nfa/2018", title="Utgave 2018", valid_from="2018-11-01", replaces="[nyheter/2026/a]")
    site.document("anbefalinger/nfa/2026", title="Utgave 2026", valid_from="2026-01-01")
    page = site.build().page("nyheter/2026/a.html")
    assert note(page) == "Dette er erstattet av noe nyere. Les heller: Nfa"
    assert page.find("//div[@role='note']//a/@href") == ["../../anbefalinger/nfa/index.html"]


def test_a_chain_stops_at_what_has_begun(site: SiteTest) -> None:
    site.item("nyheter/2026/a", date="2026-01-01")
    site.item("nyheter/2026/b", date="2026-02-01", replaces="[nyheter/2026/a]")
    site.item("nyheter/2026/c", date="2026-11-01", valid_from="2027-01-01", replaces="[nyheter/2026/b]")
    assert note(site.build().page("nyheter/2026/a.html")) == "Dette er erstattet av noe nyere. Les heller: B"
    after = site.build(date(2027, 1, 1)).page("nyheter/2026/a.html")
    assert note(after) == "Dette er erstattet av noe nyere. Les heller: C"


def test_a_chain_whose_end_does_not_apply_says_that_too(site: SiteTest) -> None:
    site.item("nyheter/2026/a", date="2026-01-01")
    site.item("nyheter/2026/b", date="2026-02-01", valid_to="2026-03-01", replaces="[nyheter/2026/a]")
    assert note(site.build().page("nyheter/2026/a.html")) == (
        "Dette er erstattet av noe nyere. Det som kom etter, gjelder heller ikke nå: B Utløpt"
    )


def test_a_series_tells_what_applied_on_every_day(site: SiteTest) -> None:
    series(site, "nfa")
    site.document("anbefalinger/nfa/a", title="A", valid_from="2018-11-01", valid_to="2020-12-31")
    site.document("anbefalinger/nfa/b", title="B", valid_from="2022-01-01")
    withdrawn = "{date: 2022-12-01, reason: Feil.}"
    site.document("anbefalinger/nfa/c", title="C", date="2022-11-01", valid_from="2023-01-01", withdrawn=withdrawn)
    site.document("anbefalinger/nfa/d", title="D", date="2026-11-01", valid_from="2027-01-01")
    page = site.build().page("anbefalinger/nfa/index.html")
    assert page.find("//nav[@class='fa-editions']//li") == [
        "D fra 1. januar 2027 Kommer Hva er endret",
        "B fra 1. januar 2022 til 31. desember 2026 Ikke gjennomgått Hva er endret",
        "Ingen utgave gjaldt fra 1. januar 2021 til 31. desember 2021",
        "A fra 1. november 2018 til 31. desember 2020 Erstattet",
        "C gjaldt aldri Trukket Hva er endret",
    ]


def test_a_site_as_of_a_day_is_the_one_that_was_built_then(site: SiteTest) -> None:
    """The files of today and those of that day give the same bytes, but for a name made of the files' hashes."""
    then, day_then = SiteTest(site.folder.parent / "den gang"), date(2024, 6, 1)
    for one, is_now in ((then, False), (site, True)):
        later = "[{date: 2025-01-01, change: Senere.}]" if is_now else None
        withdrawn = "{date: 2025-02-01, reason: Senere.}" if is_now else None
        endorsed = "{organisation: siv, date: 2024-01-01}"
        endorsed += ", {organisation: horten, date: 2025-01-01}" if is_now else ""
        series(one, "felles", endorsements=f"[{endorsed}]")
        one.document(
            "anbefalinger/felles/a", "## 1 En", title="A", valid_from="2020-01-01", endorsed_by=f"[{endorsed}]"
        )
        one.item("nyheter/2024/a", date="2024-05-01", updated=later, withdrawn=withdrawn)
    site.document("anbefalinger/felles/b", "## 1 To", title="B", valid_from="2025-01-01")
    site.item("nyheter/2025/b", date="2025-01-01", replaces="[nyheter/2024/a]")
    built, built_then = site.build(day_then), then.build(day_then)
    for part in ("fasetter", "ord", "dok", "utdrag"):
        assert built.index(part) == built_then.index(part)
    pages = (
        {url: data for url, data in one.bytes().items() if not url.startswith(("assets/sok/", "assets/utdrag/", SUMS))}
        for one in (built, built_then)
    )
    assert next(pages) == next(pages)


# --- Variants ---------------------------------------------------------------------------------------------------------


def test_a_variant_and_what_it_is_a_variant_of_lead_to_each_other_and_to_the_comparison(site: SiteTest) -> None:
    built = variant(site).build()
    own = built.page("anbefalinger/eget/index.html")
    assert own.find("//p[@class='fa-change']") == ["Variant av: Felles (F24) – Se hvor de skiller seg"]
    assert {"../../anbefalinger/felles/index.html", "2025/variant.html"} <= set(own.links)
    common = built.page("anbefalinger/felles/index.html")
    assert "VarianterEget (E25) – Se hvor de skiller seg" in common.find("//div[@class='fa-fact']")
    assert {"../../anbefalinger/eget/index.html", "../../anbefalinger/eget/2025/variant.html"} <= set(common.links)


def test_a_variant_stands_side_by_side_with_the_common_text(site: SiteTest) -> None:
    page = variant(site).build().page("anbefalinger/eget/2025/variant.html")
    assert page.one("//head/title") == "Side om side: E25 – Prøvearkiv"
    assert page.find("//section/h2") == [
        "Innledning Likt i begge",
        "1 Frist Likt i begge",
        "2 Diagnoser Avviker",
        "3 Vedlegg Bare i fellesteksten",
        "4 Kontakt Bare i varianten",
    ]
    assert page.find("//section[3]//div[@class='fa-pair__half']") == [
        "Varianten Alle.",
        "Fellesteksten Den viktigste først.",
    ]
    assert {"../../felles/2024.html#1", "../../../nyheter/a.html"} <= set(page.links)


def test_a_variant_is_compared_with_the_edition_that_applied_beside_it(site: SiteTest) -> None:
    variant(site).document("anbefalinger/felles/2026", COMMON, title="F26", valid_from="2026-01-01")
    compared = "//dl[@class='fa-meta']/div[2]/dd/a"
    assert site.build().page("anbefalinger/eget/2025/variant.html").one(compared) == "F26"
    site.document("anbefalinger/eget/2025", OWN, title="E25", valid_from="2025-01-01", valid_to="2025-12-31")
    assert site.build().page("anbefalinger/eget/2025/variant.html").one(compared) == "F24"
    site.document(
        "anbefalinger/eget/2026", OWN, title="E26", valid_from="2026-01-01", variant_of="anbefalinger/felles/2024"
    )
    assert site.build().page("anbefalinger/eget/2026/variant.html").one(compared) == "F24"


def test_a_series_tells_who_has_endorsed_which_edition(site: SiteTest) -> None:
    variant(site).document(
        "anbefalinger/eget/2026", OWN, title="E26", valid_from="2026-01-01", endorsed_by="[{organisation: siv}]"
    )
    page = site.build().page("anbefalinger/eget/index.html")
    (fact,) = [one for one in page.find("//div[@class='fa-fact']") if one.startswith("Tilslutning")]
    assert fact == "Tilslutning til utgaveneE26Sykehuset i VestfoldE25Horten kommune, 1. mars 2025, sak 25/7"


def point(number: str, title: str, text: str = "x") -> VariantPoint:
    return VariantPoint(number or title, number, title, f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ([], [], []),
        ([point("1", "A")], [point("1", "A")], ["1=1 same"]),
        ([point("1", "A")], [point("1", "A", "y")], ["1=1 differs"]),
        ([point("1", "A")], [point("1", "B")], ["1=1 differs"]),
        ([point("2", "A")], [point("1", "A")], ["2=1 differs"]),
        ([point("", "A")], [point("", "a")], ["A=a differs"]),
        ([point("1", "A")], [], ["1= only_here"]),
        ([], [point("1", "A")], ["=1 only_there"]),
        (
            [point("2", "B")],
            [point("1", "A"), point("2", "B"), point("3", "C")],
            ["=1 only_there", "2=2 same", "=3 only_there"],
        ),
        ([point("", "A"), point("", "A")], [point("", "A"), point("", "A", "y")], ["A=A same", "A=A differs"]),
    ],
)
def test_points_are_put_side_by_side_by_number_and_then_by_title(
    here: list[VariantPoint], there: list[VariantPoint], expected: list[str]
) -> None:
    rows = align(here, there)
    assert [
        f"{row.here.anchor if row.here else ''}={row.there.anchor if row.there else ''} {row.state}" for row in rows
    ] == expected


some_points = st.lists(
    st.builds(point, st.sampled_from(["", "1", "2", "2.1"]), st.sampled_from("AB"), st.sampled_from("xy")), max_size=6
)


@some
@given(here=some_points, there=some_points)
def test_no_point_is_lost_or_shown_twice(here: list[VariantPoint], there: list[VariantPoint]) -> None:
    rows = align(here, there)
    assert [row.here for row in rows if row.here] == here
    assert sorted(row.there for row in rows if row.there) == sorted(there)
    assert [row.state for row in align(here, here)] == ["same"] * len(here)


def test_what_an_opened_element_holds_stays_in_its_own_point() -> None:
    html = '<p>Før.</p><details><h2 id="1"><a href="#1">1</a> En</h2><p>Tekst.</p></details><h2 id="2">To</h2>'
    found = points(html, [(2, "1", "1", "En"), (2, "2", "", "To")])
    assert found == [
        VariantPoint("", "", "", "<p>Før.</p><details></details>"),
        VariantPoint("1", "1", "En", "<p>Tekst.</p>"),
        VariantPoint("2", "", "To", ""),
    ]


def test_links_lead_where_they_led_and_code_is_left_alone() -> None:
    rest = ' <a href="https://e.no/">e</a> <code>id="x" href="y"</code></p>'
    html = f'<p id="x"><a href="../b/c.html#1" title="a > b">c</a>{rest}'
    assert moved(html, "anbefalinger/s/a.html", "anbefalinger/t/b/variant.html") == (
        f'<p><a href="../../b/c.html#1" title="a > b">c</a>{rest}'
    )

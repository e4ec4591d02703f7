"""Is it still true? Statuses, chains, gaps, variants, reviews, and the archive as it was."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compare.variants import VariantPoint, align, moved, points
from generator.kinds import BY_NAME
from generator.model.archive import Archive, Document, Series, SeriesMatter, assemble, begins
from generator.model.edition import Edition
from generator.model.front_matter import Endorsement, FrontMatter, Update, Withdrawal
from generator.model.periods import periods
from generator.model.registers import Registers
from generator.model.status import Status, status
from tests.driver import TODAY, Page, SiteTest

REGISTERS: Registers = {}
START = date(2020, 1, 1)

some = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def document(id_: str, matter: FrontMatter) -> Document:
    kind = id_.partition("/")[0]
    return Document(id_, kind, f"{id_}.md", b"", matter, {}, (), (), "")


def archive_of(*documents: Document, series: tuple[str, ...] = ("anbefalinger/s",)) -> Archive:
    every = [Series(one, "anbefalinger", f"{one}/serie.yml", SeriesMatter(title="S"), {}) for one in series]
    return assemble(documents, every, {}, BY_NAME)


def item(name: str, **fields: object) -> Document:
    return document(f"nyheter/{name}", FrontMatter.model_validate({"title": name, "date": START, **fields}))


def day(number: int) -> date:
    return START + timedelta(days=number)


# --- Status -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Status.CURRENT),
        ({"valid_from": day(101)}, Status.COMING),
        ({"valid_from": day(100)}, Status.CURRENT),
        ({"valid_to": day(99)}, Status.EXPIRED),
        ({"valid_to": day(100)}, Status.CURRENT),
        ({"review_by": day(99)}, Status.REVIEW_OVERDUE),
        ({"review_by": day(100)}, Status.REVIEW_DUE),
        ({"review_by": day(192)}, Status.REVIEW_DUE),
        ({"review_by": day(193)}, Status.CURRENT),
        ({"updated": [Update(date=day(11), change="a")]}, Status.CHANGED),
        ({"updated": [Update(date=day(10), change="a")]}, Status.CURRENT),
        ({"updated": [Update(date=day(101), change="a")]}, Status.CURRENT),
        ({"withdrawn": Withdrawal(date=day(100), reason="a")}, Status.WITHDRAWN),
        ({"withdrawn": Withdrawal(date=day(101), reason="a")}, Status.CURRENT),
        ({"withdrawn": Withdrawal(date=day(100), reason="a"), "valid_from": day(300)}, Status.WITHDRAWN),
    ],
)
def test_the_status_of_a_document_follows_from_its_dates(fields: dict[str, object], expected: Status) -> None:
    one = item("a", **fields)
    assert status(one, archive_of(one), day(100)) is expected


def test_a_change_is_told_on_its_very_day_and_not_the_day_before() -> None:
    updated = item("a", updated=[Update(date=day(100), change="a")])
    first, second = edition("a", 0), edition("b", 100)
    for one in (updated, second):
        archive = archive_of(updated, first, second)
        assert status(one, archive, day(100)) is Status.CHANGED
        assert status(one, archive, day(99)) is not Status.CHANGED


def test_what_is_replaced_before_it_applies_is_no_longer_coming() -> None:
    announced, corrected = item("a", valid_from=day(200)), item("b", valid_from=day(100), replaces=["nyheter/a"])
    archive = archive_of(announced, corrected)
    assert [status(announced, archive, day(one)) for one in (99, 100, 200)] == [
        Status.COMING,
        Status.REPLACED,
        Status.REPLACED,
    ]


def test_a_new_edition_is_news_for_90_days_but_a_first_one_is_not() -> None:
    first, second = edition("a", 0), edition("b", 100)
    archive = archive_of(first, second)
    assert status(first, archive, day(50)) is Status.CURRENT
    assert status(second, archive, day(189)) is Status.CHANGED
    assert status(second, archive, day(190)) is Status.CURRENT


def edition(name: str, first: int, **fields: object) -> Document:
    matter = Edition.model_validate({"title": name, "valid_from": day(first), **fields})
    return document(f"anbefalinger/s/{name}", matter)


def test_what_was_withdrawn_before_it_applied_replaces_nothing() -> None:
    one = edition("a", 0)
    other = edition("b", 100, withdrawn=Withdrawal(date=day(100), reason="Feil."))
    archive = archive_of(one, other)
    assert archive.ends(one) is None
    assert archive.valid_edition("anbefalinger/s", day(200)) == one
    assert (status(one, archive, day(200)), status(other, archive, day(200))) == (Status.CURRENT, Status.WITHDRAWN)
    assert [period.edition for period in periods(archive, "anbefalinger/s", day(200))] == [one]


def test_an_edition_after_one_that_never_applied_is_the_first() -> None:
    one = edition("a", 0, withdrawn=Withdrawal(date=day(0), reason="Feil."))
    other = edition("b", 100)
    assert status(other, archive_of(one, other), day(110)) is Status.CURRENT


def test_what_is_withdrawn_later_does_not_bring_the_former_back() -> None:
    one = edition("a", 0)
    other = edition("b", 100, withdrawn=Withdrawal(date=day(150), reason="Feil."))
    archive = archive_of(one, other)
    assert status(one, archive, day(200)) is Status.REPLACED
    assert [(p.first, p.last, p.edition) for p in periods(archive, "anbefalinger/s", day(200))] == [
        (day(0), day(99), one),
        (day(100), day(149), other),
        (day(150), None, None),
    ]


def test_a_gap_is_there_from_the_day_that_it_begins_and_not_before() -> None:
    only = edition("a", 0, valid_to=day(99))
    archive = archive_of(only)
    applied, gap = (day(0), day(99), only), (day(100), None, None)
    assert [tuple(one) for one in periods(archive, "anbefalinger/s", day(99))] == [applied]
    assert [tuple(one) for one in periods(archive, "anbefalinger/s", day(100))] == [applied, gap]


# --- What holds for every chain ---------------------------------------------------------------------------------------

days = st.integers(0, 400)
maybe = st.one_of(st.none(), days)
updates = st.lists(days, max_size=2)
chains = st.lists(st.tuples(days, maybe, maybe, maybe, updates, updates), min_size=1, max_size=5)

Row = tuple[int, int | None, int | None, int | None, list[int], list[int]]


def chain(rows: list[Row], known: int = 400) -> list[Document]:
    """Make editions as the files are on the day ``known``: what happens later is not yet in them."""
    made = []
    for number, (first, last, withdrawn, review, updated, endorsed) in enumerate(rows):
        if first > known:
            continue
        fields: dict[str, object] = {
            "valid_to": day(first + last) if last is not None else None,
            "review_by": day(first + review) if review is not None else None,
            "updated": [Update(date=day(one), change="a") for one in updated if one <= known],
            "endorsed_by": [Endorsement(organisation="siv", date=day(one)) for one in endorsed if one <= known],
        }
        if withdrawn is not None and first + withdrawn <= known:
            fields["withdrawn"] = Withdrawal(date=day(first + withdrawn), reason="a")
        made.append(edition(f"e{number}", first, **fields))
    return made


@some
@given(rows=chains, today=st.integers(-10, 900))
def test_every_document_has_one_status_on_every_day_and_at_most_one_edition_applies(
    rows: list[Row], today: int
) -> None:
    archive = archive_of(*chain(rows))
    applying = [one for one in archive.editions["anbefalinger/s"] if status(one, archive, day(today)).applies]
    assert len(applying) <= 1
    assert applying in ([], [archive.valid_edition("anbefalinger/s", day(today))])


@some
@given(rows=chains, today=st.integers(-10, 900))
def test_the_periods_of_a_series_say_which_edition_applies(rows: list[Row], today: int) -> None:
    archive = archive_of(*chain(rows))
    found = periods(archive, "anbefalinger/s", day(today))
    covering = [one.edition for one in found if one.first <= day(today) and (not one.last or day(today) <= one.last)]
    applying = [one for one in archive.editions["anbefalinger/s"] if status(one, archive, day(today)).applies]
    if len({begins(one) for one in archive.editions["anbefalinger/s"]}) == len(rows):
        assert [one for one in covering if one] == applying
        assert all(one.last and following.first == one.last + timedelta(days=1) for one, following in pairwise(found))


@some
@given(rows=chains, today=days)
def test_the_archive_as_it_was_is_the_one_that_was_built_then(rows: list[Row], today: int) -> None:
    then = archive_of(
        *chain(rows, known=today), series=("anbefalinger/s",) if min(row[0] for row in rows) <= today else ()
    )
    assert archive_of(*chain(rows)).as_of(day(today)) == then


@some
@given(
    published=st.lists(st.tuples(days, updates, maybe), min_size=1, max_size=5),
    editions=st.lists(st.tuples(days, st.booleans()), min_size=1, max_size=4),
    endorsed=updates,
    today=days,
)
def test_items_variants_and_endorsements_are_as_they_were_too(
    published: list[tuple[int, list[int], int | None]],
    editions: list[tuple[int, bool]],
    endorsed: list[int],
    today: int,
) -> None:
    """Each item replaces the one before it, if that was published first; some editions are variants of the others."""

    def built(known: int) -> Archive:
        parts: list[Document] = []
        for number, (first, updated, withdrawn) in enumerate(published):
            fields: dict[str, object] = {"updated": [Update(date=day(u), change="a") for u in updated if u <= known]}
            if number and published[number - 1][0] <= first:
                fields["replaces"] = [f"nyheter/{number - 1}"]
            if withdrawn is not None and first + withdrawn <= known:
                fields["withdrawn"] = Withdrawal(date=day(first + withdrawn), reason="a")
            parts += [item(str(number), date=day(first), **fields)] if first <= known else []
        for number, (first, is_variant) in enumerate(editions):
            matter = Edition.model_validate({"title": "a", "valid_from": day(first)})
            name = "anbefalinger/v" if is_variant else "anbefalinger/s"
            parts += [document(f"{name}/{number}", matter)] if first <= known else []
        given_by = [Endorsement(organisation="siv", date=day(one)) for one in endorsed if one <= known]
        matters = {
            "anbefalinger/s": SeriesMatter.model_validate({"title": "S", "endorsements": given_by}),
            "anbefalinger/v": SeriesMatter(title="V", variant_of="anbefalinger/s"),
        }
        there = {part.series for part in parts}
        every = [Series(one, "anbefalinger", "", matter, {}) for one, matter in matters.items() if one in there]
        return assemble(parts, every, {}, BY_NAME)

    assert built(900).as_of(day(today)) == built(today)


def test_an_archive_that_says_nothing_of_later_days_is_the_same_on_that_day() -> None:
    archive = archive_of(*chain([(0, None, None, None, [3], [4])]))
    assert archive.as_of(day(4)) is archive
    assert archive.as_of(day(3)) is not archive


@some
@given(links=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=10), starts=st.lists(days, min_size=7))
def test_a_chain_of_replacements_ends_with_what_nothing_has_replaced(
    links: list[tuple[int, int]], starts: list[int]
) -> None:
    """Rings too: they are an error, but following them must come to an end."""
    replaces = {number: [f"nyheter/{old}" for new, old in links if new == number] for number in range(7)}
    every = [item(str(number), valid_from=day(starts[number]), replaces=replaces[number]) for number in range(7)]
    archive = archive_of(*every)
    for one in every:
        for found in archive.successors(one, day(200)):
            assert not archive.takes_over(archive.documents[found], day(200))
            assert begins(archive.documents[found]) <= day(200)


# --- Days that calendars stumble over ---------------------------------------------------------------------------------


def last_sunday(year: int, month: int) -> date:
    end = date(year, month, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


YEARS = range(2026, 2038)
LEAP_DAYS = [date(year, 2, 29) for year in YEARS if year % 4 == 0]
WEEK_53 = [date(year, 12, 31) for year in YEARS if date(year, 12, 31).isocalendar().week == 53]
CLOCK_CHANGES = [
    last_sunday(year, month) + timedelta(days=step) for year in YEARS for month in (3, 10) for step in (0, 1)
]


def test_the_odd_days_are_the_ones_that_are_meant() -> None:
    assert [one.year for one in LEAP_DAYS] == [2028, 2032, 2036]
    assert [one.year for one in WEEK_53] == [2026, 2032, 2037]
    assert CLOCK_CHANGES[:4] == [date(2026, 3, 29), date(2026, 3, 30), date(2026, 10, 25), date(2026, 10, 26)]


@pytest.mark.parametrize("today", [*LEAP_DAYS, *WEEK_53, *CLOCK_CHANGES[::7]], ids=str)
def test_a_build_on_an_odd_day_has_the_right_statuses(site: SiteTest, today: date) -> None:
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    site.item("nyheter/2026/siste-dag", date="2020-01-01", valid_to=today)
    site.item("nyheter/2026/dagen-etter", date="2020-01-01", valid_to=yesterday)
    site.item("nyheter/2026/i-morgen", date="2020-01-01", valid_from=tomorrow)
    site.item("nyheter/2026/frist-i-dag", date="2020-01-01", review_by=today)
    site.item("nyheter/2026/frist-i-gaar", date="2020-01-01", review_by=yesterday)
    site.item("nyheter/2026/tre-maaneder", date="2020-01-01", review_by=today + timedelta(days=92))
    site.item("nyheter/2026/ny", date=today, replaces="[nyheter/2026/gammel]")
    site.item("nyheter/2026/gammel", date="2020-01-01")
    built = site.build(today)
    expected = {
        "siste-dag": "",
        "dagen-etter": "Utløpt",
        "i-morgen": "Kommer",
        "frist-i-dag": "Til revisjon",
        "frist-i-gaar": "Revisjon forfalt",
        "tre-maaneder": "Til revisjon",
        "ny": "",
        "gammel": "Erstattet",
    }
    assert {name: badge(built.page(f"nyheter/2026/{name}.html")) for name in expected} == expected


def badge(page: Page) -> str:
    return " ".join(page.find("//p[@class='fa-kicker']/span"))


# --- What a reader sees -----------------------------------------------------------------------------------------------


def series(site: SiteTest, name: str, **fields: object) -> SiteTest:
    lines = "".join(f"{field}: {value}\n" for field, value in {"title": name.capitalize(), **fields}.items())
    return site.file(f"content/anbefalinger/{name}/serie.yml", lines)


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
    assert (badge(before), before.find("//div[@role='note']")) == ("", [])


def test_a_lately_changed_item_says_so(site: SiteTest) -> None:
    built = site.item("nyheter/2026/a", updated="[{date: 2026-11-10, change: Nytt telefonnummer.}]").build()
    assert badge(built.page("nyheter/2026/a.html")) == "Nylig endret"
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
        ["til-revisjon", "gjelder"],
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
        "B fra 1. januar 2022 til 31. desember 2026 Gjelder Hva er endret",
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
        {url: data for url, data in one.bytes().items() if not url.startswith(("assets/sok/", "assets/utdrag/"))}
        for one in (built, built_then)
    )
    assert next(pages) == next(pages)


# --- Variants ---------------------------------------------------------------------------------------------------------

COMMON = (
    "Felles ord.\n\n## 1 Frist\n\nSamme dag.\n\n## 2 Diagnoser\n\nDen viktigste først.\n\n## 3 Vedlegg\n\nSe [1](#1)."
)
OWN = (
    "Felles ord.\n\n## 1 Frist\n\nSamme dag.\n\n## 2 Diagnoser\n\nAlle.\n\n## 4 Kontakt\n\nSe [a](../../nyheter/a.md)."
)


def variant(site: SiteTest) -> SiteTest:
    series(site, "felles", owner="siv").document(
        "anbefalinger/felles/2024", COMMON, title="F24", valid_from="2024-01-01"
    )
    series(site, "eget", owner="horten", variant_of="anbefalinger/felles").item("nyheter/a")
    endorsed = "[{organisation: horten, date: 2025-03-01, case: 25/7}]"
    return site.document("anbefalinger/eget/2025", OWN, title="E25", valid_from="2025-01-01", endorsed_by=endorsed)


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


# --- Reviews ----------------------------------------------------------------------------------------------------------


def with_reviews(site: SiteTest) -> SiteTest:
    site.item("nyheter/2026/forfalt", review_by="2026-11-21").item("nyheter/2026/snart", review_by="2027-02-01")
    site.item("nyheter/2026/om-lenge", review_by="2027-10-01", sender="horten")
    site.item("nyheter/2026/erstattet", review_by="2026-12-01", date="2026-01-01")
    site.item("nyheter/2026/ny", replaces="[nyheter/2026/erstattet]")
    series(site, "nfa", owner="siv", steward="horten")
    return site.document("anbefalinger/nfa/a", title="A", valid_from="2020-01-01", review_by="2026-12-24")


def test_what_is_due_for_review_is_listed_most_urgent_first(site: SiteTest) -> None:
    built = with_reviews(site).build()
    page = built.page("revisjon/index.html")
    assert page.find("//li[@class='fa-card']/h2") == ["Forfalt", "Nfa", "Snart"]
    assert page.find("//li[@class='fa-card']/p")[1] == (
        "Gjennomgås innen 24. desember 2026Sykehuset i VestfoldHorten kommuneTil revisjon"
    )
    assert page.find("//ul[@class='fa-shelf']/li/a") == ["Horten kommune", "Sykehuset i Vestfold"]
    assert page.find("//ul[@class='fa-shelf']//span[@class='fa-hidden']") == ["1 til revisjon", "3 til revisjon"]
    assert built.page("revisjon/horten/index.html").find("//li[@class='fa-card']/h2") == ["Nfa"]


def test_a_senders_page_and_every_footer_lead_to_what_is_due_for_review(site: SiteTest) -> None:
    built = with_reviews(site).build()
    sender = built.page("avsender/siv/index.html")
    assert sender.find("//a[@href='../../revisjon/siv/index.html']") == ["3 til revisjon"]
    assert "../../revisjon/index.html" in sender.find("//footer//a/@href")


def test_a_site_where_nothing_is_due_says_so_and_has_no_calendar(site: SiteTest) -> None:
    built = site.item("nyheter/2026/a").build()
    assert built.page("revisjon/index.html").one("//p[@class='fa-empty']") == "Ingenting trenger gjennomgang nå."
    assert not [url for url in built.urls() if url.endswith(".ics")]


def test_a_calendar_holds_the_reviews_of_the_year_to_come(site: SiteTest) -> None:
    title = '"Tilvising, «æøå»; og noe mer som er så langt at linja må brytes før den er ferdig skrevet"'
    built = with_reviews(site).item("nyheter/2026/snart", review_by="2027-02-01", title=title).build()
    raw = (built.folder / "revisjon/kalender.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(raw)
    assert [(event.decoded("dtstart"), str(event["summary"])) for event in calendar.walk("VEVENT")] == [
        (date(2026, 11, 21), "Til revisjon: Forfalt"),
        (date(2026, 12, 24), "Til revisjon: Nfa"),
        (date(2027, 2, 1), f"Til revisjon: {title.strip(chr(34))}"),
        (date(2027, 10, 1), "Til revisjon: Om-lenge"),
    ]
    assert [str(event["url"]) for event in calendar.walk("VEVENT")][
        1
    ] == "https://arkiv.example.no/anbefalinger/nfa/index.html"
    assert len({str(event["uid"]) for event in calendar.walk("VEVENT")}) == 4


def test_a_calendar_is_never_empty(site: SiteTest) -> None:
    built = site.item("nyheter/2026/a", review_by="2030-01-01").item("nyheter/2026/b", review_by="2031-01-01").build()
    calendar = icalendar.Calendar.from_ical((built.folder / "revisjon/siv/kalender.ics").read_bytes())
    assert [event.decoded("dtstart") for event in calendar.walk("VEVENT")] == [date(2030, 1, 1)]


def test_days_that_pass_are_seen_without_building_from_scratch(site: SiteTest) -> None:
    with_reviews(variant(site))
    site.item("nyheter/2026/trukket", withdrawn="{date: 2026-12-01, reason: Feil.}")
    site.item("nyheter/2026/endret", updated="[{date: 2026-12-01, change: Mer.}]")
    site.document("anbefalinger/felles/2024", COMMON, title="F24", valid_from="2024-01-01", valid_to="2026-12-31")
    for today in (TODAY, date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 1)):
        assert site.build(today).bytes() == site.build(today, output=f"ren-{today}").bytes()


def test_a_long_list_of_reviews_is_parted(site: SiteTest) -> None:
    for number in range(60):
        site.item(f"nyheter/2026/sak-{number:02}", review_by=TODAY)
    built = site.build()
    assert len(built.page("revisjon/side-2.html").find("//li[@class='fa-card']")) == 10

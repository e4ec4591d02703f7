"""The status of a document on every day: what follows from its dates, and what holds for every chain."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds import BY_NAME
from generator.model.archive import Archive, Document, Series, SeriesMatter, assemble, begins
from generator.model.edition import Edition
from generator.model.front_matter import Endorsement, FrontMatter, Update, Withdrawal
from generator.model.periods import periods
from generator.model.registers import Registers
from generator.model.status import Status, status
from tests.driver import SiteTest
from tests.editions import badge, some

REGISTERS: Registers = {}
START = date(2020, 1, 1)


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
        "siste-dag": "Gjelder",
        "dagen-etter": "Utløpt",
        "i-morgen": "Kommer",
        "frist-i-dag": "Gjelder",
        "frist-i-gaar": "Revisjon forfalt",
        "tre-maaneder": "Gjelder",
        "ny": "Gjelder",
        "gammel": "Erstattet",
    }
    assert {name: badge(built.page(f"nyheter/2026/{name}.html")) for name in expected} == expected

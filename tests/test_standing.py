"""What says that it applies, for how long, and what is said when nobody has stood for it."""

from datetime import date

import pytest

from generator.model.front_matter import Confirmation, FrontMatter, Update
from generator.model.status import Status, status
from tests.driver import SiteTest
from tests.editions import badge
from tests.test_status import START, archive_of, document, edition, item

YEARS_LATER = date(2022, 1, 1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Status.CURRENT),
        ({"date": date(2019, 12, 31)}, Status.NOT_REVIEWED),
        ({"date": date(2019, 12, 31), "valid_from": date(2020, 1, 1)}, Status.CURRENT),
        ({"date": date(2016, 2, 29), "valid_to": date(2030, 1, 1)}, Status.CURRENT),
        ({"date": date(2016, 2, 29), "valid_to": date(2021, 12, 31)}, Status.EXPIRED),
        ({"date": date(2016, 2, 29), "review_by": date(2030, 1, 1)}, Status.CURRENT),
        ({"date": date(2016, 2, 29), "review_by": date(2021, 12, 31)}, Status.REVIEW_OVERDUE),
        ({"date": date(2016, 2, 29), "updated": [Update(date=date(2020, 6, 1), change="a")]}, Status.CURRENT),
        ({"date": date(2016, 2, 29), "updated": [Update(date=date(2019, 6, 1), change="a")]}, Status.NOT_REVIEWED),
        ({"date": date(2016, 2, 29), "confirmed": [Confirmation(date=date(2021, 3, 1), by="siv")]}, Status.CURRENT),
        (
            {"date": date(2016, 2, 29), "confirmed": [Confirmation(date=date(2019, 3, 1), by="siv")]},
            Status.NOT_REVIEWED,
        ),
        (
            {"date": date(2016, 2, 29), "confirmed": [Confirmation(date=date(2023, 3, 1), by="siv")]},
            Status.NOT_REVIEWED,
        ),
    ],
)
def test_news_that_nobody_has_stood_for_in_two_years_is_not_said_to_apply(
    fields: dict[str, object], expected: Status
) -> None:
    one = item("a", **fields)
    assert status(one, archive_of(one), YEARS_LATER) is expected


def test_a_recommendation_is_taken_to_hold_for_three_years_and_a_case_makes_no_claim() -> None:
    old = edition("a", 0)
    case = document("saker/a", FrontMatter.model_validate({"title": "A", "date": START}))
    archive = archive_of(old, case)
    assert [status(old, archive, date(2023, 1, one)) for one in (1, 2)] == [Status.CURRENT, Status.NOT_REVIEWED]
    assert status(case, archive, date(2030, 1, 1)) is Status.CURRENT


def test_a_reader_is_told_at_the_top_since_when_nobody_has_gone_through_it(site: SiteTest) -> None:
    site.item("nyheter/2016/gammel", date="2016-06-14").item("nyheter/2026/ny")
    site.item("nyheter/2016/bekreftet", date="2016-06-14", confirmed="[{date: 2026-10-01, by: horten}]")
    built = site.build()
    old, new = built.page("nyheter/2016/gammel.html"), built.page("nyheter/2026/ny.html")
    assert badge(old) == "Ikke gjennomgått"
    assert old.one("//div[contains(@class, 'fa-banner')]") == (
        "Ikke gjennomgått siden 14. juni 2016. Det kan ha endret seg. Hør med avsenderen før du bruker det."
    )
    assert badge(new) == "Gjelder"
    assert not new.find("//div[contains(@class, 'fa-banner')]")
    confirmed = built.page("nyheter/2016/bekreftet.html")
    assert badge(confirmed) == "Gjelder"
    assert "Bekreftet | 1. oktober 2026, Horten kommune" in confirmed.cells("//dl[@class='fa-meta']/div")


def test_what_is_to_be_gone_through_soon_applies_until_the_day(site: SiteTest) -> None:
    built = site.item("nyheter/2026/snart", review_by="2026-12-01").build()
    page = built.page("nyheter/2026/snart.html")
    assert badge(page) == "Gjelder"
    assert "Gjennomgås innen | 1. desember 2026" in page.cells("//dl[@class='fa-meta']/div")
    assert "Til revisjon" not in built.page("nyheter/2026/index.html").main


def test_a_letter_was_sent_and_claims_no_more(site: SiteTest) -> None:
    site.item("nyheter/2016/a", date="2016-06-01")
    site.document("nyhetsbrev/2016/1", title="Nr. 1", date="2016-06-14", sender="siv", items="[nyheter/2016/a]")
    page = site.build().page("nyhetsbrev/2016/1.html")
    assert badge(page) == ""
    assert not page.find("//div[contains(@class, 'fa-banner')]")

"""What is due for review: in lists, on the sender's page and in a calendar."""

from datetime import date

import icalendar

from tests.driver import TODAY, SiteTest
from tests.editions import COMMON, series, variant


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
        "Gjennomgås innen 24. desember 2026Sykehuset i VestfoldHorten kommune"
    )
    assert page.find("//ul[@class='fa-shelf']/li/a") == ["Horten kommune", "Sykehuset i Vestfold"]
    assert page.find("//ul[@class='fa-shelf']//span[@class='fa-hidden']") == ["1 til revisjon", "3 til revisjon"]
    assert built.page("revisjon/horten/index.html").find("//li[@class='fa-card']/h2") == ["Nfa"]


def test_every_footer_leads_to_what_is_due_for_review_and_readers_see_no_more_of_it(site: SiteTest) -> None:
    built = with_reviews(site).build()
    sender = built.page("avsender/siv/index.html")
    assert "../../revisjon/index.html" in sender.find("//footer//a/@href")
    assert "revisjon" not in sender.main
    assert "siv/index.html" in built.page("revisjon/index.html").links


def test_a_site_where_nothing_is_due_says_so_and_has_no_calendar(site: SiteTest) -> None:
    built = site.document("sider/a", title="A").build()
    assert built.page("revisjon/index.html").one("//p[@class='fa-empty']") == "Ingenting trenger gjennomgang nå."
    assert not [url for url in built.urls() if url.endswith(".ics")]


def test_owners_are_told_beforehand_of_what_nobody_has_said_how_long_applies(site: SiteTest) -> None:
    site.item("nyheter/2024/snart", date="2024-12-24").item("nyheter/2024/forbi", date="2024-10-01")
    site.item("nyheter/2026/lenge", date="2026-01-01").document("sider/om", title="Om")
    built = site.build()
    assert built.page("revisjon/index.html").find("//li[@class='fa-card']/h2") == ["Snart"]
    calendar = icalendar.Calendar.from_ical((built.folder / "revisjon/siv/kalender.ics").read_bytes())
    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == ["Til revisjon: Snart"]
    assert [(one.code, one.message("nb")) for one in site.check(due=92) if one.code.startswith("revisjon")] == [
        (
            "revisjon-ubekreftet",
            "Ingen har sagt hvor lenge dette gjelder. Etter 2026-12-24 står det som «Ikke gjennomgått».",
        )
    ]


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

"""Events: the agenda, the page of one, and calendars."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from generator.base import norwegian_time
from generator.kinds.arrangementer import agenda
from generator.pages import ics
from tests.browser import Reader
from tests.driver import TODAY, Page, SiteTest
from tests.events import INDEX, calendar, event

NORWAY = ZoneInfo("Europe/Oslo")


def titles(page: Page, section: str) -> list[str]:
    return page.find(f"//section[@aria-labelledby='{section}']//li/h3")


# --- Lists ------------------------------------------------------------------------------------------------------------


def with_events(site: SiteTest) -> SiteTest:
    event(site, "i-fjor", starts="2025-05-05")
    event(site, "senest", starts="2027-03-04", ends="2027-03-05")
    event(site, "snart", sender="horten")
    event(site, "avlyst", starts="2026-12-01", cancelled="{date: 2026-11-20, reason: For få påmeldte.}")
    event(site, "i-dag", starts="2026-11-22 08:00")
    event(site, "i-gaar", starts="2026-11-21 23:00", sender=None)
    return event(site, "fast", starts=None, recurs="[Hver måned, Fire ganger i halvåret]")


def test_what_comes_first_stands_first_then_what_recurs_then_what_has_been(site: SiteTest) -> None:
    page = with_events(site).build().page(INDEX)
    assert titles(page, "kommende") == ["I-dag", "Snart", "Avlyst", "Senest"]
    assert titles(page, "faste") == ["Fast"]
    assert titles(page, "tidligere") == ["I-gaar", "I-fjor"]


def test_the_next_events_are_there_for_the_front_page(site: SiteTest) -> None:
    views = stages_views(with_events(site))
    assert [card.title for card in agenda.agenda(views).coming[:2]] == ["I-dag", "Snart"]


def stages_views(site: SiteTest) -> Any:
    from generator import build

    return build.build(site.folder / "site_config.yml", site.folder / "site", TODAY, 1, site.report).views


def test_everything_that_has_been_is_parted_in_pages_that_do_not_change(site: SiteTest) -> None:
    for number in range(80):
        event(site, f"kurs-{number:02}", starts=date(2020, 1, 1) + timedelta(days=number))
    built = site.build()
    past = built.page("arrangementer/oversikt/tidligere/index.html")
    assert past.find("//main//h2")[:2] == ["Kurs-79", "Kurs-78"]
    assert len(built.page("arrangementer/oversikt/tidligere/side-1.html").find("//main//h2")) == 50
    assert len(titles(built.page(INDEX), "tidligere")) == 5


def test_a_day_that_passes_is_seen_without_building_from_scratch(site: SiteTest) -> None:
    with_events(site)
    event(site, "i-serien", starts="2026-11-24", series="arrangementer/2026/fast")
    for today in (TODAY, date(2026, 11, 27), date(2028, 1, 1)):
        assert site.build(today).bytes() == site.build(today, output=f"ren-{today}").bytes()


def test_an_archive_without_events_says_so_and_has_no_calendar(site: SiteTest) -> None:
    built = site.document("sider/a", title="A").build()
    assert built.page(INDEX).find("//p[@class='fa-empty']") == ["Arkivet kjenner ingen datoer fram i tid."]
    assert not [url for url in built.urls() if url.endswith(".ics")]


# --- The page of an event ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "ends", "more", "said"),
    [
        ("2026-11-26 16:00", "2026-11-26 18:30", {}, "torsdag 26. november 2026 kl. 16.00–18.30"),
        ("2026-11-26 16:00", None, {}, "torsdag 26. november 2026 kl. 16.00"),
        ("2026-11-26 16:00", "2026-11-26", {}, "torsdag 26. november 2026 kl. 16.00"),
        ("2026-11-26", None, {}, "torsdag 26. november 2026 (klokkeslettet er ikke satt)"),
        ("2026-11-26", None, {"whole_day": "true"}, "torsdag 26. november 2026 (hele dagen)"),
        (
            "2027-03-04 09:00",
            "2027-03-05 15:00",
            {},
            "torsdag 4. mars 2027 kl. 09.00 – fredag 5. mars 2027 kl. 15.00",
        ),
    ],
)
def test_when_it_is(site: SiteTest, starts: str, ends: str | None, more: dict[str, str], said: str) -> None:
    page = event(site, "a", starts=starts, ends=ends, **more).build().page("arrangementer/2026/a.html")
    assert page.find("//dl[contains(@class, 'fa-meta')]/div[dt='Når']/dd") == [said]


def test_what_a_doctor_asks_before_saying_yes(site: SiteTest) -> None:
    facts = {
        "hours": "Minst 15 timer",
        "points": "15 poeng",
        "counts_for": "Emnekurs",
        "expected": "Én fra hvert kontor",
        "compensation": "Takst 14",
    }
    built = event(site, "a", place="Rådhuset", materials="[{title: Lysark, url: 'https://e.no/l'}]", **facts).build()
    page = built.page("arrangementer/2026/a.html")
    assert page.find("//dl[@class='fa-pairs']/div/dd") == list(facts.values())
    assert page.find("//section[@aria-labelledby='etterpa']//a/@href") == ["https://e.no/l"]
    assert page.find("//div[dt='Sted']/dd") == ["Rådhuset"]


def test_what_the_source_says_in_two_ways_is_shown_in_both_and_settled_in_none(site: SiteTest) -> None:
    page = with_events(site).build().page("arrangementer/2026/fast.html")
    assert page.find("//dl[@class='fa-pairs']/div[dt='Hvor ofte']/dd") == [
        "Hver måned",
        "Fire ganger i halvåret",
        "Kilden oppgir dette ulikt. Arkivet viser alt og velger ikke.",
    ]


def test_what_recurs_gathers_its_events_and_they_lead_to_it(site: SiteTest) -> None:
    with_events(site)
    event(site, "neste", series="arrangementer/2026/fast", starts="2026-12-24 12:00")
    event(site, "forrige", series="arrangementer/2026/fast", starts="2026-10-24 12:00")
    built = site.build()
    page = built.page("arrangementer/2026/fast.html")
    assert (titles(page, "kommende"), titles(page, "tidligere")) == (["Neste"], ["Forrige"])
    assert built.page("arrangementer/2026/neste.html").find("//div[dt='Hører til']//a/@href") == ["fast.html"]


@pytest.mark.parametrize(
    ("today", "badge", "banner"),
    [
        (date(2026, 11, 19), "Planlagt", []),
        (date(2026, 11, 20), "Avlyst", ["Arrangementet er avlyst.", "Grunn: For få påmeldte."]),
        (date(2026, 12, 24), "Avlyst", ["Arrangementet er avlyst.", "Grunn: For få påmeldte."]),
    ],
)
def test_that_it_is_cancelled_is_known_from_the_day_it_was_told(
    site: SiteTest, today: date, badge: str, banner: list[str]
) -> None:
    built = with_events(site).build(today)
    page = built.page("arrangementer/2026/avlyst.html")
    assert page.find("//p[@class='fa-kicker']/span") == [badge]
    assert page.find("//div[contains(@class, 'fa-banner')]//p") == banner


def test_it_has_been_from_the_day_after_its_last(site: SiteTest) -> None:
    with_events(site)
    badges = [
        site.build(day).page("arrangementer/2026/senest.html").find("//p[@class='fa-kicker']/span")
        for day in (date(2027, 3, 5), date(2027, 3, 6))
    ]
    assert badges == [["Planlagt"], ["Har vært"]]


def test_search_finds_an_event_by_where_it_is_and_what_it_gives(site: SiteTest) -> None:
    built = event(site, "a", place="Rådhuset på Nøtterøy", points="Femten poeng").build()
    assert "Rådhuset på Nøtterøy Femten poeng" in str(built.index("utdrag"))


def test_a_newcomer_finds_what_the_conference_gives(reader: Reader, home: str) -> None:
    reader.page.goto(home)
    reader.page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Arrangementer").click()
    reader.page.get_by_role("link", name="Samhandlingskonferansen").click()
    points = reader.page.locator(".fa-pairs div", has=reader.page.get_by_text("Poeng", exact=True))
    expect(points).to_contain_text("Rapporten oppgir ikke hvor mange poeng det gir")


def test_what_is_wrong_is_said_in_nynorsk_too(site: SiteTest) -> None:
    site.file("content/registre/laeringsmal.yml", "- {id: fkm-75, name: FKM, valid_to: 2026-02-28}\n")
    event(site, "a", ends="2026-11-26 14:00", learning_goals="[fkm-75, fkm]")
    event(site, "b", starts=None, ends="2026-11-26")
    event(site, "c", starts=None)
    event(site, "d", series="arrangementer/2026/a")
    event(site, "e", starts="i morgon").document("sider/f", title="F", learning_goals="[fkm]")
    event(site, "g", starts="2027-03-28 02:30")
    assert {(problem.code, problem.message("nn"), problem.hint("nn")) for problem in site.fails()} == {
        (
            "arrangement-slutt",
            "Arrangementet sluttar 2026-11-26 14:00, før det tek til 2026-11-26 16:00.",
            "Rett starts eller ends.",
        ),
        ("arrangement-uten-start", "Arrangementet har ends, men ikkje starts.", "Skriv òg når det tek til."),
        (
            "arrangement-uten-tid",
            "Arrangementet har korkje starts, recurs eller planned.",
            "Skriv når det tek til, kor ofte det er, eller når det var planlagt.",
        ),
        (
            "arrangement-serie",
            "«arrangementer/2026/a» er ikkje ei side om eit arrangement som går igjen.",
            "Vis til eit dokument i arrangementer med recurs, eller ta bort series.",
        ),
        (
            "felt-tidspunkt",
            "«i morgon» er ikkje eit tidspunkt.",
            "Skriv dag og klokkeslett som 2026-11-26 16:00, eller berre dagen om klokkeslettet ikkje er sett.",
        ),
        (
            "tid-finnes-ikke",
            "«2027-03-28 02:30» finst ikkje. Klokka blir stilt fram den natta.",
            "Skriv eit klokkeslett som finst, til dømes ein time seinare.",
        ),
        (
            "mal-utlopt",
            "Læringsmålet «fkm-75» galdt til og med 2026-02-28. Dette gjeld 2026-11-26.",
            "Vis til målet som gjeld den dagen, eller rett datoen.",
        ),
        (
            "ref-ukjent",
            "«fkm» finst ikkje i registre/laeringsmal.yml. Meinte du «fkm-75»?",
            "Rett verdien, eller legg han til i registeret.",
        ),
    }


# --- Calendars --------------------------------------------------------------------------------------------------------


def test_there_is_a_calendar_for_each_event_for_each_sender_and_for_all(site: SiteTest) -> None:
    built = with_events(site).build()
    held = {url: [str(one["summary"]) for one in calendar(built, url)] for url in built.urls() if url.endswith(".ics")}
    assert held.pop("arrangementer/oversikt/kalender.ics") == ["I-gaar", "I-dag", "Snart", "Avlyst", "Senest"]
    assert held.pop("arrangementer/oversikt/siv/kalender.ics") == ["I-dag", "Avlyst", "Senest"]
    assert held.pop("arrangementer/oversikt/horten/kalender.ics") == ["Snart"]
    assert held.pop("arrangementer/2026/i-fjor.ics") == ["I-fjor"]
    assert "oversikt/horten/kalender.ics" in built.page(INDEX).links
    assert built.page("arrangementer/2026/snart.html").find("//p[@class='fa-ics']/a/@href") == ["snart.ics"]
    assert len(held) == 5


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        pytest.param("2027-03-27 16:00", 15, id="the day before summer time"),
        pytest.param("2027-03-28 16:00", 14, id="the day it begins"),
        pytest.param("2027-10-30 16:00", 14, id="the day before it ends"),
        pytest.param("2027-10-31 16:00", 15, id="the day it ends"),
        pytest.param("2027-10-31 02:30", 0, id="an hour that comes twice"),
    ],
)
def test_the_time_is_right_on_both_sides_of_the_change_to_summer_time(site: SiteTest, written: str, hour: int) -> None:
    built = event(site, "a", starts=written).build()
    (entry,) = calendar(built, "arrangementer/2026/a.ics")
    starts = entry.decoded("dtstart")
    assert (starts.utcoffset(), starts.hour) == (timedelta(0), hour)
    assert f"{starts.astimezone(NORWAY):%Y-%m-%d %H:%M}" == written


@example(datetime(2002, 3, 31, 2, 0, fold=1))
@given(st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)))
def test_what_is_told_in_utc_is_what_clocks_in_norway_show(moment: datetime) -> None:
    shown = norwegian_time.utc(moment).astimezone(NORWAY).replace(tzinfo=None)
    assert shown - moment in (timedelta(0), timedelta(hours=1))
    if shown != moment:
        assert norwegian_time.utc(moment - timedelta(hours=1)).astimezone(NORWAY).replace(
            tzinfo=None
        ) == moment - timedelta(hours=1)


def test_a_day_without_a_time_takes_up_no_time_and_the_last_day_is_counted_in(site: SiteTest) -> None:
    (entry,) = calendar(with_events(site).build(), "arrangementer/2026/senest.ics")
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (date(2027, 3, 4), date(2027, 3, 6))
    assert str(entry["transp"]) == "TRANSPARENT"


def test_an_event_that_is_moved_or_cancelled_stays_the_same_event(site: SiteTest) -> None:
    (before,) = calendar(event(site, "a", date="2026-11-01").build(), "arrangementer/2026/a.ics")
    told = "[{date: 2026-11-10, change: Flyttet en uke.}]"
    event(site, "a", date="2026-11-01", starts="2026-12-03 16:00", updated=told)
    (moved,) = calendar(site.build(), "arrangementer/2026/a.ics")
    cancelled = "{date: 2026-11-20, reason: Sykdom.}"
    event(site, "a", date="2026-11-01", starts="2026-12-03 16:00", updated=told, cancelled=cancelled)
    (gone,) = calendar(site.build(), "arrangementer/2026/a.ics")
    assert {str(one["uid"]) for one in (before, moved, gone)} == {"arrangement-arrangementer/2026/a@arkiv.example.no"}
    assert [one.decoded("dtstamp") for one in (before, moved, gone)] == [
        datetime(2026, 11, day, tzinfo=UTC) for day in (1, 10, 20)
    ]
    assert [int(one.get("sequence", 0)) for one in (before, moved, gone)] == [0, 1, 2]
    assert [str(one.get("status", "")) for one in (before, moved, gone)] == ["", "", "CANCELLED"]


def test_a_title_with_what_calendars_are_made_of_is_only_a_title(site: SiteTest) -> None:
    title = r'"Møte; kl. 1, \\n og «æøå» på en linje som er så lang at den må brytes før den er ferdig skrevet"'
    built = event(site, "a", title=title, place='"Rom 1, 2. etasje; til høyre"').build()
    raw = (built.folder / "arrangementer/2026/a.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (entry,) = calendar(built, "arrangementer/2026/a.ics")
    assert str(entry["summary"]) == title.strip('"').replace("\\\\n", "\\ n")
    assert str(entry["location"]) == "Rom 1, 2. etasje; til høyre"


TROUBLE = st.text(st.sampled_from('aå;,:\\"nN\n\r\t\v\f\x00\x1c\x85\u2028 BEGIN'), max_size=60)


@settings(max_examples=60)
@given(TROUBLE, TROUBLE)
def test_no_text_breaks_a_calendar(summary: str, place: str) -> None:
    entry = ics.CalendarEvent(
        "a", "2026-11-26T16:00", "2026-11-26T18:00", "2026-11-01", summary, "a.html", place, summary
    )
    raw = ics.calendar(summary, "https://arkiv.example.no/", [entry])
    assert {line.split(":")[0].split(";")[0] for line in raw.decode().replace("\r\n ", "").splitlines()} <= {
        *("BEGIN", "END", "PRODID", "VERSION", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART", "DTEND"),
        *("SUMMARY", "LOCATION", "DESCRIPTION", "URL"),
    }
    (read,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert shape(str(read["summary"])) == shape(summary)
    assert shape(str(read.get("location", ""))) == shape(place)


def shape(text: str) -> list[str]:
    """Give a text's words; what breaks lines is as good as a space, and so is what parts a backslash from an n."""
    return re.sub(r"\\(?=[nN])", r"\\ ", text.replace("\x00", "")).split()

"""Invitations become drafts of events: where, when in Norwegian time, whether they recur, and whether they are off."""

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest

from generator.importers.run import Left, Summary
from tests import foreign
from tests.desk import Desk, imported
from tests.foreign import mail
from tests.foreign_formats import BEGINS, CLASS, ENDS, msg, told

TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc/0?context=x"
# Outlook names zones as Windows does, and tells their rules along.
OUTLOOK_ZONE = """\
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
IN_OSLO = "DTSTART;TZID=Europe/Oslo:20190402T113000\nDTEND;TZID=Europe/Oslo:20190402T121500\n"
SAID = "Vi går gjennom den nye malen for epikriser\\, og hva som skal stå i den."


def calendar(event: str, method: str = "REQUEST", zone: str = "", summary: str = "Lunsj om epikriser") -> str:
    head = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:{method}\n{zone}BEGIN:VEVENT\nUID:1\n"
    return f"{head}DTSTAMP:20190314T083000Z\nSUMMARY:{summary}\n{event.rstrip()}\nEND:VEVENT\nEND:VCALENDAR\n".replace(
        "\n", "\r\n"
    )


def invitation(ics: str, method: str = "REQUEST", html: str = "") -> EmailMessage:
    """An invitation as Outlook and Google send it: the same in text, in HTML and as a calendar."""
    message = mail("Lunsj om epikriser", html=html or None, text="Du er invitert.")
    message.add_alternative(ics, subtype="calendar", params={"method": method})
    return message


def drafted(desk: Desk, data: bytes, name: str = "a.eml") -> str:
    """Import a file with one event, and give its draft."""
    desk.put(name, data)
    summary = desk.imports(sender="siv")
    (one,) = imported(summary)
    assert one.drafts.id.startswith("arrangementer/")
    # That the kind of event is a guess, and what else there is to look at, is said until a person has looked.
    assert set(desk.site.codes()) == {"kladd-gjettet", "kladd-merknad"}
    return desk.text(f"{one.drafts.id}.md")


def codes(summary: Summary) -> list[str]:
    return [remark.code for one in imported(summary) for remark in one.remarks]


@pytest.mark.parametrize(
    ("event", "zone", "starts", "ends"),
    [
        ("DTSTART:20190402T093000Z\nDTEND:20190402T101500Z", "", "2019-04-02 11:30", "2019-04-02 12:15"),
        ("DTSTART:20190102T103000Z\nDURATION:PT45M", "", "2019-01-02 11:30", "2019-01-02 12:15"),
        (IN_OSLO, "", "2019-04-02 11:30", "2019-04-02 12:15"),
        (
            "DTSTART;TZID=W. Europe Standard Time:20190402T113000\nDTEND;TZID=W. Europe Standard Time:20190402T121500",
            OUTLOOK_ZONE,
            "2019-04-02 11:30",
            "2019-04-02 12:15",
        ),
        ("DTSTART;TZID=America/New_York:20190402T053000", "", "2019-04-02 11:30", ""),
        ("DTSTART:20190402T113000", "", "2019-04-02 11:30", ""),
    ],
)
def test_an_invitation_is_an_event_in_norwegian_time(desk: Desk, event: str, zone: str, starts: str, ends: str) -> None:
    draft = drafted(
        desk, invitation(calendar(f"{event}\nDESCRIPTION:{SAID}\nLOCATION:Auditoriet", zone=zone)).as_bytes()
    )
    assert f"\nstarts: {starts}\n" in draft
    assert (f"\nends: {ends}\n" in draft) == bool(ends)
    assert '\nplace: "Auditoriet"\n' in draft
    assert "\ndraft: true\n" in draft
    assert "den nye malen for epikriser, og hva som skal stå i den." in draft
    assert draft.startswith('---\ntitle: "Lunsj om epikriser"\ndate: 2019-03-14\nsender: siv\n')


@pytest.mark.parametrize(
    ("event", "lines"),
    [
        ("DTSTART;VALUE=DATE:20190402\nDTEND;VALUE=DATE:20190403", "starts: 2019-04-02\nwhole_day: true\n"),
        (
            "DTSTART;VALUE=DATE:20190402\nDTEND;VALUE=DATE:20190404",
            "starts: 2019-04-02\nends: 2019-04-03\nwhole_day: true\n",
        ),
    ],
)
def test_whole_days_are_told_as_such(desk: Desk, event: str, lines: str) -> None:
    assert f"\n{lines}" in drafted(desk, invitation(calendar(event)).as_bytes())


@pytest.mark.parametrize(
    ("method", "event", "summary"),
    [
        ("CANCEL", IN_OSLO, "Avlyst: Lunsj om epikriser"),
        ("REQUEST", f"{IN_OSLO}STATUS:CANCELLED", "Canceled: Lunsj om epikriser"),
        ("CANCEL", f"{IN_OSLO}STATUS:CANCELLED\nSEQUENCE:2", "Lunsj om epikriser"),
    ],
)
def test_what_is_off_is_marked_so(desk: Desk, method: str, event: str, summary: str) -> None:
    draft = drafted(desk, invitation(calendar(event, method, summary=summary), method).as_bytes())
    assert 'title: "Lunsj om epikriser"\n' in draft
    assert "\ncancelled: {date: 2019-03-14, reason: " in draft


@pytest.mark.parametrize(
    ("rule", "often"),
    [
        ("FREQ=WEEKLY;UNTIL=20190601T000000Z;BYDAY=TU", "hver uke"),
        ("FREQ=MONTHLY;BYDAY=2TH;COUNT=10", "hver måned"),
        ("FREQ=DAILY;INTERVAL=2", "hver dag"),
    ],
)
def test_what_recurs_is_told_in_the_draft_and_the_report(desk: Desk, rule: str, often: str) -> None:
    draft = drafted(desk, invitation(calendar(f"{IN_OSLO}RRULE:{rule}")).as_bytes())
    assert often in draft
    assert rule.partition(";")[0] in draft


def test_the_days_on_which_what_recurs_is_not_held_are_told(desk: Desk) -> None:
    left_out = "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Oslo:20190409T113000\nEXDATE;TZID=Europe/Oslo:20190416T113000"
    draft = drafted(desk, invitation(calendar(f"{IN_OSLO}{left_out}")).as_bytes())
    assert "EXDATE=20190409T113000 EXDATE=20190416T113000" in draft


@pytest.mark.parametrize(
    "more",
    [
        f"LOCATION:Microsoft Teams-møte\nX-MICROSOFT-SKYPETEAMSMEETINGURL:{TEAMS}\nDESCRIPTION:{SAID}",
        f"DESCRIPTION:{SAID}\\n________________________________________\\nMicrosoft Teams-møte\\nBli med på møtet: "
        f"{TEAMS}\\nMøte-ID: 123 456\\n________________________________________",
        f"LOCATION:{TEAMS}\nDESCRIPTION:{SAID}",
    ],
)
def test_the_way_in_to_a_meeting_on_the_net_is_its_link(desk: Desk, more: str) -> None:
    draft = drafted(desk, invitation(calendar(f"{IN_OSLO}{more}")).as_bytes())
    assert f'\nlink: "{TEAMS}"\n' in draft
    assert "\ntype: digitalt-mote\n" in draft
    body = draft.split("\n---\n", 1)[1]
    assert ("nye malen" in body, "Møte-ID" in body, "teams.microsoft" in body) == (True, False, False)


@pytest.mark.parametrize("name", ["innkalling.ics", "invite.ics"])
def test_a_newsletter_with_a_calendar_attached_is_both(desk: Desk, name: str) -> None:
    message = mail(html=foreign.as_html())
    desk.put("a.eml", foreign.with_file(message, name, calendar(IN_OSLO).encode(), "application/ics").as_bytes())
    ids = [one.drafts.id.partition("/")[0] for one in imported(desk.imports(sender="siv"))]
    assert sorted(ids) == ["arrangementer", "nyhetsbrev"]


def test_a_mail_that_is_only_a_calendar_and_a_calendar_in_a_file_are_events(desk: Desk) -> None:
    head = f"From: {foreign.SENDER}\r\nSubject: Lunsj\r\nDate: Thu, 14 Mar 2019 09:30:00 +0100\r\nMIME-Version: 1.0\r\n"
    bare = f"{head}Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n\r\n{calendar(IN_OSLO)}"
    assert "\nstarts: 2019-04-02 11:30\n" in drafted(desk, bare.encode())
    desk.put("b.ics", calendar(IN_OSLO, "PUBLISH", summary="Kurs i sårstell").encode())
    desk.imports(sender="siv")
    assert "\ntype: emnekurs\n" in desk.text("arrangementer/2019/kurs-i-sarstell.md")


def test_the_same_invitation_sent_in_two_ways_is_one_event(desk: Desk) -> None:
    message = invitation(calendar(f"{IN_OSLO}DESCRIPTION:{SAID}"), html="<p>Du er invitert</p>")
    drafted(desk, message.as_bytes())


def test_an_answer_to_an_invitation_is_no_event(desk: Desk) -> None:
    desk.put("a.eml", invitation(calendar(IN_OSLO, "REPLY"), "REPLY").as_bytes())
    (one,) = desk.imports(sender="siv").results
    assert isinstance(one, Left)
    assert one.remark.code == "import-svar-innkalling"


def test_a_broken_calendar_does_not_cost_the_mail(desk: Desk) -> None:
    message = mail(html=foreign.as_html())
    message.make_mixed()
    message.attach(_calendar_part("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:i morgen\n"))
    desk.put("a.eml", message.as_bytes())
    assert "import-vedlegg-ulest" in codes(desk.imports(sender="siv"))


def _calendar_part(text: str) -> Any:
    part = EmailMessage()
    part.set_content(text, subtype="calendar")
    return part


@pytest.mark.parametrize(
    ("kind", "cancelled"), [("IPM.Schedule.Meeting.Request", False), ("IPM.Schedule.Meeting.Canceled", True)]
)
def test_an_invitation_dragged_out_of_outlook_is_an_event(desk: Desk, kind: str, cancelled: bool) -> None:
    begins, ends = datetime(2019, 4, 2, 9, 30, tzinfo=UTC), datetime(2019, 4, 2, 10, 15, tzinfo=UTC)
    properties = {**told("Lunsj om epikriser", text="Vi går gjennom malen."), CLASS: kind, BEGINS: begins, ENDS: ends}
    draft = drafted(desk, msg(properties), "a.msg")
    assert "\nstarts: 2019-04-02 11:30\nends: 2019-04-02 12:15\n" in draft
    assert ("\ncancelled: " in draft) == cancelled

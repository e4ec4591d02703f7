"""What a forum's page shows, and the yearly reports and plans that are drawn from its cases."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generator.kinds.fora.model import NAME, Forum, Seats
from generator.kinds.saker.model import Case
from generator.kinds.saker.pages import VERDICTS, CaseRow, cases, row
from generator.model.archive import Document
from generator.model.edition import Edition
from generator.model.registers import CaseTemplate
from generator.pages.addresses import kind_url, overview_url, shelf_url
from generator.pages.cards import Card, Key, Named, iso
from generator.pages.lists import collation
from generator.pages.page import Page
from generator.pages.views import Views

_SHOWN = 8
_EVENTS = "arrangementer"

Cases = Sequence[tuple[Document, Case]]


class SeatsRow(NamedTuple):
    """Members of one role; ``seats`` is 0 where it is not known how many."""

    role: str
    seats: int
    chosen_by: str
    term: str


class FactRow(NamedTuple):
    """A fact: the key of its name, and what it says."""

    name: str
    text: str


class ReportRow(NamedTuple):
    """Where the report and the plan of a year are."""

    year: int
    report: str
    plan: str


class TemplateRow(NamedTuple):
    """A question of the template for cases."""

    id: str
    text: str


class TemplateShown(NamedTuple):
    """The template that a forum goes through."""

    name: str
    note: str
    points: tuple[TemplateRow, ...]


class Recommended(NamedTuple):
    """A recommendation that a forum has to do with, and its role: owner, steward, sender or adopted_by."""

    role: str
    card: Card


class ForumDetails(NamedTuple):
    """What the page of a forum shows besides; counts are 0 where there is nothing, or it is not known."""

    mandate: str
    appointed_by: Named | None
    binding: str
    about: tuple[FactRow, ...]
    members: tuple[SeatsRow, ...]
    member_count: int
    cases: tuple[CaseRow, ...]
    case_count: int
    open_count: int
    recommendations: tuple[Recommended, ...]
    events: tuple[Card, ...]
    reports: tuple[ReportRow, ...]
    template: TemplateShown | None
    by_sender: str


class YearHead(NamedTuple):
    """What the report and the plan of a year have in common; ``other`` is the address of the other one."""

    up: tuple[Named, ...]
    card: Card
    year: int
    is_over: bool
    mandate: str
    binding: str
    events: tuple[Card, ...]
    other: str


class VerdictCount(NamedTuple):
    """How often a forum gave an advice of one sort."""

    verdict: str
    times: int


class ReportData(NamedTuple):
    """The report of a year: what a forum was asked, what it advised, and what came of its advice."""

    head: YearHead
    received: int
    handled: tuple[CaseRow, ...]
    verdicts: tuple[VerdictCount, ...]
    results: tuple[CaseRow, ...]
    waiting: tuple[CaseRow, ...]


class DueRow(NamedTuple):
    """What must be gone through again, and by which day."""

    card: Card
    day: str


class PlanData(NamedTuple):
    """The plan of a year: what a forum is to handle, to follow up, and to go through again."""

    head: YearHead
    to_handle: tuple[CaseRow, ...]
    to_follow: tuple[CaseRow, ...]
    to_review: tuple[DueRow, ...]


def forum(document: Document[Forum], views: Views) -> ForumDetails:
    """Give what a forum's page shows beside what all pages do."""
    matter = document.matter
    own = cases(views.archive, matter.organisation) if matter.organisation else []
    events = _events(matter, views)
    counts = [seats.count for seats in matter.members if seats.count]
    about = (("meets", matter.meets), ("funding", matter.funding), ("period", matter.period))
    return ForumDetails(
        mandate=matter.mandate,
        appointed_by=views.organisation(matter.appointed_by),
        binding=matter.binding or "",
        about=tuple(FactRow(name, text) for name, text in about if text),
        members=tuple(map(_seats, matter.members)),
        member_count=sum(counts) if len(counts) == len(matter.members) else 0,
        cases=_rows(own[-_SHOWN:][::-1], views),
        case_count=len(own),
        open_count=sum(case.is_open() for _, case in own),
        recommendations=_recommendations(matter.organisation, views),
        events=events[:_SHOWN],
        reports=tuple(
            ReportRow(year, _url(document, year, "arsrapport"), _url(document, year, "handlingsplan"))
            for year in reversed(_years(own, views.today))
        ),
        template=_template(matter, views),
        by_sender=shelf_url("avsender", matter.organisation) if matter.organisation else "",
    )


def _seats(seats: Seats) -> SeatsRow:
    return SeatsRow(seats.role, seats.count or 0, seats.chosen_by or "", seats.term or "")


def _rows(own: Cases, views: Views) -> tuple[CaseRow, ...]:
    return tuple(row(document, matter, views) for document, matter in own)


def _recommendations(organisation: str | None, views: Views) -> tuple[Recommended, ...]:
    """Give the series that a forum owns, stewards, has sent or has adopted, each with the first of these that is so."""
    found = []
    for series in views.archive.series.values() if organisation else ():
        editions = views.archive.editions[series.id]
        roles = {
            "owner": series.matter.owner == organisation,
            "steward": series.matter.steward == organisation,
            "sender": any(edition.matter.sender == organisation for edition in editions),
            "adopted_by": any(
                isinstance(edition.matter, Edition) and edition.matter.adopted_by == organisation
                for edition in editions
            ),
        }
        if any(roles.values()):
            role = next(role for role, is_so in roles.items() if is_so)
            found.append(Recommended(role, views.series_card(series)))
    return tuple(sorted(found, key=lambda one: (collation(one.card.title), one.card.url)))


def _events(matter: Forum, views: Views, year: int = 0) -> tuple[Card, ...]:
    """Give the events that the forum holds, or those of one year, newest first."""
    held = [
        (_held(one), one.id, one)
        for one in views.archive.documents.values()
        if one.kind == _EVENTS and one.matter.sender == matter.organisation is not None
    ]
    return tuple(views.card(one) for day, _, one in sorted(held, reverse=True) if not year or day[:4] == str(year))


def _held(event: Document) -> str:
    return iso(event.matter.counted_on or event.matter.published)


def _template(matter: Forum, views: Views) -> TemplateShown | None:
    template = views.archive.registers["saksmaler"].get(matter.template or "")
    if not isinstance(template, CaseTemplate):
        return None
    points = tuple(TemplateRow(point.id, point.asked(views.language)) for point in template.points)
    return TemplateShown(template.called(views.language), template.note or "", points)


def _url(document: Document, year: int, name: str) -> str:
    """Where a report or plan lies.  ``fora/suff`` gives ``fora/oversikt/suff/2026/arsrapport.html``."""
    kind, _, own = document.id.partition("/")
    return overview_url(kind, f"{own}/{year}/{name}.html")


def _years(own: Cases, today: date) -> list[int]:
    """Give the years of which there is something to tell, or for which there is something to do."""
    found: set[int] = set()
    for _, matter in own:
        days = (matter.date, matter.meeting, matter.result.date if matter.result else None)
        found.update(day.year for day in days if day)
        if matter.is_open():
            found.add(today.year)
    return sorted(found)


def plan(views: Views) -> Iterator[Page]:
    """Plan a report and a plan for every forum and year that has cases."""
    for document in views.archive.of(Forum):
        matter = document.matter
        own = cases(views.archive, matter.organisation) if matter.organisation else []
        years = _years(own, views.today)
        for year in years:
            report, to_do = _url(document, year, "arsrapport"), _url(document, year, "handlingsplan")
            head = _head(document, year, views)
            yield Page(report, "arsrapport.html", matter.title, _report(own, head._replace(other=to_do), views))
            planned = _plan(document, own, head._replace(other=report), views)
            yield Page(to_do, "handlingsplan.html", matter.title, planned)


def _head(document: Document[Forum], year: int, views: Views) -> YearHead:
    matter = document.matter
    return YearHead(
        up=(Named(Key(f"kind_{NAME}"), kind_url(NAME)), Named(matter.title, document.url)),
        card=views.card(document),
        year=year,
        is_over=year < views.today.year,
        mandate=matter.mandate,
        binding=matter.binding or "",
        events=_events(matter, views, year),
        other="",
    )


def _report(own: Cases, head: YearHead, views: Views) -> ReportData:
    """Say what a forum was asked in a year, what it advised, and what came of its advice."""
    year = head.year
    end = min(date(year, 12, 31), views.today)
    handled = [(document, case) for document, case in own if case.advice and (case.meeting or case.date).year == year]
    results = [(document, case) for document, case in own if case.result and case.result.date.year == year]
    waiting = [(document, case) for document, case in own if case.date <= end and case.as_of(end).is_open()]
    verdicts: list[str] = [case.advice.verdict for _, case in handled if case.advice]
    return ReportData(
        head=head,
        received=sum(case.date.year == year for _, case in own),
        handled=_rows(handled, views),
        verdicts=tuple(VerdictCount(verdict, verdicts.count(verdict)) for verdict in VERDICTS),
        results=_rows(results, views),
        waiting=_rows(waiting, views),
    )


def _plan(document: Document[Forum], own: Cases, head: YearHead, views: Views) -> PlanData:
    """Say what a forum is to handle in a year, what it is to follow up, and what it must go through again."""
    year = head.year
    is_now = year == views.today.year
    to_handle = [
        (one, case)
        for one, case in own
        if (case.meeting and case.meeting.year == year and not case.withdrawn) or (is_now and case.is_open())
    ]
    to_follow = [
        (one, case)
        for one, case in own
        if case.advice
        and (case.meeting or case.date).year <= year
        and (case.result is None or case.result.date.year >= year)
    ]
    return PlanData(head, _rows(to_handle, views), _rows(to_follow, views), _to_review(document, year, views))


def _to_review(document: Document[Forum], year: int, views: Views) -> tuple[DueRow, ...]:
    """Give the forum's own page and the recommendations that it answers for, where they are due in the year."""
    organisation = document.matter.organisation
    answered = [
        views.archive.valid_edition(series.id, views.today)
        for series in views.archive.series.values()
        if organisation and organisation in (series.matter.owner, series.matter.steward)
    ]
    due = [one for one in (document, *answered) if one and one.matter.review_by and one.matter.review_by.year == year]
    return tuple(DueRow(views.standing_card(one), iso(one.matter.review_by)) for one in due)

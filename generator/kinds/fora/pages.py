"""What a forum's page shows, and the yearly reports and plans that are drawn from its cases."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.kinds.fora.model import Forum
from generator.kinds.saker.model import Case
from generator.kinds.saker.pages import VERDICTS, CaseRow, cases, forums, row
from generator.model.archive import Document
from generator.model.edition import Edition
from generator.model.registers import CaseTemplate
from generator.pages.addresses import kind_url, overview_url, shelf_url
from generator.pages.lists import collation
from generator.pages.page import Page
from generator.pages.views import Card, Key, Named, Views, iso

_SHOWN = 8
_EVENTS = "arrangementer"

Cases = Sequence[tuple[Document, Case]]


def forum(document: Document[Forum], views: Views) -> Mapping[str, object]:
    """Give what a forum's page shows beside what all pages do."""
    matter = document.matter
    own = cases(views.archive, matter.organisation) if matter.organisation else []
    events = _events(matter, views)
    counts = [seats.count for seats in matter.members if seats.count]
    return {
        "mandate": matter.mandate,
        "appointed_by": _named(matter.appointed_by, views),
        "binding": matter.binding or "",
        "facts": tuple(
            (name, text)
            for name, text in (("meets", matter.meets), ("funding", matter.funding), ("period", matter.period))
            if text
        ),
        "members": tuple((one.role, one.count or 0, one.chosen_by or "", one.term or "") for one in matter.members),
        "member_count": sum(counts) if len(counts) == len(matter.members) else 0,
        "cases": _rows(own[-_SHOWN:][::-1], views),
        "case_count": len(own),
        "open_count": sum(case.is_open() for _, case in own),
        "recommendations": _recommendations(matter.organisation, views),
        "events": events[:_SHOWN],
        "reports": tuple(
            (year, _url(document, year, "arsrapport"), _url(document, year, "handlingsplan"))
            for year in reversed(_years(own, views.today))
        ),
        "template": _template(matter, views),
        "by_sender": shelf_url("avsender", matter.organisation) if matter.organisation else "",
    }


def _named(organisation: str | None, views: Views) -> Named | None:
    return views.named("organisasjoner", organisation) if organisation else None


def _rows(own: Cases, views: Views) -> tuple[CaseRow, ...]:
    return tuple(row(document, matter, views) for document, matter in own)


def _recommendations(organisation: str | None, views: Views) -> tuple[tuple[str, Card], ...]:
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
            found.append((next(role for role, is_so in roles.items() if is_so), views.series_card(series)))
    return tuple(sorted(found, key=lambda pair: (collation(pair[1].title), pair[1].url)))


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


def _template(matter: Forum, views: Views) -> tuple[object, ...]:
    template = views.archive.registers["saksmaler"].get(matter.template or "")
    if not isinstance(template, CaseTemplate):
        return ()
    points = tuple((point.id, point.asked(views.language)) for point in template.points)
    return template.called(views.language), template.note or "", points


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
    for document, matter in forums(views.archive):
        own = cases(views.archive, matter.organisation) if matter.organisation else []
        years = _years(own, views.today)
        for year in years:
            shared: dict[str, object] = {
                "up": (Named(Key(f"kind_{document.kind}"), kind_url(document.kind)), Named(matter.title, document.url)),
                "card": views.card(document),
                "year": year,
                "is_over": year < views.today.year,
                "mandate": matter.mandate,
                "binding": matter.binding or "",
                "events": _events(matter, views, year),
            }
            report, to_do = _url(document, year, "arsrapport"), _url(document, year, "handlingsplan")
            yield Page(report, "arsrapport.html", matter.title, {**shared, **_report(own, year, views), "plan": to_do})
            values = {**shared, **_plan(document, matter, own, year, views), "report": report}
            yield Page(to_do, "handlingsplan.html", matter.title, values)


def _report(own: Cases, year: int, views: Views) -> Mapping[str, object]:
    """Say what a forum was asked in a year, what it advised, and what came of its advice."""
    end = min(date(year, 12, 31), views.today)
    handled = [(document, case) for document, case in own if case.advice and (case.meeting or case.date).year == year]
    results = [(document, case) for document, case in own if case.result and case.result.date.year == year]
    waiting = [(document, case) for document, case in own if case.date <= end and case.as_of(end).is_open()]
    verdicts: list[str] = [case.advice.verdict for _, case in handled if case.advice]
    return {
        "received": sum(case.date.year == year for _, case in own),
        "handled": _rows(handled, views),
        "verdicts": tuple((verdict, verdicts.count(verdict)) for verdict in VERDICTS),
        "results": _rows(results, views),
        "waiting": _rows(waiting, views),
    }


def _plan(document: Document, matter: Forum, own: Cases, year: int, views: Views) -> Mapping[str, object]:
    """Say what a forum is to handle in a year, what it is to follow up, and what it must go through again."""
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
    return {
        "to_handle": _rows(to_handle, views),
        "to_follow": _rows(to_follow, views),
        "to_review": _to_review(document, matter, year, views),
    }


def _to_review(document: Document, matter: Forum, year: int, views: Views) -> tuple[tuple[Card, str], ...]:
    """Give the forum's own page and the recommendations that it answers for, where they are due in the year."""
    answered = [
        views.archive.valid_edition(series.id, views.today)
        for series in views.archive.series.values()
        if matter.organisation and matter.organisation in (series.matter.owner, series.matter.steward)
    ]
    due = [one for one in (document, *answered) if one and one.matter.review_by and one.matter.review_by.year == year]
    return tuple((views.standing_card(one), iso(one.matter.review_by)) for one in due)

"""What a forum's cases show, and the lists of them by what was advised."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.kinds.fora.model import Forum
from generator.kinds.saker.model import NAME, Case
from generator.model.archive import Archive, Document
from generator.model.registers import CaseTemplate
from generator.pages.addresses import kind_url, overview_url
from generator.pages.cards import Card, Key, Named, iso
from generator.pages.listing import Listing, list_pages
from generator.pages.lists import newest_first
from generator.pages.page import Page
from generator.pages.views import Views

VERDICTS = ("gjennomforbart", "med-tilpasning", "ikke-gjennomforbart")
LISTS = (
    ("cases_open", overview_url(NAME, "apne/index.html")),
    *((f"verdict_{verdict}", overview_url(NAME, f"{verdict}/index.html")) for verdict in VERDICTS),
)


class ResultShown(NamedTuple):
    """What came of a case, and on which day it was told."""

    day: str
    text: str


class AnnouncedRow(NamedTuple):
    """To whom the advice was made known, and how; ``day`` is empty where it is not known."""

    to: str
    channel: str
    day: str


class AnswerRow(NamedTuple):
    """A question of the template, and what was answered to it."""

    id: str
    question: str
    answers: tuple[str, ...]


class ReviewShown(NamedTuple):
    """A case gone through by a template: its name and note, every question, and how many were answered."""

    name: str
    note: str
    rows: tuple[AnswerRow, ...]
    answered: int


class Consequence(NamedTuple):
    """What a case would mean for one of the parties."""

    party: str
    text: str


class CaseDetails(NamedTuple):
    """What the page of a case shows besides."""

    case: "CaseRow"
    is_open: bool
    forum: Named | None
    consequences: tuple[Consequence, ...]
    review: ReviewShown | None


class CaseRow(NamedTuple):
    """A case in short, as the pages of its forum show it; days are ISO or empty."""

    card: Card
    proposer: str
    meeting: str
    verdict: str
    reasons: str
    adaptation: str
    result: ResultShown | None
    announced: tuple[AnnouncedRow, ...]


def cases(archive: Archive, organisation: str = "") -> list[tuple[Document, Case]]:
    """Give the cases, or those of one forum, oldest first."""
    found = [
        (document, document.matter)
        for document in archive.documents.values()
        if isinstance(document.matter, Case) and organisation in ("", document.matter.sender)
    ]
    return sorted(found, key=lambda pair: (pair[1].date, pair[0].id))


def row(document: Document, matter: Case, views: Views) -> CaseRow:
    """Show a case in short."""
    advice = matter.advice
    return CaseRow(
        card=views.card(document),
        proposer=matter.proposer,
        meeting=iso(matter.meeting),
        verdict=advice.verdict if advice else "",
        reasons=advice.reasons if advice else "",
        adaptation=(advice.adaptation or "") if advice else "",
        result=ResultShown(iso(matter.result.date), matter.result.text) if matter.result else None,
        announced=tuple(AnnouncedRow(one.to, one.channel, iso(one.date)) for one in matter.announced),
    )


def case(document: Document[Case], views: Views) -> CaseDetails:
    """Give what a case's page shows beside what all pages do."""
    matter = document.matter
    own = (one for one in views.archive.of(Forum) if one.matter.organisation == matter.sender)
    return CaseDetails(
        case=row(document, matter, views),
        is_open=matter.is_open(),
        forum=next((Named(one.matter.title, one.url) for one in own), None),
        consequences=tuple(Consequence(name, text) for name, text in matter.consequences or () if text),
        review=_review(matter, views),
    )


def _review(matter: Case, views: Views) -> ReviewShown | None:
    template = views.archive.registers["saksmaler"][matter.review.template] if matter.review else None
    if matter.review is None or not isinstance(template, CaseTemplate):
        return None
    given = [(one.point, one.answer) for one in matter.review.points]
    rows = tuple(
        AnswerRow(point.id, point.asked(views.language), tuple(answer for id_, answer in given if id_ == point.id))
        for point in template.points
    )
    answered = sum(bool(one.answers) for one in rows)
    return ReviewShown(template.called(views.language), template.note or "", rows, answered)


def plan(views: Views) -> Iterator[Page]:
    """Plan a list of the open cases, and one for each sort of advice."""
    every = cases(views.archive)
    sorts = [("apne", "cases_open", [document for document, matter in every if matter.is_open()])]
    for verdict in VERDICTS:
        own = [document for document, matter in every if matter.advice and matter.advice.verdict == verdict]
        sorts.append((verdict, f"verdict_{verdict}", own))
    up = (Named(Key(f"kind_{NAME}"), kind_url(NAME)),)
    for name, title, own in sorts:
        cards = [views.card(one) for one in own]
        parts = newest_first(overview_url(NAME, f"{name}/index.html"), cards)
        yield from list_pages(parts, Key(title), Listing(up=up, intro=f"intro_{title}"))

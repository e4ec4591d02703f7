"""What a forum's cases show, and the lists of them by what was advised."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.kinds.fora.model import Forum
from generator.kinds.saker.model import NAME, Case
from generator.model.archive import Archive, Document
from generator.model.registers import CaseTemplate
from generator.pages.addresses import kind_url, overview_url
from generator.pages.lists import newest_first
from generator.pages.page import Page
from generator.pages.views import Card, Key, Named, Views, iso

VERDICTS = ("gjennomforbart", "med-tilpasning", "ikke-gjennomforbart")
LISTS = (
    ("cases_open", overview_url(NAME, "apne/index.html")),
    *((f"verdict_{verdict}", overview_url(NAME, f"{verdict}/index.html")) for verdict in VERDICTS),
)


class CaseRow(NamedTuple):
    """A case in short, as the pages of its forum show it; days are ISO or empty."""

    card: Card
    proposer: str
    meeting: str
    verdict: str
    reasons: str
    adaptation: str
    result: tuple[str, str] | tuple[()]
    announced: tuple[tuple[str, str, str], ...]


def cases(archive: Archive, organisation: str = "") -> list[tuple[Document, Case]]:
    """Give the cases, or those of one forum, oldest first."""
    found = [
        (document, document.matter)
        for document in archive.documents.values()
        if isinstance(document.matter, Case) and organisation in ("", document.matter.sender)
    ]
    return sorted(found, key=lambda pair: (pair[1].date, pair[0].id))


def forums(archive: Archive) -> Iterator[tuple[Document, Forum]]:
    """Yield every forum."""
    for document in archive.documents.values():
        if isinstance(document.matter, Forum):
            yield document, document.matter


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
        result=(iso(matter.result.date), matter.result.text) if matter.result else (),
        announced=tuple((one.to, one.channel, iso(one.date)) for one in matter.announced),
    )


def case(document: Document[Case], views: Views) -> Mapping[str, object]:
    """Give what a case's page shows beside what all pages do."""
    matter = document.matter
    own = (one for one, forum in forums(views.archive) if forum.organisation == matter.sender)
    return {
        "case": row(document, matter, views),
        "is_open": matter.is_open(),
        "forum": next((Named(one.matter.title, one.url) for one in own), None),
        "consequences": tuple((name, text) for name, text in matter.consequences or () if text),
        "review": _review(matter, views),
    }


def _review(matter: Case, views: Views) -> tuple[object, ...]:
    """Give the template's name and note, and every point of it with what was answered."""
    if matter.review is None:
        return ()
    template = views.archive.registers["saksmaler"][matter.review.template]
    assert isinstance(template, CaseTemplate)  # noqa: S101 - the register's own model
    answers = tuple(
        (
            point.id,
            point.asked(views.language),
            tuple(one.answer for one in matter.review.points if one.point == point.id),
        )
        for point in template.points
    )
    return template.called(views.language), template.note or "", answers, sum(bool(given) for *_, given in answers)


def plan(views: Views) -> Iterator[Page]:
    """Plan a list of the open cases, and one for each sort of advice."""
    every = cases(views.archive)
    sorts = [("apne", "cases_open", [document for document, matter in every if matter.is_open()])]
    for verdict in VERDICTS:
        own = [document for document, matter in every if matter.advice and matter.advice.verdict == verdict]
        sorts.append((verdict, f"verdict_{verdict}", own))
    up = {"up": (Named(Key(f"kind_{NAME}"), kind_url(NAME)),)}
    for name, title, own in sorts:
        for part in newest_first(overview_url(NAME, f"{name}/index.html"), [views.card(one) for one in own]):
            shown = {"items": part.items, "newer": part.newer, "older": part.older, "intro": f"intro_{title}"}
            yield Page(part.url, "liste.html", Key(title), {**shown, **up})

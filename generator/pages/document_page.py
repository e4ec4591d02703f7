"""What the page of every document shows, short of its body and of what is its kind's own."""

from operator import attrgetter
from typing import NamedTuple

from generator.model.archive import Document
from generator.model.front_matter import Contact, SourceRef
from generator.model.status import Status, is_told, vouched
from generator.pages.addresses import SHELVES, year_url
from generator.pages.cards import Card, Named, SourceRow, iso, source_rows
from generator.pages.page import Data
from generator.pages.series_page import EditionFacts, SeriesFacts, edition_facts, series_facts
from generator.pages.views import Views

_STEPS_SHOWN = 5


class Changed(NamedTuple):
    """A change that readers are told of, on a day."""

    day: str
    change: str


class Validity(NamedTuple):
    """The first and last day on which a document applies, and by when it must be gone through; empty if not known."""

    first: str
    last: str
    review_by: str


class Confirmed(NamedTuple):
    """Who said last that a document holds, and when."""

    day: str
    by: Named | None


class Reached(NamedTuple):
    """Whom to ask, and how; what is not known is empty."""

    role: str
    email: str
    phone: str
    url: str


class ShelfRow(NamedTuple):
    """The entries of a shelf that a document stands on."""

    shelf: str
    entries: tuple[Named, ...]


class OutlineRow(NamedTuple):
    """A heading of the body; ``number`` is empty where it is no point."""

    level: int
    anchor: str
    number: str
    title: str


class Step(NamedTuple):
    """A step that git knows of."""

    day: str
    commit: str
    is_new: bool


class HistoryShown(NamedTuple):
    """The latest steps that git knows of, and how many there were before them."""

    steps: tuple[Step, ...]
    left: int


class Since(NamedTuple):
    """The day from which something is as it is; ``key`` words it in the translation files."""

    key: str
    day: str


class Banner(NamedTuple):
    """That a document no longer, or not yet, applies, and what does: ``now``, or ``instead`` though it has ended too.

    ``since`` is the day that matters to its status, ``reasons`` why it was withdrawn or will not take place.
    """

    status: str
    since: Since | None
    reasons: tuple[str, ...]
    now: tuple[Card, ...]
    instead: tuple[Card, ...]


class DocumentData(NamedTuple):
    """What the page of a document shows; ``issues`` are those that carried it.

    ``details`` are its kind's own, ``canonical`` is its own address.
    """

    card: Card
    standing: tuple[str, ...]
    confirmed: Confirmed | None
    summary: str
    updated: tuple[Changed, ...]
    sender: Named | None
    shelves: tuple[ShelfRow, ...]
    banner: Banner | None
    valid: Validity
    sources: tuple[SourceRow, ...]
    contact: Reached | None
    replaces: tuple[Card, ...]
    related: tuple[Card, ...]
    issues: tuple[Card, ...]
    outline: tuple[OutlineRow, ...]
    series: SeriesFacts | None
    edition: EditionFacts | None
    up: Named | None
    body: str
    unpublished: tuple[str, ...]
    history: HistoryShown
    canonical: str
    details: Data


def document_data(views: Views, document: Document, details: Data) -> DocumentData:
    """Give everything that a document's page shows, short of its body."""
    matter, archive = document.matter, views.archive
    series = archive.series.get(document.series)
    issues = archive.sent_in(document)
    carried = {document.id, *issues}
    return DocumentData(
        card=views.card(document),
        standing=_standing(views, document),
        confirmed=_confirmed(views, document),
        summary=matter.summary or "",
        updated=tuple(Changed(iso(one.date), one.change) for one in matter.updated if one.date <= views.today),
        sender=views.organisation(matter.sender),
        shelves=_shelves(views, document),
        banner=banner(views, document),
        valid=Validity(iso(matter.valid_from), iso(archive.ends(document)), iso(matter.review_by)),
        sources=source_rows(_sources(views, document)),
        contact=reached(matter.contact or (series.matter.contact if series else None)),
        replaces=views.cards(matter.replaces),
        related=views.cards(one for one in archive.linked_from.get(document.url, ()) if one not in carried),
        issues=views.cards(issues),
        outline=outline(document),
        series=series_facts(views, series) if series else None,
        edition=edition_facts(views, document) if series else None,
        up=_year(views, document),
        body=document.key.hex(),
        unpublished=views.unpublished(document),
        history=_history(views, document),
        canonical=document.url,
        details=details,
    )


def inputs(views: Views, document: Document) -> tuple[object, ...]:
    """Give what :func:`document_data` depends on besides the settings and registers, for less work than doing it.

    Most of it follows from what the document's file holds, and so from its key.
    """
    matter, card, series = document.matter, views.card(document), views.archive.series.get(document.series)
    issues = views.archive.sent_in(document)
    neighbours = (*matter.replaces, *views.archive.linked_from.get(document.url, ()), *issues)
    return (
        document.key.hex(),
        (card.status, card.when, card.rhythm),
        banner(views, document),
        views.cards(neighbours) if neighbours else (),
        (series_facts(views, series), edition_facts(views, document), _shelves(views, document)) if series else (),
        sum(update.date <= views.today for update in matter.updated) if matter.updated else 0,
        views.unpublished(document),
        _history(views, document),
    )


def _standing(views: Views, document: Document) -> tuple[str, ...]:
    """Give the statuses that the head of a page names: that it applies only where its kind or its dates say so."""
    state, matter = Status(views.card(document).status), document.matter
    says = views.archive.types[document.kind].fresh_years or matter.review_by or matter.valid_to
    holds = state in (Status.CURRENT, Status.CHANGED, Status.REVIEW_DUE) and says
    return (*((Status.CURRENT.value,) if holds else ()), *((state.value,) if is_told(state) else ()))


def _confirmed(views: Views, document: Document) -> Confirmed | None:
    known = (one for one in document.matter.confirmed if one.date <= views.today)
    last = max(known, key=attrgetter("date"), default=None)
    return Confirmed(iso(last.date), views.organisation(last.by)) if last else None


def banner(views: Views, document: Document) -> Banner | None:
    """Say that a document no longer, or not yet, applies, and what applies instead; nothing where it applies."""
    state = Status(views.card(document).status)
    if (state.applies and state is not Status.REVIEW_OVERDUE) or state is Status.SENT:
        return None
    archive = views.archive
    ends = [archive.documents[one] for one in archive.successors(document, views.today)]
    edition = views.edition_in_force(document)
    if not ends and edition is not None and edition.id != document.id:
        ends = [edition]
    applying = [one for one in ends if Status(views.card(one).status).applies]
    return Banner(
        status=state.value,
        since=_since(views, document, state),
        reasons=_reasons(document, state),
        now=tuple(map(views.standing_card, applying)),
        instead=() if applying else tuple(map(views.standing_card, ends)),
    )


def _since(views: Views, document: Document, state: Status) -> Since | None:
    """Give the day that the banner names, and how it words it; nothing where no day is known."""
    withdrawn, begins, ends = document.matter.withdrawn, document.matter.valid_from, views.archive.ends(document)
    if state is Status.COMING and begins:
        return Since("banner_from", iso(begins))
    if state is Status.WITHDRAWN and withdrawn:
        return Since("banner_withdrawn", iso(withdrawn.date))
    if state is Status.NOT_REVIEWED:
        return Since("banner_ask", iso(vouched(document, views.today)))
    return Since("banner_ended", iso(ends)) if ends and ends < views.today else None


def _reasons(document: Document, state: Status) -> tuple[str, ...]:
    """Give why a document was withdrawn, and why it will not take place; what is withdrawn later is not told yet."""
    withdrawn = document.matter.withdrawn if state is Status.WITHDRAWN else None
    return tuple(one.reason for one in (withdrawn, document.matter.calling_off()) if one)


def reached(contact: Contact | None) -> Reached | None:
    """Say how a contact is reached."""
    if contact is None:
        return None
    return Reached(contact.role, contact.email or "", contact.phone or "", contact.url or "")


def outline(document: Document) -> tuple[OutlineRow, ...]:
    """Give the headings of a body."""
    return tuple(OutlineRow(one.level, one.anchor, one.number, one.title) for one in document.outline)


def _history(views: Views, document: Document) -> HistoryShown:
    if document.path not in views.history:
        return HistoryShown((), 0)
    steps = [step for step in views.history[document.path] if step.day <= views.today]
    shown = tuple(Step(iso(step.day), step.commit, step.is_new) for step in steps[:_STEPS_SHOWN])
    return HistoryShown(shown, len(steps) - len(shown))


def _sources(views: Views, document: Document) -> tuple[SourceRef, ...]:
    series = views.archive.series.get(document.series)
    inherited = series.matter.sources if series else ()
    return tuple(dict.fromkeys((*document.matter.sources, *inherited)))


def _shelves(views: Views, document: Document) -> tuple[ShelfRow, ...]:
    found: list[ShelfRow] = []
    for shelf in SHELVES:
        entries = views.archive.classified(document, shelf.field) if shelf.field != "sender" else ()
        if entries:
            found.append(ShelfRow(shelf.name, tuple(views.named(shelf.register, entry) for entry in entries)))
    return tuple(found)


def _year(views: Views, document: Document) -> Named | None:
    """Give the year that a dated document is listed under, and where."""
    published = document.matter.published
    if not (published and views.archive.types[document.kind].dated):
        return None
    return Named(str(published.year), year_url(document.kind, published.year))

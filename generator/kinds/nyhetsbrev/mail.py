"""What an issue says as e-mail: plain values, from an archive on one day."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.kinds.arrangementer.model import Arrangement
from generator.kinds.nyhetsbrev.elsewhere import Elsewhere, concerns, elsewhere
from generator.kinds.nyhetsbrev.model import Issue
from generator.model.archive import Archive, Document
from generator.model.status import Status
from generator.pages.addresses import mail_url
from generator.pages.cards import Card, iso
from generator.pages.document_page import Banner, Changed, Reached, banner, reached
from generator.pages.page import MAIL, Page, Planned, planned
from generator.pages.views import Views


class MailItem(NamedTuple):
    """An item of a mail: what its page says of its status, its latest change, and the place of an event."""

    card: Card
    banner: Banner | None = None
    changed: Changed | None = None
    place: str = ""
    link: str = ""


class MailPart(NamedTuple):
    """A section of a mail: its heading, or nothing, and its items."""

    heading: str
    items: tuple[MailItem, ...]


class MailData(NamedTuple):
    """An issue as a mail; ``page`` is its address on the web, ``lead`` what stands in for a preheader of its own.

    For one municipality, ``elsewhere`` tells what in the introduction is for others.
    """

    lang: str
    date: str
    page: str
    sender: str
    municipality: str
    subject: str
    preheader: str
    lead: str
    contact: Reached | None
    parts: tuple[MailPart, ...]
    body: str
    unpublished: tuple[str, ...]
    elsewhere: Elsewhere | None = None


def plan(views: Views) -> list[Planned]:
    """Name the mail of every issue, for readers to download."""
    return [planned(page(issue, views)) for issue in views.archive.of(Issue)]


def page(issue: Document[Issue], views: Views, municipality: str = "") -> Page:
    """Give an issue as a mail to be rendered, with only what concerns one municipality if one is named."""
    matter, card = issue.matter, views.card(issue)
    others = elsewhere(issue, views.archive, municipality) if municipality else None
    preheaders = (text for text in (matter.preheader, matter.summary) if text and (not others or others.fits(text)))
    data = MailData(
        lang=card.lang,
        date=card.date,
        page=card.url,
        sender=_called(views.archive, "organisasjoner", matter.sender, card.lang),
        municipality=_called(views.archive, "kommuner", municipality, card.lang) if municipality else "",
        subject=matter.subject if matter.subject and (not others or others.fits(matter.subject)) else "",
        preheader=next(preheaders, ""),
        lead=issue.lead,
        contact=reached(matter.contact),
        parts=tuple(_parts(issue, views, municipality, card.lang)),
        body=issue.key.hex(),
        unpublished=views.unpublished(issue),
        elsewhere=others,
    )
    return Page(mail_url(issue.url), MAIL, matter.title, data)


def _parts(issue: Document[Issue], views: Views, municipality: str, language: str) -> Iterator[MailPart]:
    """Yield the items by section; a section without items is left out."""
    for heading, items in issue.matter.parts():
        chosen = _chosen(items, issue.matter.date, views, municipality)
        shown = tuple(_item(document, card, views, language) for document, card in chosen)
        if shown:
            yield MailPart(heading, shown)


def _chosen(items: Iterable[str], day: date, views: Views, municipality: str) -> Iterator[tuple[Document, Card]]:
    """Yield the documents that an issue of a day carried, and how they are shown."""
    for item in items:
        document, card = views.archive.carried(item, day), views.carried(item, day)
        if document and card and (not municipality or concerns(views.archive, document, [municipality])):
            yield document, card


def _item(document: Document, card: Card, views: Views, language: str) -> MailItem:
    """Show an item, with its sender's name in the language of the mail."""
    senders = (document.matter.sender, *views.archive.classified(document, "owner"))
    sender = next((one for one in senders if one), "")
    name = _called(views.archive, "organisasjoner", sender, language) if sender else ""
    event = document.matter if isinstance(document.matter, Arrangement) else None
    return MailItem(
        card=card._replace(sender=name),
        banner=banner(views, document),
        changed=_changed(document, card, views.today),
        place=(event.place or "") if event else "",
        link=(event.link or "") if event else "",
    )


def _changed(document: Document, card: Card, today: date) -> Changed | None:
    """Give the latest change of what was changed of late."""
    known = [one for one in document.matter.updated if one.date <= today]
    if not known or card.status != Status.CHANGED:
        return None
    return Changed(iso(known[-1].date), known[-1].change)


def _called(archive: Archive, register: str, entry: str, language: str) -> str:
    return archive.registers[register][entry].called(language)

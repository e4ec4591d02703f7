"""What an issue says as e-mail: plain values, from an archive on one day."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from generator.kinds.nyhetsbrev.model import Issue
from generator.kinds.nyhetsbrev.pages import PartRow
from generator.model.archive import Archive, Document
from generator.pages.addresses import mail_url
from generator.pages.cards import Card
from generator.pages.document_page import Reached, reached
from generator.pages.page import MAIL, Page, Planned, planned
from generator.pages.views import Views


class MailData(NamedTuple):
    """An issue as a mail; ``page`` is its address on the web, ``lead`` what stands in for a preheader of its own."""

    lang: str
    date: str
    page: str
    sender: str
    municipality: str
    subject: str
    preheader: str
    lead: str
    contact: Reached | None
    parts: tuple[PartRow, ...]
    body: str
    unpublished: tuple[str, ...]


def plan(views: Views) -> list[Planned]:
    """Name the mail of every issue, for readers to download."""
    return [planned(page(issue, views)) for issue in views.archive.of(Issue)]


def page(issue: Document[Issue], views: Views, municipality: str = "") -> Page:
    """Give an issue as a mail to be rendered, with only what concerns one municipality if one is named."""
    matter, card = issue.matter, views.card(issue)
    data = MailData(
        lang=card.lang,
        date=card.date,
        page=card.url,
        sender=_called(views.archive, "organisasjoner", matter.sender, card.lang),
        municipality=_called(views.archive, "kommuner", municipality, card.lang) if municipality else "",
        subject=matter.subject or "",
        preheader=matter.preheader or matter.summary or "",
        lead=issue.lead,
        contact=reached(matter.contact),
        parts=tuple(_parts(matter, views, municipality, card.lang)),
        body=issue.key.hex(),
        unpublished=views.unpublished(issue),
    )
    return Page(mail_url(issue.url), MAIL, matter.title, data)


def concerns(archive: Archive, document: Document, municipalities: Collection[str]) -> bool:
    """Whether a document is for readers in any of these municipalities: one that names none is for all."""
    named = archive.classified(document, "municipalities")
    return not named or not set(named).isdisjoint(municipalities)


def _parts(issue: Issue, views: Views, municipality: str, language: str) -> Iterator[PartRow]:
    """Yield the items by section; a section without items is left out."""
    for heading, items in issue.parts():
        chosen = tuple(_card(document, views, language) for document in _chosen(items, views.archive, municipality))
        if chosen:
            yield PartRow(heading, chosen)


def _chosen(items: Iterable[str], archive: Archive, municipality: str) -> Iterator[Document]:
    for item in items:
        document = archive.documents.get(item)
        if document and (not municipality or concerns(archive, document, [municipality])):
            yield document


def _card(document: Document, views: Views, language: str) -> Card:
    """Show an item, with its sender's name in the language of the mail."""
    sender = document.matter.sender
    name = _called(views.archive, "organisasjoner", sender, language) if sender else ""
    return views.card(document)._replace(sender=name)


def _called(archive: Archive, register: str, entry: str, language: str) -> str:
    return archive.registers[register][entry].called(language)

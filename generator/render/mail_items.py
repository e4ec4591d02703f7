"""An item of an issue as its mail shows it: what its page says of its status, and when and where an event is."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.kinds.nyhetsbrev.mail import MailItem
from generator.pages.cards import Card
from generator.pages.document_page import Banner
from generator.render.wording import Wording


class Instead(NamedTuple):
    """What leads to the documents to read instead, and these."""

    label: str
    cards: tuple[Card, ...]


class Notice(NamedTuple):
    """That an item does not apply as it stands: its status in a word or two, what is said of it, and what does."""

    status: str
    text: str
    instead: Instead | None


class Shown(NamedTuple):
    """An item in words: ``facts`` are what stands where or when, each with its name."""

    card: Card
    meta: str
    notice: Notice | None
    changed: str
    facts: tuple[tuple[str, str], ...]
    link: str


def shown(item: MailItem, words: Wording) -> Shown:
    """Put an item in words."""
    card, change = item.card, item.changed
    edition = words.edition(card.edition) if card.edition else ""
    told = f"{words.translate('mail_changed', date=words.day(change.day))} {change.change}" if change else ""
    return Shown(
        card=card,
        meta=" · ".join(filter(None, (card.sender, edition, words.day(card.date) if card.date else ""))),
        notice=_notice(item.banner, words) if item.banner else None,
        changed=told,
        facts=tuple(_facts(item, words)),
        link=item.link,
    )


def _facts(item: MailItem, words: Wording) -> Iterator[tuple[str, str]]:
    when = words.moments(item.card.when) if item.card.when else item.card.rhythm
    if when:
        yield words.translate("event_when"), when
    if item.place:
        yield words.translate("event_place"), item.place


def _notice(banner: Banner, words: Wording) -> Notice:
    return Notice(words.translate(f"status_{banner.status}"), " ".join(_said(banner, words)), _instead(banner, words))


def _said(banner: Banner, words: Wording) -> Iterator[str]:
    """Yield what the page of a document says above it, sentence by sentence."""
    yield words.translate(f"banner_{banner.status}")
    if banner.since:
        yield words.translate(banner.since.key, date=words.day(banner.since.day))
    for reason in banner.reasons:
        yield f"{words.translate('banner_reason')} {reason}"


def _instead(banner: Banner, words: Wording) -> Instead | None:
    if banner.now:
        return Instead(words.translate("banner_now"), banner.now)
    return Instead(words.translate("banner_instead"), banner.instead) if banner.instead else None

"""Campaigns: one message, and every channel it was sent through."""

import datetime
from collections.abc import Iterator
from typing import Annotated, NamedTuple, Self

from pydantic import Field

from generator.base.problems import Problem
from generator.kinds.base import Kind
from generator.model.archive import Archive, Document
from generator.model.fields import Day, DocumentId, Line, Many, Model, Text, Url
from generator.model.front_matter import FrontMatter
from generator.pages.cards import Card, iso
from generator.pages.views import Views


class Channel(Model):
    """One channel of a campaign: what was sent is a document of the archive, an address elsewhere, or told in words."""

    channel: Line
    date: Day | None = None
    document: DocumentId | None = None
    url: Url | None = None
    text: Text | None = None


class Campaign(FrontMatter):
    """A campaign has channels, in the order in which its readers should meet them."""

    channels: Annotated[Many[Channel], Field(min_length=1)]

    def mentions(self) -> tuple[str, ...]:
        """Give the documents that carried the message."""
        return tuple(one.document for one in self.channels if one.document)

    def told(self) -> str:
        """Give the channels and what was sent through them."""
        return " ".join(text for one in self.channels for text in (one.channel, one.text) if text)

    def as_of(self, day: datetime.date) -> Self:
        """Leave out the channels that were not in use yet."""
        matter = super().as_of(day)
        used = tuple(one for one in matter.channels if one.date is None or one.date <= day)
        return matter if used == matter.channels else matter.model_copy(update={"channels": used})


def check(document: Document[Campaign], _archive: Archive) -> Iterator[Problem]:
    """Name channels of which nothing is told."""
    for place, one in enumerate(document.matter.channels):
        if not (one.document or one.url or one.text):
            field = f"channels.{place}.channel"
            line = document.lines.get(field, 0)
            yield Problem.at(document.shown, "kampanje-kanal", line=line, field=field, value=one.channel)


class ChannelRow(NamedTuple):
    """A channel and what it carried: documents of the archive, an address elsewhere, or some words."""

    name: str
    day: str
    carried: tuple[Card, ...]
    url: str
    text: str


class CampaignDetails(NamedTuple):
    """What a campaign's page shows besides: its channels."""

    channels: tuple[ChannelRow, ...]


def details(document: Document[Campaign], views: Views) -> CampaignDetails:
    """Add the channels, each with what it carried."""
    return CampaignDetails(tuple(_channel(one, views) for one in document.matter.channels))


def _channel(one: Channel, views: Views) -> ChannelRow:
    carried = views.cards([one.document] if one.document else ())
    return ChannelRow(one.channel, iso(one.date), carried, one.url or "", one.text or "")


KIND = Kind("kampanjer", Campaign, arena=True, fresh_years=2, for_use=True, check=check, details=details)

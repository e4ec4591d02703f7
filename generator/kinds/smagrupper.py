"""Sheets for small groups: what is new and what is agreed on a topic, and questions to talk about.  Made to print."""

from datetime import timedelta
from typing import Annotated, NamedTuple

from pydantic import Field

from generator.kinds.base import Kind
from generator.model.archive import Document
from generator.model.fields import Line, Many, Ref, Text
from generator.model.front_matter import FrontMatter
from generator.model.registers import above
from generator.model.status import Status
from generator.pages.cards import Card
from generator.pages.views import Views

_NEW_DAYS, _NEW_SHOWN = 365, 8


class Sheet(FrontMatter):
    """A sheet has topics, and the questions that its editor asks."""

    topics: Annotated[Many[Annotated[Line, Ref("temaer")]], Field(min_length=1)]
    questions: Annotated[Many[Text], Field(min_length=1)]

    def told(self) -> str:
        """Give the questions."""
        return " ".join(self.questions)


class SheetDetails(NamedTuple):
    """What a sheet shows besides: questions, the latest news on its topics, and what is agreed on them."""

    questions: tuple[str, ...]
    news: tuple[Card, ...]
    agreed: tuple[Card, ...]


def details(document: Document[Sheet], views: Views) -> SheetDetails:
    """Add the questions, the latest news on the topics, and the recommendations on them that apply."""
    topics = document.matter.topics
    since = (views.today - timedelta(days=_NEW_DAYS)).isoformat()
    news = [card for card in views.on_topics("nyheter", topics) if card.date >= since]
    return SheetDetails(document.matter.questions, tuple(news[:_NEW_SHOWN]), _agreed(views, topics))


def _agreed(views: Views, topics: tuple[str, ...]) -> tuple[Card, ...]:
    """Give the recommendations in force that are about one of the topics, or about what lies below it."""
    archive = views.archive
    found = []
    for series in archive.series.values():
        edition = archive.valid_edition(series.id, views.today)
        if series.kind == "anbefalinger" and edition and _is_on(views, edition, topics):
            found.append(views.series_card(series))
    return tuple(card for card in found if Status(card.status).applies)


def _is_on(views: Views, document: Document, topics: tuple[str, ...]) -> bool:
    entries = views.archive.registers["temaer"]
    own = views.archive.classified(document, "topics")
    return any(up in topics for topic in own for up in above(entries, topic))


KIND = Kind("smagrupper", Sheet, arena=True, fresh_years=3, for_use=True, details=details)

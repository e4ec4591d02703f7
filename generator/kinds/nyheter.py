"""News items: one thing that was sent out, at one permanent address."""

from typing import Annotated, NamedTuple

from pydantic import Field

from generator.kinds.base import Kind
from generator.model.archive import Document
from generator.model.fields import Day, Line, Many, Organisation, Ref
from generator.model.front_matter import FrontMatter
from generator.pages.cards import Card
from generator.pages.views import Views


class NewsItem(FrontMatter):
    """A news item says when and by whom it was sent, and what it is about."""

    date: Day
    sender: Organisation
    topics: Annotated[Many[Annotated[Line, Ref("temaer")]], Field(min_length=1)]


class NewsDraft(NewsItem):
    """An item that is not ready may lack what nobody has found out yet."""

    sender: Organisation | None = None  # type: ignore[assignment]  # a draft is no item before it has one
    topics: Many[Annotated[Line, Ref("temaer")]] = ()


class NewsDetails(NamedTuple):
    """What an item's page shows besides: the issues that carried it."""

    issues: tuple[Card, ...]


def details(document: Document[NewsItem], views: Views) -> NewsDetails:
    """Add the issues that carried the item."""
    return NewsDetails(views.cards(views.archive.listed_in.get(document.id, ())))


KIND = Kind("nyheter", NewsItem, draft=NewsDraft, dated=True, details=details)

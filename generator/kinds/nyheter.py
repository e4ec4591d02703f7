"""News items: one thing that was sent out, at one permanent address."""

from typing import Annotated

from pydantic import Field

from generator.kinds.base import Kind
from generator.model.fields import Day, Line, Many, Organisation, Ref
from generator.model.front_matter import FrontMatter


class NewsItem(FrontMatter):
    """A news item says when and by whom it was sent, and what it is about."""

    date: Day
    sender: Organisation
    topics: Annotated[Many[Annotated[Line, Ref("temaer")]], Field(min_length=1)]


class NewsDraft(NewsItem):
    """An item that is not ready may lack what nobody has found out yet."""

    sender: Organisation | None = None  # type: ignore[assignment]  # a draft is no item before it has one
    topics: Many[Annotated[Line, Ref("temaer")]] = ()


KIND = Kind("nyheter", NewsItem, draft=NewsDraft, dated=True, fresh_years=2)

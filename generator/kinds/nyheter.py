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


KIND = Kind("nyheter", NewsItem, dated=True)

"""What a kind does: a content type with its checks and its pages."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic

from typing_extensions import TypeVar

from generator.base.problems import Problem
from generator.model.archive import Archive, Document
from generator.model.content_type import ContentType
from generator.model.front_matter import FrontMatter
from generator.pages.page import Data, Nothing, Page
from generator.pages.views import Views

Matter = TypeVar("Matter", bound=FrontMatter, default=FrontMatter)


def _nothing(_document: Document, _archive: Archive) -> Iterator[Problem]:
    yield from ()


def _never(_document: Document, _archive: Archive, _today: date) -> Iterator[Problem]:
    yield from ()


def _no_details(_document: Document, _views: Views) -> Data:
    return Nothing()


def _no_pages(_views: Views) -> Iterable[Page]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind(ContentType[Matter], Generic[Matter]):
    """A content type and what it does.

    ``check`` yields what is wrong with one document in the light of the others; ``details`` gives its template what the
    common page data does not hold, as a named tuple of plain values.  ``pages`` plans what the kind has beyond a page
    for each document and lists of them: a report, a calendar.  ``overdue`` yields what is wrong with one document on a
    day, though it was right before: a warning, since a site must not stop building because a day has passed.
    """

    check: Callable[[Document[Matter], Archive], Iterator[Problem]] = _nothing
    overdue: Callable[[Document[Matter], Archive, date], Iterator[Problem]] = _never
    details: Callable[[Document[Matter], Views], Data] = _no_details
    pages: Callable[[Views], Iterable[Page]] = _no_pages

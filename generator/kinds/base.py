"""What a content type is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.base.problems import Problem
from generator.model.archive import Archive, Document
from generator.model.front_matter import FrontMatter

if TYPE_CHECKING:
    from generator.pages.page import Page
    from generator.pages.views import Views

Details = Mapping[str, object]


def _nothing(_document: Document, _archive: Archive) -> Iterator[Problem]:
    yield from ()


def _never(_document: Document, _archive: Archive, _today: date) -> Iterator[Problem]:
    yield from ()


def _no_details(_document: Document, _views: "Views") -> Details:
    return {}


def _no_pages(_views: "Views") -> Iterable["Page"]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A content type: a folder below ``content/``, its front matter, its checks and its page.

    ``name`` is the folder, the first part of every address, the key of the kind's name in the translation files and
    the name of its template.  In a ``series`` kind, documents are editions: ``SERIES/EDITION.md`` beside a
    ``serie.yml``.  With ``points``, numbered headings are points with the number as anchor.  ``check`` yields what is
    wrong with one document in the light of the others; ``details`` gives its template what the common page data does
    not hold, as plain values (strings, numbers, tuples, mappings): a page is rendered anew when they change.  ``pages``
    plans what the kind has beyond a page for each document and lists of them: a report, a calendar.  An ``arena`` is
    reached from the page of arenas instead of from the main menu, where its ``views`` stand too: the addresses of the
    most important of its ``pages``, each with the key of what it is called.  The kind's list leads to them as well.
    ``overdue`` yields what is wrong with one document on a day, though it was right before: a warning, since a site
    must not stop building because a day has passed.  With ``lists_itself``, ``pages`` also plans the list at the kind's
    own address.  ``suggested`` names fields that a new document had better have, though it need not.  ``shelf`` is a
    way to browse that the kind's list leads to.
    """

    name: str
    matter: type[FrontMatter]
    series: bool = False
    points: bool = False
    dated: bool = False
    arena: bool = False
    lists_itself: bool = False
    suggested: tuple[str, ...] = ()
    shelf: str = ""
    check: Callable[[Document, Archive], Iterator[Problem]] = _nothing
    overdue: Callable[[Document, Archive, date], Iterator[Problem]] = _never
    details: Callable[[Document, "Views"], Details] = _no_details
    pages: Callable[["Views"], Iterable["Page"]] = _no_pages
    views: tuple[tuple[str, str], ...] = ()

    @property
    def template(self) -> str:
        """The template of one document's page."""
        return f"{self.name}.html"

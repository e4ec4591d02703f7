"""What a content type is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.archive import Archive, Document
from generator.matter import FrontMatter
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.views import Views

Details = Mapping[str, object]


def _nothing(_document: Document, _archive: Archive) -> Iterator[Problem]:
    yield from ()


def _no_details(_document: Document, _views: "Views") -> Details:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A content type: a folder below ``content/``, its front matter, its checks and its page.

    ``name`` is the folder, the first part of every address, the key of the kind's name in the translation files and
    the name of its template.  In a ``series`` kind, documents are editions: ``SERIES/EDITION.md`` beside a
    ``serie.yml``.  With ``points``, numbered headings are points with the number as anchor.  ``check`` yields what is
    wrong with one document in the light of the others; ``details`` gives its template what the common page data does
    not hold, as plain values (strings, numbers, tuples, mappings): a page is rendered anew when they change.
    """

    name: str
    matter: type[FrontMatter]
    series: bool = False
    points: bool = False
    dated: bool = False
    check: Callable[[Document, Archive], Iterator[Problem]] = _nothing
    details: Callable[[Document, "Views"], Details] = _no_details

    @property
    def template(self) -> str:
        """The template of one document's page."""
        return f"{self.name}.html"

"""What a content type is, as far as the archive, its addresses and its checks must know it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeAlias

from typing_extensions import TypeVar

from generator.model.front_matter import FrontMatter

Matter = TypeVar("Matter", bound=FrontMatter, default=FrontMatter, covariant=True)


@dataclass(frozen=True, slots=True)
class ContentType(Generic[Matter]):
    """A content type: a folder below ``content/``, its front matter, and which lists there are of it.

    ``name`` is the folder, the first part of every address, the key of the type's name in the translation files and
    the name of its template.  In a ``series`` type, documents are editions: ``SERIES/EDITION.md`` beside a
    ``serie.yml``.  With ``points``, numbered headings are points with the number as anchor.  A ``dated`` type has lists
    by year.  An ``arena`` is reached from the page of arenas instead of from the main menu, where its ``views`` stand
    too: the addresses of the most important of its pages, each with the key of what it is called.  The type's list
    leads to them as well.  With ``lists_itself``, its own pages include the list at the type's address.
    ``draft`` is the front matter of a draft, where that may lack what the type must have.
    What is of the type is taken to hold for ``fresh_years`` after somebody has said so, where nothing else is said of
    how long; 0 means that it makes no such claim.
    What is ``for_use`` is taken into use by those who read it, where else they read what applies.
    ``suggested`` names fields that a new document had better have, though it need not.  ``shelf`` is a way to browse
    that the type's list leads to.
    """

    name: str
    matter: type[Matter]
    draft: type[Matter] | None = None
    series: bool = False
    points: bool = False
    dated: bool = False
    arena: bool = False
    lists_itself: bool = False
    fresh_years: int = 0
    for_use: bool = False
    suggested: tuple[str, ...] = ()
    shelf: str = ""
    views: tuple[tuple[str, str], ...] = ()

    def lacks(self, matter: FrontMatter) -> tuple[str, ...]:
        """Name the fields that a draft must have before it can be published."""
        if self.draft is None:
            return ()
        needed = (name for name, field in self.matter.model_fields.items() if field.is_required())
        return tuple(name for name in needed if not getattr(matter, name))

    @property
    def template(self) -> str:
        """The template of one document's page."""
        return f"{self.name}.html"


ContentTypes: TypeAlias = Mapping[str, ContentType]
"""Content types by name, in the order in which readers meet them."""

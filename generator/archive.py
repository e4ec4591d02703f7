"""The archive: every document and series, and how they hang together, on one day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.matter import Classified, Day, FormerUrl, FrontMatter, Line, Many, Model, Organisation
from generator.reading import Heading, Link
from generator.registers import Registers


class Endorsement(Model):
    """A body that has endorsed a series, when, and in which case."""

    organisation: Organisation
    date: Day | None = None
    case: Line | None = None


class SeriesMatter(Classified):
    """``serie.yml``: what all editions of a recommendation or guide have in common."""

    owner: Organisation | None = None
    steward: Organisation | None = None
    binding: Literal["radgivende", "bindende"] | None = None
    endorsements: Many[Endorsement] = ()
    aliases: Many[FormerUrl] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed Markdown file.

    ``id`` is its path below ``content/`` without ``.md``; ``key`` is the hash under which its body lies in the
    cache; ``lines`` tells where each front-matter field stands.
    """

    id: str
    kind: str
    path: str
    key: bytes
    matter: FrontMatter
    lines: Mapping[str, int]
    outline: tuple[Heading, ...]
    links: tuple[Link, ...]
    lead: str

    @property
    def url(self) -> str:
        """Its address, relative to the site's root."""
        return f"{self.id}.html"

    @property
    def series(self) -> str:
        """The id of the series that it would be an edition of."""
        return self.id.rpartition("/")[0]

    @property
    def shown(self) -> str:
        """Its path as problems name it."""
        return f"content/{self.path}"


@dataclass(frozen=True, slots=True)
class Series:
    """The ``serie.yml`` of a recommendation or guide; ``id`` is its folder below ``content/``."""

    id: str
    kind: str
    path: str
    matter: SeriesMatter
    lines: Mapping[str, int]

    @property
    def url(self) -> str:
        """The address that always shows the valid edition."""
        return f"{self.id}/index.html"

    @property
    def shown(self) -> str:
        """Its path as problems name it."""
        return f"content/{self.path}"


@dataclass(frozen=True)
class Archive:
    """Documents and series by id, sorted, with the relations between them.

    ``editions`` holds a series' documents, oldest first; ``replaced_by`` and ``listed_in`` lead from a document to
    those that replace it and to the issues that carried it; ``linked_from`` from an address to the documents linking
    to it.
    """

    documents: Mapping[str, Document]
    series: Mapping[str, Series]
    registers: Registers
    editions: Mapping[str, tuple[Document, ...]]
    replaced_by: Mapping[str, tuple[str, ...]]
    listed_in: Mapping[str, tuple[str, ...]]
    linked_from: Mapping[str, tuple[str, ...]]

    def as_of(self, day: date) -> "Archive":
        """Leave out what was not yet published on ``day``."""
        there = [document for document in self.documents.values() if is_published(document, day)]
        series = [one for one in self.series.values() if any(is_published(e, day) for e in self.editions[one.id])]
        return assemble(there, series, self.registers)

    def classified(self, document: Document, field: str) -> tuple[str, ...]:
        """Give the ids a document has in a field of its front matter; an edition inherits what its series says."""
        value = getattr(document.matter, field, None)
        if not value and document.series in self.series:
            value = getattr(self.series[document.series].matter, field, None)
        return value if isinstance(value, tuple) else (value,) if value else ()

    def valid_edition(self, series: str, day: date) -> Document | None:
        """Give the edition that applies on ``day``, else the latest one before it, else the first to come."""
        editions = self.editions[series]
        begun = [edition for edition in editions if begins(edition) <= day]
        return begun[-1] if begun else (editions[0] if editions else None)

    def ends(self, document: Document) -> date | None:
        """Give the last day a document applies: its own ``valid_to``, or the day before the next edition begins."""
        following = self._next_edition(document)
        limits = [document.matter.valid_to, begins(following) - timedelta(days=1) if following else None]
        return min((limit for limit in limits if limit), default=None)

    def _next_edition(self, document: Document) -> Document | None:
        editions = self.editions.get(document.series, ())
        if document not in editions:
            return None
        place = editions.index(document) + 1
        return editions[place] if place < len(editions) else None

    def successors(self, document: Document) -> tuple[str, ...]:
        """Follow ``replaces`` to the documents at the end of the chain; empty where nothing replaces this one."""
        found, seen, waiting = list[str](), {document.id}, list(self.replaced_by.get(document.id, ()))
        while waiting:
            current = waiting.pop(0)
            if current in seen:
                continue
            seen.add(current)
            further = self.replaced_by.get(current, ())
            waiting += further
            if not further:
                found.append(current)
        return tuple(found)


def begins(edition: Document) -> date:
    """Give the first day an edition applies."""
    return edition.matter.valid_from or edition.matter.date or date.min


def is_published(document: Document, day: date) -> bool:
    """Whether a document is in the archive on ``day``."""
    published = document.matter.published
    return published is None or published <= day


def assemble(documents: Iterable[Document], series: Iterable[Series], registers: Registers) -> Archive:
    """Put the parts together; the order they come in does not matter."""
    by_id = {document.id: document for document in sorted(documents, key=lambda document: document.id)}
    all_series = {one.id: one for one in sorted(series, key=lambda one: one.id)}
    editions: dict[str, list[Document]] = {one: [] for one in all_series}
    replaced_by, listed_in, linked_from = (defaultdict[str, list[str]](list) for _ in range(3))
    for document in by_id.values():
        if document.series in editions:
            editions[document.series].append(document)
        for former in document.matter.replaces:
            replaced_by[former].append(document.id)
        for item in document.matter.listed():
            listed_in[item].append(document.id)
        for url in dict.fromkeys(link.url for link in document.links):
            linked_from[url].append(document.id)
    return Archive(
        documents=by_id,
        series=all_series,
        registers=registers,
        editions={one: tuple(sorted(found, key=lambda e: (begins(e), e.id))) for one, found in editions.items()},
        replaced_by={former: tuple(later) for former, later in replaced_by.items()},
        listed_in={item: tuple(issues) for item, issues in listed_in.items()},
        linked_from={url: tuple(pages) for url, pages in linked_from.items()},
    )

"""The archive: every document and series, and how they hang together, on one day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain
from operator import is_
from typing import Generic, Literal, NamedTuple, Self, TypeVar, cast

from generator.body.found import Heading, Link
from generator.model.content_type import ContentTypes, Matter
from generator.model.edition import Edition, endorsed
from generator.model.fields import FormerUrl, Line, Many, Organisation
from generator.model.front_matter import Classified, Endorsement, FrontMatter
from generator.model.registers import Registers
from generator.model.stances import Stance
from generator.model.validation import NOTHING
from generator.source.loaded import Value


class SeriesMatter(Classified):
    """``serie.yml``: what all editions of a recommendation or guide have in common.

    ``variant_of`` is the id of the series, or of the one edition, that this is a community's own version of.
    """

    owner: Organisation | None = None
    steward: Organisation | None = None
    binding: Literal["radgivende", "bindende"] | None = None
    endorsements: Many[Endorsement] = ()
    aliases: Many[FormerUrl] = ()
    variant_of: Line | None = None

    def as_of(self, day: date) -> Self:
        """Leave out the endorsements that were given after ``day``."""
        given = endorsed(self.endorsements, day)
        return self if given == self.endorsements else self.model_copy(update={"endorsements": given})


class Document(NamedTuple, Generic[Matter]):
    """A parsed Markdown file.

    ``id`` is its path below ``content/`` without ``.md``; ``key`` is the hash under which its body lies in the
    cache; ``lines`` tells where each front-matter field stands.  ``lacking`` holds what stands in fields that could not
    be read: such a document is checked as far as it goes, and never published.
    """

    id: str
    kind: str
    path: str
    key: bytes
    matter: Matter
    lines: Mapping[str, int]
    outline: tuple[Heading, ...]
    links: tuple[Link, ...]
    lead: str
    lacking: Mapping[str, Value] = NOTHING

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


class Series(NamedTuple):
    """The ``serie.yml`` of a recommendation or guide; ``id`` is its folder below ``content/``."""

    id: str
    kind: str
    path: str
    matter: SeriesMatter
    lines: Mapping[str, int]
    lacking: Mapping[str, Value] = NOTHING

    @property
    def url(self) -> str:
        """The address that always shows the valid edition."""
        return f"{self.id}/index.html"

    @property
    def shown(self) -> str:
        """Its path as problems name it."""
        return f"content/{self.path}"


Part = TypeVar("Part", Document, Series)
Model = TypeVar("Model", bound=FrontMatter)


def of_model(documents: Iterable[Document], model: type[Model]) -> Iterator[Document[Model]]:
    """Yield the documents whose front matter is of one model."""
    return (cast(Document[Model], one) for one in documents if isinstance(one.matter, model))


@dataclass(frozen=True)
class Archive:
    """Documents and series by id, sorted, with the relations between them; ``types`` are those that there may be.

    ``editions`` holds a series' documents, oldest first; ``replaced_by`` and ``listed_in`` lead from a document to
    those that replace it and, as from a series, to the issues that carried it; ``linked_from`` from an address to the
    documents linking to it; ``variants`` from a series to the editions of other series that are variants of it, and
    ``stances`` to what regions have done with it.
    """

    documents: Mapping[str, Document]
    series: Mapping[str, Series]
    registers: Registers
    types: ContentTypes
    editions: Mapping[str, tuple[Document, ...]]
    replaced_by: Mapping[str, tuple[str, ...]]
    listed_in: Mapping[str, tuple[str, ...]]
    linked_from: Mapping[str, tuple[str, ...]]
    variants: Mapping[str, tuple[str, ...]]
    stances: Mapping[str, tuple[Stance, ...]]

    def as_of(self, day: date) -> "Archive":
        """Leave out what was not yet published on ``day``, and what was said later of what was."""
        there = [_as_of(document, day) for document in self.documents.values() if is_published(document, day)]
        series = [
            _as_of(one, day)
            for one in self.series.values()
            if any(is_published(edition, day) for edition in self.editions[one.id])
        ]
        told = [*chain.from_iterable(self.stances.values())]
        ids = {"", *(one.id for one in there)}
        stances = [then for one in told if one.edition in ids and (then := one.as_of(day))]
        same = [*self.documents.values(), *self.series.values(), *told]
        found = [*there, *series, *stances]
        if len(found) == len(same) and all(map(is_, found, same)):
            return self
        return assemble(there, series, self.registers, self.types, stances)

    def of(self, model: type[Model]) -> "Iterator[Document[Model]]":
        """Yield the documents whose front matter is of one model, by id."""
        return of_model(self.documents.values(), model)

    def classified(self, document: Document, field: str) -> tuple[str, ...]:
        """Give the ids a document has in a field of its front matter; an edition inherits what its series says."""
        return self.classes(document, (field,))[field]

    def classes(self, document: Document, fields: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Give the ids a document has in each of some fields, as :meth:`classified` does."""
        series = self.series.get(document.series)
        own = _fields(type(document.matter))
        found = {}
        for field in fields:
            # What a model lacks, it looks for long.
            value = getattr(document.matter, field) if field in own else None
            if not value and series:
                value = getattr(series.matter, field, None)
            found[field] = value if isinstance(value, tuple) else (value,) if value else ()
        return found

    def variant_of(self, document: Document) -> str:
        """Give the id of the series or edition that an edition is a variant of, or nothing."""
        return _variant_of(document, self.series)

    def base(self, document: Document, day: date) -> Document | None:
        """Give the edition that an edition is a variant of.

        Where it is a variant of a series, that is the series' valid edition on ``day``, or on the nearest day on which
        the variant itself applied.
        """
        named = self.variant_of(document)
        if named in self.series:
            return self.valid_edition(named, min(max(day, begins(document)), self.ends(document) or date.max))
        return self.documents.get(named)

    def valid_edition(self, series: str, day: date) -> Document | None:
        """Give the edition that applies on ``day``, else the latest one before it, else the first to come."""
        editions = self.editions[series]
        real = [edition for edition in editions if not is_void(edition)] or editions
        begun = [edition for edition in real if begins(edition) <= day]
        return begun[-1] if begun else (real[0] if real else None)

    def carried(self, item: str, day: date) -> Document | None:
        """Give the document that an issue of a day carried: a series stands for the edition that applied."""
        return self.valid_edition(item, day) if item in self.series else self.documents.get(item)

    def sent_in(self, document: Document) -> tuple[str, ...]:
        """Give the issues that carried a document, by its own id or as the edition of its series that applied."""
        if document.id not in self.listed_in and document.series not in self.listed_in:
            return ()
        as_series = (
            one
            for one in self.listed_in.get(document.series, ())
            if self.carried(document.series, self.documents[one].matter.published or date.max) is document
        )
        return tuple(dict.fromkeys((*self.listed_in.get(document.id, ()), *as_series)))

    def ends(self, document: Document) -> date | None:
        """Give the last day a document applies.

        That is its own ``valid_to``, or the day before it is withdrawn or, where it is an edition, before another one
        takes over.  There is none where it never applied.
        """
        takeovers = [document.matter.withdrawn.date] if document.matter.withdrawn else []
        if document.series in self.editions:
            others = [*self.editions[document.series], *self._replacements(document)]
            takeovers += [begins(one) for one in others if _order(one) > _order(document) and not is_void(one)]
        limits = [day - timedelta(days=1) for day in takeovers if day > begins(document)]
        limits += [document.matter.valid_to] if document.matter.valid_to else []
        return None if is_void(document) else min(limits, default=None)

    def _replacements(self, document: Document) -> list[Document]:
        return [self.documents[one] for one in self.replaced_by.get(document.id, ())]

    def takes_over(self, document: Document, day: date) -> tuple[Document, ...]:
        """Give what has taken a document's place by ``day``: what replaces it, and its series' valid edition."""
        found, is_edition = self._replacements(document), document.series in self.editions
        if not found and not is_edition:
            return ()
        if is_edition and (edition := self.valid_edition(document.series, day)):
            found += [edition] if _order(edition) > _order(document) else []
        return tuple(one for one in found if begins(one) <= day and not is_void(one))

    def successors(self, document: Document, day: date) -> tuple[str, ...]:
        """Follow what takes over to the documents at the end of the chain; empty where nothing does."""
        found, seen, waiting = list[str](), {document.id}, [*self.takes_over(document, day)]
        while waiting:
            current = waiting.pop(0)
            if current.id in seen:
                continue
            seen.add(current.id)
            further = self.takes_over(current, day)
            waiting += further
            if not further:
                found.append(current.id)
        return tuple(found)


@cache
def _fields(model: type[FrontMatter]) -> frozenset[str]:
    return frozenset(model.model_fields)


def begins(edition: Document) -> date:
    """Give the first day an edition applies."""
    return edition.matter.valid_from or edition.matter.date or date.min


# An edition whose days could not be read has no place among the others.
_WHEN = {"date", "valid_from", "valid_to", "withdrawn"}


def _order(edition: Document) -> tuple[date, str]:
    return begins(edition), edition.id


def _variant_of(edition: Document, series: Mapping[str, Series]) -> str:
    own = series.get(edition.series)
    named = edition.matter.variant_of if isinstance(edition.matter, Edition) else None
    return named or (own.matter.variant_of if own else None) or ""


def _base_series(named: str, documents: Mapping[str, Document], series: Mapping[str, Series]) -> str:
    """Give the id of the series that a variant names, itself or by one of its editions; nothing if there is none."""
    found = documents[named].series if named in documents else named
    return found if found in series else ""


def is_void(document: Document) -> bool:
    """Whether a document was withdrawn before the first day it would have applied."""
    withdrawn = document.matter.withdrawn
    return withdrawn is not None and withdrawn.date <= begins(document)


def _as_of(part: Part, day: date) -> Part:
    matter = part.matter.as_of(day)
    return part if matter is part.matter else part._replace(matter=matter)


def is_published(document: Document, day: date) -> bool:
    """Whether a document is in the archive on ``day``."""
    published = document.matter.published
    return published is None or published <= day


def assemble(
    documents: Iterable[Document],
    series: Iterable[Series],
    registers: Registers,
    types: ContentTypes,
    stances: Iterable[Stance] = (),
) -> Archive:
    """Put the parts together; the order they come in does not matter."""
    by_id = {document.id: document for document in sorted(documents, key=lambda document: document.id)}
    all_series = {one.id: one for one in sorted(series, key=lambda one: one.id)}
    editions: dict[str, list[Document]] = {one: [] for one in all_series}
    replaced_by, listed_in, linked_from, variants = (defaultdict[str, list[str]](list) for _ in range(4))
    told = defaultdict[str, list[Stance]](list)
    for stance in sorted(stances, key=lambda stance: stance.path):
        told[stance.series].append(stance)
    for document in by_id.values():
        if document.series in editions and not _WHEN & document.lacking.keys():
            editions[document.series].append(document)
            if base := _base_series(_variant_of(document, all_series), by_id, all_series):
                variants[base].append(document.id)
        for former in document.matter.replaces:
            replaced_by[former].append(document.id)
        for item in document.matter.listed():
            listed_in[item].append(document.id)
        named = (f"{one}.html" for one in document.matter.mentions())
        for url in dict.fromkeys((*(link.url for link in document.links), *named)):
            linked_from[url].append(document.id)
    return Archive(
        documents=by_id,
        series=all_series,
        registers=registers,
        types=types,
        editions={one: tuple(sorted(found, key=_order)) for one, found in editions.items()},
        replaced_by={former: tuple(later) for former, later in replaced_by.items()},
        listed_in={item: tuple(issues) for item, issues in listed_in.items()},
        linked_from={url: tuple(pages) for url, pages in linked_from.items()},
        variants={one: tuple(ids) for one, ids in variants.items()},
        stances={one: tuple(found) for one, found in told.items()},
    )

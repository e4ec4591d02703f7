"""Marks of fields that readers meet: as a facet of search, or as a fact on cards, on pages and in mail.

A mark stands beside the field that it is of, and everything else is drawn from it.  What a field is called is the
wording ``field_NAME``; a value that is not an id of a register is called ``value_NAME_VALUE`` where there is one.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

# What every document has to be filtered by, before and after the facets that fields declare.
_FIRST, _LAST = ("kind",), ("status", "lang")
# What the engine counts from the dates of documents.
_COUNTED = "year"


@dataclass(frozen=True, slots=True)
class Facet:
    """Marks a field that search can be narrowed by; facets are shown in the order of their ranks."""

    rank: int = 100


@dataclass(frozen=True, slots=True)
class Fact:
    """Marks a field whose value stands on cards, on the page of its document and in mail."""


Mark = TypeVar("Mark")


@cache
def marked(model: type[BaseModel], mark: type[Mark]) -> dict[str, Mark]:
    """Give the fields of a model that have a mark, each with it."""
    found = ((name, one) for name, info in model.model_fields.items() for one in info.metadata)
    return {name: one for name, one in found if isinstance(one, mark)}


def facets(*models: type[BaseModel]) -> tuple[str, ...]:
    """Name the facets of an index of documents with such front matter, in the order in which they are shown."""
    ranks = {name: facet.rank for model in reversed(models) for name, facet in marked(model, Facet).items()}
    return (*_FIRST, *sorted(ranks, key=lambda name: (ranks[name], name)), *_LAST)


def offered(index: tuple[str, ...]) -> tuple[str, ...]:
    """Name what a reader can filter by, in order, where an index has such facets.

    >>> offered(("kind", "topics", "status", "lang"))
    ('kind', 'topics', 'year', 'status', 'lang')
    """
    return (*index[: -len(_LAST)], _COUNTED, *_LAST)


@cache
def is_choice(model: type[BaseModel], field: str) -> bool:
    """Whether the value of a field is one of a few that the model names."""
    return Literal in map(get_origin, _parts(model.model_fields[field].annotation))


def _parts(annotation: object) -> list[object]:
    return [annotation, *(part for inner in get_args(annotation) for part in _parts(inner))]

"""Which fields hold ids, and which hold days: of registers, of documents, and in the models that lie in others."""

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, get_args

from generator.model.fields import Model, Ref
from generator.source.loaded import Value


class Reference(NamedTuple):
    """An id that stands in a field, and the register it is of; ``dokument`` is no register, but every document."""

    field: str
    register: str
    value: str


def models_in(annotation: object) -> list[type[Model]]:
    """Give the models in an annotation, in their order."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [found for part in get_args(annotation) for found in models_in(part)]


@cache
def references(model: type[Model]) -> Mapping[str, str]:
    """Name the fields of a model that hold ids, each with what they refer to.

    >>> from generator.model.front_matter import FrontMatter, Update
    >>> references(Update), references(FrontMatter)["topics"]
    ({}, 'temaer')
    """
    found: dict[str, str] = {}
    for name, info in model.model_fields.items():
        marks = [mark for mark in (*info.metadata, *_marks(info.annotation)) if isinstance(mark, Ref)]
        if marks:
            found[name] = marks[0].to
    return found


@cache
def with_ids(model: type[Model]) -> tuple[str, ...]:
    """Name the fields of a model in which there may be ids, be it in a model that lies in them.

    >>> from generator.model.front_matter import Endorsement, Update
    >>> with_ids(Update), with_ids(Endorsement)
    ((), ('organisation',))
    """
    marked = references(model)
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if name in marked or any(map(with_ids, models_in(info.annotation))))


def _marks(annotation: object) -> list[object]:
    own = list(getattr(annotation, "__metadata__", ()))
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return own
    return own + [mark for part in get_args(annotation) for mark in _marks(part)]


def ids(matter: Model, lacking: Mapping[str, Value]) -> Iterator[Reference]:
    """Yield every id in a model, also those in fields that could not be read whole."""
    yield from _ids(matter, "")
    for name, value in lacking.items():
        yield from _written(type(matter), name, value, "")


def _ids(matter: Model, prefix: str) -> Iterator[Reference]:
    marked = references(type(matter))
    for name in with_ids(type(matter)):
        value = getattr(matter, name)
        if not value:
            continue
        if isinstance(value, Model):
            yield from _ids(value, f"{prefix}{name}.")
        elif isinstance(value, str):
            if name in marked:
                yield Reference(f"{prefix}{name}", marked[name], value)
        elif isinstance(value, tuple):
            for place, one in enumerate(value):
                if isinstance(one, Model):
                    yield from _ids(one, f"{prefix}{name}.{place}.")
                elif name in marked:
                    yield Reference(f"{prefix}{name}.{place}", marked[name], one)


def _written(model: type[Model], name: str, value: Value, prefix: str) -> Iterator[Reference]:
    """Yield the ids in what stands in a field, as far as it is written as it should be."""
    if name not in with_ids(model):
        return
    marked, inner = references(model).get(name), models_in(model.model_fields[name].annotation)
    several = isinstance(value, list)
    for place, one in enumerate(value if isinstance(value, list) else [value]):
        field = f"{prefix}{name}.{place}" if several else f"{prefix}{name}"
        if isinstance(one, str) and one.strip() and marked:
            yield Reference(field, marked, one.strip())
        elif isinstance(one, dict) and inner:
            for key, content in one.items():
                yield from _written(inner[0], key, content, f"{field}.")


@cache
def with_days(model: type[Model]) -> tuple[str, ...]:
    """Name the fields of a model in which there may be days, be it in a model that lies in them."""
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if _has_days(info.annotation))


def _has_days(annotation: object) -> bool:
    if annotation is datetime.date:
        return True
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return bool(with_days(annotation))
    return any(map(_has_days, get_args(annotation)))


def days(matter: Model, prefix: str = "") -> Iterator[tuple[str, datetime.date]]:
    """Yield every day in a model, with the field that it stands in."""
    for name in with_days(type(matter)):
        value = getattr(matter, name)
        if isinstance(value, datetime.date):
            yield prefix + name, value
        elif isinstance(value, Model):
            yield from days(value, f"{prefix}{name}.")
        elif value:
            for place, one in enumerate(value):
                yield from days(one, f"{prefix}{name}.{place}.")


@cache
def names(model: type[Model]) -> frozenset[str]:
    """Name every field of a model, and of the models that lie in it."""
    inner = (names(one) for info in model.model_fields.values() for one in models_in(info.annotation))
    return frozenset(model.model_fields).union(*inner)

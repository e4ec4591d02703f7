"""Makes typed models of loaded YAML, as much of them as can be made, and says what keeps the rest from being read."""

import copy
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, get_origin

from pydantic import ValidationError, create_model

from generator.base.problems import Problem, Severity, placeholders
from generator.model import wording
from generator.model.field_names import is_called, meant
from generator.model.fields import Model
from generator.source.file_names import printable
from generator.source.loaded import Loaded, Value

ModelT = TypeVar("ModelT", bound=Model)
NOTHING: Mapping[str, Value] = {}


class Read(NamedTuple, Generic[ModelT]):
    """A model, and what is wrong with it; ``lacking`` holds what stands in the fields that could not be read.

    A field of the model that is lacking is None, or empty: what is said of it can't be relied upon.
    """

    matter: ModelT
    problems: list[Problem]
    lacking: Mapping[str, Value] = NOTHING

    @property
    def is_whole(self) -> bool:
        """Whether every field could be read."""
        return not self.lacking


def validate(model: type[ModelT], loaded: Loaded, path: str, field: str = "") -> Read[ModelT]:
    """Make ``model`` of loaded YAML, and say everything that keeps a part of it from being made.

    ``field`` is the place of the value within the file, such as ``3`` for the fourth entry of a register.
    """
    value = loaded.value
    for part in field.split(".") if field else ():
        value = value[int(part)] if isinstance(value, list) else value[part]  # type: ignore[index]
    if value is None and not field:
        value = {}
    if not isinstance(value, dict):
        problem = wording.of_no_map(model, value, path, line_of(loaded, field), field)
        return Read(_partly(model, {}), [problem], dict.fromkeys(model.model_fields))
    try:
        return Read(model.model_validate(value), [])
    except ValidationError:
        return _read_in_part(model, copy.deepcopy(value), loaded, path, field)


def unread(model: type[ModelT]) -> Read[ModelT]:
    """Give a model of which nothing could be read."""
    return Read(_partly(model, {}), [], dict.fromkeys(model.model_fields))


def line_of(loaded: Loaded, field: str) -> int:
    """Give the line of a field, or of the nearest that it lies in."""
    while field:
        if field in loaded.lines:
            return loaded.lines[field]
        field = field.rpartition(".")[0]
    return min(loaded.lines.values(), default=2) if loaded.lines else 1


def _read_in_part(model: type[ModelT], value: dict[str, Value], loaded: Loaded, path: str, prefix: str) -> Read[ModelT]:
    problems = list[Problem]()
    # What stands in a field that is called something else can be looked at only when the field is found.
    while unknown := [tuple(entry["loc"]) for entry in _errors(model, value) if entry["type"] == "extra_forbidden"]:
        problems += [_unknown(model, value, loc, loaded, path, prefix) for loc in unknown]
    told = {problem.field for problem in (*loaded.problems, *problems)}
    bad = dict[str, Value]()
    for entry in _errors(model, value):
        place = _place(entry["loc"])
        bad[str(place[0])] = value.get(str(place[0]))
        field = _dotted(prefix, place)
        if _supersedes(entry["type"], field, loaded) or field not in told:
            problem = wording.of_error(model, entry, place, value, is_inner=bool(prefix) or len(place) > 1)
            line = line_of(loaded, field)
            # A field that is not there has no line of its own: that of the entry it is lacking in.
            problems.append(Problem(path, line, problem.code, field, placeholders({**problem.values, "first": line})))
    good = {name: one for name, one in value.items() if name not in bad}
    return Read(_partly(model, good), problems, bad or NOTHING)


def _errors(model: type[Model], value: Mapping[str, Value]) -> list[Any]:
    try:
        model.model_validate(value)
    except ValidationError as error:
        return error.errors(include_url=False, include_context=True)
    return []


def _supersedes(kind: str, field: str, loaded: Loaded) -> bool:
    """Drop what the loader said of a value where its field tells more exactly how it is written."""
    if kind not in ("moment", "date", "bool_type"):
        return False
    before = len(loaded.problems)
    loaded.problems[:] = [
        one for one in loaded.problems if one.field != field or one.code not in ("yaml-klokke", "yaml-bryter")
    ]
    return len(loaded.problems) < before


def _place(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Leave out of a place the tag of a union, and a name that a terminal had better not be shown."""
    return tuple(part for part in loc if not isinstance(part, str) or (part.isprintable() and not part.startswith("@")))


def _dotted(prefix: str, place: tuple[str | int, ...]) -> str:
    field = ".".join(map(str, place))
    return f"{prefix}.{field}" if prefix and field else prefix or field


def _unknown(
    model: type[Model], value: dict[str, Value], loc: tuple[str | int, ...], loaded: Loaded, path: str, prefix: str
) -> Problem:
    """Say that there is no such field; where another was meant, read on as if that stood there."""
    within = value
    for part in loc[:-1]:
        if not (isinstance(part, str) and part.startswith("@")):
            within = within[part]  # type: ignore[index, assignment]
    name, place = str(loc[-1]), _place(loc)
    content = within.pop(name)
    field = _dotted(prefix, place if name.isprintable() else (*place, ""))
    known = wording.fields_at(model, place[:-1] if name.isprintable() else place)
    near = meant(name, known)
    line = loaded.lines.get(_dotted(prefix, (*_place(loc[:-1]), name)), line_of(loaded, field))
    if near and near not in within:
        within[near] = content
        _move(loaded, _dotted(prefix, place), _dotted(prefix, (*place[:-1], near)))
    return wording.of_unknown(path, line, field.strip("."), printable(name), near, is_called(name, near), known)


def _move(loaded: Loaded, old: str, new: str) -> None:
    """Let the lines of a field, and of what lies in it, be those of the field that was meant."""
    for field, line in [*loaded.lines.items()]:
        if field == old or field.startswith(f"{old}."):
            loaded.lines[new + field[len(old) :]] = line


def _partly(model: type[ModelT], value: Mapping[str, Value]) -> ModelT:
    """Make a model of those of its fields that can be read; the others are None, or empty."""
    read = _relaxed(model).model_validate(value)
    return model.model_construct(**{name: getattr(read, name) for name in model.model_fields})


@cache
def _relaxed(model: type[Model]) -> type[Model]:
    """Make a model without fields that must be there."""
    fields: dict[str, Any] = {
        name: (Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation, _stand_in(info))
        for name, info in model.model_fields.items()
        if info.is_required()
    }
    return create_model(model.__name__, __base__=model, **fields)


def _stand_in(info: Any) -> object:
    if get_origin(info.annotation) is tuple:
        return ()
    return "" if info.annotation is str else None


def has_errors(problems: list[Problem]) -> bool:
    """Whether any of some problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)

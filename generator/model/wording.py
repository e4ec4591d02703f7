"""What is said of a field whose value is not what it must be: the code of the problem, and what fills its wording."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from generator.base.problems import Problem, near_to, place_of
from generator.model.fields import Model
from generator.model.references import models_in
from generator.model.written_dates import day_in, moment_in
from generator.source.file_names import slugify

_EXAMPLE_DAY, _EXAMPLE_MOMENT = "2026-11-02", "2026-11-26 16:00"
_TIGHT = re.compile(r"[a-zæøå_]+:[^\s/]\S*")


class Said(NamedTuple):
    """The code of a problem, and what fills its wording."""

    code: str
    values: Mapping[str, object]


_CODES = {
    "quote": "felt-anforsel",
    "moment-gap": "tid-finnes-ikke",
    "https": "felt-https",
    "header": "felt-linje",
    "mail-address": "felt-epost",
    "mail-source": "felt-domene",
    "e-mail": "felt-epost",
    "mail-subject": "felt-emne",
    "channel": "felt-kanal",
    "former-url": "adresse-alias",
    "personal-e-mail": "kontakt-personlig",
    "base-url": "felt-adresse",
    "public-key": "felt-nokkel",
    "version": "felt-versjon",
    "colour": "felt-farge",
    "contrast": "felt-kontrast",
    "year": "dato-umulig",
    "string_too_short": "felt-tomt",
    "string_too_long": "felt-langt",
    "too_short": "felt-tomt",
    "too_long": "felt-langt",
    "int_type": "felt-tall",
    "greater_than_equal": "felt-tall",
}
_PATTERNS = {"lang": "felt-sprak", "language": "felt-sprak", "phone": "felt-telefon"}
_DIGITS = {"orgnr": 9, "number": 4}
_YES, _NO = ("ja", "yes", "y", "on", "sann", "sant", "x", "1"), ("nei", "nei.", "no", "n", "off", "usann", "usant", "0")


def of_error(
    model: type[Model], entry: Any, place: tuple[str | int, ...], whole: Mapping[str, object], *, is_inner: bool
) -> Said:
    """Say what is wrong with the value at a place; ``is_inner`` where that lies in an entry or another field."""
    if entry["type"] == "missing":
        return Said("felt-mangler-i" if is_inner else "felt-mangler", {"name": _name(place)})
    kind, value, name = entry["type"], entry["input"], _name(place)
    if value is None:
        return Said("felt-tomt", {"name": name, "value": ""})
    said = _OF_KIND[kind](model, entry, place, whole) if kind in _OF_KIND else None
    if said is None:
        said = Said(_CODES.get(kind, "felt-tekst"), {})
    return Said(said.code, {"name": name, "value": shown(value), **said.values})


def _name(place: tuple[str | int, ...]) -> str:
    """Name a field, or an entry of the list that a field is."""
    last = max((at for at, part in enumerate(place) if isinstance(part, str)), default=0)
    return place_of(".".join(map(str, place[last:])))


def shown(value: object) -> str:
    """Write a value much as it was written.

    >>> shown([True, {"a": None}])
    '[true, {a: }]'
    """
    return _written(value)[:60]


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_written(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def of_unknown(
    path: str, line: int, field: str, name: str, near: str, is_known: bool, known: frozenset[str]
) -> Problem:
    """Say that there is no field of a name, and which was perhaps meant."""
    if near:
        code = "felt-heter" if is_known else "felt-ukjent-mente"
        return Problem.at(path, code, line=line, field=field, name=name, near=near, now=near)
    if re.search(r"\s|[,.]", name.strip()):
        return Problem.at(path, "felt-fortsatt", line=line, field=field, name=name[:60])
    return Problem.at(path, "felt-ukjent", line=line, field=field, name=name, known=", ".join(sorted(known)))


def of_no_map(model: type[Model], value: object, path: str, line: int, field: str) -> Problem:
    """Say that fields must stand here."""
    if isinstance(value, str) and _TIGHT.match(value):
        return Problem.at(path, "yaml-mellomrom", line=line, field=field)
    first = next(iter(model.model_fields))
    example = f"{{{_fields(model)}}}" if field else f"{first}: …"
    return Problem.at(path, "felt-kart", line=line, field=field, name=place_of(field), example=example)


def _fields(model: type[Model]) -> str:
    """Show how the fields of a model are written: those that must be there, else the first."""
    needed = [name for name, info in model.model_fields.items() if info.is_required()] or list(model.model_fields)[:1]
    return ", ".join(f"{name}: …" for name in needed)


def _map(model: type[Model], entry: Any, place: tuple[str | int, ...], _whole: object) -> Said:
    value = entry["input"]
    if isinstance(value, str) and _TIGHT.match(value):
        return Said("yaml-mellomrom", {})
    inner = _inner(model, place)
    return Said("felt-kart", {"example": f"{{{_fields(inner)}}}" if inner else "{…}"})


def _list(model: type[Model], entry: Any, place: tuple[str | int, ...], _whole: object) -> Said:
    inner, value = _inner(model, place), entry["input"]
    if inner and not isinstance(value, dict) and not _holds_text(model, place):
        return Said("felt-liste", {"example": f"[{{{_fields(inner)}}}]"})
    return Said("felt-liste", {"example": f"[{shown(value).strip('[] ')}]"})


def _text(_model: type[Model], entry: Any, place: tuple[str | int, ...], _whole: object) -> Said:
    value = entry["input"]
    if isinstance(value, dict) and len(value) == 1 and isinstance(place[-1], int):
        (key, content), *_ = value.items()
        return Said("yaml-kolon", {"value": f"{key}: {_written(content)}"})
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return Said("felt-en-verdi", {"value": value[0]})
    return Said("felt-tekst", {})


def _day(_model: type[Model], entry: Any, _place: object, _whole: object) -> Said:
    return Said("felt-dato", {"example": day_in(shown(entry["input"])) or _EXAMPLE_DAY})


def _moment(_model: type[Model], entry: Any, place: tuple[str | int, ...], whole: Mapping[str, object]) -> Said:
    others = (whole.get(name) for name in ("starts", "ends", "date") if name != place[-1])
    day = next((found for other in others if (found := day_in(shown(other)))), "")
    example = moment_in(shown(entry["input"]), day or _EXAMPLE_MOMENT[:10]) or _EXAMPLE_MOMENT
    return Said("felt-tidspunkt", {"example": example + _EXAMPLE_MOMENT[len(example) :]})


def _choice(_model: type[Model], entry: Any, _place: object, _whole: object) -> Said:
    known = re.findall(r"'([^']*)'", entry["ctx"]["expected"])
    return Said("felt-valg", {"known": ", ".join(known), "near": near_to(shown(entry["input"]).lower(), known)})


def _switch(_model: type[Model], entry: Any, _place: object, _whole: object) -> Said:
    written = shown(entry["input"]).lower()
    meant = "true" if written in (*_YES, "true") else "false" if written in (*_NO, "false") else ""
    return Said("felt-bryter", {"example": meant or "true eller false"})


def _pattern(_model: type[Model], entry: Any, place: tuple[str | int, ...], _whole: object) -> Said:
    name, value = str(place[-1]), shown(entry["input"])
    if "\n" in value:
        return Said("felt-en-linje", {})
    if name in _DIGITS:
        return Said("felt-siffer", {"count": _DIGITS[name]})
    return Said(_PATTERNS.get(name, "felt-id"), {"proposal": slugify(value)})


_OF_KIND = {
    "model_type": _map,
    "list": _list,
    "text": _text,
    "date": _day,
    "moment": _moment,
    "literal_error": _choice,
    "bool_type": _switch,
    "string_pattern_mismatch": _pattern,
}


@cache
def fields_at(model: type[Model], place: tuple[str | int, ...]) -> frozenset[str]:
    """Name the fields that there may be at a place in a model."""
    inner = _inner(model, place)
    return frozenset(inner.model_fields) if inner else frozenset()


def _inner(model: type[Model], place: tuple[str | int, ...]) -> type[Model] | None:
    """Give the model of what stands at a place in a model."""
    found: type[Model] | None = model
    for part in place:
        if found is None or isinstance(part, int):
            continue
        info = found.model_fields.get(part)
        found = next(iter(models_in(info.annotation)), None) if info else None
    return found


def _holds_text(model: type[Model], place: tuple[str | int, ...]) -> bool:
    """Whether the list at a place may hold texts as well as fields."""
    outer = _inner(model, place[:-1])
    info = outer.model_fields.get(str(place[-1])) if outer else None
    return info is not None and str in set(_leaves(info.annotation))


def _leaves(annotation: object) -> Iterator[object]:
    inner = [] if get_origin(annotation) is None else [one for one in get_args(annotation) if one is not Ellipsis]
    if not inner:
        yield annotation
    for one in inner:
        yield from _leaves(one)

"""JSON Schema of what editors write, so that their tools can complete and check it while they write."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from generator.base.problems import UsageError
from generator.kinds import BY_NAME
from generator.model.archive import SeriesMatter
from generator.model.fields import REFERS_TO, Model
from generator.model.registers import FOLDER, MODELS, Registers
from generator.model.stances import StanceMatter

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
SERIES = "serie"
REGION = "region"
NAMES = (*BY_NAME, SERIES, REGION, *(f"{FOLDER}/{name}" for name in MODELS))
_FILES: Mapping[str, type[Model]] = {SERIES: SeriesMatter, REGION: StanceMatter}

Schema: TypeAlias = dict[str, Any]


def schema(name: str, registers: Registers) -> Schema:
    """Give the schema of a kind's front matter, of ``serie.yml``, of what a region says, or of a register.

    A register is named as it lies, such as ``registre/temaer``.

    A field that holds an id may hold the ids of this site and no others; without ids it may hold any.

    Raises:
        UsageError: there is nothing of that name.
    """
    if name not in NAMES:
        raise UsageError("bruk-ukjent-skjema", value=name, known=", ".join(NAMES))
    if name in BY_NAME:
        return {"$schema": _DRAFT, **_of(BY_NAME[name].matter, registers)}
    if name in _FILES:
        return {"$schema": _DRAFT, **_of(_FILES[name], registers)}
    entries = _of(MODELS[name.removeprefix(f"{FOLDER}/")], registers)
    return {"$schema": _DRAFT, "type": "array", "items": entries, "$defs": entries.pop("$defs", {})}


def _of(model: type[Model], registers: Registers) -> Schema:
    found: Schema = _plain(model.model_json_schema(), registers)
    return found


def _plain(part: Any, registers: Registers) -> Any:
    """Leave out what only programmers read, and say which ids there are."""
    if isinstance(part, list):
        return [_plain(one, registers) for one in part]
    if not isinstance(part, Mapping):
        return part
    # A field may be called "title" too; as pydantic's own remark on a part, its value is a text.
    kept = {
        key: _plain(value, registers)
        for key, value in part.items()
        if key != REFERS_TO and (key, value) != ("default", None)
        if not (key in ("title", "description") and isinstance(value, str))
    }
    ids = sorted(registers.get(part.get(REFERS_TO, ""), ()))
    return {**kept, "enum": ids} if ids else kept

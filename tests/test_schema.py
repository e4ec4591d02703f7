"""JSON Schema of what editors write: the fields that there are, and the ids of the site."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.base.problems import UsageError
from generator.cli import main
from generator.commands.schema import NAMES, schema
from generator.kinds import KINDS, Kind
from generator.model.front_matter import FrontMatter
from generator.model.references import references
from generator.model.registers import FOLDER, MODELS
from tests.driver import SiteTest


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_schema_names_every_field_of_a_kind_and_what_it_must_have(kind: Kind) -> None:
    found = schema(kind.name, {})
    fields = kind.matter.model_fields
    assert set(found["properties"]) == set(fields)
    assert set(found["required"]) == {name for name, field in fields.items() if field.is_required()}
    assert found["additionalProperties"] is False


def test_a_register_is_a_list_of_entries() -> None:
    for name, model in MODELS.items():
        found = schema(f"{FOLDER}/{name}", {})
        assert found["type"] == "array"
        assert set(found["items"]["properties"]) == set(model.model_fields)


def ids_in(part: Any) -> list[str]:
    """Give the ids that a part of a schema allows, wherever they stand in it."""
    if isinstance(part, list):
        return [one for inner in part for one in ids_in(inner)]
    return [*part.get("enum", ()), *ids_in(list(part.values()))] if isinstance(part, dict) else []


def test_ids_are_those_of_the_site_and_no_others(site: SiteTest) -> None:
    written = CliRunner().invoke(
        main, ["schema", "nyheter", "--config", str(site.folder / "site_config.yml")], catch_exceptions=False
    )
    properties = json.loads(written.stdout)["properties"]
    assert ids_in(properties["topics"]) == ["gastro", "samhandling"]
    assert ids_in(properties["sender"]) == ["horten", "siv"]
    # The site has no register of municipalities, so nothing can be said of them.
    assert ids_in(properties["municipalities"]) == []


def test_what_refers_to_something_is_known_in_every_kind(site: SiteTest) -> None:
    registers = {name: {"en-id": None} for name in MODELS}
    for kind in KINDS:
        model: type[FrontMatter] = kind.matter
        properties = schema(kind.name, registers)["properties"]  # type: ignore[arg-type]
        for field, register in references(model).items():
            expected = [] if register == "dokument" else ["en-id"]
            assert ids_in(properties[field]) == expected, f"{kind.name}.{field}"


def test_nothing_that_only_programmers_read_is_left() -> None:
    for name in NAMES:
        written = json.dumps(schema(name, {}))
        assert "x-register" not in written
        assert '"description"' not in written


def test_there_is_no_schema_of_what_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        schema("temaer", {})
    assert refused.value.text("nb").startswith("Det finnes ikke noe skjema for «temaer». Velg ett av disse: nyheter,")

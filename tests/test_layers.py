"""The order of the house holds: nothing imports upwards, nothing in a ring, and no room grows too large."""

import pytest

from tests import layers
from tests.expected import Rewrite
from tests.layers import ROOT, imports, modules
from tests.order import broken

MOST_LINES = 350
# Where every command, and every foreign file, loads what it alone needs.
ENTRANCES = ("generator.cli", "generator.__main__", "generator.importers.read")


def test_no_package_imports_from_one_above_it_and_no_modules_import_each_other_in_a_ring() -> None:
    assert broken() == []


def test_every_package_has_its_place_in_the_order_and_says_in_one_line_what_it_is() -> None:
    rooms = {layers.room(module) for module in modules()} - {"generator", "__main__"}
    assert rooms == set(layers.ORDER)
    for name in layers.ORDER:
        assert layers.purpose(name).endswith((".", ".  Each")), name


def test_few_modules_stand_outside_packages() -> None:
    assert len(list((ROOT / "generator").glob("*.py"))) <= 8


def test_an_import_inside_a_function_says_why() -> None:
    heavy = [one for one in imports() if one.inside and not one.module.startswith(ENTRANCES)]
    assert [str(one) for one in heavy if not one.comment] == []


def test_search_knows_nothing_of_the_generator() -> None:
    for file in (ROOT / "search").rglob("*.py"):
        assert "generator" not in file.read_text("utf-8").replace("generators", ""), file


@pytest.mark.parametrize("folder", ["generator", "search", "theme", "bench", "tests"])
def test_no_file_of_code_is_too_long_to_be_read_at_once(folder: str) -> None:
    code = [file for suffix in ("py", "js", "css") for file in (ROOT / folder).rglob(f"*.{suffix}")]
    own = [file for file in code if "node_modules" not in file.parts]
    sizes = {str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in own}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_the_picture_of_the_packages_shows_what_is(rewrite: Rewrite | None) -> None:
    drawn, file = layers.picture(), ROOT / "docs/bilder/pakker.svg"
    if rewrite:
        rewrite(file, drawn)
    assert file.read_text("utf-8") == drawn

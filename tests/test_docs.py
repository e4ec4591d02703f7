"""The guides name everything there is and nothing else, the two languages say the same, and no link is broken."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

import theme
from generator import __version__
from generator.base.problems import catalogue
from generator.cli import main
from generator.kinds import KINDS
from generator.model.archive import SeriesMatter
from generator.model.config import Config
from generator.model.fields import Model
from generator.model.registers import MODELS
from generator.model.stances import StanceMatter
from generator.render.translations import translations
from tests.driver import READ, SiteTest
from tests.test_kinds import SITES

ROOT = Path(__file__).parent.parent
GUIDES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
EDITORS, HOSTS = "docs/redaktor.md", "docs/hosting.md"
KIND_NAMES = [kind.name for kind in KINDS]


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def section(path: str, heading: str) -> str:
    """Give what stands below one heading of a guide, to the next of the same level or above."""
    level = heading.partition(" ")[0]
    found = re.search(rf"^{re.escape(heading)}.*?(?=^#{{1,{len(level)}}} |\Z)", read(path), re.MULTILINE | re.DOTALL)
    assert found, f"{path} has no heading that begins with {heading}"
    return found[0]


def rows(text: str) -> set[str]:
    """Give what each row of the tables in a text is about."""
    return set(re.findall(r"^\| `([^`]+)`", text, re.MULTILINE))


def fields(model: type[Model]) -> set[str]:
    """Name every field of a model, and of the models in it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}


# --- The guides -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", main.commands)
def test_every_command_is_explained_with_its_options_and_no_others(name: str) -> None:
    options = {option for parameter in main.commands[name].params for option in parameter.opts if "-" in option}
    assert set(re.findall(r"--[a-z][a-z-]*", section(HOSTS, f"### `fagarkiv {name}"))) == options


def test_every_setting_is_explained_and_no_other() -> None:
    assert rows(section(HOSTS, "## Settings")) == set(Config.model_fields)


def test_every_problem_code_is_explained_and_no_other() -> None:
    codes = {key.removesuffix(".hint") for key in catalogue("nb") if key.endswith(".hint")}
    assert rows(section(EDITORS, "## Feilmeldinger")) == codes


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        *(pytest.param("## Feltene øverst i fila", kind.matter, id=kind.name) for kind in KINDS),
        pytest.param("### Serie (`serie.yml`)", SeriesMatter, id="serie.yml"),
        pytest.param("### Hva en region har gjort (`regioner/REGION.yml`)", StanceMatter, id="regioner"),
        *(pytest.param("## Registrene", model, id=name) for name, model in MODELS.items()),
    ],
)
def test_every_field_is_explained(heading: str, model: type[Model]) -> None:
    text = section(EDITORS, heading) + section(EDITORS, "### Felter alle typer kan ha")
    unnamed = {name for name in fields(model) if not re.search(rf"`{name}`|\b{name}:", text)}
    assert unnamed == set()


@pytest.mark.parametrize("name", KIND_NAMES)
def test_every_kind_has_all_that_a_kind_needs(name: str) -> None:
    assert (theme.PATH / "templates" / f"{name}.html").is_file()
    assert (SITES / name / "content" / name).is_dir()
    assert f"content/{name}/" in rows(section(EDITORS, "## Mapper og typer"))
    for language in ("nb", "nn"):
        assert {f"kind_{name}", f"kind_one_{name}", f"intro_{name}"} <= translations(language).keys()


def test_every_example_of_a_file_can_be_used_as_it_stands(tmp_path: Path) -> None:
    site = SiteTest(tmp_path / "nettsted", empty=True)
    shutil.copytree(ROOT / "content", site.folder / "content")
    found = re.findall(r"^`(content/\S+)`\n\n(`{3,4})\w+\n(.*?)^\2$", read(EDITORS), re.MULTILINE | re.DOTALL)
    examples = [(path, text) for path, _, text in found]
    assert {path.split("/")[1] for path, _ in examples} == {*KIND_NAMES}
    for path, text in examples:
        site.file(path, text)
    (settings,) = re.findall(r"^```yaml\n(.*?)^```$", section(HOSTS, "## Settings"), re.MULTILINE | re.DOTALL)
    site.file("site_config.yml", settings)
    assert [problem for problem in site.problems(today=READ) if "[adresse-ny]" not in problem] == []


def test_the_newest_version_in_the_changelog_is_this_one_or_the_one_before_it() -> None:
    headings = re.findall(r"^## \[(.+?)\](?: - (.+))?$", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == ("Unreleased", "")
    versions = [tuple(map(int, version.split("."))) for version, _ in headings[1:]]
    assert versions == sorted(versions, reverse=True)
    assert [day for _, day in headings[1:]] == sorted((day for _, day in headings[1:]), reverse=True)
    assert all(date.fromisoformat(day) for _, day in headings[1:])
    own = tuple(map(int, __version__.removesuffix(".dev0").split(".")))
    assert own > versions[0] if __version__.endswith(".dev0") else own == versions[0]


def test_every_link_between_guides_leads_to_a_file_and_a_heading_that_are_there() -> None:
    every = [(guide, target) for guide in GUIDES for target in links(guide)]
    assert len(every) > 20
    broken = [f"{guide.relative_to(ROOT)}: {target}" for guide, target in every if not leads(guide, target)]
    assert broken == []


def links(guide: Path) -> Iterator[str]:
    """Yield the targets of links and pictures into the repository itself."""
    text = re.sub(r"^```.*?^```$|`[^`\n]+`", "", guide.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(<?([^)>\s]+)", text):
        if not re.match(r"[a-z]+:", target):
            yield target


def leads(guide: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = guide.parent / path if path else guide
    return file.exists() and (not anchor or anchor in anchors(file))


def anchors(file: Path) -> set[str]:
    """Give the anchors that GitHub makes of a file's headings."""
    headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# --- The two languages ------------------------------------------------------------------------------------------------


def placeholders(wordings: Mapping[str, str]) -> dict[str, set[str]]:
    return {key: set(re.findall(r"\{(\w*)\}", text)) for key, text in wordings.items()}


@pytest.mark.parametrize(
    "file", sorted((*theme.PATH.glob("translations/*.yml"), *ROOT.glob("generator/base/messages/*.yml"))), ids=str
)
def test_no_wording_has_the_key_of_another(file: Path) -> None:
    keys = re.findall(r"^([\w-]+):", file.read_text("utf-8"), re.MULTILINE)
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("read_language", [catalogue, translations], ids=["messages", "translations"])
def test_bokmal_and_nynorsk_say_the_same(read_language: Callable[[str], Mapping[str, str]]) -> None:
    bokmal, nynorsk = read_language("nb"), read_language("nn")
    assert list(bokmal) == list(nynorsk)
    assert placeholders(bokmal) == placeholders(nynorsk)
    assert all(text.strip() for text in (*bokmal.values(), *nynorsk.values()))

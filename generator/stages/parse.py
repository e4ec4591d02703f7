"""One file → a document or a series, its body and its words.  Pure, so that it can run anywhere and be cached."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.base.problems import Problem
from generator.body.found import Section
from generator.body.packed import pack
from generator.check import outdated, pasted, people
from generator.engine.cache import Row
from generator.kinds import BY_NAME, KINDS, Kind
from generator.model import unwritten
from generator.model.archive import Document, Series, SeriesMatter
from generator.model.front_matter import FrontMatter
from generator.model.references import names
from generator.model.stances import FOLDER as REGIONS
from generator.model.stances import Stance, StanceMatter
from generator.model.validation import unread, validate
from generator.source import hardened_yaml
from generator.source.files import File, decode
from generator.source.front_matter_text import split
from generator.source.loaded import Value
from search.documents import digest

if TYPE_CHECKING:
    from generator.body.markdown import Renderer


class Head(NamedTuple):
    """What later stages need of a parsed file, short of its body."""

    document: Document | None
    series: Series | None
    problems: tuple[Problem, ...]
    stance: Stance | None = None


@cache
def _renderer() -> "Renderer":
    from generator.body.markdown import Renderer  # many libraries, which a build without changes does without

    return Renderer()


def parse(source: File, key: bytes) -> Row:
    """Parse one source file below a kind's folder; whatever is wrong is in the head's problems."""
    text, problems = decode(source.shown, source.raw)
    kind = _kind_of(source)
    if isinstance(kind, Problem):
        return Row(source.path, key, Head(None, None, (*problems, kind)), b"", b"")
    if _is_of_region(source.path):
        return Row(source.path, key, _stance(source, text, problems), b"", b"")
    if source.path.endswith(".yml"):
        return Row(source.path, key, _series(source, kind, text, problems), b"", b"")
    return _document(source, key, kind, text, problems)


def _kind_of(source: File) -> Kind | Problem:
    folder, _, rest = source.path.partition("/")
    kind = BY_NAME.get(folder)
    if kind is None or not rest:
        return Problem.at(source.shown, "fil-plassering", known=", ".join(kind.name for kind in KINDS))
    if kind.series and _is_of_region(source.path):
        return kind
    if kind.series and rest.count("/") != 1:
        return Problem.at(source.shown, "fil-serie", kind=kind.name)
    if not source.path.endswith(".md") and not (kind.series and rest.endswith("/serie.yml")):
        return Problem.at(source.shown, "fil-type", name=rest.rpartition("/")[2])
    return kind


def _is_of_region(path: str) -> bool:
    """Whether a file tells what a region has done with a series: ``KIND/SERIES/regioner/REGION.yml``."""
    parts = path.split("/")
    return len(parts) == 4 and parts[2] == REGIONS and path.endswith(".yml")


def _model(kind: Kind, value: Value) -> type[FrontMatter]:
    """Give what a document's front matter must be: a draft need not have all that its kind must."""
    is_draft = isinstance(value, dict) and value.get("draft") is True
    return kind.draft if is_draft and kind.draft else kind.matter


def _series(source: File, kind: Kind, text: str, problems: list[Problem]) -> Head:
    loaded = hardened_yaml.load(text, source.shown, names=names(SeriesMatter))
    problems += people.in_fields(loaded, source.shown)
    found = unread(SeriesMatter) if loaded.is_unread else validate(SeriesMatter, loaded, source.shown)
    folder = source.path.rpartition("/")[0]
    series = Series(folder, kind.name, source.path, found.matter, loaded.lines, found.lacking)
    return Head(None, series, (*problems, *found.problems, *loaded.problems))


def _stance(source: File, text: str, problems: list[Problem]) -> Head:
    loaded = hardened_yaml.load(text, source.shown, names=names(StanceMatter))
    problems += people.in_fields(loaded, source.shown)
    problems += unwritten.problems(loaded, "", 0, source.shown)
    found = unread(StanceMatter) if loaded.is_unread else validate(StanceMatter, loaded, source.shown)
    series = source.path.partition(f"/{REGIONS}/")[0]
    stance = Stance(series, source.path, found.matter, loaded.lines, found.lacking)
    return Head(None, None, (*problems, *found.problems, *loaded.problems), stance)


def _document(source: File, key: bytes, kind: Kind, text: str, problems: list[Problem]) -> Row:
    parts = split(text, source.shown, names(kind.matter))
    body, body_problems = _renderer().render(parts.body, source.path, parts.body_line, points=kind.points)
    model = _model(kind, parts.matter.value)
    found = unread(model) if parts.matter.is_unread else validate(model, parts.matter, source.shown)
    matter = found.matter
    problems += found.problems + parts.matter.problems
    problems += pasted.gathered(body_problems, parts.body, parts.body_line)
    problems += outdated.problems(parts.body, parts.body_line, source.shown)
    problems += people.in_fields(parts.matter, source.shown)
    problems += people.in_body(body.html, parts.body_line, problems, source.shown)
    problems += unwritten.problems(parts.matter, parts.body, parts.body_line, source.shown)
    document = Document(
        id=source.path.removesuffix(".md"),
        kind=kind.name,
        path=source.path,
        key=key,
        matter=matter,
        lines=parts.matter.lines,
        outline=body.outline,
        links=body.links,
        lead=body.summary,
        lacking=found.lacking,
    )
    told = matter.told() if found.is_whole else ""
    sections = (Section("", "", told), *body.sections) if told else body.sections
    words = digest(matter.title, matter.summary or "", [(s.title, s.text) for s in sections])
    return Row(source.path, key, Head(document, None, tuple(problems)), pack(body.html, sections), words)

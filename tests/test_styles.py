"""Our own style sheet: few sizes, spaces and colours, each with a name; and what a first view weighs."""

import gzip
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

import theme
from generator.model.config import contrast
from generator.render import styles
from tests.driver import Built, Page

ROOT = Path(__file__).parent.parent
PARTS = sorted((theme.PATH / "styles").glob("*.css"))
TOKENS = theme.PATH / "styles/tokens.css"
SCHEMES = ("light", "dark")
COLOURED = re.compile(r"--fa-([\w-]+): [^;]*#")
BOTH = re.compile(r"--fa-([\w-]+): light-dark\(#(\w+), #(\w+)\);")
SPACING = re.compile(r"(margin|padding|scroll-margin|scroll-padding)(-|$)|(row-|column-)?gap$")
# What is measured against the letters beside it, and not against the page.
OWN_MEASURE = re.compile(r"(\dem|cm|%)$")


def declarations(rules: Iterable[Node]) -> Iterator[Declaration]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            parsed = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            yield from (one for one in parsed if isinstance(one, Declaration))
        elif isinstance(rule, AtRule) and rule.content is not None:
            yield from declarations(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def declared(file: Path) -> list[Declaration]:
    rules = tinycss2.parse_stylesheet(file.read_text("utf-8"), skip_comments=True, skip_whitespace=True)
    return list(declarations(rules))


def value(declaration: Declaration) -> str:
    return tinycss2.serialize(declaration.value).strip()


def tokens(prefix: str) -> set[str]:
    return {value(one) for one in declared(TOKENS) if one.name.startswith(prefix)}


def test_there_are_at_most_eight_sizes_of_type_and_eight_spaces() -> None:
    assert 4 <= len(tokens("--fa-size-")) <= 8
    assert 4 <= len(tokens("--fa-space-")) <= 8


@pytest.mark.parametrize("part", [part for part in PARTS if part != TOKENS], ids=lambda part: part.name)
def test_sizes_and_spaces_have_names(part: Path) -> None:
    for one in declared(part):
        said = f"{one.name}: {value(one)}"
        if one.name == "font-size":
            assert re.fullmatch(r"var\(--fa-size-\w+\)", value(one)), said
        if SPACING.match(one.name):
            lengths = re.findall(r"(?<![\w.-])-?[\d.]+[a-z%]+", value(one))
            assert [length for length in lengths if not OWN_MEASURE.search(length)] == [], said
        if one.name.startswith(("border", "outline")):
            assert "rem" not in value(one), said


@pytest.mark.parametrize("part", [part for part in PARTS if part != TOKENS], ids=lambda part: part.name)
def test_colours_have_names(part: Path) -> None:
    for one in declared(part):
        assert not re.search(r"#[0-9a-f]{3}|\b(rgb|hsl|oklch|light-dark)\w*\(", value(one)), f"{one.name}: {value(one)}"


def test_each_colour_is_given_once_for_a_scheme() -> None:
    """Light and dark stand side by side; paper has its own."""
    screen, _, paper = TOKENS.read_text("utf-8").partition("@media print")
    names, both, on_paper = COLOURED.findall(screen), BOTH.findall(screen), COLOURED.findall(paper)
    assert names == [name for name, *_ in both]
    assert len(set(names)) == len(names) > 8
    assert len(set(on_paper)) == len(on_paper)
    assert set(on_paper) < set(names)


def test_the_parts_are_all_joined() -> None:
    whole = styles.own()
    for part in PARTS:
        assert part.name == "fagarkiv.css" or part.read_text("utf-8") in whole, part.name


def test_every_token_is_used() -> None:
    whole = styles.own()
    names = {one.name for one in declared(TOKENS) if one.name.startswith("--fa-")}
    assert [name for name in sorted(names) if f"var({name})" not in whole] == []


def test_every_class_that_the_styles_name_is_used() -> None:
    made_of = ("theme/templates/*.html", "theme/assets/*.js", "search/client/**/*.js", "generator/**/*.py")
    sources = [source for pattern in made_of for source in ROOT.glob(pattern)]
    used = "".join(source.read_text("utf-8") for source in sources)
    # The last part may be made of what a page shows: a status, a level.
    names = {re.sub(r"(--|__)[\w-]+$", r"\1", name) for name in re.findall(r"\.(fa-[\w-]+)", styles.own())}
    assert [name for name in sorted(names) if name not in used] == []


def colours() -> dict[str, dict[str, tuple[int, int, int]]]:
    """Read the colours of each scheme, by name."""
    pairs = BOTH.findall(TOKENS.read_text("utf-8"))
    return {scheme: {name: rgb(both[number]) for name, *both in pairs} for number, scheme in enumerate(SCHEMES)}


def rgb(value: str) -> tuple[int, int, int]:
    full = value if len(value) == 6 else "".join(digit * 2 for digit in value)
    return int(full[0:2], 16), int(full[2:4], 16), int(full[4:6], 16)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_its_background(scheme: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    named = colours()[scheme]
    pairs = [(text, ground) for text in ("fg", "quiet", "good") for ground in ("bg", "soft")]
    for text, ground in [*pairs, *(("fg", ground) for ground in ("mark", "warn-bg", "ins", "del"))]:
        assert contrast(named[text], named[ground]) >= 4.5, (text, ground)


def weight(archive: Built, page: Page) -> int:
    """Add up what a browser fetches to show a page, packed as a web server sends it."""
    folder = posixpath.dirname(page.url)
    links = page.find("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //main//img/@src")
    files = [page.url, *(posixpath.normpath(posixpath.join(folder, link.removeprefix("/"))) for link in links)]
    return sum(len(gzip.compress((archive.folder / file).read_bytes())) for file in files)


@pytest.mark.parametrize("url", ["index.html", "nyheter/2017/forste-samling-hosten-2017.html"])
def test_the_first_view_of_the_front_page_and_of_news_weighs_less_than_25_kilobytes(archive: Built, url: str) -> None:
    assert 10_000 < weight(archive, archive.page(url)) <= 25_000


def test_the_first_view_of_any_page_is_small(archive: Built) -> None:
    """The search page loads the engine too, which is half of it."""
    weights = {page.url: weight(archive, page) for page in archive.pages() if page.find("//link[@rel='stylesheet']")}
    heavy = {url: size for url, size in weights.items() if size > 42_000}
    assert heavy == {}

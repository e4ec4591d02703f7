"""The rooms of the house: which module imports which, read from the source, and the picture of it in the guide."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

import generator

ROOT = Path(__file__).parent.parent
# Top first: a package imports only from those below it.
ORDER = (
    "cli",
    "cli_hosts",
    "cli_shared",
    "commands",
    "importers",
    "build",
    "hosts",
    "release",
    "stages",
    "index",
    "plan",
    "check",
    "render",
    "kinds",
    "pages",
    "model",
    "compare",
    "body",
    "engine",
    "source",
    "base",
)
# The same within the one package that has packages of its own.
IMPORTERS = ("report", "run", "write", "propose", "find", "read", "split", "limits", "letter")


class Import(NamedTuple):
    """One module importing another, ``inside`` a function or not; the comment is that of the first of its block."""

    module: str
    imported: str
    line: int
    inside: bool
    comment: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.imported}"


@cache
def modules() -> Mapping[str, Path]:
    """Give every module of the generator by its name."""
    files = sorted((ROOT / "generator").rglob("*.py"))
    return {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


@cache
def imports() -> tuple[Import, ...]:
    """Give every import in the generator, those inside functions and for type checkers too."""
    return tuple(found for module, file in modules().items() for found in _imports(module, file))


def _imports(module: str, file: Path) -> Iterator[Import]:
    text = file.read_text("utf-8")
    tree, lines = ast.parse(text), text.splitlines()
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inner = {id(node) for function in functions for node in ast.walk(function)}
    last, comment = 0, ""
    for node in sorted(ast.walk(tree), key=lambda one: getattr(one, "lineno", 0)):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        if isinstance(node, ast.Import | ast.ImportFrom):
            comment = lines[node.lineno - 1].partition("#")[2].strip() or comment * (node.lineno == last + 1)
            last = node.end_lineno or node.lineno
            yield from (Import(module, name, node.lineno, id(node) in inner, comment) for name in names)


def own(name: str) -> str:
    """Give the module of the generator that a name lies in; nothing where it lies elsewhere."""
    while name and name not in modules():
        name = name.rpartition(".")[0]
    return name


def room(module: str) -> str:
    """Give the package that a module lies in, or the module itself where it lies in none."""
    return module.removeprefix(f"{generator.__name__}.").partition(".")[0]


def upward() -> list[Import]:
    """Give the imports that go from a package to one above it."""
    found = []
    for one in imports():
        there = own(one.imported)
        for prefix, order in (("generator.", ORDER), ("generator.importers.", IMPORTERS)):
            if one.module.startswith(prefix) and there.startswith(prefix):
                names = [name.removeprefix(prefix).partition(".")[0] for name in (one.module, there)]
                if set(names) <= set(order) and order.index(names[0]) > order.index(names[1]):
                    found.append(one)
    return found


def graph() -> dict[str, set[str]]:
    """Give the modules that each module imports."""
    found: dict[str, set[str]] = {module: set() for module in modules()}
    for one in imports():
        if (there := own(one.imported)) and there != one.module:
            found[one.module].add(there)
    return found


def purpose(name: str) -> str:
    """Give what a package says of itself in its first line."""
    return (ast.get_docstring(ast.parse(modules()[f"generator.{name}"].read_text("utf-8"))) or "").splitlines()[0]


_ROW, _LEFT, _TEXT, _NAMES = 26, 110, 660, 64
_FONT = 'font-family="sans-serif" font-size="13"'


def picture() -> str:
    """Draw the packages from top to bottom, with a dot for each that one imports: all dots lie right of the stairs."""
    used = {(room(one.module), room(own(one.imported))) for one in imports() if own(one.imported)}
    bottom = _ROW * len(ORDER)
    width, height = _LEFT + bottom + _TEXT, bottom + _NAMES
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {_FONT}>',
        "<title>Packages of the generator, top first: each imports only from those below it</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for row, name in enumerate(ORDER):
        y = row * _ROW + _ROW
        parts.append(f'<text x="8" y="{y - 8}" font-weight="bold" fill="#222">{name}</text>')
        for column, other in enumerate(ORDER):
            x = _LEFT + column * _ROW
            shade = "#dfe7ec" if column == row else "#f6f8f9" if column > row else "#fff"
            parts.append(
                f'<rect x="{x}" y="{y - _ROW}" width="{_ROW}" height="{_ROW}" fill="{shade}" stroke="#e3e8eb"/>'
            )
            if row != column and (name, other) in used:
                parts.append(f'<circle cx="{x + _ROW // 2}" cy="{y - _ROW // 2}" r="5" fill="#0b6677"/>')
        said = escape(purpose(name))
        parts.append(f'<text x="{_LEFT + bottom + 12}" y="{y - 8}" fill="#444">{said}</text>')
    for column, name in enumerate(ORDER):
        x, y = _LEFT + column * _ROW + _ROW // 2 + 5, bottom + 12
        slanted = f'text-anchor="end" transform="rotate(-55 {x} {y})"'
        parts.append(f'<text x="{x}" y="{y}" {slanted} font-size="12" fill="#444">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])

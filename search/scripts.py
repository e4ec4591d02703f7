"""The scripts of ``client/``: modules, each joined with what it imports to one classic script.

Modules do not load from ``file://``, and a site is built with Python alone. What is joined shares one closure, in the
order in which modules are evaluated; so no two of them declare the same name, and they import and export plain names.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_CLIENT = Path(__file__).parent / "client"
_IMPORT = re.compile(r'^import (?:\{[^}]*\}|(\w+)) from "(\.[^"]+)"(?: with \{ type: "json" \})?;\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:\{[^}]*\};\n)?", re.MULTILINE)
# A comment that has its lines to itself: what explains and types the sources need not be loaded by every reader.
_COMMENT = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)


def scripts() -> dict[str, bytes]:
    """Give the scripts of the browser by their names."""
    return {file.name: joined(file).encode() for file in sorted(_CLIENT.glob("*.js"))}


def joined(file: Path) -> str:
    """Join a module with all that it imports."""
    head = f"// Joined from search/client/{file.name} and what it imports, where everything is explained.\n"
    return head + '(function () {\n"use strict";\n' + "".join(_parts(file.resolve(), set())) + "})();\n"


def _parts(file: Path, seen: set[Path]) -> Iterator[str]:
    seen.add(file)
    text = file.read_text("utf-8")
    for name, path in _IMPORT.findall(text):
        imported = (file.parent / path).resolve()
        if name:
            yield f"const {name} = {imported.read_text('utf-8').strip()};\n"
        elif imported not in seen:
            yield from _parts(imported, seen)
    yield _bare(text)


def _bare(text: str) -> str:
    r"""Take away what makes a text a module, and what explains it.

    >>> _bare('import { a } from "./a.js";\n/** Twice. */\nexport const b = 2 * a;\n')
    'const b = 2 * a;\n'
    """
    for pattern in (_COMMENT, _IMPORT, _EXPORT):
        text = pattern.sub("", text)
    return text

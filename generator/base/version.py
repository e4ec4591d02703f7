"""Which program this is, to the byte."""

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import generator
import search

# The packages whose version can change a byte of the output.
_SHAPING = (
    "babel",
    "css-inline",
    "icalendar",
    "jinja2",
    "lxml",
    "markdown",
    "mkdocs-material",
    "nh3",
    "numpy",
    "pydantic",
    "simplemma",
    "tinycss2",
)


@cache
def code_version() -> bytes:
    """Hash the program itself, so that what another version left in the cache is not used."""
    digest = hashlib.blake2b(f"{generator.__version__} {sys.version}".encode())
    for name in _SHAPING:
        digest.update(f"{name} {version(name)}\n".encode())
    for package in (Path(generator.__file__).parent, Path(search.__file__).parent):
        for file in sorted([*package.rglob("*.py"), *package.rglob("data/*")]):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.digest()

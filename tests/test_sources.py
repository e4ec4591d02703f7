"""Whether a reader of the archive that comes along can see for himself where what stands in it comes from."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from generator.source.hardened_yaml import load

CONTENT = Path(__file__).parent.parent / "content"
# What the archive says of itself; nobody else is the source of it.
OWN = {"sider/tilgjengelighet.md": "about the site", "sider/for-redaktorer.md": "how to write here"}
DOCUMENTS = sorted(file for file in CONTENT.rglob("*.md"))
OTHERS = sorted(file for file in CONTENT.rglob("*.yml"))
STANCES = [file for file in OTHERS if file.parent.name == "regioner"]
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
NUMBERED = re.compile(r"#{2,6} \d")
SAYS_NOTHING = re.compile(r"(?:ikke kjent|ikkje kjent|ukjent|ukjend|vet ikke|kildene? sier ikke)\b", re.IGNORECASE)


def name(file: Path) -> str:
    """Give the name of a file as tests show it."""
    return file.relative_to(CONTENT).as_posix()


def matter(file: Path) -> Any:
    """Read the front matter of a document, or a series, a register or what a region says as a whole."""
    text = file.read_text("utf-8")
    return load(text.split("---\n")[1] if file.suffix == ".md" else text, name(file)).value


def body(file: Path) -> str:
    """Give what a document says below its front matter."""
    return file.read_text("utf-8").split("---\n", 2)[2]


def addresses(value: object) -> Iterator[str]:
    """Yield every address in front matter, however deep it lies."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "url":
                yield str(inner)
            else:
                yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)


def points(text: str) -> Iterator[tuple[str, str]]:
    """Yield the heading of every numbered point that has none below it, and what stands in it."""
    pieces = re.split(r"^(#{2,6} .*)$", text, flags=re.MULTILINE)[1:]
    told = list(zip(pieces[::2], pieces[1::2], strict=True))
    for (head, said), (after, _) in pairwise([*told, ("", "")]):
        if NUMBERED.match(head) and level(after) <= level(head):
            yield head, said.strip()


def level(heading: str) -> int:
    """How deep a heading is."""
    return len(heading) - len(heading.lstrip("#"))


@pytest.mark.parametrize("file", [*DOCUMENTS, *STANCES], ids=name)
def test_a_document_names_at_least_one_source(file: Path) -> None:
    sources = matter(file).get("sources", [])
    assert name(file) in OWN or sources
    assert all(str(source["title"]).strip() for source in sources)


@pytest.mark.parametrize("file", [*DOCUMENTS, *OTHERS], ids=name)
def test_an_address_is_whole_and_can_be_opened(file: Path) -> None:
    for address in addresses(matter(file)):
        parsed = urlsplit(address)
        assert parsed.scheme == "https", address
        assert HOST.fullmatch(parsed.hostname or ""), address
        assert not re.search(r"[\s…<>\"']|\.\.\.", address), address
        assert not parsed.username, address


@pytest.mark.parametrize("file", DOCUMENTS, ids=name)
def test_no_numbered_point_is_there_only_to_say_that_nothing_is_known(file: Path) -> None:
    silent = [head for head, said in points(body(file)) if not said or SAYS_NOTHING.match(said)]
    assert silent == []


def test_only_pages_that_exist_are_let_off() -> None:
    assert OWN.keys() <= {name(file) for file in DOCUMENTS}

"""Every name that may stand in a page: what a selector must be made of in order to match anything."""

import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import NamedTuple

import theme
from generator.body import sanitiser
from search.scripts import scripts

_NAME = re.compile(r"[A-Za-z_][\w-]*")
_WORKED_OUT = re.compile(r'([\w-]+)="[^"]*\{[{%]')
_DATASET = re.compile(r"\bdataset\.(\w+)")
_CAPITAL = re.compile(r"(?=[A-Z])")


class Vocabulary(NamedTuple):
    """The ``names`` of elements, attributes, classes and ids, and attributes that are ``free``: of any value."""

    names: Set[str]
    free: Set[str]

    def has(self, attribute: str, value: str) -> bool:
        """Whether an attribute may have exactly this value."""
        return attribute in self.free or value in self.names or not _NAME.fullmatch(value)


def vocabulary(pages: str, code: str) -> Vocabulary:
    """Take every word for a name: what is not written anywhere in what makes pages can't stand in one.

    An attribute may have any value if an editor may write it, a template works it out, or a script knows it.

    >>> found = vocabulary('<p class="a {{ b }}" dir="ltr">', "one.dataset.isBig")
    >>> found.has("class", "z"), found.has("dir", "ltr"), found.has("dir", "rtl"), "data-is-big" in found.names
    (True, True, False, True)
    """
    data = {f"data-{_CAPITAL.sub('-', name).lower()}" for name in _DATASET.findall(code)}
    known, allowed = set(_NAME.findall(code)) | data, sanitiser.WRITTEN
    return Vocabulary(
        names=known | set(_NAME.findall(pages)) | sanitiser.EVERY_TAG | allowed,
        free=known | allowed | set(_WORKED_OUT.findall(pages)),
    )


def sources() -> tuple[str, str]:
    """Read what makes pages: templates and the parts of Markdown, and scripts."""
    templates = (theme.PATH / "templates").glob("*.html")
    of_search = (script.decode() for script in scripts().values())
    return _text([*templates, *_of_markdown()]), "\n".join([_text(theme.PATH.rglob("*.js")), *of_search])


def _of_markdown() -> Iterator[Path]:
    """Name the modules that give the elements of a body their classes and ids."""
    return Path(sanitiser.__file__).parent.glob("*.py")


def _text(files: Iterable[Path]) -> str:
    return "\n".join(file.read_text("utf-8") for file in sorted(files))

"""What can be wrong with content, said so that an editor can mend it."""

import difflib
import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Self, cast

import yaml

# What is said of reviews, and only where it is asked for.
DUE = ("revisjon-frist", "revisjon-forfalt")
# What is left to do with drafts: told by a check, and of no concern to what is published.
OF_DRAFTS = ("kladd-gjettet", "kladd-mangler", "kladd-merknad")


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning does so only with ``--strict``."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in one place.

    ``code`` is stable and names the wording in ``messages/LANGUAGE.yml``; ``values`` fill its placeholders.
    ``path`` is relative to the site's folder; ``line`` counts from 1 and is 0 where a file as a whole is meant;
    ``field`` is the front-matter field, such as ``topics.0``, or empty for the body.

    >>> Problem.at("content/nyheter/2026/a.md", "ref-ukjent", line=4, field="sender", value="sive").code
    'ref-ukjent'
    """

    path: str
    line: int
    code: str
    field: str = ""
    values: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.ERROR

    @classmethod
    def at(
        cls,
        path: str,
        code: str,
        *,
        line: int = 0,
        field: str = "",
        severity: Severity = Severity.ERROR,
        **values: object,
    ) -> Self:
        """Make a problem; the remaining keyword arguments fill the message's placeholders."""
        return cls(path, line, code, field, placeholders(values), severity)

    @property
    def place(self) -> str:
        """The field as an editor counts: ``topics, nr. 2``."""
        return place_of(self.field)

    def message(self, language: str) -> str:
        """Say what is wrong, in ``nb`` or ``nn``; ``near`` is the value that was perhaps meant."""
        values: dict[str, object] = dict(self.values)
        if values.get("near"):
            values["near"] = say(language, "mente-du", **values)
        return say(language, f"{self.code}.message", **values)

    def hint(self, language: str) -> str:
        """Say how to mend it, in ``nb`` or ``nn``."""
        return say(language, f"{self.code}.hint", **dict(self.values))


def place_of(field: str) -> str:
    """Write the place of a field as an editor counts.

    >>> place_of("topics.1"), place_of("updated.0.date"), place_of("2.name"), place_of("title")
    ('topics, nr. 2', 'updated, nr. 1, date', 'nr. 3, name', 'title')
    """
    return ", ".join(
        f"nr. {int(part) + 1}" if part.isdecimal() and part.isascii() else part for part in field.split(".")
    )


def near_to(value: str, known: Iterable[str]) -> str:
    """Give the known value that was perhaps meant, or nothing."""
    found = difflib.get_close_matches(value, list(known), 1)
    return found[0] if found else ""


def placeholders(values: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Write what fills a message's placeholders as a problem holds it."""
    return tuple(sorted((name, str(value)) for name, value in values.items()))


class BuildFailed(Exception):  # noqa: N818 - what happened, not a fault in the program
    """The content has errors; nothing was published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(f"{len(self.problems)} problems")


class UsageError(Exception):
    """The command was used wrongly: a missing site, an output folder that is somebody else's, a build under way."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)

    def text(self, language: str) -> str:
        """Say what went wrong, in ``nb`` or ``nn``."""
        return say(language, self.code, **self.values)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by file, line and field, without repeats, so that two runs print the same."""
    return tuple(sorted(set(problems), key=lambda p: (p.path, p.line, p.field, p.code, p.values)))


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Read ``messages/LANGUAGE.yml`` as ``{"code.message": text}``."""
    text = (files("generator.base") / "messages" / f"{language}.yml").read_text("utf-8")
    flat: dict[str, str] = {}
    for code, entry in cast(dict[str, str | dict[str, str]], yaml.load(text, yaml.CSafeLoader)).items():
        if isinstance(entry, str):
            flat[code] = entry
        else:
            flat.update((f"{code}.{part}", wording) for part, wording in entry.items())
    return flat


def fault(error: OSError) -> str:
    """Name what the system answered, for a wording that gives the ``reason``; nothing if it said nothing.

    >>> fault(FileNotFoundError(2, "No such file or directory"))
    'ENOENT'
    """
    return errno.errorcode.get(error.errno or 0, "")


def say(language: str, key: str, **values: object) -> str:
    """Fill one wording from the catalogue; ``errno`` is a ``fault``, which becomes the ``reason`` in words."""
    if "errno" in values:
        values["reason"] = _reason(language, str(values["errno"]))
    return catalogue(language)[key].format_map(values)


def _reason(language: str, name: str) -> str:
    wording = catalogue(language).get(f"grunn-{name or 'ukjent'}") or catalogue(language)["grunn-annet"]
    return wording.format(errno=name)

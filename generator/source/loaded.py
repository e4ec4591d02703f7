"""What YAML is read as: plain values, the lines where they stand, and what is wrong with them."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from generator.base.problems import Problem

# What is said of lines that are left out, so that what stood in them is not known.
UNREAD = frozenset(
    ("yaml-syntaks", "yaml-uten-kolon", "yaml-liste-under", "yaml-stor", "yaml-dybde", "yaml-alias", "yaml-tagg")
)


Value: TypeAlias = "str | int | float | bool | date | list[Value] | dict[str, Value] | None"
Path: TypeAlias = tuple[str | int, ...]


@dataclass(slots=True)
class Loaded:
    """A YAML text as plain values, where each field stands, and what is wrong with it.

    ``lines`` maps a dotted field (``topics.0``) to its line in the file.
    """

    value: Value = None
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_unread(self) -> bool:
        """Whether nothing could be read, and that has been said."""
        return self.value is None and bool(self.problems)


def dotted(path: Path) -> str:
    """Write a field's place as editors read it.

    >>> dotted(("updated", 0, "date"))
    'updated.0.date'
    """
    return ".".join(map(str, path))

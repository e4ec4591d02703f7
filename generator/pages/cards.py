"""Documents and names as lists show them: plain values, resolved to addresses."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generator.model.front_matter import SourceRef


class Key(NamedTuple):
    """A wording of the user interface, by its key in the translation files."""

    key: str


class Named(NamedTuple):
    """A name and where it leads; ``url`` is empty where it leads nowhere."""

    name: str | Key
    url: str


class ShownFact(NamedTuple):
    """A field whose value is shown as it is; what it is called is the wording ``field_NAME``."""

    field: str
    values: tuple[str | Key, ...]


class Card(NamedTuple):
    """A document as lists show it; dates are ISO or empty, ``status`` a key of the translation files.

    ``when`` is when an event begins, and when it ends after a slash; ``rhythm`` is what is said of one without a day,
    ``type`` what sort of event it is.  ``edition`` is that which a series is shown as, where that is said.
    """

    url: str
    title: str
    lang: str
    kind: str
    date: str
    sender: str
    summary: str
    status: str
    when: str = ""
    rhythm: str = ""
    type: str = ""
    edition: str = ""
    facts: tuple[ShownFact, ...] = ()


class SourceRow(NamedTuple):
    """Where the facts come from; ``url`` is empty where it is not on the web."""

    title: str
    url: str


def source_rows(sources: Iterable[SourceRef]) -> tuple[SourceRow, ...]:
    """Show where the facts come from."""
    return tuple(SourceRow(one.title, one.url or "") for one in sources)


def iso(day: date | None) -> str:
    """Write a date as ISO 8601, or nothing."""
    return day.isoformat() if day else ""

"""Whose releases lie behind an output: a site never takes over those of another by mistake.

Beside the releases lies a small file that says which site they are of.  A site is known again by where it lies, and a
clone of it by its name and address.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import UsageError
from generator.engine.lock import locked
from generator.engine.pool import Report
from generator.engine.written import write_safely
from generator.model import config
from generator.release.releases import Releases

FILE = "nettsted.json"


class Owner(NamedTuple):
    """A site: its settings, by their path from the releases, and what it calls itself and its address."""

    path: str
    name: str
    url: str


def owner(config_file: Path, folder: Path) -> Owner:
    """Describe a site as its releases in a ``folder`` do."""
    settings, _ = config.read(config_file)
    path = os.path.relpath(config_file.absolute(), folder)
    return Owner(path, settings.site_name, settings.base_url) if settings else Owner(path, "", "")


def is_another(found: Owner, ours: Owner, *, is_there: bool) -> bool:
    """Whether releases are of another site, which is there still: it has neither our place, nor our name and address.

    >>> is_another(Owner("../a.yml", "A", "https://a/"), Owner("../b.yml", "B", "https://b/"), is_there=True)
    True
    >>> is_another(Owner("../a.yml", "A", "https://a/"), Owner("../b.yml", "A", "https://a/"), is_there=True)
    False
    """
    return is_there and found.path != ours.path and found[1:] != ours[1:]


@contextmanager
def held(releases: Releases, config_file: Path, report: Report) -> Iterator[None]:
    """Let one build at a time make releases behind an output, and none of another site.

    Raises:
        UsageError: the releases there are of another site.
    """
    releases.folder.mkdir(parents=True, exist_ok=True)
    with locked(os.open(releases.folder, os.O_RDONLY | os.O_DIRECTORY), report):
        _claim(releases, owner(config_file, releases.folder))
        yield


def _claim(releases: Releases, ours: Owner) -> None:
    file = releases.folder / FILE
    found = _read(file)
    if found == ours:
        return
    if found and is_another(found, ours, is_there=(releases.folder / found.path).is_file()):
        other = os.path.normpath(releases.folder / found.path)
        raise UsageError("bruk-annet-nettsted", path=releases.output, other=other, name=found.name or "–", file=file)
    # With settings that can't be read, nothing is built; what is known stays.
    if ours.url:
        write_safely(file, json.dumps(ours._asdict(), ensure_ascii=False, indent=1).encode())


def _read(file: Path) -> Owner | None:
    """Read whose the releases are; what is damaged says nothing."""
    try:
        return Owner(**json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None

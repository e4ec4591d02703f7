"""``fagarkiv migrate``: writes content as the current version of its form has it, or shows what would be written."""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import UsageError
from generator.engine.lock import exclusive
from generator.engine.pool import Report
from generator.engine.written import write_safely
from generator.model import config
from generator.source.migrations import CURRENT, migrated

_VERSION = re.compile(r"^version:.*$", re.MULTILINE)


class Change(NamedTuple):
    """A file as it is and as it is to be, with its path from the site's folder."""

    path: str
    before: str
    after: str

    def diff(self) -> Iterator[str]:
        """Yield the lines that differ, with some around them."""
        before, after = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        for line in difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}"):
            yield line.rstrip("\r\n")


def migrate(config_file: Path, report: Report, *, write: bool) -> list[Change]:
    """Give the changes that bring a site up to the current version; with ``write``, make them, the settings last.

    Raises:
        UsageError: there are no settings here, or they can't be read.
    """
    settings, problems = config.read(config_file)
    if settings is None:
        raise UsageError("bruk-migrer-oppsett", path=config_file, line=problems[0].line)
    site = config_file.parent
    if settings.version == CURRENT:
        return []
    with exclusive(site, report):
        changes = [*_of_content(site, settings.version), _of_settings(config_file)]
        for change in changes if write else ():
            write_safely(site / change.path, change.after.encode())
        return changes


def _of_content(site: Path, version: int) -> Iterator[Change]:
    for file in sorted((site / "content").rglob("*.md")):
        hidden = any(part.startswith(".") for part in file.relative_to(site).parts)
        text = None if hidden or file.is_symlink() else _text(file)
        if text is not None and (after := migrated(text, version)) != text:
            yield Change(file.relative_to(site).as_posix(), text, after)


def _of_settings(config_file: Path) -> Change:
    before = config_file.read_bytes().decode()
    line = f"version: {CURRENT}"
    if _VERSION.search(before):
        after = _VERSION.sub(line, before, count=1)
    else:
        after = f"{before}{'' if before.endswith(chr(10)) or not before else chr(10)}{line}\n"
    return Change(config_file.name, before, after)


def _text(file: Path) -> str | None:
    """Read a file as it is, with its own ends of lines; one that is no text is left, and told by ``check``."""
    try:
        return file.read_bytes().decode()
    except UnicodeDecodeError:
        return None

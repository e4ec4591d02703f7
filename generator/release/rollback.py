"""Going back to an earlier release."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import UsageError
from generator.engine.lock import exclusive
from generator.engine.pool import Report
from generator.model import config
from generator.model.registers import LEDGER
from generator.release import entering
from generator.release.checksums import read_sums
from generator.release.passport import OF_THE_DAY
from generator.release.releases import Release, Releases
from generator.source.file_names import printable


class RolledBack(NamedTuple):
    """Which release is now in use, and which was before; empty if none was."""

    now: str
    before: str


def releases(config_file: Path, output: Path) -> list[Release]:
    """List the releases of a site, the newest first.

    Raises:
        UsageError: there is no site here, or ``output`` is a folder that Fagarkiv did not make.
    """
    config.read(config_file)
    return Releases(output.absolute()).there()


def roll_back(config_file: Path, output: Path, wanted: str, report: Report) -> RolledBack:
    """Take the release that ``wanted`` begins the ID of into use, or the one made before the one in use.

    Raises:
        UsageError: there is no site or no such release here, or a file of it is not as it was made.
    """
    config.read(config_file)
    site = config_file.parent
    with exclusive(site, report):
        behind = Releases(output.absolute())
        entering.settle(site, site / "content" / LEDGER)
        there = behind.there()
        before = next((release.id for release in there if release.is_in_use), "")
        name = named(there, wanted) if wanted else _previous(behind, there)
        _see_that_it_is_whole(behind, name)
        behind.use(name)
        return RolledBack(name, before)


def chosen(behind: Releases, wanted: str) -> str:
    """Name the release in use, or the one that ``wanted`` begins the ID of, which is as it was made.

    Raises:
        UsageError: there is no such release, or a file of it is not as it was made.
    """
    there = behind.there()
    in_use = next((release.id for release in there if release.is_in_use), "")
    if not (wanted or in_use):
        raise UsageError("bruk-publiser-ingenting")
    name = named(there, wanted or in_use)
    _see_that_it_is_whole(behind, name)
    return name


def _see_that_it_is_whole(behind: Releases, name: str) -> None:
    damaged = behind.damage(name)
    if damaged is not None:
        raise UsageError("bruk-skadet", id=name, file=printable(damaged) or behind.folder / name)


def named(there: list[Release], wanted: str) -> str:
    """Name the one release that ``wanted`` begins the ID of.

    Raises:
        UsageError: there is none, or more than one.
    """
    exact = [release.id for release in there if release.id == wanted]
    found = exact or [release.id for release in there if release.id.startswith(wanted)]
    if len(found) != 1:
        raise UsageError("bruk-ukjent-bygg", value=wanted, known=", ".join(release.id for release in there) or "–")
    return found[0]


def _previous(behind: Releases, there: list[Release]) -> str:
    """Name the one made before the one in use; not one that differs only by its day, and has the same fault."""
    in_use = next((number for number, release in enumerate(there) if release.is_in_use), -1)
    now = _told(behind, there[in_use].id) if in_use >= 0 else None
    for release in there[in_use + 1 :]:
        if now is None or _told(behind, release.id) != now:
            return release.id
    raise UsageError("bruk-ingen-eldre")


def _told(behind: Releases, name: str) -> Mapping[str, bytes] | None:
    """Give the checksums of a release, but for what tells of its day; None where there are none."""
    manifest = behind.manifest(name)
    if not manifest.is_file():
        return None
    sums = read_sums(manifest.read_text("ascii", "replace"))
    return {url: sha256 for url, sha256 in sums.items() if url not in OF_THE_DAY}

"""Going back to an earlier release."""

from pathlib import Path
from typing import NamedTuple

from generator.base.problems import UsageError
from generator.engine.lock import exclusive
from generator.engine.pool import Report
from generator.model import config
from generator.model.registers import LEDGER
from generator.release import entering
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
        chosen = _named(there, wanted) if wanted else _previous(there)
        damaged = behind.damage(chosen)
        if damaged is not None:
            raise UsageError("bruk-skadet", id=chosen, file=printable(damaged) or behind.folder / chosen)
        behind.use(chosen)
        return RolledBack(chosen, before)


def _named(there: list[Release], wanted: str) -> str:
    exact = [release.id for release in there if release.id == wanted]
    found = exact or [release.id for release in there if release.id.startswith(wanted)]
    if len(found) != 1:
        raise UsageError("bruk-ukjent-bygg", value=wanted, known=", ".join(release.id for release in there) or "–")
    return found[0]


def _previous(there: list[Release]) -> str:
    place = next((number for number, release in enumerate(there) if release.is_in_use), -1)
    if place + 1 == len(there):
        raise UsageError("bruk-ingen-eldre")
    return there[place + 1].id

"""``fagarkiv build --reproduce RELEASE``: makes a release once more from the content, and says which files differ."""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import generator
from generator.base.problems import UsageError
from generator.build import build
from generator.engine.lock import STATE, exclusive
from generator.engine.pool import Report
from generator.pages.addresses import PASSPORT
from generator.release.checksums import measure
from generator.release.hosting import SIGNATURE
from generator.release.publication import STATE as PUBLISHED
from generator.release.publication import read_state
from generator.release.releases import Releases
from generator.release.rollback import named
from generator.release.signing import Signing
from generator.release.verify import Finding, differences

_SITE = "nettsted"
_CODES = {"hel-endret": "lik-endret", "hel-mangler": "lik-mangler", "hel-fremmed": "lik-fremmed"}


class Reproduced(NamedTuple):
    """How many files a release has, which differ, and the version that made it where that is another one."""

    files: int
    findings: tuple[Finding, ...]
    other_version: str


class _Told(NamedTuple):
    """What the passport of a release says of how it was made."""

    day: date
    version: str
    is_signed: bool


def reproduce(config_file: Path, output: Path, wanted: str, jobs: int, report: Report) -> Reproduced:
    """Make a release again: one of those here that ``wanted`` begins the ID of, or one in a folder of that name.

    Nothing that is published is touched.  Of a signature, only that there is one is the same: the key is the host's.

    Raises:
        BuildFailed: the content has errors.
        UsageError: there is no such release, or it has no passport.
    """
    folder = _folder(output, wanted)
    told, there = _told(folder), _hashes(folder)
    made = _made(config_file, told, jobs, report)
    for hashes in (made, there):
        hashes.pop(SIGNATURE, None)
    found = (one._replace(code=_CODES.get(one.code, one.code)) for one in differences(there, made))
    return Reproduced(len(there), tuple(found), told.version if told.version != generator.__version__ else "")


def _folder(output: Path, wanted: str) -> Path:
    if Path(wanted).is_dir():
        return Path(wanted)
    behind = Releases(output.absolute())
    return behind.folder / named(behind.there(), wanted)


def _told(folder: Path) -> _Told:
    try:
        told = json.loads((folder / PASSPORT).read_bytes())
        return _Told(date.fromisoformat(told["as_of"]), str(told["program"]["version"]), "signature" in told["files"])
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise UsageError("bruk-uten-pass", path=folder / PASSPORT) from error


def _hashes(folder: Path) -> dict[str, bytes]:
    """Hash the files of a release; where it was published, other files lie beside its own."""
    noted = folder / PUBLISHED
    own = read_state(noted.read_text("ascii")).files if noted.is_file() else None
    return {file.url: file.sha256 for file in measure(folder.resolve()) if own is None or file.url in own}


def _made(config_file: Path, told: _Told, jobs: int, report: Report) -> dict[str, bytes]:
    work = config_file.parent / STATE / "gjenskapt"
    work.mkdir(parents=True, exist_ok=True)
    with exclusive(work, report):
        try:
            signing = Signing(is_wanted=told.is_signed)
            build(config_file, work / _SITE, told.day, jobs, report, record=False, signing=signing)
            return {file.url: file.sha256 for file in measure((work / _SITE).resolve())}
        finally:
            (work / _SITE).unlink(missing_ok=True)
            shutil.rmtree(work / f".{_SITE}-releases", ignore_errors=True)


def lines(done: Reproduced) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield what is to be said, each as a key of the messages and what fills it."""
    for one in done.findings:
        yield one.code, {"url": one.url}
    if done.other_version:
        yield "lik-versjon", {"theirs": done.other_version, "ours": generator.__version__}
    yield "lik-antall" if done.findings else "lik-alt", {"files": done.files, "count": len(done.findings)}

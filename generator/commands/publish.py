"""Putting a release where readers are."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.engine.lock import exclusive
from generator.engine.pool import Report
from generator.model import config
from generator.release.checksums import read_sums
from generator.release.object_store import PREFIX, ObjectStore
from generator.release.publication import STATE, read_state, state, steps
from generator.release.releases import Releases
from generator.release.rollback import chosen
from generator.release.targets import Folder, Rsync, Target, branch_of, is_remote


class Place(NamedTuple):
    """Where to publish: a folder, an address for rsync or rclone, or with a ``branch`` a git repository."""

    target: str
    branch: str = ""


class Told(NamedTuple):
    """What was done: the release that is now there, and how many files were copied, taken away, and kept."""

    release: str
    copied: int
    gone: int
    leaving: int


def publish(config_file: Path, output: Path, place: Place, wanted: str, today: date, report: Report) -> Told:
    """Let a place have the release in use, or the one that ``wanted`` begins the ID of, and nothing else of ours.

    Raises:
        UsageError: there is no site or no such release here, it is damaged, or the place can't be written to.
    """
    config.read(config_file)
    with exclusive(config_file.parent, report):
        behind = Releases(output.absolute())
        release = chosen(behind, wanted)
        files = read_sums(behind.manifest(release).read_text("ascii"))
        with _opened(place, release) as target:
            return _put(behind.folder / release, files, target, today, release)


@contextmanager
def _opened(place: Place, release: str) -> Iterator[Target]:
    if place.branch:
        with branch_of(place.target, place.branch, f"Fagarkiv {release}") as target:
            yield target
    elif place.target.startswith(PREFIX):
        yield ObjectStore(place.target.removeprefix(PREFIX))
    elif is_remote(place.target):
        yield Rsync(place.target)
    else:
        yield Folder(Path(place.target))


def _put(source: Path, files: dict[str, bytes], target: Target, today: date, release: str) -> Told:
    todo = steps(files, read_state(target.read_state()), today)
    for urls in todo.copied:
        target.put(source, urls)
    with tempfile.TemporaryDirectory() as folder:
        noted = Path(folder, STATE)
        noted.parent.mkdir()
        noted.write_text(state(files, todo.leaving), "ascii")
        noted.chmod(0o644)
        target.put(Path(folder), [STATE])
    target.remove(todo.gone)
    return Told(release, sum(map(len, todo.copied)), len(todo.gone), len(todo.leaving))

"""A release: a whole site in a folder of its own, taken into use in one atomic step.

``OUTPUT`` is a symbolic link to ``.OUTPUT-releases/ID``.  The link is replaced by a rename, so a reader sees either the
old site or the new one, whatever happens to the process that builds.  Beside each release lies ``ID.sha256``, its
manifest: the checksum of every file in it.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from generator.base.problems import UsageError
from generator.engine.written import Written, remove
from generator.release.checksums import measure, read_sums, sums
from search.places import take_away

KEPT = 3
_DRAFT, _SUMS = ".ny-", "sha256"


class Release(NamedTuple):
    """A release on disk: when it was ``made`` in seconds since 1970, and how many files and bytes it has."""

    id: str
    made: float
    files: int
    size: int
    is_in_use: bool


class Releases:
    """The releases behind one output link."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output.parent / f".{output.name}-releases"

    def current(self) -> Path | None:
        """Give the folder of the release in use.

        Raises:
            UsageError: the output exists and is not ours to replace.
        """
        if not self.output.is_symlink():
            if self.output.exists():
                raise UsageError("bruk-fremmed-mappe", path=self.output)
            return None
        target = self.output.parent / self.output.readlink()
        if target.parent != self.folder:
            raise UsageError("bruk-fremmed-mappe", path=self.output)
        return target if target.is_dir() else None

    def draft(self, spare: str = "") -> Path:
        """Give a folder for a new release; what it holds is of no account, but may save work.

        It is what an earlier build has left, however that ended, or else a release that is to go, such as one that is
        to ``spare``: most of its files are those of the release in use, and need not be linked again.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        there = [*self.folder.glob(f"{_DRAFT}*")]
        if spare and (self.folder / spare).is_dir():
            self.manifest(spare).unlink(missing_ok=True)
            there.append(self.folder / spare)
        left = [one for one in there if one.is_dir() and not one.is_symlink()]
        folder = self.folder / f"{_DRAFT}{os.getpid()}"
        going = self._going()
        if left:
            left[0].rename(folder)
        elif going:
            self.manifest(going[0].name).unlink(missing_ok=True)
            going[0].rename(folder)
        else:
            folder.mkdir()
        for other in (*left[1:], *there):
            if other not in left[:1]:
                take_away(other)
        return folder

    def complete(self, draft: Path, release: str, files: Collection[Written]) -> str:
        """Give a finished draft of these files its name, which is told; it is not in use yet.

        A release is never written over: where one of that name lies, damaged or from before a change that was taken
        back, the new one gets a number.
        """
        name, number = release, 1
        while (self.folder / name).exists():
            number += 1
            name = f"{release}-{number}"
        os.utime(draft)  # The day it was made; a folder that was another release has one already.
        manifest = self.folder / f"{_DRAFT}{_SUMS}"
        manifest.write_text(sums(files), "ascii")
        manifest.replace(self.manifest(name))
        draft.rename(self.folder / name)
        return name

    def take_back(self, name: str) -> None:
        """Let a release that could not be taken into use be a draft again, as far as that can be done."""
        with contextlib.suppress(OSError):
            (self.folder / name).rename(self.folder / f"{_DRAFT}{os.getpid()}")
            self.manifest(name).unlink(missing_ok=True)

    def use(self, name: str) -> None:
        """Let the output be this release, in one atomic step."""
        link = self.folder / f"{_DRAFT}lenke"
        take_away(link)
        link.symlink_to(Path(self.folder.name) / name)
        link.replace(self.output)

    def manifest(self, name: str) -> Path:
        """Tell where the checksums of a release lie."""
        return self.folder / f"{name}.sha256"

    def _folders(self) -> Iterator[Path]:
        return (folder for folder in self.folder.glob("[!.]*") if folder.is_dir())

    def there(self) -> list[Release]:
        """List the releases there are, the newest first.

        Raises:
            UsageError: the output is not ours.
        """
        current = self.current()
        found = list[Release]()
        for folder in sorted(self._folders(), key=lambda folder: folder.stat().st_mtime_ns, reverse=True):
            sizes = [file.lstat().st_size for file in folder.rglob("*") if not file.is_dir()]
            found.append(Release(folder.name, folder.stat().st_mtime, len(sizes), sum(sizes), folder == current))
        return found

    def damage(self, name: str) -> str | None:
        """Name a file of a release that is not as it was made, or nothing that can be named; None if it is whole."""
        found = list(measure(self.folder / name))
        if release_id(found) == id_of(name):
            return None
        manifest = self.manifest(name)
        expected = read_sums(manifest.read_text("ascii", "replace")) if manifest.is_file() else {}
        actual = {file.url: file.sha256 for file in found}
        return min(
            (url for url in {*expected, *actual} if expected and actual.get(url) != expected.get(url)), default=""
        )

    def _going(self) -> list[Path]:
        """Give the oldest releases, latest first: without them and with the one about to be made ``KEPT`` are left."""
        current = self.current()
        others = (folder for folder in self._folders() if folder != current)
        return sorted(others, key=lambda folder: folder.stat().st_mtime_ns, reverse=True)[KEPT - 2 :]

    def prune(self) -> None:
        """Drop the oldest releases, and manifests of none; what can't be dropped now is tried again another time."""
        with contextlib.suppress(OSError):
            for old in self._going():
                self.manifest(old.name).unlink(missing_ok=True)
                shutil.rmtree(old)
            for manifest in self.folder.glob("[!.]*.sha256"):
                if not manifest.with_suffix("").exists():
                    manifest.unlink()


def release_id(written: Iterable[Written]) -> str:
    """Name a release after its content: equal sites have equal names."""
    digest = hashlib.sha256()
    for file in sorted(written):
        digest.update(f"{file.url}\0".encode("utf-8", "surrogateescape") + file.sha256)
    return digest.hexdigest()[:16]


def id_of(name: str) -> str:
    """Give the ID in the name of a release, which may end in a number.

    >>> id_of("0123456789abcdef-2")
    '0123456789abcdef'
    """
    return name.partition("-")[0]


def strip(draft: Path, folder: str, wanted: Collection[str]) -> None:
    """Take away what is not ``wanted`` from one folder of a draft, so that others can write there."""
    for part in (*Path(folder).parents, Path(folder)):
        if not (draft / part).is_dir() or (draft / part).is_symlink():
            (draft / part).unlink(missing_ok=True)
            return
    for url, _ in [*_inodes(draft / folder, f"{folder}/")]:
        if url not in wanted:
            remove(draft, url)


def fill(old: Path, draft: Path, files: Sequence[Written], but_for: str, settled: int) -> bool:
    """Let a draft hold files of the release in use, linked, and no others, ``but_for`` what is new in one folder.

    Gives whether all were there, and as they should be; they were all at a time called ``settled``.
    """
    # Before any link is made or removed, since the disk takes that for a change too.
    found = [_found(old, file, settled) for file in files]
    there = dict(_inodes(draft, ""))
    for url in there.keys() - {file.url for file in files}:
        if not url.startswith(f"{but_for}/"):
            remove(draft, url)
    made: set[str] = set()
    for file, inode in zip(files, found, strict=True):
        if inode is None:
            return False
        if there.get(file.url) == inode:
            continue
        target = f"{draft}/{file.url}"
        if file.url in there:
            os.unlink(target)  # noqa: PTH108
        folder = target.rpartition("/")[0]
        if folder not in made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            made.add(folder)
        os.link(f"{old}/{file.url}", target, follow_symlinks=False)
    return True


def _inodes(folder: Path | str, prefix: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _inodes(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}", entry.inode()


def is_there(folder: Path, file: Written, settled: int) -> bool:
    """Whether a folder has a file as it should be, as it did at a time called ``settled``."""
    return _found(folder, file, settled) is not None


def _found(folder: Path, file: Written, settled: int) -> int | None:
    """Give the inode of a file that is as it should be; only what was touched since then is read."""
    path = f"{folder}/{file.url}"
    try:
        status = os.stat(path, follow_symlinks=False)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return None
    if status.st_size != file.size or not S_ISREG(status.st_mode):
        return None
    if status.st_ctime_ns < settled and status.st_mtime_ns < settled:
        return status.st_ino
    return status.st_ino if _sha256(path) == file.sha256 else None


def _sha256(path: str) -> bytes:
    with open(path, "rb") as stream:  # noqa: PTH123 - perhaps twenty thousand of these
        return hashlib.file_digest(stream, "sha256").digest()

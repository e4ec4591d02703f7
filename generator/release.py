"""A release: a whole site in a folder of its own, taken into use in one atomic step.

``OUTPUT`` is a symbolic link to ``.OUTPUT-releases/ID``.  The link is replaced by a rename, so a reader sees either the
old site or the new one, whatever happens to the process that builds.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.problems import UsageError
from generator.tasks import Written

KEPT = 3
_DRAFT = ".ny-"


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

    def draft(self) -> Path:
        """Make an empty folder for a new release, clearing away what killed builds left behind."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"{_DRAFT}*"):
            shutil.rmtree(left)
        folder = self.folder / f"{_DRAFT}{os.getpid()}"
        folder.mkdir()
        return folder

    def switch(self, draft: Path, release: str) -> None:
        """Take a finished draft into use and drop the oldest releases.

        A release that is still there from before, after a change that was taken back, is used again as it is.
        """
        final = self.folder / release
        if final.exists():
            shutil.rmtree(draft)
            os.utime(final)
        else:
            draft.rename(final)
        link = self.folder / f"{_DRAFT}lenke"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(self.folder.name) / release)
        link.replace(self.output)
        self._prune(final)

    def _prune(self, current: Path) -> None:
        others = (folder for folder in self.folder.iterdir() if folder != current)
        for old in sorted(others, key=lambda folder: folder.stat().st_mtime_ns, reverse=True)[KEPT - 1 :]:
            shutil.rmtree(old)


def release_id(written: Iterable[Written]) -> str:
    """Name a release after its content: equal sites have equal names."""
    digest = hashlib.sha256()
    for file in sorted(written):
        digest.update(f"{file.url}\0".encode() + file.sha256)
    return digest.hexdigest()[:16]


def link_unchanged(old: Path, draft: Path, files: Mapping[str, Written]) -> list[str]:
    """Link files of the release in use into a draft; gives those that were not as they should be."""
    missing: list[str] = []
    made: set[str] = set()
    old_root, new_root = os.fspath(old), os.fspath(draft)
    for url, file in files.items():
        source, folder = f"{old_root}/{url}", url.rpartition("/")[0]
        if folder not in made:
            os.makedirs(f"{new_root}/{folder}", exist_ok=True)  # noqa: PTH103
            made.add(folder)
        try:
            if os.stat(source).st_size == file.size:  # noqa: PTH116
                os.link(source, f"{new_root}/{url}")  # noqa: PTH113
                continue
        except FileNotFoundError:
            pass
        missing.append(url)
    return missing

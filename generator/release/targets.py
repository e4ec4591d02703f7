"""Places to publish in: a folder, another machine by rsync, a branch of a git repository."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from generator.base.problems import UsageError
from generator.engine.written import remove
from generator.release.programs import run
from generator.release.publication import STATE

# What a path may be long in Windows, from the share's name on.
_LONGEST = 259
_REMOTE = re.compile(r"(rsync|ssh)://.+|[^/\\:]+::?[^\\]*")
# What rsync ends with when a file it was asked for is not there.
_NOT_THERE = 23


class Target(Protocol):
    """A place to publish in."""

    def read_state(self) -> str:
        """Give what was noted when the site was published here last; empty if it never was."""

    def put(self, source: Path, urls: Sequence[str]) -> None:
        """Copy files of a folder here, each whole or not at all."""

    def remove(self, urls: Sequence[str]) -> None:
        """Take files away."""


class Folder:
    """A folder, perhaps on a file share: plain files, no links."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read_state(self) -> str:
        """Give what was noted here last.

        Raises:
            UsageError: the folder is somebody else's.
        """
        noted = self._path / STATE
        if noted.is_file():
            return noted.read_text("ascii")
        if self._path.is_symlink() or (self._path.exists() and {one.name for one in self._path.iterdir()} - {".git"}):
            raise UsageError("bruk-publiser-fremmed", path=self._path)
        return ""

    def put(self, source: Path, urls: Sequence[str]) -> None:
        """Copy files here.

        Raises:
            UsageError: a path would be longer than Windows shares can hold.
        """
        for url in urls:
            if len(str(self._path.absolute())) + 1 + len(url) > _LONGEST:
                raise UsageError("bruk-publiser-lengde", path=self._path / url, most=_LONGEST)
            target = self._path / url
            draft = target.with_name(f".ny-{os.getpid()}")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / url, draft)
            draft.replace(target)

    def remove(self, urls: Sequence[str]) -> None:
        """Take files away, and the folders that they leave empty."""
        for url in urls:
            if (self._path / url).is_file():
                remove(self._path, url)


class Rsync:
    """A folder on another machine, by rsync over ssh, or to an rsync server."""

    def __init__(self, address: str) -> None:
        self._address = f"{address.rstrip('/')}/"

    def read_state(self) -> str:
        """Give what was noted there last."""
        with tempfile.TemporaryDirectory() as folder:
            done = run("rsync", "--", f"{self._address}{STATE}", f"{folder}/publisert.txt", fine=(0, _NOT_THERE))
            return "" if done else Path(folder, "publisert.txt").read_text("ascii")

    def put(self, source: Path, urls: Sequence[str]) -> None:
        """Copy files there; rsync writes each beside its place first."""
        self._files(urls, source, "--times", "--ignore-times", "--mkpath")

    def remove(self, urls: Sequence[str]) -> None:
        """Take files away."""
        with tempfile.TemporaryDirectory() as empty:
            # Of a file that is missing, rsync wants to see the folder.
            for url in urls:
                (Path(empty) / url).parent.mkdir(parents=True, exist_ok=True)
            self._files(urls, Path(empty), "--recursive", "--delete-missing-args")

    def _files(self, urls: Sequence[str], source: Path, *options: str) -> None:
        if not urls:
            return
        with tempfile.NamedTemporaryFile("w", encoding="ascii") as listed:
            listed.writelines(f"{url}\n" for url in urls)
            listed.flush()
            run("rsync", *options, f"--files-from={listed.name}", "--", f"{source}/", self._address)


@contextmanager
def branch_of(remote: str, branch: str, told: str) -> Iterator[Target]:
    """Give a folder that becomes the newest commit of a branch, if all goes well."""
    with tempfile.TemporaryDirectory() as folder:
        if run("git", "ls-remote", "--exit-code", "--heads", "--", remote, branch, fine=(0, 2)) == 0:
            run("git", "clone", "--quiet", "--depth=1", f"--branch={branch}", "--", remote, folder)
        else:
            run("git", "init", "--quiet", f"--initial-branch={branch}", folder)
            run("git", "-C", folder, "remote", "add", "--", "origin", remote)
        yield Folder(Path(folder))
        # Otherwise GitHub Pages would make a site of its own of it.
        Path(folder, ".nojekyll").touch()
        run("git", "-C", folder, "add", "--all", "--force")
        if run("git", "-C", folder, "diff", "--cached", "--quiet", fine=(0, 1)):
            author = ("-c", "user.name=Fagarkiv", "-c", "user.email=fagarkiv@localhost", "-c", "commit.gpgsign=false")
            run("git", "-C", folder, *author, "commit", "--quiet", f"--message={told}")
            run("git", "-C", folder, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")


def is_remote(target: str) -> bool:
    r"""Whether a place is on another machine.

    >>> is_remote("server:/srv/fagarkiv"), is_remote("/mnt/share"), is_remote("./a:b")
    (True, False, False)
    """
    return _REMOTE.fullmatch(target) is not None

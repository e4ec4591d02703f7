"""What git knows of each file in ``content/``: the commits that took it into the archive or changed it.

Only days and commit ids are read: no names, no addresses, no messages.  What counts are the steps of the main line, so
a pull request is there as the merge that took it in.

A repository may come from strangers, and git can be told by a repository's own settings to start programs.  So it is
asked only for what needs neither the work tree nor a network, with everything that could start something switched off.
"""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.source.files import File

_PATIENCE = 60
_OPTIONS = (
    *("--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs"),
    *("-c", "safe.bareRepository=explicit", "-c", "protocol.allow=never"),
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", f"core.attributesFile={os.devnull}"),
    *("-c", "log.showRoot=true"),
)
_LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--no-follow", "--name-status"),
    *("--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-notes", "--no-mailmap", "--no-color"),
    *("-z", "--relative", "--format=%H %cs"),
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
}
_COMMIT = re.compile(r"([0-9a-f]{40}|[0-9a-f]{64}) (.*)")


class Commit(NamedTuple):
    """One step of the main line in the life of a file: its day, its commit, and whether the file came into being."""

    day: date
    commit: str
    is_new: bool


class History(NamedTuple):
    """The ``changes`` of each file below ``content/``, the newest first, and the hash of each file as committed.

    ``lack`` is the key of the message that says why there is none.
    """

    changes: Mapping[str, tuple[Commit, ...]] = {}
    blobs: Mapping[str, str] = {}
    lack: str = ""

    def of(self, sources: Iterable[File]) -> dict[str, tuple[Commit, ...]]:
        """Give the changes of those files that are as they were committed; of others they would not be the last."""
        return {
            source.path: self.changes[source.path]
            for source in sources
            if source.path in self.changes and _is_committed(source.raw, self.blobs.get(source.path, ""))
        }


def read(content: Path) -> History:
    """Read the history of a content folder; where there is none, or not all of it, nothing is known."""
    try:
        asked = ("--is-inside-git-dir", "--is-shallow-repository", "HEAD^{commit}")
        is_planted, is_shallow, head = _git(content, "rev-parse", *asked).decode("ascii").split()
        if is_planted == "true":
            return History(lack="historikk-mangler")
        if is_shallow == "true":
            return History(lack="historikk-grunn")
        blobs = dict(_blobs(_git(content, "ls-tree", "-r", "-z", head)))
        return History(changes(_git(content, *_LOG, head, "--", ".")), blobs)
    except (OSError, subprocess.SubprocessError):
        return History(lack="historikk-mangler")


def _git(folder: Path, *words: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise FileNotFoundError
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(  # noqa: S603 - words of ours, and a commit id
        [program, *_OPTIONS, *words],
        cwd=folder,
        env={**own, **_ENVIRONMENT},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=_PATIENCE,
    )
    return done.stdout


def changes(log: bytes) -> dict[str, tuple[Commit, ...]]:
    r"""Read what ``git log --name-status -z`` wrote.

    >>> changes(b"%b 2026-11-02\0\nA\0sider/om.md\0" % (b"f" * 40))["sider/om.md"][0].is_new
    True
    """
    found: dict[str, list[Commit]] = {}
    day, commit, words = None, "", iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for word in words:
        if begun := _COMMIT.fullmatch(word):
            commit, day = begun[1], _day(begun[2])
        elif word and (path := next(words, "")) and day:
            found.setdefault(path, []).append(Commit(day, commit, word.strip() == "A"))
    return {path: tuple(steps) for path, steps in found.items()}


def _day(written: str) -> date | None:
    """Read a day; a commit may hold any number as its time, also one that is no day at all."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _blobs(tree: bytes) -> Iterator[tuple[str, str]]:
    for entry in tree.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = entry.partition("\t")
        if path:
            yield path, about.split()[2]


def _is_committed(raw: bytes, blob: str) -> bool:
    """Whether git keeps these bytes under this hash (git-hash-object(1))."""
    hash_ = hashlib.sha256 if len(blob) == 64 else hashlib.sha1
    return hash_(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest() == blob

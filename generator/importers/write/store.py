"""What importing keeps beside the site: every source file by its hash, and what became of it.

It is private: the folder is below neither ``content/`` nor what is published, and tells git to leave it alone.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple

from search.places import take_away

FOLDER = "importert"
_LOG, _UNDER_WAY, _SOURCES, _DRAFTS = "logg.jsonl", "pagaar.json", "kilder", "kladder"
_SUFFIX = 8


class Done(NamedTuple):
    """What an imported file became: ids of the issues and items that were drafted.

    ``same`` are the titles of the items that were not, each with the id of the one that says the same; ``left`` are the
    letters in the file that nothing was made of, ``unknown`` the senders that nobody knew, and ``files`` what was
    written, by its path below ``content/``, with the SHA-256 of what it held.
    """

    name: str
    issues: tuple[str, ...]
    items: tuple[str, ...]
    same: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    files: Mapping[str, str] = MappingProxyType({})


class Store:
    """The folder in which importing keeps what it needs to know."""

    def __init__(self, site: Path) -> None:
        self.folder, self._content = site / FOLDER, site / "content"
        # What was found damaged and is left out or taken away.
        self.damaged: tuple[Path, ...] = ()
        self.folder.mkdir(mode=0o700, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")
        self._undo()
        self._done = {digest: done for digest, done in dict(self._logged(tells=True)).items() if done}

    def done(self, digest: str) -> Done | None:
        """Tell what became of a file with this hash, if it was imported before."""
        return self._done.get(digest)

    def all(self) -> Mapping[str, Done]:
        """Give what became of every file that was imported, by its hash."""
        return self._done

    def finish(self, digest: str, data: bytes, done: Done, drafts: Mapping[str, bytes]) -> None:
        """Keep a file and write its drafts, by their paths below ``content/``: all of them or none.

        They are written aside first and then given their names, never one that is taken.  What was to be named stands
        in a file of its own until the file is in the log, so that the next import can take it back.

        Raises:
            OSError: a draft's name was taken meanwhile, or the machine refuses; nothing is left of the drafts then.
        """
        self._keep(digest, data, done.name)
        hashes = {path: hashlib.sha256(content).hexdigest() for path, content in drafts.items()}
        done = done._replace(files=hashes)
        aside = self.folder / _DRAFTS
        take_away(aside)
        aside.mkdir()
        for number, content in enumerate(drafts.values()):
            (aside / str(number)).write_bytes(content)
        # Written aside and renamed: half a list could not be taken back.
        (self.folder / f"{_UNDER_WAY}.ny").write_bytes(json.dumps(hashes).encode())
        (self.folder / f"{_UNDER_WAY}.ny").replace(self.folder / _UNDER_WAY)
        try:
            for number, path in enumerate(drafts):
                target = self._content / path
                target.parent.mkdir(parents=True, exist_ok=True)
                os.link(aside / str(number), target)
            self._log(digest, done)
        except OSError:
            self._undo()
            raise
        # The file is in the log: what can't be taken away now is so by the next import.
        with contextlib.suppress(OSError):
            (self.folder / _UNDER_WAY).unlink()
            shutil.rmtree(aside)

    def _keep(self, digest: str, data: bytes, name: str) -> None:
        suffix = PurePosixPath(name).suffix.lower()
        plain = suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= _SUFFIX else ".eml"
        target = self.folder / _SOURCES / digest[:2] / f"{digest}{plain}"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.with_suffix(".ny").write_bytes(data)
            target.with_suffix(".ny").replace(target)

    def _log(self, digest: str, done: Done) -> None:
        self._enter({"sha256": digest, **done._asdict()})
        self._done[digest] = done

    def forget(self, digest: str) -> None:
        """Let a file be imported again."""
        self._enter({"sha256": digest, "undone": True})
        self._done.pop(digest, None)

    def _enter(self, entry: Mapping[str, object]) -> None:
        with (self.folder / _LOG).open("ab") as log:
            # After a line that was cut short, this one begins anew.
            log.write(b"" if self._is_whole() else b"\n")
            log.write(json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n")

    def _is_whole(self) -> bool:
        log = self.folder / _LOG
        with log.open("rb") as stream:
            end = stream.seek(0, os.SEEK_END)
            stream.seek(max(end - 1, 0))
            return stream.read() in (b"", b"\n")

    def _logged(self, *, tells: bool = False) -> Iterator[tuple[str, Done | None]]:
        """Yield what became of each file, in the order in which it did; nothing where it was undone.

        A line that is damaged is passed over; so is what never was a file of ours.
        """
        log = self.folder / _LOG
        lines = log.read_text("utf-8", "replace").split("\n") if log.exists() else []
        is_damaged = False
        for line in filter(None, lines):
            try:
                entry = json.loads(line)
                yield str(entry["sha256"]), None if entry.get("undone") else _done(entry)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                is_damaged = True
        if tells and is_damaged:
            self.damaged += (log,)

    def _undo(self) -> None:
        """Take back the drafts of an import that was cut off; a file that was logged, or changed since, stays."""
        under_way = self.folder / _UNDER_WAY
        if not os.path.lexists(under_way):
            return
        logged = {f"{id_}.md" for _, done in self._logged() if done for id_ in done.issues}
        drafts = self._under_way(under_way)
        for path, digest in drafts.items() if not logged & drafts.keys() else ():
            file = self._content / path
            if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest:
                file.unlink()
        take_away(under_way)
        take_away(self.folder / _DRAFTS)

    def _under_way(self, file: Path) -> Mapping[str, str]:
        """Read what was to be named, by path and hash; a list that is damaged says nothing, and paths lead nowhere."""
        try:
            found = json.loads(file.read_text("utf-8"))
            drafts = {str(path): str(digest) for path, digest in found.items()}
            if all(_is_below(path) for path in drafts):
                return drafts
        except (OSError, ValueError, AttributeError, RecursionError):
            pass
        self.damaged += (file,)
        return {}


def _is_below(path: str) -> bool:
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts


def _done(entry: Mapping[str, Any]) -> Done:
    """Read a line of the log; earlier versions wrote less."""
    return Done(
        entry["name"],
        tuple(entry["issues"]),
        tuple(entry["items"]),
        tuple((str(title), str(id_)) for title, id_ in entry.get("same", ())),
        tuple(entry.get("left", ())),
        tuple(entry.get("unknown", ())),
        dict(entry.get("files", {})),
    )


def free_report(folder: Path, day: str) -> Path:
    """Give a name for a report that is not taken."""
    taken: Sequence[str] = [file.name for file in folder.iterdir()]
    names = (f"rapport-{day}{f'-{number}' if number > 1 else ''}.md" for number in range(1, len(taken) + 2))
    return folder / next(name for name in names if name not in taken)

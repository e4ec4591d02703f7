"""Finding the files to import: in folders, zip files and mailboxes, each with a name that tells where it was."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.importers import limits
from generator.importers.letter import Remark
from generator.importers.limits import Unreadable
from generator.importers.read import SUFFIXES
from generator.importers.read.sandbox import Sandbox

_JUNK = {"thumbs.db", "desktop.ini", "__macosx"}
# Mailboxes begin each mail with "From ", who and when; Thunderbird has left out the rest for some years.
_FROM_LINE = re.compile(rb"From (?:[^\n]*\d{1,2}:\d\d[^\n]*\d{4}[^\n]*)?\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_LINE = 1 << 16


class Mail(NamedTuple):
    """Where in a mailbox a mail lies."""

    start: int
    end: int


class Member(NamedTuple):
    """Which member of a zip file."""

    number: int


class Found(NamedTuple):
    """One file to import, not read yet: ``file`` holds it, or the mailbox or zip file that it is a part of."""

    name: str
    file: Path
    part: Mail | Member | None = None


class Skipped(NamedTuple):
    """Something that was met and is not imported, and why."""

    name: str
    remark: Remark


def walk(paths: Sequence[Path], sandbox: Sandbox, spool: Path) -> Iterator[Found | Skipped]:
    """Yield every file below the paths, in order; what is packed in zip files is laid in the folder ``spool``."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path, f"{path.resolve().name}/", _Walk(sandbox, spool))
        else:
            yield from _file(path, path.name, _Walk(sandbox, spool))


def load(found: Found, sandbox: Sandbox) -> bytes:
    """Read the bytes of a file.

    Raises:
        Unreadable: it is too large, or can't be unpacked.
    """
    if isinstance(found.part, Member):
        return sandbox.member(found.file, found.part.number)
    start, end = found.part or (0, found.file.stat().st_size)
    if end - start > limits.FILE:
        raise Unreadable("import-stor", size=limits.megabytes(limits.FILE))
    with found.file.open("rb") as stream:
        stream.seek(start)
        data = stream.read(end - start)
    return _QUOTED_FROM.sub(rb"\1", data) if found.part else data


class _Walk(NamedTuple):
    sandbox: Sandbox
    spool: Path
    depth: int = 0


def _folder(folder: Path, prefix: str, walk: _Walk) -> Iterator[Found | Skipped]:
    for path in sorted(folder.iterdir()):
        name = prefix + path.name
        if _is_junk(path.name):
            continue
        if path.is_symlink():
            yield Skipped(name, Remark("import-symlenke"))
        elif path.is_dir():
            yield from _folder(path, f"{name}/", walk)
        else:
            yield from _file(path, name, walk)


def _file(path: Path, name: str, walk: _Walk) -> Iterator[Found | Skipped]:
    """Yield what a file on the disk holds."""
    suffix = PurePosixPath(name).suffix.lower()
    if not path.is_file():
        yield Skipped(name, Remark("import-filtype"))
    elif suffix == ".zip":
        yield from _zip(path, name, walk)
    elif _is_mailbox(name):
        found: list[Found | Skipped] = [
            Found(f"{name}#{number}", path, mail) for number, mail in enumerate(mails(path), 1)
        ]
        yield from found or [Skipped(name, Remark("import-ikke-mail"))]
    elif suffix in SUFFIXES:
        yield Found(name, path)
    else:
        yield Skipped(name, Remark("import-filtype"))


def _zip(path: Path, name: str, walk: _Walk) -> Iterator[Found | Skipped]:
    if walk.depth >= limits.ZIPS_IN_ZIPS:
        yield Skipped(name, Remark("import-zip-i-zip"))
        return
    try:
        members = walk.sandbox.names(path)
    except Unreadable as refused:
        yield Skipped(name, refused.remark)
        return
    for number, written in enumerate(members):
        inside = written.replace("\\", "/")
        if not inside or any(map(_is_junk, inside.split("/"))):
            continue
        found = Found(f"{name}/{inside}", path, Member(number))
        if PurePosixPath(inside).suffix.lower() == ".zip" or _is_mailbox(inside):
            yield from _spooled(found, walk)
        elif PurePosixPath(inside).suffix.lower() in SUFFIXES:
            yield found
        else:
            yield Skipped(found.name, Remark("import-filtype"))


def _spooled(found: Found, walk: _Walk) -> Iterator[Found | Skipped]:
    """Lay a zip file or mailbox that was in a zip file on the disk, under a name of our own."""
    try:
        data = load(found, walk.sandbox)
    except Unreadable as refused:
        yield Skipped(found.name, refused.remark)
        return
    if sum(file.stat().st_size for file in walk.spool.iterdir()) + len(data) > limits.UNPACKED:
        yield Skipped(found.name, Remark("import-bombe"))
        return
    path = walk.spool / str(sum(1 for _ in walk.spool.iterdir()))
    path.write_bytes(data)
    yield from _file(path, found.name, walk._replace(depth=walk.depth + 1))


def mails(mailbox: Path) -> Iterator[Mail]:
    """Yield where each mail of a mailbox lies; a line ``From `` begins one, at the top or below an empty line."""
    start, at, is_after_empty, is_line_start = -1, 0, True, True
    with mailbox.open("rb") as stream:
        while line := stream.readline(_LINE):
            if is_line_start and is_after_empty and line.startswith(b"From ") and _FROM_LINE.fullmatch(line):
                if start >= 0:
                    yield Mail(start, at)
                start = at + len(line)
            at += len(line)
            is_after_empty = is_line_start and not line.strip(b"\r\n")
            is_line_start = line.endswith(b"\n")
    if start >= 0:
        yield Mail(start, at)


def _is_mailbox(name: str) -> bool:
    return name.lower().endswith(".mbox") or name.rpartition("/")[2].lower() == "mbox"


def _is_junk(name: str) -> bool:
    return name.startswith(".") or name.lower() in _JUNK

"""Finding the files to import: in folders, zip files and mailboxes, each with a name that tells where it was."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.importers import limits
from generator.importers.find import saved_with
from generator.importers.letter import Remark
from generator.importers.limits import Unreadable
from generator.importers.read import SUFFIXES
from generator.importers.read.sandbox import Sandbox

_JUNK = {"thumbs.db", "desktop.ini", "__macosx"}
# Mailboxes begin each mail with "From ", who and when; Thunderbird has left out the rest for some years.
_FROM_LINE = re.compile(rb"From (?:[^\r\n]*\d{1,2}:\d\d[^\r\n]*\d{4}[^\r\n]*)?(?:\r?\n|\r)")
_QUOTED_FROM = re.compile(rb"(?:\A|(?<=[\r\n]))>(>*From )")
_LINE = 1 << 16
_NO_READER = Remark("import-filtype", (("formats", ", ".join((*SUFFIXES, ".mbox", ".zip"))),))


class Mail(NamedTuple):
    """Where in a mailbox a mail lies."""

    start: int
    end: int


class Member(NamedTuple):
    """Which member of a zip file."""

    number: int


class Found(NamedTuple):
    """One file to import, not read yet: ``file`` holds it, or the mailbox or zip file that it is a part of.

    ``beside`` are the pictures that were saved with a web page, each called as the page does.
    """

    name: str
    file: Path
    part: Mail | Member | None = None
    beside: tuple["Found", ...] = ()


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


def load_beside(found: Found, sandbox: Sandbox) -> Mapping[str, bytes]:
    """Read the pictures that were saved with a file, as far as they are not too large."""
    loaded: dict[str, bytes] = {}
    for one in found.beside:
        with suppress(Unreadable, OSError):
            data = load(one, sandbox)
            if sum(map(len, loaded.values())) + len(data) <= limits.ATTACHMENTS:
                loaded[one.name] = data
    return loaded


class _Walk(NamedTuple):
    sandbox: Sandbox
    spool: Path
    depth: int = 0


def _folder(folder: Path, prefix: str, walk: _Walk) -> Iterator[Found | Skipped]:
    paths = sorted(folder.iterdir())
    of_pages = saved_with.folders(path.name for path in paths)
    for path in paths:
        name = prefix + path.name
        if _is_junk(path.name) or (path.name in of_pages and path.is_dir() and not path.is_symlink()):
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
        yield Skipped(name, _NO_READER)
    elif suffix == ".zip":
        yield from _zip(path, name, walk)
    elif _is_mailbox(name):
        found: list[Found | Skipped] = [
            Found(f"{name}#{number}", path, mail) for number, mail in enumerate(mails(path), 1)
        ]
        yield from found or [Skipped(name, Remark("import-ikke-mail"))]
    elif suffix in SUFFIXES:
        yield Found(name, path, beside=tuple(_beside(path)))
    else:
        yield Skipped(name, _NO_READER)


def _beside(page: Path) -> Iterator[Found]:
    """Yield the pictures in the folder that was saved with a web page; links in it lead nowhere."""
    for folder in (page.parent / name for name in saved_with.names(page.name)):
        if folder.is_dir() and not folder.is_symlink():
            for path in sorted(folder.iterdir())[: limits.PARTS]:
                if saved_with.is_picture(path.name) and path.is_file() and not path.is_symlink():
                    yield Found(f"{folder.name}/{path.name}", path)


def _zip(path: Path, name: str, walk: _Walk) -> Iterator[Found | Skipped]:
    if walk.depth >= limits.ZIPS_IN_ZIPS:
        yield Skipped(name, Remark("import-zip-i-zip"))
        return
    try:
        members = walk.sandbox.names(path)
    except Unreadable as refused:
        yield Skipped(name, refused.remark)
        return
    inside_of = [written.replace("\\", "/") for written in members]
    of_pages = saved_with.in_zip(inside_of)
    for number, inside in enumerate(inside_of):
        if not inside or any(map(_is_junk, inside.split("/"))) or saved_with.is_within(inside, of_pages):
            continue
        beside = (Found(to, path, Member(at)) for at, to in of_pages.get(inside, ()))
        found = Found(f"{name}/{inside}", path, Member(number), tuple(beside))
        if PurePosixPath(inside).suffix.lower() == ".zip" or _is_mailbox(inside):
            yield from _spooled(found, walk)
        elif PurePosixPath(inside).suffix.lower() in SUFFIXES:
            yield found
        else:
            yield Skipped(found.name, _NO_READER)


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
    for line in _lines(mailbox):
        if is_line_start and is_after_empty and line.startswith(b"From ") and _FROM_LINE.fullmatch(line):
            if start >= 0:
                yield Mail(start, at)
            start = at + len(line)
        at += len(line)
        is_after_empty = is_line_start and not line.strip(b"\r\n")
        is_line_start = line.endswith((b"\n", b"\r"))
    if start >= 0:
        yield Mail(start, at)


def _lines(mailbox: Path) -> Iterator[bytes]:
    """Yield the lines of a mailbox, or parts of those that are too long; old Macs ended them with CR alone."""
    with mailbox.open("rb") as stream:
        is_mac = b"\n" not in (head := stream.read(_LINE)) and b"\r" in head
        stream.seek(0)
        if not is_mac:
            yield from iter(lambda: stream.readline(_LINE), b"")
            return
        rest = b""
        while piece := stream.read(_LINE):
            *whole, rest = (rest + piece).split(b"\r")
            yield from (line + b"\r" for line in whole)
        yield rest


def _is_mailbox(name: str) -> bool:
    return name.lower().endswith(".mbox") or name.rpartition("/")[2].lower() == "mbox"


def _is_junk(name: str) -> bool:
    return name.startswith(".") or name.lower() in _JUNK

"""Zip files from strangers: what is in them, and one member at a time, within limits."""

import stat
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from generator.importers import limits
from generator.importers.limits import Unreadable
from generator.importers.read import charset

_TEXT_FLAG = 0x800


def names(path: str) -> Sequence[str]:
    """Name the members of a zip file, an empty name for what is no file; nothing is unpacked.

    Raises:
        Unreadable: it is damaged, or would unpack to too much.
    """
    members = _opened(path).infolist()
    size = sum(member.file_size for member in members)
    if len(members) > limits.MEMBERS or size > min(limits.UNPACKED, limits.RATIO * _size(path) + limits.FILE):
        raise Unreadable("import-bombe")
    return [_name(member) for member in members]


def member(path: str, number: int) -> bytes:
    """Unpack one member.

    Raises:
        Unreadable: it is damaged, encrypted, or larger than a file may be.
    """
    archive = _opened(path)
    info = archive.infolist()[number]
    if info.flag_bits & 1:
        raise Unreadable("import-passord")
    if info.file_size > limits.FILE or info.file_size > limits.RATIO * max(info.compress_size, 1) + (1 << 20):
        raise Unreadable("import-bombe")
    try:
        with archive.open(info) as stream:
            data = stream.read(limits.FILE + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable("import-skadet") from error
    if len(data) > limits.FILE:
        raise Unreadable("import-bombe")
    return data


@lru_cache(maxsize=2)
def _opened(path: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise Unreadable("import-skadet") from error


def _size(path: str) -> int:
    return Path(path).stat().st_size


def _name(info: zipfile.ZipInfo) -> str:
    """Give a member's name; without the flag for UTF-8 it is either that nevertheless, or as Windows wrote it."""
    if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
        return ""
    raw = info.filename
    if info.flag_bits & _TEXT_FLAG:
        return raw
    try:
        return charset.decode(raw.encode("cp437"))
    except UnicodeEncodeError:
        return raw

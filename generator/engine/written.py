"""The files of a release."""

import contextlib
import hashlib
import os
from pathlib import Path
from typing import NamedTuple


class Written(NamedTuple):
    """A file of a release: its address, the hash of its bytes, and how many there are."""

    url: str
    sha256: bytes
    size: int


def write(target: Path, url: str, data: bytes) -> Written:
    """Write one file of a release; never over another, which might be a link shared with the release before."""
    file = f"{target}/{url}"
    try:
        stream = open(file, "xb")  # noqa: PTH123, SIM115 - ten thousand of these: Path.open costs twice as much
    except FileNotFoundError:
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
        stream = open(file, "xb")  # noqa: PTH123, SIM115
    with stream:
        stream.write(data)
    return Written(url, hashlib.sha256(data).digest(), len(data))


def hashed(target: Path, url: str) -> Written:
    """Describe a file that another program has written."""
    with (target / url).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").digest()
    return Written(url, digest, (target / url).stat().st_size)


def write_safely(file: Path, data: bytes) -> None:
    """Write a file in one atomic step that also a power cut leaves done or not done."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.ny")
    try:
        with draft.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """Have the names in a folder written down; some disks can't, and do so when they like."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(target: Path, url: str) -> None:
    """Take a file away from a release in the making, and the folders that it leaves empty."""
    os.unlink(f"{target}/{url}")  # noqa: PTH108
    while url := url.rpartition("/")[0]:
        try:
            os.rmdir(f"{target}/{url}")  # noqa: PTH106
        except OSError:
            return

"""Where the user's own caches lie: never in a site, which may come from anyone."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

_DAMAGED = "skadet"
_SUM = 16


def user_cache() -> Path:
    """Give the folder of our caches; it need not be there, and may be removed at any time."""
    return _home("XDG_CACHE_HOME", ".cache") / "fagarkiv"


def user_config() -> Path:
    """Give the folder of what must last; it need not be there."""
    return _home("XDG_CONFIG_HOME", ".config") / "fagarkiv"


def _home(name: str, otherwise: str) -> Path:
    """Give a folder as the XDG Base Directory Specification says: a path that hangs on where one stands is none."""
    named = Path(os.environ.get(name) or otherwise)
    return named if named.is_absolute() else Path(os.path.expanduser("~"), otherwise)  # noqa: PTH111 - never raises


def is_writable(folder: Path) -> bool:
    """Whether files can be kept in a folder, which is made if it is not there; only trying tells."""
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError:
        return False
    return True


def take_away(path: Path) -> None:
    """Remove what lies at a path, be it a file, a link, or a folder with all in it.

    Raises:
        OSError: it can't be removed.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def discard(path: Path) -> None:
    """Take away what was kept and is damaged, and remember that somebody must be told.

    It may be found by any process, also one that nobody hears: so the word is left on the disk.
    """
    with contextlib.suppress(OSError):
        take_away(path)
    with contextlib.suppress(OSError):
        marks = user_cache() / _DAMAGED
        marks.mkdir(parents=True, mode=0o700, exist_ok=True)
        (marks / path.name).touch()


def discarded() -> list[str]:
    """Name what was discarded since this was last asked."""
    with contextlib.suppress(OSError):
        marks = sorted((user_cache() / _DAMAGED).iterdir())
        for mark in marks:
            take_away(mark)
        return [mark.name for mark in marks]
    return []


def write_whole(file: Path, data: bytes) -> None:
    """Write a file of ours in one atomic step, with the hash by which :func:`read_whole` knows that it is whole."""
    file.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    draft = file.with_name(f"{file.name}-{os.getpid()}")
    try:
        draft.write_bytes(_sum(data) + data)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def read_whole(file: Path) -> bytes | None:
    """Give what :func:`write_whole` wrote; None where there is nothing, or it is damaged, and then discarded."""
    if not os.path.lexists(file):
        return None
    try:
        # A pipe would be waited for.
        data = file.read_bytes() if file.is_file() else b""
    except OSError:
        data = b""
    if data[:_SUM] == _sum(data[_SUM:]):
        return data[_SUM:]
    discard(file)
    return None


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SUM).digest()

"""Checksums of files, as ``sha256sum --check`` reads them."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.engine.written import Written


def sums(files: Iterable[Written], folder: str = "") -> str:
    """Write a line for each file, sorted by address; ``folder`` is put before the addresses."""
    return "".join(f"{file.sha256.hex()}  {folder}{file.url}\n" for file in sorted(files))


def read_sums(text: str) -> dict[str, bytes]:
    """Read what :func:`sums` wrote: addresses with the hashes of their files; other lines are passed over.

    >>> read_sums(sums([Written("a.html", bytes(32), 0)])) == {"a.html": bytes(32)}
    True
    """
    lines = (line.split("  ", 1) for line in text.splitlines())
    return {line[1]: bytes.fromhex(line[0]) for line in lines if len(line) == 2 and _is_hash(line[0])}


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text)


def measure(folder: Path) -> Iterator[Written]:
    """Hash every file below a folder; what is neither a file nor a folder, such as a link, gets an empty hash."""
    for place, folders, names in os.walk(folder):
        for name in (*names, *folders):
            path = Path(place, name)
            url = path.relative_to(folder).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                yield Written(url, b"", 0)
            elif path.is_file():
                data = path.read_bytes()
                yield Written(url, hashlib.sha256(data).digest(), len(data))

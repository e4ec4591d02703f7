"""A dictionary as a file that is searched where it lies, since reading one of ours whole takes half a second.

A hash table with open addressing and linear probing (Knuth, The Art of Computer Programming 3, section 6.4): after a
header come the slots, a power of two of them, each with the place of a line ``word TAB value`` in the text that
follows, or 0.  A line's slot is the first free one from the CRC-32 of ``word TAB`` on.
"""

import hashlib
import mmap
import os
import struct
import sys
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from zlib import crc32

# The hash of all that follows, and the number of slots.
_HASH = 16
_HEADER = struct.Struct(f"={_HASH}sI")
# What is hashed besides: another format, or another order of bytes, is as good as damaged.
_FORMAT = f"1 {sys.byteorder}".encode()
_MARK = b"\t"
_END = b"\n"


class Table:
    """A mapping of words to values, in a file that :func:`write` has written."""

    def __init__(self, file: Path) -> None:
        """Open a table.

        Raises:
            OSError: there is no such file, or it is not whole.
        """
        if file.exists() and not file.is_file():
            raise OSError(f"no file: {file}")
        with file.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size < _HEADER.size:
                raise OSError(f"not a table: {file}")
            self._text = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        view = memoryview(self._text)
        if _hash(view[_HASH:]) != view[:_HASH]:
            raise OSError(f"not a whole table: {file}")
        _, slots = _HEADER.unpack_from(view)
        self._start = _HEADER.size + 4 * slots
        self._slots = view[_HEADER.size : self._start].cast("I")
        self._mask = slots - 1

    def get(self, word: str) -> str | None:
        """Give the value of a word, or None."""
        slots, text, mask = self._slots, self._text, self._mask
        key = word.encode() + _MARK
        at = crc32(key) & mask
        while place := slots[at]:
            start = self._start + place
            end = start + len(key)
            if text[start:end] == key:
                return text[end : text.find(_END, end)].decode()
            at = at + 1 & mask
        return None


def write(file: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Write a table of words and values in one atomic step; no word may be there twice, or have a tab or line end."""
    keys, lines = list[bytes](), list[bytes]()
    for word, value in rows:
        key = word.encode() + _MARK
        keys.append(key)
        lines.append(key + value.encode() + _END)
    text = b"".join((_END, *lines))
    slots = _slots(keys, [*accumulate(map(len, lines), initial=1)])
    rest = struct.pack("=I", len(slots) // 4) + slots + text
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}-{os.getpid()}")
    try:
        draft.write_bytes(_hash(rest) + rest)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _slots(keys: list[bytes], places: list[int]) -> bytes:
    """Find a slot for every key: in rounds, in each of which those left look at the next slot."""
    import numpy as np  # only here: who searches a table can do without

    mask = (1 << (2 * len(keys)).bit_length()) - 1
    slots = np.zeros(mask + 1, np.uint32)
    place = np.array(places[: len(keys)], np.uint32)
    at = np.array([crc32(key) for key in keys], np.int64) & mask
    left = np.arange(len(keys))
    while len(left):
        free = left[slots[at[left]] == 0]
        slots[at[free]] = place[free]
        left = left[slots[at[left]] != place[left]]
        at[left] = at[left] + 1 & mask
    return slots.tobytes()


def _hash(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, key=_FORMAT, digest_size=_HASH).digest()

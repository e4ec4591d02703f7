"""Tells by what a disk says of a file whether it has changed, so that ten thousand files need not be read again.

The way git does it (racy-git in its documentation): a file that was changed in the same tick of the disk's clock as it
was read in could be changed once more without any sign of it, so it has no stamp until that tick has passed.
"""

import os
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

# Inode, size in bytes, and when its content and its inode were last changed, in nanoseconds.
Stamp = tuple[int, int, int, int]


class Moment(NamedTuple):
    """A time by a disk's own clock, in nanoseconds since 1970."""

    device: int
    time: int


# No file is so old that it has a stamp then.
NEVER = Moment(-1, 0)


def moment(folder: Path) -> Moment:
    """Ask the disk that a folder is on what time it is."""
    with TemporaryFile(dir=folder) as probe:
        status = os.fstat(probe.fileno())
    return Moment(status.st_dev, status.st_mtime_ns)


def stamp(status: os.stat_result, now: Moment) -> Stamp | None:
    """Give what changes whenever a file does; None where that can't be told ``now``."""
    if status.st_dev != now.device or max(status.st_mtime_ns, status.st_ctime_ns) >= now.time:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns

"""Keeps two commands from working on one site at once."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.engine.pool import Report

STATE = ".fagarkiv"


@contextmanager
def exclusive(folder: Path, report: Report) -> Iterator[None]:
    """Let one command at a time work on the site in ``folder``; another one says so and waits."""
    state = folder / STATE
    state.mkdir(exist_ok=True)
    lock = os.open(state / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    with locked(lock, report):
        yield


@contextmanager
def locked(handle: int, report: Report) -> Iterator[None]:
    """Hold the lock of an open file or folder, which is closed afterwards, whatever the disk says of that."""
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report.say("venter")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        with suppress(OSError):
            os.close(handle)

"""Keeps two commands from working on one site at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.engine.pool import Report

STATE = ".fagarkiv"


@contextmanager
def exclusive(folder: Path, report: Report) -> Iterator[None]:
    """Let one command at a time work on the site in ``folder``; another one says so and waits."""
    state = folder / STATE
    state.mkdir(exist_ok=True)
    with (state / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report.say("venter")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield

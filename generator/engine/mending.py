"""Work that is done again from nothing when what earlier builds have kept turns out to be damaged."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

from generator.engine.cache import FILE, Cache, Damaged
from generator.engine.lock import STATE
from generator.engine.pool import Report
from search.places import discarded, is_writable, user_cache

Result = TypeVar("Result")


def mended(cache: Cache, report: Report, work: Callable[[], Result]) -> Result:
    """Do work that reads and writes a cache; if that is damaged, say so, throw it away and do the work once more."""
    if cache.was_damaged:
        _tell(report)
        return work()
    try:
        return work()
    except Damaged:
        cache.renew()
        _tell(report)
        return work()


def _tell(report: Report) -> None:
    report.say("lager-skadet", place=f"{STATE}/{FILE}")


@contextmanager
def telling(report: Report) -> Iterator[None]:
    """Say, when all is done, what else was damaged and was made anew, also by processes that nobody hears."""
    try:
        yield
    finally:
        for name in discarded():
            report.say("lager-skadet", place=name)


def somewhere(report: Report) -> None:
    """Let caches lie in a temporary folder, for as long as the program runs, where they can't lie in the user's."""
    if is_writable(place := user_cache()):
        return
    report.say("lager-midlertidig", place=place)
    # The environment is what processes that are started know too.
    os.environ["XDG_CACHE_HOME"] = _temporary(place).name


@cache
def _temporary(_: Path) -> tempfile.TemporaryDirectory[str]:
    """Make the folder that stands in for another; it is removed when the program ends."""
    return tempfile.TemporaryDirectory(prefix="fagarkiv-", ignore_cleanup_errors=True)

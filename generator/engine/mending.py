"""Work that is done again from nothing when what earlier builds have kept turns out to be damaged."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from generator.engine.cache import FILE, Cache, Damaged
from generator.engine.lock import STATE
from generator.engine.pool import Report
from search.places import discarded

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

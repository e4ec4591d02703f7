"""What goes to a place where readers are, in what order: whatever is asked for meanwhile is there.

What is named by its hash is kept for a day after the last page that names it was replaced; pages that are open need it.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from generator.pages.addresses import WORKER
from generator.release.checksums import read_sums
from generator.release.hosting import FOLDER
from generator.release.served import is_hashed
from search.documents import ENTRY

# What was published last, and what is kept for open pages; it lies where the site was published.
STATE = f"{FOLDER}/publisert.txt"
# By days and not by hours: what went just before midnight stays the next day out.
_KEPT = timedelta(days=2)
# What names others comes after them: the engine before the index that it reads.
_LAST = ("assets/fagarkiv-sok.js", ENTRY, WORKER)
_LEAVING = re.compile(r"^(\d{4}-\d\d-\d\d)  (.+)$", re.MULTILINE)


class There(NamedTuple):
    """What lies where a site was published: hashes of its files, and since when others are only kept."""

    files: Mapping[str, bytes]
    leaving: Mapping[str, date]


class Steps(NamedTuple):
    """Files to copy, in three steps; then files to take away; and those that are kept, with the day they were left."""

    copied: tuple[tuple[str, ...], ...]
    gone: tuple[str, ...]
    leaving: Mapping[str, date]


def steps(files: Mapping[str, bytes], there: There, today: date) -> Steps:
    """Say what must be done for ``files`` to be what readers get, where other files are ``there``."""
    changed = [url for url, sha256 in sorted(files.items()) if there.files.get(url) != sha256]
    hashed = tuple(url for url in changed if is_hashed(url))
    last = tuple(url for name in _LAST for url in (name, f"{name}.gz") if url in changed)
    pages = tuple(url for url in changed if url not in {*hashed, *last})
    left = {url: there.leaving.get(url, today) for url in {*there.files, *there.leaving} - files.keys()}
    leaving = {url: since for url, since in sorted(left.items()) if is_hashed(url) and today - since < _KEPT}
    return Steps((hashed, pages, last), tuple(sorted(left.keys() - leaving.keys())), leaving)


def read_state(text: str) -> There:
    """Read what :func:`state` wrote."""
    return There(read_sums(text), {url: date.fromisoformat(day) for day, url in _LEAVING.findall(text)})


def state(files: Mapping[str, bytes], leaving: Mapping[str, date]) -> str:
    """Write what is there now.

    >>> read_state(state({"a.html": bytes(32)}, {"assets/a.0123456789.js": date(2026, 11, 30)})).leaving
    {'assets/a.0123456789.js': datetime.date(2026, 11, 30)}
    """
    return "".join(_lines(files, leaving))


def _lines(files: Mapping[str, bytes], leaving: Mapping[str, date]) -> Iterable[str]:
    yield from (f"{sha256.hex()}  {url}\n" for url, sha256 in sorted(files.items()))
    yield from (f"{since}  {url}\n" for url, since in sorted(leaving.items()))

"""A place to publish in that holds objects by name (S3 and its like, Azure's static sites), by the program rclone.

Nothing there is a folder or has a name that can be exchanged: each object is whole or not at all.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from generator.base.problems import UsageError
from generator.release.programs import run, said
from generator.release.publication import STATE
from generator.release.served import TEXTS, TYPES, caching, suffix_of

PREFIX = "rclone:"
# So few can be copied one after another; these are those whose order counts.
_FEW = 8
# What is not known is not guessed at by the store either.
_UNKNOWN = "application/octet-stream"
_NO_SUCH_FOLDER, _NO_SUCH_FILE = 3, 4


class ObjectStore:
    """A bucket or container, or what lies below a name in one, as ``REMOTE:PATH`` of rclone."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")

    def read_state(self) -> str:
        """Give what was noted here last.

        Raises:
            UsageError: there are objects here that are somebody else's, or the store can't be reached.
        """
        none = (0, _NO_SUCH_FOLDER, _NO_SUCH_FILE)
        noted = said("rclone", "cat", "--", f"{self._address}/{STATE}", fine=none)
        if not noted and said("rclone", "lsf", "--max-depth=1", "--", self._address, fine=none):
            raise UsageError("bruk-publiser-fremmed", path=self._address)
        return noted

    def put(self, source: Path, urls: Sequence[str]) -> None:
        """Copy files here, with their types and how long browsers may keep them; a few in the order given."""
        groups = [[url] for url in urls] if len(urls) <= _FEW else _alike(urls)
        for group in groups:
            headers = (f"--header-upload={name}: {value}" for name, value in _headers(group[0]).items())
            with _listed(group) as listed:
                # What is there already is known from the state; the store need not be asked for each.
                ways = ("--no-traverse", "--no-check-dest", f"--files-from-raw={listed}")
                run("rclone", "copy", *ways, *headers, "--", str(source), self._address)

    def remove(self, urls: Sequence[str]) -> None:
        """Take objects away."""
        if urls:
            with _listed(urls) as listed:
                run("rclone", "delete", f"--files-from-raw={listed}", "--", self._address)


def _alike(urls: Sequence[str]) -> Iterator[list[str]]:
    """Yield files that have the same headers together."""
    ordered = sorted(urls, key=lambda url: sorted(_headers(url).items()))
    for _, group in groupby(ordered, key=_headers):
        yield list(group)


def _headers(url: str) -> Mapping[str, str]:
    suffix = suffix_of(url)
    charset = "; charset=utf-8" if suffix in TEXTS else ""
    return {"Content-Type": f"{TYPES.get(suffix, _UNKNOWN)}{charset}", "Cache-Control": caching(url)}


@contextmanager
def _listed(urls: Sequence[str]) -> Iterator[str]:
    """Give a file that names these, one a line."""
    with tempfile.NamedTemporaryFile("w", encoding="ascii") as listed:
        listed.writelines(f"{url}\n" for url in urls)
        listed.flush()
        yield listed.name

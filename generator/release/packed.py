"""Files packed at the build (``.gz`` beside each), so that a server need not pack them for every reader."""

import gzip
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.engine.written import Written, write
from generator.release.releases import is_there
from generator.release.served import PACKED, suffix_of

# What is smaller goes in one packet of the net anyway.
_LEAST = 1000
_SUFFIX = ".gz"


def write_packed(
    draft: Path, files: Mapping[str, Written], current: Path | None, old: Mapping[str, Written]
) -> list[Written]:
    """Pack the ``files`` of a draft; what the release in use has of the same bytes is linked."""
    wanted = [file for file in files.values() if file.size >= _LEAST and suffix_of(file.url) in PACKED]
    kept = {file.url: file for file in _linked(draft, wanted, current, old)}
    fresh = [file.url for file in wanted if f"{file.url}{_SUFFIX}" not in kept]
    # zlib lets other threads run meanwhile.
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        return [*kept.values(), *threads.map(lambda url: _pack(draft, url), fresh)]


def _linked(draft: Path, wanted: list[Written], current: Path | None, old: Mapping[str, Written]) -> Iterator[Written]:
    for file in wanted:
        packed = old.get(f"{file.url}{_SUFFIX}")
        if current and packed and old.get(file.url) == file and is_there(current, packed):
            (draft / packed.url).hardlink_to(current / packed.url)
            yield packed


def _pack(draft: Path, url: str) -> Written:
    return write(draft, f"{url}{_SUFFIX}", gzip.compress((draft / url).read_bytes(), 9, mtime=0))

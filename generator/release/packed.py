"""Files packed at the build (``.gz`` beside each), so that a server need not pack them for every reader."""

import gzip
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.engine.written import Written, write
from generator.release.draft import Draft
from generator.release.served import PACKED, suffix_of

# What is smaller goes in one packet of the net anyway.
_LEAST = 1000
_SUFFIX = ".gz"


def write_packed(draft: Draft, files: Mapping[str, Written]) -> list[Written]:
    """Pack the ``files`` of a draft; what the release in use has of the same bytes is linked."""
    wanted = [file for file in files.values() if file.size >= _LEAST and suffix_of(file.url) in PACKED]
    kept = {file.url: file for file in _linked(draft, wanted)}
    fresh = [file.url for file in wanted if f"{file.url}{_SUFFIX}" not in kept]
    # zlib lets other threads run meanwhile.
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        return [*kept.values(), *threads.map(lambda url: _pack(draft.folder, url), fresh)]


def _linked(draft: Draft, wanted: list[Written]) -> Iterator[Written]:
    before = draft.old.files
    for file in wanted:
        packed = before.get(f"{file.url}{_SUFFIX}")
        if draft.current and packed and before.get(file.url) == file and draft.is_in_use([packed]):
            (draft.folder / packed.url).hardlink_to(draft.current / packed.url)
            yield packed


def _pack(folder: Path, url: str) -> Written:
    return write(folder, f"{url}{_SUFFIX}", gzip.compress((folder / url).read_bytes(), 9, mtime=0))

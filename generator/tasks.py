"""What worker processes do.  Each task takes and gives picklable values and opens for itself what it needs."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from generator.cache import Cache, Row
from generator.config import Config
from generator.pages import Page
from generator.parse import parse, unpack
from generator.render import Theme
from generator.source import Source
from search.documents import SearchDoc

_TABLES = "tables"


class Written(NamedTuple):
    """A file of a release: its address, the hash of its bytes, and how many there are."""

    url: str
    sha256: bytes
    size: int


@dataclass(frozen=True)
class Site:
    """What rendering needs besides the page: settings, addresses of statics, the cache, and where to write."""

    config: Config
    statics: tuple[tuple[str, str], ...]
    cache: Path
    secret: bytes
    target: Path

    def __hash__(self) -> int:
        return hash(self.target)


@lru_cache(maxsize=2)
def _theme(site: Site) -> Theme:
    return Theme(site.config, dict(site.statics))


def parse_chunk(chunk: Sequence[tuple[Source, bytes]]) -> list[Row]:
    """Parse some sources, each given with its key."""
    return [parse(source, key) for source, key in chunk]


class RenderChunk:
    """Renders pages and writes them below the site's target folder."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __call__(self, pages: Sequence[Page]) -> list[Written]:
        """Render and write some pages."""
        site, theme = self._site, _theme(self._site)
        with Cache(site.cache, site.secret) as cache:
            body = lambda key: unpack(cache.html(key)).html  # noqa: E731
            return [write(site.target, page.url, theme.render(page, body)) for page in pages]


def write(target: Path, url: str, data: bytes) -> Written:
    """Write one file of a release as a file of its own: what lies there is a link shared with the release before."""
    file = f"{target}/{url}"
    try:
        stream = open(file, "xb")  # noqa: PTH123, SIM115 - ten thousand of these: Path.open costs twice as much
    except FileExistsError:
        os.unlink(file)  # noqa: PTH108
        stream = open(file, "xb")  # noqa: PTH123, SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
        stream = open(file, "xb")  # noqa: PTH123, SIM115
    with stream:
        stream.write(data)
    return Written(url, hashlib.sha256(data).digest(), len(data))


class IndexJob(NamedTuple):
    """What the search index is made of; ``keys`` are the documents' keys in the cache, in their order."""

    keys: tuple[bytes, ...]
    documents: tuple[SearchDoc, ...]
    synonyms: tuple[tuple[str, ...], ...]
    names: Mapping[str, Mapping[str, str]]


class Indexed(NamedTuple):
    """The files of a search index: those written now, and those the release in use already has."""

    written: tuple[Written, ...]
    kept: tuple[str, ...]


def index(site: Site, job: IndexJob, known: frozenset[str]) -> Indexed:
    """Make the search index and write those of its files that are not ``known`` from the release in use."""
    from search import browser_index, postings

    with Cache(site.cache, site.secret) as cache:
        before = cache.recall(_TABLES)
        held = postings.update(job.keys, cache.words, postings.Held(*before) if before else None)
        if before is None or postings.is_far(held, postings.Held(*before)):
            cache.keep(_TABLES, tuple(held))
        known -= {browser_index.ENTRY}
        sections = lambda key: unpack(cache.html(key)).sections  # noqa: E731
        written, kept = list[Written](), list[str]()
        for file in browser_index.build(job.documents, held, sections, job.synonyms, job.names, known):
            if file.url in known:
                kept.append(file.url)
            else:
                written.append(write(site.target, file.url, file.data))
    return Indexed(tuple(written), tuple(kept))

"""Makes the search index in a process of its own, which loads little else so that it can begin soon."""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.bodies import unpack
from generator.cache import Cache
from generator.files import Written, write
from search.documents import ENTRY, SearchDoc

if TYPE_CHECKING:
    from search.browser_index import Range
    from search.lexicon import Lexicon
    from search.postings import Held

_TABLES = "tables"


class Place(NamedTuple):
    """Where the index is made: the cache and what it is sealed with, and the folder to write to."""

    cache: Path
    secret: bytes
    target: Path


class IndexJob(NamedTuple):
    """What the search index is made of; ``keys`` are the documents' keys in the cache, in their order."""

    keys: tuple[bytes, ...]
    documents: tuple[SearchDoc, ...]
    synonyms: tuple[tuple[str, ...], ...]
    names: Mapping[str, Mapping[str, str]]


class Indexed(NamedTuple):
    """The files of a search index: those written now, and those the release in use already has; and what it shows."""

    written: tuple[Written, ...]
    kept: tuple[str, ...]
    print: bytes


def fingerprint(job: IndexJob) -> bytes:
    """Hash what an index is made of."""
    digest = hashlib.blake2b(b"".join(job.keys), digest_size=16)
    digest.update(json.dumps(job[1:], ensure_ascii=False).encode())
    return digest.digest()


class _Kept(NamedTuple):
    """What an index leaves for the next one to begin from."""

    held: "Held"
    lexicon: "Lexicon"
    ranges: "tuple[Range, ...]"


@lru_cache(maxsize=1)
def _recalled(site: Place) -> _Kept | None:
    """Give what an earlier index has left; kept from when it is first asked for."""
    with Cache(site.cache, site.secret) as cache:
        kept: _Kept | None = cache.recall(_TABLES)
        return kept


def prepare(site: Place) -> None:
    """Have at hand what :func:`index` will need, while it is not yet known what to index."""
    _recalled(site)


def index(site: Place, job: IndexJob, known: frozenset[str]) -> Indexed:
    """Make the search index and write those of its files that are not ``known`` from the release in use."""
    from search import browser_index, postings  # numpy, which the process that plans can do without

    with Cache(site.cache, site.secret) as cache:
        base = _recalled(site)
        _recalled.cache_clear()
        held = postings.update(job.keys, cache.words, base.held if base else None)
        changed = postings.changed(held, base.held) if base else set()
        before = browser_index.Before(base.lexicon, base.ranges, changed) if base else None
        known -= {ENTRY}

        def sections(key: bytes) -> list[tuple[str, str, str]]:
            return unpack(cache.html(key)).sections

        made = browser_index.build(job.documents, held, sections, job.synonyms, job.names, known, before)
        written, kept = list[Written](), list[str]()
        for file in made.files:
            if file.url in known:
                kept.append(file.url)
            else:
                written.append(write(site.target, file.url, file.data))
        if base is None or postings.is_far(held, base.held):
            cache.keep(_TABLES, _Kept(held, made.lexicon, made.ranges))
    return Indexed(tuple(written), tuple(kept), fingerprint(job))

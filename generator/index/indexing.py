"""Makes the search index in a process of its own, which loads little else so that it can begin soon."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.body.packed import unpack
from generator.engine.cache import Cache
from generator.engine.written import Written, write
from search import index_files, text_index
from search.documents import SearchDoc, digest
from search.index_files import IndexFile
from search.names import Leads

if TYPE_CHECKING:
    from search.lexicon import Lexicon
    from search.postings import HeldWords
    from search.word_index import Range

_TABLES = "tables"


class IndexPlace(NamedTuple):
    """Where the index is made: the cache and what it is sealed with, and the folder to write to."""

    cache: Path
    secret: bytes
    target: Path


class Added(NamedTuple):
    """A ``section``, as anchor, title and text, that is added to the document whose key in the cache is ``of``."""

    of: bytes
    title: str
    summary: str
    section: tuple[str, str, str]


class WordJob(NamedTuple):
    """What the words of the index are made of: the documents' ``keys`` in the cache, in their order, and synonyms.

    A key that is in ``added`` is that of a document with something added to it.
    """

    keys: tuple[bytes, ...]
    synonyms: tuple[tuple[str, ...], ...]
    added: Mapping[bytes, Added]


class TextJob(NamedTuple):
    """What the rest of the index is made of; ``keys`` are those of the ``documents``, in their order.

    ``facets`` names the facets, each with what its values are called; ``added`` is as in :class:`WordJob`.
    """

    keys: tuple[bytes, ...]
    documents: tuple[SearchDoc, ...]
    facets: Mapping[str, Mapping[str, str]]
    added: Mapping[bytes, Added]
    leads: Leads = Leads()


class Indexed(NamedTuple):
    """Files of a search index: those written now, and those the release in use already has.

    ``listed`` is what the entry, which leads to all of them, says of them.
    """

    written: tuple[Written, ...]
    kept: tuple[str, ...]
    listed: Mapping[str, object]

    @property
    def all(self) -> tuple[str, ...]:
        """The addresses of all the files."""
        return (*self.kept, *(file.url for file in self.written))

    @property
    def settled(self) -> "Indexed":
        """What this is to the next build, when its release is the one in use."""
        return Indexed((), self.all, self.listed)


class _Kept(NamedTuple):
    """What an index leaves for the next one to begin from."""

    held: "HeldWords"
    lexicon: "Lexicon"
    ranges: "tuple[Range, ...]"


@lru_cache(maxsize=1)
def _recalled(site: IndexPlace) -> _Kept | None:
    """Give what an earlier index has left; kept from when it is first asked for."""
    with Cache(site.cache, site.secret) as cache:
        kept: _Kept | None = cache.recall(_TABLES)
        return kept


def prepare(site: IndexPlace) -> None:
    """Have at hand what :func:`words` will need, while it is not yet known what to index."""
    _recalled(site)


def words(site: IndexPlace, job: WordJob, known: Collection[str]) -> Indexed:
    """Make the part of the index that holds words."""
    from search import postings, word_index  # numpy, which the process that plans can do without

    with Cache(site.cache, site.secret) as cache:
        base = _recalled(site)
        _recalled.cache_clear()
        held = postings.update(job.keys, partial(words_of, cache, job.added), base.held if base else None)
        before = word_index.since(base.held, base.lexicon, base.ranges, held) if base else None
        made = word_index.build(held, job.synonyms, known, before)
        if base is None or postings.is_far(held, base.held):
            cache.keep(_TABLES, _Kept(held, made.lexicon, made.ranges))
    return _written(made.files, site.target, known, made.listed)


def texts(site: IndexPlace, job: TextJob, cache: Cache, known: Collection[str]) -> Indexed:
    """Make the part of the index that holds what is shown of documents."""
    sections = partial(sections_of, cache, job.added)
    made = text_index.build(job.documents, job.keys, sections, job.facets, known, job.leads)
    return _written(made.files, site.target, known, made.listed)


def words_of(cache: Cache, added: Mapping[bytes, Added], key: bytes) -> bytes:
    """Give the words of a document by its key, as :func:`search.documents.digest` writes them."""
    own = added.get(key)
    if own is None:
        return cache.words(key)
    return digest(own.title, own.summary, [(title, text) for _, title, text in sections_of(cache, added, key)])


def sections_of(cache: Cache, added: Mapping[bytes, Added], key: bytes) -> list[tuple[str, str, str]]:
    """Give the text of a document by its key, as ``(anchor, title, text)``."""
    own = added.get(key)
    return [*unpack(cache.html(own.of)).sections, own.section] if own else unpack(cache.html(key)).sections


def entry(site: IndexPlace, *parts: Indexed) -> Written:
    """Write the file that leads to all others."""
    file = index_files.entry(*(part.listed for part in parts))
    return write(site.target, file.url, file.data)


def _written(files: Iterable[IndexFile], folder: Path, known: Collection[str], listed: Mapping[str, object]) -> Indexed:
    """Write the files that are not ``known`` from the release in use."""
    new, kept = list[Written](), list[str]()
    for file in files:
        if file.url in known:
            kept.append(file.url)
        else:
            new.append(write(folder, file.url, file.data))
    return Indexed(tuple(new), tuple(kept), listed)

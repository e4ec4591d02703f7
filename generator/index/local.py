"""The local index over a site's content: what editors search, and what tells an import what is there already."""

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from whoosh.index import LockError

from generator.base.version import code_version
from generator.engine.cache import Cache
from generator.engine.pool import Report
from generator.index import indexing, searchable
from generator.model.archive import Archive, Document
from generator.model.status import status
from search import duplicates, local_search
from search.analysis import term, tokens
from search.documents import SearchDoc
from search.leads import Lead
from search.local_index import IndexedDocument, LocalIndex
from search.places import take_away, user_cache


class Hit(NamedTuple):
    """A document that was found; ``path`` is relative to ``content/``, ``score`` is 0 to 1 for what is alike."""

    path: str
    title: str
    date: str
    score: float


class Answer(NamedTuple):
    """What was found, and the pages that the query leads straight to."""

    hits: list[Hit]
    leads: list[Lead]


class Local:
    """The documents of a site, to be asked; ``content`` is the archive that they were found in, in a ``folder``."""

    def __init__(
        self, paths: Sequence[str], archive: local_search.SearchedArchive, content: Archive, folder: Path
    ) -> None:
        self._paths, self._archive, self.content, self._folder = paths, archive, content, folder

    def search(self, query: str, limit: int) -> list[Hit]:
        """Give the documents that fit best; every word helps, none is demanded."""
        return self.answer(query, limit).hits

    def answer(self, query: str, limit: int) -> Answer:
        """Give the documents that fit best, and the pages that the query leads straight to."""
        found = local_search.ranked(self._archive, query)
        return Answer([self._hit(at, score) for at, score in found.hits[:limit]], found.leads)

    def near(self, title: str, text: str) -> list[Hit]:
        """Give the documents that say nearly the same as a title and plain text, the most alike first."""
        return [self._hit(at, alike) for at, alike in duplicates.near(self._archive, title, text)]

    def shared(self, query: str, hit: Hit) -> float:
        """Give the part of a query's words that stand in a document, from 0 to 1."""
        terms, at = {term(word) for word in tokens(query)}, self._paths.index(hit.path)
        held = (self._archive.postings.weights(name).values() for name in terms)
        return sum(any(weights[at] for weights in forms) for forms in held) / len(terms) if terms else 0.0

    def written(self, path: str) -> str:
        """Give the Markdown of a document, as it lies on the disk."""
        text = (self._folder / path).read_text("utf-8", "replace")
        return text.replace("\r\n", "\n").partition("\n---")[2].partition("\n")[2]

    def _hit(self, at: int, score: float) -> Hit:
        document = self._archive.documents[at]
        return Hit(self._paths[at], document.title, document.date, score)


@contextmanager
def opened(site: Path, archive: Archive, cache: Cache, language: str, today: date, report: Report) -> Iterator[Local]:
    """Bring the local index of a site's folder up to date with its archive, and give what can be asked."""
    documents = searchable.oldest_first(archive)
    found = [_found(document, archive, language, today) for document in documents]
    job = searchable.words(archive, language, today)
    entries = [
        IndexedDocument(one.path, key.hex(), indexing.words_of(cache, job.added, key))
        for one, key in zip(documents, job.keys, strict=True)
    ]

    def lines(at: int) -> list[str]:
        sections = indexing.sections_of(cache, job.added, job.keys[at])
        return [found[at].title, *(part for _, *parts in sections for part in parts), found[at].lead]

    paths = [document.path for document in documents]
    with _kept(_folder(site), entries, report) as index, index.opened(paths) as postings:
        asked = local_search.SearchedArchive(
            postings, found, searchable.synonyms(archive, today), lines, searchable.leads(archive, language, today)
        )
        yield Local(paths, asked, archive, site / "content")


@contextmanager
def _kept(folder: Path, entries: Sequence[IndexedDocument], report: Report) -> Iterator[LocalIndex]:
    """Give the index of just these documents, in a temporary folder where it can't be kept in its own."""
    with ExitStack() as stack:
        try:
            index = _updated(folder, entries, report)
        except (OSError, LockError):
            report.say("lager-midlertidig", place=folder)
            spare = stack.enter_context(TemporaryDirectory(prefix="fagarkiv-", ignore_cleanup_errors=True))
            index = _updated(Path(spare), entries, report)
        yield index


def _updated(folder: Path, entries: Sequence[IndexedDocument], report: Report) -> LocalIndex:
    index = LocalIndex(folder)
    if index.was_damaged:
        report.say("lager-skadet", place=folder)
    index.update(entries)
    return index


def _found(document: Document, archive: Archive, language: str, today: date) -> SearchDoc:
    """Show a document as search weighs it: without names, for a register may lack them while one writes."""
    matter, valid = document.matter, searchable.valid_edition(document, archive, today)
    own = {"lang": (matter.lang or language,), "kind": (document.kind,)}
    return SearchDoc(
        url=searchable.address(document, archive, valid),
        title=matter.title,
        date=str(matter.published or ""),
        lead=matter.summary or document.lead,
        facets=searchable.classes(document, archive, valid) | own,
        weight=searchable.weight(document, status(document, archive, today), valid),
    )


def _folder(site: Path) -> Path:
    """Give the index a place of the user's own: Whoosh unpickles what it finds, and a site may come from anyone.

    What another version of the program has left is taken away: words may have meant something else to it.
    """
    name = hashlib.blake2b(os.fsencode(site.absolute()), digest_size=8).hexdigest()
    folder = user_cache() / name / code_version().hex()[:16]
    if not folder.exists():
        with contextlib.suppress(OSError):
            take_away(folder.parent)
    return folder

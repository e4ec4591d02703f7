"""The index on the editor's own machine: Whoosh, with the same analysis as the browser's index."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from whoosh import fields, index, scoring
from whoosh.analysis import Token, Tokenizer
from whoosh.qparser import MultifieldParser, OrGroup

from search.analysis import STOP_WORDS, term, tokens


class NorwegianAnalyzer(Tokenizer):  # type: ignore[misc]
    """The same analysis as a Whoosh analyzer, for the local index."""

    def __call__(self, value: str, positions: bool = False, **_: Any) -> Iterator[Token]:
        """Yield a Whoosh token for every word of ``value``."""
        token = Token(positions)
        for position, word in enumerate(tokens(value)):
            token.text = term(word)
            token.boost = 1.0
            token.stopped = False
            if positions:
                token.pos = position
            yield token


class Entry(NamedTuple):
    """A document as the local index keeps it; ``key`` changes whenever the document does."""

    path: str
    key: str
    title: str
    date: str
    text: str


class Hit(NamedTuple):
    """A document that was found."""

    path: str
    title: str
    date: str
    score: float


class LocalIndex:
    """A Whoosh index in a folder, brought up to date with what has changed."""

    def __init__(self, folder: Path) -> None:
        analyzer = NorwegianAnalyzer()
        schema = fields.Schema(
            path=fields.ID(stored=True, unique=True),
            key=fields.STORED,
            date=fields.STORED,
            title=fields.TEXT(analyzer=analyzer, stored=True, field_boost=4.0),
            text=fields.TEXT(analyzer=analyzer),
        )
        folder.mkdir(parents=True, exist_ok=True)
        known = index.exists_in(folder)
        self._index = index.open_dir(folder) if known else index.create_in(folder, schema)

    def update(self, entries: Iterable[Entry]) -> int:
        """Make the index hold exactly these documents; gives how many had to be indexed."""
        with self._index.searcher() as searcher:
            known = {row["path"]: row["key"] for row in searcher.all_stored_fields()}
        wanted = {entry.path: entry for entry in entries}
        fresh = [entry for entry in wanted.values() if known.get(entry.path) != entry.key]
        gone = known.keys() - wanted.keys()
        if fresh or gone:
            writer = self._index.writer()
            for path in gone:
                writer.delete_by_term("path", path)
            for entry in fresh:
                writer.update_document(**entry._asdict())
            writer.commit()
        return len(fresh)

    def search(self, query: str, limit: int) -> list[Hit]:
        """Give the documents that fit best; every word helps, none is demanded."""
        words = [word for word in tokens(query) if word not in STOP_WORDS]
        parser = MultifieldParser(["title", "text"], self._index.schema, group=OrGroup.factory(0.9), plugins=[])
        with self._index.searcher(weighting=scoring.BM25F()) as searcher:
            found = searcher.search(parser.parse(" ".join(words)), limit=limit)
            return [Hit(hit["path"], hit["title"], hit["date"], float(hit.score or 0)) for hit in found]

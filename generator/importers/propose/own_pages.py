"""Which links of a letter lead to pages of the archive itself, as those of the mails that it has sent do."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from generator.importers.letter import Item
from generator.model.archive import Archive, Document
from generator.pages.addresses import former
from generator.pages.redirects import resolve
from generator.source.file_names import slugify
from search.duplicates import shingles

# A mail shows a page's summary, perhaps cut short, and with sender, day and a link to more around it.
_TOLD = 0.5


class OwnPages:
    """The pages of an archive's documents, known by the whole addresses that they have and have had."""

    def __init__(self, archive: Archive, base_url: str, led: Mapping[str, Sequence[str]]) -> None:
        """``led`` is where the ledger says that former addresses lead."""
        self._base = _bare(base_url)
        self._documents = {document.url: document for document in archive.documents.values()}
        said = {one.url: one.to for one in former(archive)}
        self._former = resolve(self._documents, said, led)

    def document(self, link: str) -> Document | None:
        """Give the document whose page a link leads to, whatever point or marks it asks for."""
        bare = _bare(link)
        if not self._base or not bare.startswith(self._base):
            return None
        url = bare.removeprefix(self._base)
        return self._documents.get(self._former.get(url, url))

    def item(self, item: Item) -> Document | None:
        """Give the document that an item shows: its title leads there, and says the same, or its text does.

        A letter may well lead to a page about something else than its own item is about.
        """
        document = self.document(item.link)
        return document if document and _shows(item, document) else None


def _shows(item: Item, document: Document) -> bool:
    if slugify(item.title) == slugify(document.matter.title):
        return True
    summary = shingles([document.matter.summary or document.lead])
    return len(summary & shingles([item.markdown])) >= len(summary) * _TOLD


def _bare(url: str) -> str:
    """Leave out what does not tell one page from another.

    >>> _bare("http://Arkiv.example.no/a.html?marker=b#c")
    'arkiv.example.no/a.html'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.netloc.lower()}{parts.path}" if parts.scheme in ("http", "https") else ""

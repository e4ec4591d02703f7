"""The archive as search sees it."""

from datetime import date

from generator.addresses import SHELVES
from generator.archive import Archive, Document
from generator.indexing import IndexJob
from generator.kinds import BY_NAME
from generator.registers import Synonym
from generator.status import Status, status
from generator.views import Views
from search.documents import SearchDoc

_WEIGHTS = {Status.REPLACED: 0.5, Status.EXPIRED: 0.6, Status.COMING: 0.8}
_OLD_EDITION = 0.25


def job(views: Views) -> IndexJob:
    """List every document for the index, oldest first, so that a new one disturbs the least."""
    documents = oldest_first(views.archive)
    names = {
        shelf.field: {
            entry.id: entry.called(views.language) for entry in views.archive.registers[shelf.register].values()
        }
        for shelf in SHELVES
    }
    return IndexJob(
        keys=tuple(document.key for document in documents),
        documents=tuple(_searchable(document, views) for document in documents),
        synonyms=synonyms(views.archive, views.today),
        names=names,
    )


def oldest_first(archive: Archive) -> list[Document]:
    """Order an archive's documents as search numbers them."""
    return sorted(archive.documents.values(), key=lambda d: (str(d.matter.published or ""), d.id))


def weight(document: Document, archive: Archive, today: date) -> float:
    """Give what a document's score is multiplied by: less for what does not apply."""
    valid = archive.valid_edition(document.series, today) if document.series in archive.series else None
    if BY_NAME[document.kind].series and valid is not None and valid.id != document.id:
        return _OLD_EDITION
    return _WEIGHTS.get(status(document, archive, today), 1.0)


def _searchable(document: Document, views: Views) -> SearchDoc:
    card = views.card(document)
    valid = (
        views.archive.valid_edition(document.series, views.today) if document.series in views.archive.series else None
    )
    facets: dict[str, tuple[str, ...]] = {"kind": (document.kind,), "status": (card.status,), "lang": (card.lang,)}
    for shelf in SHELVES:
        facets[shelf.field] = views.archive.classified(document, shelf.field)
    return SearchDoc(
        url=views.archive.series[document.series].url
        if valid is not None and valid.id == document.id
        else document.url,
        title=card.title,
        date=card.date,
        lead=card.summary,
        facets=facets,
        weight=weight(document, views.archive, views.today),
    )


def synonyms(archive: Archive, today: date) -> tuple[tuple[str, ...], ...]:
    """Give the groups of the register that are in force, all in lower case."""
    groups: list[tuple[str, ...]] = []
    for entry in archive.registers["synonymer"].values():
        if isinstance(entry, Synonym) and (entry.valid_to is None or today <= entry.valid_to):
            names = (entry.name, entry.name_nn or "", *entry.synonyms)
            groups.append(tuple(dict.fromkeys(name.lower() for name in names if name)))
    return tuple(sorted(groups))

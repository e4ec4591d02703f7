"""The archive as search sees it."""

from collections.abc import Mapping, Sequence
from datetime import date

from generator.index import places, regions
from generator.index.indexing import Added, TextJob, WordJob
from generator.kinds import BY_NAME, FACETS
from generator.model.archive import Archive, Document
from generator.model.front_matter import FrontMatter
from generator.model.references import references
from generator.model.registers import EVENT_TYPES, Synonym
from generator.model.status import Status
from generator.pages.views import Views
from search.documents import SearchDoc
from search.names import Leads
from search.ranking import RANKING
from search.synonyms import merged

_WEIGHTS = {
    Status.WITHDRAWN: 0.3,
    Status.CANCELLED: 0.4,
    Status.REPLACED: 0.5,
    Status.EXPIRED: 0.6,
    Status.HELD: 0.6,
    Status.NOT_REVIEWED: 0.9,
    Status.COMING: 0.8,
}
_OLD_EDITION = 0.25
# The facets that no register has the values of.
_OWN = ("kind", "status", "lang")
CLASSES = tuple(facet for facet in FACETS if facet not in _OWN)
"""The facets whose values are entries of registers."""


def words(archive: Archive, language: str, today: date) -> WordJob:
    """Say what the words of the index are made of."""
    keys, added = _keys(archive, oldest_first(archive), language, today)
    return WordJob(keys, synonyms(archive, today), added)


def _keys(
    archive: Archive, documents: Sequence[Document], language: str, today: date
) -> tuple[tuple[bytes, ...], Mapping[bytes, Added]]:
    """Give what documents are known by in the index, and what is added to which of them."""
    added = regions.added(archive, language, today)
    keys = {document.id: regions.key_of(document, added) for document in documents}
    return tuple(keys.values()), {keys[one]: own for one, own in added.items()}


def texts(views: Views) -> TextJob:
    """Describe every document of an archive for the index."""
    documents = oldest_first(views.archive)
    keys, added = _keys(views.archive, documents, views.language, views.today)
    return TextJob(
        keys=keys,
        documents=tuple(_searchable(document, views) for document in documents),
        facets={facet: _called(facet, views) for facet in FACETS},
        added=added,
        leads=leads(views.archive, views.language, views.today),
    )


def leads(archive: Archive, language: str, today: date) -> Leads:
    """Say where a search leads besides to documents."""
    named = places.places(archive, synonyms(archive, today), language)
    return Leads(named, places.points(oldest_first(archive), archive, today))


def _called(facet: str, views: Views) -> Mapping[str, str]:
    """Give what the values of a facet are called, where they are ids of a register."""
    models: list[type[FrontMatter]] = [kind.matter for kind in BY_NAME.values()]
    registers = {references(model)[facet] for model in models if facet in references(model)}
    entries = (entry for register in registers for entry in views.archive.registers[register].values())
    return {entry.id: entry.called(views.language) for entry in entries}


def oldest_first(archive: Archive) -> list[Document]:
    """Order an archive's documents as search numbers them: so that a new one disturbs the least."""
    return sorted(archive.documents.values(), key=lambda one: (one.matter.published or date.min, one.id))


def valid_edition(document: Document, archive: Archive, today: date) -> Document | None:
    """Give the edition that applies of the series that a document belongs to, if it belongs to one."""
    return archive.valid_edition(document.series, today) if document.series in archive.series else None


def weight(document: Document, state: Status, valid: Document | None) -> float:
    """Give what a document's score is multiplied by: less for what does not apply, more for what answers."""
    if BY_NAME[document.kind].series and valid is not None and valid.id != document.id:
        return _OLD_EDITION
    return _WEIGHTS.get(state, 1.0) * RANKING.kinds.get(document.kind, 1.0)


def address(document: Document, archive: Archive, valid: Document | None) -> str:
    """Give the address that a search leads to: that of its series for the edition that applies."""
    is_valid = valid is not None and valid.id == document.id
    return archive.series[document.series].url if is_valid else document.url


def _searchable(document: Document, views: Views) -> SearchDoc:
    card = views.card(document)
    state = Status(card.status)
    valid = valid_edition(document, views.archive, views.today)
    own = dict(zip(_OWN, ((document.kind,), _statuses(state), (card.lang,)), strict=True))
    return SearchDoc(
        url=address(document, views.archive, valid),
        title=card.title,
        date=card.date,
        lead=card.summary,
        facets=own | classes(document, views.archive, valid),
        weight=weight(document, state, valid),
    )


def classes(document: Document, archive: Archive, valid: Document | None) -> dict[str, tuple[str, ...]]:
    """Give the ids that a document has in each facet whose values are entries of registers."""
    return archive.classes(document, CLASSES) | _regions(document, valid, archive)


def _regions(document: Document, valid: Document | None, archive: Archive) -> dict[str, tuple[str, ...]]:
    """Give the regions of the edition that applies: those it names, and those that have said what they did with it."""
    if valid is None or valid.id != document.id:
        return {}
    told = (stance.matter.region for stance in archive.stances.get(document.series, ()))
    return {"regions": tuple(dict.fromkeys((*archive.classified(document, "regions"), *told)))}


def _statuses(state: Status) -> tuple[str, ...]:
    """Name the statuses a reader may ask for to find a document.

    Its own comes first, since that is the one a hit shows; what is to be gone through soon applies, as far as readers
    are concerned.
    """
    own = () if state is Status.REVIEW_DUE else (state.value,)
    return tuple(dict.fromkeys((*own, Status.CURRENT.value) if state.applies else own))


def synonyms(archive: Archive, today: date) -> tuple[tuple[str, ...], ...]:
    """Give the groups of the register that are in force, those of the health service, and names of event types.

    All are in lower case.
    """
    types = archive.registers[EVENT_TYPES].values()
    named = (tuple(dict.fromkeys((one.id, one.name.lower(), one.called("nn").lower()))) for one in types)
    # An event's text has its id, as words; a name of several words is no synonym of it.
    groups = [group for group in named if len(group) > 1 and not any(" " in word or "-" in word for word in group)]
    for entry in archive.registers["synonymer"].values():
        if isinstance(entry, Synonym) and (entry.valid_to is None or today <= entry.valid_to):
            names = (entry.name, entry.name_nn or "", *entry.synonyms)
            groups.append(tuple(dict.fromkeys(name.lower() for name in names if name)))
    return merged(groups)

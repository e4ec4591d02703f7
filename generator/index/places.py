"""What the archive has names for: pages that a search leads straight to, and numbered points."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.kinds import BY_NAME
from generator.model.archive import Archive, Document, Series
from generator.model.registers import Entry, LearningGoal, Municipality, Organisation, Shelved
from generator.pages import addresses
from generator.pages.addresses import SHELVES, Shelf
from generator.pages.menu import MenuEntry
from generator.render.translations import translator
from search.analysis import STOP_WORDS
from search.names import Place, Point, key

_LANGUAGES = ("nb", "nn")
_PAGE = "side"
# The shelves whose entries are shown before others of the same name.
_FIRST = ("kommune", "tema", "fagomrade", "avsender")
# What a name is also known without: what form of company it is, and what stands in parentheses or after a dash.
_LEGAL = re.compile(r"\s+(?:HF|RHF|SF|AS)$")
_ASIDE = re.compile(r"\s*\(([^)]*)\)")
_DASH = re.compile(r"\s+[–—-]\s+|:\s+")
_WAYS = (
    MenuEntry(addresses.ARENAS, "arenas"),
    MenuEntry(addresses.LETTERS, "letters"),
    MenuEntry(addresses.CHANGES, "recent_changes"),
    MenuEntry(addresses.REVIEW, "review"),
)
_CONTACTS = MenuEntry(addresses.CONTACTS, "contacts")
_CONTACTS_TOO = ("kontakt", "kontaktperson", "kontaktinformasjon")


def places(archive: Archive, synonyms: Sequence[Sequence[str]], language: str) -> tuple[Place, ...]:
    """Give every page that has a name of its own, in the order in which equals are shown."""
    also = _also(synonyms)
    named = (*_entries(archive, language), *_documents(archive), *_pages(archive, language))
    return tuple(place._replace(keys=_all(place.keys, also)) for place in named)


def points(documents: Sequence[Document], archive: Archive, today: date) -> tuple[Point, ...]:
    """Give the numbered points of what applies, of documents in the order in which search numbers them."""
    return tuple(
        Point(heading.number, at, heading.title)
        for at, document in enumerate(documents)
        if BY_NAME[document.kind].points and _is_in_force(document, archive, today)
        for heading in document.outline
        if heading.number
    )


def _is_in_force(document: Document, archive: Archive, today: date) -> bool:
    if document.series not in archive.series:
        return True
    valid = archive.valid_edition(document.series, today)
    return valid is not None and valid.id == document.id


def _entries(archive: Archive, language: str) -> Iterator[Place]:
    for shelf in sorted(SHELVES, key=lambda shelf: _FIRST.index(shelf.name) if shelf.name in _FIRST else len(_FIRST)):
        for entry in archive.registers[shelf.register].values():
            yield _entry(shelf, entry, language)


def _entry(shelf: Shelf, entry: Entry, language: str) -> Place:
    url = addresses.shelf_url(shelf.name, entry.id)
    return Place(shelf.name, entry.called(language), url, shelf.field, entry.id, tuple(_called(entry)))


def _called(entry: Entry) -> Iterator[str]:
    """Yield all that an entry is called or was, and its numbers and codes."""
    yield from (entry.name, entry.name_nn or "", entry.id)
    if isinstance(entry, Organisation):
        yield from (*entry.names, entry.orgnr or "")
    if isinstance(entry, Municipality):
        yield from (f"{entry.name} kommune", entry.number or "")
    if isinstance(entry, LearningGoal):
        yield entry.code or ""
    for alias in entry.aliases if isinstance(entry, Shelved) else ():
        yield alias.removesuffix("/index.html").removesuffix(".html").rpartition("/")[2]


def _documents(archive: Archive) -> Iterator[Place]:
    """Yield what there are few of, and what is asked for by name: series, forums, and pages about the archive."""
    for series in archive.series.values():
        yield _document(series, series.kind)
    for document in archive.documents.values():
        if document.kind in ("fora", "sider"):
            yield _document(document, document.kind)


def _document(one: Document | Series, kind: str) -> Place:
    name = one.id.rpartition("/")[2] if kind == "fora" else ""
    return Place(kind, one.matter.title or "", one.url, "", "", (one.matter.title or "", name))


def _pages(archive: Archive, language: str) -> Iterator[Place]:
    if archive.registers["kontaktroller"]:
        contacts = _page(_CONTACTS, language)
        yield contacts._replace(keys=(*contacts.keys, *_CONTACTS_TOO))
    kinds = (MenuEntry(addresses.kind_url(kind), f"kind_{kind}") for kind in BY_NAME)
    shelves = (MenuEntry(addresses.shelf_url(one.name), f"shelf_{one.name}") for one in SHELVES)
    known = {addresses.shelf_url(shelf.name) for shelf in addresses.shelves(archive.registers)}
    yield from (_page(one, language) for one in (*_WAYS, *kinds))
    yield from (_page(one, language) for one in shelves if one.url in known)


def _page(entry: MenuEntry, language: str) -> Place:
    keys = tuple(translator(each)(entry.name) for each in _LANGUAGES)
    return Place(_PAGE, translator(language)(entry.name), entry.url, "", "", keys)


def _also(synonyms: Iterable[Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """Tell what else means the same as a name."""
    found: dict[str, list[str]] = defaultdict(list)
    for group in synonyms:
        keys = [key(name) for name in group]
        for one in keys:
            found[one] += keys
    return found


def _all(names: Iterable[str], also: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    own = [found for name in names for way in _shorter(name) if (found := key(way))]
    every = dict.fromkeys([*own, *(other for name in own for other in also.get(name, ()))])
    return tuple(name for name in every if len(name) > 1 and name not in STOP_WORDS)


def _shorter(name: str) -> Iterator[str]:
    """Yield a name as it is written, and as it is said.

    >>> list(_shorter("Norsk forening for allmennmedisin (NFA)")), list(_shorter("Helse Vest RHF"))
    (['Norsk forening for allmennmedisin (NFA)', 'Norsk forening for allmennmedisin', 'NFA'], \
['Helse Vest RHF', 'Helse Vest'])
    """
    plain = _LEGAL.sub("", _ASIDE.sub("", name))
    first = _DASH.split(plain)[0]
    yield from dict.fromkeys((name, plain, *_ASIDE.findall(name), first))

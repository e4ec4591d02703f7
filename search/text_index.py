"""What the index holds of each document: title and address, facets, and the texts that hits show."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from posixpath import commonprefix  # of strings, not of paths
from typing import NamedTuple, TypeVar

from search.documents import SearchDoc
from search.index_files import DIGITS, IndexFile, Part, address, name_of, packed, script, script_file, size_of
from search.names import NO_LEADS, Leads, Place, Point

TEXTS = "assets/utdrag"

_DOCUMENT_FILES, _TEXT_FILES = 185, 2000
_DOCUMENTS, _TEXTS = 40, 10
_POINTS = 300

Value = TypeVar("Value", bound=Hashable)

_EPOCH = date(1970, 1, 1).toordinal()


class TextIndex(NamedTuple):
    """The files that hold what is shown of documents, and what the entry says of them."""

    files: list[IndexFile]
    listed: Mapping[str, object]


def build(
    documents: Sequence[SearchDoc],
    keys: Sequence[bytes],
    sections: Callable[[bytes], Sequence[tuple[str, str, str]]],
    facets: Mapping[str, Mapping[str, str]],
    known: Collection[str] = (),
    leads: Leads = NO_LEADS,
) -> TextIndex:
    """Make the files that hold what is shown of documents, by what they can be filtered, and where names lead.

    ``sections`` gives a document's text as ``(anchor, title, text)`` by its key; ``facets`` names the facets, each with
    what its values are called where that is not what they are.  A file whose address is ``known`` may come without its
    data.
    """
    dok = Part(list(_document_files(documents)), size=size_of(len(documents), _DOCUMENTS, _DOCUMENT_FILES))
    utdrag = Part(list(_text_files(documents, keys, sections, known)), size=size_of(len(keys), _TEXTS, _TEXT_FILES))
    columns = script_file("fasetter", 0, packed(_facet_columns(documents, facets)))
    navn = Part([script_file("navn", 0, packed(_places(leads.places)))], size=1)
    punkt = _point_files(leads.points)
    listed = {
        "documents": len(documents),
        "facets": name_of(columns),
        "dok": dok.listed(),
        "utdrag": utdrag.listed(),
        "navn": navn.listed(),
        "punkt": punkt.listed(),
    }
    return TextIndex([*dok.files, *utdrag.files, *navn.files, *punkt.files, columns], listed)


def _places(places: Sequence[Place]) -> object:
    """Write each page that has a name, and once for each type in which facet its name is carried."""
    facets = {place.type: place.facet for place in places if place.facet}
    return {"facets": facets, "rows": [[one.type, one.name, one.url, one.value, "|".join(one.keys)] for one in places]}


def _point_files(points: Sequence[Point]) -> Part:
    """Write points in the order of their numbers, so that one file answers for a number."""
    ordered = sorted(points)
    files: list[IndexFile] = []
    firsts: list[str] = []
    start = 0
    while start < len(ordered):
        end = min(start + _POINTS, len(ordered))
        while end < len(ordered) and ordered[end].number == ordered[end - 1].number:
            end += 1
        files.append(script_file("punkt", len(files), packed(ordered[start:end])))
        firsts.append(ordered[start].number)
        start = end
    return Part(files, firsts)


def _document_files(documents: Sequence[SearchDoc]) -> Iterator[IndexFile]:
    size = size_of(len(documents), _DOCUMENTS, _DOCUMENT_FILES)
    for number, start in enumerate(range(0, len(documents), size)):
        rows = documents[start : start + size]
        shared = commonprefix([row.url for row in rows])
        flat = [text for row in rows for text in (row.title, row.url.removeprefix(shared))]
        yield script_file("dok", number, packed([shared, *flat]))


def _text_files(
    documents: Sequence[SearchDoc],
    keys: Sequence[bytes],
    sections: Callable[[bytes], Sequence[tuple[str, str, str]]],
    known: Collection[str],
) -> Iterator[IndexFile]:
    """Name each file after the documents in it, so that their texts need not be read to see that nothing changed."""
    size = size_of(len(keys), _TEXTS, _TEXT_FILES)
    for number, start in enumerate(range(0, len(keys), size)):
        rows = documents[start : start + size]
        own = keys[start : start + size]
        url = address(TEXTS, "utdrag", number, b"".join((*own, *(row.lead.encode() for row in rows))))
        if url in known:
            yield IndexFile(url, b"")
        else:
            texts = [[row.lead, *sections(key)] for row, key in zip(rows, own, strict=True)]
            yield IndexFile(url, script("utdrag", number, packed(texts)))


def _facet_columns(documents: Sequence[SearchDoc], facets: Mapping[str, Mapping[str, str]]) -> object:
    """Write each facet as its values, their names and, for every document, the numbers of those it has."""
    columns: dict[str, object] = {}
    for facet, called in facets.items():
        owns = [document.facets.get(facet, ()) for document in documents]
        values = sorted({value for own in set(owns) for value in own})
        number = {value: _base36(place) for place, value in enumerate(values)}
        columns[facet] = {
            "values": values,
            "names": [called.get(value, value) for value in values],
            "of": _column(owns, partial(_joined, number)),
        }
    weights = [round(document.weight * 100) for document in documents]
    return {"facets": columns, "days": _column([*_day_steps(documents)], _base36), "weight": _column(weights, _base36)}


def _joined(number: Mapping[str, str], own: Iterable[str]) -> str:
    return ",".join(map(number.__getitem__, own))


def _column(values: Sequence[Value], written: Callable[[Value], str]) -> str:
    """Write values with a blank between them, one that repeats the one before as nothing.

    >>> _column([12, 12, 13], str)
    '12  13'
    """
    texts = {value: written(value) or "-" for value in set(values)}
    pairs = zip(values, (None, *values), strict=False)
    return " ".join("" if value == before else texts[value] for value, before in pairs)


def _base36(number: int) -> str:
    if number < 0:
        return "-" + _base36(-number)
    return (_base36(number // 36) if number >= 36 else "") + DIGITS[number % 36]


def _day_steps(documents: Iterable[SearchDoc]) -> Iterator[int]:
    """Yield each document's day (from 1 January 1970; 0 where it has none) as the step from the one before."""
    before = 0
    for document in documents:
        day = date.fromisoformat(document.date).toordinal() - _EPOCH if document.date else 0
        yield day - before
        before = day

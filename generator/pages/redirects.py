"""Former addresses, each led to a page in one hop."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.model.archive import Archive, Document, Series
from generator.model.content_type import ContentTypes
from generator.pages import addresses
from generator.pages.addresses import SHELVES, shelf_url


class Redirect(NamedTuple):
    """A former address, the page it leads to, and that page's title."""

    url: str
    to: str
    title: str


def resolve(pages: Collection[str], said: Mapping[str, str], led: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Lead every former address straight to a page, however long the chain; one that ends nowhere is left out.

    ``said`` is what the content says, and goes before ``led``, what the ledger remembers.

    >>> resolve({"c.html"}, {"b.html": "c.html"}, {"a.html": ["b.html"], "x.html": ["x.html"]})
    {'a.html': 'c.html', 'b.html': 'c.html'}
    """
    ends = ((url, _end(url, pages, said, led)) for url in sorted({*said, *led}.difference(pages)))
    return {url: end for url, end in ends if end}


def _end(url: str, pages: Collection[str], said: Mapping[str, str], led: Mapping[str, Sequence[str]]) -> str:
    seen, waiting = {url}, [url]
    while waiting:
        current = waiting.pop(0)
        for step in (said[current],) if current in said else led.get(current, ()):
            if step in pages:
                return step
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return ""


def plan(
    archive: Archive,
    pages: Collection[str],
    files: Iterable[str],
    led: Mapping[str, Sequence[str]],
    language: str,
) -> tuple[Redirect, ...]:
    """Name every former address that an archive with these ``pages`` and other ``files`` answers for, sorted."""
    said = {one.url: one.to for one in addresses.former(archive)}
    resolved = _placeable(resolve(pages, said, led), {*pages, *files}, archive.types)
    titles = _titles(archive, language) if resolved else {}
    return tuple(Redirect(url, to, titles.get(to, to)) for url, to in resolved.items())


def _placeable(resolved: Mapping[str, str], there: Collection[str], types: ContentTypes) -> Mapping[str, str]:
    """Leave out what cannot have a file of its own, as where a folder has got its name since."""
    taken = {*there, *resolved}
    # An address ends in .html, so only such folders can stand in its way; most archives have none.
    folders = {folder for url in taken if ".html/" in url for folder in addresses.folders(url)}
    return {
        url: to
        for url, to in resolved.items()
        if not (addresses.is_reserved(url, types) or url in folders or taken.intersection(addresses.folders(url)))
    }


def _titles(archive: Archive, language: str) -> dict[str, str]:
    parts: tuple[Document | Series, ...] = (*archive.documents.values(), *archive.series.values())
    titles = {part.url: part.matter.title for part in parts}
    for shelf in SHELVES:
        entries = archive.registers[shelf.register]
        titles |= {shelf_url(shelf.name, entry.id): entry.called(language) for entry in entries.values()}
    return titles

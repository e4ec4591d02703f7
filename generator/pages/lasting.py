"""What feeds and calendars call a page for ever: its own address, or the one it had before it was moved."""

from collections.abc import Collection, Iterator, Mapping

from generator.model.archive import Archive, Document, Series


def moved(archive: Archive, known: Collection[str], recorded: Mapping[str, str]) -> Mapping[str, str]:
    """Give, for the address of every page that was moved, the one that feeds and calendars know it by.

    What was ``recorded`` goes on.  A page that is new, and has taken over an address, was moved from there.  One whose
    own address was ``known`` before was not: it has taken over another page's readers, and keeps its own name.
    """
    parts: tuple[Document | Series, ...] = (*archive.documents.values(), *archive.series.values())
    there = {part.url for part in parts}
    return {url: name for part in parts for url, name in _name(part, known, recorded) if name not in there}


def _name(part: Document | Series, known: Collection[str], recorded: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    former = part.matter.aliases
    if part.url in recorded:
        yield part.url, recorded[part.url]
    elif former and part.url not in known:
        # Editors write the newest former address last, or know of only one; where none was published, all may be true.
        first = next((one for one in former if one in known), former[0])
        yield part.url, recorded.get(first, first)

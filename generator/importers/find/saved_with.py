"""The folder that browsers save beside a web page, with its pictures: ``nytt.html`` and ``nytt_files/``."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

_PAGES = (".html", ".htm")
# What browsers and Word call it, in Norwegian and English.
_ENDS = ("_files", "_filer", "-files", "-filer", ".files", ".filer")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


def names(page: str) -> tuple[str, ...]:
    """Give what the folder of a page may be called; nothing for what is no page.

    >>> names("nytt.htm")[:2], names("nytt.txt")
    (('nytt_files', 'nytt_filer'), ())
    """
    stem, suffix = posixpath.splitext(page)
    return tuple(stem + end for end in _ENDS) if suffix.lower() in _PAGES else ()


def folders(found: Iterable[str]) -> frozenset[str]:
    """Give the names that the folders of some pages have; what lies in them belongs to the pages."""
    return frozenset(name for page in found for name in names(page))


def is_picture(name: str) -> bool:
    """Whether a file may be a picture that a page shows."""
    return name.lower().endswith(_PICTURES)


def in_zip(members: Sequence[str]) -> Mapping[str, Sequence[tuple[int, str]]]:
    """Give each page of a zip file the places of its pictures, with their paths from the page."""
    pages = {folder: page for page in members for folder in names(page)}
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for page in pages.values():
        found[page] = []
    for number, member in enumerate(members):
        folder, name = posixpath.split(member)
        if folder in pages and is_picture(name):
            found[pages[folder]].append((number, f"{posixpath.basename(folder)}/{name}"))
    return found


def is_within(member: str, of_pages: Mapping[str, object]) -> bool:
    """Whether a member of a zip file lies in the folder of a page."""
    folder = posixpath.dirname(member)
    return any(posixpath.dirname(page) == posixpath.dirname(folder) and folder in names(page) for page in of_pages)

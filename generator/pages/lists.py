"""Long lists in pages, alphabetical order, and months."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from generator.pages.addresses import continued

PER_PAGE = 50
_LEAST_ON_FIRST = 26
_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
_LETTER_NAMES = {"{": ("ae", "Æ"), "|": ("oe", "Ø"), "}": ("aa", "Å")}

Item = TypeVar("Item")


class ListPart(NamedTuple, Generic[Item]):
    """One page of a list; ``newer`` and ``older`` are the addresses beside it, or empty."""

    url: str
    items: tuple[Item, ...]
    newer: str
    older: str


def newest_first(url: str, oldest_first: Sequence[Item]) -> list[ListPart[Item]]:
    """Part a list so that a full page never changes again: page 1 holds the oldest items, ``url`` the newest.

    The first page holds 26 to 75 items where there are so many.

    >>> [(part.url, len(part.items)) for part in newest_first("a/index.html", range(130))]
    [('a/index.html', 30), ('a/side-2.html', 50), ('a/side-1.html', 50)]
    """
    full = max(0, (len(oldest_first) - _LEAST_ON_FIRST) // PER_PAGE)
    urls = [continued(url, number) for number in range(1, full + 1)] + [url]
    parts: list[ListPart[Item]] = []
    for place, own in enumerate(urls):
        end = (place + 1) * PER_PAGE if place < full else len(oldest_first)
        items = tuple(reversed(oldest_first[place * PER_PAGE : end]))
        newer = urls[place + 1] if place < full else ""
        parts.append(ListPart(own, items, newer, urls[place - 1] if place else ""))
    return parts[::-1]


def in_order(url: str, items: Sequence[Item]) -> list[ListPart[Item]]:
    """Part an alphabetical list from its beginning.

    >>> [(part.url, len(part.items)) for part in in_order("a/index.html", range(60))]
    [('a/index.html', 50), ('a/side-2.html', 10)]
    """
    starts = range(0, max(len(items), 1), PER_PAGE)
    urls = [url if number == 1 else continued(url, number) for number in range(1, len(starts) + 1)]
    return [
        ListPart(own, tuple(items[start : start + PER_PAGE]), urls[place - 1] if place else "", (*urls, "")[place + 1])
        for place, (own, start) in enumerate(zip(urls, starts, strict=True))
    ]


@cache
def collation(title: str) -> str:
    """Give a key that sorts as Norwegian does: æ, ø and å after z, other accents ignored, case too.

    >>> sorted(["Åre", "zoner", "Ørsta", "Ære", "idé", "Ida"], key=collation)
    ['Ida', 'idé', 'zoner', 'Ære', 'Ørsta', 'Åre']
    """
    lowered = unicodedata.normalize("NFC", title).casefold().lstrip("«»\"'–-( ").translate(_AFTER_Z)
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def letter(title: str) -> tuple[str, str]:
    """Give the letter that a title is listed under: as a part of an address, and as it is shown.

    >>> letter("Økonomi"), letter("12 råd"), letter("«Hjerte»")
    (('oe', 'Ø'), ('0-9', '0–9'), ('h', 'H'))
    """
    first = collation(title)[:1]
    if first in _LETTER_NAMES:
        return _LETTER_NAMES[first]
    return (first, first.upper()) if "a" <= first <= "z" else ("0-9", "0–9")

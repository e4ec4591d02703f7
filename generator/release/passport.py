"""The passport of a release: what it is made of and what was looked into, for readers and for machines.

It tells of all files of a release but those that are made after it: the zip, the packed files and the checksums.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import generator
from generator.engine.written import Written, write
from generator.model.archive import Archive
from generator.model.config import Config
from generator.pages import addresses
from generator.pages.cards import Key
from generator.pages.page import Page
from generator.release import hosting
from generator.release.download import megabytes
from generator.release.sbom import Subject, sbom
from generator.render.formats import render
from generator.render.theme import Theme

FORMAT = 1
# What changes with the day alone: two releases with no other difference are the same to a reader.
OF_THE_DAY = frozenset((addresses.EDITION, addresses.PASSPORT, addresses.PARTS, hosting.SUMS, hosting.SIGNATURE))
_SORTS = {
    "html": "pages",
    **dict.fromkeys(("css", "js"), "looks"),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "avif", "pdf"), "assets"),
}
_LOOKED_IN = ("content", "file names", "attachments", "finished pages")
_ORDER = ("pages", "index", "looks", "assets", "others")


class Size(NamedTuple):
    """How many files of a sort there are, and how many bytes they have."""

    sort: str
    files: int
    bytes: int


class Share(NamedTuple):
    """How many documents are in a language."""

    language: str
    documents: int


class Passport(NamedTuple):
    """What is told of a release: its day, the program, what it holds, and the links that lead somewhere within it.

    ``unread`` are the attachments whose text could not be read.
    """

    day: str
    program: str
    documents: int
    languages: tuple[Share, ...]
    sizes: tuple[Size, ...]
    links: int
    unread: int = 0
    is_signed: bool = False


class EditionData(NamedTuple):
    """What the page «Om denne utgaven» shows; a copy that a reader has taken along has no ``checksums`` beside it."""

    as_of: str
    program: str
    documents: int
    languages: tuple[tuple[str, int, int], ...]
    sizes: tuple[tuple[str, int, str], ...]
    links: int
    unread: int
    checksums: str
    signature: str


def passport(archive: Archive, config: Config, files: Iterable[Written], today: date) -> Passport:
    """Take down what is known of a release of these files."""
    documents = archive.documents.values()
    languages = Counter(one.matter.lang or config.language for one in documents)
    return Passport(
        today.isoformat(),
        generator.__version__,
        len(documents),
        tuple(Share(*one) for one in sorted(languages.items())),
        measured(files),
        sum(len(one.links) for one in documents),
    )


def measured(files: Iterable[Written]) -> tuple[Size, ...]:
    """Count files and bytes of each sort.

    >>> measured([Written("a.html", b"", 5), Written("b/c.html", b"", 6), Written("kalender.ics", b"", 7)])
    (Size(sort='pages', files=2, bytes=11), Size(sort='others', files=1, bytes=7))
    """
    counts, sizes = Counter[str](), Counter[str]()
    for url, _, size in files:
        end = url[url.rfind(".") + 1 :]
        # The index lies one folder below the scripts.
        sort = "index" if end == "js" and url.count("/") > 1 else _SORTS.get(end, "others")
        counts[sort] += 1
        sizes[sort] += size
    return tuple(Size(sort, counts[sort], sizes[sort]) for sort in _ORDER if counts[sort])


def for_machines(told: Passport, config: Config) -> bytes:
    """Write a passport as JSON."""
    checks = {
        # A release with any of these is not taken into use.
        "identity_numbers": {"found": 0, "unread_attachments": told.unread, "where": _LOOKED_IN},
        "internal_links": {"checked": told.links, "broken": 0},
        "external_requests": {"found": 0, "how": "sanitised content, content security policy"},
        "external_links": {"checked": 0},
        "images_without_text": {"found": 0},
        "accessibility": {"found": 0, "standard": "WCAG 2.2 A, AA", "how": "axe-core on the program's own pages"},
    }
    files = {"checksums": hosting.SUMS, "parts": addresses.PARTS}
    signature = {"signature": hosting.SIGNATURE, "public_key": config.public_key} if told.is_signed else {}
    return _json(
        {
            "format": FORMAT,
            "site": {"name": config.site_name, "url": config.base_url, "language": config.language},
            "as_of": told.day,
            "program": {"name": "Fagarkiv", "version": told.program},
            "documents": {"count": told.documents, "languages": dict(told.languages)},
            "sizes": {size.sort: {"files": size.files, "bytes": size.bytes} for size in told.sizes},
            "checks": checks,
            "files": files | signature,
        }
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def page(told: Passport, *, is_copy: bool = False) -> Page:
    """Give the page that shows a passport."""
    shown = EditionData(
        told.day,
        told.program,
        told.documents,
        tuple((one.language, one.documents, round(100 * one.documents / told.documents)) for one in told.languages),
        tuple((size.sort, size.files, megabytes(size.bytes)) for size in told.sizes),
        told.links,
        told.unread,
        "" if is_copy else hosting.SUMS,
        hosting.SIGNATURE if told.is_signed and not is_copy else "",
    )
    return Page(addresses.EDITION, "om-utgaven.html", Key("about_release"), shown)


def write_passport(
    told: Passport, config: Config, statics: Mapping[str, str], files: Mapping[str, Written], folder: Path
) -> list[Written]:
    """Write the passport of a release in a ``folder``: as a page, for machines, and the list of its parts."""
    shown = render(page(told), Theme(config, statics), lambda _: "")
    parts = sbom(Subject(config.site_name, config.base_url, told.day), statics, files)
    return [
        write(folder, addresses.EDITION, shown),
        write(folder, addresses.PASSPORT, for_machines(told, config)),
        write(folder, addresses.PARTS, parts),
    ]

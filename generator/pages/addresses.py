"""Where everything lies: the one place that gives pages their addresses.

Every address is a file name relative to the site's root, because folders do not open on ``file://``.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model.archive import Archive, Document, Series
from generator.model.content_type import ContentTypes
from generator.model.registers import FOLDER, Registers, Shelved

HOME = "index.html"
SEARCH = "sok/index.html"
LETTERS = "a-aa/index.html"
NOT_FOUND = "404.html"
REVIEW = "revisjon/index.html"
OLDER = "regioner/eldre-utgaver/index.html"
CHANGES = "endringer/index.html"
FEED = "endringer/atom.xml"
ARENAS = "samarbeid/index.html"
CONTACTS = "kontakter/index.html"
CONTACT_GAPS = "kontakter/mangler/index.html"
OFFLINE = "uten-nett/index.html"
NOT_KEPT = "uten-nett/ikke-lagret/index.html"
DOWNLOAD = "uten-nett/arkivet.zip"
EDITION = "om-utgaven/index.html"
PASSPORT = "om-utgaven/pass.json"
PARTS = "om-utgaven/deler.cdx.json"
# At the root, because a worker answers for what lies below its own folder.
WORKER = "uten-nett.js"


class Fixed(NamedTuple):
    """An address that does not depend on the content.

    One that ``lasts`` is never taken away again once it was published, by an archive that has entries in the register
    that it ``needs``, if it needs one.
    """

    url: str
    lasts: bool = True
    needs: str = ""


FIXED = (
    Fixed(HOME),
    Fixed(SEARCH),
    Fixed(LETTERS),
    Fixed(NOT_FOUND),
    Fixed(REVIEW),
    Fixed(OLDER, needs="regioner"),
    Fixed(CHANGES),
    Fixed(FEED),
    Fixed(ARENAS),
    Fixed(EDITION),
    Fixed(CONTACTS, needs="kontaktroller"),
    Fixed(CONTACT_GAPS, needs="kontaktroller"),
    # A host may choose not to have these.
    Fixed(OFFLINE, lasts=False),
    Fixed(NOT_KEPT, lasts=False),
    Fixed(DOWNLOAD, lasts=False),
    Fixed(WORKER, lasts=False),
    # Their form is that of the program that made them.
    Fixed(PASSPORT, lasts=False),
    Fixed(PARTS, lasts=False),
)
# Where fixed pages lie, with what belongs to them, and what is not a page.
_FOLDERS = frozenset((*(fixed.url.partition("/")[0] for fixed in FIXED if "/" in fixed.url), "assets", "hosting"))


class Shelf(NamedTuple):
    """A way to browse: by the entries of ``register`` that documents name in ``field``, below the folder ``name``."""

    name: str
    register: str
    field: str


SHELVES = (
    Shelf("tema", "temaer", "topics"),
    Shelf("avsender", "organisasjoner", "sender"),
    Shelf("fagomrade", "fagomrader", "specialties"),
    Shelf("kommune", "kommuner", "municipalities"),
    Shelf("region", "regioner", "regions"),
    Shelf("malgruppe", "malgrupper", "audiences"),
    Shelf("mal", "laeringsmal", "learning_goals"),
)


def shelves(registers: Registers) -> tuple[Shelf, ...]:
    """Give the ways to browse that there is anything on: a document can only name what is in a register."""
    return tuple(shelf for shelf in SHELVES if registers[shelf.register])


def kind_url(kind: str) -> str:
    """Where a kind's documents are listed."""
    return f"{kind}/index.html"


def year_url(kind: str, year: int) -> str:
    """Where a kind's documents of one year are listed."""
    return f"{kind}/{year}/index.html"


def overview_url(kind: str, name: str) -> str:
    """Give the address of a view that a kind has beyond its lists; ``name`` is its file name, or a path of it.

    >>> overview_url("avvik", "dekning.html")
    'avvik/oversikt/dekning.html'
    """
    return f"{kind}/oversikt/{name}"


def shelf_url(shelf: str, entry: str = "") -> str:
    """Where what belongs to one entry of a register is listed; without ``entry``, where the entries are."""
    return f"{shelf}/{entry}/index.html" if entry else f"{shelf}/index.html"


def letter_url(letter: str) -> str:
    """Where titles that begin with a letter are listed."""
    return f"a-aa/{letter}/index.html"


def review_url(organisation: str) -> str:
    """Where what an organisation must go through again is listed."""
    return f"revisjon/{organisation}/index.html"


def event_url(document: Document) -> str:
    """Where an event is in a form that calendars read."""
    return f"{document.id}.ics"


def calendar_url(list_url: str) -> str:
    """Where the calendar that belongs to a list is.

    >>> calendar_url(REVIEW)
    'revisjon/kalender.ics'
    """
    return f"{list_url.removesuffix('index.html')}kalender.ics"


def mail_url(issue: str) -> str:
    """Where an issue lies as a mail, by the address of its page.

    >>> mail_url("nyhetsbrev/2026/uke-48.html")
    'nyhetsbrev/2026/uke-48.eml'
    """
    return f"{issue.removesuffix('.html')}.eml"


class FeedUrls(NamedTuple):
    """Where the two feeds of a list are."""

    atom: str
    json: str


def feed_urls(list_url: str) -> FeedUrls:
    """Where the feeds that belong to a list are.

    >>> feed_urls("tema/gastro/index.html")
    FeedUrls(atom='tema/gastro/atom.xml', json='tema/gastro/feed.json')
    """
    folder = list_url.removesuffix("index.html")
    return FeedUrls(f"{folder}atom.xml", f"{folder}feed.json")


def variant_url(edition: Document) -> str:
    """Where an edition stands side by side with the one that it is a variant of."""
    return f"{edition.id}/variant.html"


def continued(url: str, number: int) -> str:
    """Where the page ``number`` of a long list lies, counted from its far end so that a full page never changes.

    >>> continued("tema/gastro/index.html", 3), continued("nyhetsbrev/oversikt/utsendinger.html", 1)
    ('tema/gastro/side-3.html', 'nyhetsbrev/oversikt/utsendinger/side-1.html')
    """
    folder = url.removesuffix("index.html")
    return f"{folder.removesuffix('.html')}{'' if folder != url else '/'}side-{number}.html"


def changes_url(series: str) -> str:
    """Where the changes of a series are listed, by the series' id."""
    return f"{series}/endringer/index.html"


def comparison_url(old: str, new: str) -> str:
    """Where two editions of a series are compared, by their addresses.

    >>> comparison_url("anbefalinger/nfa/2016.html", "anbefalinger/nfa/2026.html")
    'anbefalinger/nfa/endringer/2016/2026.html'
    """
    folder, _, name = new.rpartition("/")
    return f"{folder}/endringer/{old.rpartition('/')[2].removesuffix('.html')}/{name}"


def is_reserved(url: str, types: ContentTypes) -> bool:
    """Whether an address lies where the site keeps views and files that come and go.

    >>> [is_reserved(url, {}) for url in ("a-aa/g/index.html", "tema/gastro/side-2.html", "nyheter/2026/a.html")]
    [True, True, False]
    """
    folder, _, rest = url.partition("/")
    own = types.get(folder)
    is_of_changes = own is not None and own.series and re.match(r"[^/]+/endringer/", rest) is not None
    is_overview = own is not None and rest.startswith("oversikt/")
    is_view = (folder in _FOLDERS and bool(rest)) or is_of_changes or is_overview
    return is_view or re.search(r"(^|/)side-\d+\.html$", url) is not None


def folders(url: str) -> Iterator[str]:
    """Yield the folders that an address lies in, the nearest first.

    >>> list(folders("tema/gastro/index.html"))
    ['tema/gastro', 'tema']
    """
    while "/" in url:
        url = url.rpartition("/")[0]
        yield url


def permanent(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield every address that, once published, must never be lost, each with the file it comes from.

    Continuation pages, single letters, the reviews of an organisation and comparisons of editions are left out: they
    are views of what is there, and grow and shrink with the archive.
    """
    for fixed in FIXED:
        if fixed.lasts and (not fixed.needs or archive.registers[fixed.needs]):
            yield fixed.url, ""
    for kind in archive.types.values():
        yield kind_url(kind.name), ""
        if kind.dated:
            days = (d.matter.published for d in archive.documents.values() if d.kind == kind.name)
            yield from ((year_url(kind.name, year), "") for year in sorted({day.year for day in days if day}))
    for shelf in SHELVES:
        entries = archive.registers[shelf.register]
        if entries:
            yield shelf_url(shelf.name), ""
        yield from ((shelf_url(shelf.name, entry), f"content/{FOLDER}/{shelf.register}.yml") for entry in entries)
    for series in archive.series.values():
        yield series.url, series.shown
    for document in archive.documents.values():
        yield document.url, document.shown
    for one in archive.variants.values():
        yield from ((variant_url(archive.documents[edition]), archive.documents[edition].shown) for edition in one)


class FormerAddress(NamedTuple):
    """A former address, the page that has taken it over, and where the content says so."""

    url: str
    to: str
    path: str
    field: str
    line: int


def former(archive: Archive) -> Iterator[FormerAddress]:
    """Yield every former address that the content names."""
    parts: tuple[Document | Series, ...] = (*archive.documents.values(), *archive.series.values())
    for part in parts:
        for place, alias in enumerate(part.matter.aliases):
            field = f"aliases.{place}"
            yield FormerAddress(alias, part.url, part.shown, field, part.lines.get(field, 0))
    for shelf in SHELVES:
        for entry in archive.registers[shelf.register].values():
            for alias in entry.aliases if isinstance(entry, Shelved) else ():
                path = f"content/{FOLDER}/{shelf.register}.yml"
                yield FormerAddress(alias, shelf_url(shelf.name, entry.id), path, f"{entry.id}.aliases", 0)

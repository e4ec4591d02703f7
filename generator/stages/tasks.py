"""What worker processes do.  Each task takes and gives picklable values and opens for itself what it needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.base.identity import identity_numbers_in_page
from generator.body.packed import unpack
from generator.compare.changes import Point, align
from generator.engine.cache import Cache, Row
from generator.engine.written import Written, write
from generator.model.config import Config
from generator.model.lineage import Comparison, Pair, shorten
from generator.pages.page import Page
from generator.render.formats import render
from generator.render.theme import Theme
from generator.source.files import File
from generator.stages.parse import parse


@dataclass(frozen=True)
class Site:
    """What rendering needs besides the page: settings, addresses of statics, the cache, and where to write."""

    config: Config
    statics: tuple[tuple[str, str], ...]
    cache: Path
    secret: bytes
    target: Path

    def __hash__(self) -> int:
        return hash(self.target)


@lru_cache(maxsize=2)
def _theme(site: Site) -> Theme:
    return Theme(site.config, dict(site.statics))


class Exposed(Exception):  # noqa: N818 - what is on a page, not a fault in the program
    """A page shows a national identity number; its arguments are the address and the code of the kind."""


def parse_chunk(chunk: Sequence[tuple[File, bytes]]) -> list[Row]:
    """Parse some sources, each given with its key."""
    return [parse(source, key) for source, key in chunk]


class RenderChunk:
    """Renders pages and writes them below the site's target folder."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __call__(self, pages: Sequence[Page]) -> list[Written]:
        """Render and write some pages."""
        site, theme = self._site, _theme(self._site)
        with Cache(site.cache, site.secret) as cache:

            def body(key: bytes) -> str:
                return unpack(cache.html(key)).html

            return [write(site.target, page.url, _swept(page, render(page, theme, body))) for page in pages]


def _swept(page: Page, data: bytes) -> bytes:
    """Look a last time for what may never be published, in what a reader sees."""
    for number in identity_numbers_in_page(data.decode()):
        raise Exposed(page.url, number.code)
    return data


class CompareChunk:
    """Compares editions that were not compared before; each is given as its key and the name of its page."""

    def __init__(self, cache: Path, secret: bytes) -> None:
        self._cache, self._secret = cache, secret

    def __call__(self, pairs: Sequence[tuple[tuple[bytes, str], tuple[bytes, str]]]) -> dict[Pair, Comparison]:
        """Compare some pairs of editions."""
        from generator.compare.points import points  # loads lxml, which most builds do without

        with Cache(self._cache, self._secret) as cache:

            @lru_cache(maxsize=8)
            def of(key: bytes, name: str) -> tuple[Point, ...]:
                return points(unpack(cache.html(key)).html, name)

            found: dict[Pair, Comparison] = {}
            for old, new in pairs:
                before, after = of(*old), of(*new)
                found[old[0], new[0]] = shorten(before, after, align(before, after))
            return found

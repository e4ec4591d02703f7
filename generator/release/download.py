"""The whole site as one zip that a reader takes along, unpacks, and opens from its folder."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import say
from generator.engine.written import Written, hashed, write
from generator.model.config import Config
from generator.pages import addresses
from generator.pages.cards import Key
from generator.pages.page import Page
from generator.release import hosting
from generator.release.zip_file import pack
from generator.render.formats import render
from generator.render.offline import copy_line
from generator.render.theme import Theme
from generator.render.translations import written_day
from generator.source.file_names import slugify

# What only works on a web server.
_SERVED = (addresses.NOT_FOUND, addresses.NOT_KEPT, addresses.WORKER, f"{hosting.FOLDER}/")
# The script that every page has, and that says on each what it is a copy of.
_ON_EVERY_PAGE = "nett.js"


class OfflineData(NamedTuple):
    """The page about use without a net: the day of a copy, and the name and size of the zip to download."""

    made: str
    name: str
    size: str


def about(made: str = "", name: str = "", size: str = "") -> Page:
    """Give the page about use without a net: with a zip to download if there is a ``name``, in one if only ``made``."""
    return Page(addresses.OFFLINE, "uten-nett.html", Key("offline"), OfflineData(made, name, size))


class Copied(NamedTuple):
    """What the zip is made of: all ``files``, which lie in ``folder``, but for pages that are otherwise in a copy."""

    files: Mapping[str, Written]
    folder: Path
    pages: tuple[Page, ...]


def write_all(config: Config, statics: Mapping[str, str], copied: Copied, today: date) -> list[Written]:
    """Write the zip, and the page that tells how large it is."""
    folder = copied.folder
    theme, name = Theme(config, statics), f"{slugify(config.site_name)}-{today}"

    def page(told: Page) -> bytes:
        return render(told, theme, lambda _: "")

    changed = {
        addresses.OFFLINE: page(about(today.isoformat())),
        **{one.url: page(one) for one in copied.pages},
        "LES-MEG.txt": _read_me(config, today),
        statics[_ON_EVERY_PAGE]: _said_on_every_page(config, folder / statics[_ON_EVERY_PAGE], today),
    }
    target = folder / addresses.DOWNLOAD
    target.parent.mkdir(exist_ok=True)
    pack(target, name, _contents(folder, copied.files, changed), today)
    zipped = hashed(folder, addresses.DOWNLOAD)
    told = about(today.isoformat(), f"{name}.zip", megabytes(zipped.size))
    return [zipped, write(folder, addresses.OFFLINE, page(told))]


def _contents(folder: Path, files: Mapping[str, Written], changed: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for url in sorted({*files, *changed}):
        if not url.startswith(_SERVED):
            yield url, changed[url] if url in changed else (folder / url).read_bytes()


def _read_me(config: Config, today: date) -> bytes:
    day = written_day(config.language)(today.isoformat())
    return say(config.language, "nedlasting-les-meg", site=config.site_name, day=day, url=config.base_url).encode()


def _said_on_every_page(config: Config, script: Path, today: date) -> bytes:
    return copy_line(config, written_day(config.language)(today.isoformat())) + script.read_bytes()


def megabytes(size: int) -> str:
    """Write a size as readers see it, never as nothing.

    >>> megabytes(12_345_678), megabytes(400)
    ('12,3 MB', '0,1 MB')
    """
    return f"{max(size / 1e6, 0.1):.1f} MB".replace(".", ",")

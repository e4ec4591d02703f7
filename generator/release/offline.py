"""What lets readers use the archive without a net: a worker in the browser, and pages about it."""

from collections.abc import Mapping
from pathlib import Path

from generator.engine.written import Written, write
from generator.model.config import Config
from generator.pages import addresses
from generator.pages.cards import Key
from generator.pages.page import Nothing, Page, Planned, planned
from generator.release import download
from generator.render import offline

# The pages that a worker keeps from the beginning; what else it keeps, a reader has opened.
_SHELL = (addresses.SEARCH, addresses.NOT_KEPT)


def offline_pages(config: Config) -> list[Planned]:
    """Name the pages about use without a net; one that tells of a zip is made after it."""
    found = list[Page]()
    if config.offline:
        found.append(Page(addresses.NOT_KEPT, "ikke-lagret.html", Key("not_kept"), Nothing()))
    if config.offline and not config.download:
        found.append(download.about())
    return [planned(page) for page in found]


def write_worker(config: Config, statics: Mapping[str, str], files: Mapping[str, Written], folder: Path) -> Written:
    """Write the worker of a release in a ``folder``: it knows two pages by their hashes."""
    shell = {url: files[url].sha256.hex()[:10] for url in _SHELL} if config.offline else {}
    return write(folder, addresses.WORKER, offline.worker(config, statics, shell))

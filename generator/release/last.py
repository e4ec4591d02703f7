"""What is made of all other files of a release, each of those before it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from generator.engine.written import Written, write
from generator.model.archive import Archive
from generator.model.config import Config
from generator.release import hosting
from generator.release.checksums import sums
from generator.release.download import Copied, write_all
from generator.release.draft import Draft
from generator.release.offline import write_worker
from generator.release.packed import write_packed
from generator.release.passport import page, passport, write_passport
from generator.release.signing import Signing, sign


class Whole(NamedTuple):
    """What a release is of: its settings, the addresses of its statics, its archive, its day, and who signs it.

    ``unread`` is how many of its attachments could not be looked into.
    """

    config: Config
    statics: Mapping[str, str]
    archive: Archive
    today: date
    signing: Signing
    unread: int


def made_last(of: Whole, draft: Draft, files: Mapping[str, Written]) -> list[Written]:
    """Write the worker, the passport, the zip to take along, packed files, and the checksums with their signature."""
    config, statics, folder = of.config, of.statics, draft.folder
    found = dict(files)

    def add(*made: Written) -> None:
        found.update((one.url, one) for one in made)

    add(write_worker(config, statics, found, folder))
    told = passport(of.archive, config, found.values(), of.today)
    told = told._replace(is_signed=of.signing.is_wanted, unread=of.unread)
    add(*write_passport(told, config, statics, found, folder))
    if config.download:
        add(*write_all(config, statics, Copied(found, folder, (page(told, is_copy=True),)), of.today))
    listed = _checksums(of, draft, found.values())
    if config.compress:
        add(*write_packed(draft, found))
    add(*listed)
    return [one for url, one in found.items() if files.get(url) is not one]


def _checksums(of: Whole, draft: Draft, files: Iterable[Written]) -> list[Written]:
    """Write the checksums of all that readers ask for, and sign them."""
    of_readers = (file for file in files if not file.url.startswith(f"{hosting.FOLDER}/"))
    listed = write(draft.folder, hosting.SUMS, sums(of_readers).encode("ascii"))
    if of.signing.key is None:
        return [listed]
    told = f"{of.config.base_url} {of.today}"
    return [listed, sign(draft.folder, of.signing.key, of.config.public_key, told)]

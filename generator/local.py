"""``fagarkiv search``: the local index over a site's content, brought up to date before every search."""

import hashlib
import os
from pathlib import Path

from generator.bodies import unpack
from generator.build import parsed
from generator.work import Report
from search.local_index import Entry, Hit, LocalIndex


def search(config_file: Path, query: str, limit: int, report: Report) -> list[Hit]:
    """Find the documents of a site that fit best, drafts and future ones too: this is the editor's own search.

    Raises:
        UsageError: there is no site here.
    """
    with parsed(config_file, report) as (documents, cache):
        index = LocalIndex(_folder(config_file))
        index.update(
            Entry(
                path=document.path,
                key=document.key.hex(),
                title=document.matter.title,
                date=str(document.matter.published or ""),
                text=" ".join(part for section in unpack(cache.html(document.key)).sections for part in section[1:]),
            )
            for document in documents
        )
        return index.search(query, limit)


def _folder(config_file: Path) -> Path:
    """Give the index a place of the user's own: Whoosh unpickles what it finds, and a site may come from anyone."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118
    site = hashlib.blake2b(os.fsencode(config_file.parent.absolute()), digest_size=8).hexdigest()
    return Path(home) / "fagarkiv" / site

"""``fagarkiv search``: the editor's own search, which also finds drafts and what is to come."""

from datetime import date
from pathlib import Path

from generator.build import local_index
from generator.engine.pool import Report
from generator.index.local import Answer


def search(config_file: Path, query: str, limit: int, today: date, report: Report) -> Answer:
    """Find the documents of a site that fit best, drafts and future ones too, and the pages that a query leads to.

    Raises:
        UsageError: there is no site here.
    """
    with local_index(config_file, today, report) as local:
        return local.answer(query, limit)

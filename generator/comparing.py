"""The stage that compares neighbouring editions: those that were not compared by an earlier build."""

from generator.archive import Archive, Document
from generator.cache import Cache
from generator.lineage import Comparison, Comparisons, Pair, neighbours
from generator.tasks import CompareChunk
from generator.work import Report, Workers

_MEMO = "comparisons"


def compare(archive: Archive, cache: Cache, workers: Workers, report: Report) -> Comparisons:
    """Compare every edition with the one before it."""
    pairs = (pair for series in archive.editions for pair in neighbours(archive, series))
    wanted = {(old.key, new.key): (_page(old), _page(new)) for old, new in pairs}
    known: dict[Pair, Comparison] = cache.recall(_MEMO) or {} if wanted else {}
    found = {pair: known[pair] for pair in wanted if pair in known}
    fresh = [pages for pair, pages in wanted.items() if pair not in found]
    report.stage("steg-sammenligne", len(fresh))
    for chunk in workers.map_chunks(CompareChunk(cache.folder, cache.secret), fresh, report):
        found |= chunk
    if fresh:
        cache.keep(_MEMO, found)
    return found


def _page(edition: Document) -> tuple[bytes, str]:
    return edition.key, edition.url.rpartition("/")[2]

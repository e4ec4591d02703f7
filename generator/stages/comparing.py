"""The stage that compares neighbouring editions: those that were not compared by an earlier build."""

from generator.engine.cache import Cache
from generator.engine.pool import Report, Workers
from generator.model.archive import Archive, Document
from generator.model.lineage import Comparison, Comparisons, Pair, neighbours
from generator.stages.tasks import CompareChunk

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

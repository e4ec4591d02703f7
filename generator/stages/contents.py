"""Reads a content folder: what is there, and the heads of its documents, parsing only what is new."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import Problem
from generator.engine.cache import Cache, Row
from generator.engine.pool import Report, Workers
from generator.model import registers
from generator.model.registers import LEDGER, Registers
from generator.source.file_stamps import moment
from generator.source.files import Asset, File, Seen, Source, discover
from generator.stages.attachments import look_into
from generator.stages.parse import Head
from generator.stages.tasks import parse_chunk

_MEMORY = "heads"
_WORTH_KEEPING = 100


class Contents(NamedTuple):
    """A content folder: its files, the pictures and documents among them, the registers, the ledger, and the heads.

    There is a head for each file that is neither register nor ledger; ``uncertain`` are the names of the registers in
    which there may be ids that could not be read.
    """

    files: tuple[File, ...]
    assets: tuple[Asset, ...]
    registers: Registers
    uncertain: frozenset[str]
    ledger: bytes
    heads: tuple[Head, ...]
    problems: tuple[Problem, ...]


class _Memory(NamedTuple):
    """What is known of files by path, and their heads by key.

    It is one value, since ten thousand are read several times faster together than one by one.  The files were read, or
    the first of them, on a ``day``.
    """

    day: date = date.min
    seen: Mapping[str, Seen] = {}
    heads: Mapping[bytes, Head] = {}


def read(content: Path, today: date, cache: Cache, workers: Workers, report: Report) -> Contents:
    """Read a content folder; whatever is wrong with a file is among the problems.

    Once a day every file is read: not every disk tells of every change, as when a program writes to mapped memory.

    Raises:
        UsageError: there is no such folder.
    """
    memory: _Memory = cache.recall(_MEMORY) or _Memory()
    found = discover(content, moment(cache.folder), memory.seen if memory.day == today else {})
    documents = [source for source in found.sources if not _is_register(source) and source.path != LEDGER]
    heads = _heads(documents, memory.heads, cache, workers, report)
    if sum(isinstance(source, Source) for source in documents) >= _WORTH_KEEPING:
        seen = {source.path: Seen(source.stamp, source.key) for source in documents if source.stamp}
        cache.keep(_MEMORY, _Memory(today, seen, {source.key: heads[source.path] for source in documents}))
    vocabularies = registers.read(filter(_is_register, found.sources))
    return Contents(
        files=found.sources,
        assets=found.assets,
        registers=vocabularies.registers,
        uncertain=vocabularies.uncertain,
        ledger=next((source.raw for source in found.sources if source.path == LEDGER), b""),
        heads=tuple(heads[source.path] for source in documents),
        problems=(
            *found.problems,
            *look_into(found.assets, cache),
            *(one for head in heads.values() for one in head.problems),
            *vocabularies.problems,
        ),
    )


def read_registers(content: Path) -> Registers:
    """Read the registers of a content folder, as far as they can be read.

    Raises:
        UsageError: there is no such folder.
    """
    return registers.read(filter(_is_register, discover(content).sources)).registers


def _is_register(source: File) -> bool:
    return source.path.startswith(f"{registers.FOLDER}/") and source.path != LEDGER


def _heads(
    sources: Sequence[File], known: Mapping[bytes, Head], cache: Cache, workers: Workers, report: Report
) -> Mapping[str, Head]:
    """Give the head of each file by path, parsing those that are new."""
    keys = {source.path: source.key for source in sources}
    heads: dict[str, Head] = cache.heads(keys, known)
    fresh = [(source, keys[source.path]) for source in sources if source.path not in heads]
    report.stage("steg-lese", len(fresh))
    rows: list[Row] = []
    for chunk in workers.map_chunks(parse_chunk, fresh, report):
        rows += chunk
        heads.update((row.path, _head(row)) for row in chunk)
    cache.store(rows)
    cache.forget_all_but(keys)
    return heads


def _head(row: Row) -> Head:
    assert isinstance(row.head, Head)  # noqa: S101 - what parse() puts there
    return row.head

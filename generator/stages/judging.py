"""The stages up to an archive that was found free of errors: read, assembled, checked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import BuildFailed, Problem, Severity, in_order
from generator.check import documents, ledger, years
from generator.check import drafts as drafts_
from generator.check.documents import Around
from generator.check.ledger import Ledger
from generator.engine.cache import Cache
from generator.engine.pool import Report, Workers
from generator.kinds import BY_NAME
from generator.kinds.avvik import coverage
from generator.model import config
from generator.model.archive import Archive, Document, Series, assemble, is_published
from generator.model.config import Config
from generator.model.registers import FOLDER
from generator.model.stances import Stance
from generator.pages import redirects
from generator.source.files import Asset, File
from generator.stages import comparing, contents
from generator.stages.contents import Contents


class Checked(NamedTuple):
    """Content that was read and found free of errors."""

    config: Config
    archive: Archive
    assets: tuple[Asset, ...]
    ledger: Ledger
    problems: tuple[Problem, ...]
    files: tuple[File, ...]
    drafts: tuple[Document, ...]


class Gathered(NamedTuple):
    """Content that was read, and the archive of it; ``problems`` are those of single files."""

    config: Config | None
    contents: Contents
    archive: Archive
    drafts: Mapping[str, Document]
    problems: tuple[Problem, ...]


def read(config_file: Path, today: date, cache_: Cache, workers: Workers, report: Report) -> Checked:
    """Discover, parse, assemble and check.

    Raises:
        BuildFailed: a part is so wrong that the rest can't be judged; all problems found are in it.
    """
    return judge(gather(config_file, today, cache_, workers, report), today, today, cache_, workers, report)


def gather(config_file: Path, now: date, cache_: Cache, workers: Workers, report: Report) -> Gathered:
    """Discover, parse and assemble."""
    settings, problems = config.read(config_file)
    found = contents.read(config_file.parent / "content", now, cache_, workers, report)
    every = [head.document for head in found.heads if head.document]
    unseen = _only_drafts(every)
    archive = assemble(
        [document for document in every if not document.matter.draft],
        [head.series for head in found.heads if head.series and head.series.id not in unseen],
        found.registers,
        BY_NAME,
        [head.stance for head in found.heads if head.stance],
    )
    drafts = {document.id: document for document in every if document.matter.draft}
    return Gathered(settings, found, archive, drafts, (*problems, *found.problems))


def judge(gathered: Gathered, today: date, now: date, cache_: Cache, workers: Workers, report: Report) -> Checked:
    """Find what is wrong between the parts of an archive; ``now`` is the day it is, be the site of another."""
    found, archive, drafts, problems = gathered.contents, gathered.archive, gathered.drafts, [*gathered.problems]
    unread = _unread(problems, gathered)
    problems += documents.check(archive, Around(drafts, {asset.path for asset in found.assets}, unread))
    problems += documents.overdue(archive, today)
    # A site of an earlier day has documents of later ones.
    problems += years.check(_parts(archive), max(today, now))
    problems += drafts_.check(archive, drafts.values())
    if coverage.is_outdated(archive, today):
        problems += coverage.problems(archive, today, comparing.compare(archive, cache_, workers, report))
    known, wrong = ledger.read(found.ledger)
    problems += wrong
    if not unread and not any(part.lacking for part in _parts(archive)):
        pages = ledger.pages(archive)
        former = redirects.plan(archive, pages, [asset.path for asset in found.assets], known.led, "nb")
        problems += ledger.check(pages.union(redirect.url for redirect in former), known.known)
        hidden = (document for document in archive.documents.values() if not is_published(document, today))
        problems += documents.notices(hidden, known.known)
    if gathered.config is None:
        raise BuildFailed(problems)
    return Checked(
        gathered.config, archive, found.assets, known, in_order(problems), found.files, tuple(drafts.values())
    )


def _parts(archive: Archive) -> list[Document | Series | Stance]:
    return [*archive.documents.values(), *archive.series.values(), *chain.from_iterable(archive.stances.values())]


def _unread(problems: Iterable[Problem], gathered: Gathered) -> set[str]:
    """Give the paths of the files that could not be read, even in part."""
    found, archive = gathered.contents, gathered.archive
    parts = [*_parts(archive), *gathered.drafts.values()]
    wrong = {problem.path.removeprefix("content/") for problem in problems if problem.severity is Severity.ERROR}
    registers = {file.path for file in found.files if file.path.startswith(f"{FOLDER}/")}
    return (wrong - {part.path for part in parts} - registers) | {f"{FOLDER}/{name}.yml" for name in found.uncertain}


def _only_drafts(documents: Sequence[Document]) -> set[str]:
    """Give the ids of series of which there are editions, all of them drafts."""
    shown = {document.series for document in documents if not document.matter.draft}
    return {document.series for document in documents if document.matter.draft} - shown

"""The stages of a build, in the order in which the data goes through them."""

import gc
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.base.problems import OF_DRAFTS, BuildFailed, Problem, Severity, in_order
from generator.base.version import code_version
from generator.check import documents, ledger, years
from generator.check import drafts as drafts_
from generator.check.documents import Around
from generator.check.ledger import Ledger
from generator.engine.cache import Cache, user_secret
from generator.engine.lock import STATE, exclusive
from generator.engine.pool import Report, Workers
from generator.index import searchable
from generator.kinds import BY_NAME
from generator.kinds.avvik import coverage
from generator.model import config, history
from generator.model.archive import Archive, Document, Series, assemble, is_published
from generator.model.config import Config
from generator.model.history import Commit, History
from generator.model.registers import FOLDER, Registers
from generator.pages import lasting, redirects
from generator.pages.addresses import permanent
from generator.pages.views import Views
from generator.release.draft import Draft
from generator.release.publish import Means, Published, Shown, publish
from generator.release.releases import Releases
from generator.source.files import Asset, File
from generator.stages import comparing, contents
from generator.stages.contents import Contents

if TYPE_CHECKING:
    from generator.index.local import Local


class Checked(NamedTuple):
    """Content that was read and found free of errors."""

    config: Config
    archive: Archive
    assets: tuple[Asset, ...]
    ledger: Ledger
    problems: tuple[Problem, ...]
    files: tuple[File, ...]
    drafts: tuple[Document, ...]


class _Gathered(NamedTuple):
    """Content that was read, and the archive of it; ``problems`` are those of single files."""

    config: Config | None
    contents: Contents
    archive: Archive
    drafts: Mapping[str, Document]
    problems: tuple[Problem, ...]


class Built(NamedTuple):
    """A build that succeeded, what there was to say about the content nevertheless, and what was shown."""

    published: Published
    problems: tuple[Problem, ...]
    views: Views
    config: Config


def build(
    config_file: Path,
    output: Path,
    today: date,
    jobs: int,
    report: Report,
    *,
    now: date | None = None,
    strict: bool = False,
    record: bool = True,
) -> Built:
    """Build the site of ``config_file`` as it stands on ``today`` and take it into use as ``output``.

    ``now`` is the day it is, where that is another.  With ``record``, new addresses are entered in the ledger: from
    then on the archive answers for them.

    Raises:
        BuildFailed: the content has errors (with ``strict``, also warnings); what was published stays as it is.
        UsageError: there is no site here, or ``output`` is a folder that Fagarkiv did not make.
    """
    settings, _ = config.read(config_file)
    releases = Releases(output.absolute())
    releases.current()
    with (
        exclusive(config_file.parent, report),
        _fast(),
        Workers(jobs) as workers,
        _cache(config_file) as cache_,
        ThreadPoolExecutor(1) as aside,
        _drafted(releases, workers, cache_) as draft,
    ):
        wants_history = settings is not None and settings.repository is not None
        past = aside.submit(history.read, config_file.parent / "content") if wants_history else None
        gathered = _gather(config_file, cache_, workers, report)
        draft.begin(searchable.words(gathered.archive.as_of(today), today))
        checked = _judge(gathered, today, now or today, cache_, workers, report)
        checked = checked._replace(problems=tuple(one for one in checked.problems if one.code not in OF_DRAFTS))
        _stop_at(checked.problems, strict)
        changes = _changes(past, checked.files, report)
        views = views_of(checked.archive, checked.config.language, today, changes, checked.ledger)
        pages = ledger.pages(views.archive)
        assets = [asset.path for asset in checked.assets]
        former = redirects.plan(views.archive, pages, assets, checked.ledger.led, checked.config.language)
        shown = Shown(checked.config, views, former, checked.assets)
        published = publish(shown, Means(draft, cache_, workers, report))
        if not record:
            return Built(published, checked.problems, views, checked.config)
        entered = ledger.entered(checked.ledger, pages, former, views.moved)
        if entered != checked.ledger:
            ledger.write(config_file.parent / "content", entered, checked.config.language)
        problems = tuple(problem for problem in checked.problems if problem.code != "adresse-ny")
        return Built(published, problems, views, checked.config)


def check(
    config_file: Path, today: date, jobs: int, report: Report, *, now: date | None = None, due: int | None = None
) -> tuple[Problem, ...]:
    """Say everything that is wrong with a site, without building it; and what is due for review within ``due`` days.

    Raises:
        UsageError: there is no site here.
    """
    config.read(config_file)
    with exclusive(config_file.parent, report), _fast(), Workers(jobs) as workers, _cache(config_file) as cache_:
        try:
            gathered = _gather(config_file, cache_, workers, report)
            checked = _judge(gathered, today, now or today, cache_, workers, report)
        except BuildFailed as failed:
            return failed.problems
        if due is None:
            return checked.problems
        return in_order((*checked.problems, *documents.due_for_review(checked.archive.as_of(today), today, due)))


@contextmanager
def parsed(config_file: Path, report: Report) -> Iterator[tuple[Archive, Cache]]:
    """Give an archive of all that can be read, drafts too, and the cache that holds the bodies.

    Raises:
        UsageError: there is no site here.
    """
    config.read(config_file)
    with exclusive(config_file.parent, report), Workers(os.cpu_count() or 1) as workers, _cache(config_file) as cache_:
        found = contents.read(config_file.parent / "content", cache_, workers, report)
        documents = [head.document for head in found.heads if head.document and not head.document.lacking]
        series = [head.series for head in found.heads if head.series and not head.series.lacking]
        yield assemble(documents, series, found.registers, BY_NAME), cache_


@contextmanager
def local_index(config_file: Path, today: date, report: Report) -> Iterator["Local"]:
    """Give the local index of a site, brought up to date.

    Raises:
        UsageError: there is no site here.
    """
    from generator.index.local import opened  # loads numpy, which a build does without

    settings, _ = config.read(config_file)
    language = settings.language if settings else "nb"
    with (
        parsed(config_file, report) as (archive, cache_),
        opened(config_file.parent, archive, cache_, language, today) as found,
    ):
        yield found


@contextmanager
def without_errors(config_file: Path, today: date, report: Report) -> Iterator[tuple[Checked, Cache]]:
    """Give content without errors, and the cache that holds the bodies.

    Raises:
        BuildFailed: the content has errors.
        UsageError: there is no site here.
    """
    config.read(config_file)
    with exclusive(config_file.parent, report), Workers(os.cpu_count() or 1) as workers, _cache(config_file) as cache_:
        found = read(config_file, today, cache_, workers, report)
        _stop_at(found.problems, False)
        yield found, cache_


def vocabularies(config_file: Path) -> Registers:
    """Give the registers of a site, as far as they can be read.

    Raises:
        UsageError: there is no site here.
    """
    config.read(config_file)
    return contents.read_registers(config_file.parent / "content")


def read(config_file: Path, today: date, cache_: Cache, workers: Workers, report: Report) -> Checked:
    """Discover, parse, assemble and check.

    Raises:
        BuildFailed: a part is so wrong that the rest can't be judged; all problems found are in it.
    """
    return _judge(_gather(config_file, cache_, workers, report), today, today, cache_, workers, report)


def _gather(config_file: Path, cache_: Cache, workers: Workers, report: Report) -> _Gathered:
    """Discover, parse and assemble."""
    settings, problems = config.read(config_file)
    found = contents.read(config_file.parent / "content", cache_, workers, report)
    every = [head.document for head in found.heads if head.document]
    unseen = _only_drafts(every)
    archive = assemble(
        [document for document in every if not document.matter.draft],
        [head.series for head in found.heads if head.series and head.series.id not in unseen],
        found.registers,
        BY_NAME,
    )
    drafts = {document.id: document for document in every if document.matter.draft}
    return _Gathered(settings, found, archive, drafts, (*problems, *found.problems))


def _judge(gathered: _Gathered, today: date, now: date, cache_: Cache, workers: Workers, report: Report) -> Checked:
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


def _parts(archive: Archive) -> list[Document | Series]:
    return [*archive.documents.values(), *archive.series.values()]


def _unread(problems: Iterable[Problem], gathered: _Gathered) -> set[str]:
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


def _stop_at(problems: Sequence[Problem], strict: bool) -> None:
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(problem.severity in stopping for problem in problems):
        raise BuildFailed(problems)


def _changes(past: Future[History] | None, files: Sequence[File], report: Report) -> Mapping[str, tuple[Commit, ...]]:
    """Wait for what git knows; where it is not the whole, that is said and nothing is shown."""
    if past is None:
        return {}
    if lack := past.result().lack:
        report.say(lack)
    return past.result().of(files)


def views_of(
    archive: Archive,
    language: str,
    today: date,
    changes: Mapping[str, tuple[Commit, ...]] | None = None,
    before: Ledger | None = None,
) -> Views:
    """Give the views of an archive as it stands on ``today``; ``before`` is what was published until now."""
    visible, published = archive.as_of(today), before or Ledger()
    moved = lasting.moved(visible, published.known, published.moved)
    if visible is archive:
        return Views(archive, language, today, history=changes, moved=moved)
    there = {url for url, _ in permanent(visible)}
    hidden = frozenset(url for url, _ in permanent(archive) if url not in there)
    return Views(visible, language, today, hidden, changes, moved)


def _cache(config_file: Path) -> Cache:
    return Cache(config_file.parent / STATE, hashlib.blake2b(code_version(), key=user_secret()).digest())


@contextmanager
def _drafted(releases: Releases, workers: Workers, cache_: Cache) -> Iterator[Draft]:
    """Begin a release; where it does not come to an end, the one in use stays."""
    draft = Draft(releases, workers, cache_)
    try:
        yield draft
    except BaseException:
        draft.discard()
        raise


@contextmanager
def _fast() -> Iterator[None]:
    """Switch cyclic garbage collection off: a build makes many objects and few cycles, and ends soon."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

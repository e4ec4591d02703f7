"""The stages of a build, in the order in which the data goes through them."""

import gc
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.base.problems import OF_DRAFTS, BuildFailed, Problem, Severity, in_order
from generator.base.version import code_version
from generator.check import documents, ledger
from generator.check.ledger import Ledger
from generator.engine.cache import Cache, user_secret
from generator.engine.lock import STATE, exclusive
from generator.engine.mending import mended, somewhere, telling
from generator.engine.pool import Report, Workers
from generator.index import searchable
from generator.kinds import BY_NAME
from generator.model import config, history
from generator.model.archive import Archive, assemble
from generator.model.config import Config
from generator.model.history import Commit, History
from generator.model.registers import LEDGER, Registers
from generator.pages import lasting, redirects
from generator.pages.addresses import permanent
from generator.pages.views import Views
from generator.release import entering
from generator.release.belonging import held
from generator.release.draft import Draft
from generator.release.publish import Means, Published, Shown, publish
from generator.release.releases import Releases
from generator.release.signing import UNSIGNED, Signing
from generator.source.files import File
from generator.stages import contents
from generator.stages.contents import Contents
from generator.stages.judging import Checked, gather, judge, read

if TYPE_CHECKING:
    from generator.index.local import Local


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
    signing: Signing = UNSIGNED,
) -> Built:
    """Build the site of ``config_file`` as it stands on ``today`` and take it into use as ``output``.

    ``now`` is the day it is, where that is another.  With ``record``, new addresses are entered in the ledger: from
    then on the archive answers for them.  ``signing`` says who signs the checksums.

    Raises:
        BuildFailed: the content has errors (with ``strict``, also warnings); what was published stays as it is.
        UsageError: there is no site here, or ``output`` is a folder that Fagarkiv did not make.
    """
    config.read(config_file)
    releases = Releases(output.absolute())
    releases.current()
    with (
        _at_work(config_file, report) as cache_,
        held(releases, config_file, report),
        _fast(),
        Workers(jobs) as workers,
    ):
        job = _Job(config_file, releases, today, now or today, strict, record, signing)
        return mended(cache_, report, lambda: _build(job, cache_, workers, report))


class _Job(NamedTuple):
    """What is to be built: :func:`build` says what each is."""

    config_file: Path
    releases: Releases
    today: date
    now: date
    strict: bool
    record: bool
    signing: Signing


def _build(job: _Job, cache_: Cache, workers: Workers, report: Report) -> Built:
    settings, _ = config.read(job.config_file)
    content = job.config_file.parent / "content"
    with ThreadPoolExecutor(1) as aside, _drafted(job.releases, workers, cache_, job.now) as draft:
        wants_history = settings is not None and settings.repository is not None
        past = aside.submit(history.read, content) if wants_history else None
        gathered = gather(job.config_file, job.now, cache_, workers, report)
        language = settings.language if settings else "nb"
        draft.begin(searchable.words(gathered.archive.as_of(job.today), language, job.today))
        checked = judge(gathered, job.today, job.now, cache_, workers, report)
        checked = checked._replace(problems=tuple(one for one in checked.problems if one.code not in OF_DRAFTS))
        _stop_at(checked.problems, job.strict)
        changes = _changes(past, checked.files, report)
        views = views_of(checked.archive, checked.config.language, job.today, changes, checked.ledger)
        pages = ledger.pages(views.archive)
        assets = [asset.path for asset in checked.assets]
        former = redirects.plan(views.archive, pages, assets, checked.ledger.led, checked.config.language)
        unread = sum(one.code == "vedlegg-ulest" for one in checked.problems)
        shown = Shown(checked.config, views, former, checked.assets, job.signing, unread)
        entered = ledger.entered(checked.ledger, pages, former, views.moved) if job.record else checked.ledger
        published = publish(shown, Means(draft, cache_, workers, report), _entering(job, checked, entered))
    told = {"adresse-ny"} if job.record else set[str]()
    problems = tuple(problem for problem in checked.problems if problem.code not in told)
    return Built(published, problems, views, checked.config)


def _entering(job: _Job, checked: Checked, entered: Ledger) -> Callable[[str], AbstractContextManager[None]]:
    """Give what enters new addresses in the ledger, if there are any, while a release is taken into use."""
    if entered == checked.ledger:
        return lambda _: nullcontext()
    site, text = job.config_file.parent, ledger.text(entered, checked.config.language)
    return partial(entering.entering, site, site / "content" / LEDGER, text, job.releases.output)


def check(
    config_file: Path, today: date, jobs: int, report: Report, *, now: date | None = None, due: int | None = None
) -> tuple[Problem, ...]:
    """Say everything that is wrong with a site, without building it; and what is due for review within ``due`` days.

    Raises:
        UsageError: there is no site here.
    """
    config.read(config_file)
    with _at_work(config_file, report) as cache_, _fast(), Workers(jobs) as workers:

        def judged() -> Checked:
            gathered = gather(config_file, now or today, cache_, workers, report)
            return judge(gathered, today, now or today, cache_, workers, report)

        try:
            checked = mended(cache_, report, judged)
        except BuildFailed as failed:
            return failed.problems
        if due is None:
            return checked.problems
        return in_order((*checked.problems, *documents.due_for_review(checked.archive.as_of(today), today, due)))


@contextmanager
def parsed(config_file: Path, today: date, report: Report) -> Iterator[tuple[Archive, Cache]]:
    """Give an archive of all that can be read, drafts too, and the cache that holds the bodies.

    Raises:
        UsageError: there is no site here.
    """
    config.read(config_file)
    with _at_work(config_file, report) as cache_, Workers(os.cpu_count() or 1) as workers:

        def read_whole() -> Contents:
            found = contents.read(config_file.parent / "content", today, cache_, workers, report)
            cache_.look_over(head.document.key for head in found.heads if head.document)
            return found

        found = mended(cache_, report, read_whole)
        documents = [head.document for head in found.heads if head.document and not head.document.lacking]
        series = [head.series for head in found.heads if head.series and not head.series.lacking]
        stances = [head.stance for head in found.heads if head.stance and not head.stance.lacking]
        yield assemble(documents, series, found.registers, BY_NAME, stances), cache_


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
        parsed(config_file, today, report) as (archive, cache_),
        opened(config_file.parent, archive, cache_, language, today, report) as found,
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
    with _at_work(config_file, report) as cache_, Workers(os.cpu_count() or 1) as workers:

        def read_whole() -> Checked:
            found = read(config_file, today, cache_, workers, report)
            cache_.look_over(one.key for one in (*found.archive.documents.values(), *found.drafts))
            return found

        found = mended(cache_, report, read_whole)
        _stop_at(found.problems, False)
        yield found, cache_


def vocabularies(config_file: Path) -> Registers:
    """Give the registers of a site, as far as they can be read.

    Raises:
        UsageError: there is no site here.
    """
    config.read(config_file)
    return contents.read_registers(config_file.parent / "content")


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


@contextmanager
def _at_work(config_file: Path, report: Report) -> Iterator[Cache]:
    """Let one command at a time work on a site, and give its cache; what was cut off before is settled first."""
    site = config_file.parent
    somewhere(report)
    secret = hashlib.blake2b(code_version(), key=user_secret()).digest()
    with exclusive(site, report), telling(report), Cache(site / STATE, secret) as cache_:
        entering.settle(site, site / "content" / LEDGER)
        yield cache_


@contextmanager
def _drafted(releases: Releases, workers: Workers, cache_: Cache, now: date) -> Iterator[Draft]:
    """Begin a release; where it does not come to an end, the one in use stays."""
    draft = Draft(releases, workers, cache_, now)
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

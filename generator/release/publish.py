"""From an archive to a release in use: plan, render, index and write, making only what is not already there."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

from generator.base.problems import BuildFailed, Problem
from generator.base.version import code_version
from generator.engine.cache import Cache
from generator.engine.pool import Report, Workers
from generator.engine.written import Written, write
from generator.index import indexing, searchable
from generator.kinds.nyhetsbrev import mail
from generator.model.config import Config
from generator.pages import timeline
from generator.pages.page import Planned, fingerprint
from generator.pages.redirects import Redirect
from generator.pages.views import Views
from generator.plan import changes, site
from generator.release import hosting
from generator.release.draft import Draft, Manifest
from generator.release.last import Whole, made_last
from generator.release.offline import offline_pages
from generator.release.passport import OF_THE_DAY
from generator.release.signing import Signing
from generator.render import formats
from generator.render.statics import Static
from generator.render.statics import statics as statics_of
from generator.source.files import Asset
from generator.source.pictures import without_metadata
from generator.stages import comparing
from generator.stages.tasks import Exposed, RenderChunk, Site


class Published(NamedTuple):
    """The release now in use, how many files it has, and how many of them had to be made."""

    release: str
    files: int
    made: int


class Shown(NamedTuple):
    """What a release shows: an archive with its settings, former addresses, pictures and files; and who signs it.

    ``unread`` is how many of the files could not be looked into.
    """

    config: Config
    views: Views
    former: Sequence[Redirect]
    assets: Sequence[Asset]
    signing: Signing
    unread: int


class Means(NamedTuple):
    """What a release is made with: its draft, the cache, processes, and what is told of the work."""

    draft: Draft
    cache: Cache
    workers: Workers
    report: Report


class _Plan(NamedTuple):
    """Every page with its fingerprint; ``fresh`` are those that must be made, ``kept`` the addresses of the rest."""

    prints: Mapping[str, bytes]
    fresh: Sequence[Planned]
    kept: Sequence[str]


def publish(
    shown: Shown, means: Means, entering: Callable[[str], AbstractContextManager[None]], *, anew: bool = False
) -> Published:
    """Make a release and take it into use; what is the same as before is not made again.

    When all of it lies there, it is taken into use within ``entering`` its name, or not at all.

    Where the release in use is not as it was left, nothing in it is trusted and everything is made ``anew``.

    Raises:
        BuildFailed: two pages have the same address.
    """
    draft, old = means.draft, means.draft.old
    statics = statics_of(shown.config)
    plan = _plan(shown, means, _addresses(statics))
    if not draft.keep(old.prints, set(plan.kept)):
        draft.restart()
        return publish(shown, means, entering, anew=True)
    written = [*_pages(plan, shown, means, statics), *_besides(shown, draft, statics)]
    texts = indexing.texts(draft.place, searchable.texts(shown.views), means.cache, set(old.indexed))
    words = draft.words.result()
    written += [*texts.written, *words.written, indexing.entry(draft.place, texts, words)]
    same = [*texts.kept, *words.kept]
    draft.keep(old.indexed, set(same))
    files = {url: old.files[url] for url in (*plan.kept, *same)} | {file.url: file for file in written}
    whole = Whole(
        shown.config, _addresses(statics), shown.views.archive, shown.views.today, shown.signing, shown.unread
    )
    written += made_last(whole, draft, files)
    files |= {file.url: file for file in written}
    changed = {file.url for file in written if old.files.get(file.url) != file}
    name = draft.complete(files.values(), is_same=not anew and not changed and draft.is_in_use(written))
    draft.take(name, entering)
    manifest = Manifest(files, plan.prints, (draft.job, words.settled), (*texts.all, *words.all))
    draft.remember(name, manifest._replace(spare=_spare(name, draft, changed, files)))
    return Published(name, len(files), len(changed))


def _spare(name: str, draft: Draft, changed: Collection[str], files: Collection[str]) -> str:
    """Name the release that need not be kept: one that was in use, and of which only what tells of its day is gone."""
    if draft.current is None or name == draft.current.name:
        return draft.old.spare
    only_the_day = OF_THE_DAY.issuperset(changed) and not draft.old.files.keys() - files - OF_THE_DAY
    return draft.current.name if only_the_day else ""


def _plan(shown: Shown, means: Means, addresses: Mapping[str, str]) -> _Plan:
    """Name every page, and find those that the release in use has as they are to be."""
    views = shown.views.knowing(comparing.compare(shown.views.archive, means.cache, means.workers, means.report))
    planned = _planned(shown.config, views, shown.former)
    others = (*(asset.path for asset in shown.assets), *addresses.values())
    if twice := list(doubled((*(page.url for page in planned), *others))):
        raise BuildFailed(twice)
    salt = formats.salt(shown.config, views.archive.registers, addresses, code_version())
    prints = {page.url: fingerprint(page, salt) for page in planned}
    before = means.draft.old.prints
    fresh = [page for page in planned if before.get(page.url) != prints[page.url]]
    made = {page.url for page in fresh}
    return _Plan(prints, fresh, [url for url in prints if url not in made])


def _planned(config: Config, views: Views, former: Sequence[Redirect]) -> list[Planned]:
    """Name every page of the site."""
    recent = timeline.recent(views)
    planned = [*site.plan(views, recent), *changes.plan(views, recent), *site.redirects(former)]
    return [*planned, *offline_pages(config), *(mail.plan(views) if config.mail_address else ())]


def doubled(urls: Iterable[str]) -> Iterable[Problem]:
    """Name the addresses that two parts of the program want: one of them must get another."""
    for url, count in Counter(urls).items():
        if count > 1:
            yield Problem.at(url, "adresse-dobbel", url=url)


def _addresses(statics: Mapping[str, Static]) -> dict[str, str]:
    return {name: static.url for name, static in statics.items()}


def _pages(plan: _Plan, shown: Shown, means: Means, statics: Mapping[str, Static]) -> list[Written]:
    """Render and write the pages that must be made."""
    means.report.stage("steg-skrive", len(plan.fresh))
    named = tuple(sorted(_addresses(statics).items()))
    site_ = Site(shown.config, named, means.cache.folder, means.cache.secret, means.draft.folder)
    chunks = means.workers.map_chunks(RenderChunk(site_), [page.make() for page in plan.fresh], means.report)
    try:
        return [file for chunk in chunks for file in chunk]
    except Exposed as exposed:
        url, code = exposed.args
        raise BuildFailed([Problem.at(url, code)]) from None


def _besides(shown: Shown, draft: Draft, statics: Mapping[str, Static]) -> list[Written]:
    """Write what is no page: pictures and files, style sheets and scripts, and maps of former addresses."""
    own = [(static.url, static.data) for static in statics.values()]
    maps = hosting.files(shown.former, shown.config.path).items()
    assets = [write(draft.folder, asset.path, _cleaned(asset)) for asset in shown.assets]
    return [*assets, *(write(draft.folder, url, data) for url, data in (*own, *maps))]


def _cleaned(asset: Asset) -> bytes:
    """Give a picture without what it tells of where, when and by whom it was taken; any other file as it is."""
    return without_metadata(asset.file.suffix, asset.file.read_bytes())

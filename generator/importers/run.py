"""``fagarkiv import``: walk → read → split → propose → write, one file after the other."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import Severity, UsageError, fault, near_to
from generator.build import local_index, vocabularies
from generator.check import ledger
from generator.engine.lock import exclusive
from generator.engine.pool import Report
from generator.importers.find import walk
from generator.importers.find.walk import Found, Skipped
from generator.importers.letter import Issue, Item, Remark
from generator.importers.limits import Unreadable, megabytes
from generator.importers.propose import senders
from generator.importers.propose.own_pages import OwnPages
from generator.importers.propose.proposals import Proposed, Proposer, Same
from generator.importers.propose.said import said
from generator.importers.propose.sameness import Text, say_the_same
from generator.importers.propose.senders import Sender
from generator.importers.read.sandbox import Sandbox
from generator.importers.read.wire import Failure, Outcome
from generator.importers.told import Ask, Told
from generator.importers.write import drafts, known_senders, undo
from generator.importers.write.drafts import Drafts, Entry
from generator.importers.write.notes import remark
from generator.importers.write.store import Done, Store
from generator.importers.write.undo import Undone
from generator.model import config
from generator.model.registers import LEDGER, Registers
from generator.source.files import MAX_TEXT_BYTES

# A letter takes a tenth of a second.
_WORTH_SHOWING = 10
_PACKAGES = ("mammoth", "markdownify", "pdfminer")


class Imported(NamedTuple):
    """An issue that was imported, with what was left out of it and what else there is to say.

    ``unknown`` is the sender of whom nobody has told who it is.
    """

    name: str
    drafts: Drafts
    left_out: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    unknown: str = ""


class Left(NamedTuple):
    """A file or a letter that was not imported, and why.

    ``is_known`` tells that it was so before; ``entries`` are its items then, each with the one that says the same.
    """

    name: str
    remark: Remark
    is_known: bool = False
    entries: tuple[Entry, ...] = ()


class Summary(NamedTuple):
    """What an import did, in the order of the files."""

    results: tuple[Imported | Left, ...]


def import_paths(
    config_file: Path, paths: Sequence[Path], sender: str, today: date, report: Report, ask: Ask | None = None
) -> Summary:
    """Import old newsletters as drafts; what was imported before is passed over.

    ``ask`` is asked once for each sender that nobody knows, and answers with an organisation's id or nothing.

    Raises:
        UsageError: there is no site, path or sender of that name, or the packages that read files are not installed.
    """
    settings, _ = config.read(config_file)
    language = settings.language if settings else "nb"
    _look_over(paths)
    site, results = config_file.parent, list[Imported | Left]()
    with exclusive(site, report):
        # What an import that was cut off has left must be gone before the archive is read.
        store = Store(site)
        if any(done.unknown for done in store.all().values()):
            _take_back(paths, store, _told(vocabularies(config_file), store, sender, ask, language), site / "content")
    with (
        local_index(config_file, today, report) as found,
        Sandbox() as sandbox,
        tempfile.TemporaryDirectory() as spool,
    ):
        told = _told(found.content.registers, store, sender, ask, language)
        own = OwnPages(found.content, settings.base_url if settings else "", _led(site / "content"))
        job = _Import(Proposer(found), own, store, sandbox, site / "content", told, language, today)
        files = list(walk.walk(paths, sandbox, Path(spool)))
        report.stage("steg-importere", len(files), _WORTH_SHOWING)
        try:
            for file in files:
                results += job.file(file)
                report.advance(1)
        finally:
            if told.is_new:
                known_senders.write(store.folder, told.senders, language)
    return Summary(tuple(results))


def undo_paths(config_file: Path, paths: Sequence[Path], report: Report) -> tuple[Undone | Left, ...]:
    """Take back the drafts of files that were imported, as far as nobody has worked on them.

    Raises:
        UsageError: there is no site or path of that name.
    """
    config.read(config_file)
    _look_over(paths)
    site = config_file.parent
    with exclusive(site, report), Sandbox() as sandbox, tempfile.TemporaryDirectory() as spool:
        store, files = Store(site), walk.walk(paths, sandbox, Path(spool))
        return tuple(_undone(file.name, _digest(file, sandbox), store, site / "content") for file in files)


def _undone(name: str, digest: str, store: Store, content: Path) -> Undone | Left:
    done = store.done(digest)
    if done is None:
        return Left(name, Remark("import-angre-ukjent"))
    if done.issues and not done.files:
        return Left(name, remark("import-angre-gammel", issues=", ".join(done.issues)))
    return undo.undo(content, store, digest, done)._replace(name=name)


def _led(content: Path) -> Mapping[str, Sequence[str]]:
    """Read where former addresses lead."""
    file = content / LEDGER
    return ledger.read(file.read_bytes())[0].led if file.is_file() else {}


def _look_over(paths: Sequence[Path]) -> None:
    if any(find_spec(name) is None for name in _PACKAGES):
        raise UsageError("bruk-uten-import")
    for path in paths:
        if not path.exists():
            raise UsageError("bruk-finnes-ikke", path=path)


class _Import:
    """What importing one file needs of the others."""

    def __init__(
        self,
        proposer: Proposer,
        own: OwnPages,
        store: Store,
        sandbox: Sandbox,
        content: Path,
        told: Told,
        language: str,
        today: date,
    ) -> None:
        self._proposer, self._own, self._store, self._sandbox = proposer, own, store, sandbox
        self._content, self._told, self._language, self._today = content, told, language, today
        self._named: set[str] = set()
        self._issues: dict[str, _Listed] = {
            document.id: _Listed(document.matter.listed(), partial(proposer.written, document.id))
            for document in proposer.archive.documents.values()
            if document.matter.listed()
        }

    def file(self, found: Found | Skipped) -> Iterator[Imported | Left]:
        """Import one file; whatever is wrong with it keeps no other from being imported."""
        if isinstance(found, Skipped):
            yield Left(found.name, found.remark)
            return
        try:
            data = walk.load(found, self._sandbox)
            digest = hashlib.sha256(data).hexdigest()
            if done := self._store.done(digest):
                yield Left(found.name, _known(done), is_known=True)
                return
            outcome = self._sandbox.read(found.name, data)
            yield from self._outcome(found.name, digest, data, outcome)
        except Unreadable as refused:
            yield Left(found.name, refused.remark)
        except OSError as error:
            yield Left(found.name, remark("import-ulest", errno=fault(error)))

    def _outcome(self, name: str, digest: str, data: bytes, outcome: Outcome) -> Iterator[Imported | Left]:
        """Write all that a file holds, in one step."""
        results: list[Imported | Left] = []
        try:
            for issue in outcome.issues:
                results.append(self._issue(issue))  # noqa: PERF401 - the next one must know what this one is to become
            self._write(name, digest, data, results, outcome.failures)
        except (Unreadable, OSError):
            self._forget(results)
            raise
        yield from results
        yield from (Left(failure.name, failure.remark) for failure in outcome.failures)

    def _write(
        self, name: str, digest: str, data: bytes, results: Sequence[Imported | Left], failures: Sequence[Failure]
    ) -> None:
        imported = [one for one in results if isinstance(one, Imported)]
        known = [one for one in results if isinstance(one, Left) and one.is_known]
        if not imported and not known:
            return
        files = {path: content for one in imported for path, content in one.drafts.files.items()}
        entries = [entry for made in imported for entry in made.drafts.entries]
        entries += (entry for one in known for entry in one.entries)
        done = Done(
            name,
            issues=tuple(one.drafts.id for one in imported),
            items=tuple(entry.id for entry in entries if not entry.same),
            same=tuple((entry.title, entry.id) for entry in entries if entry.same),
            left=tuple(one.name for one in (*results, *failures) if one not in imported and one not in known),
            unknown=tuple(one.unknown for one in imported if one.unknown),
        )
        self._store.finish(digest, data, done, files)

    def _issue(self, issue: Issue) -> Imported | Left:
        name = issue.letter.name
        if not issue.items:
            return Left(name, Remark("import-ingen-saker"))
        items = [(item, self._found(item, issue)) for item in issue.items]
        if already := self._same_issue(issue, items):
            entries = tuple(
                Entry(found.id, item.title, None, found) for item, found in items if isinstance(found, Same)
            )
            return Left(name, remark("import-nummer-kjent", issue=already), is_known=True, entries=entries)
        sender = self._told.sender(issue)
        remarks = list(self._lacking(issue, sender))
        guessed = [*(["date"] if issue.date is None else []), *(["sender"] if sender and sender.is_guess else [])]
        made = drafts.compose(
            issue,
            items,
            issue.date or self._today,
            sender.id if sender else "",
            self._is_taken,
            self._language,
            guessed=guessed,
            remarks=remarks,
        )
        self._refuse_what_is_wrong(made)
        self._remember(made, issue.date)
        said = (*remarks, *issue.letter.remarks, *issue.remarks, *made.remarks)
        unknown = "" if sender else senders.key(issue)
        return Imported(name, made, issue.left_out, tuple(dict.fromkeys(said)), unknown)

    def _lacking(self, issue: Issue, sender: Sender | None) -> Iterator[Remark]:
        """Say what a letter did not tell of itself."""
        if issue.date is None:
            yield remark("import-uten-dato", date=self._today)
        if sender is None:
            yield remark("import-avsender", sender=issue.sender or senders.key(issue))
        elif sender.is_guess:
            yield remark("import-avsender-gjettet", sender=sender.id)

    def _found(self, item: Item, issue: Issue) -> Proposed | Same:
        if linked := self._own.item(item):
            return Same(linked.id, linked.matter.title, 1.0, is_linked=True)
        return self._proposer.found(Text(item.title, item.markdown, issue.date))

    def _same_issue(self, issue: Issue, items: Sequence[tuple[Item, Proposed | Same]]) -> str:
        """Give the issue that this one is, where nothing in it is new: its own page's, or the least with all of it."""
        ids = {found.id for _, found in items if isinstance(found, Same)}
        if any(isinstance(found, Proposed) for _, found in items):
            return ""
        page = self._own.document(issue.link)
        if page and page.id in self._issues:
            return page.id
        holding = [(len(one.items), id_) for id_, one in self._issues.items() if ids <= set(one.items)]
        return next((id_ for _, id_ in sorted(holding) if self._has_the_rest(issue, id_)), "")

    def _has_the_rest(self, issue: Issue, id_: str) -> bool:
        """Whether another issue says what this one does above its items, and brings the same files along."""
        introduction = said("", issue.introduction)
        if introduction.words and not say_the_same(introduction, said("", self._issues[id_].written())):
            return False
        brought = {one.data for one in issue.letter.attachments if drafts.kind_of(one.data) == ".pdf"}
        return not brought or brought <= {file.read_bytes() for file in (self._content / id_).parent.glob("*.pdf")}

    def _refuse_what_is_wrong(self, made: Drafts) -> None:
        """Refuse an issue of which a draft would stop the site's next build."""
        for path, content in made.files.items():
            if not path.endswith(".md"):
                continue
            if len(content) > MAX_TEXT_BYTES:
                raise Unreadable("import-stor", size=megabytes(MAX_TEXT_BYTES))
            for problem in self._sandbox.problems(path, content):
                if problem.severity is Severity.ERROR:
                    said = problem.message(self._language)
                    raise Unreadable("import-ugyldig", title=made.title, problem=f"{said} [{problem.code}]")

    def _is_taken(self, path: str) -> bool:
        return path in self._named or (self._content / path).exists()

    def _remember(self, made: Drafts, day: date | None) -> None:
        """Let the letters that follow know what this one is to become."""
        self._named.update(made.files)
        self._issues[made.id] = _Listed(tuple(entry.id for entry in made.entries), partial(_body, made, made.id))
        for entry in made.entries:
            if entry.same is None:
                # A day that was only today's tells nothing of when the letter was sent.
                self._proposer.add(entry.id, Text(entry.title, _body(made, entry.id), day))

    def _forget(self, results: Sequence[Imported | Left]) -> None:
        for one in results:
            if isinstance(one, Imported):
                self._named.difference_update(one.drafts.files)
                self._issues.pop(one.drafts.id)
                self._proposer.forget(entry.id for entry in one.drafts.entries)


class _Listed(NamedTuple):
    """The items of an issue, and what gives the text that introduces them."""

    items: tuple[str, ...]
    written: Callable[[], str]


def _body(made: Drafts, id_: str) -> str:
    return made.files[f"{id_}.md"].decode().split("\n---\n", 1)[1]


def _known(done: Done) -> Remark:
    """Say what became of a file when it was imported."""
    if done.left:
        return remark("import-kjent-delvis", issues=", ".join(done.issues) or "–", left=", ".join(done.left))
    if not done.issues:
        return remark("import-kjent-saker", ids=", ".join(dict.fromkeys(id_ for _, id_ in done.same)) or "–")
    return remark("import-kjent", issues=", ".join(done.issues))


def _told(registers: Registers, store: Store, sender: str, ask: Ask | None, language: str) -> Told:
    """Give what is known of senders, among them the one that was said to be everyone's."""
    organisations = registers["organisasjoner"]
    if not organisations or not registers["temaer"]:
        raise UsageError("bruk-uten-registre")
    if sender and sender not in organisations:
        near = near_to(sender, organisations) or min(organisations)
        raise UsageError("bruk-ukjent-avsender", value=sender, near=near)
    return Told(organisations, known_senders.read(store.folder, organisations, language), sender, ask)


def _take_back(paths: Sequence[Path], store: Store, told: Told, content: Path) -> None:
    """Take back the drafts without a sender of files whose sender has been told since, so that they are made anew."""
    waiting = {digest: done for digest, done in store.all().items() if told.answers(done.unknown)}
    if not waiting:
        return
    with Sandbox() as sandbox, tempfile.TemporaryDirectory() as spool:
        for file in walk.walk(paths, sandbox, Path(spool)):
            digest = _digest(file, sandbox)
            if digest in waiting and undo.is_untouched(content, waiting[digest]):
                undo.undo(content, store, digest, waiting[digest])


def _digest(file: Found | Skipped, sandbox: Sandbox) -> str:
    """Give the hash of a file, or nothing for one that can't be read."""
    if isinstance(file, Skipped):
        return ""
    try:
        return hashlib.sha256(walk.load(file, sandbox)).hexdigest()
    except (Unreadable, OSError):
        return ""

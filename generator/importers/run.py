"""``fagarkiv import``: walk → read → split → propose → write, one file after the other."""

import hashlib
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import Severity, UsageError, fault, near_to
from generator.build import local_index
from generator.check import ledger
from generator.engine.lock import exclusive
from generator.engine.pool import Report
from generator.importers.find import walk
from generator.importers.find.walk import Found, Skipped
from generator.importers.letter import Issue, Item, Remark
from generator.importers.limits import Unreadable, megabytes
from generator.importers.propose import proposals
from generator.importers.propose.own_pages import OwnPages
from generator.importers.propose.proposals import Proposed, Proposer, Same
from generator.importers.read.sandbox import Sandbox
from generator.importers.read.wire import Outcome
from generator.importers.write import drafts
from generator.importers.write.drafts import Drafts, remark
from generator.importers.write.readers import addressed
from generator.importers.write.store import Done, Store
from generator.model import config
from generator.model.registers import LEDGER, municipalities_of
from generator.source.files import MAX_TEXT_BYTES

# A letter takes a tenth of a second.
_WORTH_SHOWING = 10
_PACKAGES = ("mammoth", "markdownify", "pdfminer")


class Imported(NamedTuple):
    """An issue that was imported, with what was left out of it and what else there is to say."""

    name: str
    drafts: Drafts
    left_out: tuple[Remark, ...]
    remarks: tuple[Remark, ...]


class Left(NamedTuple):
    """A file or a letter that was not imported, and why; ``is_known`` tells that it was so before."""

    name: str
    remark: Remark
    is_known: bool = False


class Summary(NamedTuple):
    """What an import did, in the order of the files."""

    results: tuple[Imported | Left, ...]


def import_paths(config_file: Path, paths: Sequence[Path], sender: str, today: date, report: Report) -> Summary:
    """Import old newsletters as drafts; what was imported before is passed over.

    Raises:
        UsageError: there is no site, path or sender of that name, or the packages that read files are not installed.
    """
    settings, _ = config.read(config_file)
    _look_over(paths)
    site = config_file.parent
    with exclusive(site, report):
        # What an import that was cut off has left must be gone before the archive is read.
        store = Store(site)
    with (
        local_index(config_file, today, report) as found,
        Sandbox() as sandbox,
        tempfile.TemporaryDirectory() as spool,
    ):
        language = settings.language if settings else "nb"
        own = OwnPages(found.content, settings.base_url if settings else "", _led(site / "content"))
        job = _Import(Proposer(found), own, store, sandbox, site / "content", sender, language, today)
        files = list(walk.walk(paths, sandbox, Path(spool)))
        report.stage("steg-importere", len(files), _WORTH_SHOWING)
        results: list[Imported | Left] = []
        for file in files:
            results += job.file(file)
            report.advance(1)
    return Summary(tuple(results))


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
        sender: str,
        language: str,
        today: date,
    ) -> None:
        self._proposer, self._own, self._store, self._sandbox = proposer, own, store, sandbox
        self._content, self._sender, self._language, self._today = content, sender, language, today
        registers = proposer.archive.registers
        self._organisations = registers["organisasjoner"]
        self._named: set[str] = set()
        self._issues: dict[str, tuple[str, ...]] = {
            document.id: document.matter.listed() for document in proposer.archive.documents.values()
        }
        if not self._organisations or not registers["temaer"]:
            raise UsageError("bruk-uten-registre")
        if sender and sender not in self._organisations:
            raise UsageError(
                "bruk-ukjent-avsender",
                value=sender,
                near=near_to(sender, self._organisations) or min(self._organisations),
            )

    def file(self, found: Found | Skipped) -> Iterator[Imported | Left]:
        """Import one file; whatever is wrong with it keeps no other from being imported."""
        if isinstance(found, Skipped):
            yield Left(found.name, found.remark)
            return
        try:
            data = walk.load(found, self._sandbox)
            digest = hashlib.sha256(data).hexdigest()
            if done := self._store.done(digest):
                issues = ", ".join(done.issues)
                yield Left(found.name, remark("import-kjent", issues=issues), is_known=True)
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
            self._write(name, digest, data, results)
        except (Unreadable, OSError):
            self._forget(results)
            raise
        yield from results
        yield from (Left(failure.name, failure.remark) for failure in outcome.failures)

    def _write(self, name: str, digest: str, data: bytes, results: Sequence[Imported | Left]) -> None:
        imported = [one.drafts for one in results if isinstance(one, Imported)]
        if imported or any(isinstance(one, Left) and one.is_known for one in results):
            files = {path: content for made in imported for path, content in made.files.items()}
            items = tuple(entry.id for made in imported for entry in made.entries)
            self._store.finish(digest, data, Done(name, tuple(made.id for made in imported), items), files)

    def _issue(self, issue: Issue) -> Imported | Left:
        name = issue.letter.name
        sender = self._sender or proposals.sender(issue.sender, self._organisations)
        if not sender:
            raise Unreadable("import-avsender", sender=issue.sender or "–")
        if not issue.items:
            return Left(name, Remark("import-ingen-saker"))
        items = [(item, self._found(item)) for item in issue.items]
        if already := self._same_issue(issue, items):
            return Left(name, remark("import-nummer-kjent", issue=already), is_known=True)
        day = issue.date or self._today
        made = drafts.compose(issue, items, day, sender, self._is_taken, self._language)
        made = addressed(made, municipalities_of(self._organisations, sender))
        self._refuse_what_is_wrong(made)
        self._remember(made)
        remarks = (*issue.letter.remarks, *issue.remarks, *made.remarks)
        if issue.date is None:
            remarks = (remark("import-uten-dato", date=self._today), *remarks)
        return Imported(name, made, issue.left_out, tuple(dict.fromkeys(remarks)))

    def _found(self, item: Item) -> Proposed | Same:
        if linked := self._own.item(item):
            return Same(linked.id, linked.matter.title, 1.0, is_linked=True)
        text = _plain(item.markdown)
        return self._proposer.same(item.title, text) or self._proposer.propose(item.title, text)

    def _same_issue(self, issue: Issue, items: Sequence[tuple[Item, Proposed | Same]]) -> str:
        """Give the issue that this one is, where nothing in it is new: its own page's, or the least with all of it."""
        ids = {found.id for _, found in items if isinstance(found, Same)}
        if any(isinstance(found, Proposed) for _, found in items):
            return ""
        page = self._own.document(issue.link)
        if page and self._issues.get(page.id):
            return page.id
        listing = [(len(listed), id_) for id_, listed in self._issues.items() if ids <= set(listed)]
        return min(listing)[1] if listing else ""

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

    def _remember(self, made: Drafts) -> None:
        """Let the letters that follow know what this one is to become."""
        self._named.update(made.files)
        self._issues[made.id] = tuple(entry.id for entry in made.entries)
        for entry in made.entries:
            if entry.same is None:
                body = made.files[f"{entry.id}.md"].decode().split("\n---\n", 1)[1]
                self._proposer.add(entry.id, entry.title, _plain(body))

    def _forget(self, results: Sequence[Imported | Left]) -> None:
        for one in results:
            if isinstance(one, Imported):
                self._named.difference_update(one.drafts.files)
                self._issues.pop(one.drafts.id)
                self._proposer.forget(entry.id for entry in one.drafts.entries)


def _plain(markdown: str) -> str:
    """Leave out the addresses of links, which are no words."""
    return re.sub(r"\]\([^()\n]{0,500}\)|<https?://[^<>\s]{1,500}>", "] ", markdown)

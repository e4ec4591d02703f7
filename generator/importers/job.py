"""One import: each file is read, split and written in the light of those before it."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import Severity, fault
from generator.importers.find import walk
from generator.importers.find.walk import Found, Skipped
from generator.importers.letter import Event, Issue, Item, Remark
from generator.importers.limits import Unreadable, megabytes
from generator.importers.propose import senders
from generator.importers.propose.own_pages import OwnPages
from generator.importers.propose.proposals import Proposed, Proposer, Same
from generator.importers.propose.said import said
from generator.importers.propose.sameness import Text, say_the_same
from generator.importers.propose.senders import Sender
from generator.importers.read import ocr
from generator.importers.read.sandbox import Sandbox
from generator.importers.read.wire import Failure, Outcome
from generator.importers.results import Imported, Left
from generator.importers.split.mastheads import is_worded
from generator.importers.told import Told
from generator.importers.write import drafts, events
from generator.importers.write.drafts import Drafts, Entry
from generator.importers.write.notes import remark
from generator.importers.write.readers import addressed
from generator.importers.write.store import Done, Store
from generator.source.files import MAX_TEXT_BYTES


class Job:
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
        by: ocr.Program | None = None,
    ) -> None:
        self._by = by
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
            outcome = self._read(found, data)
            yield from self._outcome(found.name, digest, data, outcome)
        except Unreadable as refused:
            yield Left(found.name, refused.remark)
        except OSError as error:
            yield Left(found.name, remark("import-ulest", errno=fault(error)))

    def _read(self, found: Found, data: bytes) -> Outcome:
        """Read a file; one of pictures only is read once more with their text, where that was asked for."""
        try:
            return self._sandbox.read(found.name, data, walk.load_beside(found, self._sandbox))
        except Unreadable as refused:
            if refused.remark.code != "import-bare-bilder" or self._by is None:
                raise
        outcome = self._sandbox.read(found.name, ocr.with_text(data, self._by))
        return outcome._replace(issues=tuple(_told_as_read(issue) for issue in outcome.issues))

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
        if issue.letter.event:
            return self._event(issue, issue.letter.event)
        if not issue.items:
            return Left(name, Remark("import-ingen-saker"))
        items = [(item, self._found(item, issue)) for item in issue.items]
        if _is_story(issue):
            return self._story(issue, *items[0])
        if already := self._same_issue(issue, items):
            entries = tuple(
                Entry(found.id, item.title, None, found) for item, found in items if isinstance(found, Same)
            )
            return Left(name, remark("import-nummer-kjent", issue=already), is_known=True, entries=entries)
        sender = self._told.sender(issue)
        remarks = list(self._lacking(issue, sender))
        made = drafts.compose(
            issue,
            items,
            issue.date or self._today,
            sender.id if sender else "",
            self._is_taken,
            self._language,
            guessed=_guessed(issue, sender),
            remarks=remarks,
        )
        return self._made(issue, made, sender, (*remarks, *issue.letter.remarks, *issue.remarks, *made.remarks))

    def _story(self, issue: Issue, item: Item, found: Proposed | Same) -> Imported | Left:
        if isinstance(found, Same):
            there = (Entry(found.id, item.title, None, found),)
            return Left(issue.letter.name, remark("import-sak-kjent", id=found.id), is_known=True, entries=there)
        sender = self._told.sender(issue)
        # That it is one is no news, unless what could have begun others became headings.
        remarks = [*self._lacking(issue, sender)]
        shown = issue.remarks if "\n## " in f"\n{item.markdown}" else _without(issue.remarks, "import-en-sak")
        made = drafts.story(
            issue._replace(remarks=tuple(shown)),
            item,
            found,
            issue.date or self._today,
            sender.id if sender else "",
            self._is_taken,
            self._language,
            guessed=_guessed(issue, sender),
            remarks=remarks,
        )
        return self._made(issue, made, sender, (*remarks, *issue.letter.remarks, *shown, *made.remarks))

    def _made(self, issue: Issue, made: Drafts, sender: Sender | None, remarks: Sequence[Remark]) -> Imported:
        """Look over drafts and let the letters that follow know of them."""
        made = addressed(made, self._told.municipalities(sender))
        self._refuse_what_is_wrong(made)
        self._remember(made, issue.date)
        unknown = "" if sender else senders.key(issue)
        return Imported(issue.letter.name, made, issue.left_out, tuple(dict.fromkeys(remarks)), unknown)

    def _event(self, issue: Issue, event: Event) -> Imported:
        sender = self._told.sender(issue)
        looked_at = _without(issue.remarks, "import-en-sak")
        remarks = (*self._lacking(issue, sender), *issue.letter.remarks, *looked_at)
        day, id_ = issue.date or self._today, sender.id if sender else ""
        guessed = ["sender"] if sender and sender.is_guess else []
        made = events.compose(issue, event, day, id_, self._is_taken, self._language, guessed=guessed, remarks=remarks)
        made = addressed(made, self._told.municipalities(sender))
        self._refuse_what_is_wrong(made)
        self._named.update(made.files)
        unknown = "" if sender else senders.key(issue)
        said = tuple(dict.fromkeys((*remarks, *made.remarks)))
        return Imported(issue.letter.name, made, issue.left_out, said, unknown)

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
        introduction, written = said("", issue.introduction), said("", self._issues[id_].written())
        # Below an introduction, a draft lists what was attached.
        is_there = written.lowered[: len(introduction.words)] == introduction.lowered
        if not is_there and not say_the_same(introduction, written):
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
        if made.id not in {entry.id for entry in made.entries}:
            self._issues[made.id] = _Listed(tuple(entry.id for entry in made.entries), partial(_body, made, made.id))
        for entry in made.entries:
            if entry.same is None:
                # A day that was only today's tells nothing of when the letter was sent.
                self._proposer.add(entry.id, Text(entry.title, _body(made, entry.id), day))

    def _forget(self, results: Sequence[Imported | Left]) -> None:
        for one in results:
            if isinstance(one, Imported):
                self._named.difference_update(one.drafts.files)
                self._issues.pop(one.drafts.id, None)
                self._proposer.forget(entry.id for entry in one.drafts.entries)


class _Listed(NamedTuple):
    """The items of an issue, and what gives the text that introduces them."""

    items: tuple[str, ...]
    written: Callable[[], str]


def _body(made: Drafts, id_: str) -> str:
    return made.files[f"{id_}.md"].decode().split("\n---\n", 1)[1]


def _is_story(issue: Issue) -> bool:
    """Whether a letter is a document that tells of one thing, and no mail or newsletter."""
    is_mail = bool(issue.letter.sender)
    return not is_mail and len(issue.items) == 1 and not issue.introduction.strip() and not is_worded(issue.title)


def _guessed(issue: Issue, sender: Sender | None) -> list[str]:
    """Name the fields of all drafts that are no more than guesses."""
    return [*(["date"] if issue.date is None else []), *(["sender"] if sender and sender.is_guess else [])]


def _without(remarks: Sequence[Remark], code: str) -> tuple[Remark, ...]:
    return tuple(one for one in remarks if one.code != code)


def _told_as_read(issue: Issue) -> Issue:
    return issue._replace(remarks=(Remark("import-tegngjenkjent"), *issue.remarks))


def _known(done: Done) -> Remark:
    """Say what became of a file when it was imported."""
    if done.left:
        return remark("import-kjent-delvis", issues=", ".join(done.issues) or "–", left=", ".join(done.left))
    if not done.issues:
        return remark("import-kjent-saker", ids=", ".join(dict.fromkeys(id_ for _, id_ in done.same)) or "–")
    return remark("import-kjent", issues=", ".join(done.issues))

"""``fagarkiv import``: walk → read → split → propose → write, one file after the other."""

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from generator.base.problems import UsageError, near_to
from generator.build import local_index, vocabularies
from generator.check import ledger
from generator.engine.lock import exclusive
from generator.engine.pool import Report
from generator.importers.find import walk
from generator.importers.find.walk import Found, Skipped
from generator.importers.job import Job
from generator.importers.letter import Remark
from generator.importers.limits import Unreadable
from generator.importers.propose.own_pages import OwnPages
from generator.importers.propose.proposals import Proposer
from generator.importers.read import ocr
from generator.importers.read.sandbox import Sandbox
from generator.importers.results import Imported, Left, Summary
from generator.importers.told import Ask, Told
from generator.importers.write import known_senders, undo
from generator.importers.write.notes import remark
from generator.importers.write.store import Done, Store
from generator.importers.write.undo import Undone
from generator.model import config
from generator.model.registers import LEDGER, Registers

__all__ = ["Imported", "Left", "Summary", "import_paths", "undo_paths"]

# A letter takes a tenth of a second.
_WORTH_SHOWING = 10
_PACKAGES = ("compressed_rtf", "mammoth", "markdownify", "olefile", "pdfminer", "pptx")


def import_paths(
    config_file: Path,
    paths: Sequence[Path],
    sender: str,
    today: date,
    report: Report,
    ask: Ask | None = None,
    *,
    with_ocr: bool = False,
) -> Summary:
    """Import old newsletters as drafts; what was imported before is passed over.

    ``ask`` is asked once for each sender that nobody knows, and answers with an organisation's id or nothing.
    ``with_ocr`` lets a program that is installed read the pages of a PDF that are only pictures.

    Raises:
        UsageError: there is no site, path or sender of that name, or what reads files is not installed.
    """
    settings, _ = config.read(config_file)
    by = ocr.program() if with_ocr else None
    language = settings.language if settings else "nb"
    _look_over(paths)
    site, results = config_file.parent, list[Imported | Left]()
    with exclusive(site, report):
        # What an import that was cut off has left must be gone before the archive is read.
        store = _store(site, report)
        if any(done.unknown for done in store.all().values()):
            _take_back(paths, store, _told(vocabularies(config_file), store, sender, ask, language), site / "content")
    with (
        local_index(config_file, today, report) as found,
        Sandbox() as sandbox,
        tempfile.TemporaryDirectory() as spool,
    ):
        told = _told(found.content.registers, store, sender, ask, language)
        own = OwnPages(found.content, settings.base_url if settings else "", _led(site / "content"))
        job = Job(Proposer(found), own, store, sandbox, site / "content", told, language, today, by)
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
        store, files = _store(site, report), walk.walk(paths, sandbox, Path(spool))
        found = [(file.name, _digest(file, sandbox)) for file in files]
        imported = {digest: done for _, digest in found if (done := store.done(digest)) and not _is_unknown(done)}
        kept = {digest: done for _, digest in found if (done := store.done(digest))}
        undone = undo.undo(site / "content", store, imported)
    return tuple(
        undone[digest]._replace(name=name) if digest in undone else _not_undone(name, kept.get(digest))
        for name, digest in found
    )


def _store(site: Path, report: Report) -> Store:
    """Open what importing keeps, and say what of it is damaged."""
    store = Store(site)
    for file in store.damaged:
        report.say("import-lager-skadet", place=file)
    return store


def _is_unknown(done: Done) -> bool:
    """Whether it was imported before there was a record of what was written."""
    return bool(done.issues) and not done.files


def _not_undone(name: str, done: Done | None) -> Left:
    if done is None:
        return Left(name, Remark("import-angre-ukjent"))
    return Left(name, remark("import-angre-gammel", issues=", ".join(done.issues)))


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
        found = [_digest(file, sandbox) for file in walk.walk(paths, sandbox, Path(spool))]
    named = {digest: waiting[digest] for digest in found if digest in waiting}
    undo.undo(content, store, undo.untouched(content, named))


def _digest(file: Found | Skipped, sandbox: Sandbox) -> str:
    """Give the hash of a file, or nothing for one that can't be read."""
    if isinstance(file, Skipped):
        return ""
    try:
        return hashlib.sha256(walk.load(file, sandbox)).hexdigest()
    except (Unreadable, OSError):
        return ""

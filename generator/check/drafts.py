"""What a person must still do with a draft, and what was left in a document when it ceased to be one."""

from collections.abc import Iterable, Iterator

from generator.base.problems import Problem, Severity
from generator.model.archive import Archive, Document


def check(archive: Archive, drafts: Iterable[Document]) -> Iterator[Problem]:
    """Yield what is to be looked at before drafts are published, and should have been in what is."""
    for draft in drafts:
        yield from _lacking(draft, archive)
        yield from _guessed(draft)
        yield from _noted(draft)
    for document in archive.documents.values():
        yield from _left(document)


def _lacking(draft: Document, archive: Archive) -> Iterator[Problem]:
    line = min(draft.lines.values(), default=1)
    for name in archive.types[draft.kind].lacks(draft.matter):
        # What could not be read has been told already.
        if name not in draft.lacking:
            yield _warning(draft, "kladd-mangler", line, name, name=name)


def _guessed(draft: Document) -> Iterator[Problem]:
    for place, name in enumerate(draft.matter.guessed):
        line = draft.lines.get(name, draft.lines.get(f"guessed.{place}", 0))
        value = getattr(draft.matter, name, None)
        shown = ", ".join(value) if isinstance(value, tuple) else str(value or "–")
        yield _warning(draft, "kladd-gjettet", line, name, name=name, value=shown)


def _noted(draft: Document) -> Iterator[Problem]:
    for place, note in enumerate(draft.matter.review_notes):
        field = f"review_notes.{place}"
        yield _warning(draft, "kladd-merknad", draft.lines.get(field, 0), field, note=note)


def _left(document: Document) -> Iterator[Problem]:
    for name in ("guessed", "review_notes"):
        if getattr(document.matter, name):
            yield _warning(document, "merknad-igjen", document.lines.get(name, 0), name, name=name)


def _warning(document: Document, code: str, line: int, field: str, **values: object) -> Problem:
    return Problem.at(document.shown, code, line=line, field=field, severity=Severity.WARNING, **values)

"""A draft of the next issue: what is new for a sender's readers since a day, by topic."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from babel.dates import format_date

from generator.base.problems import UsageError, near_to, say
from generator.build import parsed
from generator.commands.new import quoted
from generator.engine.pool import Report
from generator.kinds import nyheter
from generator.kinds.nyhetsbrev import mail
from generator.kinds.nyhetsbrev.model import NAME
from generator.model import config
from generator.model.archive import Archive, Document
from generator.model.registers import Organisation, above
from generator.model.status import status
from generator.source.file_names import slugify

_IN_SHORT, _SHORT_LENGTH = 5, 160
_MARKUP = re.compile(r"([\\`*_\[\]<>])")


def new_issue(config_file: Path, title: str, sender: str, since: date, today: date, report: Report) -> Path:
    """Make a draft of an issue with what is new for the readers of ``sender`` since a day; gives its path.

    Raises:
        UsageError: there is no site or no such sender here, nothing is new, or the file exists.
    """
    settings, _ = config.read(config_file)
    language = settings.language if settings else "nb"
    with parsed(config_file, today, report) as (archive, _cache):
        senders = archive.registers["organisasjoner"]
        if sender not in senders:
            raise UsageError(
                "bruk-ukjent-avsender", value=sender, near=near_to(sender, senders) or min(senders, default="–")
            )
        found = new_items(archive, sender, since, today)
    called = senders[sender].called(language)
    if not found:
        raise UsageError("bruk-ingenting-nytt", sender=called, since=since)
    name = slugify(title).replace(".", "-") if title else f"{sender.replace('.', '-')}-{today}"
    path = config_file.parent / "content" / NAME / str(today.year) / f"{name}.md"
    if path.exists():
        raise UsageError("bruk-finnes", path=path)
    day = format_date(today, "d. MMMM y", locale=language)
    named = title or say(language, "utkast-tittel", sender=called, day=day)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_draft(archive, found, named, sender, today, language), "utf-8")
    return path


def new_items(archive: Archive, sender: str, since: date, today: date) -> list[Document]:
    """Give the news from ``since`` to ``today`` that concern a sender's readers, newest first.

    Those are its own and what concerns its municipalities.  What it has sent in an issue, or no longer applies, is left
    out.
    """
    sent = {
        item
        for issue in archive.documents.values()
        if issue.kind == NAME and issue.matter.sender == sender and not issue.matter.draft
        for item in issue.matter.listed()
    }
    found = [
        document
        for document in archive.documents.values()
        if document.kind == nyheter.KIND.name
        and not document.matter.draft
        and since <= (document.matter.date or date.min) <= today
        and document.id not in sent
        and _is_for(archive, document, sender)
        and status(document, archive, today).applies
    ]
    return sorted(sorted(found, key=lambda one: one.id), key=lambda one: one.matter.date or date.min, reverse=True)


def _is_for(archive: Archive, document: Document, sender: str) -> bool:
    """Whether a document is the sender's own, or for readers in its municipalities."""
    return document.matter.sender == sender or mail.concerns(archive, document, _municipalities(archive, sender))


def _municipalities(archive: Archive, sender: str) -> tuple[str, ...]:
    entry = archive.registers["organisasjoner"][sender]
    return entry.municipalities if isinstance(entry, Organisation) else ()


def _draft(archive: Archive, found: Sequence[Document], title: str, sender: str, today: date, language: str) -> str:
    municipalities = ", ".join(_municipalities(archive, sender))
    matter = [f"title: {quoted(title)}", f"date: {today}", f"sender: {sender}"]
    matter += [f"municipalities: [{municipalities}]"] if municipalities else []
    matter += ["channels: [e-post]", "items:"]
    for heading, items in _by_topic(archive, found, language):
        matter += [f"  - heading: {quoted(heading)}", "    items:", *(f"      - {item.id}" for item in items)]
    lines = ["---", *matter, "draft: true", "---", "", f"**{say(language, 'utkast-kort')}**", ""]
    lines += (_short(document) for document in found[:_IN_SHORT])
    return "\n".join([*lines, ""])


def _by_topic(archive: Archive, found: Iterable[Document], language: str) -> list[tuple[str, list[Document]]]:
    """Group documents by the top topic of their first topic, in the order of the register."""
    topics = archive.registers["temaer"]
    grouped: dict[str, list[Document]] = {entry: [] for entry in topics}
    for document in found:
        over = above(topics, document.matter.topics[0])
        grouped.setdefault(over[-1] if over else "", []).append(document)
    return [
        (topics[entry].called(language) if entry else say(language, "utkast-annet"), items)
        for entry, items in grouped.items()
        if items
    ]


def _short(document: Document) -> str:
    """Write one line of the introduction: the summary, or the title where that is long, as a link to the item."""
    matter = document.matter
    text = matter.summary if matter.summary and len(matter.summary) <= _SHORT_LENGTH else matter.title
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return f"- [{escaped}](../../{document.path})"

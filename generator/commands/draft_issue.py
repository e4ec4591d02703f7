"""A draft of the next issue: what is new for a sender's readers since a day, in sections."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from babel.dates import format_date

from generator.base.problems import UsageError, near_to, say
from generator.build import parsed
from generator.commands.new import quoted
from generator.commands.whats_new import New, WhatsNew, whats_new
from generator.engine.pool import Report
from generator.kinds.nyhetsbrev.model import NAME
from generator.model import config
from generator.model.archive import Archive
from generator.model.registers import above, municipalities_of
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
        found = whats_new(archive, sender, since, today)
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


def _draft(archive: Archive, found: WhatsNew, title: str, sender: str, today: date, language: str) -> str:
    municipalities = ", ".join(municipalities_of(archive.registers["organisasjoner"], sender))
    matter = [f"title: {quoted(title)}", f"date: {today}", f"sender: {sender}"]
    matter += [f"municipalities: [{municipalities}]"] if municipalities else []
    matter += ["channels: [e-post]", "items:"]
    for heading, items in _sections(archive, found, language):
        matter += [f"  - heading: {quoted(heading)}", "    items:", *(f"      - {item.item}" for item in items)]
    lines = ["---", *matter, "draft: true", "---", "", f"**{say(language, 'utkast-kort')}**", ""]
    first = [new for part in found for new in part][:_IN_SHORT]
    return "\n".join([*lines, *(_short(new, archive) for new in first), ""])


def _sections(archive: Archive, found: WhatsNew, language: str) -> Iterator[tuple[str, Sequence[New]]]:
    """Part what is new: the news by topic, then each of the other sorts that there is anything of."""
    yield from _by_topic(archive, found.news, language)
    for name, part in found._asdict().items():
        if part and name != "news":
            yield say(language, f"utkast-{name}"), part


def _by_topic(archive: Archive, found: Iterable[New], language: str) -> list[tuple[str, list[New]]]:
    """Group news by the top topic of their first topic, in the order of the register."""
    topics = archive.registers["temaer"]
    grouped: dict[str, list[New]] = {entry: [] for entry in topics}
    for new in found:
        over = above(topics, new.document.matter.topics[0]) if new.document.matter.topics else ()
        grouped.setdefault(over[-1] if over else "", []).append(new)
    return [
        (topics[entry].called(language) if entry else say(language, "utkast-annet"), items)
        for entry, items in grouped.items()
        if items
    ]


def _short(new: New, archive: Archive) -> str:
    """Write one line of the introduction: the summary, or the title where that is long, as a link to the item."""
    part = archive.series.get(new.item, new.document)
    matter = part.matter
    text = matter.summary if matter.summary and len(matter.summary) <= _SHORT_LENGTH else matter.title
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return f"- [{escaped}](../../{part.path})"

"""``fagarkiv mail``: an issue as files to send from the host's own mail program, and one proof by SMTP."""

import smtplib
import ssl
import textwrap
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator import build
from generator.base.problems import UsageError, near_to
from generator.body.packed import unpack
from generator.engine.cache import Cache
from generator.engine.pool import Report
from generator.kinds.nyhetsbrev import mail
from generator.kinds.nyhetsbrev.model import Issue
from generator.model.archive import Archive, Document, assemble, of_model
from generator.model.fields import is_mail_address
from generator.pages.page import shows
from generator.pages.views import Views
from generator.render.eml import Mail, message
from generator.render.mail import MAX_BYTES, Letter, Letters
from generator.stages.judging import Checked

_PORT, _SECONDS = 25, 30
_SHOWN = 100


class Proof(NamedTuple):
    """Where one mail is sent for someone to read before it goes out: ``host`` may end in ``:PORT``."""

    host: str
    to: str


def write(
    config_file: Path,
    name: str,
    municipality: str,
    folder: Path,
    proof: Proof | None,
    today: date,
    report: Report,
) -> list[Path]:
    """Write an issue as ``.eml``, ``.html`` and ``.txt``, and send it to one address if ``proof`` says where.

    The issue may be a draft; so may its items then.  With ``municipality``, only what concerns its readers is in it.

    Raises:
        BuildFailed: the content has errors.
        UsageError: there is no such site, issue or municipality; a setting is missing; or the proof could not be sent.
    """
    if proof and not is_mail_address(proof.to):
        raise UsageError("bruk-post-til", value=proof.to)
    with build.without_errors(config_file, today, report) as (found, cache):
        issue = _issue(found, name)
        written = _mail(found, cache, issue, municipality, today, report)
    stem = "-".join([*issue.id.split("/")[1:], *filter(None, [municipality])])
    data = {
        "eml": message(written, unsent=True),
        "html": written.html.encode(),
        "txt": written.text.encode(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{stem}.{suffix}" for suffix in data]
    for path, content in zip(paths, data.values(), strict=True):
        path.write_bytes(content)
    if proof:
        _send(proof, written)
    return paths


def _issue(found: Checked, name: str) -> Document[Issue]:
    """Find an issue by its id, which may be written as the path of its file."""
    wanted = name.removeprefix("content/").removesuffix(".md")
    issues = {one.id: one for one in of_model((*found.archive.documents.values(), *found.drafts), Issue)}
    if wanted not in issues:
        raise UsageError("bruk-post-nummer", value=name, near=near_to(wanted, issues) or "nyhetsbrev/2026/uke-48")
    return issues[wanted]


def _mail(found: Checked, cache: Cache, issue: Document[Issue], municipality: str, today: date, report: Report) -> Mail:
    if not found.config.mail_address:
        raise UsageError("bruk-post-avsender")
    if not issue.matter.sender:
        raise UsageError("bruk-post-kladd-avsender", value=issue.id)
    known = found.archive.registers["kommuner"]
    if municipality and municipality not in known:
        raise UsageError("bruk-post-kommune", value=municipality, known=", ".join(known) or "–")
    views = _views(found, issue, today)
    page = mail.page(issue, views, municipality)
    if not shows(page, mail.MailData).parts:
        raise UsageError("bruk-post-tomt", value=issue.id)
    data, letter = (
        shows(page, mail.MailData),
        Letters(found.config).mail(page, lambda key: unpack(cache.html(key)).html),
    )
    _tell(issue, views.archive, today, report)
    _tell_status(data, report)
    _tell_of_others(issue, data, letter, report)
    written = letter.mail
    size = len(written.html.encode())
    if size > MAX_BYTES:
        raise UsageError("bruk-post-stor", size=size // 1000, limit=MAX_BYTES // 1000)
    if letter.shortened:
        report.say("post-kortet", limit=MAX_BYTES // 1000)
    return written


def _views(found: Checked, issue: Document, today: date) -> Views:
    """Show the archive as it will be on the day of the issue, with the drafts if it is one itself."""
    archive = found.archive
    if issue.matter.draft:
        archive = assemble(
            [*archive.documents.values(), *found.drafts], archive.series.values(), archive.registers, archive.types
        )
    return build.views_of(archive, found.config.language, max(today, issue.matter.published or today))


def _tell(issue: Document[Issue], archive: Archive, today: date, report: Report) -> None:
    """Say what a reader of the mail would not find yet, and what is not in it."""
    if issue.matter.draft:
        report.say("post-kladd")
    for item in issue.matter.listed():
        document = archive.carried(item, issue.matter.date)
        if document is None:
            report.say("post-utelatt", item=item)
        elif document.matter.draft or (document.matter.published or today) > today:
            report.say("post-venter", item=item)


def _tell_status(data: mail.MailData, report: Report) -> None:
    """Name the items that do not apply as they stand: the mail says so too."""
    for item in (item for part in data.parts for item in part.items if item.banner):
        now = item.banner and ", ".join(card.title for card in (*item.banner.now, *item.banner.instead))
        reason = next(iter(item.banner.reasons), "") if item.banner else ""
        url, when = item.card.url.removesuffix(".html"), item.card.when.partition("T")[0]
        report.say(f"post-{item.card.status}", title=item.card.title, item=url, reason=reason, now=now or "–", day=when)


def _tell_of_others(issue: Document[Issue], data: mail.MailData, letter: Letter, report: Report) -> None:
    """Say what was left out because it is for other municipalities, and what may be."""
    if not data.elsewhere:
        return
    for text in letter.taken:
        report.say("post-innledning", text=textwrap.shorten(text, _SHOWN, placeholder=" …"))
    for text in letter.naming:
        report.say("post-nevner", text=textwrap.shorten(text, _SHOWN, placeholder=" …"))
    matter = issue.matter
    if (matter.preheader or matter.summary) and data.preheader != (matter.preheader or matter.summary):
        report.say("post-forhandsvisning", text=matter.preheader or matter.summary)
    if matter.subject and not data.subject:
        report.say("post-emne", text=matter.subject)
    if not data.elsewhere.fits(matter.title):
        report.say("post-tittel", text=matter.title)


def _send(proof: Proof, written: Mail) -> None:
    host, _, port = proof.host.partition(":")
    try:
        with smtplib.SMTP(host, int(port or _PORT), timeout=_SECONDS) as server:
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
            server.sendmail(written.address, [proof.to], message(written, proof.to))
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise UsageError("bruk-post-sending", place=proof.host, reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    """Say in short why a server did not take a mail."""
    refused: Mapping[str, tuple[int, bytes]] = getattr(error, "recipients", {})
    answers = [f"{code} {text.decode('utf-8', 'replace')}" for code, text in refused.values()]
    return ", ".join(answers) or getattr(error, "strerror", None) or str(error)

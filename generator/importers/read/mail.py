"""Mails as they travel → posts: the best of the bodies, its images, what is attached, and who has sent it when."""

import email.header
import email.message
import email.policy
import email.utils
import html
import re
from contextlib import suppress
from datetime import date
from email.parser import BytesParser

from generator.importers import limits
from generator.importers.letter import Attachment, Event, Letter, Remark
from generator.importers.limits import Unreadable
from generator.importers.read import charset, dates, documents, flowed, tnef
from generator.importers.read.plain import paragraphs
from generator.importers.read.post import Post, letters, told
from generator.importers.read.transfer import decoded

_BODIES = {"text/html", "text/plain"}
_CALENDARS = {"text/calendar", "application/ics"}
_SEALED = {"application/ms-tnef", "application/vnd.ms-tnef"}
_SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
_HEAD = 1 << 16
# What is attached without a name is known by its type.
_NAMES = {"application/pdf": "vedlegg.pdf", "text/calendar": "kalender.ics", "application/ics": "kalender.ics"}

Message = email.message.Message


class Parts:
    """What a mail consists of, gathered in its order."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self.attachments: list[Attachment] = []
        self.inner: list[Message] = []
        self.sealed: list[Post] = []
        self.event: Event | None = None
        self.invitations: list[bytes] = []
        self.remarks: list[Remark] = []
        self.left_out: list[Remark] = []
        self._count = self._size = 0

    def gather(self, part: Message, depth: int = 0) -> None:
        """Take a part and those within it."""
        self._count += 1
        if self._count > limits.PARTS or depth > limits.NESTED:
            raise Unreadable("import-mange-deler")
        kind, within = part.get_content_type(), _within(part)
        if kind == "message/rfc822":
            self.inner += within
        elif kind == "multipart/alternative" and within:
            richest = _richest(within)
            self.gather(richest, depth + 1)
            for one in within:
                if one is not richest and one.get_content_type() in _CALENDARS:
                    self.gather(one, depth + 1)
        elif within:
            for one in within:
                self.gather(one, depth + 1)
        elif kind in _BODIES and part.get_content_disposition() != "attachment" and not part.get_filename():
            self._body(part, kind)
        elif kind in _CALENDARS and part.get_content_disposition() != "attachment":
            self.invitations.append(_payload(part))
        else:
            self._attachment(part, kind)

    def _body(self, part: Message, kind: str) -> None:
        payload, label = decoded(part), label_of(part.get_param("charset") or "")
        self.left_out += told("import-utelatt-bunntekst", payload.footer)
        if kind == "text/html":
            text = charset.decode(payload.data, label or charset.declared(payload.data)).replace("\0", "")
            self.bodies.append(text)
            return
        text = charset.decode(payload.data, label).replace("\0", "")
        is_flowed = label_of(part.get_param("format") or "").lower() == "flowed"
        if is_flowed:
            text = flowed.joined(text, delsp=label_of(part.get_param("delsp") or "").lower() == "yes")
        self.bodies.append(paragraphs(text, flowed=is_flowed and " \n" in text))

    def _attachment(self, part: Message, kind: str) -> None:
        data, cid = _payload(part), str(part.get("Content-ID", "")).strip().strip("<>")
        name = plain_header(part.get_filename() or "")
        if not data or kind in _SIGNATURES:
            return
        self._size += len(data)
        if self._size > limits.ATTACHMENTS:
            size = limits.megabytes(limits.ATTACHMENTS)
            self.remarks.append(Remark("import-vedlegg-stort", (("name", name or kind), ("size", size))))
        elif kind in _SEALED or name.lower() == "winmail.dat":
            self._unseal(name, data)
        else:
            self.attachments.append(Attachment(name or _NAMES.get(kind, ""), kind, data, cid))

    def _unseal(self, name: str, data: bytes) -> None:
        """Take what Outlook has sealed in a file of its own: the letter as it was written, and what is attached."""
        sealed = Post()
        with suppress(Unreadable):
            sealed = tnef.post(data)
        if sealed == Post():
            self.remarks.append(Remark("import-vedlegg-ulest", (("name", name),)))
        if documents.length(sealed.html) * 10 >= 9 * sum(map(documents.length, self.bodies)) and sealed.html:
            self.bodies = [sealed.html]
        self.attachments += sealed.attachments
        self.sealed += sealed.inner
        self.event = self.event or sealed.event


def read_mail(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read a mail and the mails and documents in it, each a letter of its own; a short note around them is none."""
    return letters(name, digest, parsed(data))


def parsed(data: bytes) -> Post:
    """Read what a mail consists of.

    Raises:
        Unreadable: it is no mail, or has more parts or levels than any.
    """
    # Programs on old Macs ended lines with CR alone.
    ended = data if b"\n" in data[:_HEAD] else data.replace(b"\r", b"\n")
    message = BytesParser(policy=email.policy.compat32).parsebytes(ended)
    if not message.keys():
        raise Unreadable("import-ikke-mail")
    return _post(message, 0)


def _post(message: Message, depth: int) -> Post:
    if depth > limits.NESTED:
        raise Unreadable("import-mange-deler")
    parts = Parts()
    parts.gather(message)
    return Post(
        title=header(message, "Subject"),
        sender=header(message, "From"),
        day=day_of(message),
        html=_joined(parts.bodies),
        attachments=tuple(parts.attachments),
        inner=(*(_post(one, depth + 1) for one in parts.inner), *parts.sealed),
        invitations=tuple(parts.invitations),
        remarks=tuple(parts.remarks),
        left_out=tuple(parts.left_out),
        event=parts.event,
    )


def _joined(bodies: list[str]) -> str:
    """Make one body of several, which some programs send with images between."""
    if len(bodies) == 1:
        return bodies[0]
    return "\n".join(f"<div>{_within_body(one)}</div>" for one in bodies if one.strip())


def _within_body(text: str) -> str:
    found = re.search(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", text, re.DOTALL | re.IGNORECASE)
    return found[1] if found else text


def _within(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _richest(choices: list[Message]) -> Message:
    """Choose the alternative that holds HTML with something in it, else the last one that holds text."""

    def has(part: Message, kind: str) -> bool:
        return any(one.get_content_type() == kind and _says_something(one, kind) for one in part.walk())

    texts = [one for one in choices if has(one, "text/html")] or [one for one in choices if has(one, "text/plain")]
    shown = [one for one in choices if one.get_content_type() not in _CALENDARS]
    return (texts or shown or choices)[-1]


def _says_something(part: Message, kind: str) -> bool:
    data = _payload(part)
    return bool(data.strip()) and (kind == "text/plain" or documents.length(charset.decode(data)) > 0)


def _payload(part: Message) -> bytes:
    return decoded(part).data


def label_of(value: object) -> str:
    """Give a parameter as text; one written by RFC 2231 comes in three."""
    return str(value[2] if isinstance(value, tuple) else value)


def header(message: Message, name: str) -> str:
    """Give the first header of a name as text."""
    return plain_header(next((str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()), ""))


def plain_header(raw: str) -> str:
    """Read a header's encoded words, by whatever charset they say; without control characters.

    >>> plain_header("=?iso-8859-1?Q?Nytt_fr=E5?= =?utf-8?B?IHNqdWtlaHVzZXQ=?=")
    'Nytt frå sjukehuset'
    """
    if "=?" not in raw:
        text = charset.decode(raw.encode("utf-8", "surrogateescape"))
    else:
        try:
            pieces = email.header.decode_header(re.sub(r"[\r\n]+[ \t]*", " ", raw))
        except (email.errors.HeaderParseError, ValueError):
            pieces = [(raw, None)]
        text = "".join(
            piece if isinstance(piece, str) else charset.decode(piece, label or "") for piece, label in pieces
        )
    return " ".join("".join(letter if letter.isprintable() else " " for letter in html.unescape(text)).split())


def day_of(message: Message) -> date | None:
    """Give the day on which a mail says that it was sent, else the one on which it came."""
    days = (written_day(header(message, name)) for name in ("Date", "Resent-Date", "X-Original-Date"))
    received = header(message, "Received").rpartition(";")[2]
    return next(filter(None, days), None) or dates.find(received)


def written_day(raw: str) -> date | None:
    """Read when a mail says that it was sent, by the standard or as programs write it for people."""
    try:
        day = dates.oslo(email.utils.parsedate_to_datetime(raw)) if raw else None
    except (ValueError, TypeError, OverflowError, IndexError):
        day = dates.find(raw)
    return dates.sensible(day)

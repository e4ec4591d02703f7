"""Mails → letters: the best of the bodies, its images, what is attached, and who has sent it when."""

import email.header
import email.message
import email.policy
import email.utils
import html
import re
from collections.abc import Callable, Iterator
from datetime import date
from email.parser import BytesParser
from pathlib import PurePosixPath

from generator.importers import limits
from generator.importers.letter import Attachment, Letter, Remark
from generator.importers.limits import Unreadable
from generator.importers.read import charset, dates, documents
from generator.importers.read.forwarded import original
from generator.importers.read.plain import paragraphs

# Below so many letters, a mail is only the note that what it carries was sent with.
_NOTE = 400
_PREFIX = re.compile(r"\s*(?:(?:vs|sv|fwd?|re|aw|wg|videresendt|vidaresendt)\s*:|\[(?:ekstern|external)\])\s*", re.I)
_NEWSLETTERS = {".pdf", ".html", ".htm"}
_BODIES = {"text/html", "text/plain"}

Message = email.message.Message
Reader = Callable[[str, str, bytes], list[Letter]]


class _Parts:
    """What a mail consists of, gathered in its order."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self.attachments: list[Attachment] = []
        self.inner: list[Message] = []
        self.remarks: list[Remark] = []
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
            self.gather(_richest(within), depth + 1)
        elif within:
            for one in within:
                self.gather(one, depth + 1)
        elif kind in _BODIES and part.get_content_disposition() != "attachment" and not part.get_filename():
            self._body(part, kind)
        else:
            self._attachment(part, kind)

    def _body(self, part: Message, kind: str) -> None:
        data, label = _payload(part), part.get_param("charset") or ""
        if kind == "text/html":
            self.bodies.append(charset.decode(data, _label(label) or charset.declared(data)).replace("\0", ""))
        else:
            flowed = part.get_param("format") == "flowed"
            self.bodies.append(paragraphs(charset.decode(data, _label(label)).replace("\0", ""), flowed=flowed))

    def _attachment(self, part: Message, kind: str) -> None:
        data, cid = _payload(part), str(part.get("Content-ID", "")).strip().strip("<>")
        name = plain_header(part.get_filename() or "")
        if not data or kind in ("text/calendar", "application/pgp-signature", "application/pkcs7-signature"):
            return
        self._size += len(data)
        if self._size > limits.ATTACHMENTS:
            size = limits.megabytes(limits.ATTACHMENTS)
            self.remarks.append(Remark("import-vedlegg-stort", (("name", name or kind), ("size", size))))
            return
        self.attachments.append(Attachment(name, kind, data, cid))


def read_mail(name: str, digest: str, data: bytes, reader: Callable[[str], Reader | None]) -> list[Letter]:
    """Read a mail and the mails and documents in it, each a letter of its own.

    A short note around them is none.  ``reader`` gives what reads an attachment of some suffix.
    """
    message = BytesParser(policy=email.policy.compat32).parsebytes(data)
    if not message.keys():
        raise Unreadable("import-ikke-mail")
    found = list(_letters(name, digest, message, reader, 0))
    if not found:
        raise Unreadable("import-uten-tekst")
    return found[: limits.LETTERS]


def _letters(
    name: str, digest: str, message: Message, reader: Callable[[str], Reader | None], depth: int
) -> Iterator[Letter]:
    if depth > limits.NESTED:
        raise Unreadable("import-mange-deler")
    parts = _Parts()
    parts.gather(message)
    own = _own(name, digest, message, parts)
    length = len(documents.shown(documents.parsed(own.html))) if own.html.strip() else 0
    inner = [
        letter
        for number, one in enumerate(parts.inner, 1)
        for letter in _letters(f"{name}/{number}", digest, one, reader, depth + 1)
    ]
    carried, left = [], []
    for attachment in parts.attachments:
        read = _documents(own, attachment, reader, is_note=length < _NOTE and not inner)
        carried += read
        left += [] if read else [attachment]
    own = own._replace(attachments=tuple(left))
    if length and (length >= _NOTE or not (inner or carried)):
        yield own
    yield from (*inner, *carried)


def _documents(
    own: Letter, attachment: Attachment, reader: Callable[[str], Reader | None], *, is_note: bool
) -> list[Letter]:
    """Read an attached document as a letter: what was sent in Word always, what was sent as PDF below a short note."""
    suffix = PurePosixPath(attachment.name).suffix.lower()
    read = reader(suffix) if suffix == ".docx" or (suffix in _NEWSLETTERS and is_note) else None
    if read is None:
        return []
    letters = read(f"{own.name}/{attachment.name}", own.digest, attachment.data)
    return [one._replace(date=one.date or own.date, sender=one.sender or own.sender) for one in letters]


def _own(name: str, digest: str, message: Message, parts: _Parts) -> Letter:
    """Make the letter of a mail's own text."""
    title, sender, body = _header(message, "Subject"), _header(message, "From"), _joined(parts.bodies)
    own = Letter(name, digest, title, _day(message), sender, body, tuple(parts.attachments), tuple(parts.remarks))
    return as_first_sent(own)


def as_first_sent(letter: Letter) -> Letter:
    """Tell a mail without what its subject was answered with; one that was sent on is told as it was sent first."""
    bare = _PREFIX.sub("", letter.title)
    forwarded = (
        original(documents.parsed(letter.html), is_sent_on=bare != letter.title) if letter.html.strip() else None
    )
    if forwarded:
        bare = _PREFIX.sub("", forwarded.title) or bare
        sender = forwarded.sender or letter.sender
        remarks = (*letter.remarks, Remark("import-videresendt", (("sender", sender),)))
        letter = letter._replace(
            html=forwarded.html, date=forwarded.date or letter.date, sender=sender, remarks=remarks
        )
    return letter._replace(title=" ".join(bare.split()))


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
        return any(one.get_content_type() == kind and _payload(one).strip() for one in part.walk())

    texts = [one for one in choices if has(one, "text/html")] or [one for one in choices if has(one, "text/plain")]
    return (texts or choices)[-1]


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = part.get_payload()
    return payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "surrogateescape")


def _label(value: object) -> str:
    """Give a parameter as text; one written by RFC 2231 comes in three."""
    return str(value[2] if isinstance(value, tuple) else value)


def _header(message: Message, name: str) -> str:
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


def _day(message: Message) -> date | None:
    days = (written_day(_header(message, name)) for name in ("Date", "Resent-Date", "X-Original-Date"))
    received = _header(message, "Received").rpartition(";")[2]
    return next(filter(None, days), None) or dates.find(received)


def written_day(raw: str) -> date | None:
    """Read when a mail says that it was sent, by the standard or as programs write it for people."""
    try:
        day = dates.oslo(email.utils.parsedate_to_datetime(raw)) if raw else None
    except (ValueError, TypeError, OverflowError, IndexError):
        day = dates.find(raw)
    return dates.sensible(day)

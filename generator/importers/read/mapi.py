"""What Outlook keeps of a mail: properties by number, in a file of its own or sealed in a mail (MS-OXPROPS)."""

import re
import struct
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from generator.importers import limits
from generator.importers.letter import Attachment, Event, Remark
from generator.importers.limits import Unreadable
from generator.importers.read import charset, dates
from generator.importers.read.plain import paragraphs

CLASS, SUBJECT, SENT, DELIVERED = 0x001A, 0x0037, 0x0039, 0x0E06
# What has no number of its own in all mails has one among those of appointments, and is told by it.
NAMED = 0x10000
BEGINS, ENDS, PLACE, REPEATS = (0x0060, NAMED | 0x820D), (0x0061, NAMED | 0x820E), NAMED | 0x8208, NAMED | 0x8232
HEADERS, BODY, RTF, HTML = 0x007D, 0x1000, 0x1009, 0x1013
NAME_OF_SENDER, ADDRESS_OF_SENDER = (0x0042, 0x0C1A), (0x5D02, 0x5D01, 0x0065, 0x0C1F)
DATA, METHOD, CID, MIME, FILE_NAMES = 0x3701, 0x3705, 0x3712, 0x370E, (0x3707, 0x3704, 0x3001)
CODEPAGES = (0x3FDE, 0x3FFD)

_TEXT, _UNICODE, _BINARY, _TIME = 0x001E, 0x001F, 0x0102, 0x0040
_NUMBERS = {0x0002: "<h", 0x0003: "<i", 0x000B: "<h", 0x0014: "<q"}
_MEETINGS, _ANSWERS = ("ipm.schedule.meeting.", "ipm.appointment"), "ipm.schedule.meeting.resp"
_FIRST = datetime(1601, 1, 1, tzinfo=UTC)

Value = str | bytes | int | datetime
Properties = Mapping[int, Value]


def value(kind: int, data: bytes, codec: str) -> Value | None:
    """Read a value of some kind; None for those that no letter needs."""
    if kind == _UNICODE:
        return data.decode("utf-16-le", "replace").partition("\0")[0] if len(data) < limits.FILE else None
    if kind == _TEXT:
        return data.rstrip(b"\0").decode(codec, "replace")
    if kind == _BINARY:
        return data
    if kind == _TIME and len(data) >= 8:
        with suppress(OverflowError):
            return _FIRST + timedelta(microseconds=struct.unpack("<Q", data[:8])[0] // 10)
    if kind in _NUMBERS and len(data) >= struct.calcsize(_NUMBERS[kind]):
        return int(struct.unpack_from(_NUMBERS[kind], data)[0])
    return None


def codec_of(properties: Properties) -> str:
    """Give the charset that a mail's texts of one byte a letter are in."""
    number = next((one for one in map(properties.get, CODEPAGES) if isinstance(one, int)), 1252)
    return charset.codepage(number)


def text(properties: Properties, *ids: int) -> str:
    """Give the first of some properties that holds a text."""
    return next((one.strip() for one in map(properties.get, ids) if isinstance(one, str) and one.strip()), "")


def sender(properties: Properties) -> str:
    """Name who has sent a mail, with an address where that is one of the net and not of a company's own system."""
    name, addresses = text(properties, *NAME_OF_SENDER), [text(properties, one) for one in ADDRESS_OF_SENDER]
    address = next((one for one in addresses if "@" in one), "")
    return f"{name} <{address}>" if name and address and name != address else name or address


def day(properties: Properties) -> date | None:
    """Give the day on which a mail was sent."""
    moment = _moment(properties, SENT, DELIVERED)
    return dates.sensible(dates.oslo(moment)) if moment else None


def body(properties: Properties) -> str:
    """Give the best body of a mail as HTML.

    Raises:
        Unreadable: it would unpack to too much.
    """
    written = properties.get(HTML)
    if isinstance(written, bytes):
        written = charset.decode(written, charset.declared(written) or codec_of(properties))
    if isinstance(written, str) and re.search(r"\w", re.sub(r"<[^<>]*>", "", written)):
        return written.replace("\0", "")
    packed = properties.get(RTF)
    plain = text(properties, BODY).replace("\0", "")
    rich = _rich(packed, has_plain=bool(plain)) if isinstance(packed, bytes) else ""
    return rich or (paragraphs(plain) if plain else "")


def attachment(properties: Properties) -> Attachment | None:
    """Give what is attached, None where it holds no bytes of its own."""
    data = properties.get(DATA)
    if not isinstance(data, bytes) or not data:
        return None
    cid = text(properties, CID).strip("<>")
    return Attachment(text(properties, *FILE_NAMES), text(properties, MIME) or "application/octet-stream", data, cid)


def event(properties: Properties) -> Event | None:
    """Give the event that an invitation is about."""
    kind, begins, ends = text(properties, CLASS).lower(), _moment(properties, *BEGINS), _moment(properties, *ENDS)
    if begins is None or not kind.startswith(_MEETINGS) or kind.startswith(_ANSWERS):
        return None
    repeats = text(properties, REPEATS)
    return Event(
        starts=dates.written(begins),
        ends=dates.written(ends) if ends and ends > begins else "",
        place=text(properties, PLACE),
        cancelled="cancel" in kind,
        repeats=Remark("import-gjentas-annet", (("rule", repeats),)) if repeats else None,
    )


def _moment(properties: Properties, *ids: int) -> datetime | None:
    return next((one for one in map(properties.get, ids) if isinstance(one, datetime)), None)


def _rich(packed: bytes, *, has_plain: bool) -> str:
    """Unpack a text; one that was written as plain text is told better by that."""
    from compressed_rtf import decompress  # loaded only where Outlook has packed a text

    from generator.importers.read.rich_text import as_html

    if len(packed) < 16 or struct.unpack_from("<I", packed, 4)[0] > limits.DOCUMENT:
        raise Unreadable("import-skadet")
    try:
        written = decompress(packed)
        return "" if has_plain and b"\\fromtext" in written[:4096] else as_html(written).html
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # the package says what is wrong in several ways
        raise Unreadable("import-skadet") from error

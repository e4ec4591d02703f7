"""Mails and their parts, as programs send them."""

# The lines of mails are as long as those who made them have them.
# ruff: noqa: E501

import quopri
from base64 import b64encode
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote

from tests.letter_texts import Brev

PIXEL = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d49484452000000080000000808020000004b6d29dc0000001249444154789c63689c5e8a15310c2d090053d97601ec9107bd0000000049454e44ae426082"
)


# --- Mails ------------------------------------------------------------------------------------------------------------


def mail(letter: Brev, *parts: bytes, subject: str = "", kind: str = "alternative") -> bytes:
    """Put parts with headers of their own in a mail."""
    head = _head(letter, subject or letter.title)
    if len(parts) == 1:
        return head + parts[0]
    edge = b"----=_Del_0A1B2C"
    body = b"".join(b"--" + edge + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + edge + b"--\r\n"
    return head + b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n' % (kind.encode(), edge) + body


def _head(letter: Brev, subject: str) -> bytes:
    assert letter.day
    moment = datetime(letter.day.year, letter.day.month, letter.day.day, 9, 12, tzinfo=UTC)
    coded = "=?utf-8?B?" + b64encode(subject.encode()).decode() + "?="
    name, _, address = letter.sender.partition(" <")
    return (
        f"From: =?utf-8?Q?{quopri.encodestring(name.encode()).decode().strip().replace(' ', '_')}?= <{address}\r\n"
        f"To: fastleger@liste.example\r\nSubject: {coded}\r\nDate: {format_datetime(moment)}\r\n"
        f"Message-ID: <{letter.name}@post.example>\r\nMIME-Version: 1.0\r\n"
    ).encode()


def part(
    text: str, kind: str = "html", charset: str = "utf-8", encoding: str = "quoted-printable", *, real: str = ""
) -> bytes:
    """Make one part; ``real`` is the charset it truly has, where its label is wrong."""
    raw = text.replace("\n", "\r\n").encode(real or charset, "xmlcharrefreplace")
    if encoding == "quoted-printable":
        raw = quopri.encodestring(raw.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    elif encoding == "base64":
        raw = b64encode(raw)
        raw = b"\r\n".join(raw[at : at + 76] for at in range(0, len(raw), 76))
    return (
        f"Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
        + raw
        + b"\r\n"
    )


def picture(cid: str, name: str) -> bytes:
    return (
        (
            f'Content-Type: image/png; name="{name}"\r\nContent-ID: <{cid}>\r\nContent-Disposition: inline; filename="{name}"\r\n'
            "Content-Transfer-Encoding: base64\r\n\r\n"
        ).encode()
        + b64encode(PIXEL)
        + b"\r\n"
    )


def plain(letter: Brev) -> str:
    """The poor text that list tools send along."""
    return "\n\n".join(
        [letter.title, *letter.introduction, *(f"{one.title}\n{' '.join(one.paragraphs)}" for one in letter.items)]
    )


def links_to(url: str, through: str) -> str:
    return {
        "safe": f"https://eur03.safelinks.protection.outlook.com/?url={quote(url, safe='')}&data=05%7C02%7C%7Cabc&sdata=x%3D&reserved=0",
        "chimp": "https://fjordbygd-sykehus.us14.list-manage.com/track/click?u=0a1b2c&id=9f8e&e=7d6c",
        "make": f"https://trk.nyhetsmotor.example/r?id=77123&url={quote(url, safe='')}&utm_source=nyhetsbrev",
        "": f"{url}{'&' if '?' in url else '?'}utm_source=nyhetsbrev&utm_medium=email&mc_cid=aa&mc_eid=bb",
    }[through]

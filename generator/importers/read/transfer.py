"""Undoing how a part of a mail was written to travel, also where something was put below it on the way."""

import base64
import binascii
import email.message
import re
from itertools import takewhile
from typing import NamedTuple

from generator.importers.read import charset

_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")


class Payload(NamedTuple):
    """The bytes of a part, and what a mailing list has put below them as plain text."""

    data: bytes
    footer: str = ""


def decoded(part: "email.message.Message") -> Payload:
    """Decode a part; one that is written wrongly is taken as it stands."""
    written = part.get_payload()
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64" and isinstance(written, str):
        lines = [line.strip() for line in written.split("\n")]
        coded = lines if all(map(_BASE64.fullmatch, lines)) else _coded(lines)
        if footer := "\n".join(lines[len(coded) :]).strip():
            text = charset.decode(footer.encode("utf-8", "surrogateescape"))
            return Payload(_from_base64("".join(coded)), text) if coded else Payload(text.encode())
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = written
    return Payload(payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "surrogateescape"))


def _coded(lines: list[str]) -> list[str]:
    """Give the lines that are base64: those up to the first that can't be, or to the one that ends it."""
    found = list(takewhile(_BASE64.fullmatch, lines))
    end = next((at for at, line in enumerate(found) if line.endswith("=")), None)
    if end is not None:
        return found[: end + 1]
    # A word on a line of its own below the last line looks like base64 too.
    width = max(map(len, found), default=0)
    short = next((at for at, line in enumerate(found) if 0 < len(line) < width), None)
    return found if short is None else found[: short + 1]


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return text.encode("ascii", "replace")

"""A body as the cache keeps it between the stage that makes it and those that read it."""

import json
from collections.abc import Sequence
from typing import NamedTuple, cast


def pack(html: str, sections: Sequence[tuple[str, str, str]]) -> bytes:
    """Write a body's HTML and its plain text by section; :func:`unpack` reads it."""
    return json.dumps([html, sections], ensure_ascii=False, separators=(",", ":")).encode()


class Text(NamedTuple):
    """A body as later stages read it: HTML, and plain text by section as ``(anchor, title, text)``."""

    html: str
    sections: list[tuple[str, str, str]]


def unpack(packed: str) -> Text:
    """Read what the cache holds of a body."""
    html, sections = json.loads(packed)
    return Text(html, cast(list[tuple[str, str, str]], sections))

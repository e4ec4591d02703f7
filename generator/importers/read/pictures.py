"""Pictures that stand in a page itself or in a folder beside it → attachments, as mails have them."""

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Mapping
from html import unescape
from urllib.parse import unquote, unquote_to_bytes

from generator.importers import limits
from generator.importers.letter import Attachment

_DATA = re.compile(
    r"(?P<before>\bsrc\s*=\s*[\"']?)data:(?P<type>image/[\w.+-]{1,40}|)(?P<how>(?:;[\w=.+-]{1,60})*),(?P<data>[^\"'<>]*)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?P<before><img\b[^<>]*?\bsrc\s*=\s*)(?P<quote>[\"'])(?P<source>[^\"'<>]{1,2000})(?P=quote)", re.I
)
_MOST = 200


def from_data(html: str) -> tuple[str, tuple[Attachment, ...]]:
    """Give HTML in which pictures written into it are shown as those that came along are, and the pictures."""
    found: list[Attachment] = []

    def named(match: re.Match[str]) -> str:
        data = _decoded(match["data"], is_base64="base64" in match["how"].lower())
        if not data or len(found) >= _MOST:
            return match[0]
        cid = f"data-{len(found) + 1}"
        found.append(Attachment(f"bilde-{len(found) + 1}", match["type"].lower(), data, cid))
        return f"{match['before']}cid:{cid}"

    return (_DATA.sub(named, html) if "data:" in html.lower() else html), tuple(found)


def from_beside(
    html: str, beside: Mapping[str, bytes], key: Callable[[str], str]
) -> tuple[str, tuple[Attachment, ...]]:
    """Do the same with pictures that were saved with a page; ``key`` gives what a source is called in ``beside``."""
    found: dict[str, Attachment] = {}

    def named(match: re.Match[str]) -> str:
        name = key(match["source"])
        if name not in beside or len(beside[name]) > limits.IMAGE:
            return match[0]
        cid = f"fil-{len(found) + 1}" if name not in found else found[name].cid
        found.setdefault(name, Attachment(posixpath.basename(name), "image", beside[name], cid))
        return f"{match['before']}{match['quote']}cid:{cid}{match['quote']}"

    return _SOURCE.sub(named, html), tuple(found.values())


def path_key(source: str) -> str:
    """Give the path that a picture beside a page has, without anything that leads elsewhere.

    >>> path_key("./nytt_files/a%20b.png?x=1"), path_key("../../etc/passwd")
    ('nytt_files/a b.png', '../../etc/passwd')
    """
    return posixpath.normpath(unquote(source.partition("?")[0].partition("#")[0]).replace("\\", "/"))


def _decoded(text: str, *, is_base64: bool) -> bytes:
    if not is_base64:
        return unquote_to_bytes(text)
    try:
        return base64.b64decode(re.sub(r"\s+", "", unquote(unescape(text))) + "==")
    except (binascii.Error, ValueError):
        return b""

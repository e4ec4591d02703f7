"""``winmail.dat``: a mail as Outlook seals it for itself (MS-OXTNEF) → a post."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from generator.importers import limits
from generator.importers.limits import Unreadable
from generator.importers.read import charset, mapi
from generator.importers.read.mapi import Properties, Value
from generator.importers.read.post import Post

_SIGNATURE = b"\x78\x9f\x3e\x22"
_CODEPAGE, _PROPERTIES, _SUBJECT, _BODY = 0x00069007, 0x00069003, 0x00018004, 0x0002800C
_BEGINS_ATTACHMENT, _TITLE, _DATA, _OF_ATTACHMENT = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_OBJECT = 0x000D
_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x000A: 4, 0x000B: 4, 0x0048: 16}
_VARIABLE = {0x001E, 0x001F, 0x0102, _OBJECT}
_MANY = 0x1000
_NAMED = 0x8000
_GUID = 16


class _Attribute(NamedTuple):
    id: int
    data: bytes


def post(data: bytes, depth: int = 0) -> Post:
    """Read the mail that was sealed, and what is attached to it.

    Raises:
        Unreadable: it is something else, or damaged before anything could be read.
    """
    if not data.startswith(_SIGNATURE) or depth > limits.NESTED:
        raise Unreadable("import-skadet")
    attributes = list(_attributes(data))
    codec = charset.codepage(next((_number(one.data) for one in attributes if one.id == _CODEPAGE), 1252))
    properties: dict[int, Value] = {}
    attachments: list[dict[int, Value]] = []
    for one in attributes:
        if one.id == _BEGINS_ATTACHMENT:
            attachments.append({})
        target = attachments[-1] if attachments else properties
        target.update(_read(one, codec))
    inner = [_embedded(one, depth) for one in attachments]
    attached = [mapi.attachment(one) for one in attachments if not _is_embedded(one)]
    return Post(
        title=mapi.text(properties, mapi.SUBJECT),
        sender=mapi.sender(properties),
        day=mapi.day(properties),
        html=mapi.body(properties),
        event=mapi.event(properties),
        attachments=tuple(filter(None, attached)),
        inner=tuple(filter(None, inner)),
    )


def _read(attribute: _Attribute, codec: str) -> Properties:
    """Give the properties that an attribute tells; the oldest programs tell some in ways of their own."""
    if attribute.id in (_PROPERTIES, _OF_ATTACHMENT):
        return dict(_properties(attribute.data, codec))
    said = attribute.data.rstrip(b"\0").decode(codec, "replace")
    if attribute.id == _SUBJECT:
        return {mapi.SUBJECT: said}
    if attribute.id == _BODY:
        return {mapi.BODY: said}
    if attribute.id == _TITLE:
        return {mapi.FILE_NAMES[-1]: said}
    return {mapi.DATA: attribute.data} if attribute.id == _DATA else {}


def _is_embedded(attachment: Properties) -> bool:
    data = attachment.get(mapi.DATA)
    return isinstance(data, bytes) and data[_GUID : _GUID + 4] == _SIGNATURE


def _embedded(attachment: Properties, depth: int) -> Post | None:
    """Read a mail that is attached to another."""
    data = attachment.get(mapi.DATA)
    return post(data[_GUID:], depth + 1) if isinstance(data, bytes) and _is_embedded(attachment) else None


def _attributes(data: bytes) -> Iterator[_Attribute]:
    """Yield attributes up to the first that is damaged."""
    at = 6
    while at + 11 <= len(data):
        _, id_, size = struct.unpack_from("<BII", data, at)
        if at + 9 + size > len(data):
            return
        yield _Attribute(id_, data[at + 9 : at + 9 + size])
        at += size + 11


def _properties(data: bytes, codec: str) -> Iterator[tuple[int, Value]]:
    """Yield properties up to the first that can't be told from what follows."""
    at = 4
    for _ in range(_number(data)):
        if at + 4 > len(data):
            return
        kind, id_ = struct.unpack_from("<HH", data, at)
        id_, at = _after_name(data, at + 4, id_) if id_ >= _NAMED else (id_, at + 4)
        values, at = _values(data, at, kind)
        found = mapi.value(0x0102 if kind == _OBJECT else kind, values[0], codec) if values else None
        if found is not None:
            yield id_, found
        if at < 0:
            return


def _values(data: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    """Give the values of a property and where the next one begins, -1 where that can't be told."""
    bare = kind & ~_MANY
    count = _number(data, at) if kind & _MANY or bare in _VARIABLE else 1
    at += 4 if kind & _MANY or bare in _VARIABLE else 0
    found: list[bytes] = []
    for _ in range(count):
        size = _number(data, at) if bare in _VARIABLE else _FIXED.get(bare, 8)
        at += 4 if bare in _VARIABLE else 0
        if at + size > len(data):
            return found, -1
        found.append(data[at : at + size])
        at += size + -size % 4
    return found, at


def _after_name(data: bytes, at: int, id_: int) -> tuple[int, int]:
    """Pass over the name of a property that has one; a number that is its name is what it is told by."""
    is_text, said = _number(data, at + _GUID), _number(data, at + _GUID + 4)
    after = at + _GUID + 8
    return (id_, after + said + -said % 4) if is_text else (mapi.NAMED | said, after)


def _number(data: bytes, at: int = 0) -> int:
    return int(struct.unpack_from("<I", data, at)[0]) if 0 <= at <= len(data) - 4 else 0

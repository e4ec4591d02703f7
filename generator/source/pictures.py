"""The parts that a picture's file is made of, and the file without what tells where, when and by whom it was made."""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_PNG_TOLD = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"))
_WEBP_TOLD = frozenset((b"EXIF", b"XMP "))
# APP1 (EXIF and XMP), APP3 to APP13 (makers' own, IPTC) and comments. APP2 has colours, APP14 Adobe's kind of them.
_JPEG_TOLD = frozenset((0xE1, *range(0xE3, 0xEE), 0xFE))
_ORIENTATION = 0x0112
_EXIF = b"Exif\0\0"


class Segment(NamedTuple):
    """A part of a file, with head and all."""

    data: bytes
    is_metadata: bool = False


def segments_of(suffix: str, data: bytes) -> list[Segment]:
    """Part a picture; joined again, the parts are the file."""
    split = {".png": _png, ".jpg": _jpeg, ".jpeg": _jpeg, ".webp": _webp}.get(suffix)
    return list(split(data)) if split else [Segment(data, is_metadata=True)]


def without_metadata(suffix: str, data: bytes) -> bytes:
    """Leave out of a picture what it tells of where, when and by whom; pixels, colours and turn are as they were."""
    if suffix not in (".png", ".jpg", ".jpeg", ".webp"):
        return data
    kept = b"".join(_turn(one.data) if one.is_metadata else one.data for one in segments_of(suffix, data))
    return b"RIFF" + struct.pack("<I", len(kept) - 8) + kept[8:] if suffix == ".webp" and kept != data else kept


def has_place(suffix: str, data: bytes) -> bool:
    """Whether a picture tells where it was taken."""
    told = b"".join(one.data for one in segments_of(suffix, data) if one.is_metadata)
    return b"GPSL" in told or b"exif:GPS" in told or any(tag == 0x8825 for tag, _, _ in _exif_tags(told))


def _png(data: bytes) -> Iterator[Segment]:
    yield Segment(data[:8])
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        yield Segment(data[at:end], data[at + 4 : at + 8] in _PNG_TOLD)
        at = end
    yield Segment(data[at:], is_metadata=True)


def _jpeg(data: bytes) -> Iterator[Segment]:
    yield Segment(data[:2])
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield Segment(data[at:end], data[at + 1] in _JPEG_TOLD)
        at = end
    yield Segment(data[at:])


def _webp(data: bytes) -> Iterator[Segment]:
    yield Segment(data[:12])
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        name = data[at : at + 4]
        # The flags of the extended header say that EXIF (8) and XMP (4) follow.
        part = data[at:end]
        yield Segment(
            part[:8] + bytes([part[8] & ~12]) + part[9:] if name == b"VP8X" and size else part, name in _WEBP_TOLD
        )
        at = end
    yield Segment(data[at:])


def _turn(segment: bytes) -> bytes:
    """Leave of a JPEG's EXIF only which way the picture is turned, where it is turned."""
    turned = next(
        (value for tag, _, value in _exif_tags(segment) if tag == _ORIENTATION and value[:2] != b"\0\1"), None
    )
    if turned is None or segment[:2] != b"\xff\xe1":
        return b""
    body = _EXIF + b"MM\0*\0\0\0\x08\0\1" + struct.pack(">HHI", _ORIENTATION, 3, 1) + turned[:2] + b"\0\0\0\0\0\0"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _exif_tags(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the tags of the first folder of EXIF: number, type, and four bytes of value with the largest first."""
    start = data.find(_EXIF)
    tiff = data[start + len(_EXIF) :] if start >= 0 else data
    order = ">" if tiff[:2] == b"MM" else "<"
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for number in range(min(count, 200)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHI4s", tiff, at + 2 + 12 * number)
            yield tag, kind, value if order == ">" else value[1::-1] + value[2:]
    except struct.error:
        return


def of_comments(data: bytes) -> bytes:
    """Give the comments of a GIF, which lie there in blocks of at most 255 bytes, each after its length."""
    found, at = list[bytes](), data.find(b"!\xfe")
    while at >= 0:
        at += 2
        while at < len(data) and (size := data[at]):
            found.append(data[at + 1 : at + 1 + size])
            at += 1 + size
        found.append(b"\n")
        at = data.find(b"!\xfe", at)
    return b"".join(found)


def readable(segment: bytes) -> bytes:
    """Unpack the text of a part of a PNG, as far as it is packed."""
    if segment[4:8] not in (b"zTXt", b"iTXt"):
        return segment
    packed = segment[8:-4].partition(b"\0")[2].lstrip(b"\0\1")
    try:
        return segment + zlib.decompressobj().decompress(packed, 1 << 20)
    except zlib.error:
        return segment

"""What a picture or a document is, by its own bytes: whether it is what its name says, and what lies hidden in it."""

import re
import zlib
from collections.abc import Iterable, Iterator

from generator.base.identity import BREAK, identity_numbers
from generator.source.pictures import Segment, has_place, of_comments, readable, segments_of

_SIGNS = {
    ".png": (rb"\x89PNG\r\n",),
    ".jpg": (rb"\xff\xd8\xff",),
    ".jpeg": (rb"\xff\xd8\xff",),
    ".gif": (rb"GIF8[79]a",),
    ".webp": (rb"RIFF....WEBP",),
    ".avif": (rb"....ftyp(?:avif|avis|mif1|msf1)",),
    ".pdf": (rb".{0,1024}?%PDF-\d",),
}
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|\?xml)[\s>/]", re.IGNORECASE)
_SHOWS = re.compile(rb"T[jJ]|<x:xmpmeta")
_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]+)>", re.DOTALL)
_ACTS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9])")
_ESCAPED_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST_UNPACKED = 16 << 20
_HEAD = 1024


def faults(suffix: str, data: bytes, shown: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the code, and what fills its wording, of everything that is wrong with a file of a known ``suffix``.

    ``shown`` is the text that readers of a PDF see.
    """
    if not any(re.match(sign, data[: 2 * _HEAD], re.DOTALL) for sign in _SIGNS.get(suffix, (rb"",))):
        yield "vedlegg-annet", {"what": _what(data)}
        return
    if suffix == ".pdf":
        yield from _of_a_document(data, shown)
    else:
        comments = [Segment(of_comments(data), is_metadata=True)] if suffix == ".gif" else []
        yield from _of_a_picture([*segments_of(suffix, data), *comments], data[:_HEAD])
        if has_place(suffix, data):
            yield "bilde-sted", {}


def _what(data: bytes) -> str:
    if _MARKUP.search(data[:_HEAD]):
        return "HTML, SVG / XML"
    known = (
        suffix for suffix, signs in _SIGNS.items() if any(re.match(one, data[: 2 * _HEAD], re.DOTALL) for one in signs)
    )
    return next(known, ".zip / .docx" if data.startswith(b"PK\x03\x04") else "?")


def _of_a_picture(segments: Iterable[Segment], head: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    told = [readable(segment.data) for segment in segments if segment.is_metadata]
    for code in sorted({number.code for data in told for text in _texts(data) for number in identity_numbers(text)}):
        yield code, {}
    if _MARKUP.search(head) and b"<x:xmpmeta" not in head and b"<?xpacket" not in head:
        yield "vedlegg-annet", {"what": "HTML, SVG / XML"}


def _of_a_document(data: bytes, shown: str) -> Iterator[tuple[str, dict[str, str]]]:
    outside, objects, pages = _parted(data)
    acts = {one.decode() for part in (outside, *objects) for one in _ACTS.findall(_ESCAPED_NAME.sub(_sign, part))}
    if acts:
        yield "vedlegg-handling", {"what": ", ".join(sorted(acts))}
    texts = [
        shown,
        *(_said(part, BREAK) for part in (outside, *objects)),
        *(_said(part, sign) for part in pages for sign in ("", " ")),
    ]
    texts += [part.decode("latin-1") for part in pages if b"<x:xmpmeta" in part]
    for code in sorted({number.code for text in texts for number in identity_numbers(text)}):
        yield code, {}


def _sign(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _parted(data: bytes) -> tuple[bytes, list[bytes], list[bytes]]:
    """Give what stands in a PDF outside of its streams, the objects that are packed in some, and what others show."""
    outside, objects, pages = list[bytes](), list[bytes](), list[bytes]()
    at, left = 0, _MOST_UNPACKED
    while (start := data.find(b"stream", at)) >= 0 and (end := data.find(b"endstream", start + 6)) >= 0 and left > 0:
        outside.append(data[at:start])
        part = _unpacked(data[start + 6 : end].lstrip(b"\r\n"), left)
        left -= len(part)
        if b"/ObjStm" in data[max(start - 400, at) : start]:
            objects.append(part)
        elif _SHOWS.search(part):
            pages.append(part)
        at = end + len(b"endstream")
    outside.append(data[at:])
    return b" ".join(outside), objects, pages


def _unpacked(stream: bytes, most: int) -> bytes:
    """Unpack a stream, if it is packed as most are."""
    try:
        return zlib.decompressobj().decompress(stream, most)
    except zlib.error:
        return stream


def _said(data: bytes, sign: str) -> str:
    """Join the texts of a part of a PDF, which stand in brackets or as hexadecimal numbers."""
    return sign.join(_text(found) for found in _SHOWN.finditer(data))


def _text(found: re.Match[bytes]) -> str:
    raw = found[1] if found[1] is not None else _of_hex(found[2])
    return raw.removeprefix(b"\xfe\xff").decode("latin-1").replace("\0", "")


def _of_hex(written: bytes) -> bytes:
    figures = b"".join(written.split()).decode()
    return bytes.fromhex(figures + "0" * (len(figures) % 2))


def _texts(data: bytes) -> Iterator[str]:
    """Yield what may be text in metadata, in one byte for each letter or two."""
    yield data.decode("latin-1")
    yield data.decode("latin-1").replace("\0", "")

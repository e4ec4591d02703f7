"""What Outlook, LibreOffice, PowerPoint and browsers make, made for tests."""

import io
import struct
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from tests.foreign import ISSUE, SENDER, WHEN, Piece, packed

# --- Outlook ----------------------------------------------------------------------------------------------------------

SUBJECT, SENT, NAME, ADDRESS, CLASS, BODY, RTF, HTML = 0x37, 0x39, 0x42, 0x5D02, 0x1A, 0x1000, 0x1009, 0x1013
DATA, FILE_NAME, CID, BEGINS, ENDS = 0x3701, 0x3707, 0x3712, 0x60, 0x61

Value = str | bytes | datetime
Tree = Mapping[str, "bytes | Tree"]


def told(title: str, *, html: str = "", text: str = "", rtf: bytes = b"", when: datetime = WHEN) -> dict[int, Value]:
    """What Outlook keeps of a mail, by number."""
    name, _, address = SENDER.partition(" <")
    found: dict[int, Value] = {SUBJECT: title, NAME: name, ADDRESS: address[:-1], SENT: when, CLASS: "IPM.Note"}
    found |= {HTML: html.encode()} if html else {}
    found |= {BODY: text} if text else {}
    return found | ({RTF: rtf} if rtf else {})


def attached(name: str, data: bytes, cid: str = "") -> dict[int, Value]:
    found: dict[int, Value] = {FILE_NAME: name, DATA: data}
    return found | ({CID: cid} if cid else {})


def msg(
    properties: Mapping[int, Value],
    attachments: Sequence[Mapping[int, Value]] = (),
    inner: Sequence[Mapping[int, Value]] = (),
) -> bytes:
    """A mail as dragging it out of Outlook gives it; ``inner`` are mails that are attached to it."""
    folders: dict[str, bytes | Tree] = {
        f"__attach_version1.0_#{number:08X}": _streams(one, 8) for number, one in enumerate(attachments)
    }
    for number, one in enumerate(inner, len(attachments)):
        folders[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3701000D": _streams(one, 24),
        }
    return compound({**_streams(properties, 32), **folders})


def _streams(properties: Mapping[int, Value], head: int) -> dict[str, "bytes | Tree"]:
    fixed, streams = bytearray(head), dict[str, bytes | Tree]()
    for id_, value in properties.items():
        if isinstance(value, datetime):
            fixed += struct.pack("<HHIQ", 0x40, id_, 6, _ticks(value))
        else:
            kind = "001F" if isinstance(value, str) else "0102"
            streams[f"__substg1.0_{id_:04X}{kind}"] = value.encode("utf-16-le") if isinstance(value, str) else value
    return {"__properties_version1.0": bytes(fixed), **streams}


def _ticks(moment: datetime) -> int:
    return int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def compound(tree: Tree) -> bytes:
    """A file that is a file system of its own (MS-CFB): the streams and folders of ``tree``."""
    entries: list[list[Any]] = [["Root Entry", 5, _NONE, _NONE, 0, 0]]
    small, large = list[tuple[int, bytes]](), list[tuple[int, bytes]]()
    entries[0][3] = _add(tree, entries, small, large)
    mini, mini_fat = bytearray(), list[int]()
    for place, data in small:
        entries[place][4], entries[place][5] = len(mini_fat) if data else _END, len(data)
        count = -(-len(data) // 64)
        mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), _END][: count or 0]
        mini += data + bytes(-len(data) % 64)
    fat, sectors = list[int](), bytearray()

    def put(data: bytes) -> int:
        start, count = len(fat), max(-(-len(data) // 512), 1)
        fat.extend([*range(start + 1, start + count), _END])
        sectors.extend(data + bytes(count * 512 - len(data)))
        return start

    for place, data in large:
        entries[place][4], entries[place][5] = put(data), len(data)
    entries[0][4], entries[0][5] = put(bytes(mini)), len(mini)
    mini_at = put(struct.pack(f"<{len(mini_fat)}I", *mini_fat) + b"\xff" * (-len(mini_fat) * 4 % 512))
    directory_at = put(b"".join(_entry(*one) for one in entries))
    count = -(-(len(fat) + 1) // 127)
    fat_at = len(fat)
    fat += [_FAT] * count
    sectors += struct.pack(f"<{len(fat)}I", *fat) + b"\xff" * (-len(fat) * 4 % 512)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIII", 0, count, directory_at, 0, 4096, mini_at, -(-len(mini_fat) // 128), _END)
    head += struct.pack("<I", 0) + struct.pack(f"<{count}I", *range(fat_at, fat_at + count))
    return head + b"\xff" * (512 - len(head)) + bytes(sectors)


_NONE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _add(tree: Tree, entries: list[list[Any]], small: list[Any], large: list[Any]) -> int:
    """Add what lies in a folder, each linked to the next; gives the first."""
    first = before = _NONE
    for name, content in sorted(tree.items(), key=lambda one: (len(one[0]), one[0].upper())):
        place = len(entries)
        entries.append([name, 2 if isinstance(content, bytes) else 1, _NONE, _NONE, 0, 0])
        if isinstance(content, bytes):
            (large if len(content) >= 4096 else small).append((place, content))
        else:
            entries[place][3] = _add(content, entries, small, large)
        if before == _NONE:
            first = place
        else:
            entries[before][2] = place
        before = place
    return first


def _entry(name: str, kind: int, following: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = written + bytes(64 - len(written)) + struct.pack("<HBBIII", len(written), kind, 1, _NONE, following, child)
    return head + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)


def winmail(
    properties: Mapping[int, Value], attachments: Sequence[Mapping[int, Value]] = (), *, codepage: int = 1252
) -> bytes:
    """``winmail.dat``, in which Outlook seals a mail."""
    written = _attribute(0x00069007, struct.pack("<II", codepage, 0)) + _attribute(0x00069003, _properties(properties))
    for one in attachments:
        written += _attribute(0x00069002, bytes(14), level=2)
        data = one[DATA]
        assert isinstance(data, bytes)
        written += _attribute(0x0006800F, data, level=2)
        rest = {id_: value for id_, value in one.items() if id_ != DATA}
        written += _attribute(0x00069005, _properties(rest), level=2)
    return b"\x78\x9f\x3e\x22\x01\x00" + written


def _attribute(id_: int, data: bytes, level: int = 1) -> bytes:
    return struct.pack("<BII", level, id_, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _properties(properties: Mapping[int, Value]) -> bytes:
    written = struct.pack("<I", len(properties))
    for id_, value in properties.items():
        if isinstance(value, datetime):
            written += struct.pack("<HHQ", 0x40, id_, _ticks(value))
            continue
        data = value.encode("utf-16-le") + b"\0\0" if isinstance(value, str) else value
        kind = 0x1F if isinstance(value, str) else 0x102
        written += struct.pack("<HHII", kind, id_, 1, len(data)) + data + bytes(-len(data) % 4)
    return written


# --- RTF --------------------------------------------------------------------------------------------------------------


def as_rtf(text: str) -> str:
    """Letters as RTF writes them: those of windows-1252 by two digits, others by their number."""
    return "".join(_letter(one) for one in text)


def _letter(letter: str) -> str:
    if letter in "\\{}":
        return f"\\{letter}"
    if letter.isascii():
        return letter
    try:
        return f"\\'{letter.encode('cp1252')[0]:02x}"
    except UnicodeEncodeError:
        halves = struct.unpack(f"<{len(letter.encode('utf-16-le')) // 2}h", letter.encode("utf-16-le"))
        return "".join(f"\\u{half}?" for half in halves)


def rtf(body: str, *, styles: str = r"{\s1 heading 1;}{\s2 Normal;}") -> bytes:
    """A document in RTF; ``body`` is as RTF writes it."""
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Calibri;}}{\colortbl;\red0\green0\blue0;}"
    return f"{head}{{\\stylesheet{styles}}}{{\\info{{\\title Mal}}{{\\author Ola}}}}{body}}}".encode("ascii")


def rtf_issue(pieces: Iterable[Piece] = ISSUE) -> bytes:
    said = "".join(
        f"\\pard\\s1\\b {as_rtf(one.title)}\\b0\\par\n\\pard\\s2 {as_rtf(one.text)}\\par\n" for one in pieces
    )
    return rtf(f"\\pard\\s3 Praksisnytt nr. 3\\par {said}", styles=r"{\s1 heading 2;}{\s2 Normal;}{\s3 Title;}")


def rtf_around(html: str) -> bytes:
    """HTML as Outlook packs it in RTF, with what RTF alone is to show beside it."""
    tagged = html.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    pieces = []
    for part in tagged.replace("<", "\0<").replace(">", ">\0").split("\0"):
        if part.startswith("<"):
            pieces.append(f"{{\\*\\htmltag64 {part}}}\\htmlrtf {{\\b\\htmlrtf0 \\htmlrtf }}\\htmlrtf0 ")
        elif part:
            pieces.append(as_rtf(part))
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}" + "".join(pieces) + "}"
    ).encode()


# --- LibreOffice ------------------------------------------------------------------------------------------------------

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{short}="{_ODF}{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "meta": "meta",
    }.items()
)  # fmt: skip
_LINKS = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odt(
    body: str, *, styles: str = "", title: str = "", saved: str = "", files: Mapping[str, bytes] | None = None
) -> bytes:
    """A document as LibreOffice keeps it; ``body`` and ``styles`` are its XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} {_LINKS}><office:automatic-styles>'
        f"{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    meta = (
        f"<office:document-meta {_SPACES} {_LINKS}><office:meta><dc:title>{escape(title)}</dc:title>"
        f"<dc:date>{saved}</dc:date></office:meta></office:document-meta>"
    )
    made = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    return packed({**made, "meta.xml": meta.encode(), **(files or {})})


def odt_issue(pieces: Iterable[Piece] = ISSUE) -> bytes:
    said = "".join(f'<text:h text:outline-level="1">{one.title}</text:h><text:p>{one.text}</text:p>' for one in pieces)
    return odt(said, title="Praksisnytt nr. 3", saved="2019-03-14T08:30:00")


# --- PowerPoint -------------------------------------------------------------------------------------------------------


def pptx(slides: Iterable[Piece], *, notes: str = "", hidden: Sequence[int] = ()) -> bytes:
    """A presentation with a title and lines on each slide, and the same notes to all of them."""
    from pptx import Presentation

    shown = Presentation()
    for number, one in enumerate(slides):
        slide = shown.slides.add_slide(shown.slide_layouts[1])
        slide.shapes.title.text = one.title
        slide.placeholders[1].text = one.text
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        if number in hidden:
            slide._element.set("show", "0")
    stream = io.BytesIO()
    shown.save(stream)
    return stream.getvalue()


# --- Web pages --------------------------------------------------------------------------------------------------------


def mht(page: str, pictures: Mapping[str, bytes], address: str = "https://example.no/nytt/") -> bytes:
    """A page as browsers save it in one file; ``pictures`` are those it shows, by their addresses."""
    parts = [
        f"Content-Type: text/html; charset=utf-8\r\nContent-Location: {address}\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{b64encode(page.encode()).decode()}\r\n"
    ]
    parts += [
        f"Content-Type: image/png\r\nContent-Location: {name}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{b64encode(data).decode()}\r\n"
        for name, data in pictures.items()
    ]
    head = (
        f"From: <Saved by Blink>\r\nSubject: Nytt\r\nDate: {format_datetime(WHEN)}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    )
    return (head + "".join(f"--b\r\n{part}" for part in parts) + "--b--\r\n").encode()

"""Bytes from strangers → text, whatever their label says."""

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What UTF-8 looks like that was once read as windows-1252.
_TWICE = re.compile("Ã[¥¸¦…˜†©]|â€[“™œ]")
# Old labels mean windows-1252 in practice (WHATWG, "Encoding").
_WESTERN = {"ascii", "iso8859-1", "iso8859-15", "cp1252", "utf-8"}
_WIDE = ("utf-16", "utf-32", "utf-7", "iso2022")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)


def decode(data: bytes, label: str = "") -> str:
    """Read bytes as UTF-8 where they are that, else by their label, else as windows-1252.

    >>> decode("på".encode(), "iso-8859-1"), decode("på".encode("cp1252"), "utf-8"), decode("pÃ¥".encode())
    ('på', 'på', 'på')
    """
    codec = _codec(label)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if codec.startswith(_WIDE):
        return data.decode(codec, "replace")
    try:
        return _once(data.decode("utf-8"))
    except UnicodeDecodeError:
        # Cut in the middle of a letter, or with a stray byte, it is UTF-8 nevertheless.
        text = data.decode("utf-8", "replace")
        if sum(letter > "\x7f" for letter in text) > 8 * text.count("\ufffd"):
            return text
        return data.decode("cp1252" if codec in _WESTERN else codec, "replace")


def declared(data: bytes) -> str:
    """Give the charset that an HTML file says it has.

    >>> declared(b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">')
    'iso-8859-1'
    """
    found = _META.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def codepage(number: int) -> str:
    """Name a codepage of Windows as Python does.

    >>> codepage(65001), codepage(1252), codepage(99999)
    ('utf-8', 'cp1252', 'cp1252')
    """
    name = {65001: "utf-8", 20127: "cp1252", 28591: "cp1252"}.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _codec(label: str) -> str:
    try:
        info = codecs.lookup(label.strip() or "utf-8")
    except (LookupError, ValueError):
        return "utf-8"
    # Some codecs are no charsets, such as the one that unpacks zip.
    return info.name if getattr(info, "_is_text_encoding", True) else "utf-8"


def _once(text: str) -> str:
    if not _TWICE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text

"""Readers: the bytes of a foreign file → letters.  They run in a child process with limits."""

import hashlib
import re
from collections.abc import Callable
from pathlib import PurePosixPath

from generator.importers.letter import Letter
from generator.importers.limits import Unreadable

Reader = Callable[[str, str, bytes], list[Letter]]
SUFFIXES = (".eml", ".html", ".htm", ".docx", ".pdf", ".md", ".txt")

_IN_MBOX = re.compile(r"(?:\.|^|/)mbox#\d+$", re.IGNORECASE)


def read(name: str, data: bytes) -> list[Letter]:
    """Read one file, by the suffix of its name; what has a place in an mbox is a mail.

    Raises:
        Unreadable: it is of another kind than its name says, damaged, or larger than any letter.
    """
    reader = _reader(".eml" if _IN_MBOX.search(name) else PurePosixPath(name).suffix.lower())
    if reader is None:
        raise Unreadable("import-filtype")
    if not data.strip(b"\0\r\n\t "):
        raise Unreadable("import-tom")
    return reader(name, hashlib.sha256(data).hexdigest(), data)


def _reader(suffix: str) -> Reader | None:
    """Give what reads files of a suffix; packages are loaded only for the formats that are met."""
    if suffix == ".eml":
        return _mail
    if suffix in (".html", ".htm"):
        from generator.importers.read.documents import read_page

        return read_page
    if suffix == ".docx":
        from generator.importers.read.word import read_word

        return read_word
    if suffix == ".pdf":
        from generator.importers.read.pdf import read_pdf

        return read_pdf
    if suffix == ".md":
        from generator.importers.read.plain import read_markdown

        return read_markdown
    if suffix == ".txt":
        from generator.importers.read.saved import read_text

        return read_text
    return None


def _mail(name: str, digest: str, data: bytes) -> list[Letter]:
    from generator.importers.read.mail import read_mail

    return read_mail(name, digest, data, _reader)

"""Readers: the bytes of a foreign file → letters.  They run in a child process with limits."""

import hashlib
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, cast

from generator.importers.letter import Letter
from generator.importers.limits import Unreadable

# What a reader is given: where the file came from, the SHA-256 of its bytes in hex, and the bytes.
Reader = Callable[[str, str, bytes], list[Letter]]

# A format is a line here and a module beside this one.  Modules are loaded only for the formats that are met.
READERS: Mapping[str, str] = {
    ".eml": "mail.read_mail",
    ".msg": "outlook.read_msg",
    ".html": "web.read_page",
    ".htm": "web.read_page",
    ".mht": "web.read_archive",
    ".mhtml": "web.read_archive",
    ".docx": "word.read_word",
    ".odt": "opendocument.read_odt",
    ".rtf": "rich_text.read_rtf",
    ".pptx": "slides.read_pptx",
    ".pdf": "pdf.read_pdf",
    ".ics": "calendars.read_ics",
    ".md": "plain.read_markdown",
    ".txt": "saved.read_text",
}
SUFFIXES = tuple(READERS)

_IN_MBOX = re.compile(r"(?:\.|^|/)mbox#\d+$", re.IGNORECASE)


def read(name: str, data: bytes, beside: Mapping[str, bytes] | None = None) -> list[Letter]:
    """Read one file, by the suffix of its name; what has a place in an mbox is a mail.

    ``beside`` are the pictures that were saved in a folder of its own with a web page, by their paths from the page.

    Raises:
        Unreadable: it is of another kind than its name says, damaged, or larger than any letter.
    """
    reader = reader_of(".eml" if _IN_MBOX.search(name) else PurePosixPath(name).suffix.lower())
    if reader is None:
        raise Unreadable("import-filtype", formats=", ".join(SUFFIXES))
    if not data.strip(b"\0\r\n\t "):
        raise Unreadable("import-tom")
    digest = hashlib.sha256(data).hexdigest()
    if beside:
        return cast("list[Letter]", _loaded("web.read_saved_page")(name, digest, data, beside))
    return reader(name, digest, data)


def reader_of(suffix: str) -> Reader | None:
    """Give what reads files of a suffix, None where nothing does."""
    return _loaded(READERS[suffix]) if suffix in READERS else None


def _loaded(place: str) -> Any:
    module, _, function = place.partition(".")
    return getattr(import_module(f"{__name__}.{module}"), function)

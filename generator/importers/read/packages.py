"""Documents that are zip files of XML: what may be unpacked of them, and what may not stand in them."""

import io
import zipfile

from generator.importers import limits
from generator.importers.limits import Unreadable

# What Office makes of a document with a password: a file of another kind, with the document within.
_LOCKED, _PACKAGE = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")


def look_over(data: bytes, member: str, otherwise: str, read: tuple[str, ...] = (".xml", ".rels")) -> None:
    """Refuse what is no such document, or would unpack to more than any; its XML may not declare entities.

    ``read`` are the ends of the names of what is read by a parser that would heed them.

    Raises:
        Unreadable: with the code ``otherwise`` where ``member``, which every document of the kind has, is not there.
    """
    if data.startswith(_LOCKED) and _PACKAGE in data:
        raise Unreadable("import-passord")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            size = sum(one.file_size for one in members)
            if len(members) > limits.MEMBERS or size > min(limits.DOCUMENT, limits.RATIO * len(data) + limits.FILE):
                raise Unreadable("import-bombe")
            if any(one.flag_bits & 1 for one in members):
                raise Unreadable("import-passord")
            if member not in archive.namelist():
                raise Unreadable(otherwise)
            for one in members:
                if one.filename.endswith(read) and b"<!DOCTYPE" in archive.open(one).read(4096):
                    raise Unreadable("import-skadet")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable("import-skadet") from error

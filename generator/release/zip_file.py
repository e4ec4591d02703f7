"""Zip files that are the same for the same content."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_UNIX, _READABLE, _FIRST_YEAR = 3, 0o644 << 16, 1980


def pack(file: Path, folder: str, contents: Iterable[tuple[str, bytes]], day: date) -> None:
    """Write a zip with everything in one ``folder``, in the order given; every time in it is the day's beginning."""
    draft = file.with_name(f".{file.name}.ny")
    time = (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0)
    try:
        with ZipFile(draft, "w", ZIP_DEFLATED) as archive:
            for path, data in contents:
                entry = ZipInfo(f"{folder}/{path}", time)
                entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
                archive.writestr(entry, data)
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)

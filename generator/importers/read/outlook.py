"""``.msg``: a mail as Outlook keeps it in a file, and what dragging one out of it gives (MS-OXMSG) → letters."""

import email.policy
import io
import struct
from collections.abc import Iterator, Mapping
from email.parser import HeaderParser
from typing import TYPE_CHECKING

from generator.importers import limits
from generator.importers.letter import Letter
from generator.importers.limits import Unreadable
from generator.importers.read import mapi
from generator.importers.read.mail import day_of, header
from generator.importers.read.mapi import Properties, Value
from generator.importers.read.post import Post, letters

if TYPE_CHECKING:
    from olefile import OleFileIO

_FIXED, _STREAM, _ATTACHMENT = "__properties_version1.0", "__substg1.0_", "__attach_version1.0_"
_EMBEDDED = f"{_STREAM}3701000D"
_HEAD_OF_FILE, _HEAD_OF_EMBEDDED, _HEAD_OF_ATTACHMENT = 32, 24, 8
_NAMES, _ENTRIES, _FIRST_NAMED, _NAMED = "__nameid_version1.0", f"{_STREAM}00030102", 0x8000, struct.Struct("<IHH")
_ENTRY = struct.Struct("<HHI8s")

_Path = tuple[str, ...]


def read_msg(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read a mail that was saved or dragged out of Outlook, and the mails and documents in it."""
    import olefile  # loaded only where such a file is met

    if not data.startswith(olefile.MAGIC):
        raise Unreadable("import-ikke-mail")
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as store:
            if not store.exists(_FIXED):
                raise Unreadable("import-ikke-mail")
            folder = _Folder(store, ())
            post = _post(folder, _HEAD_OF_FILE, 0, _names(folder))
    except (OSError, ValueError, IndexError, TypeError, struct.error) as error:
        raise Unreadable("import-skadet") from error
    return letters(name, digest, post)


class _Folder:
    """A folder within the file, which is a file system of its own."""

    def __init__(self, store: "OleFileIO", path: _Path) -> None:
        self._store, self._path = store, path
        here = len(path)
        listed = store.listdir(streams=True, storages=True)
        self.names = sorted({one[here] for one in listed if len(one) > here and one[:here] == [*path]})

    def within(self, name: str) -> "_Folder":
        return _Folder(self._store, (*self._path, name))

    def read(self, name: str) -> bytes:
        size = self._store.get_size([*self._path, name])
        if size > limits.FILE:
            raise Unreadable("import-stor", size=limits.megabytes(limits.FILE))
        return bytes(self._store.openstream([*self._path, name]).read())


def _post(folder: _Folder, head: int, depth: int, names: Mapping[int, int]) -> Post:
    if depth > limits.NESTED:
        raise Unreadable("import-mange-deler")
    told = _properties(folder, head)
    properties = {**told, **{names[id_]: value for id_, value in told.items() if id_ in names}}
    attached = [folder.within(name) for name in folder.names if name.startswith(_ATTACHMENT)]
    if len(attached) > limits.PARTS:
        raise Unreadable("import-mange-deler")
    embedded = [one.within(_EMBEDDED) for one in attached if _EMBEDDED in one.names]
    inner = [_post(one, _HEAD_OF_EMBEDDED, depth + 1, names) for one in embedded]
    files = [mapi.attachment(_properties(one, _HEAD_OF_ATTACHMENT)) for one in attached if _EMBEDDED not in one.names]
    travelled = HeaderParser(policy=email.policy.compat32).parsestr(mapi.text(properties, mapi.HEADERS))
    event = mapi.event(properties)
    return Post(
        title=mapi.text(properties, mapi.SUBJECT),
        sender=header(travelled, "From") or mapi.sender(properties),
        day=mapi.day(properties) or day_of(travelled),
        html=mapi.body(properties),
        attachments=tuple(filter(None, files)),
        inner=tuple(inner),
        event=event,
    )


def _names(folder: _Folder) -> Mapping[int, int]:
    """Give the numbers that are the names of properties, by those that the file has given them."""
    if _NAMES not in folder.names or _ENTRIES not in folder.within(_NAMES).names:
        return {}
    data = folder.within(_NAMES).read(_ENTRIES)
    entries = _NAMED.iter_unpack(data[: len(data) - len(data) % _NAMED.size])
    return {_FIRST_NAMED + place: mapi.NAMED | name for name, kind, place in entries if not kind & 1}


def _properties(folder: _Folder, head: int) -> Properties:
    """Read what is told of a mail or of what is attached to it."""
    numbers = dict(_numbers(folder.read(_FIXED)[head:])) if _FIXED in folder.names else {}
    codec = mapi.codec_of(numbers)
    found: dict[int, Value] = dict(numbers)
    for name in folder.names:
        written = name.removeprefix(_STREAM)
        if name.startswith(_STREAM) and len(written) == 8 and name != _EMBEDDED:
            one = mapi.value(int(written[4:], 16), folder.read(name), codec)
            if one is not None:
                found[int(written[:4], 16)] = one
    return found


def _numbers(data: bytes) -> Iterator[tuple[int, Value]]:
    """Yield what takes no more room than its place in the list: numbers and times."""
    for kind, id_, _, content in _ENTRY.iter_unpack(data[: len(data) - len(data) % _ENTRY.size]):
        found = mapi.value(kind, content, "cp1252") if kind not in (0x001E, 0x001F, 0x0102) else None
        if found is not None:
            yield id_, found

"""What the child process answers, as JSON: unlike pickle, it can make nothing but values, whoever has written it."""

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import ConfigDict, TypeAdapter

from generator.base.problems import Problem
from generator.importers.letter import Issue, Remark


class Failure(NamedTuple):
    """A letter that could not be read or split, and why."""

    name: str
    remark: Remark


class Outcome(NamedTuple):
    """What became of one file: its issues, and the letters in it that could not be used."""

    issues: tuple[Issue, ...] = ()
    failures: tuple[Failure, ...] = ()


class _Sizes(NamedTuple):
    """What a file is called, how long it is, and the same of each that lies beside it."""

    name: str
    size: int
    beside: tuple[tuple[str, int], ...]


class Given(NamedTuple):
    """A file to read, and the pictures that were saved with it, by their paths from it."""

    name: str
    data: bytes
    beside: Mapping[str, bytes]

    def packed(self) -> bytes:
        """Write it as bytes."""
        sizes = _Sizes(self.name, len(self.data), tuple((name, len(data)) for name, data in self.beside.items()))
        return b"".join((_SIZES.dump_json(sizes), b"\0", self.data, *self.beside.values()))


def unpacked(data: bytes) -> Given:
    """Read what :meth:`Given.packed` has written."""
    head, _, rest = data.partition(b"\0")
    sizes = _SIZES.validate_json(head)
    at, beside = sizes.size, dict[str, bytes]()
    for name, size in sizes.beside:
        beside[name] = rest[at : at + size]
        at += size
    return Given(sizes.name, rest[: sizes.size], beside)


_AS_BASE64 = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
OUTCOME = TypeAdapter(Outcome, config=_AS_BASE64)
NAMES = TypeAdapter(list[str])
_SIZES = TypeAdapter(_Sizes)
REMARK = TypeAdapter(Remark)
PROBLEMS = TypeAdapter(list[Problem])

"""The process in which foreign bytes are read: it may use little memory and time, and reach nothing.

It is started by :mod:`generator.importers.read.sandbox`, which also ends it.  What it is asked and what it answers goes
through its standard input and output: a kind of one letter, a length, and so many bytes.
"""

import ctypes
import os
import resource
import struct
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import BinaryIO

from generator.importers import limits
from generator.importers.letter import Remark
from generator.importers.limits import Unreadable
from generator.importers.read.wire import NAMES, OUTCOME, PROBLEMS, REMARK, Failure, Outcome, unpacked

HEAD = struct.Struct(">cQ")
OK, REFUSED, SPENT = b"+", b"-", b"!"
READ, LIST, UNPACK, CHECK = b"r", b"l", b"u", b"c"

# Loaded before the door is shut, since they want what is forbidden afterwards.
_BEFOREHAND = ("babel.dates", "generator.importers.read", "generator.importers.split.items", "zoneinfo")
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_FORBIDDEN = ("socket.", "subprocess.", "pty.", "ctypes.", "shutil.", "tempfile.")
_LOOKING = ("os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.add_dll_directory")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Say that one is ready, and answer until there is nothing more to be asked."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(nothing, handle)
    for name in _BEFOREHAND:
        __import__(name)
    _shut_in()
    _tell(answers, OK, b"")
    while head := asked.read(HEAD.size):
        kind, size = HEAD.unpack(head)
        answer(kind, asked.read(size), answers)


def answer(kind: bytes, data: bytes, to: BinaryIO) -> None:
    """Do one task; a memory that is spent is told as such, for the process is of no more use then."""
    _allow_seconds()
    try:
        sign, result = OK, _TASKS[kind](data)
    except Unreadable as refused:
        sign, result = REFUSED, REMARK.dump_json(refused.remark)
    except MemoryError:
        sign, result = SPENT, b""
    except Exception:
        sign, result = REFUSED, REMARK.dump_json(Remark("import-skadet"))
    _tell(to, sign, result)


def _tell(to: BinaryIO, sign: bytes, result: bytes) -> None:
    to.write(HEAD.pack(sign, len(result)))
    to.write(result)
    to.flush()


def _read(data: bytes) -> bytes:
    """Read a file and split its letters; one that can't be split keeps no other from it.

    A national identity number anywhere in the file stops all of it.
    """
    from generator.importers import read
    from generator.importers.read import forbidden
    from generator.importers.split import items

    given = unpacked(data)
    issues, failures = [], []
    for letter in read.read(*given):
        try:
            issue = items.split(letter)
            forbidden.look_over(issue)
            issues.append(issue)
        except forbidden.Forbidden:
            raise
        except Unreadable as refused:
            failures.append(Failure(letter.name, refused.remark))
        except MemoryError:
            raise
        except Exception:
            failures.append(Failure(letter.name, Remark("import-skadet")))
    return OUTCOME.dump_json(Outcome(tuple(issues), tuple(failures)))


def _list(data: bytes) -> bytes:
    from generator.importers.read import unpack

    return NAMES.dump_json(list(unpack.names(os.fsdecode(data))))


def _unpack(data: bytes) -> bytes:
    from generator.importers.read import unpack

    number, _, path = data.partition(b"\0")
    return unpack.member(os.fsdecode(path), int(number))


def _check(data: bytes) -> bytes:
    """Say what is wrong with a draft.  Markdown made of what strangers wrote is as foreign as what they wrote."""
    from generator.source.files import Source
    from generator.stages import parse

    path, _, content = data.partition(b"\0")
    head = parse.parse(Source(path.decode(), content), b"").head
    assert isinstance(head, parse.Head)  # noqa: S101 - what parse() gives
    return PROBLEMS.dump_json(list(head.problems))


_TASKS: Mapping[bytes, Callable[[bytes], bytes]] = {READ: _read, LIST: _list, UNPACK: _unpack, CHECK: _check}


def _shut_in() -> None:
    """Give up what reading needs not: other processes, the network, writing, and more memory than a letter takes.

    The kernel keeps native code from the network where it lets us have a network of our own; the hook keeps Python from
    it everywhere.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)
    # macOS knows some of the limits by name only.
    for name, most in (("AS", limits.MEMORY), ("FSIZE", 0), ("CORE", 0), ("NPROC", 0)):
        with suppress(OSError, ValueError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event.startswith("os.") and event not in _LOOKING):
        raise PermissionError(event)
    if event == "open" and len(arguments) > 2 and isinstance(arguments[2], int) and arguments[2] & _WRITES:
        raise PermissionError(event)


def _allow_seconds() -> None:
    """Let the kernel end the process some time after its parent would have."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + limits.SECONDS + 2
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()

"""Addresses are entered in the ledger before the release that has them is taken into use, and never without it.

An address that is in use must be in the ledger, whatever happens in between.  And one that never came into use must not
stay there: its document may be renamed still, and nobody should be asked to lead it on.  So there is a note of what the
ledger was, from before it is written until the release is in use; where a build was cut off meanwhile, the next command
finds it and puts that back.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from generator.engine.lock import STATE
from generator.engine.written import write_safely
from search.places import take_away

_NOTE = "innfoering.json"


class _Note(NamedTuple):
    """What was under way: a ``release`` to be used as an ``output``; the ledger ``before``, and the hash of the new."""

    output: str
    release: str
    before: str | None
    after: str


@contextmanager
def entering(site: Path, ledger: Path, after: bytes, output: Path, release: str) -> Iterator[None]:
    """Have a ledger safely on the disk, and then take the release into use; if that fails, the ledger is as it was.

    Raises:
        OSError: the ledger could not be written, and nothing was done.
    """
    before = ledger.read_text("utf-8", "surrogateescape") if ledger.is_file() else None
    note = _Note(os.fspath(output), release, before, _digest(after))
    write_safely(site / STATE / _NOTE, json.dumps(note._asdict()).encode())
    try:
        write_safely(ledger, after)
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            settle(site, ledger)
        raise
    # What is in use is in use: a note that stays says no more than that.
    with contextlib.suppress(OSError):
        (site / STATE / _NOTE).unlink()


def settle(site: Path, ledger: Path) -> None:
    """Put a ledger back to what it was before a build that was cut off, unless the release has come into use."""
    file = site / STATE / _NOTE
    if not os.path.lexists(file):
        return
    note = _read(file)
    if note and not _is_in_use(note) and _is_as_written(ledger, note):
        _put_back(ledger, note.before)
    take_away(file)


def _is_as_written(ledger: Path, note: _Note) -> bool:
    """Whether a ledger is what the build made of it: what somebody has changed since is theirs."""
    return ledger.is_file() and _digest(ledger.read_bytes()) == note.after


def _put_back(ledger: Path, before: str | None) -> None:
    if before is None:
        ledger.unlink()
    else:
        write_safely(ledger, before.encode("utf-8", "surrogateescape"))


def _is_in_use(note: _Note) -> bool:
    output = Path(note.output)
    return output.is_symlink() and output.readlink().name == note.release


def _read(file: Path) -> _Note | None:
    """Read a note; one that is damaged says nothing."""
    try:
        return _Note(**json.loads(file.read_bytes()))
    except (ValueError, TypeError, OSError):
        return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

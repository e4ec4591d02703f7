"""The parent's side of the child process: it asks, waits so long, and starts a new one where one has failed."""

import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from generator.base.problems import Problem
from generator.importers import limits
from generator.importers.limits import Unreadable
from generator.importers.read.child import CHECK, HEAD, LIST, OK, READ, SPENT, UNPACK
from generator.importers.read.wire import NAMES, OUTCOME, PROBLEMS, REMARK, Given, Outcome
from search.dictionary import cached
from search.places import user_cache

# A process that has read so much may hold what it ought to have let go.
_TASKS_EACH = 300
_START = 30
_CHUNK = 1 << 16


class Sandbox:
    """Reads foreign bytes in a child process that is used for many files."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._tasks = 0
        self._spare: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        if self._spare:
            self._spare.cleanup()

    def read(self, name: str, data: bytes, beside: Mapping[str, bytes] | None = None) -> Outcome:
        """Read and split a file; ``beside`` are the pictures that were saved with a web page.

        Raises:
            Unreadable: it can't be read, or takes more time or memory than it may.
        """
        if len(data) > limits.FILE:
            raise Unreadable("import-stor", size=limits.megabytes(limits.FILE))
        known = name.encode("utf-8", "replace").decode()
        return OUTCOME.validate_json(self._ask(READ, Given(known, data, beside or {}).packed()))

    def names(self, path: Path) -> Sequence[str]:
        """Name the members of a zip file, an empty name for what is no file.

        Raises:
            Unreadable: it can't be read, or would unpack to too much.
        """
        return NAMES.validate_json(self._ask(LIST, os.fsencode(path.absolute())))

    def member(self, path: Path, number: int) -> bytes:
        """Unpack one member of a zip file.

        Raises:
            Unreadable: it can't be read, or is too large.
        """
        return self._ask(UNPACK, b"%d\0" % number + os.fsencode(path.absolute()))

    def problems(self, path: str, draft: bytes) -> Sequence[Problem]:
        """Say what is wrong with a draft that is to lie at a path below ``content/``.

        Raises:
            Unreadable: saying so takes more time or memory than it may.
        """
        return PROBLEMS.validate_json(self._ask(CHECK, path.encode() + b"\0" + draft))

    def _ask(self, kind: bytes, data: bytes) -> bytes:
        begun = time.monotonic()
        try:
            if self._child is None or self._tasks >= _TASKS_EACH:
                self._end()
                self._start()
            self._tasks += 1
            # On a machine that is busy, starting may take seconds; no file holds an import for longer because of it.
            deadline = max(begun + limits.SECONDS, time.monotonic() + limits.SECONDS / 2)
            self._send(HEAD.pack(kind, len(data)) + data, deadline)
            sign, size = HEAD.unpack(self._receive(HEAD.size, deadline))
            if size > limits.ANSWER:
                raise Unreadable("import-minne", size=limits.megabytes(limits.MEMORY))
            answer = self._receive(size, deadline)
        except TimeoutError as error:
            self._end()
            raise Unreadable("import-tid", seconds=limits.SECONDS) from error
        except (OSError, EOFError) as error:
            self._end()
            raise Unreadable("import-krasj") from error
        except BaseException:
            self._end()
            raise
        if sign == OK:
            return answer
        if sign == SPENT:
            self._end()
            raise Unreadable("import-minne", size=limits.megabytes(limits.MEMORY))
        raise Unreadable(REMARK.validate_json(answer))

    def _start(self) -> None:
        environment = {"LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
        environment["XDG_CACHE_HOME"] = os.fspath(self._caches())
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-m", "generator.importers.read.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=tempfile.gettempdir(),
            env=environment,
            start_new_session=True,
        )
        assert self._child.stdin  # noqa: S101 - it was asked for
        os.set_blocking(self._child.stdin.fileno(), False)
        self._tasks = 0
        self._receive(HEAD.size, time.monotonic() + _START)

    def _caches(self) -> Path:
        """Give the folder whose caches have the dictionaries as files: read whole, they take all the child may have."""
        self._spare = self._spare or tempfile.TemporaryDirectory()
        return cached(Path(self._spare.name, user_cache().name)).parent

    def _end(self) -> None:
        """Stop the child, which has nothing to save."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()

    def _send(self, data: bytes, deadline: float) -> None:
        assert self._child  # noqa: S101 - it was started
        assert self._child.stdin  # noqa: S101
        handle, view = self._child.stdin.fileno(), memoryview(data)
        while view:
            if not select.select([], [handle], [], max(deadline - time.monotonic(), 0))[1]:
                raise TimeoutError
            view = view[os.write(handle, view[:_CHUNK]) :]

    def _receive(self, size: int, deadline: float) -> bytes:
        assert self._child  # noqa: S101 - it was started
        assert self._child.stdout  # noqa: S101
        handle, found = self._child.stdout.fileno(), bytearray()
        while len(found) < size:
            if not select.select([handle], [], [], max(deadline - time.monotonic(), 0))[0]:
                raise TimeoutError
            piece = os.read(handle, min(size - len(found), 1 << 20))
            if not piece:
                raise EOFError
            found += piece
        return bytes(found)

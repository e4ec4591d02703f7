"""A disk that fails: the n-th call that would change something gives an error instead of doing it."""

import builtins
import io
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

_CHANGING = ("link", "mkdir", "remove", "rename", "replace", "rmdir", "symlink", "unlink", "utime", "fsync")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_SQLITE = {28: sqlite3.SQLITE_FULL, 5: sqlite3.SQLITE_IOERR, 13: sqlite3.SQLITE_READONLY}


class Disk:
    """Counts the calls that change something; with ``fails_at``, that one fails with an error of the system."""

    def __init__(self, fails_at: int = 0, errno: int = 28) -> None:
        self.calls: list[str] = []
        self._fails_at, self.errno = fails_at, errno

    def refuses(self, what: str) -> bool:
        self.calls.append(what)
        return len(self.calls) == self._fails_at

    def asked(self, what: str, path: object = None) -> None:
        if self.refuses(what):
            raise OSError(self.errno, os.strerror(self.errno), path)


class _Stream:
    """A file that is written: each write may fail, and so may closing it, which is when the last bytes are written."""

    def __init__(self, stream: Any, disk: Disk) -> None:
        self._stream, self._disk = stream, disk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, data: Any) -> int:
        if self._disk.refuses("write"):
            # A disk that is full takes what there is room for.
            self._stream.write(data[: len(data) // 2])
            raise OSError(self._disk.errno, os.strerror(self._disk.errno))
        return int(self._stream.write(data))

    def close(self) -> None:
        if self._stream.closed:
            return
        self._stream.close()
        self._disk.asked("close")

    def __enter__(self) -> "_Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Database:
    """A connection to SQLite, each statement of which may fail."""

    def __init__(self, database: sqlite3.Connection, disk: Disk) -> None:
        self._database, self._disk = database, disk

    def _asked(self, sql: str) -> None:
        if self._disk.refuses(f"sqlite {sql.split(' ', 1)[0]}"):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = _SQLITE[self._disk.errno]
            raise error

    def execute(self, sql: str, *values: Any) -> Any:
        self._asked(sql)
        return self._database.execute(sql, *values)

    def executemany(self, sql: str, rows: Any) -> Any:
        self._asked(sql)
        return self._database.executemany(sql, rows)

    def executescript(self, sql: str) -> Any:
        self._asked("script")
        return self._database.executescript(sql)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> "_Database":
        self._database.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._database.__exit__(*error)
        self._asked("commit")


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Put a disk in place of the real one, for this process; reading goes on as before."""

    def guarded(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            disk.asked(name, args[0] if args else None)
            return original(*args, **kwargs)

        return call

    real_open, real_os_open, connect = builtins.open, os.open, sqlite3.connect

    def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if not set(mode) & set("wxa+"):
            return real_open(file, mode, *args, **kwargs)
        disk.asked("open", file)
        return _Stream(real_open(file, mode, *args, **kwargs), disk)

    def os_opened(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & _WRITES:
            disk.asked("os.open", path)
        return real_os_open(path, flags, *args, **kwargs)

    calls: dict[str, Any] = {name: guarded(name, getattr(os, name)) for name in _CHANGING}
    with (
        mock.patch.multiple(os, **calls),
        mock.patch.object(builtins, "open", opened),
        mock.patch.object(io, "open", opened),
        mock.patch.object(os, "open", os_opened),
        mock.patch.object(sqlite3, "connect", lambda *a, **k: _Database(connect(*a, **k), disk)),
    ):
        yield disk

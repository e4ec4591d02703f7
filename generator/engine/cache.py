"""What earlier builds found out, kept in one SQLite file beside the site.

A content folder comes from strangers, and so might a cache file lying in it.  Everything kept is therefore sealed
with a secret made of the user's own and the version of the program: what anybody or anything else left there is as good
as absent.  What is not as it was sealed, though the secret is the same, is damaged, and so may be all that lies beside
it: then the whole file is thrown away (:meth:`Cache.renew`), and the work is done again.
"""

import contextlib
import hashlib
import hmac
import os
import pickle
import secrets
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from search.places import take_away, user_config

FILE = "cache.sqlite"
# What says that the disk is full, or that somebody else holds the file: that is no fault of the cache.
_OF_THE_MACHINE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM}
_SEALED = "seal"
_SEAL = 16
_SECRET = 32
_TABLES = """
create table if not exists parsed (path text primary key, key blob not null, head blob, html blob, words blob);
create index if not exists parsed_key on parsed (key);
create table if not exists kept (name text primary key, value blob not null);
"""


class Row(NamedTuple):
    """What parsing one file gave: ``head`` is any picklable value, ``html`` and ``words`` are for later stages."""

    path: str
    key: bytes
    head: object
    html: bytes
    words: bytes


class Damaged(sqlite3.DatabaseError):
    """The cache is not as it was left; it can be thrown away."""


@contextmanager
def _noticing() -> Iterator[None]:
    """Turn what tells of a damaged file into :class:`Damaged`."""
    try:
        yield
    except Damaged:
        raise
    except (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError, TypeError, OverflowError, MemoryError) as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_MACHINE:
            raise
        raise Damaged(str(error)) from error


class Cache:
    """Sealed values on disk; safe to lose at any moment."""

    def __init__(self, folder: Path, secret: bytes) -> None:
        self._secret = secret
        self.folder = folder
        self.was_damaged = False
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
        except Damaged:
            self.renew()

    def renew(self) -> None:
        """Throw away all that is kept, and begin anew."""
        self.was_damaged = True
        self.close()
        for left in self.folder.glob(f"{FILE}*"):
            take_away(left)
        self._open()

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(AttributeError, sqlite3.Error):
            self._database.close()

    def _open(self) -> None:
        file = self.folder / FILE
        for part in (file, *(self.folder / f"{FILE}-{name}" for name in ("wal", "shm", "journal"))):
            # A pipe would be waited for, and a link leads to what is not ours.
            if os.path.lexists(part) and (part.is_symlink() or not part.is_file()):
                raise Damaged(f"no file: {part}")
        with _noticing():
            self._connect(file)
            self._begin()

    def _connect(self, file: Path) -> None:
        self._database = sqlite3.connect(file, timeout=60)
        # Large values are written several times faster in large pages.
        self._database.execute("pragma page_size = 16384")
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = off")
        self._database.executescript(_TABLES)

    def _begin(self) -> None:
        """Know again what was sealed with this secret; what was sealed with another is as good as absent."""
        self._is_ours = False
        if self.recall(_SEALED) is not True:
            with self._database:
                self._database.execute("delete from parsed")
                self._database.execute("delete from kept")
            self.keep(_SEALED, True)
        self._is_ours = True

    @property
    def secret(self) -> bytes:
        """What values are sealed with, for opening the same cache in a worker process."""
        return self._secret

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _seal(self, place: str, key: bytes, value: bytes) -> bytes:
        return self._mark(place, key, value) + value

    def _unseal(self, place: str, key: bytes, sealed: bytes) -> memoryview | None:
        value = memoryview(sealed)[_SEAL:]
        if hmac.compare_digest(self._mark(place, key, value), bytes(sealed[:_SEAL])):
            return value
        if self._is_ours:
            raise Damaged("a seal is broken")
        return None

    def _mark(self, place: str, key: bytes, value: bytes | memoryview) -> bytes:
        """Seal a value to its key and to where it stands: a body must never be taken for a head, which is unpickled."""
        salt, person = key[:16].ljust(16), place.encode()
        return hashlib.blake2b(value, key=self._secret, salt=salt, person=person, digest_size=_SEAL).digest()

    def heads(self, keys: Mapping[str, bytes], together: Mapping[bytes, Any]) -> dict[str, Any]:
        """Give the heads of the paths whose key is still the same; those known ``together`` are not read again."""
        with _noticing():
            there = {key for (key,) in self._database.execute("select key from parsed")}
            found = {
                path: together[key] if key in together else self._head(key)
                for path, key in keys.items()
                if key in there
            }
        return {path: head for path, head in found.items() if head is not None}

    def _head(self, key: bytes) -> Any:
        row = self._database.execute("select head from parsed where key = ?", (key,)).fetchone()
        value = self._unseal("head", key, row[0]) if row else None
        return None if value is None else pickle.loads(value)  # noqa: S301 - sealed with the user's own secret

    def store(self, rows: Iterable[Row]) -> None:
        """Keep what parsing gave, in place of what was there for the same paths."""
        with _noticing(), self._database:
            self._database.executemany(
                "insert or replace into parsed values (?, ?, ?, ?, ?)",
                (
                    (
                        row.path,
                        row.key,
                        self._seal("head", row.key, pickle.dumps(row.head, 5)),
                        self._seal("html", row.key, row.html),
                        self._seal("words", row.key, row.words),
                    )
                    for row in rows
                ),
            )

    def forget_all_but(self, paths: Collection[str]) -> None:
        """Drop files that are no longer there."""
        with _noticing(), self._database:
            kept = {path for (path,) in self._database.execute("select path from parsed")}
            self._database.executemany(
                "delete from parsed where path = ?", ((path,) for path in kept.difference(paths))
            )

    def html(self, key: bytes) -> str:
        """Give the body with this key.

        Raises:
            Damaged: it is no longer in the cache.
        """
        return str(self._column("html", key), "utf-8")

    def words(self, key: bytes) -> bytes:
        """Give the word counts of the document with this key.

        Raises:
            Damaged: they are no longer in the cache.
        """
        return bytes(self._column("words", key))

    def _column(self, name: str, key: bytes) -> memoryview:
        with _noticing():
            row = self._database.execute(f"select {name} from parsed where key = ?", (key,)).fetchone()  # noqa: S608
            value = self._unseal(name, key, row[0]) if row else None
        if value is None:
            raise Damaged(f"{name} of {key.hex()}")
        return value

    def look_over(self, keys: Iterable[bytes]) -> None:
        """Read all that is kept of documents with these keys.

        Raises:
            Damaged: some of it is not as it was left.
        """
        for key in keys:
            self._column("html", key)
            self._column("words", key)

    def recall(self, name: str) -> Any:
        """Give a value that was kept under a name, or None."""
        with _noticing():
            row = self._database.execute("select value from kept where name = ?", (name,)).fetchone()
            value = self._unseal("kept", name.encode(), row[0]) if row else None
            return None if value is None else pickle.loads(value)  # noqa: S301 - sealed with the user's own secret

    def keep(self, name: str, value: object) -> None:
        """Keep a picklable value under a name."""
        sealed = self._seal("kept", name.encode(), pickle.dumps(value, 5))
        with _noticing(), self._database:
            self._database.execute("insert or replace into kept values (?, ?)", (name, sealed))


def user_secret() -> bytes:
    """Read the user's secret, making it the first time; without a home folder, every build starts afresh."""
    file = user_config() / "secret"
    with contextlib.suppress(OSError):
        if not file.is_file() or file.stat().st_size != _SECRET:
            take_away(file)
            file.parent.mkdir(parents=True, exist_ok=True)
            draft = file.with_name(f"secret-{os.getpid()}")
            draft.touch(0o600)
            draft.write_bytes(secrets.token_bytes(_SECRET))
            draft.rename(file)
        if len(secret := file.read_bytes()) == _SECRET:
            return secret
    return secrets.token_bytes(_SECRET)

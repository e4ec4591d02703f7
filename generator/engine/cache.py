"""What earlier builds found out, kept in one SQLite file beside the site.

A content folder comes from strangers, and so might a cache file lying in it.  Everything kept is therefore sealed
with a secret made of the user's own and the version of the program: what anybody or anything else left there is as good
as absent.
"""

import contextlib
import hashlib
import hmac
import os
import pickle
import secrets
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

FILE = "cache.sqlite"
_SEAL = 16
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


class Cache:
    """Sealed values on disk; safe to lose at any moment."""

    def __init__(self, folder: Path, secret: bytes) -> None:
        self._secret = secret
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._open()

    def _open(self) -> None:
        file = self.folder / FILE
        try:
            self._connect(file)
        except sqlite3.DatabaseError:
            for left in self.folder.glob(f"{FILE}*"):
                left.unlink()
            self._connect(file)

    def _connect(self, file: Path) -> None:
        self._database = sqlite3.connect(file, timeout=60)
        # Large values are written several times faster in large pages.
        self._database.execute("pragma page_size = 16384")
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = off")
        self._database.executescript(_TABLES)

    @property
    def secret(self) -> bytes:
        """What values are sealed with, for opening the same cache in a worker process."""
        return self._secret

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def _seal(self, key: bytes, value: bytes) -> bytes:
        return self._mark(key, value) + value

    def _unseal(self, key: bytes, sealed: bytes) -> memoryview | None:
        value = memoryview(sealed)[_SEAL:]
        return value if hmac.compare_digest(self._mark(key, value), sealed[:_SEAL]) else None

    def _mark(self, key: bytes, value: bytes | memoryview) -> bytes:
        return hashlib.blake2b(value, key=self._secret, salt=key[:16].ljust(16), digest_size=_SEAL).digest()

    def heads(self, keys: Mapping[str, bytes], together: Mapping[bytes, Any]) -> dict[str, Any]:
        """Give the heads of the paths whose key is still the same; those known ``together`` are not read again."""
        there = {key for (key,) in self._database.execute("select key from parsed")}
        found = {
            path: together[key] if key in together else self._head(key) for path, key in keys.items() if key in there
        }
        return {path: head for path, head in found.items() if head is not None}

    def _head(self, key: bytes) -> Any:
        row = self._database.execute("select head from parsed where key = ?", (key,)).fetchone()
        value = self._unseal(key, row[0]) if row else None
        return None if value is None else pickle.loads(value)  # noqa: S301 - sealed with the user's own secret

    def store(self, rows: Iterable[Row]) -> None:
        """Keep what parsing gave, in place of what was there for the same paths."""
        with self._database:
            self._database.executemany(
                "insert or replace into parsed values (?, ?, ?, ?, ?)",
                (
                    (
                        row.path,
                        row.key,
                        self._seal(row.key, pickle.dumps(row.head, 5)),
                        self._seal(row.key, row.html),
                        self._seal(row.key, row.words),
                    )
                    for row in rows
                ),
            )

    def forget_all_but(self, paths: Collection[str]) -> None:
        """Drop files that are no longer there."""
        kept = {path for (path,) in self._database.execute("select path from parsed")}
        with self._database:
            self._database.executemany(
                "delete from parsed where path = ?", ((path,) for path in kept.difference(paths))
            )

    def html(self, key: bytes) -> str:
        """Give the body with this key.

        Raises:
            KeyError: it is not in the cache.
        """
        return str(self._column("html", key), "utf-8")

    def words(self, key: bytes) -> bytes:
        """Give the word counts of the document with this key.

        Raises:
            KeyError: it is not in the cache.
        """
        return bytes(self._column("words", key))

    def _column(self, name: str, key: bytes) -> memoryview:
        row = self._database.execute(f"select {name} from parsed where key = ?", (key,)).fetchone()  # noqa: S608
        value = self._unseal(key, row[0]) if row else None
        if value is None:
            raise KeyError(key)
        return value

    def recall(self, name: str) -> Any:
        """Give a value that was kept under a name, or None."""
        row = self._database.execute("select value from kept where name = ?", (name,)).fetchone()
        value = self._unseal(name.encode(), row[0]) if row else None
        return None if value is None else pickle.loads(value)  # noqa: S301 - sealed with the user's own secret

    def keep(self, name: str, value: object) -> None:
        """Keep a picklable value under a name."""
        sealed = self._seal(name.encode(), pickle.dumps(value, 5))
        with self._database:
            self._database.execute("insert or replace into kept values (?, ?)", (name, sealed))


def user_secret() -> bytes:
    """Read the user's secret, making it the first time; without a home folder, every build starts afresh."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")  # noqa: PTH111, PTH118
    file = Path(home) / "fagarkiv" / "secret"
    with contextlib.suppress(OSError):
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            draft = file.with_name(f"secret-{os.getpid()}")
            draft.touch(0o600)
            draft.write_bytes(secrets.token_bytes(32))
            draft.rename(file)
        if len(secret := file.read_bytes()) == 32:
            return secret
    return secrets.token_bytes(32)

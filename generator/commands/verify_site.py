"""Checking a live site: asking its server for every file."""

import gzip
import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import SplitResult, urlsplit

from generator.base.problems import UsageError
from generator.release.verify_site import Answer, Ask, Fault, verify

_PATIENCE = 30


def verify_site(url: str) -> tuple[int, list[Fault]]:
    """Check the site at an address; gives how many files were looked at, and what is wrong.

    Raises:
        UsageError: the address is none, or nobody answers there.
    """
    root = url.removesuffix("index.html").rstrip("/") + "/"
    where = urlsplit(root)
    if where.scheme not in ("http", "https") or not where.hostname:
        raise UsageError("bruk-tjener-adresse", value=url)
    try:
        with _asking(where) as ask:
            return verify(ask, root)
    except (OSError, http.client.HTTPException) as error:
        raise UsageError("bruk-tjener-svarer-ikke", value=url, reason=str(error) or type(error).__name__) from error


@contextmanager
def _asking(where: SplitResult) -> Iterator[Ask]:
    """Open a connection that all is asked over."""
    kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
    connection = kind(where.hostname or "", where.port, timeout=_PATIENCE)

    def ask(path: str) -> Answer:
        try:
            return _ask(connection, where.path + path)
        except (http.client.RemoteDisconnected, ConnectionResetError):
            # A server may end a connection that was long in use.
            connection.close()
            return _ask(connection, where.path + path)

    try:
        yield ask
    finally:
        connection.close()


def _ask(connection: http.client.HTTPConnection, path: str) -> Answer:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    if headers.get("content-encoding") == "gzip":
        body = _unpacked(body)
    return Answer(answer.status, headers, body)


def _unpacked(body: bytes) -> bytes:
    try:
        return gzip.decompress(body)
    except (OSError, EOFError):
        return body

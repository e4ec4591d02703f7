"""Whether what is published is what was made: files against their checksums, and links against files.  Pure."""

import html
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_LINK = re.compile(r'<[a-z][^<>]*?\s(?:href|src)="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


class Finding(NamedTuple):
    """What is not as it should be with a file; ``code`` is a key of the messages, ``value`` fills their place."""

    code: str
    url: str
    value: str = ""


class Checked(NamedTuple):
    """How much was looked at, and what was found."""

    files: int
    links: int
    findings: tuple[Finding, ...]


def expected(text: str) -> dict[str, bytes]:
    """Read checksums as ``sha256sum`` writes them: addresses with the hashes of their files.

    Raises:
        ValueError: a line is none of those; its number is the argument.
    """
    found = dict[str, bytes]()
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        if not match:
            raise ValueError(number)
        found[match[2]] = bytes.fromhex(match[1])
    return found


def differences(wanted: Mapping[str, bytes], there: Mapping[str, bytes]) -> Iterator[Finding]:
    """Compare hashes; what is ``there`` with none is neither a file nor a folder, such as a link.

    >>> list(differences({"a": b"1", "b": b"2"}, {"a": b"3", "c": b"4"}))
    [Finding(code='hel-endret', url='a', value=''), Finding(code='hel-mangler', url='b', value=''), \
Finding(code='hel-fremmed', url='c', value='')]
    """
    for url in sorted({*wanted, *there}):
        if there.get(url) == b"":
            yield Finding("hel-ikke-fil", url)
        elif url not in there:
            yield Finding("hel-mangler", url)
        elif url not in wanted:
            yield Finding("hel-fremmed", url)
        elif wanted[url] != there[url]:
            yield Finding("hel-endret", url)


def links(url: str, page: str) -> list[str]:
    """Name the files of the same site that a page leads to, or needs; those that begin at a server's root are not told.

    >>> links("a/b.html", '<a href="../c.html#d">e</a> <img src="f.png"> <a href="https://g/">h</a> <a href="./">i</a>')
    ['c.html', 'a/f.png', 'a/index.html']
    """
    found = (html.unescape(link) for link in _LINK.findall(page))
    paths = (unquote(link.partition("#")[0].partition("?")[0]) for link in found if not _ELSEWHERE.match(link))
    return list(dict.fromkeys(_resolved(url, path) for path in paths if path))


def _resolved(url: str, path: str) -> str:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(url), path))
    return posixpath.normpath(f"{target}/index.html") if path.endswith(("/", "..")) or path == "." else target


def broken(links_: Iterable[tuple[str, str]], there: Collection[str]) -> Iterator[Finding]:
    """Name the links, each of a page to a file, that lead to none."""
    for url, target in links_:
        if target not in there:
            yield Finding("hel-lenke", url, target)

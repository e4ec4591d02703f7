"""Whether a live site is as it was built and as it should be served: pure judgements of what a server answers."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import html

from generator.release.checksums import read_sums
from generator.release.hosting import FOLDER, SUMS
from generator.release.served import EACH_TIME, HEADERS, HSTS, NOT_FOUND, TEXTS, TYPES, caching, suffix_of

# Addresses that no site has. The first could be a file kept for ever, by its name.
_NOWHERE = ("assets/finnes-ikke.0123456789.js", "finnes/ikke.html")
_PRIVATE = (".git/config", ".fagarkiv/cache.sqlite", "site_config.yml")
_MAPPED = re.compile(r'^"([^"]*)" "([^"]*)";$', re.MULTILINE)
_LOADED = (
    "//script/@src | //img/@src | //iframe/@src | //source/@src | //embed/@src | //object/@data"
    " | //link[not(contains('canonical alternate', @rel))]/@href"
)
_IN_STYLES = re.compile(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')\s]+)""")


class Answer(NamedTuple):
    """What a server answers: names of headers in lower case, the body unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Fault(NamedTuple):
    """What is wrong, where, and what is there instead."""

    code: str
    url: str
    found: str = ""


# Asks for an address relative to the site's root; nothing is followed.
Ask = Callable[[str], Answer]


def verify(ask: Ask, root: str) -> tuple[int, list[Fault]]:
    """Check the site at ``root``, which ends with a slash; gives how many files were looked at, and what is wrong."""
    listed = ask(SUMS)
    expected = read_sums(listed.body.decode("ascii", "replace")) if listed.status == 200 else {}
    if not expected:
        return 0, [Fault("tjener-uten-liste", SUMS, str(listed.status))]
    moved = _moved(ask, root)
    faults = [fault for url, to in moved.items() for fault in _judge_redirect(url, to, ask(url), root)]
    for url, sha256 in expected.items():
        if url not in moved:
            faults += judge_file(url, sha256, ask(url), root)
    return len(expected), [*faults, *_around(ask, expected, root)]


def _moved(ask: Ask, root: str) -> dict[str, str]:
    """Read which former addresses lead where, both relative to the root."""
    path = urlsplit(root).path
    pairs = _MAPPED.findall(ask(f"{FOLDER}/nginx.map").body.decode("ascii", "replace"))
    return {old.removeprefix(path): new for old, new in pairs if old.startswith(path)}


def _judge_redirect(url: str, to: str, answer: Answer, root: str) -> Iterator[Fault]:
    where = urlsplit(urljoin(root, answer.headers.get("location", "")))
    if answer.status != 301 or where.path != to or where.netloc != urlsplit(root).netloc:
        yield Fault("tjener-omdirigering", url, f"{answer.status} {answer.headers.get('location', '')}".strip())


def judge_file(url: str, sha256: bytes, answer: Answer, root: str) -> Iterator[Fault]:
    """Judge the answer for a file that should be there."""
    if answer.status != 200:
        yield Fault("tjener-status", url, str(answer.status))
        return
    if hashlib.sha256(answer.body).digest() != sha256:
        yield Fault("tjener-innhold", url)
    yield from _judge_type(url, answer)
    yield from judge_headers(url, answer, root)
    if answer.headers.get("cache-control", "") != caching(url):
        yield Fault("tjener-lagring", url, answer.headers.get("cache-control", "–"))
    yield from (Fault("tjener-utenfra", url, one) for one in fetched_from_others(url, answer.body, root))


def _judge_type(url: str, answer: Answer) -> Iterator[Fault]:
    suffix, told = suffix_of(url), answer.headers.get("content-type", "–")
    wanted = TYPES.get(suffix)
    type_, _, rest = told.partition(";")
    is_known = wanted is None or type_.strip().lower() == wanted
    if not is_known or (suffix in TEXTS and rest.strip().lower() != "charset=utf-8"):
        yield Fault("tjener-type", url, told)


def judge_headers(url: str, answer: Answer, root: str) -> Iterator[Fault]:
    """Judge the headers that every answer should have, and those that none should have."""
    for name, wanted in HEADERS.items():
        if (told := answer.headers.get(name.lower(), "–")) != wanted:
            yield Fault("tjener-topp", url, f"{name}: {told}")
    if root.startswith("https:") and HSTS.lower() not in answer.headers:
        yield Fault("tjener-topp", url, f"{HSTS}: –")
    if "set-cookie" in answer.headers:
        yield Fault("tjener-kapsel", url, answer.headers["set-cookie"].partition("=")[0])


def fetched_from_others(url: str, body: bytes, root: str) -> Iterator[str]:
    """Name what a page or style sheet lets browsers fetch from other sites.

    >>> list(fetched_from_others("a.html", b"<img src='//evil.example/t.png'>", "https://arkiv.example.no/"))
    ['//evil.example/t.png']
    """
    suffix = suffix_of(url)
    loaded: Iterable[object] = ()
    if suffix == "html" and body.strip():
        loaded = html.document_fromstring(body).xpath(_LOADED)
    elif suffix == "css":
        loaded = _IN_STYLES.findall(body.decode("utf-8", "replace"))
    own = urlsplit(root).netloc
    for address in map(str, loaded):
        where = urlsplit(urljoin(root + url, address))
        if where.scheme in ("http", "https") and where.netloc != own:
            yield address


def _around(ask: Ask, expected: Mapping[str, bytes], root: str) -> Iterator[Fault]:
    """Judge what is not there, and the ways in."""
    for url in _NOWHERE:
        yield from _judge_nowhere(url, ask(url), expected, root)
    for url in (*_PRIVATE, f"{FOLDER}/", "assets/"):
        if ask(url).status == 200:
            yield Fault("tjener-apen", url)
    home = ask("")
    if home.status != 200 or hashlib.sha256(home.body).digest() != expected.get("index.html"):
        yield Fault("tjener-forside", "", str(home.status))


def _judge_nowhere(url: str, answer: Answer, expected: Mapping[str, bytes], root: str) -> Iterator[Fault]:
    if answer.status != 404 or hashlib.sha256(answer.body).digest() != expected.get(NOT_FOUND):
        yield Fault("tjener-404", url, str(answer.status))
        return
    if answer.headers.get("cache-control") != EACH_TIME:
        yield Fault("tjener-lagring", url, answer.headers.get("cache-control", "–"))
    yield from judge_headers(url, answer, root)

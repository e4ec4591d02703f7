"""The ledger: every address that was ever published, kept in the content's own repository.

A line holds an address.  Where it is no longer a page, the page that it was last led to follows, so that it can be led
on when that page moves too.  A page that was moved has a line of its own with an equals sign: after it stands the
address that feeds and calendars go on knowing the page by.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.base.problems import Problem, Severity, say
from generator.model.archive import Archive
from generator.model.fields import is_address
from generator.model.registers import LEDGER
from generator.pages import addresses
from generator.pages.redirects import Redirect
from generator.source.files import decode

SHOWN = f"content/{LEDGER}"
_OF_A_NAME = 2
_FIXED = frozenset(fixed.url for fixed in addresses.FIXED if fixed.lasts)


class Ledger(NamedTuple):
    """Every address that was ever ``known``, and where those were ``led`` that were no longer pages.

    Merged branches can leave one address led to several places.  What was ``moved`` has a name of old in feeds and
    calendars: a former address.
    """

    known: frozenset[str] = frozenset()
    led: Mapping[str, tuple[str, ...]] = {}
    moved: Mapping[str, str] = {}


def read(raw: bytes) -> tuple[Ledger, list[Problem]]:
    """Read a ledger; a line that is no address is a problem."""
    text, problems = decode(SHOWN, raw)
    known, led, moved = set[str](), dict[str, tuple[str, ...]](), dict[str, str]()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        url, *to = line.split()
        if to[:1] == ["="] and len(to) == _OF_A_NAME and is_address(url) and is_address(to[1]):
            moved.setdefault(url, to[1])
        elif all(is_address(one) or one in _FIXED for one in (url, *to)):
            known.add(url)
            led[url] = (*led.get(url, ()), *to)
        else:
            problems.append(Problem.at(SHOWN, "adresse-linje", line=number, text=line.strip()[:60]))
    return Ledger(frozenset(known), {url: to for url, to in led.items() if to}, moved), problems


def pages(archive: Archive) -> frozenset[str]:
    """Give the address of every page that is never to be lost."""
    return frozenset(url for url, _ in addresses.permanent(archive))


def check(now: Collection[str], known: Collection[str]) -> Iterator[Problem]:
    """Name every address that was published once and would be lost, and say when new ones are not yet entered."""
    for url in sorted(set(known).difference(now)):
        yield Problem.at(SHOWN, "adresse-tapt", url=url, id=url.removesuffix(".html"))
    if known and (new := set(now).difference(known)):
        yield Problem.at(SHOWN, "adresse-ny", severity=Severity.NOTICE, count=len(new), url=min(new))


def entered(
    before: Ledger, there: Collection[str], redirects: Iterable[Redirect], moved: Mapping[str, str] | None = None
) -> Ledger:
    """Add the pages that are ``there``, the redirects and what was ``moved``.

    The rest stays as it was, for the days when it is there.
    """
    to = {redirect.url: (redirect.to,) for redirect in redirects}
    led = {url: led for url, led in before.led.items() if url not in there}
    return Ledger(before.known.union(there, to), led | to, {**before.moved, **(moved or {})})


def text(ledger: Ledger, language: str) -> bytes:
    """Write a ledger as its file holds it."""
    header = "".join(f"# {line}\n" for line in say(language, "adresser-hode").splitlines())
    lines = (" ".join((url, *ledger.led.get(url, ()))) for url in sorted(ledger.known))
    names = (f"{url} = {name}" for url, name in sorted(ledger.moved.items()))
    return (header + "".join(f"{line}\n" for line in (*lines, *names))).encode()

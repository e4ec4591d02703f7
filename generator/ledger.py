"""The ledger: every address that was ever published, kept in the content's own repository."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import addresses
from generator.archive import Archive
from generator.problems import Problem, Severity, say
from generator.registers import LEDGER


def read(raw: bytes) -> frozenset[str]:
    """Read the addresses of a ledger."""
    lines = raw.decode("utf-8", "replace").split("\n")
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def promised(archive: Archive) -> frozenset[str]:
    """Give every address that this archive answers for from now on, redirects included."""
    pages = {url for url, _ in addresses.permanent(archive)}
    return frozenset(pages | {alias for d in archive.documents.values() for alias in d.matter.aliases})


def check(now: frozenset[str], known: frozenset[str]) -> Iterator[Problem]:
    """Name every address that was published once and would be lost, and say when new ones are not yet entered."""
    for url in sorted(known - now):
        yield Problem.at(f"content/{LEDGER}", "adresse-tapt", url=url, id=url.removesuffix(".html"))
    if known and (new := now - known):
        path = f"content/{LEDGER}"
        yield Problem.at(path, "adresse-ny", severity=Severity.NOTICE, count=len(new), url=min(new))


def enter(content: Path, known: frozenset[str], urls: Iterable[str], language: str) -> bool:
    """Add addresses to the ledger, in one atomic step; gives whether there were new ones."""
    every = known.union(urls)
    if every == known:
        return False
    file = content / LEDGER
    file.parent.mkdir(exist_ok=True)
    draft = file.with_name(".adresser.txt.ny")
    header = "".join(f"# {line}\n" for line in say(language, "adresser-hode").splitlines())
    draft.write_text(header + "".join(f"{url}\n" for url in sorted(every)), "utf-8", newline="\n")
    draft.replace(file)
    return True

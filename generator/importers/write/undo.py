"""``fagarkiv import --undo``: takes back the drafts of imported files, as far as nobody has worked on them."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.importers.write.store import Done, Store

# What a draft resembles is named there, and need not be there for it.
_NOTES = re.compile(r"^review_notes:\n(?:  - .*\n)+", re.MULTILINE)
_MAY_BE_A_NAME = re.compile(r"[\w./-]+")


class Undone(NamedTuple):
    """What became of an imported file: drafts that were taken back, were changed, or are named in another file."""

    name: str
    taken: tuple[str, ...]
    changed: tuple[str, ...]
    named: tuple[str, ...]


def undo(content: Path, store: Store, imported: Mapping[str, Done]) -> Mapping[str, Undone]:
    """Take back the drafts of files, by their hashes, that nobody has changed, and let the files be imported again.

    A draft that is named in a file that stays, stays too: what named it would lead nowhere.
    """
    plan = _plan(content, imported)
    for digest, undone in plan.items():
        for path in undone.taken:
            (content / path).unlink()
        store.forget(digest)
    return plan


def untouched(content: Path, imported: Mapping[str, Done]) -> Mapping[str, Done]:
    """Give those files of which every draft is as it was written, so that all can be taken back together."""
    while True:
        plan = _plan(content, imported)
        whole = {digest: done for digest, done in imported.items() if done.files.keys() == {*plan[digest].taken}}
        if len(whole) == len(imported):
            return {digest: done for digest, done in whole.items() if done.files}
        imported = whole


def _plan(content: Path, imported: Mapping[str, Done]) -> Mapping[str, Undone]:
    written = {path: digest for done in imported.values() for path, digest in done.files.items()}
    there = {path: digest for path, digest in written.items() if (content / path).is_file()}
    changed = {path for path, digest in there.items() if _digest(content / path) != digest}
    taken = there.keys() - changed
    named = _named(content, taken)
    return {
        digest: Undone(done.name, *(_of(done, paths) for paths in (taken - named, changed, named)))
        for digest, done in imported.items()
    }


def _of(done: Done, paths: set[str]) -> tuple[str, ...]:
    return tuple(sorted(paths.intersection(done.files)))


def _named(content: Path, taken: set[str]) -> set[str]:
    """Give what is named in files that stay, or in what must stay because of that."""
    files = [file for file in content.rglob("*.md") if file.relative_to(content).as_posix() not in taken]
    named = set[str]()
    while files:
        mentioned = {name for file in files for name in _mentioned(file)}
        stays = {path for path in taken - named if not mentioned.isdisjoint(_called(path))}
        named |= stays
        files = [content / path for path in stays if path.endswith(".md")]
    return named


def _mentioned(file: Path) -> Iterator[str]:
    """Yield what may be the id, the path or the name of a file."""
    text = _NOTES.sub("", file.read_text("utf-8", "replace"))
    return (word.removeprefix("../../").strip(".") for word in _MAY_BE_A_NAME.findall(text))


def _called(path: str) -> tuple[str, ...]:
    """Give how other files may name one: by its id, its path, or its name where it lies beside them."""
    return path.removesuffix(".md"), path, path.rpartition("/")[2]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()

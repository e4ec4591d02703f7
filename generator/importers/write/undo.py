"""``fagarkiv import --undo``: takes back the drafts of an imported file, as far as nobody has worked on them."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.importers.write.store import Done, Store


class Undone(NamedTuple):
    """What became of an imported file: drafts that were taken back, were changed, or are named in another file."""

    name: str
    taken: tuple[str, ...]
    changed: tuple[str, ...]
    named: tuple[str, ...]


def is_untouched(content: Path, done: Done) -> bool:
    """Whether every draft of a file is there as it was written, so that all can be taken back."""
    plan = _plan(content, done)
    return bool(done.files) and not plan.changed and not plan.named and len(plan.taken) == len(done.files)


def undo(content: Path, store: Store, digest: str, done: Done) -> Undone:
    """Take back the drafts of a file that nobody has changed, and let it be imported again.

    A draft that is named in a file that stays, stays too: what named it would lead nowhere.
    """
    plan = _plan(content, done)
    for path in plan.taken:
        (content / path).unlink()
    store.forget(digest)
    return plan


def _plan(content: Path, done: Done) -> Undone:
    there = {path: digest for path, digest in done.files.items() if (content / path).is_file()}
    changed = {path for path, digest in there.items() if _digest(content / path) != digest}
    taken = there.keys() - changed
    texts = {path: text for path, text in _texts(content) if path not in taken}
    named = set[str]()
    # What names another draft may itself have to stay, because something names it.
    while stays := {path for path in taken - named if any(_names(text, path) for text in texts.values())}:
        named |= stays
        texts |= {path: (content / path).read_text("utf-8", "replace") for path in stays if path.endswith(".md")}
    return Undone(done.name, tuple(sorted(taken - named)), tuple(sorted(changed)), tuple(sorted(named)))


def _texts(content: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(content.rglob("*.md")):
        yield file.relative_to(content).as_posix(), file.read_text("utf-8", "replace")


def _names(text: str, path: str) -> bool:
    """Whether a text names a file, by its id or as a file beside it."""
    folder, _, name = path.rpartition("/")
    stem = re.escape(name.removesuffix(".md"))
    written = rf"{re.escape(folder)}/{stem}(?![\w-])|[(/]{re.escape(name)}(?![\w-])"
    return name.removesuffix(".md") in text and re.search(written, text) is not None


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()

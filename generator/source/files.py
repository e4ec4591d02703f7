"""Finds the files of a site and takes them apart: bytes, front matter, body."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator import __version__
from generator.base.personal import identity_numbers
from generator.base.problems import Problem, UsageError, fault
from generator.source import hardened_yaml
from generator.source.file_stamps import NEVER, Moment, Stamp, stamp

MAX_TEXT_BYTES = 1024 * 1024
MAX_ASSET_BYTES = 32 * 1024 * 1024
TEXT_SUFFIXES = (".md", ".yml", ".txt")
ASSET_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf")

_SLUG = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_RESERVED = re.compile(r"(?:index|side-\d+|con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
# C0 controls, and the direction overrides that make text read otherwise than it is stored.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_PLAIN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_FENCE = re.compile(r"---[ \t]*\n")


class Seen(NamedTuple):
    """A file as it was read once: the stamp it had then, and :attr:`Source.key`."""

    stamp: Stamp
    key: bytes


_NOTHING: Mapping[str, Seen] = {}


@dataclass(frozen=True, slots=True)
class _Named:
    """A file below ``content/``: its path there with forward slashes."""

    path: str

    @property
    def shown(self) -> str:
        """The path as problems name it, relative to the site's folder."""
        return f"content/{self.path}"


@dataclass(frozen=True, slots=True)
class Source(_Named):
    """A file below ``content/``, its bytes, and its stamp if it has one."""

    raw: bytes
    stamp: Stamp | None = None

    @property
    def key(self) -> bytes:
        """Hash path and bytes: equal keys mean equal results of the same program."""
        digest = hashlib.blake2b(f"{__version__}\0{self.path}\0".encode(), digest_size=16)
        digest.update(self.raw)
        return digest.digest()


@dataclass(frozen=True, slots=True)
class Unread(_Named):
    """A file that is as it was when it was ``seen``."""

    file: str
    seen: Seen

    @property
    def raw(self) -> bytes:
        """Its bytes, read when they are asked for.

        Raises:
            OSError: it can't be read.
        """
        return _bytes(self.file)

    @property
    def stamp(self) -> Stamp:
        """Its stamp, which is what it was."""
        return self.seen.stamp

    @property
    def key(self) -> bytes:
        """What :attr:`Source.key` would be."""
        return self.seen.key


File = Source | Unread


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture or document that is published as it is."""

    path: str
    file: Path


@dataclass(frozen=True, slots=True)
class Found:
    """Everything below ``content/``, sorted by path."""

    sources: tuple[File, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A Markdown file in parts; ``body_line`` is the line where the body begins."""

    matter: hardened_yaml.Loaded
    body: str
    body_line: int


def slugify(name: str) -> str:
    """Propose a name that is safe in every address and on every disk.

    >>> slugify("Gastroskopi – nå på Ås")
    'gastroskopi-na-pa-as'
    """
    lowered = name.lower().translate(_PLAIN_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "side"
    return slug if is_slug(slug) else f"{slug}-1"


def printable(name: str) -> str:
    r"""Write a file's name so that it can be shown: neither control characters nor bytes that are no text.

    >>> printable("a\x1b[2J.md"), printable("\udce6.md")
    ('a�[2J.md', '�.md')
    """
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def is_slug(name: str) -> bool:
    """Whether ``name`` may be a part of an address."""
    return _SLUG.fullmatch(name) is not None and _RESERVED.fullmatch(name) is None


def discover(content: Path, now: Moment = NEVER, seen: Mapping[str, Seen] = _NOTHING) -> Found:
    """Read the whole content folder; symlinks, odd names and unknown file types become problems.

    What is as it was when it was ``seen`` is not read.  ``now`` is a moment before anything was.

    Raises:
        UsageError: there is no such folder.
    """
    if not content.is_dir():
        raise UsageError("bruk-uten-innhold", path=content)
    sources: list[File] = []
    assets: list[Asset] = []
    problems: list[Problem] = []
    for relative, entry in _walk(content, ""):
        shown = f"content/{relative}"
        problems += (Problem.at(shown, "fodselsnummer") for _ in identity_numbers(entry.name))
        stem, suffix = os.path.splitext(entry.name)  # noqa: PTH122
        if entry.is_symlink():
            problems.append(Problem.at(shown, "fil-symlenke"))
        elif entry.is_dir():
            if not is_slug(entry.name):
                problems.append(Problem.at(shown, "fil-navn", name=printable(entry.name), proposal=slugify(entry.name)))
        elif not entry.is_file() or suffix not in TEXT_SUFFIXES + ASSET_SUFFIXES:
            problems.append(Problem.at(shown, "fil-type", name=printable(entry.name)))
        elif not is_slug(stem):
            problems.append(Problem.at(shown, "fil-navn", name=printable(entry.name), proposal=slugify(stem) + suffix))
        elif suffix in ASSET_SUFFIXES:
            if entry.stat().st_size > MAX_ASSET_BYTES:
                problems.append(Problem.at(shown, "fil-stor", size=f"{MAX_ASSET_BYTES >> 20} MB"))
            assets.append(Asset(relative, Path(entry.path)))
        else:
            taken = _take(relative, entry, now, seen.get(relative))
            problems.append(taken) if isinstance(taken, Problem) else sources.append(taken)
    return Found(tuple(sources), tuple(assets), tuple(problems))


def _walk(folder: str | Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.name.startswith("."):
            continue
        name = entry.name if entry.name.isprintable() else printable(entry.name)
        yield prefix + name, entry
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{prefix}{name}/")


def _take(relative: str, entry: os.DirEntry[str], now: Moment, before: Seen | None) -> File | Problem:
    try:
        mark = stamp(entry.stat(), now)
        if before and before.stamp == mark:
            return Unread(relative, entry.path, before)
        source = Source(relative, _bytes(entry.path), mark)
    except OSError as error:
        return Problem.at(f"content/{relative}", "fil-ulest", errno=fault(error))
    if len(source.raw) > MAX_TEXT_BYTES:
        return Problem.at(source.shown, "fil-stor", size=f"{MAX_TEXT_BYTES >> 20} MB")
    return source


def _bytes(file: str) -> bytes:
    """Read a file as far as it may go; ten thousand of these, so without the layers of ``open``."""
    handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
    try:
        # Most fit here, and making room for more takes longer than reading them.
        raw = os.read(handle, 1 << 13)
        while len(raw) >= 1 << 13 and len(raw) <= MAX_TEXT_BYTES and (more := os.read(handle, MAX_TEXT_BYTES)):
            raw += more
        return raw
    finally:
        os.close(handle)


def decode(source_path: str, raw: bytes) -> tuple[str, list[Problem]]:
    """Turn a file's bytes into text with Unix line ends, naming what no published file may hold."""
    problems: list[Problem] = []
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.append(Problem.at(source_path, "fil-utf8", line=raw.count(b"\n", 0, error.start) + 1))
        text = raw.decode("utf-8", "replace")
    if text.startswith("\ufeff"):
        problems.append(Problem.at(source_path, "fil-bom", line=1))
        text = text.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := CONTROL.search(text):
        problems.append(Problem.at(source_path, "kontrolltegn", line=text.count("\n", 0, control.start()) + 1))
        text = CONTROL.sub("", text)
    problems += [Problem.at(source_path, "fodselsnummer", line=line) for line in identity_numbers(text)]
    return unicodedata.normalize("NFC", text), problems


def split(text: str, path: str) -> Parts:
    """Part a Markdown text into front matter and body."""
    opening = _FENCE.match(text)
    if not opening:
        return Parts(_failed(Problem.at(path, "fm-mangler", line=1)), text, 1)
    closing = re.compile(r"^---[ \t]*$", re.MULTILINE).search(text, opening.end())
    if not closing:
        return Parts(_failed(Problem.at(path, "fm-uavsluttet", line=1)), "", 1)
    matter = hardened_yaml.load(text[opening.end() : closing.start()], path, first_line=2)
    body = text[closing.end() :].removeprefix("\n")
    return Parts(matter, body, text.count("\n", 0, closing.end()) + 2)


def _failed(problem: Problem) -> hardened_yaml.Loaded:
    return hardened_yaml.Loaded(problems=[problem])

"""Finds the files of a site and takes them apart: bytes, front matter, body."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator import __version__
from generator.base.identity import identity_numbers
from generator.base.problems import Problem, UsageError, fault
from generator.source import conflicts, file_names
from generator.source.file_names import ASSET_SUFFIXES, MAX_PATH, printable
from generator.source.file_stamps import NEVER, Moment, Stamp, stamp

MAX_TEXT_BYTES = 1024 * 1024
MAX_ASSET_BYTES = 32 * 1024 * 1024

# C0 controls, and the direction overrides that make text read otherwise than it is stored.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

# Character references to numbers beyond the last character, however many digits they have.
_IMPOSSIBLE = re.compile(r"&#(?:0*[1-9]\d{7,}|\d{40,}|[xX]0*[1-9a-fA-F][0-9a-fA-F]{6,}|[xX][0-9a-fA-F]{40,});?")


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
    entries = [*_walk(content, "")]
    problems += _numbers_in([path for path, _, _ in entries])
    for relative, entry, is_litter in entries:
        shown = f"content/{relative}"
        if is_litter:
            problems.append(file_names.left_out(shown, entry.name))
        elif entry.is_symlink():
            problems.append(Problem.at(shown, "fil-symlenke"))
        elif wrong := file_names.fault(shown, relative, entry.name, is_folder=entry.is_dir()):
            problems.append(wrong)
            assets += _as_meant(relative, entry)
        elif entry.is_dir():
            continue
        elif not entry.is_file():
            problems.append(Problem.at(shown, "fil-type", name=printable(entry.name)))
        elif entry.name.endswith(ASSET_SUFFIXES):
            if entry.stat().st_size > MAX_ASSET_BYTES:
                problems.append(Problem.at(shown, "fil-stor", size=f"{MAX_ASSET_BYTES >> 20} MB"))
            assets.append(Asset(relative, Path(entry.path)))
        else:
            taken = _take(relative, entry, now, seen.get(relative))
            problems.append(taken) if isinstance(taken, Problem) else sources.append(taken)
    return Found(tuple(sources), tuple(assets), tuple(problems))


def _numbers_in(paths: Sequence[str]) -> Iterator[Problem]:
    """Find identity numbers in the names of files, or parted between a name and that of its folder."""
    # Thousands of names are looked through in one go, for there is mostly nothing in any of them.
    if identity_numbers("\n".join(text for path in paths for text in _told_by(path))):
        for path in paths:
            for code in {number.code for text in _told_by(path) for number in identity_numbers(text)}:
                yield Problem.at(f"content/{path}", code)


def _told_by(path: str) -> tuple[str, str]:
    """Give a name, and the name with that of its folder."""
    rest, _, name = path.rpartition("/")
    return name, f"{rest.rpartition('/')[2]}/{name}"


def _walk(folder: str | Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """Yield the path of everything below a folder, what it is, and whether it is litter."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        is_litter = file_names.is_litter(entry.name)
        if entry.name.startswith(".") and not is_litter:
            continue
        name = entry.name if entry.name.isprintable() else printable(entry.name)
        yield prefix + name, entry, is_litter
        # Below a path that is too long, nothing can be right.
        if not is_litter and len(prefix) + len(name) <= MAX_PATH and entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{prefix}{name}/")


def _as_meant(relative: str, entry: os.DirEntry[str]) -> Iterator[Asset]:
    """Give a picture whose name is wrong as it was meant, so that what links to it is not wrong as well."""
    stem, suffix = os.path.splitext(relative)  # noqa: PTH122
    if (meant := file_names.meant_suffix(suffix)) in ASSET_SUFFIXES:
        yield from (Asset(stem + one, Path(entry.path)) for one in {suffix, meant})


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
        if raw.count(b"\0") * 3 > len(raw):
            raise UnicodeDecodeError("utf-8", raw, 0, 1, "every other byte is zero, as in UTF-16")
    except UnicodeDecodeError as error:
        text, line = _otherwise_encoded(raw, error.start)
        problems.append(Problem.at(source_path, "fil-utf8", line=line))
    if text.startswith("\ufeff"):
        problems.append(Problem.at(source_path, "fil-bom", line=1))
        text = text.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if conflicts.has_marks(text):
        text, found = conflicts.settle(text, source_path)
        problems += found
    if "&#" in text:
        text, found = _without_impossible(text, source_path)
        problems += found
    if control := CONTROL.search(text):
        problems.append(Problem.at(source_path, "kontrolltegn", line=text.count("\n", 0, control.start()) + 1))
        text = CONTROL.sub("", text)
    problems += [Problem.at(source_path, number.code, line=number.line) for number in identity_numbers(text)]
    return unicodedata.normalize("NFC", text), problems


def _otherwise_encoded(raw: bytes, at: int) -> tuple[str, int]:
    """Read text that is not UTF-8, so that only that is said of it; gives the line where it can be seen too."""
    zeros = raw.count(b"\0")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or zeros * 3 > len(raw):
        is_big = raw[:2] == b"\xfe\xff" or (raw[:2] != b"\xff\xfe" and raw[::2].count(b"\0") > zeros / 2)
        return raw.decode("utf-16-be" if is_big else "utf-16-le", "replace").removeprefix("\ufeff"), 1
    return raw.decode("utf-8", "replace"), raw.count(b"\n", 0, at) + 1


def _without_impossible(text: str, path: str) -> tuple[str, list[Problem]]:
    """Name the characters that are written by a number that none has, and leave them out."""
    found = [
        Problem.at(path, "tegnkode", line=text.count("\n", 0, one.start()) + 1, text=f"{one[0][:12]}…")
        for one in _IMPOSSIBLE.finditer(text)
    ]
    return (_IMPOSSIBLE.sub("", text) if found else text), found

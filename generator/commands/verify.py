"""``fagarkiv verify FOLDER``: says what in a release, a package or a copy is not as it was made."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import UsageError
from generator.engine.written import Written
from generator.release import verify
from generator.release.publication import STATE as PUBLISHED
from generator.release.publication import There, read_state
from generator.release.releases import id_of, release_id
from generator.release.verify import Checked, Finding
from generator.source.file_names import printable

# What a package calls the checksums of all that is in it.
_IN_PACKAGE = "sha256sums.txt"
_OF_A_RELEASE = ".sha256"


class _Read(NamedTuple):
    """The hashes of files by their address, and the files and folders that could not be read."""

    hashes: Mapping[str, bytes]
    unread: tuple[str, ...]


def verify_folder(folder: Path, manifest: Path | None = None) -> Checked:
    """Compare a folder with its checksums: those given, those beside a release or in a package, or as it was published.

    Raises:
        UsageError: there is no such folder, or there are no checksums of it.
    """
    if not folder.is_dir():
        raise UsageError("bruk-finnes-ikke", path=folder)
    folder = folder.resolve()
    file = manifest or _manifest(folder)
    wanted, read = _expected(file), _read(folder)
    passed = {url for url in read.hashes if folder / url == file.resolve()} | _kept(file)
    there = {url: hashed for url, hashed in read.hashes.items() if url not in passed}
    findings = [*verify.differences(wanted, there), *(Finding("hel-uleselig", url) for url in read.unread)]
    findings = [one for one in findings if (one.code, one.url) not in {("hel-mangler", url) for url in read.unread}]
    if not findings and file.suffix == _OF_A_RELEASE and not manifest and not _fits(folder.name, there):
        findings.append(Finding("hel-navn", ""))
    links = list(_links(folder, there))
    findings += verify.broken(links, there)
    return Checked(len(there), len(links), tuple(one._replace(url=printable(one.url)) for one in findings))


def _manifest(folder: Path) -> Path:
    places = (folder.with_name(f"{folder.name}{_OF_A_RELEASE}"), folder / _IN_PACKAGE, folder / PUBLISHED)
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise UsageError("bruk-ingen-manifest", path=folder)
    return found


def _kept(file: Path) -> set[str]:
    """Name the files of former releases that lie where a site was published, for pages that are still open."""
    return {*_noted(file).leaving} if file.as_posix().endswith(PUBLISHED) else set()


def _noted(file: Path) -> There:
    return read_state(file.read_text("ascii", "replace"))


def _expected(file: Path) -> Mapping[str, bytes]:
    if file.as_posix().endswith(PUBLISHED):
        return _noted(file).files
    try:
        return verify.expected(file.read_text("utf-8", "replace"))
    except ValueError as error:
        raise UsageError("bruk-skadde-summer", path=file, line=error.args[0]) from error


def _fits(name: str, there: Mapping[str, bytes]) -> bool:
    """Whether files have the ID in a release's name, so that its checksums were not exchanged with them."""
    return release_id(Written(url, hashed, 0) for url, hashed in there.items()) == id_of(name)


def _read(folder: Path) -> _Read:
    hashes, unread = dict[str, bytes](), list[str]()

    def note(error: OSError) -> None:
        unread.append(os.path.relpath(str(error.filename), folder))

    for place, folders, names in os.walk(folder, onerror=note):
        for name in (*names, *folders):
            path = Path(place, name)
            try:
                hashed = _hash(path)
            except OSError as error:
                note(error)
                continue
            if hashed is not None:
                hashes[path.relative_to(folder).as_posix()] = hashed
    return _Read(hashes, tuple(sorted(unread)))


def _hash(path: Path) -> bytes | None:
    """Hash a file; a folder has no hash, and what is neither an empty one."""
    if path.is_symlink() or not (path.is_file() or path.is_dir()):
        return b""
    if path.is_dir():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def _links(folder: Path, there: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for url in sorted(url for url, hashed in there.items() if url.endswith(".html") and hashed):
        text = (folder / url).read_text("utf-8", "replace")
        yield from ((url, target) for target in verify.links(url, text))

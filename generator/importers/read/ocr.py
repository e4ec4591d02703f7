"""Scanned pages → the same with text below the picture, by a program that is installed; only where it is asked for.

It runs in a process of its own with a time limit.  What it makes is as foreign as what it was given, and is read in the
child as any other file.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import UsageError
from generator.importers import limits
from generator.importers.limits import Unreadable

SECONDS = 600
_LANGUAGES = "nor"
_POINTS = "300"


class Program(NamedTuple):
    """A way to read pictures of text, by the name it is told by."""

    name: str


def program() -> Program:
    """Find what is installed: one that does all of it, or one that draws the pages and one that reads them.

    Raises:
        UsageError: there is none.
    """
    if shutil.which("ocrmypdf"):
        return Program("ocrmypdf")
    if shutil.which("tesseract") and shutil.which("pdftoppm"):
        return Program("tesseract")
    raise UsageError("bruk-uten-ocr")


def with_text(data: bytes, by: Program) -> bytes:
    """Give a PDF with the text that its pages show.

    Raises:
        Unreadable: the program fails, or takes more time than it may.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "inn.pdf").write_bytes(data)
        if by.name == "ocrmypdf":
            _run(["ocrmypdf", "--skip-text", "--language", _LANGUAGES, "--quiet", "inn.pdf", "ut.pdf"], folder)
        else:
            _run(["pdftoppm", "-r", _POINTS, "-gray", "-png", "-l", str(limits.PAGES), "inn.pdf", "side"], folder)
            pages = sorted(path.name for path in folder.glob("side*.png"))
            (folder / "sider.txt").write_text("\n".join(pages), "utf-8")
            _run(["tesseract", "sider.txt", "ut", "-l", _LANGUAGES, "pdf"], folder)
        try:
            return (folder / "ut.pdf").read_bytes()
        except OSError as error:
            raise Unreadable("import-ocr-feilet", program=by.name) from error


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a program in a folder, and end it and all that it has started when its time is up."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "TESSDATA_PREFIX") if name in os.environ}
    child = subprocess.Popen(  # noqa: S603 - a program we name, and files we have named
        command,
        cwd=folder,
        env={**environment, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = child.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("import-ocr-tid", seconds=SECONDS) from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    if code:
        raise Unreadable("import-ocr-feilet", program=command[0])

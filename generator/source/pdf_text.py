"""The text of PDF files as a reader sees it, whatever its fonts: read by pypdf, in a process that has limits.

A PDF may come from anybody, and may be made to take all the time and memory there is.  What could not be read is told,
never taken for empty.
"""

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

SECONDS, MEMORY, PAGES = 20, 1 << 30, 500
_READER = (sys.executable, "-P", "-m", __name__)
# What a process needs beside the time of its files.
_START = 30


def texts(files: Sequence[Path]) -> Mapping[Path, str | None]:
    """Read files; one that can't be read within its limits has no text."""
    found = dict[Path, str | None]()
    left = list(files)
    while left:
        for file, text in zip(left, _read_apart(left), strict=False):
            found[file] = text
        left = [file for file in left if file not in found]
        # Whatever was being read when the process ended is what ended it.
        if left:
            found[left.pop(0)] = None
    return found


def _read_apart(files: Sequence[Path]) -> list[str | None]:
    """Read files in a process of its own; it may end before all of them are read."""
    command = [*_READER, *(str(file.absolute()) for file in files)]
    try:
        limit = _START + SECONDS * len(files)
        said = subprocess.run(command, capture_output=True, timeout=limit).stdout  # noqa: S603 - a list, no shell
    except subprocess.TimeoutExpired as stopped:
        said = stopped.stdout or b""
    return [json.loads(line) for line in said.split(b"\n")[:-1]]


def _said(file: str) -> str | None:
    """Give the text of one file: its pages, what is written in forms and notes, and what it says of itself."""
    from pypdf import PdfReader  # only in this process

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        return "\n".join(_parts(PdfReader(file)))
    except (Exception, RecursionError):  # whatever a foreign file can make a reader do
        return None
    finally:
        signal.alarm(0)


def _parts(reader: "PdfReader") -> Iterator[str]:
    yield from (str(value) for value in (reader.metadata or {}).values())
    for page in reader.pages[:PAGES]:
        yield page.extract_text()
        for note in page.annotations or ():
            yield from (str(note.get_object().get(name, "")) for name in ("/Contents", "/V"))


def _serve(files: Sequence[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for file in files:
        sys.stdout.write(f"{json.dumps(_said(file))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve(sys.argv[1:])

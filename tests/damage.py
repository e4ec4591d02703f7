"""Ways of damaging a file, each told by a number: the same number does the same."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

_PAGE = 4096
Change = Callable[[bytearray, random.Random], bytes]


def _flip(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 3, 50))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _cut(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data[: chance.randrange(len(data))])


def _zero(data: bytearray, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(data)), chance.choice((1, 100, _PAGE, 1 << 20))
    data[at : at + length] = bytes(len(data[at : at + length]))
    return bytes(data)


def _swap(data: bytearray, chance: random.Random) -> bytes:
    pages = [data[at : at + _PAGE] for at in range(0, len(data), _PAGE)]
    chance.shuffle(pages) if chance.random() < 0.3 else _exchange(pages, chance)
    return b"".join(pages)


def _exchange(pages: list[bytearray], chance: random.Random) -> None:
    one, other = chance.randrange(len(pages)), chance.randrange(len(pages))
    pages[one], pages[other] = pages[other], pages[one]


def _head(data: bytearray, chance: random.Random) -> bytes:
    data[chance.randrange(min(100, len(data)))] = chance.randrange(256)
    return bytes(data)


def _noise(data: bytearray, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    data[at : at + 300] = chance.randbytes(300)
    return bytes(data)


def _twice(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data) + bytes(data[: chance.randrange(len(data))])


CHANGES: tuple[Change, ...] = (_flip, _cut, _zero, _swap, _head, _noise, _twice)


def damage(file: Path, number: int) -> str:
    """Damage a file; gives in which way."""
    chance = random.Random(number)
    change = CHANGES[number % len(CHANGES)]
    data = file.read_bytes()
    if data:
        # Written anew, so that a link shared with others does not damage them too.
        file.unlink()
        file.write_bytes(change(bytearray(data), chance))
    return change.__name__.strip("_")


def in_its_place(file: Path, what: str) -> None:
    """Put something that is no such file at all in a file's place."""
    data = file.read_bytes() if file.is_file() else b""
    shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
    if what == "folder":
        (file / "x").mkdir(parents=True)
    elif what == "link":
        file.symlink_to(file.parent / "fører-ingen-steder")
    elif what == "pipe":
        os.mkfifo(file)
    elif what == "unreadable":
        file.write_bytes(data)
        file.chmod(0)
    elif what == "text":
        file.write_text("ikke det som skulle vært her\n" * 100)


PLACES = ("folder", "link", "pipe", "unreadable", "text", "nothing")

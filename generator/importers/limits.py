"""How much a foreign file may ask of us."""

from generator.base.problems import placeholders
from generator.importers.letter import Remark

SECONDS = 8
MEMORY = 512 << 20
FILE = 32 << 20
ANSWER = 96 << 20
UNPACKED = 1 << 30
DOCUMENT = 128 << 20
RATIO = 200
MEMBERS = 10_000
ZIPS_IN_ZIPS = 3
PARTS = 300
NESTED = 12
LETTERS = 20
PAGES = 200
ELEMENTS = 60_000
ITEM = 200_000
ITEMS = 300
IMAGE = 5 << 20
ATTACHMENTS = 16 << 20


class Unreadable(Exception):  # noqa: N818 - what happened, not a fault in the program
    """A file can't be read; ``remark`` says why, or is made of a code and values."""

    def __init__(self, remark: Remark | str, **values: object) -> None:
        self.remark = remark if isinstance(remark, Remark) else Remark(remark, placeholders(values))
        super().__init__(self.remark.code)


def megabytes(size: int) -> str:
    """Write a size as it is told.

    >>> megabytes(32 << 20)
    '32 MB'
    """
    return f"{size >> 20} MB"

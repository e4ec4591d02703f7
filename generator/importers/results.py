"""What came of each file and letter of an import."""

from typing import NamedTuple

from generator.importers.letter import Remark
from generator.importers.write.drafts import Drafts, Entry


class Imported(NamedTuple):
    """An issue that was imported, with what was left out of it and what else there is to say.

    ``unknown`` is the sender of whom nobody has told who it is.
    """

    name: str
    drafts: Drafts
    left_out: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    unknown: str = ""


class Left(NamedTuple):
    """A file or a letter that was not imported, and why.

    ``is_known`` tells that it was so before; ``entries`` are its items then, each with the one that says the same.
    """

    name: str
    remark: Remark
    is_known: bool = False
    entries: tuple[Entry, ...] = ()


class Summary(NamedTuple):
    """What an import did, in the order of the files."""

    results: tuple[Imported | Left, ...]

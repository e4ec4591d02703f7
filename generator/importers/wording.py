"""Remarks in words: what they were filled with came from strangers, and is shown in one line of plain text."""

from generator.base.problems import say
from generator.importers.letter import Remark
from generator.source.file_names import printable

_LONGEST = 300


def told(remark: Remark, language: str) -> str:
    """Say a remark in ``nb`` or ``nn``."""
    return say(language, remark.code, **{name: shown(value) for name, value in remark.values})


def shown(text: str) -> str:
    r"""Write a stranger's text so that it can be shown: one line, not too long.

    >>> shown("Ett\n to\x1b")
    'Ett to\ufffd'
    """
    line = printable(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"

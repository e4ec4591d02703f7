"""Short texts of fields that were written as if they were Markdown, and can only be shown as plain text."""

import re

from generator.body.plain import raised

_RAISED = re.compile(r"<(su[bp])>([^<>]*)</\1>", re.IGNORECASE)
_STRUCK = re.compile(r"(?<![~\\])~~(?=[^\s~])[^~]*(?<=[^\s~])~~(?!~)|<(del|s|strike)>.*?</\1>", re.IGNORECASE)
_NOTE = re.compile(r"[ \t]*\[\^[^\]\s]+\](?![(:])")
_SPACE_BEFORE = re.compile(r"\s+([.,;:!?])")


def unmarked(text: str) -> str:
    """Give what a reader would see, without what was struck and the marks of notes.

    >>> unmarked("Sal 2[^1], under 10<sup>9</sup>/l: ~~1000 mg~~ 500 mg"), unmarked("a < b ~ c")
    ('Sal 2, under 10⁹/l: 500 mg', 'a < b ~ c')
    """
    if not any(sign in text for sign in ("[^", "~~", "<")):
        return text
    kept = _NOTE.sub("", _STRUCK.sub(" ", text))
    if kept != text:
        kept = _SPACE_BEFORE.sub(r"\1", " ".join(kept.split()))
    return _RAISED.sub(lambda found: raised(found[1].lower(), found[2]), kept)

"""Points of lists as HTML that says all of what they begin with."""

import html
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple


class Entry(NamedTuple):
    """A point of a list: how deep it lies, what it begins with, and what it says, as HTML."""

    depth: int
    marker: str
    said: str


def as_html(entries: Sequence[Entry]) -> str:
    """Write a list: as one of HTML where that counts it as it is counted, else as Word writes the points of its lists.

    >>> as_html([Entry(1, "1.", "a"), Entry(1, "2.", "b")]), as_html([Entry(1, "•", "a")])
    ('<ol><li>a</li><li>b</li></ol>', '<ul><li>a</li></ul>')
    >>> as_html([Entry(2, "b)", "a")])
    '<p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">b)</span> a</p>'
    """
    flat = all(one.depth == 1 for one in entries)
    points = "".join(f"<li>{one.said}</li>" for one in entries)
    if flat and not any(sign.isalnum() for one in entries for sign in one.marker):
        return f"<ul>{points}</ul>"
    if flat and all(one.marker in (f"{number}.", f"{number})") for one, number in zip(entries, count(1), strict=False)):
        return f"<ol>{points}</ol>"
    return "".join(as_word(one) for one in entries)


def as_word(entry: Entry) -> str:
    """Write a point as Word's own HTML has it, for whom a list is a paragraph with a sign before it."""
    sign = f'<span style="mso-list:Ignore">{html.escape(entry.marker, quote=False)}</span> ' if entry.marker else ""
    return f'<p style="mso-list:l0 level{entry.depth} lfo1">{sign}{entry.said}</p>'

"""Footnotes as HTML, in the form that is known by the stages that follow: the one that Word documents come in."""

from collections.abc import Sequence


def mark(number: int) -> str:
    """Write what stands in the text for a note.

    >>> mark(2)
    '<sup><a href="#footnote-2" id="footnote-ref-2">[2]</a></sup>'
    """
    return f'<sup><a href="#footnote-{number}" id="footnote-ref-{number}">[{number}]</a></sup>'


def listed(notes: Sequence[str]) -> str:
    """Write the notes, each of them HTML, below the text; nothing where there are none."""
    entries = (
        f'<li id="footnote-{number}"><p>{note} <a href="#footnote-ref-{number}">↑</a></p></li>'
        for number, note in enumerate(notes, 1)
    )
    return f"<ol>{''.join(entries)}</ol>" if notes else ""

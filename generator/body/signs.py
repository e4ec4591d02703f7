"""Raised, lowered and struck text where only plain text can stand: 10⁹ and H₂O, and nothing that was struck."""

import html
import re

_SIGNS = "0123456789+−-=()n"
_HIGH = str.maketrans(_SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOW = str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ")
_RAISED = re.compile(r"<(su[bp])>([^<>]*)</\1>", re.IGNORECASE)
_STRUCK = re.compile(
    r"(?<![~\\])~~(?=[^\s~])(?:[^~\\]|\\.)*?(?<=[^\s~])~~(?!~)|<(del|s|strike)>.*?</\1>", re.IGNORECASE
)
_NOTE = re.compile(r"[ \t]*\[\^[^\]\s]+\](?![(:])")


def raised(text: str) -> str:
    """Write a text as it stands high: figures as small ones; among other letters, figures must not look like more.

    >>> raised("9"), raised("−3"), raised("er"), raised("2x")
    ('⁹', '⁻³', 'er', '^(2x)')
    """
    return _moved(text, _HIGH, "^")


def lowered(text: str) -> str:
    """Write a text as it stands low.

    >>> lowered("2"), lowered("maks"), lowered("2x")
    ('₂', 'maks', '_(2x)')
    """
    return _moved(text, _LOW, "_")


def _moved(text: str, to: dict[int, int], mark: str) -> str:
    if all(ord(sign) in to for sign in text):
        return text.translate(to)
    return f"{mark}({text})" if any(sign.isdigit() for sign in text) else text


def unmarked(text: str) -> str:
    """Give what a reader would see of a short text that was written as if it were Markdown, without what was struck.

    >>> unmarked("Sal 2[^1], under 10<sup>9</sup>/l: ~~1000 mg~~ 500 mg"), unmarked("a < b ~ c")
    ('Sal 2, under 10⁹/l: 500 mg', 'a < b ~ c')
    """
    if not any(sign in text for sign in ("[^", "~~", "<")):
        return text
    kept = _NOTE.sub("", _STRUCK.sub(" ", text))
    shown = _RAISED.sub(_in_place, kept)
    return " ".join(re.sub(r"\s+([.,;:!?])", r"\1", shown).split()) if kept != text else shown


def _in_place(found: re.Match[str]) -> str:
    return (raised if found[1].lower() == "sup" else lowered)(html.unescape(found[2]))

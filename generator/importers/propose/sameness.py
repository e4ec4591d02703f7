"""Whether two texts that are nearly alike say the same.  Pure.

They do only if every word and sign of one stands in the other, in the same order.  What is forgiven is what copying,
another program and a proof-reader do: spaces within words, a misspelt word put right, the ending of one that is meant
as much with and without it.  Anything else, be it a number, a name or *ikke*, may be why the text was sent again.
"""

import re
from datetime import date
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

from generator.importers.propose.said import Said, said
from search.compounds import split as halves
from search.dictionary import is_word
from search.varieties import bokmal

Verdict: TypeAlias = Literal["same", "alike", "other"]

# Letters of the same season, a year apart, are rarely 365 days apart.
_A_YEAR = 300
_A_COPY = 3
# So short a text says too little to be known by.
_FEWEST_WORDS = 12
_MOST_COMPARED = 2000
_SHORTEST_MISSPELT = 6
_LONG = 8
_FOR_ANOTHER = (
    {"og", "å"},
    {"en", "ei", "et"},
    {"ein", "ei", "eit"},
    {"de", "dem"},
    {"enn", "en"},
    {"vært", "vert", "være"},
)
_ENDINGS = (("", "en"), ("e", "en"), ("a", "en"), ("er", "ene"), ("ar", "ane"))
_KEYS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
_DAY = r"(?:man|mån|tirs|tys|ons|tors|fre|lør|lau|laur|søn|sun)dag"
_RELATIVE = re.compile(
    r"\bi (?:dag|morgen|morgon|overmorgen|kveld|natt|går|helg(?:a|en))\b|\bførst\s?(?:kommende|komande)\b"
    r"|\b(?:denne|neste|førre|forrige|kommende|komande) (?:(?:uk|vek)(?:e[nr]?|a)|mån[ae]d(?:en)?|helg(?:a|en)?)\b"
    rf"|\b(?:på|til|nå|no|neste) {_DAY}\b(?! \d)",
    re.I,
)


class Text(NamedTuple):
    """A text that was sent: its title, its Markdown, and the day of its letter where it is known."""

    title: str
    markdown: str
    day: date | None = None


def judge(one: Text, other: Text, likeness: float, threshold: float) -> Verdict:
    """Tell whether two texts say the same, are alike, or have little to do with each other.

    >>> old = Text("Stengt", "Hudpoliklinikken er stengt i uke 28. Haster det, ring oss på telefon 33 34 20 00.")
    >>> judge(old, old._replace(markdown=old.markdown.replace("33 34 20 00", "33342000 !")), 0.9, 0.35)
    'same'
    >>> judge(old, old._replace(markdown=old.markdown.replace("28", "29")), 0.9, 0.35)
    'alike'
    """
    if likeness < threshold:
        return "other"
    if not _of_one_time(one, other):
        return "alike"
    ours, theirs = said(one.title, one.markdown), said(other.title, other.markdown)
    if not say_the_same(ours, theirs):
        return "alike"
    is_short = len(ours.words) - len(said(one.title, "").words) < _FEWEST_WORDS
    is_copy = one.day is not None and one.day == other.day
    return "alike" if is_short and not is_copy and not ours.links & theirs.links else "same"


def _of_one_time(one: Text, other: Text) -> bool:
    """Whether two texts can have meant the same by what they said of time."""
    if one.day is None or other.day is None:
        return True
    between = abs((one.day - other.day).days)
    if between > _A_COPY and _RELATIVE.search(f"{one.title}\n{one.markdown}"):
        return False
    return between < _A_YEAR


def say_the_same(ours: Said, theirs: Said) -> bool:
    """Whether nothing differs but what is forgiven; links, pictures and tables may be lost, but not others."""
    if any(
        one - other and other - one for one, other in ((ours.links, theirs.links), (ours.pictures, theirs.pictures))
    ):
        return False
    if ours.rows and theirs.rows and ours.rows != theirs.rows:
        return False
    return _have_the_same_words(ours, theirs)


def _have_the_same_words(ours: Said, theirs: Said) -> bool:
    a, b = ours.lowered, theirs.lowered
    if a == b:
        return True
    skipped = _common(a, b)
    a, b = a[skipped:], b[skipped:]
    if max(len(a), len(b)) > _MOST_COMPARED:
        return False
    for tag, *place in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        start, end, first, last = place
        is_name = _has_any(ours.names, start, end, skipped) or _has_any(theirs.names, first, last, skipped)
        if tag != "equal" and not _is_forgiven(a[start:end], b[first:last], is_name=is_name):
            return False
    return True


def _common(one: list[str], other: list[str]) -> int:
    """Count the words with which both begin."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _has_any(places: frozenset[int], start: int, end: int, skipped: int) -> bool:
    return not places.isdisjoint(range(start + skipped, end + skipped))


def _is_forgiven(ours: list[str], theirs: list[str], *, is_name: bool) -> bool:
    """Whether it means nothing that some words stand in the place of others."""
    if not all(word.isalpha() for word in (*ours, *theirs)):
        return False
    if "".join(ours) == "".join(theirs):
        return True
    if len(ours) != len(theirs) or is_name:
        return False
    return all(map(_mean_the_same, ours, theirs))


def _mean_the_same(one: str, other: str) -> bool:
    """Whether a word is another one spelt wrongly, or with an ending that changes nothing.

    Of two words that both are words, one is none of the other's misspellings: *skal* and *kan*, *før* and *får*.

    >>> _mean_the_same("henvisnig", "henvisning"), _mean_the_same("legen", "lege"), _mean_the_same("stenger", "stengte")
    (True, True, False)
    """
    if one == other or any({one, other} <= group for group in _FOR_ANOTHER):
        return True
    shorter, longer = sorted((one, other), key=len)
    if any(shorter.endswith(a) and longer == shorter.removesuffix(a) + b for a, b in _ENDINGS):
        return _is_known(shorter) and _is_known(longer)
    return _is_known(one) != _is_known(other) and _is_slip(shorter, longer)


def _is_known(word: str) -> bool:
    return is_word(word) or bool(halves(word)) or bokmal(word) is not None


def _is_slip(shorter: str, longer: str) -> bool:
    """Whether one slip of the fingers makes one word of another: no name of a medicine is one slip from another.

    >>> _is_slip("poliklinkken", "poliklinikken"), _is_slip("abduksjon", "adduksjon"), _is_slip("inulin", "insulin")
    (True, False, False)
    """
    if len(longer) < _SHORTEST_MISSPELT or shorter[0] != longer[0]:
        return False
    at = next((at for at, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) == len(longer):
        swapped = shorter[:at] + shorter[at + 1 : at + 2] + shorter[at] + shorter[at + 2 :]
        replaced = shorter[at + 1 :] == longer[at + 1 :] and len(longer) >= _LONG
        return swapped == longer or (replaced and _are_neighbours(shorter[at], longer[at]))
    is_missing = longer[:at] + longer[at + 1 :] == shorter
    return is_missing and (len(longer) >= _LONG or longer[at - 1] == longer[at])


def _are_neighbours(one: str, other: str) -> bool:
    """Whether two letters lie beside each other on a keyboard, or one is how those without the other write it."""
    beside = any(f"{one}{other}" in row or f"{other}{one}" in row for row in _KEYS)
    return beside or {one, other} in ({"o", "ø"}, {"a", "å"}, {"e", "æ"}, {"e", "é"})

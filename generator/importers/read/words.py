"""Words that were parted at the end of a line, put together again."""

import re
from collections.abc import Callable

_SOFT = "\u00ad"
# "pasient- og", "for- eller": the hyphen stands for what is said once only.
_SAID_ONCE = re.compile(r"(?:og|eller|samt|men|and|or|og/eller)\b")
# What is hyphenated wherever it stands.
_ALWAYS = re.compile(r"(?:ikke|ikkje|non)-", re.I)
_LAST = re.compile(r"[^\s/(«\"]*-$")


def joined(text: str, following: str, is_word: Callable[[str], bool] = lambda _: False) -> str:
    """Give a line with the next one after it.

    A hyphen at the end parts a word and goes, but stays after capitals, figures or a single letter: there it is part of
    the word.  ``is_word`` tells whether what stands on both sides is one word, where that is known.

    >>> joined("alle laborato-", "rieprøver"), joined("IKT-", "tjenester"), joined("HbA1c-", "svaret")
    ('alle laboratorieprøver', 'IKT-tjenester', 'HbA1c-svaret')
    >>> joined("for-", "og etternavn"), joined("50-", "60 år"), joined("Nord-", "Norge"), joined("en", "to")
    ('for- og etternavn', '50-60 år', 'Nord-Norge', 'en to')
    >>> joined("øyeblikkelig-hjelp-", "innleggelser", {"hjelp", "innleggelser"}.__contains__)
    'øyeblikkelig-hjelp-innleggelser'
    """
    if text.endswith(_SOFT):
        return text[:-1] + following
    begun = _LAST.search(text)
    if not begun or len(begun[0]) == 1 or not following or _SAID_ONCE.match(following):
        return f"{text} {following}" if text else following
    if not following[0].islower():
        # What goes on with a capital or a figure has its hyphen for that.
        return text + following if following[0].isalnum() else f"{text} {following}"
    return text + following if _keeps(begun[0], following, is_word) else text[:-1] + following


def joined_html(text: str, following: str, is_word: Callable[[str], bool] = lambda _: False) -> str:
    """Give a line of HTML with the next one after it; what is struck out at the end of one goes on in the next.

    >>> joined_html("ikke <s>laborato-</s>", "<s>rieprøver</s> mer")
    'ikke <s>laboratorieprøver</s> mer'
    """
    if text.endswith("</s>") and following.startswith("<s>"):
        return joined(text.removesuffix("</s>"), following.removeprefix("<s>"), is_word)
    return joined(text, following, is_word)


def _keeps(begun: str, following: str, is_word: Callable[[str], bool]) -> bool:
    """Whether a hyphen belongs to the word that it ends the line in."""
    last = begun[:-1].rpartition("-")[2]
    rest = re.match(r"[\w-]*", following)
    whole = f"{last}{rest[0] if rest else ''}"
    own = len(last) == 1 or any(sign.isdigit() for sign in last) or (last.isupper() and not whole.isupper())
    mixed = sum(sign.isupper() for sign in last[1:]) > 0
    # "øyeblikkelig-hjelp-" and "innleggelse": one more hyphen of the same word, not "e-post-" and "adresse".
    many = "-" in begun[:-1] and is_word(last.lower()) and not is_word(whole.lower())
    return own or mixed or many or (bool(_ALWAYS.fullmatch(begun)) and not is_word(whole.lower()))

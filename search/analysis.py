"""The one definition of how Norwegian text becomes terms.

A *word* is what stands in a text or is typed; a *term* is what it means to search: *fastlegen*, *fastlegar* and
*fastlege* are one term, and so are *tilvising* and *henvisning*.  The browser never analyses: it looks words up in a
lexicon that is made here.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from search.compounds import split
from search.dictionary import is_word, lemma
from search.stemmer import contracted, stem
from search.varieties import bokmal

# A number with dots, such as that of a point or a time of the day, is one word; a date is three.
_WORD = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3})+(?!\.?\d)|[^\W_]+")
# Where a word may be broken at the end of a line, which is no part of it: soft hyphen, zero width space and joiners.
_BREAKS = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BETWEEN = "[ \u00a0\u2007\u2009\u202f]"
_GROUPED = re.compile(
    rf"(?<![\w.,])(?:(?<=\+47{_BETWEEN})|(?<!\d{_BETWEEN}))(?:\d\d(?:{_BETWEEN}\d\d){{3}}|\d{{3}}{_BETWEEN}\d\d{_BETWEEN}\d{{3}}|\d{{4}}{_BETWEEN}\d{{4}}"
    rf"|\d{{1,3}}(?:{_BETWEEN}\d{{3}})+)(?!\w|{_BETWEEN}\d)"
)
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_NORWEGIAN = re.compile("[^æøå]+")
# Endings that make one word of another, and what the other may end on instead: "uavhengighet", "utveksling".
_MADE_WITH = {
    "het": ("",),
    "ning": ("e", "ne"),
    "ing": ("e", ""),
    "else": ("e", ""),
    "isk": ("i", ""),
    "lig": ("", "e"),
    "ist": ("i",),
}
_MAKING = tuple(_MADE_WITH)
_SHORTEST_MADE_OF = 4


def _listed_in(name: str) -> frozenset[str]:
    lines = (files("search") / "data" / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


STOP_WORDS = _listed_in("stoppord.txt")
# What binds words together: never what was meant by a misspelled word, and never a part of a compound.
FUNCTION_WORDS = STOP_WORDS | _listed_in("funksjonsord.txt")


def tokens(text: str) -> list[str]:
    """Cut text into lower-case words of letters and digits.

    >>> tokens("KAD-plass i Østfold, punkt 2.6")
    ['kad', 'plass', 'i', 'østfold', 'punkt', '2.6']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _BREAKS.sub("", text))
    return _WORD.findall(text.lower())


def joined_numbers(text: str) -> list[str]:
    """Give the numbers that are written in groups, as telephone numbers and thousands are, each as one word.

    >>> joined_numbers("Ring 116 117, +47 33 34\u00a020 00 eller 800 33 166. Det kostet 10 000 kr i uke 27 28.")
    ['116117', '33342000', '80033166', '10000']
    """
    return [re.sub(r"\D", "", found) for found in _GROUPED.findall(text)]


@cache
def fold(word: str) -> str:
    """Write a word with the letters a to z only, for those who type it so.

    >>> fold("Østfold"), fold("idé")
    ('ostfold', 'ide')
    """
    lowered = word.lower().translate(_FOLDED)
    if lowered.isascii():
        return lowered
    return _without_accents(lowered)


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@cache
def term(word: str) -> str:
    """Give the term that a lower-case word means.

    >>> term("tilvisingar") == term("henvisninger"), term("sjukehuset") == term("sykehus")
    (True, True)
    >>> term("fastlegar") == term("fastlege"), term("legemidlene") == term("legemiddel")
    (True, True)
    >>> term("tilvisingspraksis") == term("henvisningspraksis")
    True
    """
    if word[-1:].isdigit() and word[0].isdigit():
        return word
    if base := bokmal(word):
        return stem(base)
    if not word.isascii() and (plain := _NORWEGIAN.sub(_plain, word)) != word:
        return term(plain)
    return stem(word)


def _plain(letters: re.Match[str]) -> str:
    return _without_accents(letters[0])


@cache
def parts(word: str) -> tuple[str, ...]:
    """Give the terms of the two words that a compound is made of, and of the word that another is made from.

    >>> parts("blodprøvesvar") == (term("blodprøve"), term("svar"))
    True
    >>> parts("uavhengigheten") == (term("uavhengig"),)
    True
    >>> parts("kommunen")
    ()
    """
    made_of = (*split(word), *_made_from(word))
    if not made_of:
        return ()
    return tuple(part for part in dict.fromkeys(map(term, made_of)) if part != term(word))


def _made_from(word: str) -> list[str]:
    """Give the words of the dictionary that a word is made from with an ending."""
    base = lemma(word) or word
    if not base.endswith(_MAKING):
        return []
    roots = ((base.removesuffix(end), own) for end, own in _MADE_WITH.items() if base.endswith(end))
    found = (
        next((root + end for end in own if is_word(root + end)), "")
        for root, own in roots
        if len(root) >= _SHORTEST_MADE_OF
    )
    return [one for one in found if one]


def unlike_forms(word: str) -> tuple[str, ...]:
    """Give the forms of a word that do not begin with its stem, which nobody could find from its endings.

    >>> unlike_forms("pasientregisteret"), unlike_forms("fastlegen")
    (('pasientregistra', 'pasientregistre', 'pasientregistrene', 'pasientregistret'), ())
    """
    if base := lemma(word):
        return _contracted(base)
    halves = split(word)
    if not halves or not (base := lemma(halves[1])):
        return ()
    before = word.removesuffix(halves[1])
    return tuple(before + form for form in _contracted(base))


@cache
def _contracted(base: str) -> tuple[str, ...]:
    return tuple(form for form in contracted(base) if lemma(form) == base)

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
from search.dictionary import lemma
from search.stemmer import contracted, stem
from search.varieties import bokmal

_WORD = re.compile(r"[^\W_]+")
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})

STOP_WORDS = frozenset(
    word
    for line in (files("search") / "data" / "stoppord.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


def tokens(text: str) -> list[str]:
    """Cut text into lower-case words of letters and digits.

    >>> tokens("KAD-plass i Østfold")
    ['kad', 'plass', 'i', 'østfold']
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


@cache
def fold(word: str) -> str:
    """Write a word with the letters a to z only, for those who type it so.

    >>> fold("Østfold"), fold("idé")
    ('ostfold', 'ide')
    """
    lowered = word.lower().translate(_FOLDED)
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


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
    return word if word.isdigit() else stem(bokmal(word) or word)


@cache
def parts(word: str) -> tuple[str, ...]:
    """Give the terms of the two words that a compound is made of, none for other words.

    >>> parts("blodprøvesvar") == (term("blodprøve"), term("svar"))
    True
    >>> parts("kommunen")
    ()
    """
    return tuple(part for part in dict.fromkeys(map(term, split(word))) if part != term(word))


def unlike_forms(word: str) -> tuple[str, ...]:
    """Give the forms of a word that do not begin with its stem, which nobody could find from its endings.

    >>> unlike_forms("pasientregisteret"), unlike_forms("fastlegen")
    (('pasientregistra', 'pasientregistre', 'pasientregistrene', 'pasientregistret'), ())
    """
    halves = () if lemma(word) else split(word)
    last = halves[1] if halves else word
    base = lemma(last)
    before = word.removesuffix(last)
    return tuple(before + form for form in contracted(base) if lemma(form) == base) if base else ()

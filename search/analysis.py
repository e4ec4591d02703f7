"""The one definition of how Norwegian text becomes terms.

A *word* is what stands in a text or is typed; a *term* is what it means to search: *fastlegen*, *fastlegar* and
*fastlege* are one term, and so are *tilvising* and *henvisning*.  The browser never analyses: it looks words up in a
lexicon that is made here.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})

# Longest first. From the inflection of Norwegian nouns and adjectives, nb and nn (Språkrådet, "Bøying").
_ENDINGS = (
    *("hetene", "heitene", "elsene", "ingane", "ingene"),
    *("enes", "anes", "ene", "ane", "ens", "ets", "ers", "ars"),
    *("ar", "en", "er", "et", "as", "es", "a", "e"),
)
_ENDING_KEEPS = {"hetene": "het", "heitene": "heit", "elsene": "els", "ingane": "ing", "ingene": "ing"}
_SHORTEST_STEM = 3
# Where the stem changes under inflection, which no ending can tell: "middel" and "midlene", "forsøk" and "forsøka".
_CHANGED = (("midl", "middel"), ("nøkl", "nøkkel"), ("regl", "regel"), ("artikl", "artikkel"), ("sykl", "sykkel"))

STOP_WORDS = frozenset(
    [
        "alle",
        "at",
        "av",
        "da",
        "de",
        "deg",
        "dei",
        "dem",
        "den",
        "denne",
        "deres",
        "det",
        "dette",
        "deg",
        "din",
        "dine",
        "du",
        "eg",
        "ein",
        "eit",
        "eller",
        "elles",
        "en",
        "er",
        "et",
        "ett",
        "etter",
        "for",
        "fra",
        "frå",
        "før",
        "ha",
        "han",
        "har",
        "hennes",
        "her",
        "hvor",
        "hva",
        "hvem",
        "hvis",
        "hun",
        "hva",
        "i",
        "ikke",
        "ikkje",
        "inn",
        "ja",
        "jeg",
        "kan",
        "kom",
        "kva",
        "kven",
        "korleis",
        "kor",
        "man",
        "med",
        "meg",
        "mellom",
        "men",
        "mer",
        "mot",
        "må",
        "ned",
        "nei",
        "no",
        "noe",
        "noko",
        "noen",
        "nokon",
        "nå",
        "når",
        "og",
        "også",
        "om",
        "opp",
        "oss",
        "over",
        "på",
        "sin",
        "sine",
        "skal",
        "slik",
        "som",
        "så",
        "til",
        "ut",
        "var",
        "ved",
        "vi",
        "vil",
        "være",
        "vere",
        "ved",
        "å",
    ]
)


def tokens(text: str) -> list[str]:
    """Cut text into lower-case words of letters and digits.

    >>> tokens("KAD-plass i Østfold")
    ['kad', 'plass', 'i', 'østfold']
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def fold(word: str) -> str:
    """Write a word with the letters a to z only, for those who type it so.

    >>> fold("Østfold"), fold("idé")
    ('ostfold', 'ide')
    """
    lowered = word.lower().translate(_FOLDED)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


@cache
def pairs() -> dict[str, str]:
    """Read ``data/nb-nn.txt``: the nynorsk stem of each pair mapped to the bokmål one."""
    text = (files("search") / "data" / "nb-nn.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {stem(other): stem(row[0]) for row in rows for other in row[1:]}


def is_nynorsk(word: str) -> bool:
    """Whether a word is the nynorsk one of a pair.

    >>> is_nynorsk("tilvisingar"), is_nynorsk("henvisninger")
    (True, False)
    """
    return stem(word) in pairs()


def stem(word: str) -> str:
    """Take the inflection off a word.

    >>> stem("fastlegar"), stem("fastlegen"), stem("fastlege"), stem("legemidlene"), stem("legemiddel")
    ('fastleg', 'fastleg', 'fastleg', 'legemiddel', 'legemiddel')
    """
    if word.isdigit():
        return word
    if word.endswith("s") and len(word) > _SHORTEST_STEM + 1 and word[-2] not in "sautiy":
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending):
            kept = word[: -len(ending)] + _ENDING_KEEPS.get(ending, "")
            if len(kept) >= _SHORTEST_STEM:
                word = kept
                break
    for changed, whole in _CHANGED:
        if word.endswith(changed):
            return word.removesuffix(changed) + whole
    return word


@cache
def term(word: str) -> str:
    """Give the term that a lower-case word means.

    >>> term("tilvisingar") == term("henvisninger"), term("sjukehuset") == term("sykehus")
    (True, True)
    """
    stemmed = stem(word)
    return pairs().get(stemmed, stemmed)

"""The one definition of how Norwegian text becomes terms.

A *word* is what stands in a text or is typed; a *term* is what it means to search: *fastlegen*, *fastlegar* and
*fastlege* are one term, and so are *tilvising* and *henvisning*.  The browser never analyses: it looks words up in a
lexicon that is made here.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from search.dictionary import is_word, lemma

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
_SHORTEST_PART = 3
_MOST_PARTS = 6
# Endings after which a compound always has the joint s.
_TAKE_S = ("ing", "het", "heit", "sjon", "skap", "nad", "else")
_SHORT_PARTS = frozenset(
    (
        "arm",
        "arv",
        "bil",
        "far",
        "fly",
        "fot",
        "gen",
        "hiv",
        "hud",
        "kne",
        "lab",
        "lov",
        "mat",
        "mor",
        "rus",
        "råd",
        "sak",
        "syn",
        "sår",
        "tak",
        "øre",
        "øye",
    )
)
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
def pair_words() -> tuple[tuple[str, ...], ...]:
    """Read ``data/nb-nn.txt``: each bokmål word, followed by the nynorsk ones that mean the same."""
    text = (files("search") / "data" / "nb-nn.txt").read_text("utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def pairs() -> dict[str, str]:
    """Map the term of each nynorsk word that has one of its own in bokmål to that word."""
    found: dict[str, str] = {}
    for bokmal, *nynorsk in pair_words():
        for word in nynorsk:
            for form in (_base(word), stem(word)):
                if form != _base(bokmal):
                    found.setdefault(form, bokmal)
    return found


def _bokmal(word: str) -> str | None:
    """Give the bokmål word for a nynorsk one that is in the list."""
    return pairs().get(stem(word)) or pairs().get(_base(word))


def is_nynorsk(word: str) -> bool:
    """Whether a word is the nynorsk one of a pair.

    >>> is_nynorsk("tilvisingar"), is_nynorsk("henvisninger")
    (True, False)
    """
    return _bokmal(word) is not None


def stem(word: str) -> str:
    """Take the inflection off a word.

    >>> stem("fastlegar"), stem("fastlegen"), stem("fastlege"), stem("legemidlene"), stem("legemiddel")
    ('fastleg', 'fastleg', 'fastleg', 'legemiddel', 'legemiddel')
    """
    if word.isdigit():
        return word
    if word.endswith("s") and len(word) > _SHORTEST_STEM + 1 and word[-2] not in "sautiyø":
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
    >>> term("fastlegar") == term("fastlege"), term("legemidlene") == term("legemiddel")
    (True, True)
    >>> term("tilvisingspraksis") == term("henvisningspraksis")
    True
    """
    if bokmal := _bokmal(word):
        return _base(bokmal)
    if halves := split(word):
        left, right = halves
        joint = word[len(left) : len(word) - len(right)]
        return _base((_bokmal(left) or left) + joint + (_bokmal(right) or right))
    return _base(word)


def _base(word: str) -> str:
    return stem(lemma(word) or word)


@cache
def parts(word: str) -> tuple[str, ...]:
    """Give the terms of the words that a compound is made of, none for other words.

    >>> parts("blodprøvesvar") == (term("blodprøve"), term("svar"), term("blod"), term("prøve"))
    True
    >>> parts("kommunen")
    ()
    """
    found: list[str] = []
    waiting = [word]
    while waiting and len(found) < _MOST_PARTS:
        halves = split(waiting.pop(0))
        waiting += halves
        found += (term(half) for half in halves)
    return tuple(part for part in dict.fromkeys(found) if part != term(word))


@cache
def split(word: str) -> tuple[str, ...]:
    """Part a compound in two words of the dictionary, as evenly as can be; joined by nothing, s or e.

    >>> split("samhandlingslege"), split("fastlegen"), split("kommunen")
    (('samhandling', 'lege'), ('fast', 'legen'), ())
    """
    best: tuple[float, tuple[str, ...]] = (0, ())
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        right = word[at:]
        if not _is_part(right):
            continue
        for left, joint in ((word[:at], 0.0), (word[: at - 1], 0.5)):
            if joint and word[at - 1] not in "se":
                continue
            if not joint and left.endswith(_TAKE_S):
                continue
            evenness = min(len(left), len(right)) - joint
            if evenness > best[0] and _is_part(left):
                best = (evenness, (left, right))
    return best[1]


@cache
def _is_part(word: str) -> bool:
    return (len(word) > _SHORTEST_PART or word in _SHORT_PARTS) and is_word(word)

"""A light stemmer: takes the inflection off a word, and nothing else."""

from functools import cache

# Longest first. From the inflection of Norwegian nouns and adjectives, nb and nn (Språkrådet, "Bøying").
ENDINGS = (
    *("hetene", "heitene", "elsene", "ingane", "ingene"),
    *("enes", "anes", "ene", "ane", "ens", "ets", "ers", "ars"),
    *("ar", "en", "er", "et", "as", "es", "a", "e"),
)
_ENDINGS_ON = {letter: tuple(end for end in ENDINGS if end[-1] == letter) for letter in "aenrst"}
_ENDING_KEEPS = {"hetene": "het", "heitene": "heit", "elsene": "els", "ingane": "ing", "ingene": "ing"}
_SHORTEST_STEM = 3
# Where the stem changes under inflection, which no ending can tell: "middel" and "midlene", "forsøk" and "forsøka".
_CHANGED = (("midl", "middel"), ("nøkl", "nøkkel"), ("regl", "regel"), ("artikl", "artikkel"), ("sykl", "sykkel"))


@cache
def stem(word: str) -> str:
    """Take the inflection off a word.

    >>> stem("fastlegar"), stem("fastlegen"), stem("fastlege"), stem("legemidlene"), stem("legemiddel")
    ('fastleg', 'fastleg', 'fastleg', 'legemiddel', 'legemiddel')
    """
    if word.isdigit():
        return word
    if word.endswith("s") and len(word) > _SHORTEST_STEM + 1 and word[-2] not in "sautiyø":
        word = word[:-1]
    for ending in _ENDINGS_ON.get(word[-1:], ()):
        if word.endswith(ending):
            kept = word[: -len(ending)] + _ENDING_KEEPS.get(ending, "")
            if len(kept) >= _SHORTEST_STEM:
                word = kept
                break
    for changed, whole in _CHANGED:
        if word.endswith(changed):
            return word.removesuffix(changed) + whole
    return word


def contracted(word: str) -> list[str]:
    """Give the forms in which a word in its base form may lose its last vowel: a dictionary must choose among them.

    >>> "legemidlene" in contracted("legemiddel"), "registre" in contracted("register"), contracted("fastlege")
    (True, True, [])
    """
    if not word.endswith(("el", "en", "er")):
        return []
    short = word[:-2] + word[-1]
    stems = {
        short,
        next((word.removesuffix(whole) + changed for changed, whole in _CHANGED if word.endswith(whole)), short),
    }
    return sorted(base + ending for base in stems for ending in ENDINGS)

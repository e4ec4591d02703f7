"""Compounds, which Norwegian writes in one word."""

from functools import cache

from search.dictionary import in_bokmal, is_word
from search.pairs import listed

_SHORTEST_PART = 3
# What it costs a way to part a word that one of the parts is a word in nynorsk only, as "slegen" is.
_RARE = 3
# Endings after which a compound always has the joint s.
_TAKE_S = ("ing", "het", "heit", "sjon", "skap", "nad", "else")
# Words that are hardly ever the last part of a compound: "uavhengigheten", "utvekslingen" and "løpende" only end so.
_ENDINGS = frozenset(("ende", "heten", "heter", "hetene", "ingen"))
_SHORT_PARTS = frozenset(
    (
        *(
            "arm",
            "arv",
            "bil",
            "far",
            "fly",
            "fot",
            "gen",
            "gut",
            "hiv",
            "hud",
            "kne",
            "lab",
            "lov",
            "mat",
            "mor",
            "rus",
        ),
        *("råd", "sak", "syn", "sår", "tak", "øre", "øye"),
    )
)


@cache
def split(word: str) -> tuple[str, ...]:
    """Part a compound in two words that are known, as evenly as can be; joined by nothing, s or e.

    >>> split("samhandlingslege"), split("fastlegen"), split("petroleumslegen"), split("kommunen")
    (('samhandling', 'lege'), ('fast', 'legen'), ('petroleum', 'legen'), ())
    """
    best: tuple[float, tuple[str, ...]] = (0, ())
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        right = word[at:]
        if right in _ENDINGS or not _is_part(right):
            continue
        for left, joint in ((word[:at], 0.0), (word[: at - 1], 0.5)):
            if joint and word[at - 1] not in "se":
                continue
            if not joint and left.endswith(_TAKE_S):
                continue
            evenness = min(len(left), len(right)) - joint - _RARE * (not in_bokmal(left) or not in_bokmal(right))
            if evenness > best[0] and _is_part(left):
                best = (evenness, (left, right))
    return best[1]


@cache
def _is_part(word: str) -> bool:
    return (len(word) > _SHORTEST_PART or word in _SHORT_PARTS) and (is_word(word) or word in listed())

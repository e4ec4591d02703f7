"""Compounds, which Norwegian writes in one word."""

from collections.abc import Iterator
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
    best, parted = (0.0, 0), tuple[str, ...]()
    for evenness, at in _cuts(len(word)):
        if evenness < best[0]:
            break
        right = word[at:]
        if not _is_part(right) or right in _ENDINGS:
            continue
        for left, joint in _lefts(word, at):
            if _is_part(left):
                rare = not in_bokmal(left) or not in_bokmal(right)
                found = (min(len(left), len(right)) - joint - _RARE * rare, -at)
                if found > best:
                    best, parted = found, (left, right)
    return parted


def _lefts(word: str, at: int) -> Iterator[tuple[str, float]]:
    """Yield what may come before a cut, and what its joint costs."""
    if not word.endswith(_TAKE_S, 0, at):
        yield word[:at], 0.0
    if word[at - 1] in "se":
        yield word[: at - 1], 0.5


@cache
def _cuts(length: int) -> tuple[tuple[int, int], ...]:
    """Give the cuts of a word of some length and how even each can be, the most even first: they decide soonest."""
    cuts = ((min(at, length - at), at) for at in range(_SHORTEST_PART, length - _SHORTEST_PART + 1))
    return tuple(sorted(cuts, reverse=True))


@cache
def _is_part(word: str) -> bool:
    return (len(word) > _SHORTEST_PART or word in _SHORT_PARTS) and (word in listed() or is_word(word))

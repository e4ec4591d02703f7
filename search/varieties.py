"""Bokmål and nynorsk: which words of the two are one."""

from collections.abc import Iterator
from functools import cache

from search.compounds import split
from search.dictionary import in_bokmal, in_nynorsk, lemma
from search.pairs import data_lines, pair_words
from search.stemmer import stem

_MOST_RULES = 2
# A rule for one letter says too little to be tried on a short word.
_LONG = 6
_SURE = 5
# An ending of so many letters tells nynorsk from any other word that the dictionaries lack.
_TELLING = 3
_SHORTEST_KEPT = 3
# What is called otherwise where it comes first in a compound: "hovud" is "hode", but "hovudmål" is "hovedmål".
_FIRST = {"hovud": "hoved"}


@cache
def is_nynorsk(word: str) -> bool:
    """Whether a word is nynorsk and not bokmål.

    >>> is_nynorsk("tilvisingar"), is_nynorsk("henvisninger"), is_nynorsk("opplysningar")
    (True, False, True)
    """
    if in_bokmal(word):
        return word in _pairs()
    if in_nynorsk(word) or _paired(word) or _respelled(word):
        return True
    return any(is_nynorsk(half) for half in split(word))


def bokmal(word: str) -> str | None:
    """Give the base form in bokmål of a word in either variety, or None for a word that nobody knows.

    >>> bokmal("tilvisingane"), bokmal("opplysningar"), bokmal("lærarrettleiinga"), bokmal("pasientregistre")
    ('henvisning', 'opplysning', 'lærerveiledning', 'pasientregister')
    >>> bokmal("hovudmålet"), bokmal("reindrift"), bokmal("avgrensande")
    ('hovedmål', 'rendrift', 'avgrense')
    """
    if paired := _paired(word):
        return lemma(paired) or paired
    if in_bokmal(word):
        return _respelled_halves(lemma(word) or word)
    if respelled := _respelled(word):
        return lemma(respelled) or respelled
    if word.endswith("s") and in_bokmal(word[:-1]):
        return lemma(word[:-1])
    return _compound(word) or (_compound(word[:-1]) if word.endswith("s") else None) or lemma(word)


def spelled_in_bokmal(word: str) -> str:
    """Give a word as bokmål would write it in the same form; bokmål is given back.

    >>> spelled_in_bokmal("tilvisingar"), spelled_in_bokmal("opplysningane"), spelled_in_bokmal("henvisningen")
    ('henvisninger', 'opplysningene', 'henvisningen')
    """
    if not is_nynorsk(word):
        return word
    if not _paired(word) and (respelled := _respelled(word)):
        return respelled
    base = bokmal(word) or word
    short = base.removesuffix("e")
    for ending, others in ((("ar", "er"), ("er",)), (("ane", "ene"), ("ene", "a")), (("en", "et", "a"), ("en", "et"))):
        if word.endswith(ending):
            return next((form for form in (short + other for other in others) if in_bokmal(form)), base)
    return base


@cache
def _respelled_halves(base: str) -> str:
    """Put a compound of bokmål that has a word of the list in it as most would write it: "framsette", "reindrift"."""
    return (_compound(base) if any(half in _listed() for half in split(base)) else None) or base


def _compound(word: str) -> str | None:
    """Put both halves of a compound into bokmål, the last one in its base form."""
    halves = split(word)
    if not halves:
        return None
    left, right = halves
    joint = word[len(left) : len(word) - len(right)]
    first = _FIRST.get(left) or _paired(left) or (left if in_bokmal(left) else _respelled(left)) or left
    return first + joint + (bokmal(right) or right)


@cache
def _listed() -> dict[str, str]:
    """Map each nynorsk word of the list, just as it stands there."""
    return {word: own for own, *others in pair_words() for word in others if word != own}


@cache
def _pairs() -> dict[str, str]:
    """Map each nynorsk word that has one of its own in bokmål to that, by its forms in dictionary and stem too."""
    found: dict[str, str] = {}
    for own, *others in pair_words():
        for word in others:
            root = _root(word)
            for key in (word, lemma(word), None if root == _root(own) else root):
                if key and key != own:
                    found.setdefault(key, own)
    return found


def _paired(word: str) -> str | None:
    if found := _pairs().get(word):
        return found
    if base := lemma(word):
        return _paired_base(base)
    root = stem(word)
    return _pairs().get(root) if len(root) >= _SURE else None


@cache
def _paired_base(base: str) -> str | None:
    return _pairs().get(base) or _pairs().get(stem(base))


def _root(word: str) -> str:
    return stem(lemma(word) or word)


@cache
def _respelled(word: str) -> str | None:
    """Give the first word of bokmål that the rules make of one of nynorsk, with as few rules as can be."""
    if in_bokmal(word):
        return None
    if not in_nynorsk(word):
        return _with_ending_of_bokmal(word) if len(word) >= _LONG else None
    level, seen = [word], {word}
    for _ in range(_MOST_RULES):
        tried = dict.fromkeys(new for one in level for new in _by_rules(one) if new not in seen)
        if found := next((new for new in tried if in_bokmal(new)), None):
            return found
        seen.update(tried)
        level = list(tried)
    return None


def _with_ending_of_bokmal(word: str) -> str | None:
    """Give a word that no dictionary has the ending that bokmål would, if that makes one of its words: "tikkande"."""
    made = (word.removesuffix(nynorsk) + own for nynorsk, own in _telling_endings(word[-1]) if word.endswith(nynorsk))
    return next((new for new in made if len(new) >= _LONG and in_bokmal(new)), None)


@cache
def _telling_endings(letter: str) -> tuple[tuple[str, str], ...]:
    return tuple((end, own) for end, own in _endings(letter) if len(end) >= _TELLING)


def _by_rules(word: str) -> Iterator[str]:
    """Yield what each rule makes of a word: first those for its end, then those for any place in it."""
    for nynorsk, own in _endings(word[-1]):
        if word.endswith(nynorsk) and len(word) - len(nynorsk) >= _SHORTEST_KEPT:
            yield word.removesuffix(nynorsk) + own
    for nynorsk, own in _rules("inni"):
        at = word.find(nynorsk) if len(nynorsk) > 1 or len(word) >= _LONG else -1
        while at >= 0:
            yield word[:at] + own + word[at + len(nynorsk) :]
            at = word.find(nynorsk, at + 1)


@cache
def _endings(letter: str) -> tuple[tuple[str, str], ...]:
    """Give the rules for the ends of words that end on a letter: few, which is what makes trying them quick."""
    return tuple((nynorsk, own) for nynorsk, own in _rules("slutt") if nynorsk.endswith(letter))


@cache
def _rules(place: str) -> tuple[tuple[str, str], ...]:
    rules = map(str.split, data_lines("nynorsk-skrivemate.txt"))
    return tuple((nynorsk, own) for where, nynorsk, own in rules if where == place)

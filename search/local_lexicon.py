"""From what was typed to what it means on this site, by the local index; ``client/engine/meaning.js`` in Python."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
from whoosh.support.levenshtein import distance

from search.analysis import FUNCTION_WORDS, STOP_WORDS, term, tokens
from search.local_index import Postings, Weights
from search.names import Named, Place
from search.numbers import groups_of
from search.pairs import listed
from search.ranking import RANKING
from search.stemmer import ENDINGS
from search.varieties import is_nynorsk, spelled_in_bokmal

# What is written in one here and with a hyphen or a blank there: "covid19", "takst14d".
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_LETTERS_FIRST = re.compile(r"([^\W\d_]{2,})(\d.*)")
_ENDINGS = frozenset(("", "s", *ENDINGS))
_SHORTEST_NEAR = 4
_SHORTEST_PART, _SHORTEST_MISSPELLED = 5, 6
_SHORTEST_NAME, _SHORTEST_BEGUN = 4, 3
_ALIKE = 3

Groups = Sequence[Sequence[str]]


class Unit:
    """A word that was asked for: how every document meets it, in any way and spelled just so."""

    def __init__(self, count: int, word: str = "") -> None:
        self.all: Weights = np.zeros(count, np.float32)
        self.just: Weights | None = None
        self.variety = ""
        self.called = word
        self.is_weak = False
        self.begun: list[Place] = []


class TermPlace(NamedTuple):
    """What a word means: its terms, its own first, and how bokmål would spell it."""

    terms: tuple[str, ...]
    exact: str


class Lexicon:
    """From what was typed to what it means on this site."""

    def __init__(self, postings: Postings, synonyms: Groups, names: Named) -> None:
        self._held = postings
        self._names = names
        self._single = list(names.single())
        self._several = [group for group in synonyms if any(len(tokens(name)) > 1 for name in group)]
        self._meant = dict(self._synonyms(synonyms))
        self._pairs = listed()

    def _synonyms(self, groups: Groups) -> Iterator[tuple[str, tuple[str, ...]]]:
        for group in groups:
            single = [words[0] for words in map(tokens, group) if len(words) == 1]
            meant = [term(word) for word in single if self._held.has_term(term(word))]
            for word in single if meant else ():
                own = [term(word)] if term(word) in meant else []
                yield word, tuple(dict.fromkeys((*own, *meant)))

    def place(self, word: str) -> TermPlace | None:
        """Look a word up."""
        if word in self._meant:
            return TermPlace(self._meant[word], spelled_in_bokmal(word))
        if self._held.has(word) or (word in self._pairs and self._held.has_term(term(word))):
            return TermPlace((term(word),), spelled_in_bokmal(word))
        meant = self._held.typed_as(word)
        return TermPlace((term(meant),), "") if meant else None

    def meet(self, unit: Unit, place: TermPlace, share: float, *, whole: bool = False) -> None:
        """Let a unit be met by what a word means; with ``whole``, not by compounds with it."""
        for order, term_ in enumerate(place.terms):
            own = share * RANKING.synonym if order else share
            for form, weights in self._held.weights(term_).items():
                if form or not whole:
                    unit.all += weights * (own if form else own * RANKING.within)

    def met_by(self, words: Sequence[str]) -> Weights:
        """Weigh the documents that have one of some words."""
        unit = self._empty()
        for place in map(self.place, words):
            if place:
                self.meet(unit, place, 1, whole=True)
        return unit.all

    def units(self, word: str, *, typing: bool) -> list[Unit]:
        """Make the units of a word: itself; a number or code in groups; a name; or what it is like."""
        place, groups = self.place(word), self._groups(word)
        if len(word) == 1 and word.isalpha():
            return [self._letter(word, place)]
        if place or groups is not None:
            unit = self._known(word, place) if place else self._empty(word)
            unit.all += 0 if groups is None else groups
            return [unit]
        named = self._named(word)
        return [named] if named else self._unlike(word, typing=typing)

    def _letter(self, word: str, place: TermPlace | None) -> Unit:
        """Make the unit of one letter: met by just itself, and no reason to be found."""
        unit = self._empty(word)
        unit.is_weak = True
        just = self._held.weights(place.terms[0]).get(place.exact) if place and place.exact else None
        if just is not None:
            unit.all += just
        return unit

    def _groups(self, word: str) -> Weights | None:
        """Weigh the documents by the groups that a number can be written in, where all of them are there."""
        for groups in groups_of(word):
            places = [self.place(group) for group in groups]
            if all(places):
                return _least([self._whole(place, 1) for place in places if place])
        return None

    def _named(self, word: str) -> Unit | None:
        """Make the unit of a word that is a name, or one in another form; also met by the name as texts write it."""
        called = word if word in self._names.by_name else self._name_form(word)
        if not called:
            return None
        unit = self._empty(called)
        for place in self._names.by_name[called]:
            self._add_written(unit, place)
        return unit

    def _name_form(self, word: str) -> str:
        forms = (name for name in self._single if shared_stem(word, name, _SHORTEST_NAME - 1) >= _SHORTEST_NAME)
        return next(forms, "")

    def _add_written(self, unit: Unit, place: Place) -> None:
        for name in [one for one in place.keys if " " in one][: RANKING.most_written]:
            places = [self.place(word) for word in name.split() if word not in STOP_WORDS]
            if places and all(places):
                unit.all += _least([self._whole(one, RANKING.synonym) for one in places if one])

    def _begun_name(self, word: str) -> Unit | None:
        """Make the unit of the names that a word begins."""
        begun = [name for name in self._single if name.startswith(word)] if len(word) >= _SHORTEST_BEGUN else []
        places = [place for name in begun for place in self._names.by_name[name] if place.facet]
        if not places:
            return None
        unit = self._empty(word)
        unit.begun = places
        return unit

    def _unlike(self, word: str, *, typing: bool) -> list[Unit]:
        """Make the units of a word that is not there: another form of it, words it begins, misspells, is made of."""
        other = self._other_form(word)
        begun = self._begun(word, typing=typing) if typing or not other else []
        if other or begun:
            unit = self._meeting(begun, RANKING.begun, whole=True)
            if other and (place := self.place(other)):
                self.meet(unit, place, 1)
            return [unit]
        if typing and (named := self._begun_name(word)):
            return [named]
        if runs := self._apart(word):
            return [self._meeting([run], 1) for run in runs]
        if len(word) < _SHORTEST_NEAR or word.replace(".", "").isdigit():
            return [self._empty()]
        return self._repaired(word)

    def _apart(self, word: str) -> Sequence[str]:
        """Part what is written in one here and with a hyphen or a blank there; never in single letters."""
        first = _LETTERS_FIRST.fullmatch(word)
        for runs in (first.groups() if first else (), _RUNS.findall(word)):
            is_letter = any(len(run) == 1 and run.isalpha() for run in runs)
            if len(runs) > 1 and not is_letter and all(map(self.place, runs)):
                return list(runs)
        return ()

    def _empty(self, word: str = "") -> Unit:
        return Unit(self._held.count, word)

    def _known(self, word: str, place: TermPlace) -> Unit:
        unit = self._empty(word)
        self.meet(unit, place, 1)
        own = place.terms[0]
        unit.just = self._held.weights(own).get(place.exact) if place.exact else None
        if len({one[:_ALIKE] for one in self._held.words_of(own)}) > 1:
            unit.variety = "nn" if is_nynorsk(word) else "nb"
        return unit

    def _meeting(self, words: Sequence[str], share: float, *, whole: bool = False) -> Unit:
        unit = self._empty()
        for place in map(self.place, words):
            if place:
                self.meet(unit, place, share, whole=whole)
        return unit

    def _other_form(self, word: str, least: int = 3) -> str | None:
        """Find a word that is the same but for its ending, the longest stem first."""
        best = max(
            self._typed(word[: max(least, len(word) - 6)]), key=lambda other: shared_stem(word, other), default=None
        )
        return best if best and shared_stem(word, best) >= least else None

    def _begun(self, word: str, *, typing: bool) -> list[str]:
        if len(word) < (2 if typing else 4):
            return []
        longer = (one for one in self._typed(word) if typing or len(one) - len(word) <= 4)
        return list(islice(longer, RANKING.most_expanded))

    def _typed(self, start: str) -> list[str]:
        """Give what can be typed that begins so."""
        pairs = (word for word in self._pairs if word.startswith(start) and self._held.has_term(term(word)))
        synonyms = (word for word in self._meant if word.startswith(start))
        return sorted({*self._held.words(start), *self._held.forms(start), *pairs, *synonyms})

    def _repaired(self, word: str) -> list[Unit]:
        pairs = (one for one in self._pairs if self._held.has_term(term(one)))
        words = dict.fromkeys([*self._held.words(), *self._single, *pairs])
        near = [one for one in words if len(one) >= _SHORTEST_NEAR and one not in FUNCTION_WORDS]
        limit = 1 if len(word) < 8 else 2
        around = [one for one in near if one[:_ALIKE] == word[:_ALIKE] or one[-_ALIKE:] == word[-_ALIKE:]]
        repair = self._repair(around, word, limit)
        if repair and distance(word, repair, limit) == 1:
            return [self._taken_for(repair)]
        if halves := _parted(near, word):
            return [self._meeting([half], 1) for half in halves]
        if halves := self._misspelled_half(near, word):
            return [self._meeting([half], RANKING.repaired) for half in halves]
        repair = repair or self._part(near, word)
        return [self._taken_for(repair) if repair else self._empty()]

    def _part(self, near: Sequence[str], word: str) -> str:
        """Give the longest word that one begins with or ends on."""
        fits = (one for one in near if len(one) >= _SHORTEST_PART and (word.startswith(one) or word.endswith(one)))
        return max(fits, key=len, default="") if word.isalpha() else ""

    def _taken_for(self, repair: str) -> Unit:
        unit = self._meeting([repair], RANKING.repaired)
        unit.called = repair
        return unit

    def _repair(self, words: Sequence[str], word: str, limit: int) -> str | None:
        """Give the word with the fewest edits, and of those the one in most documents."""
        close = ((one, distance(word, one, limit)) for one in words if abs(len(one) - len(word)) <= limit)
        found = [(edits, -self._held.documents(one), one) for one, edits in close if edits <= limit]
        return min(found)[2] if found else None

    def _misspelled_half(self, near: Sequence[str], word: str) -> list[str]:
        short = [one for one in near if len(word) - len(one) >= _SHORTEST_MISSPELLED]
        left = max((one for one in short if word.startswith(one)), key=len, default="")
        if left and (last := self._repair(near, word[len(left) :], 1)):
            return [left, last]
        right = max((one for one in short if word.endswith(one)), key=len, default="")
        first = self._repair(near, word[: -len(right)], 1) if right else None
        return [first, right] if first else []

    def join(self, typed: Sequence[str], units: Mapping[str, Unit]) -> list[Weights]:
        """Let neighbours be met by the compound that was typed in two words; gives how documents meet it alone."""
        joined: dict[str, Unit] = {}
        for left, right in pairwise(typed) if len(typed) <= RANKING.most_joined else ():
            for place in self._pair(left, right):
                self._join((left, right), place, units, joined)
        return [unit.all for unit in joined.values()]

    def _join(self, both: Sequence[str], place: TermPlace, units: Mapping[str, Unit], joined: dict[str, Unit]) -> None:
        for word in both:
            if word in units:
                self.meet(units[word], place, 1, whole=True)
        if place.terms[0] not in joined:
            joined[place.terms[0]] = self._empty()
            self.meet(joined[place.terms[0]], place, 1)

    def _pair(self, left: str, right: str) -> list[TermPlace]:
        """Give the words that two neighbours may make, two numbers none."""
        if (left + right).replace(".", "").isdigit():
            return []
        found = [self._compound(left + joint, right) for joint in ("", "s", "e")]
        return [place for place in found if place]

    def _compound(self, first: str, last: str) -> TermPlace | None:
        """Look a compound up, or the form of it that occurs."""
        if place := self.place(first + last):
            return place
        other = self._other_form(first + last, len(first) + 2)
        return self.place(other) if other else None

    def add_phrases(self, typed: Sequence[str], units: Mapping[str, Unit]) -> None:
        """Let the words of a phrase, or a word, be met by what means the same in several words or one."""
        line = f" {' '.join(typed)} "
        for group in self._several:
            for name in (one for one in group if f" {' '.join(tokens(one))} " in line):
                own = [units[word] for word in tokens(name) if word in units]
                for other in group if own else ():
                    places = [self.place(word) for word in tokens(other) if word not in STOP_WORDS]
                    if other != name and places and all(places):
                        every = _least([self._whole(place, RANKING.synonym) for place in places if place])
                        for unit in own:
                            unit.all += every

    def _whole(self, place: TermPlace, share: float) -> Weights:
        unit = self._empty()
        self.meet(unit, place, share, whole=True)
        return unit.all


def shared_stem(word: str, other: str, least: int = 2) -> int:
    """Count the letters of the stem that two words share if they differ in ending alone, else 0; genitives first."""
    if word == other + "s":
        return len(word) + 1
    same = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return next((at for at in range(same, least, -1) if word[at:] in _ENDINGS and other[at:] in _ENDINGS), 0)


def _parted(near: Sequence[str], word: str) -> list[str]:
    """Part a word in two that the site has, as evenly as can be."""
    lefts = [one for one in near if word.startswith(one)]
    rights = [one for one in near if word.endswith(one)]
    best, evenness = list[str](), 0.0
    for left in lefts:
        for right in rights:
            joint = word[len(left) : len(word) - len(right)]
            even = min(len(left), len(right)) - (0.5 if joint else 0)
            if len(left) + len(right) + len(joint) == len(word) and joint in ("", "s", "e") and even > evenness:
                best, evenness = [left, right], even
    return best


def _least(weights: Sequence[Weights]) -> Weights:
    """Weigh documents by the least of some weights: all must be there."""
    return np.asarray(np.minimum.reduce(weights), np.float32)

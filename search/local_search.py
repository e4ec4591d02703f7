"""Answers a query from the local index as ``client/engine/`` does from the browser's.

Read the two side by side; ``tests/test_agreement.py`` compares what they find.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
from whoosh.support.levenshtein import distance

from search.analysis import STOP_WORDS, term, tokens
from search.documents import SearchDoc
from search.local_index import Postings, Weights
from search.pairs import listed
from search.ranking import RANKING
from search.stemmer import ENDINGS
from search.varieties import is_nynorsk, spelled_in_bokmal

_QUERY = re.compile(r'(?:(?<!\S)(-))?(?:["«“”]([^"»“”]*)["»“”]|([^\s"«»“”]+))')
# What is written in one here and with a hyphen or a blank there: "covid19".
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_ENDINGS = frozenset(("", "s", *ENDINGS))
_SHORTEST_NEAR = 4
_ALIKE = 3

Groups = Sequence[Sequence[str]]


class Query(NamedTuple):
    """What was typed: all words in their order, phrases in quotes, and words to leave out."""

    typed: list[str]
    phrases: list[list[str]]
    without: list[str]


class Unit:
    """A word that was asked for: how every document meets it, in any way and spelled just so."""

    def __init__(self, count: int) -> None:
        self.all: Weights = np.zeros(count, np.float32)
        self.just: Weights | None = None
        self.variety = ""


class TermPlace(NamedTuple):
    """What a word means: its terms, its own first, and how bokmål would spell it."""

    terms: tuple[str, ...]
    exact: str


class SearchedArchive(NamedTuple):
    """What is searched: postings of ``documents`` in their order, synonyms, and a document's lines, the lead last."""

    postings: Postings
    documents: Sequence[SearchDoc]
    synonyms: Groups
    lines: Callable[[int], Sequence[str]]


def ranked(archive: SearchedArchive, query: str) -> list[tuple[int, float]]:
    """Give the numbers of the documents that match, the best first, and their scores."""
    asked = parsed(query)
    words = list(dict.fromkeys(word for word in asked.typed if word not in STOP_WORDS))
    lexicon = _Lexicon(archive.postings, archive.synonyms)
    last = asked.typed[-1] if asked.typed and query[-1].isalnum() else ""
    made = {word: lexicon.units(word, typing=word == last) for word in words}
    firsts = {word: units[0] for word, units in made.items()}
    joined = lexicon.join(asked.typed, firsts)
    lexicon.add_phrases(asked.typed, firsts)
    units = [unit for some in made.values() for unit in some]
    scores = _weighed(archive.documents, units, joined) if units else np.ones(len(archive.documents), np.float32)
    scores[lexicon.met_by(asked.without) > 0] = 0
    order = sorted(np.flatnonzero(scores).tolist(), key=lambda at: (-scores[at], _newest_first(archive, at), at))
    if asked.phrases:
        order = _phrased(archive, asked, firsts, order)
    return [(at, float(scores[at])) for at in order]


def parsed(query: str) -> Query:
    """Read a query.

    >>> parsed('ny "fast lege" -avtale')
    Query(typed=['ny', 'fast', 'lege'], phrases=[['fast', 'lege']], without=['avtale'])
    """
    typed: list[str] = []
    phrases: list[list[str]] = []
    without: list[str] = []
    for minus, quoted, plain in _QUERY.findall(query[: RANKING.most_typed]):
        words = tokens(quoted or plain)
        if minus:
            without += words
        else:
            typed += words
            if quoted and len(words) > 1:
                phrases.append(words)
    return Query(typed[: RANKING.most_words], phrases, without)


class _Lexicon:
    """From what was typed to what it means on this site."""

    def __init__(self, postings: Postings, synonyms: Groups) -> None:
        self._held = postings
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
        """Make the units of a word: itself, another form of it, words it begins, misspells, or is made of."""
        if place := self.place(word):
            return [self._known(word, place)]
        other = self._other_form(word)
        begun = self._begun(word, typing=typing) if typing or not other else []
        if other or begun:
            unit = self._meeting(begun, RANKING.begun, whole=True)
            if other and (place := self.place(other)):
                self.meet(unit, place, 1)
            return [unit]
        runs = _RUNS.findall(word)
        if len(runs) > 1 and all(map(self.place, runs)):
            return [self._meeting([run], 1) for run in runs]
        if len(word) < _SHORTEST_NEAR or word.isdigit():
            return [self._empty()]
        return self._repaired(word)

    def _empty(self) -> Unit:
        return Unit(self._held.count)

    def _known(self, word: str, place: TermPlace) -> Unit:
        unit = self._empty()
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
            self._typed(word[: max(least, len(word) - 6)]), key=lambda other: _shared_stem(word, other), default=None
        )
        return best if best and _shared_stem(word, best) >= least else None

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
        near = [one for one in self._held.words() if len(one) >= _SHORTEST_NEAR]
        limit = 1 if len(word) < 8 else 2
        around = [one for one in near if one[:_ALIKE] == word[:_ALIKE] or one[-_ALIKE:] == word[-_ALIKE:]]
        repair = self._repair(around, word, limit)
        if repair and distance(word, repair, limit) == 1:
            return [self._meeting([repair], RANKING.repaired)]
        if halves := _parted(near, word):
            return [self._meeting([half], 1) for half in halves]
        if halves := self._misspelled_half(near, word):
            return [self._meeting([half], RANKING.repaired) for half in halves]
        return [self._meeting([repair], RANKING.repaired) if repair else self._empty()]

    def _repair(self, words: Sequence[str], word: str, limit: int) -> str | None:
        """Give the word with the fewest edits, and of those the one in most documents."""
        close = ((one, distance(word, one, limit)) for one in words if abs(len(one) - len(word)) <= limit)
        found = [(edits, -self._held.documents(one), one) for one, edits in close if edits <= limit]
        return min(found)[2] if found else None

    def _misspelled_half(self, near: Sequence[str], word: str) -> list[str]:
        short = [one for one in near if len(word) - len(one) > 4]
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
            for place in (self._compound(left + joint, right) for joint in ("", "s", "e")):
                if place:
                    for word in (left, right):
                        if word in units:
                            self.meet(units[word], place, 1, whole=True)
                    if place.terms[0] not in joined:
                        joined[place.terms[0]] = self._empty()
                        self.meet(joined[place.terms[0]], place, 1)
        return [unit.all for unit in joined.values()]

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
                        every = np.minimum.reduce([self._by_synonym(place) for place in places if place])
                        for unit in own:
                            unit.all += every

    def _by_synonym(self, place: TermPlace) -> Weights:
        unit = self._empty()
        self.meet(unit, place, RANKING.synonym, whole=True)
        return unit.all


def _shared_stem(word: str, other: str) -> int:
    """Count the letters of the stem that two words share if they differ in ending alone, else 0; genitives first."""
    if word == other + "s":
        return len(word) + 1
    same = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return next((at for at in range(same, 2, -1) if word[at:] in _ENDINGS and other[at:] in _ENDINGS), 0)


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


def _weighed(documents: Sequence[SearchDoc], units: Sequence[Unit], joined: Sequence[Weights]) -> Weights:
    """Score every document: soft OR, how much of the query it covers, its age, whether it applies, its variety."""
    total, covered = np.zeros((2, len(documents)), np.float32)
    mass = 0.0
    for unit in units:
        part = 0.0 if unit.just is None else RANKING.just
        for weights, share, half in (
            (unit.all, 1 - part, RANKING.saturation),
            (unit.just, part, RANKING.just_saturation),
        ):
            if weights is not None:
                idf = share * _idf(weights)
                total += idf * weights / (weights + half)
                covered += idf * (unit.all > 0)
                mass += idf
    if not mass:
        return total
    variety = next((unit.variety for unit in units if unit.variety == "nn"), "") or next(
        (unit.variety for unit in units if unit.variety), ""
    )
    own = np.array([RANKING.own_variety if variety in document.facets["lang"] else 1 for document in documents])
    applies = np.array([document.weight for document in documents])
    match = total * (covered / mass) ** RANKING.coverage
    for weights in joined:
        match += RANKING.joined * _idf(weights) * weights / (weights + RANKING.saturation) * (covered > 0)
    return np.asarray(match * _recency(documents) * own * applies, np.float32)


def _idf(weights: Weights) -> float:
    having = np.count_nonzero(weights)
    return float(np.log(1 + (len(weights) - having + 0.5) / (having + 0.5)) ** RANKING.rarity) if having else 0.0


def _recency(documents: Sequence[SearchDoc]) -> Weights:
    days = np.array([_day(document) for document in documents], np.float32)
    dated = days[days > 0]
    oldest, newest = (dated.min(), dated.max()) if len(dated) else (0, 0)
    return np.asarray(1 + RANKING.recency * np.maximum(0, (days - oldest) / ((newest - oldest) or 1)), np.float32)


def _day(document: SearchDoc) -> int:
    return date.fromisoformat(document.date).toordinal() if document.date else 0


def _newest_first(archive: SearchedArchive, at: int) -> int:
    return -_day(archive.documents[at])


def _phrased(archive: SearchedArchive, asked: Query, units: Mapping[str, Unit], order: Sequence[int]) -> list[int]:
    """Keep the documents that have every phrase, of the best ones that have all its words: the text is asked."""
    having = [units[word].all for phrase in asked.phrases for word in phrase if word in units]
    candidates = [at for at in order if all(weights[at] for weights in having)][: RANKING.most_phrased]
    return [at for at in candidates if _has_phrases(archive.lines(at), asked.phrases)]


def _has_phrases(lines: Sequence[str], phrases: Sequence[Sequence[str]]) -> bool:
    written = [f" {' '.join(tokens(line))} " for line in lines]
    return all(any(f" {' '.join(phrase)} " in line for line in written) for phrase in phrases)

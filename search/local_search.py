"""Answers a query from the local index as ``client/engine/`` does from the browser's.

Read the two side by side; ``tests/test_agreement.py`` compares what they find.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from search.analysis import STOP_WORDS, tokens
from search.documents import SearchDoc
from search.leads import Lead, first_leads, name_leads, numbers_in, point_leads, title_leads
from search.local_index import Postings, Weights
from search.local_lexicon import Groups, Lexicon, Unit
from search.names import Leads, Place, Span, carriers, named, spans
from search.numbers import in_one
from search.ranking import RANKING

_QUERY = re.compile(r'(?:(?<!\S)(-))?(?:["«“”]([^"»“”]*)["»“”]|([^\s"«»“”]+))')
_TITLED = 10


class Query(NamedTuple):
    """What was typed: all words in their order, phrases in quotes, and words to leave out."""

    typed: list[str]
    phrases: list[list[str]]
    without: list[str]


class SearchedArchive(NamedTuple):
    """What is searched: postings of ``documents`` in their order, synonyms, and a document's lines, the lead last.

    ``leads`` are the pages and points that have names.
    """

    postings: Postings
    documents: Sequence[SearchDoc]
    synonyms: Groups
    lines: Callable[[int], Sequence[str]]
    leads: Leads = Leads()


class Ranked(NamedTuple):
    """The numbers of the documents that match, the best first, with their scores; and where the query leads."""

    hits: list[tuple[int, float]]
    leads: list[Lead]


def ranked(archive: SearchedArchive, query: str) -> Ranked:
    """Answer a query."""
    asked = parsed(query)
    words = list(dict.fromkeys(word for word in asked.typed if word not in STOP_WORDS))
    names = named(archive.leads.places)
    lexicon = Lexicon(archive.postings, archive.synonyms, names)
    last = asked.typed[-1] if asked.typed and query[-1].isalnum() else ""
    made = {word: lexicon.units(word, typing=word == last) for word in words}
    firsts = {word: units[0] for word, units in made.items()}
    joined = lexicon.join(asked.typed, firsts)
    lexicon.add_phrases(asked.typed, firsts)
    called = [firsts[word].called or word if word in firsts else word for word in asked.typed]
    found = [*spans(names, asked.typed), *(spans(names, called) if called != asked.typed else ())]
    _add_names(archive, asked.typed, found, firsts)
    units = [unit for some in made.values() for unit in some]
    scores = _weighed(archive.documents, units, joined) if units else _without_words(archive, asked)
    scores[lexicon.met_by(asked.without) > 0] = 0
    order = sorted(np.flatnonzero(scores).tolist(), key=lambda at: (-scores[at], _newest_first(archive, at), at))
    if asked.phrases:
        order = _phrased(archive, asked, firsts, order)
    titles = [(archive.documents[at].title, archive.documents[at].url) for at in order[:_TITLED]]
    leads = [
        *point_leads(archive.leads.points, archive.documents, asked.typed, words),
        *name_leads(names, asked.typed, found),
        *title_leads(titles, words),
    ]
    return Ranked([(at, float(scores[at])) for at in order], first_leads(leads))


def _without_words(archive: SearchedArchive, asked: Query) -> Weights:
    """Weigh documents alike; none where all that was typed is too common to be searched for."""
    says_nothing = asked.typed and not asked.phrases and not asked.without
    return np.full(len(archive.documents), not says_nothing, np.float32)


def _add_names(
    archive: SearchedArchive, typed: Sequence[str], found: Iterable[Span], units: Mapping[str, Unit]
) -> None:
    """Let words be met by the documents that carry the name, or have the point, that was asked for."""
    places: dict[str, list[Place]] = {word: list(unit.begun) for word, unit in units.items()}
    for span in found:
        for word in typed[span.start : span.start + span.size]:
            if word in places:
                places[word] += span.places
    for word, some in places.items():
        own = carriers(some)
        carries = [any(value in one.facets.get(facet, ()) for facet, value in own) for one in archive.documents]
        units[word].all += RANKING.named * np.array(carries, np.float32)
    for number, document, _ in archive.leads.points:
        if number in numbers_in(typed) and number in units:
            units[number].all[document] += RANKING.point


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
    return Query(in_one(typed[: RANKING.most_words]), phrases, without)


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
                covers = 0.0 if unit.is_weak else idf
                covered += covers * (unit.all > 0)
                mass += covers
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

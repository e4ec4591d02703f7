"""The lexicon of the browser's index: the words people may type, and what each means on this site."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from search.analysis import fold, forms, term, tokens
from search.postings import Held, occurring, own, within
from search.varieties import is_nynorsk, pair_words, spelled_in_bokmal

_MOST_ALSO = 12
_ALIKE = 3


class Meaning(NamedTuple):
    """A term: the names of its lists (of compounds with it first, or nothing), and other words that it is known by."""

    term: str
    lists: tuple[str, ...]
    also: tuple[str, ...]


class Entry(NamedTuple):
    """A word that may be typed: its meanings, its own first; the list of just this word, if there is one.

    ``variety`` is nb or nn where the word belongs to one and has a twin in the other; ``documents`` about how many
    have the word, 0 where it is not on the site.
    """

    word: str
    meanings: tuple[Meaning, ...]
    exact: str
    variety: str
    documents: int


def lexicon(held: Held, synonyms: Sequence[Sequence[str]]) -> tuple[list[Entry], list[list[str]]]:
    """Make the lexicon of a site, in alphabetical order, and the groups of synonyms that have phrases in them.

    It holds the site's own words, their other forms in both varieties, how they are typed with the letters a to z
    only, and the synonyms.
    """
    lists = held.postings
    words = {word: (name, exact) for word, name, exact in occurring(held.tables)}
    meanings = _meanings(words, lists)
    typed: dict[str, tuple[str, ...]] = {word: (name,) for word, (name, _) in words.items()}
    for word, (name, _) in words.items():
        for form in forms(word):
            typed.setdefault(form, (name,))
    for row in pair_words():
        if (name := term(row[0])) in meanings:
            for word in row:
                typed.setdefault(word, (name,))
    phrases = [list(group) for group in synonyms if any(len(tokens(one)) > 1 for one in group)]
    for group in synonyms:
        meant = [term(word) for word in group if len(tokens(word)) == 1]
        for word in group:
            if len(tokens(word)) == 1 and (found := [name for name in (term(word), *meant) if name in meanings]):
                typed[tokens(word)[0]] = tuple(dict.fromkeys(found))
    for word in [word for word in typed if not word.isascii()]:
        typed.setdefault(fold(word), typed[word])
    entries = (_entry(word, names, meanings, lists, words) for word, names in sorted(typed.items()))
    return list(entries), phrases


def _meanings(words: Mapping[str, tuple[str, str]], lists: Mapping[str, str]) -> dict[str, Meaning]:
    """Give every term that has postings: those of words on the site, and of the parts of their compounds."""
    exact: dict[str, set[str]] = defaultdict(set)
    by_term: dict[str, list[str]] = defaultdict(list)
    for word, (name, form) in words.items():
        exact[name].add(own(name, form))
        by_term[name].append(word)
    parts = {name.removesuffix("+") for name in lists if name.endswith("+")}
    return {
        name: Meaning(
            name,
            (within(name) if name in parts else "", *sorted(exact.get(name, ()))),
            _also(by_term.get(name, ())),
        )
        for name in {*exact, *parts}
    }


def _also(words: Sequence[str]) -> tuple[str, ...]:
    """Give the words of a term if they do not begin alike, so that a reader of one must be told of the other."""
    if len({word[:_ALIKE] for word in words}) < 2:
        return ()
    return tuple(sorted(words, key=lambda word: (len(word), word))[:_MOST_ALSO])


def _entry(
    word: str,
    names: tuple[str, ...],
    meanings: Mapping[str, Meaning],
    lists: Mapping[str, str],
    words: Mapping[str, tuple[str, str]],
) -> Entry:
    found = tuple(meanings[name] for name in names)
    exact = own(names[0], words[word][1] if word in words else spelled_in_bokmal(word))
    variety = ""
    if found[0].also:
        variety = "nn" if is_nynorsk(word) else "nb"
    about = -(-len(lists[exact]) // 3) if word in words else 0
    return Entry(word, found, exact if exact in lists else "", variety, about)

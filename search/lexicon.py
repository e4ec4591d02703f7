"""The lexicon of the browser's index: the words people may type, and what each means on this site."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from search.analysis import fold, term, tokens
from search.pairs import pair_words
from search.postings import Held, occurring, own, within

_MOST_ALSO = 12
_ALIKE = 3


class Lexicon(NamedTuple):
    """What can be typed, and what it means.

    ``typed`` maps each word, in alphabetical order, to the terms it means, its own first; ``exact`` a word to the list
    of just this word; ``lists`` a term to the names of its lists, that of compounds (or nothing) first; ``also`` a
    term to its words if they do not begin alike, for a reader of one must be told of the other; ``home`` a term to the
    word that most documents have; ``documents`` a word to about how many have it; ``phrases`` are the groups of
    synonyms that have one of several words.
    """

    typed: dict[str, tuple[str, ...]]
    exact: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    also: dict[str, str]
    home: dict[str, str]
    documents: dict[str, int]
    phrases: list[list[str]]


def lexicon(held: Held, synonyms: Sequence[Sequence[str]]) -> Lexicon:
    """Make the lexicon of a site.

    It holds the site's own words, the forms of them that are not found by their endings, what they are called in the
    other variety, how they are typed with the letters a to z only, and the synonyms.
    """
    typed: dict[str, tuple[str, ...]] = {}
    exact: dict[str, str] = {}
    named: dict[str, list[str]] = {}
    unlike: list[tuple[str, str]] = []
    for word, name, form, others in sorted(occurring(held.tables)):
        typed[word] = (name,)
        exact[word] = own(name, form)
        if name in named:
            named[name].append(word)
        else:
            named[name] = [word]
        unlike += ((other, name) for other in others)
    parts = {name[:-1] for name in held.postings if name[-1] == "+"}
    lists = {
        name: (within(name) if name in parts else "", *sorted({exact[word] for word in some}))
        if len(some) > 1
        else (within(name) if name in parts else "", exact[some[0]])
        for name, some in named.items()
    }
    lists |= {name: (within(name),) for name in parts if name not in lists}
    documents = {word: (len(held.postings[name]) + 2) // 3 for word, name in exact.items()}
    for other, name in unlike:
        typed.setdefault(other, (name,))
    for row in pair_words():
        if (name := term(row[0])) in lists:
            for word in row:
                typed.setdefault(word, (name,))
    _add_synonyms(typed, synonyms, lists)
    for word in [word for word in typed if not word.isascii()]:
        typed.setdefault(fold(word), typed[word])
    return Lexicon(
        typed=dict(sorted(typed.items())),
        exact=exact,
        lists=lists,
        also={name: also for name, some in named.items() if len(some) > 1 and (also := _also(some))},
        home={
            name: max(some, key=lambda word: (documents[word], word)) if len(some) > 1 else some[0]
            for name, some in named.items()
        },
        documents=documents,
        phrases=[list(group) for group in synonyms if any(len(tokens(one)) > 1 for one in group)],
    )


def _add_synonyms(
    typed: dict[str, tuple[str, ...]], synonyms: Sequence[Sequence[str]], lists: Mapping[str, tuple[str, ...]]
) -> None:
    """Let each word of a group mean what the others mean too."""
    for group in synonyms:
        single = [word for name in group for word in tokens(name) if len(tokens(name)) == 1]
        meant = [term(word) for word in single if term(word) in lists]
        for word in single if meant else ():
            typed[word] = tuple(dict.fromkeys((*(name for name in (term(word),) if name in lists), *meant)))


def _also(words: Sequence[str]) -> str:
    if len({word[:_ALIKE] for word in words}) == 1:
        return ""
    return " ".join(sorted(words, key=lambda word: (len(word), word))[:_MOST_ALSO])

"""The lexicon of the browser's index: the words people may type, and what each means on this site."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from search.analysis import fold, term, tokens
from search.pairs import pair_words
from search.postings import HeldWords, Word, occurring, own, term_of, within, word_terms

_MOST_ALSO = 12
_ALIKE = 3

Value = TypeVar("Value")
Synonyms = tuple[tuple[str, ...], ...]


class Lexicon(NamedTuple):
    """What can be typed, and what it means.

    ``typed`` maps each word, in alphabetical order, to the terms it means, its own first.  Of the site's own words,
    ``exact`` maps each, in alphabetical order, to the list of just this word, ``documents`` to about how many have it,
    and ``unlike`` to the forms of it that its endings do not tell of.  ``lists`` maps a term to the names of its lists,
    that of compounds (or nothing) first, and ``sizes`` to how much is in them; ``also`` to its words if they do not
    begin alike, for a reader of one must be told of the other; ``home`` to the word that most documents have.
    """

    typed: dict[str, tuple[str, ...]]
    exact: dict[str, str]
    documents: dict[str, int]
    unlike: dict[str, tuple[str, ...]]
    lists: dict[str, tuple[str, ...]]
    sizes: dict[str, int]
    also: dict[str, str]
    home: dict[str, str]
    synonyms: Synonyms

    @property
    def phrases(self) -> list[tuple[str, ...]]:
        """The groups of synonyms that have one of several words."""
        return [group for group in self.synonyms if any(len(tokens(one)) > 1 for one in group)]


EMPTY = Lexicon({}, {}, {}, {}, {}, {}, {}, {}, ())


def lexicon(
    held: HeldWords, synonyms: Synonyms, before: Lexicon = EMPTY, touched: Collection[str] | None = None
) -> Lexicon:
    """Make the lexicon of a site.

    It holds the site's own words, the forms of them that are not found by their endings, what they are called in the
    other variety, how they are typed with the letters a to z only, and the synonyms.  ``before`` saves work and never
    changes the result: it is that of an index in which all lists but those ``touched`` are the same and of the same
    words.
    """
    names = held.postings.keys() if touched is None else touched
    terms = set(map(term_of, names))
    rows = _by_term(held, terms)
    now = {row.word: own(row.term, row.exact) for some in rows.values() for row in some}
    fresh = now.keys() - before.exact.keys()
    gone = {word for word, name in before.exact.items() if name in names} - now.keys()
    exact, unlike, typed = before.exact, before.unlike, before.typed
    if fresh or gone:
        exact = _sorted(_without(exact, gone) | now)
        unlike = _without(unlike, gone)
        unlike |= {row.word: row.unlike for some in rows.values() for row in some if row.unlike}
    lists = _without(before.lists, terms) | _lists(held, rows, terms)
    if fresh or gone or synonyms != before.synonyms:
        typed = _typed(word_terms(held.tables), exact, unlike, lists, synonyms)
    documents = _without(before.documents, gone)
    documents |= {row.word: (len(held.postings[exact[row.word]]) + 2) // 3 for some in rows.values() for row in some}
    return Lexicon(
        typed=typed,
        exact=exact,
        documents=documents,
        unlike=unlike,
        lists=lists,
        sizes=_without(before.sizes, terms)
        | {name: sum([len(held.postings[one]) for one in lists[name] if one]) for name in terms if name in lists},
        also=_without(before.also, terms)
        | {name: also for name, some in rows.items() if len(some) > 1 and (also := _also([row.word for row in some]))},
        home=_without(before.home, terms)
        | {name: max((documents[row.word], row.word) for row in some)[1] for name, some in rows.items()},
        synonyms=synonyms,
    )


def _by_term(held: HeldWords, terms: Collection[str]) -> Mapping[str, list[Word]]:
    """Give the words that occur by term, of these terms."""
    found: dict[str, list[Word]] = defaultdict(list)
    for row in occurring(held.tables, terms):
        found[row.term].append(row)
    return found


def _without(part: Mapping[str, Value], keys: Iterable[str]) -> dict[str, Value]:
    left = dict(part)
    for key in keys:
        left.pop(key, None)
    return left


def _lists(held: HeldWords, rows: Mapping[str, Sequence[Word]], terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Name the lists of terms; of those that have any."""
    found: dict[str, tuple[str, ...]] = {}
    for name in terms:
        compounds = within(name) if within(name) in held.postings else ""
        if name in rows or compounds:
            found[name] = (compounds, *sorted({own(name, row.exact) for row in rows.get(name, ())}))
    return found


def _sorted(part: Mapping[str, Value]) -> dict[str, Value]:
    return {key: part[key] for key in sorted(part)}


def _typed(
    terms: Mapping[str, str],
    exact: Iterable[str],
    unlike: Mapping[str, tuple[str, ...]],
    lists: Mapping[str, tuple[str, ...]],
    synonyms: Synonyms,
) -> dict[str, tuple[str, ...]]:
    typed: dict[str, tuple[str, ...]] = {word: (terms[word],) for word in exact}
    for word in sorted(unlike):
        for other in unlike[word]:
            typed.setdefault(other, (terms[word],))
    for row in pair_words():
        if (name := term(row[0])) in lists:
            for word in row:
                typed.setdefault(word, (name,))
    _add_synonyms(typed, synonyms, lists)
    for word in [word for word in typed if not word.isascii()]:
        typed.setdefault(fold(word), typed[word])
    return _sorted(typed)


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

"""The words of the index: the lexicon with its postings, and the words in order, forwards and backwards."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate, compress, count, zip_longest
from operator import ne
from typing import NamedTuple

from search import postings
from search.analysis import FUNCTION_WORDS, STOP_WORDS
from search.index_files import DIGITS, FOLDER, IndexFile, Part, address, packed, script, script_file
from search.lexicon import Lexicon, Synonyms, lexicon
from search.pairs import pair_words
from search.postings import HeldWords, term_of
from search.postings import own as own_list
from search.stemmer import ENDINGS
from search.varieties import is_nynorsk, spelled_in_bokmal

_WORD_FILES, _NEAR_FILES = 325, 30
_WORD_BYTES, _NEAR_BYTES = 12_000, 8_000

# A term with more than so much in its lists has them only where its most common word is; others point there.
_FAR = 400
_SHORTEST_NEAR = 4
_POWERS = DIGITS.ljust(64, DIGITS[-1])


class Range(NamedTuple):
    """A word file: the first of its words and how many they are, what that first one costs, and the file's address.

    ``around`` is what stands in the file before and after the lists.
    """

    first: str
    words: int
    cost: int
    url: str
    around: tuple[str, str]


class Before(NamedTuple):
    """An index that was made before: its lexicon, its word files, and the lists that have ``changed`` since.

    All that are not ``touched`` are also of the same words as they were.
    """

    lexicon: Lexicon
    ranges: Sequence[Range]
    touched: Collection[str]
    changed: Collection[str]


class WordIndex(NamedTuple):
    """The files that hold words, what the entry says of them, and what the next index needs to know of them."""

    files: list[IndexFile]
    listed: Mapping[str, object]
    lexicon: Lexicon
    ranges: tuple[Range, ...]


def since(old: HeldWords, lexicon: Lexicon, ranges: Sequence[Range], held: HeldWords) -> Before:
    """Say what an index of ``held`` can go on from, where one was made of ``old``."""
    touched = postings.touched(held, old)
    return Before(lexicon, ranges, touched, postings.changed(touched, held, old))


def build(
    held: HeldWords, synonyms: Synonyms = (), known: Collection[str] = (), before: Before | None = None
) -> WordIndex:
    """Make the files that hold the words of documents.

    ``synonyms`` are groups of words and phrases that find each other.  A file whose address is ``known`` may come
    without its data.  ``before`` saves work and never changes the result.
    """
    lexicon_ = lexicon(held, synonyms, before.lexicon, before.touched) if before else lexicon(held, synonyms)
    words = _word_files(lexicon_, held.postings, known, before)
    near = _near(lexicon_)
    powers = (lexicon_.documents.get(word, 1).bit_length() for word in near)
    often = dict(zip(near, map(_POWERS.__getitem__, powers), strict=True))
    backwards = dict(zip([word[::-1] for word in near], often.values(), strict=True))
    parts = {
        "ord": words.part,
        "fram": _near_files("fram", near, often, known),
        "bak": _near_files("bak", sorted(backwards), backwards, known),
    }
    listed = {
        "stop": " ".join(sorted(STOP_WORDS)),
        "endings": " ".join(("s", *ENDINGS)),
        "phrases": lexicon_.phrases,
        **{name: part.listed() for name, part in parts.items()},
    }
    return WordIndex([one for part in parts.values() for one in part.files], listed, lexicon_, words.ranges)


def _near(lexicon: Lexicon) -> list[str]:
    """Give the words that others are taken for or made of: the site's own, and what they are in the other variety."""
    pairs = (word for row in pair_words() for word in row if word in lexicon.typed and word not in lexicon.exact)
    every = lexicon.exact.keys() | set(pairs)
    return sorted(word for word in every if len(word) >= _SHORTEST_NEAR and word not in FUNCTION_WORDS)


class _Words(NamedTuple):
    part: Part
    ranges: tuple[Range, ...]


def _word_files(
    lexicon: Lexicon, lists: Mapping[str, str], known: Collection[str], before: Before | None = None
) -> _Words:
    files: list[IndexFile] = []
    ranges: list[Range] = []
    words, target = list(lexicon.typed), _target(lexicon)
    kept = _kept(lexicon, before) if before else {}
    changed = _meaning(lexicon, set(map(term_of, before.changed))) if before else []
    at = cost = 0
    while at < len(words):
        number, old, after = kept.get((words[at], cost)) or (-1, None, 0)
        end, next_cost = (at + old.words, after) if old else _end(lexicon, words, at, cost, target)
        is_changed = bisect_left(changed, words[at]) < bisect_right(changed, words[end - 1])
        if old and number == len(files) and old.url in known and not is_changed:
            file, around = IndexFile(old.url, b""), old.around
        else:
            group = words[at:end]
            away = _away(group, lexicon)
            terms = dict.fromkeys(name for word in group if word not in away for name in lexicon.typed[word])
            around = old.around if old else _around(group, lexicon, away, terms)
            own_lists = [[lists[one] if one else "" for one in lexicon.lists[name]] for name in terms]
            file = script_file("ord", len(files), packed(own_lists).join(around))
        files.append(file)
        ranges.append(Range(words[at], end - at, cost, file.url, around))
        at, cost = end, next_cost
    return _Words(Part(files, [one.first for one in ranges]), tuple(ranges))


def _meaning(lexicon: Lexicon, terms: set[str]) -> list[str]:
    """Give the words that mean one of some terms, in order."""
    typed = lexicon.typed.items()
    return [one for one, names in typed if names[0] in terms or (len(names) > 1 and not terms.isdisjoint(names))]


def _kept(lexicon: Lexicon, before: Before) -> dict[tuple[str, int], tuple[int, Range, int]]:
    """Give the word files of before that hold the same words and lists, by first word and what that costs.

    Each comes with its number, and with what the first word after it costs. What is in the lists may differ.
    """
    if _target(lexicon) != _target(before.lexicon):
        return {}
    differing = _differing(lexicon, before)
    found: dict[tuple[str, int], tuple[int, Range, int]] = {}
    for number, (one, following) in enumerate(zip_longest(before.ranges, before.ranges[1:])):
        nearest = bisect_left(differing, one.first)
        # That the word after it did not fit depends on that word.
        if nearest == len(differing) or (following and following.first < differing[nearest]):
            found[one.first, one.cost] = (number, one, following.cost if following else 0)
    return found


def _differing(lexicon: Lexicon, before: Before) -> list[str]:
    """Give the words of either lexicon that mean something else, or have other lists, in the other; in order."""
    old = before.lexicon
    touched = set(map(term_of, before.touched))
    touched.update(map(term_of, _only(lexicon.exact, old.exact)), map(term_of, _only(old.exact, lexicon.exact)))
    terms = {name for name in touched if _weighty(name, lexicon) != _weighty(name, old)}
    others = compress(lexicon.typed, map(ne, lexicon.typed.values(), map(old.typed.get, lexicon.typed)))
    return sorted({*others, *_meaning(lexicon, terms), *(old.typed.keys() - lexicon.typed.keys())})


def _weighty(name: str, lexicon: Lexicon) -> object:
    """Give all of a term that decides what stands in which word file, but for what is in its lists."""
    size = lexicon.sizes.get(name, 0)
    lists, also, home = lexicon.lists.get(name), lexicon.also.get(name), lexicon.home.get(name)
    return size.bit_length(), size > _FAR, lists, also, home


def _only(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    """Yield the values whose keys are not in the other mapping."""
    return (one[key] for key in one.keys() - other.keys())


def _away(group: Sequence[str], lexicon: Lexicon) -> dict[str, str]:
    """Give the words whose long lists lie with another word, in another file."""
    here = set(group)
    long = {name for word in group for name in lexicon.typed[word] if lexicon.sizes[name] > _FAR}
    far = {name: home for name in long if (home := lexicon.home.get(name, "")) and home not in here}
    if not far:
        return {}
    single = ((word, names[0]) for word in group if len(names := lexicon.typed[word]) == 1)
    return {word: far[name] for word, name in single if name in far}


def _around(group: Sequence[str], lexicon: Lexicon, away: Mapping[str, str], terms: Collection[str]) -> tuple[str, str]:
    """Write a range of the lexicon: its words and what each means, in two parts between which come the lists.

    ``w`` are the words (see :func:`_front_coded`); ``t`` the number of each word's term, or the numbers of several, or
    the word with which its lists lie; ``e`` which of the term's lists is just the word, 0 for none; ``l`` the lists of
    each term, of compounds first; ``also`` the other words of a term; ``nn`` and ``nb`` which words belong to one
    variety and have a twin in the other.
    """
    numbers = {name: number for number, name in enumerate(terms)}
    own: list[object] = []
    exact: list[str] = []
    varieties: dict[str, list[int]] = {"nn": [], "nb": []}
    for at, word in enumerate(group):
        names = lexicon.typed[word]
        own.append(away.get(word) or (numbers[names[0]] if len(names) == 1 else [numbers[name] for name in names]))
        form = lexicon.exact.get(word) or own_list(names[0], spelled_in_bokmal(word))
        places = lexicon.lists[names[0]]
        place = places.index(form) if form in places else 0
        exact.append(DIGITS[place] if place < len(DIGITS) else "0")
        if names[0] in lexicon.also:
            varieties["nn" if is_nynorsk(word) else "nb"].append(at)
    also = {number: lexicon.also[name] for name, number in numbers.items() if name in lexicon.also}
    opening = packed({"w": _front_coded(group), "t": own, "e": "".join(exact)})
    return opening.removesuffix("}") + ',"l":', "," + packed({"also": also, **varieties}).removeprefix("{")


def _near_files(part: str, words: Sequence[str], often: Mapping[str, str], known: Collection[str]) -> Part:
    """Write words with how many documents have each, as a power of two; what a file is made of gives it its name."""
    files: list[IndexFile] = []
    firsts: list[str] = []
    for start, end in _near_ranges(words):
        group = words[start:end]
        counts = "".join(map(often.__getitem__, group))
        url = address(FOLDER, part, len(files), " ".join((*group, counts)).encode())
        data = b"" if url in known else script(part, len(files), packed({"w": _front_coded(group), "n": counts}))
        files.append(IndexFile(url, data))
        firsts.append(group[0])
    return Part(files, firsts)


def _near_ranges(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Part words into ranges of about equal length, so that a new word changes the range it is in and no other.

    Therefore words that begin alike are never parted: a little more before a bound seldom moves it to the next one.
    """
    lengths = [0, *accumulate(map(len, words))]
    target = max(_NEAR_BYTES, lengths[-1] // _NEAR_FILES)
    opening = [word[:3] for word in words]
    bounds = [*compress(count(1), map(ne, opening, opening[1:])), len(words)]
    reached = [lengths[at] for at in bounds]
    start = place = 0
    while start < len(words):
        place = max(bisect_right(reached, lengths[start] + target) - 1, place)
        yield start, bounds[place]
        start, place = bounds[place], place + 1


def _front_coded(words: Sequence[str]) -> str:
    """Write each word as how much of the one before it begins with (a digit of base 36), and the rest."""
    before = ""
    coded: list[str] = []
    for word in words:
        most = min(len(word), len(before), len(DIGITS) - 1)
        shared = 0
        while shared < most and word[shared] == before[shared]:
            shared += 1
        coded.append(DIGITS[shared] + word[shared:])
        before = word
    return " ".join(coded)


def _target(lexicon: Lexicon) -> int:
    return max(_WORD_BYTES, _rounded(sum(lexicon.sizes.values()) + 16 * len(lexicon.typed)) * 3 // 2 // _WORD_FILES)


def _end(lexicon: Lexicon, words: Sequence[str], start: int, size: int, target: int) -> tuple[int, int]:
    """Find where a file that begins at ``start`` would grow beyond the target, and what the word there costs.

    ``size`` is what the first word costs, 0 for the first of all.  Lists count as the next power of two, so that a
    small change of the content moves no bounds.
    """
    here = set(lexicon.typed[words[start]] if size else ())
    for place in range(start + 1 if size else start, len(words)):
        word, cost = words[place], 12
        for name in lexicon.typed[word]:
            of_it = lexicon.sizes[name]
            if name not in here and (of_it <= _FAR or lexicon.home.get(name, word)[:2] == word[:2]):
                cost += 1 << of_it.bit_length()
                here.add(name)
        if size + cost > target and place > start:
            return place, cost
        size += cost
    return len(words), 0


def _rounded(size: int) -> int:
    """Round up to an eighth of a power of two.

    >>> _rounded(1000), _rounded(1030)
    (1024, 1152)
    """
    step = max(1, 1 << max(0, size.bit_length() - 4))
    return -(-size // step) * step

"""What holds for every search index, tried on many."""

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import index_files, postings, text_index, word_index
from search.analysis import FUNCTION_WORDS, STOP_WORDS, parts, term, tokens
from search.documents import ENTRY, SearchDoc, digest
from search.lexicon import Lexicon, Synonyms
from search.postings import HeldWords
from tests.driver import front_decoded
from tests.often import some

WORDS = (
    *("fastlege", "fastlegar", "fastlegen", "henvisning", "tilvisingar", "sykehus", "sjukehuset", "ålesund", "ørsta"),
    *("gastroskopi", "og", "i", "2026", "30", "idé", "KAD", "epikrise", "epikrisen", "a", "x1", "midlene", "forsøk"),
)
words = st.one_of(st.sampled_from(WORDS), st.text("abcæøåé", min_size=1, max_size=6))
phrases = st.lists(words, max_size=12).map(" ".join)
documents = st.tuples(phrases, phrases, st.lists(st.tuples(phrases, phrases), max_size=3))
# Documents of one length: where these change, the mean lengths do not, and weights may be kept.
even_phrases = st.lists(words, min_size=4, max_size=4).map(" ".join)
even_documents = st.tuples(
    even_phrases, even_phrases, st.lists(st.tuples(even_phrases, even_phrases), min_size=1, max_size=1)
)

Text = tuple[str, str, list[tuple[str, str]]]
Edit = tuple[str, int, Text]


class Corpus:
    """Documents by number, as an editor changes them; their keys and words as a build gives them."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._words: dict[bytes, bytes] = {}
        self.keys: list[bytes] = []
        self._made = 0
        for place, text in enumerate(texts):
            self.insert(place, text)

    def insert(self, place: int, text: Text) -> None:
        self._made += 1
        key = f"{self._made:016}".encode()
        self._words[key] = digest(*text)
        self.keys.insert(place % (len(self.keys) + 1), key)

    def delete(self, place: int) -> None:
        if len(self.keys) > 1:
            del self.keys[place % len(self.keys)]

    def replace(self, place: int, text: Text) -> None:
        place %= len(self.keys)
        self.insert(place, text)
        del self.keys[place + 1]

    def apply(self, action: str, place: int, text: Text) -> None:
        if action == "insert":
            self.insert(place, text)
        elif action == "delete":
            self.delete(place)
        else:
            self.replace(place, text)

    def held(self, before: HeldWords | None = None) -> HeldWords:
        return postings.update(self.keys, self._words.__getitem__, before)


def histories(text: st.SearchStrategy[Text]) -> st.SearchStrategy[tuple[list[Text], list[list[Edit]]]]:
    edit = st.tuples(st.sampled_from(("insert", "delete", "replace")), st.integers(0, 20), text)
    edits = st.lists(edit, min_size=1, max_size=4)
    return st.tuples(st.lists(text, min_size=1, max_size=8), st.lists(edits, min_size=1, max_size=3))


@some
@given(history=st.one_of(histories(documents), histories(even_documents)))
def test_an_updated_index_is_the_same_as_one_made_from_scratch(history: tuple[list[Text], list[list[Edit]]]) -> None:
    start, steps = history
    corpus = Corpus(start)
    first = last = corpus.held()
    for step in steps:
        for edit in step:
            corpus.apply(*edit)
        last = corpus.held(last)
        from_scratch = corpus.held()
        for updated in (last, corpus.held(first)):
            assert updated.postings == from_scratch.postings
            assert postings.word_terms(updated.tables) == postings.word_terms(from_scratch.tables)


SYNONYMS = ((), (("lege", "ørsta"),), (("fastlege", "gastroskopi"), ("epikrise på nett", "sykehus")))


@some
@given(
    history=st.one_of(histories(documents), histories(even_documents)),
    synonyms=st.lists(st.sampled_from(SYNONYMS), min_size=4, max_size=4),
)
def test_lexicon_and_word_files_are_those_made_from_scratch(
    history: tuple[list[Text], list[list[Edit]]], synonyms: list[Synonyms]
) -> None:
    start, steps = history
    corpus = Corpus(start)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_index, "_WORD_BYTES", 100)
        patch.setattr(word_index, "_NEAR_BYTES", 30)
        patch.setattr(word_index, "_FAR", 3)
        first = last = indexed(corpus, synonyms[0])
        for step, groups in zip(steps, synonyms[1:], strict=False):
            for edit in step:
                corpus.apply(*edit)
            from_scratch = indexed(corpus, groups)
            from_last, from_first = indexed(corpus, groups, last), indexed(corpus, groups, first)
            for updated in (from_last, from_first):
                assert updated.lexicon == from_scratch.lexicon
                assert list(updated.lexicon.typed) == list(from_scratch.lexicon.typed)
                assert updated.ranges == from_scratch.ranges
                assert updated.urls == from_scratch.urls
            last = from_last


class Indexed(NamedTuple):
    """An index as the next one begins from it, and the addresses of its files."""

    held: HeldWords
    lexicon: Lexicon
    ranges: tuple[word_index.Range, ...]
    urls: list[str]


def indexed(corpus: Corpus, synonyms: Synonyms, old: Indexed | None = None) -> Indexed:
    held = corpus.held(old.held if old else None)
    before = word_index.since(old.held, old.lexicon, old.ranges, held) if old else None
    made = word_index.build(held, synonyms, old.urls if old else (), before)
    return Indexed(held, made.lexicon, made.ranges, [file.url for file in made.files])


def test_an_index_of_nothing_can_be_updated_and_can_be_left() -> None:
    nothing, one = Corpus([]), Corpus([("Gastroskopi", "", [])])
    assert one.held(nothing.held()).postings == one.held().postings
    assert nothing.held(one.held()).postings == {}


@some
@given(texts=st.lists(documents, min_size=1, max_size=8))
def test_every_word_leads_to_the_documents_that_mean_the_same_and_to_no_others(texts: list[Text]) -> None:
    corpus = Corpus(texts)
    index = decoded(files_of(texts, corpus))
    words = [set(tokens(" ".join([*text[:2], *chain(*text[2])]))) - STOP_WORDS for text in texts]
    for word in set().union(*words):
        assert index[word] == {number for number, own in enumerate(words) if term(word) in map(term, own)}


@some
@given(texts=st.lists(documents, min_size=1, max_size=8))
def test_every_word_is_among_those_that_a_misspelled_one_is_compared_with(texts: list[Text]) -> None:
    corpus = Corpus(texts)
    files = files_of(texts, corpus)
    words = set(tokens(" ".join(part for text in texts for part in (*text[:2], *chain(*text[2]))))) - STOP_WORDS
    onward = [word for word, _ in near(files, "fram")]
    assert [word for word in onward if word in words] == sorted(
        word for word in words - FUNCTION_WORDS if len(word) > 3
    )
    assert {term(word) for word in onward} <= {known for word in words for known in (term(word), *parts(word))}
    assert sorted(word[::-1] for word, _ in near(files, "bak")) == onward


FACETS: dict[str, dict[str, str]] = {"kind": {}, "status": {}, "lang": {}}


def files_of(texts: Sequence[Text], corpus: Corpus) -> list[index_files.IndexFile]:
    """Make a whole index."""
    words = word_index.build(corpus.held())
    shown = text_index.build([described(text) for text in texts], corpus.keys, sections, FACETS)
    return [*words.files, *shown.files, index_files.entry(words.listed, shown.listed)]


def described(text: Text) -> SearchDoc:
    return SearchDoc("a.html", text[0], "2026-11-02", text[1], {}, 1.0)


def sections(_key: bytes) -> list[tuple[str, str, str]]:
    return []


def decoded(files: Sequence[index_files.IndexFile]) -> Mapping[str, set[int]]:
    """Read an index as a browser does: each word with the documents that have its own term, not only in a compound."""
    found: dict[str, set[int]] = {}
    away: dict[str, str] = {}
    for first, data in _parts(files, "ord"):
        own = front_decoded(data["w"])
        assert own == sorted(own)
        assert own[0] == first
        for word, terms in zip(own, data["t"], strict=True):
            assert word not in found
            if isinstance(terms, str):
                away[word] = terms
                continue
            own_term = terms if isinstance(terms, int) else terms[0]
            lists = data["l"][own_term][1:]
            found[word] = {document for packed in lists for document, _ in _postings(packed)}
    return found | {word: found[home] for word, home in away.items()}


def near(files: Sequence[index_files.IndexFile], part: str) -> Iterator[tuple[str, int]]:
    for first, data in _parts(files, part):
        own = front_decoded(data["w"])
        assert own[0] == first
        yield from zip(own, (int(count, 36) for count in data["n"]), strict=True)


def _parts(files: Sequence[index_files.IndexFile], part: str) -> Iterator[tuple[str, Any]]:
    by_url = {file.url: file.data for file in files}
    listed = _data(by_url[ENTRY])[part]
    for number, (first, name) in enumerate(zip(listed["first"], listed["files"].split(), strict=True)):
        yield first, _data(by_url[f"{index_files.FOLDER}/{part}-{number}-{name}.js"])


def _data(script: bytes) -> Any:
    taken = re.fullmatch(r'Fagarkiv\.take\("\w+",\d+,(.*)\);\n', script.decode(), re.DOTALL)
    assert taken
    return json.loads(taken[1])


def _postings(packed: str) -> Iterator[tuple[int, int]]:
    """Decode documents and weights; see :class:`search.postings.Held`."""
    raw = iter(base64.b64decode(packed + "=" * (-len(packed) % 4)))
    document = -1
    for byte in raw:
        step, weight, shift = byte & 7, byte >> 3 & 15, 3
        while byte & 128:
            byte = next(raw)
            step |= (byte & 127) << shift
            shift += 7
        document += step
        yield document, weight


def test_steps_between_far_apart_documents_are_decoded_too() -> None:
    """A step of more than 7 takes two bytes, one of more than 1,023 three."""
    there = {0: "ku", 7: "ku", 15: "ku", 16: "ku", 1100: "ku", 17_000: "ku ku"}
    corpus = Corpus([(there.get(number, ""), "", []) for number in range(17_001)])
    (packed,) = corpus.held().postings.values()
    assert [document for document, _ in _postings(packed)] == list(there)


def test_just_the_word_is_one_of_its_terms_lists_or_none_where_the_term_has_too_many() -> None:
    """A digit of base 36 tells which; a wrong list would be worse than none."""
    names = [f"list{number:02}" for number in range(40)]
    lexicon = Lexicon(
        typed={f"word{number:02}": ("word",) for number in range(40)},
        exact={f"word{number:02}": name for number, name in enumerate(names)},
        lists={"word": ("", *names)},
        also={},
        home={"word": "word00"},
        documents={},
        unlike={},
        sizes={"word": 80},
        synonyms=(),
    )
    files = word_index._word_files(lexicon, dict.fromkeys(names, "AA"), ()).part.files
    assert [int(digit, 36) for file in files for digit in _data(file.data)["e"]] == [*range(1, 36), 0, 0, 0, 0, 0]

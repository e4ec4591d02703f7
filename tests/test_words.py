"""What every word means: laws that hold for all of them, however they are worked out."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from search import compounds
from search.analysis import parts, term, unlike_forms
from search.compounds import split
from search.dictionary import in_bokmal, in_nynorsk, is_word, lemma
from search.varieties import is_nynorsk, spelled_in_bokmal

# Words of both varieties and of one, short ones, joints, endings, and what no dictionary has.
PIECES = st.sampled_from(
    (
        *(
            "lege",
            "legen",
            "slegen",
            "fast",
            "samhandling",
            "pasientregister",
            "registre",
            "middel",
            "løpende",
            "heten",
        ),
        *("sjukehus", "sykehus", "tilvising", "tilvisingane", "opplysningar", "rein", "drift", "hovud", "framsette"),
        *("råd", "sak", "ing", "het", "else", "s", "e", "en", "ar", "qvx", "2026", "é"),
    )
)
WORDS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=4).map("".join),
    st.text("aeinorstkgløås", min_size=1, max_size=12),
)
every_word = settings(max_examples=300, deadline=None, derandomize=True, database=None)


@every_word
@given(word=WORDS)
def test_a_compound_is_parted_as_if_every_way_were_tried(word: str) -> None:
    best = max(ways(word), default=(0, 0, ()))
    assert split(word) == (best[2] if best[0] > 0 else ())


def ways(word: str) -> Iterator[tuple[float, int, tuple[str, ...]]]:
    """Yield every way to part a word in two known ones, with how good it is: the evener one, then the first."""
    for at in range(1, len(word)):
        right = word[at:]
        for left, joint in ((word[:at], ""), (word[: at - 1], word[at - 1])):
            if not (compounds._is_part(left) and compounds._is_part(right)) or right in compounds._ENDINGS:
                continue
            if joint not in ("", "s", "e") or (not joint and left.endswith(compounds._TAKE_S)):
                continue
            rare = 0 if in_bokmal(left) and in_bokmal(right) else compounds._RARE
            yield min(len(left), len(right)) - len(joint) / 2 - rare, -at, (left, right)


@every_word
@given(word=WORDS)
def test_a_word_is_one_of_bokmål_or_of_nynorsk_or_of_none(word: str) -> None:
    assert is_word(word) == (in_bokmal(word) or in_nynorsk(word)) == (lemma(word) is not None)


@every_word
@given(word=WORDS)
def test_only_nynorsk_is_spelled_otherwise(word: str) -> None:
    assert is_nynorsk(word) or spelled_in_bokmal(word) == word


@every_word
@given(word=WORDS)
def test_what_is_told_of_a_word_is_not_the_word_itself(word: str) -> None:
    assert term(word) not in parts(word)
    assert len(set(parts(word))) == len(parts(word))
    assert all(lemma(form) == lemma(word) for form in unlike_forms(word) if lemma(word))

"""The inflected forms of Norwegian words, from the dictionaries that come with simplemma."""

from collections.abc import Mapping
from functools import cache

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory


@cache
def _forms(language: str) -> Mapping[str, str]:
    return DefaultDictionaryFactory().get_dictionary(language)


@cache
def lemma(word: str) -> str | None:
    """Give the form that a dictionary lists a word under, in bokmål where it is a word there, else in nynorsk.

    >>> lemma("legemidlene"), lemma("sjukehusa"), lemma("qwerty")
    ('legemiddel', 'sjukehus', None)
    """
    return _forms("nb").get(word) or _forms("nn").get(word)


def is_word(word: str) -> bool:
    """Whether a word is in the dictionary of either variety.

    >>> is_word("prøve"), is_word("prøvex")
    (True, False)
    """
    return in_bokmal(word) or in_nynorsk(word)


@cache
def in_bokmal(word: str) -> bool:
    """Whether a word is in the dictionary of bokmål.

    >>> in_bokmal("opplysninger"), in_bokmal("opplysningar")
    (True, False)
    """
    return _forms("nb").get(word) is not None


@cache
def in_nynorsk(word: str) -> bool:
    """Whether a word is in the dictionary of nynorsk.

    >>> in_nynorsk("opplysninger"), in_nynorsk("opplysningar")
    (False, True)
    """
    return _forms("nn").get(word) is not None

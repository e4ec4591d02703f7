"""The inflected forms of Norwegian words, from the dictionaries that come with simplemma."""

import os
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from search import tables


class _Forms(Protocol):
    """The dictionary of one variety: forms, and what each is listed under."""

    def get(self, word: str) -> str | None: ...

    def __contains__(self, word: str) -> bool: ...


@cache
def _forms(language: str) -> _Forms:
    """Open a dictionary; the first time it is written as a table in the user's cache folder, if there can be one."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118
    file = Path(home) / "fagarkiv" / f"simplemma-{version('simplemma')}-{language}"
    try:
        return tables.Table(file)
    except OSError:
        return _written(file, language)


def _written(file: Path, language: str) -> _Forms:
    # Loaded only here, because it takes long.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    forms = DefaultDictionaryFactory().get_dictionary(language)
    try:
        tables.write(file, forms.items())
        return tables.Table(file)
    except OSError:
        return forms


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
    return word in _forms("nb")


@cache
def in_nynorsk(word: str) -> bool:
    """Whether a word is in the dictionary of nynorsk.

    >>> in_nynorsk("opplysninger"), in_nynorsk("opplysningar")
    (False, True)
    """
    return word in _forms("nn")

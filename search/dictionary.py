"""The inflected forms of Norwegian words, from the dictionaries that come with simplemma."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from search import tables
from search.places import discard, user_cache

# What stands before the base form of a word: where it is a word. In this order, so that one comparison tells.
_NYNORSK, _BOTH, _BOKMAL = "123"


class _Forms(Protocol):
    """Both dictionaries in one: forms, and where each is a word and what it is listed under."""

    def get(self, word: str) -> str | None: ...


@cache
def _forms() -> _Forms:
    """Open the dictionaries; the first time they are written as a table in the user's cache, if there can be one."""
    try:
        return _opened(user_cache())
    except OSError:
        return dict(_rows())


def cached(spare: Path) -> Path:
    """Give a folder of caches where the dictionaries are a table: the user's, or ``spare`` if that can't be written.

    A process with little memory, that may not write, can then open them.

    Raises:
        OSError: neither can be written.
    """
    with suppress(OSError):
        _opened(user_cache())
        return user_cache()
    _opened(spare)
    return spare


def _opened(folder: Path) -> _Forms:
    """Open the table in a folder; what is not there, or is damaged, is written first."""
    file = folder / f"simplemma-{version('simplemma')}"
    try:
        return tables.Table(file)
    except FileNotFoundError:
        pass
    except OSError:
        discard(file)
    tables.write(file, _rows())
    return tables.Table(file)


def _rows() -> Iterator[tuple[str, str]]:
    # Loaded only here, because it takes long.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    factory = DefaultDictionaryFactory()
    bokmal, nynorsk = dict(factory.get_dictionary("nb")), dict(factory.get_dictionary("nn"))
    yield from ((form, (_BOTH if form in nynorsk else _BOKMAL) + base) for form, base in bokmal.items())
    yield from ((form, _NYNORSK + base) for form, base in nynorsk.items() if form not in bokmal)


@cache
def _entry(word: str) -> str:
    """Give what the dictionaries have of a word, or nothing."""
    return _forms().get(word) or ""


def lemma(word: str) -> str | None:
    """Give the form that a dictionary lists a word under, in bokmål where it is a word there, else in nynorsk.

    >>> lemma("legemidlene"), lemma("sjukehusa"), lemma("qwerty")
    ('legemiddel', 'sjukehus', None)
    """
    return _entry(word)[1:] or None


def is_word(word: str) -> bool:
    """Whether a word is in the dictionary of either variety.

    >>> is_word("prøve"), is_word("prøvex")
    (True, False)
    """
    return _forms().get(word) is not None


def in_bokmal(word: str) -> bool:
    """Whether a word is in the dictionary of bokmål.

    >>> in_bokmal("opplysninger"), in_bokmal("opplysningar")
    (True, False)
    """
    return _entry(word) >= _BOTH


def in_nynorsk(word: str) -> bool:
    """Whether a word is in the dictionary of nynorsk.

    >>> in_nynorsk("opplysninger"), in_nynorsk("opplysningar")
    (False, True)
    """
    return _NYNORSK <= _entry(word) < _BOKMAL

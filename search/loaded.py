"""Importing this loads the dictionaries, so that processes forked from one that has done so share them."""

from search.dictionary import is_word

is_word("")

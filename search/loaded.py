"""Importing this opens the dictionaries and loads the word pairs: processes forked from one that did share them."""

from search.varieties import bokmal

bokmal("tilvising")

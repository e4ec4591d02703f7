"""Importing this loads dictionaries and word pairs, so that processes forked from one that has done so share them."""

from search.varieties import bokmal

bokmal("tilvising")

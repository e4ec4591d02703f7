"""Fagarkiv's search: how Norwegian text becomes terms, the index that a browser loads, and a local one."""

"""Fagarkiv's search: how Norwegian text becomes terms, the index that a browser loads, and a local one."""

from pathlib import Path

CLIENT = Path(__file__).parent / "client"

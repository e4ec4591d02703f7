"""Starts loading what worker processes need while this one is still loading what it needs itself."""

import multiprocessing
import threading
from multiprocessing import forkserver

# The first has the pairs of words, which take a moment and are needed wherever there is a new word.
_LOADED = ["search.loaded", "search.word_index", "generator.indexing"]


def load_ahead() -> None:
    """Start the process that workers are forked from; it goes on loading in the background."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(_LOADED)
    threading.Thread(target=forkserver.ensure_running, daemon=True).start()

"""How processes are started, and a start ahead of time: while this one is still loading what it needs itself."""

import multiprocessing
import os
import threading
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

# The first has the pairs of words, which take a moment and are needed wherever there is a new word.
_LOADED = ["search.loaded", "search.word_index", "generator.index.indexing"]


def context() -> ForkServerContext:
    """Give what starts processes, none of which loads modules from the folder one stands in.

    That may be a stranger's site; and what starts them is ``python -c``, which else looks there first (``sys.path``).
    """
    os.environ["PYTHONSAFEPATH"] = "1"
    return multiprocessing.get_context("forkserver")


def load_ahead() -> None:
    """Start the process that workers are forked from; it goes on loading in the background."""
    context().set_forkserver_preload(_LOADED)
    threading.Thread(target=forkserver.ensure_running, daemon=True).start()

"""Work in several processes, with an end to it when the parent is gone."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from multiprocessing.connection import wait
from typing import Generic, ParamSpec, Protocol, Self, TypeVar

from generator.engine.ahead import context

_CHUNK = 100
_WORTH_A_PROCESS = 200

Item = TypeVar("Item")
Result = TypeVar("Result")
Args = ParamSpec("Args")


class Report(Protocol):
    """Told how far a build has come."""

    def stage(self, name: str, total: int, worth: int = ...) -> None:
        """Say that a stage with so many steps begins, if it has as many as are ``worth`` a word.

        ``name`` is a key of the messages.
        """

    def advance(self, steps: int) -> None:
        """Say that so many steps of the stage are done."""

    def say(self, code: str, **values: object) -> None:
        """Say something by its key in the messages."""


class Later(Generic[Result]):
    """What a task in the background will give."""

    def __init__(self, submitted: "Future[Future[Result]]") -> None:
        self._submitted = submitted

    def result(self) -> Result:
        """Wait for the task; raises what it raised."""
        return self._submitted.result().result()


class Done(Generic[Result]):
    """What a task that was done at once gave."""

    def __init__(self, value: Result) -> None:
        self._value = value

    def result(self) -> Result:
        """Give it."""
        return self._value


class Workers:
    """Does tasks in other processes; with one job, in this process.

    The processes are started ahead of their first use, since starting one takes as long as much work.
    """

    def __init__(self, jobs: int) -> None:
        self._threads = ThreadPoolExecutor(1) if jobs > 1 else None
        if jobs > 1:
            self._pool = ProcessPoolExecutor(jobs, mp_context=context(), initializer=_begin)
            self._own = ProcessPoolExecutor(1, mp_context=context(), initializer=_begin)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._threads:
            self._threads.shutdown()
            self._pool.shutdown(cancel_futures=True)
            self._own.shutdown(cancel_futures=True)

    def submit(
        self, task: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs
    ) -> Later[Result] | Done[Result]:
        """Start one task in the background, without waiting for the first process to be there."""
        if not self._threads:
            return Done(task(*args, **kwargs))
        return Later(self._threads.submit(self._pool.submit, task, *args, **kwargs))

    def aside(
        self, task: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs
    ) -> Later[Result] | Done[Result]:
        """Start a task in the one process that all tasks started so share, in their order."""
        if not self._threads:
            return Done(task(*args, **kwargs))
        return Later(self._threads.submit(self._own.submit, task, *args, **kwargs))

    def map_chunks(
        self, task: Callable[[Sequence[Item]], Result], items: Sequence[Item], report: Report
    ) -> Iterator[Result]:
        """Give ``task`` a chunk of items at a time, here when they are few; results come in any order."""
        if len(items) < _WORTH_A_PROCESS or not self._threads:
            for chunk in _chunks(items):
                yield task(chunk)
                report.advance(len(chunk))
            return
        waiting = {self._pool.submit(task, chunk): len(chunk) for chunk in _chunks(items)}
        for done in as_completed(waiting):
            report.advance(waiting.pop(done))
            yield done.result()


def _chunks(items: Sequence[Item]) -> Iterable[Sequence[Item]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))


def _begin() -> None:
    """Prepare a process: it ends when its parent is killed, so that no build is left half alive.

    It collects no cyclic garbage, of which its tasks make little in their short life.
    """
    gc.disable()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)

"""Progress on a terminal as a bar, elsewhere as plain lines."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, TextIO

import click

from generator.base.problems import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_WORTH_SHOWING = 100


def tell(text: str, *, err: bool = False) -> None:
    """Say something to whoever still listens: what is done is done, though its last words can't be written."""
    try:
        click.echo(text, err=err)
    except OSError:
        silence(sys.stderr if err else sys.stdout)


def silence(stream: TextIO) -> None:
    """Let what is left to be written go nowhere, and not complain of it when the program ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


class LineReport:
    """Says each long stage in one line."""

    def __init__(self, language: str) -> None:
        self._language = language

    def stage(self, name: str, total: int, worth: int = _WORTH_SHOWING) -> None:
        """Say that a stage begins, unless it is over at once: unless it has as many steps as are ``worth`` a word."""
        if total >= worth:
            tell(f"{say(self._language, name)} {total} …", err=True)

    def advance(self, steps: int) -> None:
        """Say nothing: a log needs no steps."""

    def say(self, code: str, **values: object) -> None:
        """Say something."""
        tell(say(self._language, code, **values), err=True)

    def aside(self) -> AbstractContextManager[None]:
        """Leave the terminal to a question."""
        return nullcontext()


class BarReport(LineReport):
    """Shows how far each stage has come."""

    def __init__(self, language: str, bar: "Progress") -> None:
        super().__init__(language)
        self._bar = bar
        self._task: TaskID | None = None

    def stage(self, name: str, total: int, worth: int = _WORTH_SHOWING) -> None:
        """Begin a new bar."""
        self._task = self._bar.add_task(say(self._language, name), total=total) if total >= worth else None

    def advance(self, steps: int) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bar.advance(self._task, steps)

    def say(self, code: str, **values: object) -> None:
        """Say something above the bar."""
        self._bar.console.print(say(self._language, code, **values), highlight=False, markup=False)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while a question is answered."""
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()


@contextmanager
def progress(language: str) -> Iterator[LineReport]:
    """Give what a build reports to: a bar where a person watches, lines elsewhere."""
    if not sys.stderr.isatty():
        yield LineReport(language)
        return
    from rich.console import Console  # only where there is a terminal: it takes long to load
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield BarReport(language, bar)

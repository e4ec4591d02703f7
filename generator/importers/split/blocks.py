"""What stands in a letter: blocks of text, each made of runs that look alike."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from generator.importers.letter import Remark
from generator.importers.split.style import USUAL_SIZE


class Run(NamedTuple):
    """Text that looks alike.

    ``href`` is as it was written; ``image`` is the source of a picture, and ``text`` then what is said of it; ``note``
    is the label of a footnote that is referred to here.
    """

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""
    raised: str = ""
    image: str = ""
    struck: bool = False
    note: str = ""


class Block(NamedTuple):
    """One paragraph, entry of a list, rule or table, and what it looked like.

    ``level`` is that of a heading by tag or style, and 0 for text; ``size`` is in pixels; blocks with the same ``card``
    lay in the same cell of the layout; ``marker`` is what an entry of a list begins with.
    """

    kind: str = "text"
    runs: tuple[Run, ...] = ()
    level: int = 0
    size: float = USUAL_SIZE
    card: int = 0
    depth: int = 0
    marker: str = ""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    headed: bool = False
    anchors: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The words, in one line."""
        runs = self.runs or (Run(" "), *(run for row in self.rows for cell in row for run in (*cell, Run(" "))))
        return " ".join("".join(run.text for run in runs if not run.image).split())

    @property
    def title(self) -> str:
        """The words as a title has them, which has no marks: nothing that was struck out, and 10⁹ for a raised 9."""
        said = "".join(_on_the_line(run) for run in self.runs if not run.image and not run.struck)
        return " ".join(said.split())

    @property
    def plain(self) -> str:
        """The words of a paragraph, line by line."""
        return "".join(run.text for run in self.runs if not run.image)

    @property
    def is_strong(self) -> bool:
        """Whether all of the text stands out as bold."""
        said = [run for run in self.runs if run.text.strip() and not run.image]
        return bool(said) and all(run.strong for run in said)

    @property
    def is_image(self) -> bool:
        """Whether this is a picture and nothing else."""
        return any(run.image for run in self.runs) and not self.text


_RAISED = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")


def _on_the_line(run: Run) -> str:
    table = {"sup": _RAISED, "sub": _LOWERED}.get(run.raised)
    return run.text.translate(table) if table and all(ord(sign) in table for sign in run.text.strip()) else run.text


class Page(NamedTuple):
    """All that stands in a body; ``dropped`` are texts and pictures nobody was to see, each with its reason.

    ``notes`` are the footnotes, by the labels that references to them have.
    """

    blocks: tuple[Block, ...]
    dropped: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    notes: Mapping[str, tuple[Block, ...]] = MappingProxyType({})


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join runs that look alike, with single spaces between words and none at the ends.

    >>> [run.text for run in tidy([Run(" a "), Run(" b", strong=True), Run("  "), Run("c", strong=True), Run(" ")])]
    ['a ', 'b c']
    """
    tidied: list[Run] = []
    before = "\n"
    for look, alike in groupby(
        _spaces_adopted(runs), key=lambda run: run if run.image or run.note else run._replace(text="")
    ):
        if look.image or look.note:
            tidied.append(look)
            before = "x"
            continue
        text = re.sub(" *\n *", "\n", re.sub(" +", " ", "".join(run.text for run in alike)))
        if before in " \n":
            text = text.lstrip(" " if tidied else " \n")
        if text:
            tidied.append(look._replace(text=text))
            before = text[-1]
    while tidied and not (tidied[-1].image or tidied[-1].note):
        last = tidied.pop()
        if text := last.text.rstrip():
            return (*tidied, last._replace(text=text))
    return tuple(tidied)


def _spaces_adopted(runs: Iterable[Run]) -> Iterator[Run]:
    """Let space between words look as the word before it."""
    before = Run("")
    for run in runs:
        if run.image or run.note or run.text.strip():
            yield (before := run)
        elif run.text:
            yield _as_space(before, run.text) if not (before.image or before.note) else run


def _as_space(run: Run, space: str) -> Run:
    """Give space that looks as a run does, but is neither struck out nor raised with it."""
    return run._replace(text=space, raised="", struck=False)

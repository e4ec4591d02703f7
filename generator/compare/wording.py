"""The words of a change: what was taken out and what was put in.  Pure: points and changes in, runs of text out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.compare.changes import CELL, Change, Point, TextBlock
from generator.compare.effort import Effort

# Below this share of common words, two blocks are told as one taken out and another one put in.
_ALIKE = 0.4
# What is longer than this is not compared word by word or block by block: pairing takes time in the square of it.
_WORDS, _PAIRS = 2_000, 2_500

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])|\s+$")


class MarkedRun(NamedTuple):
    """Some text that is in both editions (``same``), only in the old (``del``) or only in the new (``ins``)."""

    mark: str
    text: str


class MarkedLine(NamedTuple):
    """A block with what has changed in it."""

    kind: str
    runs: tuple[MarkedRun, ...]


class Told(NamedTuple):
    """One change as a page tells it: the points themselves, and for a changed one its title and text with marks."""

    change: Change
    old: Point | None
    new: Point | None
    title: tuple[MarkedRun, ...]
    blocks: tuple[MarkedLine, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[MarkedLine, ...]], ...]:
        """Give the blocks with their kind, those of one kind that follow each other together: a list, a table."""
        return tuple((kind, tuple(own)) for kind, own in groupby(self.blocks, key=lambda block: block.kind))

    @property
    def marks(self) -> tuple[str, ...]:
        """Name what has happened to the point, besides a new number: nothing, where it is as it was."""
        if self.old is None or self.new is None:
            return ("removed",) if self.old else ("added",)
        change = self.change
        named = (("moved", change.moved), ("reworded", change.reworded), ("reshaped", change.reshaped))
        return tuple(name for name, is_so in named if is_so)


def tell(old: Sequence[Point], new: Sequence[Point], changes: Iterable[Change]) -> tuple[Told, ...]:
    """Give every change with its points, and with the words that were taken out and put in."""
    effort = Effort()
    return tuple(_told(change, old, new, effort) for change in changes)


def _told(change: Change, old: Sequence[Point], new: Sequence[Point], effort: Effort) -> Told:
    before = None if change.old is None else old[change.old]
    after = None if change.new is None else new[change.new]
    if before and after:
        return Told(
            change,
            before,
            after,
            compare(before.title, after.title, effort),
            tuple(_compare_blocks(before.blocks, after.blocks, effort)) if change.reworded else (),
        )
    one, mark = (before, "del") if before else (after, "ins")
    assert one is not None  # noqa: S101 - a change has at least one side
    blocks = tuple(MarkedLine(block.kind, (MarkedRun(mark, block.text),)) for block in one.blocks)
    return Told(change, before, after, (MarkedRun(mark, one.title),), blocks)


def _compare_blocks(old: Sequence[TextBlock], new: Sequence[TextBlock], effort: Effort) -> Iterator[MarkedLine]:
    """Yield the blocks of both texts in order, each with its marks."""
    for tag, a, b, c, d in effort.steps([b.text for b in old], [b.text for b in new]):
        if tag == "equal":
            yield from (MarkedLine(block.kind, (MarkedRun("same", block.text),)) for block in new[c:d])
        else:
            yield from _replaced(old[a:b], new[c:d], effort)


def _replaced(old: Sequence[TextBlock], new: Sequence[TextBlock], effort: Effort) -> Iterator[MarkedLine]:
    a = b = 0
    for x, y in [*_best(old, new), (len(old), len(new))]:
        yield from (MarkedLine(block.kind, (MarkedRun("del", block.text),)) for block in old[a:x])
        yield from (MarkedLine(block.kind, (MarkedRun("ins", block.text),)) for block in new[b:y])
        if x < len(old):
            yield _line(old[x], new[y], effort)
        a, b = x + 1, y + 1


def _best(old: Sequence[TextBlock], new: Sequence[TextBlock]) -> list[tuple[int, int]]:
    """Pair blocks, without crossing, so that most words are common.

    After S. B. Needleman and C. D. Wunsch, "A general method applicable to the search for similarities", Journal of
    Molecular Biology 48, 1970.
    """
    if len(old) * len(new) > _PAIRS:
        return []
    words = {block.text: Counter(_WORD.findall(block.text)) for block in (*old, *new)}
    alike = [[_likeness(one, other, words) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for x in reversed(range(len(old))):
        for y in reversed(range(len(new))):
            best[x][y] = max(best[x + 1][y], best[x][y + 1], alike[x][y] + best[x + 1][y + 1])
    found, x, y = list[tuple[int, int]](), 0, 0
    while x < len(old) and y < len(new):
        if alike[x][y] and best[x][y] == alike[x][y] + best[x + 1][y + 1]:
            found.append((x, y))
            x, y = x + 1, y + 1
        elif best[x][y] == best[x + 1][y]:
            x += 1
        else:
            y += 1
    return found


def _likeness(one: TextBlock, other: TextBlock, words: Mapping[str, Counter[str]]) -> float:
    """Give the share of words that are common, or nothing; a row of a table is known by its first cell."""
    a, b = words[one.text], words[other.text]
    share = 2 * (a & b).total() / (a.total() + b.total() or 1)
    if one.kind == other.kind == "tr" and one.text.split(CELL)[0] == other.text.split(CELL)[0]:
        return 1 + share
    return share if share >= _ALIKE else 0.0


def _line(old: TextBlock, new: TextBlock, effort: Effort) -> MarkedLine:
    """Mark the words of a block, and those of a row cell by cell."""
    cells = [block.text.split(CELL) if block.kind == "tr" else [block.text] for block in (old, new)]
    if len(cells[0]) != len(cells[1]):
        return MarkedLine(new.kind, compare(old.text, new.text, effort))
    runs: list[MarkedRun] = []
    for one, other in zip(*cells, strict=True):
        runs += (MarkedRun("same", CELL), *compare(one, other, effort))
    return MarkedLine(new.kind, tuple(runs[1:]))


def compare(old: str, new: str, effort: Effort | None = None) -> tuple[MarkedRun, ...]:
    """Mark the words that were taken out of a text and put into it.

    Without what is put in, the runs give the old text; without what is taken out, the new one; but for a space first.

    >>> [*map(tuple, compare("Minst 2 årsverk i åpen praksis.", "Minst 2 år i åpen praksis."))]
    [('same', 'Minst 2'), ('del', ' årsverk'), ('ins', ' år'), ('same', ' i åpen praksis.')]
    """
    # A word takes the space before it along, so the first must have one too to be found again further on.
    before, after = _TOKEN.findall(f" {old}" if old else ""), _TOKEN.findall(f" {new}" if new else "")
    if len(before) * len(after) > _WORDS**2:
        return MarkedRun("del", old), MarkedRun("ins", new)
    runs = [run for stretch in _readable(_stretches(before, after, effort or Effort())) for run in _runs(stretch)]
    return (runs[0]._replace(text=runs[0].text[1:]), *runs[1:]) if runs else ()


class _Stretch(NamedTuple):
    """A part of two texts; ``same`` where it is the same in both."""

    old: str
    new: str
    same: bool

    @property
    def size(self) -> int:
        return max(len(self.old), len(self.new))


def _stretches(old: Sequence[str], new: Sequence[str], effort: Effort) -> Iterator[_Stretch]:
    for tag, a, b, c, d in effort.steps(old, new):
        yield _Stretch("".join(old[a:b]), "".join(new[c:d]), tag == "equal")


def _readable(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Let a little that is the same between two larger changes be a part of them, so that nobody reads single words.

    As "semantic cleanup" in N. Fraser's diff-match-patch.
    """
    found: list[_Stretch] = []
    for stretch in stretches:
        found.append(stretch)
        while len(found) >= 3 and found[-2].same and found[-2].size <= min(found[-3].size, found[-1].size):
            before, between, after = found[-3:]
            joined = _Stretch(before.old + between.old + after.old, before.new + between.new + after.new, same=False)
            found[-3:] = [joined]
    return found


def _runs(stretch: _Stretch) -> Iterator[MarkedRun]:
    if stretch.same:
        yield MarkedRun("same", stretch.new)
        return
    if stretch.old:
        yield MarkedRun("del", stretch.old)
    if stretch.new:
        yield MarkedRun("ins", stretch.new)

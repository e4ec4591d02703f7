"""Blocks that hold several things, parted: a title above its text, and points on lines."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.importers.split.blocks import Block, Run
from generator.importers.split.contents import Contents
from generator.importers.split.ranks import ranked
from generator.importers.split.titles import LONGEST, POINT

_FEW = 2


def parted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Part blocks that hold several things: a title in bold or underlined above its text, and points on lines."""
    for block in blocks:
        lines = _lines_of(block) if block.kind == "text" and not block.level else []
        if lines and (marked := re.match(r"(#{1,6})\s+(?=\S)", lines[0][0].text)):
            title = lines[0][0]._replace(text=lines[0][0].text[marked.end() :])
            yield block._replace(runs=(title, *lines[0][1:]), level=len(marked[1]))
            lines, block = lines[1:], block._replace(runs=_joined(lines[1:]), anchors=frozenset())
        if len(lines) < _FEW:
            if block.runs or block.rows or block.kind in ("rule", "gap"):
                yield block
            continue
        first, second = block._replace(runs=lines[0]), block._replace(runs=lines[1])
        if re.fullmatch(r"[=\-_*~]{3,}", second.text):
            yield first._replace(runs=tuple(run._replace(strong=True) for run in lines[0]))
            yield from _entries(block._replace(anchors=frozenset()), lines[2:])
        elif first.is_strong and not second.is_strong and len(first.text) <= LONGEST and first.text[-1:] not in ":,":
            yield first
            yield from _entries(block._replace(anchors=frozenset()), lines[1:])
        else:
            yield from _entries(block, lines)


def titled(blocks: Sequence[Block]) -> Sequence[Block]:
    """Part paragraphs that begin with their title in bold, in a letter that has no other titles."""
    begun = [place for place, block in enumerate(blocks) if _begins_in_bold(block)]
    if len(begun) < _FEW or ranked(blocks, Contents()):
        return blocks
    found: list[Block] = []
    for block in blocks:
        if not _begins_in_bold(block):
            found.append(block)
            continue
        first, *rest = block.runs
        found.append(block._replace(runs=(first._replace(text=first.text.strip(" .:–-")),)))
        rest[0] = rest[0]._replace(text=rest[0].text.lstrip(" .:–-"))
        found.append(block._replace(runs=tuple(rest), anchors=frozenset()))
    return found


def _begins_in_bold(block: Block) -> bool:
    if block.kind != "text" or len(block.runs) < _FEW or block.is_strong:
        return False
    first = block.runs[0]
    return first.strong and not first.href and len(first.text) <= LONGEST and bool(first.text.strip(" .:–-"))


def _lines_of(block: Block) -> list[tuple[Run, ...]]:
    lines: list[list[Run]] = [[]]
    for run in block.runs:
        for number, piece in enumerate(run.text.split("\n") if not run.image else [run.text]):
            if number:
                lines.append([])
            if piece or run.image:
                lines[-1].append(run._replace(text=piece))
    return [tuple(line) for line in lines if line]


def _entries(block: Block, lines: Sequence[tuple[Run, ...]]) -> Iterator[Block]:
    """Make a list of lines that all begin with a point or number, else one paragraph; one line may stand above."""
    points = [POINT.match(line[0].text) for line in lines]
    start = next((number for number, point in enumerate(points) if point), len(lines))
    if len(lines) - start < _FEW or not all(points[start:]) or start > 1:
        if lines:
            yield block._replace(runs=_joined(lines))
        return
    if start:
        yield block._replace(runs=_joined(lines[:start]))
    for line, point in zip(lines[start:], points[start:], strict=True):
        assert point  # noqa: S101 - all of them were found above
        marker = f"{point[1][:-1]}." if point[1][0].isdigit() else "-"
        rest = line[0]._replace(text=line[0].text[point.end() :])
        yield block._replace(kind="entry", runs=(rest, *line[1:]), depth=1, marker=marker)


def _joined(lines: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    return tuple(run for number, line in enumerate(lines) for run in ((Run("\n"), *line) if number else line))

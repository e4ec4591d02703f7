"""Blocks that hold several things, parted: a title above its text, and points on lines."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.importers.split.blocks import Block, Run
from generator.importers.split.contents import Contents
from generator.importers.split.lists import POINTS
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
        elif _is_title_above(first, second):
            yield first
            yield from _entries(block._replace(anchors=frozenset()), lines[1:])
        else:
            yield from _entries(block, lines)


def _is_title_above(first: Block, second: Block) -> bool:
    """Whether the first line of a paragraph stands out from the next as a title does: in bold, or in capitals."""
    in_bold = first.is_strong and not second.is_strong and len(first.text) <= LONGEST and first.text[-1:] not in ":,"
    return in_bold or (_is_in_capitals(first) and not _is_in_capitals(second))


def _is_in_capitals(block: Block) -> bool:
    text = block.text
    return (
        text.isupper() and sum(map(str.isalpha, text)) > len("ABCD") and len(text) <= LONGEST and text[-1] not in ".,;"
    )


def pointed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Make entries of paragraphs that begin with a point, or are counted with those beside them."""
    begun = [_begun(block) for block in blocks]
    for place, (block, sign) in enumerate(zip(blocks, begun, strict=True)):
        beside = [begun[at] for at in (place - 1, place + 1) if 0 <= at < len(blocks)]
        number = int(sign[:-1]) if sign[:-1].isdigit() else 0
        counted = bool(number) and any(other[:-1] in (str(number - 1), str(number + 1)) for other in beside if other)
        if sign and (sign in POINTS or counted or (sign == "-" and "-" in beside)):
            rest = block.runs[0].text.lstrip()[len(sign) :].lstrip()
            marker = f"{number}." if number else "-"
            runs = (block.runs[0]._replace(text=rest), *block.runs[1:])
            yield block._replace(kind="entry", runs=runs, depth=1, marker=marker)
        else:
            yield block


def _begun(block: Block) -> str:
    """Give the point or number that a paragraph of one line begins with."""
    if block.kind != "text" or block.level or block.is_strong or not block.runs or block.runs[0].image:
        return ""
    found = POINT.match(block.runs[0].text)
    return found[1] if found and len(block.text) > len(found[1]) + 1 and found[1] != "o" else ""


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

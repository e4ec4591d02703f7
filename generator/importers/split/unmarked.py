"""Where items begin in a mail without headings: by numbers, rules, short lines or links."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from generator.importers.split.blocks import Block
from generator.importers.split.titles import LONGEST, NUMBERED, READ_MORE

_FEW, _SENTENCE = 2, 3


def starts(blocks: Sequence[Block], mastheads: Sequence[int]) -> list[int]:
    """Find where items begin in a mail without headings: by numbers, rules, cells of the layout, or short lines."""
    said = [place for place, block in enumerate(blocks) if block.text and place not in mastheads]
    ways: tuple[Callable[[Sequence[Block], Sequence[int]], list[int]], ...] = (
        _by_strong,
        _by_numbers,
        _by_rules,
        _by_lines,
        _by_links,
    )
    return next((found for way in ways if len(found := way(blocks, said)) >= _FEW), [])


def _by_strong(blocks: Sequence[Block], said: Sequence[int]) -> list[int]:
    """Begin an item at titles in bold that end in a mark."""
    return [place for place in said if blocks[place].is_strong and len(blocks[place].text) <= LONGEST]


def _by_numbers(blocks: Sequence[Block], said: Sequence[int]) -> list[int]:
    found = [place for place in said if _number_of(blocks[place]) and not _is_full_sentence(blocks[place])]
    numbers = [_number_of(blocks[place]) for place in found]
    apart = all(other > place + 1 for place, other in pairwise([*found, len(blocks)]))
    return found if apart and numbers == list(range(1, len(numbers) + 1)) else []


def _number_of(block: Block) -> int:
    if block.kind == "table" or len(block.text) > LONGEST:
        return 0
    found = NUMBERED.match(block.text if block.kind == "text" else f"{block.marker} {block.text}")
    return int(found[1]) if found else 0


def _is_full_sentence(block: Block) -> bool:
    return block.text[-1:] == "." and len(block.text.split()) > _SENTENCE


def _by_rules(blocks: Sequence[Block], said: Sequence[int]) -> list[int]:
    """Begin an item after each rule, where what comes first is short enough to be a title."""
    rules = [place for place, block in enumerate(blocks) if block.kind == "rule"]
    firsts = dict.fromkeys(next((place for place in said if place > rule), -1) for rule in [-1, *rules])
    titled = [place for place in firsts if place >= 0 and _may_be_title(blocks, place)]
    return titled if len(titled) * 2 > len([place for place in firsts if place >= 0]) and rules else []


def _by_lines(blocks: Sequence[Block], said: Sequence[int]) -> list[int]:
    return [place for place in said if _may_be_title(blocks, place)]


def _may_be_title(blocks: Sequence[Block], place: int) -> bool:
    block = blocks[place]
    after = next((other for other in blocks[place + 1 :] if other.text or other.kind == "rule"), None)
    return (
        block.kind == "text"
        and len(block.text) <= LONGEST
        and block.text[-1] not in ".,:;!"
        and not READ_MORE.match(block.text)
        and "\n" not in block.plain
        and after is not None
        and len(after.text) > len(block.text)
    )


def _by_links(blocks: Sequence[Block], said: Sequence[int]) -> list[int]:
    """Begin an item after each link to more, where there are several of them."""
    ends = [
        place for place in said if READ_MORE.match(blocks[place].text) and any(run.href for run in blocks[place].runs)
    ]
    starts = [next((place for place in said if place > end), -1) for end in ends[:-1]]
    return [said[0], *(place for place in starts if place >= 0)] if len(ends) >= _FEW else []

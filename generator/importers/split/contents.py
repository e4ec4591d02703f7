"""The list of contents of a mail, and the titles it gives."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.importers.split.blocks import Block
from generator.importers.split.titles import LEADERS, LONGEST, NUMBERED, POINT, key

_FEW = 2
_MOST_TITLES = 200
_CONTENTS = re.compile(
    r"^\W*(innhold|innhald|innholdsfortegnelse|innhaldsliste|saker|i dag|oversikt"
    r"|(saker |aktuelt |les )?(i|om i) (dette|denne) (nummeret|nyhetsbrevet|nyhendebrevet|brevet|utgaven|utgåva"
    r"|nyhetsmailen|posten)"
    r"|(dette|denne gang(en)?|her) kan du lese( om)?|(dette|saker i) (nummer|nyhetsbrev))\b.{0,40}$",
    re.I,
)
# Nothing but a list of contents leads to a page with dots.
_DOTTED = re.compile(r"\S\s*(?:(?:[.·_]\s?){4,}|(?:…\s?){2,})\s*\d{1,3}$")
_DOTTED_LINES = 3
_RUN_TOGETHER = re.compile(r"\.{4,} ?\d{1,3}(?= )")


class Contents(NamedTuple):
    """A list of what a mail holds: where it stands, and the titles it gives."""

    places: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


def find(blocks: Sequence[Block]) -> Contents:
    """Find the list of contents near the top; titles that do not come again below are not believed."""
    later = Counter(key(_first_line(block)) for block in blocks)
    for place, block in enumerate(blocks[: max(30, len(blocks) // 3)]):
        lines = _lines_of(block)
        if lines and _CONTENTS.match(lines[0]) and len(lines[0]) <= LONGEST:
            found = _listed(blocks, place, later)
            if len(found.titles) >= _FEW and _believed(found, blocks):
                return found
    return _dotted(blocks)


def _dotted(blocks: Sequence[Block]) -> Contents:
    """Find lines that lead to a page with dots: a list of contents, whatever stands around it."""
    lines = {place: _lines_of(block) for place, block in enumerate(blocks) if block.text}
    places = [place for place, own in lines.items() if own and all(map(_DOTTED.search, own))]
    titles = tuple(LEADERS.sub("", line) for place in places for line in lines[place])
    if len(titles) < _DOTTED_LINES:
        return Contents()
    above = max((place for place in lines if place < places[0]), default=-1)
    named = above >= 0 and len(lines[above]) == 1 and _CONTENTS.match(lines[above][0])
    return Contents((above, *places) if named else tuple(places), titles)


def _listed(blocks: Sequence[Block], start: int, later: Mapping[str, int]) -> Contents:
    titles: list[str] = []
    anchors: list[str] = []
    places = [start]
    known: set[str] = set()
    for place in range(start, len(blocks)):
        block = blocks[place]
        lines = _lines_of(block)[1:] if place == start else _lines_of(block)
        if place > start and (block.level or block.kind == "table" or not lines or key(lines[0]) in known):
            if block.kind == "table" and all(later.get(key(line), 0) for line in lines):
                pass
            elif not block.is_image:
                break
        plain = block.kind != "entry"
        if plain and not all(
            NUMBERED.match(line)
            or LEADERS.search(line)
            or later[key(line)] > 1
            or POINT.match(line)
            or _only_anchor(block)
            for line in lines
        ):
            break
        if place > start:
            places.append(place)
        titles += [LEADERS.sub("", line) for line in lines]
        known.update(map(key, lines))
        anchors += [run.href[1:] for run in block.runs if run.href.startswith("#")]
    return Contents(tuple(places), tuple(titles), tuple(anchors))


def _only_anchor(block: Block) -> bool:
    return all(run.href.startswith("#") for run in block.runs if run.text.strip())


def _believed(found: Contents, blocks: Sequence[Block]) -> bool:
    after = {key(_first_line(block)) for block in blocks[found.places[-1] + 1 :]}
    named = {anchor for block in blocks[found.places[-1] + 1 :] for anchor in block.anchors}
    words = [set(words.split()) for words in after if len(words) <= LONGEST]
    met = sum(
        key(title) in after or any(set(key(title).split()) <= own for own in words)
        for title in found.titles[:_MOST_TITLES]
    )
    return max(met, sum(anchor in named for anchor in found.anchors)) * 2 >= len(found.titles[:_MOST_TITLES])


def _lines_of(block: Block) -> list[str]:
    """Give the lines of a block; a list of contents that was run together is parted after its numbers of pages."""
    if block.kind == "table":
        return [" ".join("".join(run.text for run in cell) for cell in row) for row in block.rows]
    lines = [" ".join(line.split()) for line in block.plain.split("\n")]
    return [part.strip() for line in lines for part in _RUN_TOGETHER.sub(r"\g<0>\n", line).split("\n") if part.strip()]


def _first_line(block: Block) -> str:
    return next(iter(_lines_of(block)), "")

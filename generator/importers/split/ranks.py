"""How much the blocks of a mail stand out: which of them may be headings."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from generator.importers.split.blocks import Block
from generator.importers.split.contents import Contents
from generator.importers.split.titles import LABEL, LONGEST, READ_MORE, key

_SENTENCE = 3
_LARGER = 1.12
_SMALL_LEVEL = 5
Rank = tuple[int, float]
BY_CONTENTS: Rank = (-1, 0)
STRONG: Rank = (2, 0)
LINKED: Rank = (3, 0)


def ranked(blocks: Sequence[Block], listed: Contents) -> dict[int, Rank]:
    """Give every block that may be a heading its rank: the smaller, the more it stands out."""
    usual = usual_size(blocks)
    titles = {key(title) for title in listed.titles} - {""}
    named = set(listed.anchors)
    after = max(listed.places, default=-1)
    found: dict[int, Rank] = {}
    waiting = False
    for place, block in enumerate(blocks):
        if place in listed.places or not block.text:
            continue
        waiting = waiting or bool(named & block.anchors)
        rank = rank_of(block, usual, blocks[place + 1 : place + 2])
        is_short = place > after and block.kind != "table" and len(block.text) <= LONGEST * 2
        if is_short and (key(block.text) in titles or (waiting and rank)):
            rank = BY_CONTENTS
        waiting = waiting and rank is None
        if rank:
            found[place] = rank
    return found


def usual_size(blocks: Sequence[Block]) -> float:
    """Give the size of most of the text, in pixels."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if not block.level:
            sizes[round(block.size)] += len(block.text)
    return max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 16.0


def rank_of(block: Block, usual: float, after: Sequence[Block]) -> Rank | None:
    """Give the rank of a block by its looks and words, None where it is no heading; ``after`` is what follows it."""
    text = block.text
    letters, digits = (len(re.findall(pattern, text)) for pattern in (r"[^\W\d_]", r"\d"))
    if LABEL.fullmatch(text) or letters <= max(digits, not block.level):
        return None
    if block.level:
        # Chapters of a document may be told apart by their numbers alone: 2.1 is below 2.
        numbered = re.match(r"\d+((?:\.\d+)+)", text)
        below = numbered[1].count(".") / 10 if numbered else 0.0
        rank = (0, block.level + below) if block.level < _SMALL_LEVEL else (STRONG[0], float(block.level - 10))
        return rank if len(text) <= LONGEST * 2 else None
    if block.kind != "text" or len(text) > LONGEST or READ_MORE.match(text):
        return None
    if block.size >= usual * _LARGER:
        return (1, -round(block.size))
    if text[-1] in ":,;" or (text[-1] == "." and len(text.split()) > _SENTENCE):
        return None
    if block.is_strong or (text.isupper() and len(text) > len("ABCDE") and "\n" not in block.plain):
        return STRONG
    if _is_link(block) and after and not _is_link(after[0]) and len(after[0].text) > len(text):
        return LINKED
    return None


def _is_link(block: Block) -> bool:
    said = [run for run in block.runs if run.text.strip()]
    return bool(said) and all(run.href for run in said) and not re.match(r"https?:|www\.", block.text)


def has_text(blocks: Sequence[Block], ranks: Mapping[int, Rank], place: int) -> bool:
    """Whether text follows a heading before the next one."""
    for after in range(place + 1, len(blocks)):
        if after in ranks:
            return False
        if blocks[after].text:
            return True
    return False

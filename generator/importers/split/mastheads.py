"""The name, number and day of a newsletter above its first item."""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.importers.split.blocks import Block
from generator.importers.split.ranks import BY_CONTENTS, Rank, has_text
from generator.importers.split.titles import DATELINE, LONGEST, key

_FIRST = 3
_SECOND_LEVEL = 2
_WORDS_OF_DATELINE = 15
_MASTHEAD_WORDS = 9
_MASTHEAD = re.compile(
    r"\b(nyhetsbrev|nyhendebrev|nyhetsmail|infobrev|informasjonsbrev|praksisnytt|\w+nytt|newsletter|ukebrev"
    r"|vekebrev|månedsbrev|månadsbrev)\b"
    r"|\b(nr|nummer|utgave|utgåve|årgang|uke|veke)\.? ?\d+|^\W*(januar|februar|mars|april|mai|juni|juli|august"
    r"|september|oktober|november"
    r"|desember|vår|vinter|haust|høst|sommer|sommar)\w* 20\d\d\W*$|^\W*\d{1,2}\. ?\w+ 20\d\d\W*$",
    re.I,
)
_BYLINE = re.compile(r".{2,70}\s[·|–-]\s\d{1,2}\. ?[a-z]{3,9} \d{4}", re.I)
_ADDRESSING = re.compile(r"\W*(hei|kjære|god|velkommen|til)\b", re.I)


def above(blocks: Sequence[Block], ranks: Mapping[int, Rank], title: str) -> list[int]:
    """Find the name and number of the newsletter above its first item."""
    found: list[int] = []
    known = set(key(title).split())
    for place in list(ranks)[: _FIRST + 1]:
        text = blocks[place].text
        words = set(key(text).split())
        if ranks[place] == BY_CONTENTS or not words or any(len(one.text) > LONGEST for one in blocks[:place]):
            break
        repeated = bool(known) and words <= known and not re.match(r"\d", text)
        if repeated and _is_first_item(blocks, ranks, place):
            break
        if len(ranks) > 1 and (
            repeated or _is_name(blocks, ranks, place) or (not found and _is_brand(blocks, ranks, place))
        ):
            found.append(place)
        elif found or place > _FIRST * 4:
            break
    return sorted({*found, *_mastheads_of_text(blocks, ranks)})


def _is_first_item(blocks: Sequence[Block], ranks: Mapping[int, Rank], place: int) -> bool:
    """Whether a heading that says what the letter is called is that of its first item: it is set as the others are.

    What stands at the first level is above all others, also where these are at the same.
    """
    alike = list(ranks.values()).count(ranks[place]) > 1
    is_first_level = ranks[place][0] == 0 and ranks[place][1] < _SECOND_LEVEL
    told = " ".join(block.text for block in blocks[place + 1 : min((at for at in ranks if at > place), default=None)])
    only_a_day = re.search(r"\b(19|20)\d\d\b", told) and len(told.split()) < _WORDS_OF_DATELINE
    return alike and bool(told) and not (is_first_level or only_a_day or is_worded(blocks[place].text))


def is_worded(text: str) -> bool:
    """Whether a text is worded as the name or number of a newsletter.

    >>> is_worded("Samhandlingsnytt mars"), is_worded("Nr. 3"), is_worded("Ny rutine for tolk")
    (True, True, False)
    """
    return _MASTHEAD.search(text) is not None


def _is_name(blocks: Sequence[Block], ranks: Mapping[int, Rank], place: int) -> bool:
    """Whether a heading is worded as the name or number of a newsletter, and looks like none of the items."""
    text, rank = blocks[place].text, ranks[place]
    if not is_worded(text) or len(text.split()) > _MASTHEAD_WORDS:
        return False
    alone = list(ranks.values()).count(rank) == 1
    lower = not any(other > place and ranks[other] <= rank for other in ranks)
    return alone or lower or not has_text(blocks, ranks, place)


def _is_brand(blocks: Sequence[Block], ranks: Mapping[int, Rank], place: int) -> bool:
    """Whether the very first words are a name that stands out less than every title does."""
    if any(block.text for block in blocks[:place]) or _ADDRESSING.match(blocks[place].text):
        return False
    rank, others = ranks[place], [ranks[other] for other in ranks if other != place]
    return len(blocks[place].text.split()) <= _FIRST and bool(others) and rank > max(others)


def _mastheads_of_text(blocks: Sequence[Block], ranks: Mapping[int, Rank]) -> Iterator[int]:
    """Yield the short lines at the very top that say no more than number, day and place."""
    for place, block in enumerate(blocks):
        if block.text and place not in ranks:
            if block.kind != "text" or not (DATELINE.fullmatch(block.text) or _BYLINE.fullmatch(block.text)):
                return
            yield place

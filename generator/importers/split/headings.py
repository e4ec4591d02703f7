"""Which blocks of a mail begin an item, which begin a section, and which are headings within an item."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.importers.split import mastheads, unmarked
from generator.importers.split.blocks import Block
from generator.importers.split.contents import Contents
from generator.importers.split.ranks import BY_CONTENTS, LINKED, STRONG, Rank, has_text, rank_of, ranked, usual_size
from generator.importers.split.titles import PART_OF_STORY, READ_MORE

_FEW = 2
_WORDS_OF_TITLE = 3
_FIELD_NAME = re.compile(
    r"^\W*(tid( og sted| og stad)?|sted|stad|når|hvor|kvar|påmelding|bakgrunn|målgruppe|program|kontakt|pris|frist"
    r"|formål|føremål|innledning"
    r"|innleiing|hva|kva|hvem|kven|hvorfor|kvifor|hvordan|korleis)\b.{0,30}$",
    re.I,
)


class Part(NamedTuple):
    """A heading that was decided on: ``role`` is ``item``, ``section``, ``within`` or ``masthead``."""

    place: int
    role: str
    rank: Rank


def decide(blocks: Sequence[Block], listed: Contents, title: str) -> list[Part]:
    """Find the headings and decide what each of them begins, in the order of the mail."""
    ranks = ranked(blocks, listed)
    names = mastheads.above(blocks, ranks, title)
    left = {place: rank for place, rank in ranks.items() if place not in names}
    roles = _by_contents(blocks, left) if any(rank == BY_CONTENTS for rank in left.values()) else _by_rank(blocks, left)
    if "item" not in roles.values():
        roles = dict.fromkeys(unmarked.starts(blocks, names), "item")
        ranks = {**dict.fromkeys(roles, STRONG), **ranks}
    parts = [Part(place, "masthead", ranks.get(place, LINKED)) for place in names]
    parts += [Part(place, role, ranks[place]) for place, role in roles.items()]
    return sorted(parts)


def _by_contents(blocks: Sequence[Block], ranks: Mapping[int, Rank]) -> dict[int, str]:
    """Begin an item at every title of the list, and at headings that look the same."""
    usual = usual_size(blocks)
    looks = Counter(rank_of(blocks[place], usual, ()) for place, rank in ranks.items() if rank == BY_CONTENTS)
    own = looks.most_common(1)[0][0]
    roles: dict[int, str] = {}
    first = next(place for place, rank in ranks.items() if rank == BY_CONTENTS)
    for place, rank in ranks.items():
        if rank == BY_CONTENTS or (
            own and rank == own and own != LINKED and (own[0] == 0 or has_text(blocks, ranks, place))
        ):
            roles[place] = "item"
        elif own and rank < own and not has_text(blocks, ranks, place):
            roles[place] = "section"
        elif place > first or rank[0] == 0:
            roles[place] = "within"
    # A title of the list that only stands above others of it is a section.
    for place in [place for place, role in roles.items() if role == "item"]:
        follows = next((other for other in ranks if other > place), None)
        lower = follows is not None and blocks[place].level and blocks[follows].level > blocks[place].level
        if lower and roles.get(follows or 0) == "item" and not has_text(blocks, ranks, place):
            roles[place] = "section"
    return roles


def _by_rank(blocks: Sequence[Block], ranks: Mapping[int, Rank]) -> dict[int, str]:
    """Begin an item at the headings that stand out most and come more than once; see ``docs/development.md``."""
    counts = Counter(ranks.values())
    repeated = sorted(rank for rank, count in counts.items() if count > 1)
    if not counts or (min(counts) == LINKED and counts[LINKED] < _FEW):
        return {}
    top = repeated[0] if repeated else min(counts)
    places = list(ranks)
    roles: dict[int, str] = {}
    tops = [place for place in places if ranks[place] <= top]
    if top[0] == STRONG[0]:
        tops = _first_after_rules(blocks, tops)
    for number, place in enumerate(tops):
        end = tops[number + 1] if number + 1 < len(tops) else len(blocks)
        below = [other for other in places if place < other < end]
        greets = ranks[place] < top and number == 0 and has_text(blocks, ranks, place) and len(tops) > 1
        if greets and not any(READ_MORE.match(block.text) for block in blocks[place:end]):
            roles[place] = "within"
            continue
        inner = _rank_of_items(blocks, ranks, place, below)
        bare = not below and not has_text(blocks, ranks, place) and number + 1 < len(tops)
        roles[place] = "section" if inner or bare else "item"
        alone = _stands_alone(blocks, ranks, place, below) if len(tops) > 1 else None
        for other in below:
            roles[other] = "item" if (inner and ranks[other] <= inner) or other == alone else "within"
    sections = [place for place, role in roles.items() if role == "section"]
    if len(sections) == 1 and not any(place < sections[0] for place in roles):
        # One section that holds everything is the title of it all.
        roles[sections[0]] = "masthead"
    return roles


def _first_after_rules(blocks: Sequence[Block], tops: list[int]) -> list[int]:
    """Where rules part a mail, let only the first title in bold after each begin an item; the others are within."""
    rules = [place for place, block in enumerate(blocks) if block.kind == "rule"]
    stretches = [blocks[start + 1 : end] for start, end in pairwise([-1, *rules, len(blocks)])]
    said = [
        start + 1 + next(number for number, block in enumerate(stretch) if block.text)
        for start, stretch in zip([-1, *rules], stretches, strict=True)
        if any(block.text for block in stretch)
    ]
    firsts = [place for place in said if place in tops]
    return firsts if len(firsts) >= _FEW and len(firsts) * 4 >= (len(said) - 1) * 3 else tops


def _stands_alone(blocks: Sequence[Block], ranks: Mapping[int, Rank], place: int, below: Sequence[int]) -> int | None:
    """Give the only title in bold below a heading of another kind, after its text: nobody parts one story in one.

    Where others have styled their titles, somebody has added an item at the end and set its title in bold.
    """
    bold = [other for other in below if ranks[other] == STRONG and not blocks[other].level]
    if ranks[place][0] != 0 or len(below) != 1 or not bold or not has_text(blocks, ranks, place):
        return None
    text = blocks[bold[0]].text
    is_title = len(text.split()) >= _WORDS_OF_TITLE and text[-1] not in ":.?" and not PART_OF_STORY.fullmatch(text)
    return bold[0] if is_title and has_text(blocks, ranks, bold[0]) and not _FIELD_NAME.match(text) else None


def _rank_of_items(blocks: Sequence[Block], ranks: Mapping[int, Rank], place: int, below: Sequence[int]) -> Rank | None:
    """Give the rank of the items in a section, None where a heading begins an item itself."""
    if not below or has_text(blocks, ranks, place) or _FIELD_NAME.match(blocks[below[0]].text):
        return None
    inner = ranks[below[0]]
    alike = [other for other in below if ranks[other] == inner]
    return inner if inner[0] <= 1 or len(alike) >= _FEW else None

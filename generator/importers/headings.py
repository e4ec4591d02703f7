"""Which blocks of a mail begin an item, which begin a section, and which are headings within an item."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.importers.blocks import Block, Run

_LONGEST_TITLE = 140
_LARGER = 1.12
_SMALL_LEVEL = 5
_FEW = 2
_FIRST = 3
_MASTHEAD_WORDS = 9
_MOST_TITLES = 200

READ_MORE = re.compile(
    r"^\W*(les|lese|se|sjå|åpne|klikk|meld deg på|påmelding|program)\b.{0,12}\b(mer|meir|hele|heile|saken|saka|her"
    r"|videre|vidare|artikkel|på)\b"
    r".{0,60}$|^\W*(les mer|les meir|read more|til saken|til saka|påmelding|meld deg på|meir|mer info\w*"
    r"|meir info\w*)\W*$",
    re.I,
)
_MASTHEAD = re.compile(
    r"\b(nyhetsbrev|nyhendebrev|nyhetsmail|infobrev|informasjonsbrev|praksisnytt|\w+nytt|newsletter|ukebrev"
    r"|vekebrev|månedsbrev|månadsbrev)\b"
    r"|\b(nr|nummer|utgave|utgåve|årgang|uke|veke)\.? ?\d+|^\W*(januar|februar|mars|april|mai|juni|juli|august"
    r"|september|oktober|november"
    r"|desember|vår|vinter|haust|høst|sommer|sommar)\w* 20\d\d\W*$|^\W*\d{1,2}\. ?\w+ 20\d\d\W*$",
    re.I,
)
# What stands above the fields of an official letter.
_LABEL = re.compile(
    r"\W*(dato|kopi( til)?|vedlegg|til|fra|frå|sak|saksnr|arkiv\w*|saksbehandler|(deres|vår|dykkar)( ref\w*"
    r"| dato)?|(post|kontor|besøks)adresse"
    r"|telefon|org\.? ?n\w*|avdeling|side \d+( av \d+)?)[\W\d]*",
    re.I,
)
_DATELINE = re.compile(
    r"[\W\d]*(((nr|nummer|utgave|utgåve|årgang|uke|veke|dato|publisert|sendt|oppdatert|mandag|måndag|tirsdag"
    r"|tysdag|onsdag|torsdag|fredag"
    r"|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|vår|vinter|haust|høst"
    r"|sommer|sommar)\w{0,3}\b"
    r"[\W\d]*){1,6})",
    re.I,
)
_BYLINE = re.compile(r".{2,70}\s[·|–-]\s\d{1,2}\. ?[a-z]{3,9} \d{4}", re.I)
_ADDRESSING = re.compile(r"\W*(hei|kjære|god|velkommen|til)\b", re.I)
_FIELD_NAME = re.compile(
    r"^\W*(tid( og sted| og stad)?|sted|stad|når|hvor|kvar|påmelding|bakgrunn|målgruppe|program|kontakt|pris|frist"
    r"|formål|føremål|innledning"
    r"|innleiing|hva|kva|hvem|kven|hvorfor|kvifor|hvordan|korleis)\b.{0,30}$",
    re.I,
)
_CONTENTS = re.compile(
    r"^\W*(innhold|innhald|innholdsfortegnelse|innhaldsliste|saker|i dag|oversikt"
    r"|(saker |aktuelt |les )?(i|om i) (dette|denne) (nummeret|nyhetsbrevet|nyhendebrevet|brevet|utgaven|utgåva"
    r"|nyhetsmailen|posten)"
    r"|(dette|denne gang(en)?|her) kan du lese( om)?|(dette|saker i) (nummer|nyhetsbrev))\b.{0,40}$",
    re.I,
)
_NUMBERED = re.compile(
    r"^\W*(?:(?:sak|punkt|nr\.?)\s+)?(\d{1,2})(?:\s*[.):]\s*|\s+[–-]\s+)(?=[^\d\s])"
    r"(?!(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b)",
    re.I,
)
_LEADERS = re.compile(
    r"\s*[.…_·]{3,}\s*\d*\s*$|\s{2,}\d{1,3}\s*$|\s+\(?s(ide)?\.?\s*\d{1,3}\)?\s*$|\s*\t\s*\d+\s*$", re.I
)
_RUN_TOGETHER = re.compile(r"\.{4,} ?\d{1,3}(?= )")
_POINT = re.compile(r"^\s*([-–•*·▪●◦o]|\d{1,2}[.)])\s+(?=\S)")

Rank = tuple[int, float]
_BY_CONTENTS: Rank = (-1, 0)
_STRONG: Rank = (2, 0)
_LINKED: Rank = (3, 0)


class Contents(NamedTuple):
    """A list of what a mail holds: where it stands, and the titles it gives."""

    places: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


class Part(NamedTuple):
    """A heading that was decided on: ``role`` is ``item``, ``section``, ``within`` or ``masthead``."""

    place: int
    role: str
    rank: Rank


def key(text: str) -> str:
    """Write a title so that the same one in a list and above its text are equal.

    >>> key("1. Nye ventetider!") == key("NYE VENTETIDER ..... 2")
    True
    """
    return " ".join(re.findall(r"[^\W_]+", _LEADERS.sub("", _NUMBERED.sub("", text)).lower()))


def unnumbered(text: str) -> str:
    """Take away the number that a title has in its newsletter.

    >>> unnumbered("3. Nytt skjema"), unnumbered("2026 blir et godt år")
    ('Nytt skjema', '2026 blir et godt år')
    """
    return _NUMBERED.sub("", text).strip()


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
        elif (
            first.is_strong
            and not second.is_strong
            and len(first.text) <= _LONGEST_TITLE
            and first.text[-1:] not in ":,"
        ):
            yield first
            yield from _entries(block._replace(anchors=frozenset()), lines[1:])
        else:
            yield from _entries(block, lines)


def titled(blocks: Sequence[Block]) -> Sequence[Block]:
    """Part paragraphs that begin with their title in bold, in a letter that has no other titles."""
    begun = [place for place, block in enumerate(blocks) if _begins_in_bold(block)]
    if len(begun) < _FEW or _ranks(blocks, Contents()):
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
    return first.strong and not first.href and len(first.text) <= _LONGEST_TITLE and bool(first.text.strip(" .:–-"))


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
    points = [_POINT.match(line[0].text) for line in lines]
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


def contents(blocks: Sequence[Block]) -> Contents:
    """Find the list of contents near the top; titles that do not come again below are not believed."""
    later = Counter(key(_first_line(block)) for block in blocks)
    for place, block in enumerate(blocks[: max(30, len(blocks) // 3)]):
        lines = _text_lines(block)
        if lines and _CONTENTS.match(lines[0]) and len(lines[0]) <= _LONGEST_TITLE:
            found = _listed(blocks, place, later)
            if len(found.titles) >= _FEW and _believed(found, blocks):
                return found
    return Contents()


def _listed(blocks: Sequence[Block], start: int, later: Mapping[str, int]) -> Contents:
    titles: list[str] = []
    anchors: list[str] = []
    places = [start]
    known: set[str] = set()
    for place in range(start, len(blocks)):
        block = blocks[place]
        lines = _text_lines(block)[1:] if place == start else _text_lines(block)
        if place > start and (block.level or block.kind == "table" or not lines or key(lines[0]) in known):
            if block.kind == "table" and all(later.get(key(line), 0) for line in lines):
                pass
            elif not block.is_image:
                break
        plain = block.kind != "entry"
        if plain and not all(
            _NUMBERED.match(line)
            or _LEADERS.search(line)
            or later[key(line)] > 1
            or _POINT.match(line)
            or _only_anchor(block)
            for line in lines
        ):
            break
        if place > start:
            places.append(place)
        titles += [_LEADERS.sub("", line) for line in lines]
        known.update(map(key, lines))
        anchors += [run.href[1:] for run in block.runs if run.href.startswith("#")]
    return Contents(tuple(places), tuple(titles), tuple(anchors))


def _only_anchor(block: Block) -> bool:
    return all(run.href.startswith("#") for run in block.runs if run.text.strip())


def _believed(found: Contents, blocks: Sequence[Block]) -> bool:
    after = {key(_first_line(block)) for block in blocks[found.places[-1] + 1 :]}
    named = {anchor for block in blocks[found.places[-1] + 1 :] for anchor in block.anchors}
    words = [set(words.split()) for words in after if len(words) <= _LONGEST_TITLE]
    met = sum(
        key(title) in after or any(set(key(title).split()) <= own for own in words)
        for title in found.titles[:_MOST_TITLES]
    )
    return max(met, sum(anchor in named for anchor in found.anchors)) * 2 >= len(found.titles[:_MOST_TITLES])


def _text_lines(block: Block) -> list[str]:
    """Give the lines of a block; a list of contents that was run together is parted after its numbers of pages."""
    if block.kind == "table":
        return [" ".join("".join(run.text for run in cell) for cell in row) for row in block.rows]
    lines = [" ".join(line.split()) for line in block.plain.split("\n")]
    return [part.strip() for line in lines for part in _RUN_TOGETHER.sub(r"\g<0>\n", line).split("\n") if part.strip()]


def _first_line(block: Block) -> str:
    return next(iter(_text_lines(block)), "")


def decide(blocks: Sequence[Block], listed: Contents, title: str) -> list[Part]:
    """Find the headings and decide what each of them begins, in the order of the mail."""
    ranks = _ranks(blocks, listed)
    mastheads = _mastheads(blocks, ranks, title)
    left = {place: rank for place, rank in ranks.items() if place not in mastheads}
    roles = (
        _by_contents(blocks, left) if any(rank == _BY_CONTENTS for rank in left.values()) else _by_rank(blocks, left)
    )
    if "item" not in roles.values():
        roles = dict.fromkeys(_otherwise(blocks, mastheads), "item")
        ranks = {**dict.fromkeys(roles, _STRONG), **ranks}
    parts = [Part(place, "masthead", ranks.get(place, _LINKED)) for place in mastheads]
    parts += [Part(place, role, ranks[place]) for place, role in roles.items()]
    return sorted(parts)


def _ranks(blocks: Sequence[Block], listed: Contents) -> dict[int, Rank]:
    """Give every block that may be a heading its rank: the smaller, the more it stands out."""
    usual = _usual_size(blocks)
    titles = {key(title) for title in listed.titles} - {""}
    named = set(listed.anchors)
    after = max(listed.places, default=-1)
    found: dict[int, Rank] = {}
    waiting = False
    for place, block in enumerate(blocks):
        if place in listed.places or not block.text:
            continue
        waiting = waiting or bool(named & block.anchors)
        rank = _rank(block, usual, blocks[place + 1 : place + 2])
        is_short = place > after and block.kind != "table" and len(block.text) <= _LONGEST_TITLE * 2
        if is_short and (key(block.text) in titles or (waiting and rank)):
            rank = _BY_CONTENTS
        waiting = waiting and rank is None
        if rank:
            found[place] = rank
    return found


def _usual_size(blocks: Sequence[Block]) -> float:
    sizes: Counter[float] = Counter()
    for block in blocks:
        if not block.level:
            sizes[round(block.size)] += len(block.text)
    return max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 16.0


def says_nothing(text: str) -> bool:
    """Whether a line is a field, a number or a day, and could be the title of nothing.

    >>> says_nothing("Vår ref"), says_nothing("19/3874-130"), says_nothing("27. oktober 2020"), says_nothing("30 timer")
    (True, True, True, False)
    """
    letters, digits = (len(re.findall(pattern, text)) for pattern in (r"[^\W\d_]", r"\d"))
    return letters <= digits or bool(_LABEL.fullmatch(text) or _DATELINE.fullmatch(text))


def _rank(block: Block, usual: float, after: Sequence[Block]) -> Rank | None:
    text = block.text
    letters, digits = (len(re.findall(pattern, text)) for pattern in (r"[^\W\d_]", r"\d"))
    if _LABEL.fullmatch(text) or letters <= max(digits, not block.level):
        return None
    if block.level:
        # Chapters of a document may be told apart by their numbers alone: 2.1 is below 2.
        numbered = re.match(r"\d+((?:\.\d+)+)", text)
        below = numbered[1].count(".") / 10 if numbered else 0.0
        rank = (0, block.level + below) if block.level < _SMALL_LEVEL else (_STRONG[0], float(block.level - 10))
        return rank if len(text) <= _LONGEST_TITLE * 2 else None
    if block.kind != "text" or len(text) > _LONGEST_TITLE or READ_MORE.match(text):
        return None
    if block.size >= usual * _LARGER:
        return (1, -round(block.size))
    if text[-1] in ":,;" or (text[-1] == "." and len(text.split()) > _FIRST):
        return None
    if block.is_strong or (text.isupper() and len(text) > len("ABCDE") and "\n" not in block.plain):
        return _STRONG
    if _is_link(block) and after and not _is_link(after[0]) and len(after[0].text) > len(text):
        return _LINKED
    return None


def _is_link(block: Block) -> bool:
    said = [run for run in block.runs if run.text.strip()]
    return bool(said) and all(run.href for run in said) and not re.match(r"https?:|www\.", block.text)


def _mastheads(blocks: Sequence[Block], ranks: Mapping[int, Rank], title: str) -> list[int]:
    """Find the name and number of the newsletter above its first item."""
    found: list[int] = []
    known = set(key(title).split())
    for place in list(ranks)[: _FIRST + 1]:
        text = blocks[place].text
        words = set(key(text).split())
        if ranks[place] == _BY_CONTENTS or not words or any(len(one.text) > _LONGEST_TITLE for one in blocks[:place]):
            break
        repeated = bool(known) and words <= known and not re.match(r"\d", text)
        if len(ranks) > 1 and (
            repeated or _is_name(blocks, ranks, place) or (not found and _is_brand(blocks, ranks, place))
        ):
            found.append(place)
        elif found or place > _FIRST * 4:
            break
    return sorted({*found, *_mastheads_of_text(blocks, ranks)})


def _is_name(blocks: Sequence[Block], ranks: Mapping[int, Rank], place: int) -> bool:
    """Whether a heading is worded as the name or number of a newsletter, and looks like none of the items."""
    text, rank = blocks[place].text, ranks[place]
    if not _MASTHEAD.search(text) or len(text.split()) > _MASTHEAD_WORDS:
        return False
    alone = list(ranks.values()).count(rank) == 1
    lower = not any(other > place and ranks[other] <= rank for other in ranks)
    return alone or lower or not _has_text(blocks, ranks, place)


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
            if block.kind != "text" or not (_DATELINE.fullmatch(block.text) or _BYLINE.fullmatch(block.text)):
                return
            yield place


def _has_text(blocks: Sequence[Block], ranks: Mapping[int, Rank], place: int) -> bool:
    """Whether text follows a heading before the next one."""
    for after in range(place + 1, len(blocks)):
        if after in ranks:
            return False
        if blocks[after].text:
            return True
    return False


def _by_contents(blocks: Sequence[Block], ranks: Mapping[int, Rank]) -> dict[int, str]:
    """Begin an item at every title of the list, and at headings that look the same."""
    usual = _usual_size(blocks)
    looks = Counter(_rank(blocks[place], usual, ()) for place, rank in ranks.items() if rank == _BY_CONTENTS)
    own = looks.most_common(1)[0][0]
    roles: dict[int, str] = {}
    first = next(place for place, rank in ranks.items() if rank == _BY_CONTENTS)
    for place, rank in ranks.items():
        if rank == _BY_CONTENTS or (
            own and rank == own and own != _LINKED and (own[0] == 0 or _has_text(blocks, ranks, place))
        ):
            roles[place] = "item"
        elif own and rank < own and not _has_text(blocks, ranks, place):
            roles[place] = "section"
        elif place > first or rank[0] == 0:
            roles[place] = "within"
    # A title of the list that only stands above others of it is a section.
    for place in [place for place, role in roles.items() if role == "item"]:
        follows = next((other for other in ranks if other > place), None)
        lower = follows is not None and blocks[place].level and blocks[follows].level > blocks[place].level
        if lower and roles.get(follows or 0) == "item" and not _has_text(blocks, ranks, place):
            roles[place] = "section"
    return roles


def _by_rank(blocks: Sequence[Block], ranks: Mapping[int, Rank]) -> dict[int, str]:
    """Begin an item at the headings that stand out most and come more than once; see ``docs/development.md``."""
    counts = Counter(ranks.values())
    repeated = sorted(rank for rank, count in counts.items() if count > 1)
    if not counts or (min(counts) == _LINKED and counts[_LINKED] < _FEW):
        return {}
    top = repeated[0] if repeated else min(counts)
    places = list(ranks)
    roles: dict[int, str] = {}
    tops = [place for place in places if ranks[place] <= top]
    if top[0] == _STRONG[0]:
        tops = _first_after_rules(blocks, tops)
    for number, place in enumerate(tops):
        end = tops[number + 1] if number + 1 < len(tops) else len(blocks)
        below = [other for other in places if place < other < end]
        greets = ranks[place] < top and number == 0 and _has_text(blocks, ranks, place) and len(tops) > 1
        if greets and not any(READ_MORE.match(block.text) for block in blocks[place:end]):
            roles[place] = "within"
            continue
        inner = _rank_of_items(blocks, ranks, place, below)
        bare = not below and not _has_text(blocks, ranks, place) and number + 1 < len(tops)
        roles[place] = "section" if inner or bare else "item"
        for other in below:
            roles[other] = "item" if inner and ranks[other] <= inner else "within"
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


def _rank_of_items(blocks: Sequence[Block], ranks: Mapping[int, Rank], place: int, below: Sequence[int]) -> Rank | None:
    """Give the rank of the items in a section, None where a heading begins an item itself."""
    if not below or _has_text(blocks, ranks, place) or _FIELD_NAME.match(blocks[below[0]].text):
        return None
    inner = ranks[below[0]]
    alike = [other for other in below if ranks[other] == inner]
    return inner if inner[0] <= 1 or len(alike) >= _FEW else None


def _otherwise(blocks: Sequence[Block], mastheads: Sequence[int]) -> list[int]:
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
    return [place for place in said if blocks[place].is_strong and len(blocks[place].text) <= _LONGEST_TITLE]


def _by_numbers(blocks: Sequence[Block], said: Sequence[int]) -> list[int]:
    found = [place for place in said if _number_of(blocks[place]) and not _is_full_sentence(blocks[place])]
    numbers = [_number_of(blocks[place]) for place in found]
    apart = all(other > place + 1 for place, other in pairwise([*found, len(blocks)]))
    return found if apart and numbers == list(range(1, len(numbers) + 1)) else []


def _number_of(block: Block) -> int:
    if block.kind == "table" or len(block.text) > _LONGEST_TITLE:
        return 0
    found = _NUMBERED.match(block.text if block.kind == "text" else f"{block.marker} {block.text}")
    return int(found[1]) if found else 0


def _is_full_sentence(block: Block) -> bool:
    return block.text[-1:] == "." and len(block.text.split()) > _FIRST


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
        and len(block.text) <= _LONGEST_TITLE
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

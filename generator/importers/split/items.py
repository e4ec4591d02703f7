"""A letter → its items: cleaned of what is not said in it, parted where its headings part it, as Markdown.

Nothing here reads a file or asks for a page.  What is left out is told, and nothing in the text is corrected.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from generator.base.problems import say
from generator.importers.letter import Attachment, Issue, Item, Letter, Remark
from generator.importers.split import (
    boilerplate,
    contents,
    footnotes,
    headings,
    links,
    mastheads,
    mixed_blocks,
    signs,
    titles,
)
from generator.importers.split.as_markdown import write
from generator.importers.split.blocks import Block, Page, Run
from generator.importers.split.flatten import read
from generator.importers.split.headings import Part
from generator.importers.split.ranks import Rank
from generator.source.file_names import slugify

_TOLD = 200
_LONGEST_TITLE = 200
_SEVERAL = 2
_WORDS_OF_INTRODUCTION = 60
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
}
_ANSWERED = re.compile(
    r"^\s*(?:(?:vs|sv|fw|fwd|re|videresend(?:t|ing)|vidaresendt|wg|tr)\s*(?:\[\d+\])?\s*:|\[(?:ekstern|external"
    r"|extern)[^\]]*\]|(?:ekstern|external)\s*:)\s*",
    re.I,
)
_ISSUE_NAME = re.compile(
    r"^(?=(?:[^\s:|–]+\s*){1,5}[:|–])[^:|–]*\b(?:nyhetsbrev\w*|nyhendebrev\w*|\w*nytt|nr\.?|nummer|uke|veke)\b[^:|–]*[:|–]\s+(?=\S)",
    re.I,
)


class _Stretch(NamedTuple):
    """Blocks that belong to one item, with the place of each heading and its rank, and that of its own title."""

    title: str
    section: str
    places: tuple[int, ...]
    within: Mapping[int, Rank]
    link: str = ""
    titled: tuple[int, ...] = ()


def split(letter: Letter) -> Issue:
    """Split a letter into its items; any HTML whatever gives an issue, one without items where it says nothing."""
    page = read(letter.html)
    left_out = [*letter.left_out, *page.dropped]
    blocks = page.blocks
    reasons = boilerplate.reasons(blocks)
    left_out += [remark for place, code in sorted(reasons.items()) for remark in _told([blocks[place]], code)]
    followed = _Links()
    kept = [Block("gap") if place in reasons else followed.block(block) for place, block in enumerate(blocks)]
    notes = {label: tuple(map(followed.block, own)) for label, own in page.notes.items()}
    page = page._replace(notes=notes, remarks=(*page.remarks, *followed.remarks))
    issue = _assemble(
        letter, page, mixed_blocks.titled(tuple(mixed_blocks.pointed(tuple(mixed_blocks.parted(kept))))), left_out
    )
    return issue._replace(link=_elsewhere(blocks, reasons))


def _assemble(letter: Letter, page: Page, blocks: Sequence[Block], left_out: list[Remark]) -> Issue:
    title = clean_title(letter.title)
    listed = contents.find(blocks)
    parts = headings.decide(blocks, listed, title)
    names = [part.place for part in parts if part.role == "masthead"]
    if not title or titles.says_nothing(title) or boilerplate.is_greeting(title):
        title = _found_title(blocks, parts) or title
    left_out += _told([blocks[place] for place in names], "import-utelatt-tittel")
    left_out += _told([blocks[place] for place in listed.places], "import-utelatt-innhold")
    left_out += _struck([blocks[part.place] for part in parts if part.role in ("item", "section")])
    images = _Images(letter.attachments)
    introduction, stretches = _stretches(blocks, parts, {*names, *listed.places})
    if letter.event or _is_whole(blocks, introduction, stretches, title):
        introduction, named = _without_title(blocks, introduction, title)
        left_out += named
        stretches = [_in_one(introduction, stretches, parts, _own_title(title, letter.name))]
        introduction = introduction._replace(places=())
    words = "\n".join(block.text for block in blocks)
    language = signs.language(words)
    noted = footnotes.Footnotes(page.notes, images.markdown)
    opening = noted.below(_markdown(blocks, introduction, images), _said(blocks, introduction))
    items = tuple(
        noted.item(_item(blocks, stretch, images, language), _said(blocks, stretch), is_last=stretch is stretches[-1])
        for stretch in stretches
    )
    remarks = [*page.remarks, *images.remarks, *_looked_at(items, Item(title, opening), words)]
    return Issue(
        letter=letter,
        title=title[:_LONGEST_TITLE],
        date=letter.date,
        sender=letter.sender,
        language=language,
        introduction=opening,
        items=items,
        images=tuple(images.used.values()),
        left_out=tuple(left_out),
        remarks=tuple(dict.fromkeys(remarks)),
    )


def _found_title(blocks: Sequence[Block], parts: Sequence[Part]) -> str:
    """Give the name above the items, or the first item's title."""
    said = (blocks[part.place].text for part in sorted(parts, key=lambda part: (part.role != "masthead", part.place)))
    return next((text for text in said if not titles.says_nothing(text)), "")


def _elsewhere(blocks: Sequence[Block], reasons: Mapping[int, str]) -> str:
    """Give the page on which a letter says that it can be read."""
    told = (blocks[place] for place, code in sorted(reasons.items()) if code == "import-utelatt-nettleser")
    return next((links.target(run.href).url for block in told for run in block.runs if run.href), "")


def clean_title(subject: str) -> str:
    """Take away what mail programs put before a subject.

    >>> clean_title("VS: Fwd: SV: [EKSTERN] Praksisnytt 3/2026")
    'Praksisnytt 3/2026'
    """
    subject = " ".join(subject.split())
    while (shorter := _ANSWERED.sub("", subject)) != subject:
        subject = shorter
    return subject


def _is_whole(blocks: Sequence[Block], introduction: _Stretch, stretches: Sequence[_Stretch], title: str) -> bool:
    """Whether a letter is about one thing.

    Nothing begins an item, or only one does, long after the letter began; or what would begin items are parts of one
    story, such as its background and whom to ask, and the letter is called neither newsletter nor by a number.
    """
    words = sum(len(blocks[place].text.split()) for place in introduction.places)
    if len(stretches) < _SEVERAL and words > (_WORDS_OF_INTRODUCTION if stretches else 0):
        return True
    if not title or mastheads.is_worded(title):
        return False
    own, others = titles.key(title), [one for one in stretches if titles.key(one.title) != titles.key(title)]
    first = next((blocks[place].text for place in introduction.places if blocks[place].text), "")
    parts = [one for one in others if titles.PART_OF_STORY.fullmatch(one.title)]
    is_titled = len(stretches) < _SEVERAL and titles.key(first) == own
    return is_titled or (bool(parts) and len(parts) * 3 >= len(others) * 2)


def _without_title(blocks: Sequence[Block], introduction: _Stretch, title: str) -> tuple[_Stretch, list[Remark]]:
    """Leave out the line that the letter has its title from."""
    first = next((place for place in introduction.places if blocks[place].text), None)
    if first is None or not title or titles.key(blocks[first].text) != titles.key(title):
        return introduction, []
    places = tuple(place for place in introduction.places if place != first)
    return introduction._replace(places=places), _told([blocks[first]], "import-utelatt-tittel")


def _in_one(introduction: _Stretch, stretches: Sequence[_Stretch], parts: Sequence[Part], title: str) -> _Stretch:
    """Make one item of a letter, in which what seemed to begin one is a heading."""
    begun = {part.place: part.rank for part in parts if part.role in ("item", "section")}
    places = {*introduction.places, *begun, *(place for stretch in stretches for place in stretch.places)}
    return _Stretch(title, "", tuple(sorted(places)), {**introduction.within, **begun})


def _own_title(title: str, name: str) -> str:
    """Give the only item of a letter its title: the subject, without the name of the newsletter."""
    return _ISSUE_NAME.sub("", title) or posixpath.splitext(posixpath.basename(name))[0] or name


def _told(blocks: Iterable[Block], code: str) -> list[Remark]:
    return [Remark(code, (("text", block.text[:_TOLD]),)) for block in blocks if block.text]


def _struck(headings: Iterable[Block]) -> Iterator[Remark]:
    """Tell what is struck out in titles, which have no marks."""
    for block in headings:
        if text := "".join(run.text for run in block.runs if run.struck).strip():
            yield Remark("import-utelatt-strok", (("text", text[:_TOLD]),))


def _stretches(blocks: Sequence[Block], parts: Sequence[Part], silent: set[int]) -> tuple[_Stretch, list[_Stretch]]:
    """Give each item its blocks: from its heading, or the picture above it, to where the next item begins."""
    heads = [part for part in parts if part.role in ("item", "section")]
    within = {part.place: part.rank for part in parts if part.role == "within" and part.rank[0] < 2}
    starts = [_start(blocks, part.place, silent) for part in heads]
    ends = [*starts, len(blocks)][1:]
    first = starts[0] if starts else len(blocks)
    opening = _Stretch("", "", tuple(place for place in range(first) if place not in silent), within)
    found: list[_Stretch] = []
    section = ""
    for part, start, end in zip(heads, starts, ends, strict=True):
        title = _title(blocks[part.place])
        places = tuple(place for place in range(start, end) if place not in silent and place != part.place)
        if part.role == "section":
            section = title
            opening, found = _with_pictures(opening, found, places) if places else (opening, found)
            continue
        link = next((run.href for run in blocks[part.place].runs if run.href.startswith("https")), "")
        found.append(_Stretch(title, section, places, within, link, (part.place,)))
    return opening, found


def _with_pictures(
    opening: _Stretch, found: list[_Stretch], places: tuple[int, ...]
) -> tuple[_Stretch, list[_Stretch]]:
    """Leave what stands between a section's heading and its first item with what came before."""
    if found:
        return opening, [*found[:-1], found[-1]._replace(places=(*found[-1].places, *places))]
    return opening._replace(places=(*opening.places, *places)), found


def _start(blocks: Sequence[Block], place: int, silent: set[int]) -> int:
    """Find where an item begins: with the picture above its heading, if that stands by itself or in the same cell."""
    above = place - 1
    if above < 0 or above in silent or not blocks[above].is_image:
        return place
    before = blocks[above - 1] if above and above - 1 not in silent else None
    card = blocks[above].card
    begins = before is None or before.kind in ("rule", "gap") or (card != before.card and bool(card))
    return above if begins or (card == blocks[place].card and bool(card)) else place


def _said(blocks: Sequence[Block], stretch: _Stretch) -> list[Block]:
    return [blocks[place] for place in (*stretch.titled, *stretch.places)]


def _title(block: Block) -> str:
    return titles.unnumbered(block.title)[:_LONGEST_TITLE]


def _item(blocks: Sequence[Block], stretch: _Stretch, images: "_Images", language: str) -> Item:
    markdown = _markdown(blocks, stretch, images)
    if stretch.link and f"]({stretch.link})" not in markdown:
        more = f"[{say(language, 'import-les-mer')}]({stretch.link})\n"
        markdown = f"{markdown}\n{more}" if markdown else more
    return Item(stretch.title, markdown, stretch.section, stretch.link)


def _markdown(blocks: Sequence[Block], stretch: _Stretch, images: "_Images") -> str:
    ranks = sorted({stretch.within[place] for place in stretch.places if place in stretch.within})
    levels = {
        number: 2 + ranks.index(stretch.within[place])
        for number, place in enumerate(stretch.places)
        if place in stretch.within
    }
    return write([blocks[place] for place in stretch.places], levels, images.markdown)


def _looked_at(items: tuple[Item, ...], opening: Item, words: str) -> Iterator[Remark]:
    if not items:
        yield Remark("import-tomt")
    elif len(items) == 1:
        yield Remark("import-en-sak")
    yield from signs.personal((opening, *items) if opening.markdown else items)
    yield from signs.misread(words)


class _Links:
    """Puts what links lead to in the place of what was written, and tells of those that cannot be used."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []

    def block(self, block: Block) -> Block:
        """Give a block with its links read off."""
        if not any(run.href for run in block.runs) and not block.rows:
            return block
        rows = tuple(tuple(tuple(map(self._run, cell)) for cell in row) for row in block.rows)
        return block._replace(runs=tuple(map(self._run, block.runs)), rows=rows)

    def _run(self, run: Run) -> Run:
        if not run.href:
            return run
        found = links.target(run.href)
        if found.remark and run.text.strip():
            text = " ".join(run.text.split())[:_TOLD]
            self.remarks.append(Remark(found.remark, (("text", text), ("value", found.told))))
        return run._replace(href=found.url)


class _Images:
    """Finds the picture that a source means, and keeps those that are shown, by names that are safe."""

    def __init__(self, attachments: Sequence[Attachment]) -> None:
        self._by_cid = {attachment.cid.strip("<>"): attachment for attachment in attachments if attachment.cid}
        self._by_name = {posixpath.basename(attachment.name): attachment for attachment in attachments}
        self.used: dict[str, Attachment] = {}
        self.remarks: list[Remark] = []

    def markdown(self, run: Run) -> str:
        """Write one picture; one that did not come along is named, and what is said of it stands in its place."""
        found = self._find(run.image)
        if found is None:
            # One from elsewhere of which nothing is said is there for its looks.
            if run.text or run.image.lower().startswith("cid:"):
                self.remarks.append(Remark("import-bilde-mangler", (("text", run.text), ("value", run.image[:80]))))
            return ""
        name = self._name(found, run.image)
        alt = re.sub(r"[\\\[\]`*_<>&|!\x00-\x1f]+", " ", run.text).strip()
        if not alt:
            self.remarks.append(Remark("import-bilde-tekst", (("value", name),)))
        return f"![{alt}]({name})"

    def _find(self, source: str) -> Attachment | None:
        scheme, _, rest = source.partition(":")
        if scheme.lower() == "cid":
            return self._by_cid.get(unquote(rest).strip("<>"))
        if scheme in ("http", "https", "data"):
            return None
        return self._by_name.get(posixpath.basename(unquote(source.partition("?")[0].replace("\\", "/"))))

    def _name(self, attachment: Attachment, source: str) -> str:
        known = next((name for name, one in self.used.items() if one.data == attachment.data), None)
        if known:
            return known
        stem, suffix = posixpath.splitext(posixpath.basename(attachment.name or source))
        suffix = _SUFFIXES.get(attachment.type.lower()) or (suffix.lower() if suffix.lower() in _PICTURES else ".png")
        proposal = slugify(stem)[:60].strip("-") or "bilde"
        name, number = f"{proposal}{suffix}", 1
        while name in self.used:
            number += 1
            name = f"{proposal}-{number}{suffix}"
        self.used[name] = attachment._replace(name=name)
        return name

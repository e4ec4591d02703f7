"""What a document is called, where nothing but its text and its file's name tell."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from generator.importers.read import dates

TOP = 1500
_SHORTEST = 9
_LONGEST = 140
_CONTENTS = re.compile(
    r"\W*(innhold|innhald|(innholds|innhalds)(fortegnelse|forteikning|liste|oversikt)|contents)\W*", re.I
)
_CHAPTER = re.compile(r"(?:(?:kapittel|kap\.?|del)\s+)?(\d{1,2})(?:\.\d{1,2})*[.):]?\s+(?=[^\W\d_])", re.I)
_NO_TITLE = re.compile(r"^(hei|kjære|god\s|til\s)|@|://", re.I)
# What a line that names a document, and not who has made it, often says.
_DOCUMENT = re.compile(
    r"(anbefaling|tilråding|avtale|håndbok|handbok|høring|mandat|melding|notat|nyhetsbrev|nyhendebrev|plan|prosedyre"
    r"|rapport|referat|retningslinje|rutine|strategi|undersøkelse|undersøking|utredning|utgreiing|veileder|rettleiar)",
    re.I,
)

_MOST_WORDS = 9
_NEWSLETTER = re.compile(
    r"\b(?:nyhetsbrev|nyhendebrev|infobrev|ukebrev|vekebrev|månedsbrev|månadsbrev|\w{4,}nytt)\b", re.I
)


class Heading(NamedTuple):
    """A heading of a document: 1 is the level that stands above all others."""

    level: int
    text: str


def found(headings: Sequence[Heading], lines: Sequence[str], stem: str) -> str:
    """Give the title of a document by its headings in their order, all its lines and the name of its file.

    A list of contents, a chapter, a label such as "Dato", a day and a case number are none, if there is anything else.
    """
    counted = _are_chapters(headings)
    parts = [one for one in headings if _names_contents(one) or (counted and _number(one))]
    above = _above(parts[0], headings, lines) if parts else ""
    none = set(parts)
    titles = [one for one in headings if one not in none and not _is_label(one.text)]
    best = above or _newsletter(headings, lines) or _best(titles, headings, lines, counted=counted)
    return best or (not headings and _first(lines)) or _otherwise(headings, stem, counted=counted)


def _newsletter(headings: Sequence[Heading], lines: Sequence[str]) -> str:
    """Give the first line where that is the name of a newsletter, and no heading is."""
    first = lines[0] if lines else ""
    is_name = len(first.split()) <= _MOST_WORDS and _NEWSLETTER.search(first) and first[-1] not in ".,;:!?"
    return first if is_name and not any(_NEWSLETTER.search(one.text) for one in headings) else ""


def _first(lines: Sequence[str]) -> str:
    """Give the first line of a document without headings, if it is worded as a title above a text."""
    line, following = [*lines, "", ""][:2]
    is_short = len(line) < min(_LONGEST, len(following)) and line[-1:] not in ".,;:!?"
    return "" if not is_short or _is_label(line) or _NO_TITLE.search(line) else line


def _best(titles: Sequence[Heading], headings: Sequence[Heading], lines: Sequence[str], *, counted: bool) -> str:
    """Give the only heading of the first level, else the highest one near the top; none from within a chapter."""
    top = " ".join("\n".join(lines)[:TOP].split())
    levels = [one.level for one in headings]
    begun = next((at for at, one in enumerate(headings) if counted and _number(one)), len(headings))
    alone = {one for one in titles if one.level == 1 and levels.count(1) == 1}
    before = set(headings[:begun])
    fit = [one for one in titles if one in alone or one in before]
    nearest = sorted(fit, key=lambda one: (one.text not in top and one not in alone, one.level))
    return nearest[0].text if nearest else ""


def _otherwise(headings: Sequence[Heading], stem: str, *, counted: bool) -> str:
    """Give what there is: the name of the file, or a label or the first chapter if that says more."""
    named = re.sub(r"[_-]+", " ", stem).strip()
    left = [_CHAPTER.sub("", one.text) if counted else one.text for one in headings if not _names_contents(one)]
    return left[0] if left and not (counted and _says_something(named)) else named


def _are_chapters(headings: Sequence[Heading]) -> bool:
    """Whether the numbers that headings begin with count them."""
    return {1, 2} <= {_number(one) for one in headings}


def _number(heading: Heading) -> int:
    begun = _CHAPTER.match(heading.text)
    return int(begun[1]) if begun else 0


def _names_contents(heading: Heading) -> bool:
    return _CONTENTS.fullmatch(heading.text) is not None


def _above(part: Heading, headings: Sequence[Heading], lines: Sequence[str]) -> str:
    """Give the title above the first part of a document, if only short lines stand there, as on a front page."""
    above = list(takewhile(lambda line: line != part.text, lines))
    if len(above) == len(lines) or any(len(line) > _LONGEST for line in above):
        return ""
    titles = [line for line in above if not _is_label(line) and line[-1] not in ".,;:" and "@" not in line]
    higher = {one.text for one in headings if one.level < part.level}
    return min(titles, key=lambda line: (line not in higher, _DOCUMENT.search(line) is None), default="")


def _is_label(text: str) -> bool:
    """Whether a line is too short for a title, as "Dato" is, or a day or a case number."""
    return sum(map(str.isalpha, text)) < _SHORTEST or dates.is_only(text)


def _says_something(name: str) -> bool:
    """Whether the name of a file is made of words, as far as can be told.

    >>> _says_something("sluttrapport"), _says_something("002 5e0071e61ed9b6c5"), _says_something("skann")
    (True, False, False)
    """
    words = re.findall(r"[^\W\d_]{4,}", name)
    return len(words) > 1 or any(_DOCUMENT.search(word) for word in words)

"""From which day a document is, and where that was found."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from generator.importers.letter import Remark
from generator.importers.read import dates

_TOP = 1500
_LINES, _WORDS = 12, 9
_LATER = timedelta(days=400)
_LONGEST = 120
# What is due or takes place on a day that is told was written on another.
_DUE = re.compile(
    r"\b(frist\w*|innen|seinast|senest|påmeld\w*|meld\w*|søknad\w*|holdes|haldast|avholdes|møte\w*|kurs\w*|seminar\w*"
    r"|kl\.?|gjelder|gjeld|starter|startar|begynner|åpner|opnar|stenger|stengt|før|etter|siden|sidan|fram til|frem til"
    r"|fra og med|frå og med|til og med|revidert|vedtatt|vedteken)\b",
    re.I,
)


class Found(NamedTuple):
    """A day, and what is told of where it was found."""

    day: date | None
    remarks: tuple[Remark, ...] = ()


class Saved(NamedTuple):
    """When a file was saved; ``is_own`` is false for a day that it may have got from its template."""

    day: date | None = None
    is_own: bool = True


UNSAVED = Saved()


def found(written: str, title: str, text: str, stem: str, saved: Saved) -> Found:
    """Give the day of a document: as it says itself, else by its title, its top, its name, and only then its file.

    A deadline is the day of the document only where there is no other.
    """
    if day := dates.find(written):
        return Found(day)
    top = text[:_TOP]
    if day := dates.find(title):
        line = _within(day, title, top)
        return _told(dates.find(line), "import-dato-topp", line) if line else _told(day, "import-dato-tittel", title)
    for line in _datelines(top):
        return _told(dates.find(line), "import-dato-topp", line)
    if day := dates.in_name(stem):
        return _told(day, "import-dato-filnavn", stem)
    for sentence in _sentences(top):
        if (day := dates.find(sentence)) and not _DUE.search(sentence):
            return _told(day, "import-dato-tekst", sentence)
    if (day := dates.sensible(saved.day)) and saved.is_own and not _is_older(day, text):
        return _told(day, "import-dato-fil", "")
    for sentence in _sentences(top):
        if day := dates.find(sentence):
            return _told(day, "import-dato-tekst", sentence)
    doubted = dates.sensible(saved.day)
    return Found(None, (Remark("import-dato-mal", (("date", str(doubted)),)),) if doubted else ())


def _within(month: date, title: str, top: str) -> str:
    """Give the line near the top with the day in the month that a title names without one; nothing where none has."""
    if month.day > 1 or not dates.names_no_day(title):
        return ""
    told = ((line, dates.find(line)) for line in _datelines(top) if line != title and not dates.names_no_day(line))
    return next((line for line, day in told if day and (day.year, day.month) == (month.year, month.month)), "")


def _told(day: date | None, code: str, text: str) -> Found:
    where = Remark(code, (("date", str(day)), ("text", text[:_LONGEST])))
    only_month = text and day and day.day == 1 and dates.names_no_day(text)
    return Found(day, (where, Remark("import-dato-maned")) if only_month else (where,))


def _datelines(text: str) -> Iterator[str]:
    """Yield the lines near the top that say little more than a day."""
    for line in text.split("\n")[:_LINES]:
        if len(line.split()) <= _WORDS and dates.find(line) and not _DUE.search(line):
            yield line


def _sentences(text: str) -> list[str]:
    # What ends in a number or a short word, such as "kl.", goes on.
    return re.split(r"(?<=[a-zæøå]{4}[.!?])\s+(?=[A-ZÆØÅ\d])|(?<=[!?])\s+|\n", text)


def _is_older(day: date, text: str) -> bool:
    """Whether a text tells of days long after a file was saved: then its day is another document's."""
    return any(other - day > _LATER for other in dates.all_in(text[: 20 * _TOP]))

"""Finds national identity numbers of every kind, in the ways in which people and programs write them."""

import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# What is added to the month, and the code of the problem: Skatteetaten (Tenor), and the health services' own numbers.
_ADDED = {0: "fodselsnummer", 40: "hjelpenummer", 80: "testnummer"}
KINDS = frozenset(_ADDED.values())

BREAK = "\x01"
_BETWEEN = r"(?:[^\w\x01]|_){1,4}"
_IN_A_DAY = r"[\s./|·–—‑−_-]{1,4}"
_NAMED = (
    r"(?:(?:med|og)\s{1,2})?(?:person(?:nummere?t?|nr)|pers\.?\s?nr|p\.?\s?nr|nr|f(?:ødsels(?:nummer|nr)|nr))(?:\ser)?"
)
# In the address of a page, what is asked for stands between: ?dato=…&nr=…
_ASKED = r"&[a-z_-]{1,20}="
_LABEL = rf"(?:{_BETWEEN}|{_BETWEEN}{_NAMED}{_BETWEEN}|{_ASKED})"
# A day may stand before any number of five figures: after a colon it is no part of it.
_AFTER_A_DAY = rf"(?!\s?[:;]){_LABEL}"
_SHAPES = (
    rf"\d{{6}}{_LABEL}?\d{{5}}",
    rf"\d{{4}}(?:19|20)\d\d{_AFTER_A_DAY}\d{{5}}",
    rf"(?:19|20)\d{{6}}{_AFTER_A_DAY}\d{{5}}",
)
# What figures in groups are only where no other groups stand beside them.
_ALONE = (
    rf"\d\d{_IN_A_DAY}\d\d{_IN_A_DAY}\d\d(?:{_AFTER_A_DAY})?\d{{5}}",
    rf"\d\d?[./-]\s?\d\d?[./-]\s?(?:(?:19|20)\d\d|\d\d){_AFTER_A_DAY}\d{{5}}",
    rf"\d\d{_IN_A_DAY}\d\d{_IN_A_DAY}(?:19|20)\d\d{_AFTER_A_DAY}\d{{5}}",
    rf"(?:19|20)\d\d{_IN_A_DAY}\d\d{_IN_A_DAY}\d\d{_AFTER_A_DAY}\d{{5}}",
    rf"\d{{6}}{_BETWEEN}(?:\d{{3}}{_BETWEEN}\d\d|\d\d{_BETWEEN}\d{{3}})",
    rf"\d\d{_IN_A_DAY}\d\d{_IN_A_DAY}\d\d{_BETWEEN}\d{{3}}{_BETWEEN}\d\d",
    r"\d\d(?: \d\d){4} \d",
    r"\d{3}[ .-]\d{3}[ .-](?:\d{5}|\d{3}[ .-]\d\d)",
    r"\d{4}[ .-]\d{4}[ .-]\d{3}",
    r"\d{5}[ .-]\d{6}",
    r"\d\d[ .]\d{4}[ .]\d{5}",
    r"\d(?:[ .|/-]{1,2}\d){10}",
)
_CANDIDATE = re.compile(
    rf"(?<!\d)(?=({'|'.join(_SHAPES)}|(?<!\d[ .,/|-])(?:{'|'.join(_ALONE)})(?![ .,/|-]{{1,2}}\d))(?!\d))", re.IGNORECASE
)
# Bank accounts have 11 digits too, and one check digit that is the same; so may what a bill is marked with.
_OF_A_BILL = re.compile(
    r"(?:\bNO\d\d|\bIBAN|\bKID|konto)\w{0,8}[^\w\n]{0,3}(?:nr|nummer)?[^\w\n]{0,3}\Z", re.IGNORECASE
)
_BEFORE, _FIGURES = 24, 11
# "1. jan 90 12345"
_FEWEST = 8

# "1. januar 1990", "01-jan-90"
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mars?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|des(?:ember)?)"
)
_BY_NAME = re.compile(rf"(?<!\d)(\d\d?)([\s.-]{{0,3}}({_MONTH})[\s.-]{{0,3}})((?:19|20)?\d\d)(?!\d)", re.IGNORECASE)
_FIVE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_NEAR = 60

# A stretch of text without letters, other than those of months, and those that say what the number is.
_FIGURE = "\\d¹²³⁰⁴-⁹₀-₉①-⑨⓪"
_STRETCH = re.compile(rf"[{_FIGURE}](?:{_ASKED}|[\W_{_FIGURE}]|(?:{_NAMED}|{_MONTH})(?![^\W\d_]))*", re.IGNORECASE)
_TEXT = re.compile(r">([^<]+)")
_MAYBE = re.compile(r"\d[^a-zA-ZæøåÆØÅ]{9,}\d")
_DIGITS = "0123456789"
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_CELLS = ("td", "th")
_WITHIN_TEXT = frozenset(
    [
        *("a", "abbr", "b", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "s", "small", "span", "strong"),
        *("sub", "sup", "u", "wbr"),
    ]
)
_MARKUP = str.maketrans("", "", "*_~`\\")
_UNSEEN = frozenset(("Cf", "Mn", "Me"))
_GAP = re.compile(r"[^\S\n]{2,}")


class Number(NamedTuple):
    """A number that was found: its line, from 1, and the code of what is said of it."""

    line: int
    code: str


def kind_of(digits: str) -> str | None:
    """Give the code of the kind of number that 11 digits make, by today's rules or those from 2032; None if none.

    Both check digits are modulo 11 (Skatteetaten, "Fødselsnummer").  From 2032 the first may leave a remainder of
    0 to 3 and the century can no longer be read from the individual number; a D-number adds 4 to the first digit.

    >>> kind_of("00000000000")
    """
    number = [int(digit) for digit in digits]
    first = sum(weight * digit for weight, digit in zip(_FIRST, number, strict=False)) % 11
    second = sum(weight * digit for weight, digit in zip(_SECOND, number, strict=True)) % 11
    return _of_a_birthday(number) if second == 0 and first <= 3 else None


def _of_a_birthday(number: list[int]) -> str | None:
    day = (number[0] - 4 if number[0] >= 4 else number[0]) * 10 + number[1]
    added, month = divmod(number[2] * 10 + number[3], 40)
    try:
        date(2000 + number[4] * 10 + number[5], month, day)
    except ValueError:
        return None
    return _ADDED.get(added * 40)


def identity_numbers(text: str) -> list[Number]:
    """Find the numbers in a text as it is written: Markdown, HTML, YAML, a file's name."""
    # However a figure is coded, there is a figure in its code.
    if text.isascii() and sum(map(text.count, _DIGITS)) < _FEWEST:
        return []
    if "&" in text:
        text = html.unescape(text)
    found = set(_in(text))
    if "<" in text:
        found.update(_in(without_tags(text)))
    if "%" in text:
        # What was coded twice is read twice by some.
        found.update(_in(once := unquote(text)), _in(unquote(once)))
    return sorted(found)


def identity_numbers_in_page(page: str) -> list[Number]:
    """Find the numbers that a reader of a whole page sees; what lies around its content is the same on all pages."""
    content = page.partition("<main")[2] or page
    # Most pages have nowhere so many figures without letters between, and are not looked at more closely.
    shown = "\x1f".join(_TEXT.findall(content)).replace("&nbsp;", " ")
    if _may_have_one(shown):
        return sorted(_in(html.unescape(without_tags(content))))
    return []


def _may_have_one(shown: str) -> bool:
    return any(sum(map(one.count, _DIGITS)) >= _FIGURES for one in _MAYBE.findall(shown)) or any(
        _BY_NAME.search(shown, max(five.start() - _NEAR, 0), five.start()) for five in _FIVE.finditer(shown)
    )


def without_tags(text: str) -> str:
    """Leave the text that a reader of HTML sees; lines stay lines."""
    if "<!--" in text:
        first, *rest = text.split("<!--")
        text = first + "".join(map(_after_comment, rest))
    return _TAG.sub(_in_place_of, text)


def _after_comment(text: str) -> str:
    comment, end, rest = text.partition("-->")
    return "\n" * comment.count("\n") + rest if end else text


def _in_place_of(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    sign = "" if name in _WITHIN_TEXT else "|" if name in _CELLS else " " if name == "br" else BREAK
    return sign + "\n" * tag[0].count("\n")


def _in(text: str) -> Iterator[Number]:
    """Yield the numbers in the text that is seen."""
    for stretch in _STRETCH.finditer(text):
        if stretch.end() - stretch.start() < _FIGURES:
            continue
        start, shown = stretch.start(), _shown(stretch[0])
        for found in _CANDIDATE.finditer(shown):
            code = _code(found[1])
            if code and not _OF_A_BILL.search(text[max(start - _BEFORE, 0) : start] + shown[: found.start()]):
                yield Number(text.count("\n", 0, start) + shown.count("\n", 0, found.start()) + 1, code)


def _in_figures(day: re.Match[str]) -> str:
    """Write a day with its month as a figure; lines stay lines."""
    month = _MONTHS.index(day[3][:3].lower()) + 1
    return f"{day[1].zfill(2)}.{month:02}.{day[4]}" + "\n" * day[2].count("\n")


def _shown(text: str) -> str:
    """Write a stretch with plain figures, and without what is not seen."""
    text = text.translate(_MARKUP)
    if not text.isascii():
        text = "".join(_plain(letter) for letter in text)
    return _BY_NAME.sub(_in_figures, _GAP.sub(" ", text))


def _plain(letter: str) -> str:
    if letter < "\x80":
        return letter
    if unicodedata.category(letter) in _UNSEEN:
        return ""
    figure = unicodedata.digit(letter, None)
    return letter if figure is None else str(figure)


def _code(written: str) -> str | None:
    groups = re.findall(r"\d+", written)
    if len("".join(groups)) > _FIGURES or (len(groups) == 4 and len(groups[2]) == 4):
        groups = _with_short_year(groups)
    if len(groups) == 4 and len(groups[3]) == 5:
        groups = [groups[0].zfill(2), groups[1].zfill(2), *groups[2:]]
    digits = "".join(groups)
    return kind_of(digits) if len(digits) == 11 else None


def _eight(day: str) -> str:
    return (
        day[6:] + day[4:6] + day[2:4] if day[:2] in ("19", "20") and day[4:6] not in ("19", "20") else day[:4] + day[6:]
    )


def _with_short_year(groups: list[str]) -> list[str]:
    """Leave the century out of a birthday; a year that stands first goes last."""
    if len(groups[0]) == 8:
        return [_eight(groups[0]), *groups[1:]]
    if len(groups[0]) == 4:
        return [groups[2], groups[1], groups[0][2:], *groups[3:]]
    return [*groups[:2], groups[2][2:], *groups[3:]]

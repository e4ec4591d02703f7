"""A title and Markdown → the row of words and signs that a reader is told, whatever program wrote them down.

Line breaks, quotation marks, bullets, emphasis, greetings and the like are nobody's news, and are left out.  A sign
that changes what a number means stays: ``<``, ``^``, ``%``, a minus.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from generator.importers.split import boilerplate, links

_MONTH = r"(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_IMAGE = re.compile(r"!\[((?:[^\[\]\\]|\\.){0,500})\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.){0,500})\]\(<?([^()\s<>]{0,2000})>?[^()\n]{0,300}\)")
_ADDRESS = re.compile(
    r"<?\b(https?://[^\s<>\"]*[^\s<>\".,;:!?)\]])>?|(?<![\w@.])(www\.[^\s<>\"]*[^\s<>\".,;:!?)\]])", re.I
)
_STRUCK = re.compile(r"~~(.{1,500}?)~~|<(?:del|s|strike)>(.{1,500}?)</(?:del|s|strike)>", re.DOTALL)
_RAISED = re.compile(r"<sup>([^<>]{1,50})</sup>")
_TAG = re.compile(r"(?<!\\)</?[a-zA-Z][^<>]{0,300}>")
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,40}\]:?")
_ESCAPED = re.compile(r"\\([^\w\s])")
_RAISED_DIGIT = str.maketrans({sign: f"^{digit}" for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})
_LOWERED_DIGIT = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

_HEADING = re.compile(r"^\s*(?:>\s?)*#{1,6}\s+")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_BULLET = re.compile(r"^\s*[-*+•·▪◦●■►➤–—]\s+")
_NUMBERED = re.compile(rf"^\s*(\d{{1,2}})\\?[.)]\s+(?!{_MONTH})", re.I)
_RULE = re.compile(r"^[\s|:*_=-]*$")
_HELLO = re.compile(
    r"^\W*(?:hei|hallo|kjære|god (?:dag|morgen))(?:\W+(?:alle|sammen|saman|dere|dykk|du|gode|kjære|der|ute|og"
    r"|(?:fast|sykehus|sjukehus)?leg(?:er?|ar)|kolleg\w*))*\W*$",
    re.I,
)
_SIGNED = re.compile(r"^\W*(?:[^\W\d_][^\s\d@:]{0,40}(?:[ \t]+|$)){0,6}$(?<![.!?])")
_REACHED = re.compile(r"[\d@]")
_LINES_OF_SIGNATURE = 12
_MORE = re.compile(r"^\W*(?:les|se|sjå) (?:mer|meir)(?: her)?\W*$|^\W*klikk her\W*$", re.I)
_REMINDER = re.compile(r"^\W*(?:påminnelse|påminning|vi minner om|vs|sv|fwd?)\s*:\s*", re.I)

_PHONE = re.compile(r"(?<![\w.,])(?:(?:\+|00)47[ -]?)?([2-9]\d)[ .-]?(\d\d)[ .-]?(\d\d)[ .-]?(\d\d)(?![\w]|[.,]\d| \d)")
_PHONE_OF_THREE = re.compile(r"(?<![\w.,])(?:(?:\+|00)47[ -]?)?([2-9]\d\d) (\d\d) (\d{3})(?![\w]|[.,]\d| \d)")
_EMERGENCY = re.compile(r"(?<!\d)(116) ?(1\d\d)(?!\d)")
_RANGE = re.compile(r"(?<=\d)(\.?)\s*[-–—−]\s*(?=\d)")
_MINUS = re.compile(r"(?<!\w)[-–−](?=\d)")
_PLUS = re.compile(r"\+(?=\d)|(?<=\w)\+(?!\w)|(?<=\()\+(?=\))")
# Rh-, HLA-B27-: not the first part of a compound.
_NEGATIVE = re.compile(r"(?<=\b[A-Z][a-z])[-−–](?=[\s.,;)]|$)|(?<=\()[-−–](?=\))")
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")
_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d)|\d{4,})")
_ENTITY = re.compile(r"&(?:#x?[0-9a-f]{1,7}|[a-z][a-z0-9]{1,31});?", re.I)
_WORD = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:no|com|org|net|eu)\b"
    r"|~?(?:[^\W\d_]+|\d+(?:[.,:]\d+)*)|[\^<>≤≥±=×÷€$£♀♂½¼¾☐☑☒✓✔✗✘✅❌➕➖👍👎\u2190-\u21ff\u2b05-\u2b07\u27a1]"
)
_BEGINS = re.compile(r"(?:^|[.!?:\n])\W*\Z")
# Beyond those that are taken out of every link: what only tells which mail a reader came from.
_SOURCES = re.compile(r"ref|src|source|cid|eid|sid|trk|campaign|kampanje|nyhetsbrev", re.I)


class Said(NamedTuple):
    """What a text says: its words as they are written, and where its links lead.

    ``names`` are the places of words with a capital of their own, ``pictures`` what is said of them, ``rows`` those of
    its tables: in which column a cross stands matters too.
    """

    words: tuple[str, ...]
    names: frozenset[int]
    links: frozenset[str]
    pictures: frozenset[str]
    rows: tuple[str, ...]

    @property
    def lowered(self) -> list[str]:
        """The words without their capitals."""
        return [word.lower() for word in self.words]


def said(title: str, markdown: str) -> Said:
    """Read what a title and the Markdown below it say.

    >>> said("Stengt", "- Ring **33 34 20 00** om Hb &lt; 10").words
    ('Stengt', 'Ring', '33342000', 'om', 'Hb', '<', '10')
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", f"{_REMINDER.sub('', title)}\n\n{markdown}"))
    led = [found[2] for found in _LINK.finditer(text)] + [found[1] or found[2] for found in _ADDRESS.finditer(text)]
    plain = _numbers(_text(_lines(_marks(text))))
    words, names = list[str](), set[int]()
    for found in _WORD.finditer(plain):
        if found[0][:1].isupper() and not _BEGINS.search(plain[max(0, found.start() - 12) : found.start()]):
            names.add(len(words))
        words.append(found[0])
    pictures = frozenset(filter(None, (_bare(found[1]) for found in _IMAGE.finditer(text))))
    return Said(tuple(words), frozenset(names), frozenset(filter(None, map(_leads_to, led))), pictures, _rows(text))


def _rows(text: str) -> tuple[str, ...]:
    """Give the rows of tables, by the words of their cells."""
    rows = ("|".join(map(_bare, line.strip().strip("|").split("|"))) for line in text.split("\n") if line[:1] == "|")
    return tuple(row for row in rows if row.strip("|"))


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(_ESCAPED.sub(r"\1", text.lower())))


def _marks(text: str) -> str:
    """Leave out links' addresses, pictures and tags; what is struck or raised is marked as that."""
    text = _LINK.sub(r"\1", _IMAGE.sub(" ", text))
    text = _ADDRESS.sub(" ", _FOOTNOTE.sub(" ", text))
    text = _STRUCK.sub(lambda found: re.sub(r"(?<!\w)(?=\w)", "~", found[1] or found[2]), text)
    return _TAG.sub(" ", _RAISED.sub(r"^\1", text))


def _lines(text: str) -> Iterator[str]:
    """Yield paragraphs, points and headings, each in one line, without what marks them."""
    lines = text.split("\n")
    points = _points(lines)
    paragraph: list[str] = []
    for place, line in enumerate(_without_signature(lines)):
        bare = _QUOTE.sub("", line)
        begins = _HEADING.match(line) or _BULLET.match(bare) or place in points
        if begins or _RULE.match(bare):
            yield " ".join(paragraph)
            paragraph = []
        bare = _NUMBERED.sub("", bare) if place in points else _BULLET.sub("", _HEADING.sub("", bare))
        if not (_RULE.match(bare) or _HELLO.match(bare) or _MORE.match(bare)):
            paragraph.append(bare.strip())
    yield " ".join(paragraph)


def _points(lines: list[str]) -> set[int]:
    """Give the lines that are points of a list numbered from 1; another number that begins a line is said."""
    found, row = set[int](), list[int]()
    for place, line in enumerate(lines):
        numbered = _NUMBERED.match(_QUOTE.sub("", line))
        if numbered and int(numbered[1]) == len(row) + 1:
            row.append(place)
            found.update(row[-2:] if len(row) > 1 else ())
        elif numbered:
            row = [place] if int(numbered[1]) == 1 else []
    return found


def _without_signature(lines: list[str]) -> list[str]:
    """Leave out a greeting and the names below it, unless they tell where somebody is reached."""
    for place in range(len(lines) - 1, max(-1, len(lines) - _LINES_OF_SIGNATURE), -1):
        if boilerplate.is_greeting(lines[place]):
            is_signature = not _REACHED.search(lines[place]) and all(map(_SIGNED.match, lines[place + 1 :]))
            return lines[:place] if is_signature else lines
    return lines


def _text(lines: Iterator[str]) -> str:
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), _ESCAPED.sub(r"\1", "\n".join(filter(None, lines))))
    return text.translate(_RAISED_DIGIT).translate(_LOWERED_DIGIT)


def _numbers(text: str) -> str:
    """Write numbers in one way, as far as it is certain that they are one."""
    text = _PHONE_OF_THREE.sub(r"\1\2\3", _PHONE.sub(r"\1\2\3\4", text))
    text = _CLOCK.sub(r"\1.\2", _EMERGENCY.sub(r"\1\2", text))
    text = _NEGATIVE.sub(" minus ", text)
    text = _MINUS.sub(" minus ", _RANGE.sub(r"\1 til ", text))
    text = _PLUS.sub(" pluss ", _COMMA.sub(".", text))
    return text.replace("%", " prosent ").replace("&", " og ")


def _leads_to(href: str) -> str:
    """Give where a link leads, without who counts that it was followed; nothing for one within the archive.

    >>> _leads_to("http://www.a.no/b/?utm_source=c&id=2"), _leads_to("../a.md")
    ('a.no/b?id=2', '')
    """
    url = links.target(
        href if "://" in href or ":" in href else f"https://{href}" if href.startswith("www.") else ""
    ).url
    parts = urlsplit(url)
    if parts.scheme != "https":
        return url
    asked = urlencode([pair for pair in parse_qsl(parts.query) if not _SOURCES.fullmatch(pair[0])])
    place = f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"
    return f"{place}?{asked}" if asked else place

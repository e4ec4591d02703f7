"""What a reader sees of an element, as plain text in one line."""

import html
import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

RAW_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>?")

# Signs that are not seen, for what shows a row of a table with its heading: where one begins, and where rows end.
TABLE, HEADING_END, ROW_END = "\u2062", "\u2064", "\u2063"

_INLINE = frozenset(
    ["a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup"]
)
_BLOCKS = frozenset(("br", "li", "p", "pre", "blockquote", "ol", "ul", "td", "th", "tr"))
_PLACEHOLDER = re.compile("\x02[^\x03]*?(\\d*)\x03")
_NOTED = "\x01"
_STRUCK = re.compile(r"<(del|s)(?:\s[^<>]*)?>[^<]*</\1>", re.IGNORECASE)
_FIGURES = re.compile(r"[0-9+−=()-]+")
_RAISED = re.compile(r"<(su[bp])>([^<]*)</\1>", re.IGNORECASE)
_SIGNS = "0123456789+−-=()"
_HIGH = str.maketrans(_SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOW = str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_ON_THE_LINE = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def plain(element: Element, stash: Sequence[str | Element]) -> str:
    """Give an element's text, with a break between blocks and none within ``t<sub>ekst</sub>``.

    Figures that stand high or low stay so, as in 10⁹ and H₂O. Marks of footnotes are left out, and so is struck text,
    which would say the opposite.
    """
    parts = "".join(_texts(element)).split(_NOTED)
    return of_text("".join([*(part.rstrip() for part in parts[:-1]), parts[-1]]), stash)


def of_text(text: str, stash: Sequence[str | Element]) -> str:
    """Give what text of the tree shows: HTML that was put aside is read, and entities become signs."""
    if "\x02" in text:
        text = _PLACEHOLDER.sub(lambda found: _stashed(found[1], stash), text.replace("<", "&lt;"))
        text = RAW_TAG.sub(_space_for, _RAISED.sub(_raised, _STRUCK.sub("", text)))
    return " ".join((html.unescape(text) if "&" in text else text).split())


def searched(text: str) -> str:
    """Give text as it is searched for: H2O for H₂O."""
    return text.translate(_ON_THE_LINE)


def _stashed(number: str, stash: Sequence[str | Element]) -> str:
    piece = stash[int(number)] if number.isdigit() and int(number) < len(stash) else ""
    return piece if isinstance(piece, str) else ""


def _space_for(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in _INLINE else " "


def raised(tag: str, text: str) -> str:
    """Give figures that stand high (``sup``) or low (``sub``) as signs that do; other text stays as it is.

    >>> raised("sup", "9"), raised("sub", "2"), raised("sup", "nd")
    ('⁹', '₂', 'nd')
    """
    return text.translate(_HIGH if tag == "sup" else _LOW) if _FIGURES.fullmatch(text) else text


def _raised(found: re.Match[str]) -> str:
    return raised(found[1].lower(), found[2])


def _texts(element: Element) -> Iterator[str]:
    if element.tag == "sup":  # a footnote's: what an editor raises is no element here, but HTML that was put aside
        yield _NOTED
        return
    if element.get("class") == "footnote-backref" or element.tag == "del":
        return
    if element.tag == "table":
        yield TABLE
    if element.text:
        yield element.text
    for child in element:
        yield from _texts(child)
        yield _after(child)
        if child.tail:
            yield child.tail


def _after(child: Element) -> str:
    if child.tag == "tr":
        return HEADING_END if child.find("th") is not None else ROW_END
    return " · " if child.tag in ("td", "th") else " " if child.tag in _BLOCKS else ""

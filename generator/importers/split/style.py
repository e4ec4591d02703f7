"""How the text of an element looks, by its tag, its classes and its own styles."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

USUAL_SIZE = 16.0
_BOLD = 600
DEEPEST_LIST = 4
_LONGEST_STYLE = 2000
_LONG_NUMBER = 6
_FEW = 3
HEADING = re.compile(r"h([1-6])")
# Word in Norwegian and in English, in the mails of Outlook and in what is made of documents.
_STYLE_NAME = re.compile(r"(?:^|\s)(?:Mso)?(?:(Title|Tittel)|(?:Heading|Overskrift)[ _-]?(\d))(?:\s|$)", re.I)
_SIZE = re.compile(r"([\d.]{1,8})\s*(px|pt|em|rem|%)?")
_FONT = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_UNITS = {"px": 1.0, "pt": 4 / 3, "em": USUAL_SIZE, "rem": USUAL_SIZE, "%": USUAL_SIZE / 100}
_LIST_LEVEL = re.compile(r"\blevel(\d)")
_WITHIN_LINES = frozenset(("span", "font", "small", "b", "i", "em", "strong", "a"))
_STRIKING = frozenset(("s", "strike", "del"))
# What Word calls the paragraphs of lists, also where it has left out which list they are of.
_LISTED = re.compile(r"(?:^|\s)MsoList", re.I)
_INDENT = 48.0
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]"
)


class Look(NamedTuple):
    """How the text of an element looks, which its children inherit."""

    strong: bool = False
    em: bool = False
    href: str = ""
    raised: str = ""
    struck: bool = False
    size: float = USUAL_SIZE
    level: int = 0
    card: int = 0
    depth: int = 0
    hanging: int = 0
    font: str = ""
    pre: bool = False
    marking: bool = False


def look_of(element: Any, tag: str, style: Mapping[str, str], look: Look) -> Look:
    """Give the look of an element whose parent has ``look``."""
    found = HEADING.fullmatch(tag)
    named = _STYLE_NAME.search(element.get("class") or "")
    level = int(found[1]) if found else look.level
    if named:
        level = 1 if named[1] else min(int(named[2]), 6)
    strong = look.strong or tag in ("b", "strong")
    if weight := style.get("font-weight"):
        strong = weight.startswith("bold") or whole_number(weight, 0) >= _BOLD
    em = (look.em or tag in ("i", "em")) and style.get("font-style") != "normal"
    size = _size(element, tag, style, look.size)
    listed = style.get("mso-list", "")
    marking = look.marking or listed.lower() == "ignore"
    depth = look.depth
    if nested := _LIST_LEVEL.search(listed):
        depth = min(int(nested[1]), DEEPEST_LIST)
    pre = (look.pre or tag == "pre" or style.get("white-space", "").startswith("pre")) and tag not in ("td", "th")
    return look._replace(
        strong=strong,
        em=em,
        raised=_raised(tag, style, look.raised),
        struck=look.struck or _is_struck(tag, style),
        size=size,
        level=level,
        depth=depth,
        hanging=_hanging(element, tag, style, look.hanging),
        font=_font(element, tag, style, look.font),
        marking=marking,
        pre=pre,
    )


def _is_struck(tag: str, style: Mapping[str, str]) -> bool:
    """Whether an element strikes its text out; no child can undo what its parent does."""
    drawn = " ".join(style.get(name, "") for name in ("text-decoration", "text-decoration-line"))
    if style.get("text-line-through", "none") != "none":
        # So does Word tell of two lines.
        return True
    return "line-through" in drawn or (tag in _STRIKING and "none" not in drawn)


def _raised(tag: str, style: Mapping[str, str], inherited: str) -> str:
    """Give ``sup`` or ``sub`` for text above or below the line; Word tells by how much in a style of its own."""
    if tag in ("sub", "sup"):
        return tag
    if tag in ("td", "th", "tr"):
        return inherited
    by = _length(style.get("mso-text-raise", "")) or (_moved(style) if tag in _WITHIN_LINES else 0.0)
    if by:
        return "sub" if by < 0 else "sup"
    return {"super": "sup", "sub": "sub"}.get(style.get("vertical-align", ""), inherited)


def _moved(style: Mapping[str, str]) -> float:
    """Give how far text within a line is moved up, in any unit; less than nothing is down."""
    if style.get("position") == "relative" and (by := _length(style.get("bottom", "")) - _length(style.get("top", ""))):
        return by
    return _length(style.get("vertical-align", ""))


def _length(text: str) -> float:
    """Read a length without its unit, nothing for what is none.

    >>> _length("-0.4em"), _length("auto"), _length("0")
    (-0.4, 0.0, 0.0)
    """
    found = _SIZE.fullmatch(text.removeprefix("-"))
    try:
        return float(found[1]) * (-1 if text.startswith("-") else 1) if found else 0.0
    except ValueError:
        return 0.0


def _hanging(element: Any, tag: str, style: Mapping[str, str], inherited: int) -> int:
    """Give the depth of a paragraph that hangs from its first word, as the points of a list do; 0 for others."""
    if tag != "p":
        return inherited
    margin = style.get("margin-left") or (style.get("margin", "").split() or [""])[-1]
    if not _LISTED.search(element.get("class") or "") and not style.get("text-indent", "").startswith("-"):
        return 0
    return min(max(round((in_pixels(margin) or 0) / _INDENT), 1), DEEPEST_LIST)


def _font(element: Any, tag: str, style: Mapping[str, str], inherited: str) -> str:
    """Give the first font that is named, since some letters are another sign in it."""
    named = style.get("font-family") or (style.get("font") and style["font"].rpartition("pt ")[2])
    if tag == "font":
        named = element.get("face") or named
    return named.partition(",")[0].strip(" \"'").lower() if named else inherited


def _size(element: Any, tag: str, style: Mapping[str, str], inherited: float) -> float:
    if tag == "font" and element.get("size") in _FONT:
        return _FONT[element.get("size")]
    found = _SIZE.fullmatch(style.get("font-size", ""))
    if not found:
        return inherited
    try:
        return float(found[1]) * (_UNITS[found[2]] if found[2] else 1.0)
    except ValueError:
        return inherited


def style_of(element: Any) -> Mapping[str, str]:
    """Read the styles that are written on an element itself."""
    written = element.get("style") or ""
    pairs = (part.partition(":") for part in written[:_LONGEST_STYLE].lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def is_hidden(element: Any) -> bool:
    """Whether a reader is not to see an element."""
    if element.get("hidden") is not None:
        return True
    return hides(style_of(element))


def hides(style: Mapping[str, str]) -> bool:
    """Whether a style keeps what it is given to from being seen."""
    return (
        style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
        or (pixels(style.get("max-height")) == 0 and "hidden" in style.get("overflow", ""))
        or style.get("opacity") in ("0", "0.0")
    )


def is_drawn_rule(element: Any, tag: str, style: Mapping[str, str]) -> bool:
    """Whether an empty cell or paragraph is there for the line along its edge."""
    if tag not in ("td", "p", "div"):
        return False
    lines = (style.get(f"border-{edge}", "") for edge in ("top", "bottom"))
    if not any("solid" in line and not line.startswith("0") for line in lines):
        return False
    within = list(islice(element.iter(), _FEW + 1))
    return len(within) <= _FEW and not any(one.tag == "img" or in_one_line(one.text or "") for one in within)


def pixels(value: str | None) -> float | None:
    """Read a length; shares of something else are none."""
    found = _SIZE.match((value or "").strip().lower())
    if not found or found[2] == "%":
        return None
    try:
        return float(found[1])
    except ValueError:
        return None


def in_pixels(value: str | None) -> float | None:
    """Read a length with its unit; shares of something else are none.

    >>> in_pixels("36.0pt"), in_pixels("2em"), in_pixels("50%")
    (48.0, 32.0, None)
    """
    found = _SIZE.fullmatch((value or "").strip().lower().replace("cm", ""))
    if not found or found[2] == "%":
        return None
    try:
        in_unit = 28.35 * 4 / 3 if "cm" in (value or "") else _UNITS.get(found[2] or "px", 1.0)
        return round(float(found[1]) * in_unit, 1)
    except ValueError:
        return None


def whole_number(value: str | None, otherwise: int) -> int:
    """Read a short number, else give another one."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < _LONG_NUMBER else otherwise


def in_one_line(text: str) -> str:
    """Give text in one line, without characters that are not seen."""
    return " ".join(UNSEEN.sub("", text).split())

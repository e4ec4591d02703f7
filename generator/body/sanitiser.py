"""The one list of what may stand in a body, the one parser that keeps to it, and what it took away.

What our own tree adds carries a mark that nobody can write: it is made of a hash of the text.  The sanitiser takes
the marks off, and every attribute of ours that has none.  What an editor wrote as HTML stands between comments that
carry the mark too, so that the tree that the sanitiser sees tells where each element came from.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

import nh3

SCHEMES = {"http", "https", "mailto", "tel"}
TAGS = {
    *("abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s", "section"),
    *("small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    "*": {"lang"},
    "abbr": {"title"},
    "details": {"open"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# What only our own tree gives: links and pictures that were looked at, anchors, and boxes to tick.
OWN_TAGS = {"a", "img", "input"}
_OWN = {
    "*": {"id", "class"},
    "a": {"href", "title", "aria-label"},
    "div": {"tabindex", "role", "aria-label"},
    "img": {"src", "alt", "title"},
    "input": {"type", "checked", "disabled", "aria-label"},
}
# What an editor chooses the value of.
WRITTEN = set().union(*ATTRIBUTES.values()) | {"alt", "href", "src", "title"}
EVERY_TAG = TAGS | OWN_TAGS
EVERY_ATTRIBUTE = {tag: ATTRIBUTES.get(tag, set()) | _OWN.get(tag, set()) for tag in {*ATTRIBUTES, *_OWN}}
_MAILED = {**ATTRIBUTES, "a": {"href", "title"}, "img": {"src", "alt", "title"}}
_MARKED = frozenset({"id", "class", "href", "src", "tabindex", "role", "aria-label", "type", "checked", "disabled"})

# The sanitiser writes every tag so, and what looks like one elsewhere with entities.
_PIECE = re.compile(r'<!--(.*?)-->|<([a-zA-Z][^\s>]*)((?: =?[^\s=>]*="[^"]*")*)>', re.DOTALL)
_ATTRIBUTE = re.compile(r' (=?[^\s=>]*)="([^"]*)"')
_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*(?=:)")
_BY_NUMBER = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+|[a-zA-Z]+);?|[\x00-\x20]+")
# What the parser leaves out where it stands within a text, so that it is not in the tree.
_WITHOUT_TRACE = re.compile(r"<(html|head|body|frameset|frame|!doctype|col|colgroup|\?)(?![^\s/>])", re.IGNORECASE)
_END = re.compile(r"</([a-zA-Z][^\s/>]*)")
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ\0", "abcdefghijklmnopqrstuvwxyz\ufffd")
# What a number may be written for, and no later stage can read.
_IN_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST = 200


class Refused(NamedTuple):
    """Something that was taken away: a tag or an attribute as it is told of, and the line; no ``name`` if unclosed."""

    name: str
    line: int


def clean(html: str) -> str:
    """Keep to the list in what was sanitised before and has been cut or changed; close what was opened."""
    return nh3.clean(html, tags=EVERY_TAG, attributes=EVERY_ATTRIBUTE, url_schemes=SCHEMES, link_rel=None)


def listed(html: str) -> str:
    """Keep to the list in what is sent by mail: neither anchors nor classes, which mean nothing there."""
    return nh3.clean(
        html, tags=TAGS | {"a", "img"}, attributes=_MAILED, url_schemes=SCHEMES, link_rel=None, url_relative="deny"
    )


class Marks:
    """The marks of one text."""

    def __init__(self, text: str) -> None:
        self._mark = "#" + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        self._raw: list[str] = []

    def put(self, root: Element, stash: list[str | Element]) -> None:
        """Mark what is our own in a tree, and where each piece of HTML that was put aside begins and ends."""
        mark = self._mark
        for element in root.iter():
            for name in element.attrib:
                if name in _MARKED:
                    element.attrib[name] += mark
        self._raw = list(map(str, stash))
        stash[:] = [f"<!--{mark}{number}-->{piece}<!--{mark}-->" for number, piece in enumerate(self._raw)]

    def sanitised(self, html: str) -> str:
        """Take away what may not stand in a body, and the marks."""
        cleaned = nh3.clean(
            html,
            tags=EVERY_TAG,
            attributes=EVERY_ATTRIBUTE,
            attribute_filter=self._kept,
            url_schemes=SCHEMES,
            link_rel=None,
        )
        return _IN_NO_XML.sub("", cleaned)

    def _kept(self, _tag: str, name: str, value: str) -> str | None:
        if name in _MARKED:
            return value.removesuffix(self._mark) if value.endswith(self._mark) else None
        return value

    def refused(self, html: str, lines: Sequence[int]) -> list[Refused]:
        """Tell everything that was taken away from a text, in the tree that the sanitiser sees.

        ``lines`` are those of the pieces of HTML.
        """
        if not self._raw:
            return []
        names = [list[str]() for _ in self._raw]
        at, ended = 0, set[int]()
        for found in _PIECE.finditer(_as_it_is(html)):
            if found[1] is not None and found[1].startswith(self._mark):
                number = found[1].removeprefix(self._mark)
                if number:
                    at = int(number)
                else:
                    ended.add(at)
            else:
                names[at] += (name for name in self._refused_in(found) if self._mark not in name)
        begun = {name for some in names for name in some}
        for some, piece in zip(names, self._raw, strict=True):
            some += [name for name in _without_trace(piece) if name not in begun]
        told = [
            one for piece, line, many in zip(self._raw, lines, names, strict=True) for one in _at(piece, line, many)
        ]
        unclosed = (Refused("", line) for number, line in enumerate(lines) if number not in ended)
        return told[:_MOST] or list(unclosed)[:1]

    def _refused_in(self, found: re.Match[str]) -> Iterator[str]:
        """Name what may not be in a tag, or in a comment, which is taken away with all that is in it."""
        if found[1] is not None:
            yield from (f"<{name}>" for name in map(_lowered, _NAME.findall(found[1])) if name not in TAGS)
            return
        tag, attributes = found[2], _ATTRIBUTE.findall(found[3])
        is_own = any(value.endswith(self._mark) for _, value in attributes)
        if tag not in (EVERY_TAG if is_own else TAGS):
            yield f"<{tag}>"
        elif not is_own:
            allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
            yield from (f"{name}=…" for name, _ in attributes if name not in allowed)


def _without_trace(piece: str) -> Iterator[str]:
    """Name what the parser itself leaves out of a piece of HTML, ends of what never began among it."""
    yield from (f"<{_lowered(name)}>" for name in _WITHOUT_TRACE.findall(piece))
    yield from (f"<{name}>" for name in map(_lowered, _END.findall(piece)) if name not in TAGS)


def _as_it_is(html: str) -> str:
    """Write the tree that the sanitiser sees, with all that it would take away."""
    without = _BY_NUMBER.sub(lambda found: "" if found[0][0] != "&" else ":" if "colon" in found[0] else "", html)
    return nh3.clean(
        html,
        tags=EVERY_TAG.union(map(_lowered, _NAME.findall(html))),
        clean_content_tags=set(),
        attributes={},
        generic_attribute_prefixes={""},
        strip_comments=False,
        url_schemes=SCHEMES.union(one.lower() for one in _SCHEME.findall(f"{html} {without}")),
        link_rel=None,
    )


def _lowered(name: str) -> str:
    return name.translate(_LOWER)


def _at(piece: str, line: int, names: Iterable[str]) -> Iterator[Refused]:
    """Find the lines on which things stand in a piece of HTML, that begins on ``line``."""
    place = counted = 0
    for name in names:
        bare = re.escape(name.strip("<>").removesuffix("=…"))
        sign = rf"</?{bare}" if name[0] == "<" else rf"(?<![\w-]){bare}(?![\w-])"
        found = re.compile(sign, re.IGNORECASE).search(piece, place)
        if found:
            line, counted, place = line + piece.count("\n", counted, found.start()), found.start(), found.end()
        yield Refused(name, line)

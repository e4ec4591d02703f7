"""What a page's own style sheet says of marks on its text: struck out, raised, lowered, hidden.

Only what is said of a class or a kind of element, alone, together or within another, is read, and nothing of how
things are laid out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import tinycss2

_MOST = 200_000
_DEEPEST = 50
_TELLING = re.compile(
    r"text-decoration(?:-line)?:[^;]*line-through|vertical-align:(?:super|sub)\b|display:none|visibility:hidden|mso-hide:all"
)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.I)
# A sheet for these names what is hidden until something happens, and elements that say nothing.
_NONE_OF = frozenset(("body", "html", "table", "tr", "td", "th", "tbody", "img", "a"))


_HIDING = re.compile(r"display|visibility|mso-hide")
_Key = tuple[str, str]


class _Said(NamedTuple):
    """What is said of an element that lies within others, from the outermost; mostly within none."""

    within: tuple[_Key, ...]
    style: str


def apply(root: Any) -> None:
    """Write what the page's style sheets say of marks on the elements themselves, before what stands there already."""
    text = "\n".join(sheet.text or "" for sheet in root.iter("style")).replace("<!--", "").replace("-->", "")[:_MOST]
    try:
        rules = _rules(text)
    except RecursionError:
        # Brackets within brackets by the thousand are no style.
        return
    if not rules:
        return
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        rows = (rules[key] for key in _keys(element) if key in rules)
        said = [one.style for row in rows for one in row if not one.within or _lies_within(element, one.within)]
        if said:
            element.set("style", ";".join([*said, element.get("style") or ""]))


def _keys(element: Any) -> list[_Key]:
    """Give what selectors can call an element."""
    names = ["", *(element.get("class") or "").split()]
    return [(tag, name) for tag in ("", element.tag) for name in names if tag or name]


def _lies_within(element: Any, keys: Sequence[_Key]) -> bool:
    """Whether an element lies within others that selectors call so, the last of them nearest."""
    left = list(keys)
    for above in islice(element.iterancestors(), _DEEPEST):
        if left and left[-1] in _keys(above):
            left.pop()
    return not left


def _rules(text: str) -> Mapping[_Key, Sequence[_Said]]:
    """Give what is said of each kind of element and class, whatever page it is shown on.

    >>> rules = _rules("@media print{.a{display:none}} .b, s.c {Vertical-Align: SUB}")
    >>> {key: said[0].style for key, said in rules.items()}
    {('', 'b'): 'vertical-align:sub', ('s', 'c'): 'vertical-align:sub'}
    """
    found: dict[_Key, list[_Said]] = defaultdict(list)
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        telling = list(_telling(rule.content))
        for selector in tinycss2.serialize(rule.prelude).split(",") if telling else ():
            keys = [_SELECTOR.fullmatch(part) for part in selector.replace(">", " ").split()]
            if not keys or not all(keys):
                continue
            *within, own = (((key[1] or "").lower(), key[2] or "") for key in keys if key)
            # What is hidden within something else is often shown when that is opened.
            style = ";".join(one for one in telling if not (within and _HIDING.match(one)))
            if style and any(own) and (own[1] or within or own[0] not in _NONE_OF):
                found[own].append(_Said(tuple(within), style))
    return found


def _telling(content: Sequence[Any]) -> Iterator[str]:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            said = f"{one.lower_name}:{tinycss2.serialize(one.value).strip().lower()}"
            if _TELLING.match(said):
                yield said

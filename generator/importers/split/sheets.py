"""What a page's own style sheet says of marks on its text: struck out, raised, lowered, hidden.

Only what is said of a class or a kind of element, alone or together, is read, and nothing of how things are laid out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tinycss2

_MOST = 200_000
_TELLING = re.compile(
    r"text-decoration(?:-line)?:[^;]*line-through|vertical-align:(?:super|sub)\b|display:none|visibility:hidden|mso-hide:all"
)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.I)
# A sheet for these names what is hidden until something happens, and elements that say nothing.
_NONE_OF = frozenset(("body", "html", "table", "tr", "td", "th", "tbody", "img", "a"))


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
        names = ["", *(element.get("class") or "").split()]
        said = [rules[key] for tag in ("", element.tag) for name in names if (key := (tag, name)) in rules]
        if said:
            element.set("style", ";".join([*said, element.get("style") or ""]))


def _rules(text: str) -> Mapping[tuple[str, str], str]:
    """Give what is said of each kind of element and class, whatever page it is shown on.

    >>> dict(_rules("@media print{.a{display:none}} .b, s.c { Text-Decoration : line-through red; color: red }"))
    {('', 'b'): 'text-decoration:line-through red', ('s', 'c'): 'text-decoration:line-through red'}
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        telling = list(_telling(rule.content))
        for selector in tinycss2.serialize(rule.prelude).split(",") if telling else ():
            one = _SELECTOR.fullmatch(selector.strip())
            if one and any(one.groups()) and (one[2] or (one[1] or "").lower() not in _NONE_OF):
                found[(one[1] or "").lower(), one[2] or ""] += telling
    return {key: ";".join(parts) for key, parts in found.items()}


def _telling(content: Sequence[Any]) -> Iterator[str]:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            said = f"{one.lower_name}:{tinycss2.serialize(one.value).strip().lower()}"
            if _TELLING.match(said):
                yield said

"""What a page's own style sheet says of marks on its text: struck out, raised, lowered, hidden.

Only what is said of a class or a kind of element, alone or together, is read, and nothing of how things are laid out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

_MOST = 500_000
_TELLING = re.compile(
    r"text-decoration(?:-line)?:[^;]*line-through|vertical-align:(?:super|sub)\b|display:none|visibility:hidden|mso-hide:all"
)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.I)
# A sheet for these names what is hidden until something happens, and elements that say nothing.
_NONE_OF = frozenset(("body", "html", "table", "tr", "td", "th", "tbody", "img", "a"))


def apply(root: Any) -> None:
    """Write what the page's style sheets say of marks on the elements themselves, before what stands there already."""
    rules = _rules("\n".join(sheet.text or "" for sheet in root.iter("style"))[:_MOST])
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
    """Give what is said of each kind of element and class.

    >>> dict(_rules("@media print{.a{display:none}} .b, s.c { Text-Decoration : line-through red; color: red }"))
    {('', 'b'): 'text-decoration:line-through red', ('s', 'c'): 'text-decoration:line-through red'}
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for selectors, declared in _at_the_top(text):
        bare = re.sub(r"\s*([:;])\s*", r"\1", declared.strip().lower())
        telling = [part.replace("!important", "").strip() for part in bare.split(";") if _TELLING.match(part)]
        for selector in selectors.split(",") if telling else ():
            one = _SELECTOR.fullmatch(selector.strip())
            if one and any(one.groups()) and (one[2] or (one[1] or "").lower() not in _NONE_OF):
                found[(one[1] or "").lower(), one[2] or ""] += telling
    return {key: ";".join(parts) for key, parts in found.items()}


def _at_the_top(text: str) -> Iterator[tuple[str, str]]:
    """Yield each rule that holds everywhere: what it is said of, and what is said."""
    begun, *rest = text.split("/*")
    bare = "".join([begun, *(part.partition("*/")[2] for part in rest)]).replace("<!--", "").replace("-->", "")
    depth, selectors, before = 0, "", ""
    for piece in re.split(r"([{}])", bare):
        if piece == "{":
            depth += 1
            selectors = before if depth == 1 else selectors
        elif piece == "}":
            if depth == 1 and not selectors.lstrip().startswith("@"):
                yield selectors.rpartition(";")[2], before
            depth = max(depth - 1, 0)
            before = ""
            continue
        before = piece if piece not in "{}" else before

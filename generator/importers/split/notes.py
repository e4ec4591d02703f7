"""Footnotes: which links of a page lead down to a note, and which elements hold the notes.

A note is known by its link back to where it was referred to, whatever program has made it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_HOLDERS = frozenset(("li", "p", "div", "aside", "dd"))
_SIGN = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]{1,4}|[*†‡§]{1,4})[\])]?", re.I)
_FAR = 6
_MOST = 1000


class Notes(NamedTuple):
    """The label that stands for each note: by its references and by its text; ``back`` are the links back up."""

    referred: Mapping[Any, str]
    texts: Mapping[Any, str]
    back: frozenset[Any]


def find(root: Any) -> Notes:
    """Find the notes of a page in the order they are first referred to."""
    links = [one for one in root.iter("a") if (one.get("href") or "").startswith("#") and len(one.get("href")) > 1]
    if not links:
        return Notes({}, {}, frozenset())
    named = dict(_named(root))
    order = {one: place for place, one in enumerate(root.iter())}
    back: dict[str, list[Any]] = {}
    for link in links:
        back.setdefault(link.get("href")[1:], []).append(link)
    referred: dict[Any, str] = {}
    texts: dict[Any, str] = {}
    returning: set[Any] = set()
    for link in links[:_MOST]:
        target = named.get(link.get("href")[1:])
        if target is None or link in returning or not _SIGN.fullmatch("".join(link.itertext()).strip()):
            continue
        holder = _holder(target)
        ups = [up for name in _names_around(link) for up in back.get(name, ()) if holder is not None]
        ups = [up for up in ups if _is_within(up, holder)]
        if ups and holder is not None and order[holder] > order[link] and not _is_within(link, holder):
            texts.setdefault(holder, str(len(texts) + 1))
            referred[link] = texts[holder]
            returning.update(ups)
    return Notes(referred, texts, frozenset(returning))


def _named(root: Any) -> Iterator[tuple[str, Any]]:
    for element in root.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                yield name, element


def _holder(target: Any) -> Any | None:
    """Give the element that holds a note whose anchor is given."""
    around = [target, *_above(target)]
    holder = next((one for one in around if one.tag in _HOLDERS), None)
    # Word puts the paragraphs of a note in a box of their own.
    outer = holder.getparent() if holder is not None and holder.tag == "p" else None
    return outer if outer is not None and "footnote" in _said_of(outer) else holder


def _said_of(element: Any) -> str:
    return f"{element.get('style') or ''} {element.get('id') or ''}".replace("endnote", "footnote").replace(
        "ftn", "footnote"
    )


def _above(element: Any) -> Iterator[Any]:
    for number, one in enumerate(element.iterancestors()):
        if number >= _FAR:
            return
        yield one


def _names_around(link: Any) -> Iterator[str]:
    around = [one for one in list(_above(link))[:2] if one.tag in ("sup", "span")]
    for one in (link, *around):
        yield from filter(None, (one.get("id"), one.get("name")))
    for one in link.iter():
        yield from filter(None, (one.get("id"), one.get("name")))


def _is_within(element: Any, holder: Any) -> bool:
    return element is holder or any(one is holder for one in element.iterancestors())

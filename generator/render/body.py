"""The body of a document, made fit for the page that it stands on."""

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from generator.pages.page import Bodies, Page
from generator.render.theme import Theme, relative
from generator.render.unpublished import without

# Only our own tree processor gives a heading an anchor, and a heading holds no other.
_POINT = re.compile(r'<h([2-6]) id="([^"]+)"[^>]*>.*?</h\1>', re.DOTALL)


def body_of(page: Page, theme: Theme, bodies: Bodies) -> Markup:
    """Give the body that a page shows, with what is known of its points in earlier editions; nothing if it has none."""
    key = page.data.get("body")
    if not isinstance(key, str):
        return Markup()
    unpublished: Any = page.data.get("unpublished", ())
    text = without(bodies(bytes.fromhex(key)), unpublished)
    if page.data.get("former") or page.data.get("elsewhere"):
        text = _POINT.sub(lambda found: found[0] + _note(page, found[2], theme), text)
    return Markup(text)  # noqa: S704 - sanitised when it was parsed, and sealed in the cache


def _note(page: Page, anchor: str, theme: Theme) -> str:
    """Say below a point's heading what it was called in earlier editions, and what else had its number."""
    former: Mapping[str, object] = page.data["former"]  # type: ignore[assignment]
    elsewhere: Mapping[str, object] = page.data["elsewhere"]  # type: ignore[assignment]
    if anchor not in former and anchor not in elsewhere:
        return ""
    values = {"former": former.get(anchor, ()), "elsewhere": elsewhere.get(anchor), "href": relative(page.url)}
    return theme.filled("punkt.html", values)

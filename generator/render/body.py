"""The body of a document, made fit for the page that it stands on."""

import re

from markupsafe import Markup

from generator.pages.document_page import DocumentData
from generator.pages.page import Bodies, Page
from generator.pages.series_page import ToldChanges
from generator.render.theme import Theme, relative
from generator.render.unpublished import without

# Only our own tree processor gives a heading an anchor, and a heading holds no other.
_POINT = re.compile(r'<h([2-6]) id="([^"]+)"[^>]*>.*?</h\1>', re.DOTALL)


def body_of(page: Page, theme: Theme, bodies: Bodies) -> Markup:
    """Give the body that a page shows, with what is known of its points in earlier editions; nothing if it has none."""
    if not isinstance(page.data, DocumentData):
        return Markup()
    data = page.data
    text = without(bodies(bytes.fromhex(data.body)), data.unpublished)
    told = data.edition.told if data.edition else None
    if told and (told.former or told.elsewhere or told.onward):
        text = _POINT.sub(lambda found: found[0] + _note(page.url, told, found[2], theme), text)
    return Markup(text)  # noqa: S704 - sanitised when it was parsed, and sealed in the cache


def _note(page_url: str, told: ToldChanges, anchor: str, theme: Theme) -> str:
    """Say below a point's heading where it is today, what it was called before, and what else had its number."""
    former, elsewhere, onward = told.former.get(anchor, ()), told.elsewhere.get(anchor), told.onward.get(anchor)
    if not former and not elsewhere and not onward:
        return ""
    shown = {"former": former, "elsewhere": elsewhere, "onward": onward, "valid": told.valid}
    return theme.filled("punkt.html", {**shown, "href": relative(page_url)})

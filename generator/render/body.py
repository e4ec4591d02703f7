"""The body of a document, made fit for the page that it stands on."""

import re
from collections.abc import Mapping
from functools import partial

from markupsafe import Markup

from generator.pages.document_page import DocumentData
from generator.pages.page import Bodies, Page
from generator.pages.regions import PointRow
from generator.pages.series_page import ToldChanges
from generator.render.theme import Theme, relative
from generator.render.unpublished import without

# Only our own tree processor gives a heading an anchor, and a heading holds no other.
_POINT = re.compile(r'<h([2-6]) id="([^"]+)"[^>]*>.*?</h\1>', re.DOTALL)


def body_of(page: Page, theme: Theme, bodies: Bodies) -> Markup:
    """Give the body that a page shows, with what is known of its points in earlier editions; nothing if it has none."""
    if not isinstance(page.data, DocumentData):
        return Markup()
    data, edition = page.data, page.data.edition
    text = without(bodies(bytes.fromhex(data.body)), data.unpublished)
    if edition and (edition.regions or edition.told.former or edition.told.elsewhere or edition.told.onward):
        regions = {row.anchor: row for row in edition.regions.rows} if edition.regions else {}
        note = partial(_note, theme, page.url, edition.told, regions)
        text = _POINT.sub(lambda found: found[0] + note(found[2]), text)
    return Markup(text)  # noqa: S704 - sanitised when it was parsed, and sealed in the cache


def _note(theme: Theme, page_url: str, told: ToldChanges, regions: Mapping[str, PointRow], anchor: str) -> str:
    """Say below a point's heading where it is today, what it was called before, and what regions have done with it."""
    shown = {
        "former": told.former.get(anchor, ()),
        "elsewhere": told.elsewhere.get(anchor),
        "onward": told.onward.get(anchor),
        "regions": regions.get(anchor),
    }
    if not any(shown.values()):
        return ""
    return theme.filled("punkt.html", {**shown, "valid": told.valid, "href": relative(page_url)})

"""The body of a document, made fit for the page that it stands on."""

import re

from markupsafe import Markup

from generator.pages.document_page import DocumentData
from generator.pages.page import Bodies, Page
from generator.pages.regions import RegionsTold
from generator.pages.series_page import ToldChanges
from generator.render.theme import Theme, relative
from generator.render.unpublished import without

# Only our own tree processor gives a heading an anchor, and a heading holds no other.
_POINT = re.compile(r'<h([2-6]) id="([^"]+)"[^>]*>.*?</h\1>', re.DOTALL)
_FOOTNOTES = '<div class="footnote">'


def body_of(page: Page, theme: Theme, bodies: Bodies) -> Markup:
    """Give the body that a page shows, with what is known of its points in earlier editions; nothing if it has none."""
    if not isinstance(page.data, DocumentData):
        return Markup()
    data, edition = page.data, page.data.edition
    text = without(bodies(bytes.fromhex(data.body)), data.unpublished)
    told = edition.told if edition else None
    if told and (told.former or told.elsewhere or told.onward):
        text = _POINT.sub(lambda found: found[0] + _note(page.url, told, found[2], theme), text)
    if edition and edition.regions:
        text = _with_regions(text, page.url, edition.regions, theme)
    return Markup(text)  # noqa: S704 - sanitised when it was parsed, and sealed in the cache


def _note(page_url: str, told: ToldChanges, anchor: str, theme: Theme) -> str:
    """Say below a point's heading where it is today, what it was called before, and what else had its number."""
    former, elsewhere, onward = told.former.get(anchor, ()), told.elsewhere.get(anchor), told.onward.get(anchor)
    if not former and not elsewhere and not onward:
        return ""
    shown = {"former": former, "elsewhere": elsewhere, "onward": onward, "valid": told.valid}
    return theme.filled("punkt.html", {**shown, "href": relative(page_url)})


def _with_regions(text: str, page_url: str, told: RegionsTold, theme: Theme) -> str:
    """Say below the text of each point what regions have done with it."""
    rows = {row.anchor: row for row in told.rows}
    starts = [(found.start(), found[2]) for found in _POINT.finditer(text)]
    ends = [start for start, _ in starts[1:]] + [text.rfind(_FOOTNOTES) if _FOOTNOTES in text else len(text)]
    parts, done = list[str](), 0
    for (_, anchor), end in zip(starts, ends, strict=True):
        parts.append(text[done:end])
        if anchor in rows:
            parts.append(theme.filled("punkt-regioner.html", {"row": rows[anchor], "href": relative(page_url)}))
        done = end
    return "".join((*parts, text[done:]))

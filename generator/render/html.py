"""A page as HTML."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from generator.compare import variants
from generator.compare.changes import Point, align
from generator.compare.wording import tell
from generator.model.lineage import shorten
from generator.pages.comparison import ComparisonData, Side, VariantData
from generator.pages.document_page import DocumentData
from generator.pages.page import Bodies, Data, Page
from generator.render.body import body_of
from generator.render.theme import Theme
from generator.render.unpublished import without


def html(page: Page, theme: Theme, bodies: Bodies) -> bytes:
    """Fill the template of a page."""
    href = theme.link_from(page.url)
    values: dict[str, Any] = {
        **page.data._asdict(),
        "title": page.title,
        "url": page.url,
        "href": href,
        "static": lambda name: href(theme.static(name)),
        "content": body_of(page, theme, bodies),
        **_made_of_bodies(page.data, page.url, bodies),
    }
    return theme.filled(page.template, values).encode()


def _made_of_bodies(data: Data, url: str, bodies: Bodies) -> Mapping[str, object]:
    """Give what a page shows besides its data: a kind's own details, or what is made of two bodies."""
    if isinstance(data, DocumentData):
        return data.details._asdict()
    if isinstance(data, VariantData):
        return {"rows": _side_by_side(data, url, bodies)}
    return _compared(data, bodies) if isinstance(data, ComparisonData) else {}


def _side_by_side(data: VariantData, url: str, bodies: Bodies) -> list[variants.VariantPair]:
    """Align the points of two bodies, made fit to stand on this page."""

    def points_of(side: Side) -> list[variants.VariantPoint]:
        return variants.points(without(bodies(bytes.fromhex(side.body)), side.unpublished), side.outline)

    def fitted(point: variants.VariantPoint | None, side: Side) -> variants.VariantPoint | None:
        if point is None:
            return None
        text = variants.moved(point.html, side.card.url, url)
        return point._replace(html=Markup(text))  # noqa: S704 - cut from a sanitised body

    rows = variants.align(points_of(data.here), points_of(data.there))
    return [variants.VariantPair(row.state, fitted(row.here, data.here), fitted(row.there, data.there)) for row in rows]


def _compared(data: ComparisonData, bodies: Bodies) -> Mapping[str, object]:
    """Compare the two editions that a page is about."""
    names = (data.old.url, data.new.url)
    old, new = (_points(bodies, key, url.rpartition("/")[2]) for key, url in zip(data.compare, names, strict=True))
    changes = align(old, new)
    return {"told": tell(old, new, changes), "compared": shorten(old, new, changes)}


# The comparisons of a series come one after another: each edition is read once, not once for each.
@lru_cache(maxsize=16)
def _points(bodies: Bodies, key: str, name: str) -> tuple[Point, ...]:
    from generator.compare.points import points  # loads lxml, which most builds do without

    return points(bodies(bytes.fromhex(key)), name)

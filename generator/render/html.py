"""A page as HTML."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from generator.compare import variants
from generator.compare.changes import Point, align
from generator.compare.wording import tell
from generator.model.lineage import shorten
from generator.pages.page import Bodies, Page
from generator.render.body import body_of
from generator.render.theme import Theme
from generator.render.unpublished import without


def html(page: Page, theme: Theme, bodies: Bodies) -> bytes:
    """Fill the template of a page."""
    href = theme.link_from(page.url)
    values: dict[str, Any] = {
        **page.data,
        "title": page.title,
        "url": page.url,
        "href": href,
        "static": lambda name: href(theme.static(name)),
        "content": body_of(page, theme, bodies),
        **_compared(page, bodies),
    }
    if "there" in page.data:
        values["rows"] = _side_by_side(page, bodies)
    return theme.filled(page.template, values).encode()


def _side_by_side(page: Page, bodies: Bodies) -> list[variants.Row]:
    """Align the points of two bodies, made fit to stand on this page."""

    def fitted(point: variants.Point | None, side: Any) -> variants.Point | None:
        if point is None:
            return None
        text = variants.moved(point.html, side["card"].url, page.url)
        return point._replace(html=Markup(text))  # noqa: S704 - cut from a sanitised body

    sides: list[Any] = [page.data["here"], page.data["there"]]
    texts = (without(bodies(bytes.fromhex(side["body"])), side["unpublished"]) for side in sides)
    here, there = (variants.points(text, side["outline"]) for text, side in zip(texts, sides, strict=True))
    rows = variants.align(here, there)
    return [variants.Row(row.state, fitted(row.here, sides[0]), fitted(row.there, sides[1])) for row in rows]


def _compared(page: Page, bodies: Bodies) -> Mapping[str, object]:
    """Compare the two editions that a page is about, if it is about two."""
    if "compare" not in page.data:
        return {}
    keys: tuple[str, str] = page.data["compare"]  # type: ignore[assignment]
    names = (page.data["old"]["url"], page.data["new"]["url"])  # type: ignore[index]
    old, new = (_points(bodies, key, url.rpartition("/")[2]) for key, url in zip(keys, names, strict=True))
    changes = align(old, new)
    return {"told": tell(old, new, changes), "compared": shorten(old, new, changes)}


# The comparisons of a series come one after another: each edition is read once, not once for each.
@lru_cache(maxsize=16)
def _points(bodies: Bodies, key: str, name: str) -> tuple[Point, ...]:
    from generator.compare.points import points  # loads lxml, which most builds do without

    return points(bodies(bytes.fromhex(key)), name)

"""Which pictures of a page are there to be seen."""

from collections.abc import Mapping
from typing import Any

from generator.importers.letter import Remark
from generator.importers.split import links
from generator.importers.split.blocks import Run
from generator.importers.split.style import in_one_line, pixels

_TINY = 2
_ICON = 33
_TOLD = 200


def seen(element: Any, style: Mapping[str, str]) -> Run | Remark | None:
    """Give a picture; one that only counts who opens a letter is told, and an icon is nothing."""
    src, alt = element.get("src") or "", in_one_line(element.get("alt") or "")
    sides = [side for side in (pixels(element.get(name) or style.get(name)) for name in ("width", "height")) if side]
    if (sides and min(sides) <= _TINY) or links.is_counter(src):
        return Remark("import-utelatt-sporing", (("text", src[:_TOLD]),))
    return Run(alt, image=src) if src and not (len(sides) > 1 and max(sides) < _ICON) else None

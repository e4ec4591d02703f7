"""What the styles of a Word document say, each with what it is based on."""

from collections.abc import Iterator
from typing import Any

from generator.importers.read.word_xml import W, is_on, number, value

_DEEPEST = 20


class Styles:
    """The styles by their ids."""

    def __init__(self, root: Any | None) -> None:
        found = root.iter(f"{W}style") if root is not None else ()
        self._styles = {one.get(f"{W}styleId"): one for one in found}
        self._usual = next(
            (key for key, one in self._styles.items() if one.get(f"{W}default") == "1" and _is_of_text(one)), None
        )

    def chain(self, id_: str | None) -> Iterator[Any]:
        """Yield a style, and what it is based on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(id_)
            if style is None:
                return
            yield style
            id_ = value(style, "basedOn")

    def of_paragraph(self, paragraph: Any) -> list[Any]:
        """Give the styles that a paragraph has, the nearest first."""
        return list(self.chain(value(paragraph.find(f"{W}pPr"), "pStyle") or self._usual))

    def marked(self, run: Any, around: list[Any], name: str) -> bool:
        """Whether a run has a mark such as ``strike``: by itself, else by its style or its paragraph's, not by both."""
        own = run.find(f"{W}rPr")
        said = is_on(own, name)
        if said is not None:
            return said
        named = self.chain(value(own, "rStyle"))
        return bool(_first(named, name)) != bool(_first(iter(around), name))

    def aligned(self, run: Any) -> str:
        """Give ``superscript`` or ``subscript`` for a run that is raised or lowered, by whatever means."""
        own = run.find(f"{W}rPr")
        styles = [own, *(style.find(f"{W}rPr") for style in self.chain(value(own, "rStyle")))]
        said = next((align for one in styles if (align := value(one, "vertAlign")) is not None), "")
        by = next((raised for one in styles if (raised := number(value(one, "position"))) is not None), 0)
        if said or abs(by) < _RAISED:
            return said if said in ("superscript", "subscript") else ""
        return "superscript" if by > 0 else "subscript"


# In half points: less is there for the looks of it.
_RAISED = 4


def _first(styles: Iterator[Any], name: str) -> bool | None:
    return next((said for one in styles if (said := is_on(one.find(f"{W}rPr"), name)) is not None), None)


def _is_of_text(style: Any) -> bool:
    return bool(style.get(f"{W}type") == "paragraph")

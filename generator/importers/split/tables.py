"""Which tables of a mail hold data; all others only lay things out."""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from generator.importers.split.style import HEADING, style_of, whole_number

_MANY_CELLS = 2
_SIMILAR_ROWS = 3
_WIDEST = 30
_SHORT_CELL = 60
_LONGEST_CELL = 300
# Who draws lines around cells means a table, and may say more in them.
_SHORT_IF_DRAWN = 120
_LONGEST_IF_DRAWN = 600
_TALLEST = 500


@dataclass
class _Table:
    """What decides whether a table holds data or only lays things out."""

    bordered: bool
    said_layout: bool
    nested: bool = False
    headed: bool = False
    blocky: bool = False
    rows: list[list[int]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)

    @property
    def holds_data(self) -> bool:
        if self.said_layout or self.blocky or (self.nested and not (self.bordered or self.headed)):
            return False
        widths = {width for width, row in zip(self.widths, self.rows, strict=True) if row}
        rows = [row for row in self.rows if row]
        if len(rows) < _MANY_CELLS or not _MANY_CELLS <= max(widths) <= _WIDEST:
            return False
        if self.headed and not self.nested:
            return True
        lengths = sorted(length for row in rows for length in row)
        usual, most = (_SHORT_IF_DRAWN, _LONGEST_IF_DRAWN) if self.bordered else (_SHORT_CELL, _LONGEST_CELL)
        short = lengths[len(lengths) // 2] <= usual and lengths[-1] <= most
        filled = sum(length > 0 for length in lengths) * 3 >= len(lengths) * 2
        return short and filled and len(widths) == 1 and (self.bordered or len(rows) >= _SIMILAR_ROWS)

    def hold(self, inner: "_Table") -> None:
        """Count what a table within a cell says as said by the cell."""
        self.blocky = self.blocky or inner.blocky
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += sum(map(sum, inner.rows))

    def row(self) -> None:
        """Begin a row: as wide as the cells above that reach down into it."""
        self.rows.append([])
        self.widths.append(sum(left > 0 for left in self.below))
        self.below = [left - 1 for left in self.below if left > 1]

    def cell(self, element: Any) -> None:
        """Begin a cell."""
        if not self.rows:
            self.row()
        self.rows[-1].append(0)
        wide = min(max(whole_number(element.get("colspan"), 1), 1), _WIDEST)
        tall = min(max(whole_number(element.get("rowspan"), 1), 1), _TALLEST)
        self.widths[-1] += wide
        self.below += [tall - 1] * (wide if tall > 1 else 0)


def of_data(root: Any) -> set[Any]:
    """Find the tables that hold data."""
    known: dict[Any, _Table] = {}
    stack: list[_Table] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag == "table":
            if event == "start":
                if stack:
                    stack[-1].nested = True
                known[element] = _table(element)
                stack.append(known[element])
            else:
                inner = stack.pop()
                if stack:
                    stack[-1].hold(inner)
        if stack:
            _note(stack[-1], tag, event, element)
    return {element for element, table in known.items() if table.holds_data}


def _table(element: Any) -> _Table:
    style = style_of(element)
    said_layout = element.get("role", "").lower() in ("presentation", "none")
    border = element.get("border", "0")
    drawn = "solid" in style.get("border", "") or "MsoTableGrid" in element.get("class", "")
    return _Table(bordered=border not in ("", "0") or drawn, said_layout=said_layout)


def _note(table: _Table, tag: str, event: str, element: Any) -> None:
    if event == "start":
        if tag == "tr":
            table.row()
        elif tag in ("td", "th"):
            table.cell(element)
        table.headed = table.headed or tag in ("th", "caption", "thead")
        table.blocky = table.blocky or bool(HEADING.fullmatch(tag)) or tag in ("hr", "img")
        said = element.text
    else:
        said = element.tail if tag not in ("td", "th", "tr", "tbody", "table") else None
    if said and table.rows and table.rows[-1]:
        table.rows[-1][-1] += len(said.strip())

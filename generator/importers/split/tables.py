"""Which tables of a mail hold data; all others only lay things out."""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from generator.importers.split.style import HEADING, style_of

_MANY_CELLS = 2
_SIMILAR_ROWS = 3
_WIDEST = 30
_SHORT_CELL = 60
_LONGEST_CELL = 300


@dataclass
class _Table:
    """What decides whether a table holds data or only lays things out."""

    bordered: bool
    said_layout: bool
    nested: bool = False
    headed: bool = False
    blocky: bool = False
    rows: list[list[int]] = field(default_factory=list)

    @property
    def holds_data(self) -> bool:
        if self.said_layout or self.nested or self.blocky:
            return False
        rows = [row for row in self.rows if row]
        widths = {len(row) for row in rows}
        if len(rows) < _MANY_CELLS or not _MANY_CELLS <= max(widths) <= _WIDEST:
            return False
        if self.headed:
            return True
        lengths = sorted(length for row in rows for length in row)
        short = lengths[len(lengths) // 2] <= _SHORT_CELL and lengths[-1] <= _LONGEST_CELL
        filled = sum(length > 0 for length in lengths) * 3 >= len(lengths) * 2
        return short and filled and len(widths) == 1 and (self.bordered or len(rows) >= _SIMILAR_ROWS)


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
                stack.pop()
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
            table.rows.append([])
        elif tag in ("td", "th"):
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(0)
        table.headed = table.headed or tag in ("th", "caption", "thead")
        table.blocky = table.blocky or bool(HEADING.fullmatch(tag)) or tag in ("hr", "img")
        said = element.text
    else:
        said = element.tail if tag not in ("td", "th", "tr", "tbody", "table") else None
    if said and table.rows and table.rows[-1]:
        table.rows[-1][-1] += len(said.strip())

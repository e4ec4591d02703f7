"""The rows of a table of data as they are read: cells that reach over others, and what a cell is made of."""

from collections.abc import Sequence
from typing import Any

from generator.importers.split.blocks import Run, tidy
from generator.importers.split.style import whole_number

Cell = tuple[Run, ...]
_WIDEST = 60
_TALLEST = 500
_ENDED = ".:;,!?–-(/"
BETWEEN = "; "


class Grid:
    """Gathers a table cell by cell; every row gets as many cells as it has columns."""

    def __init__(self) -> None:
        self._rows: list[list[list[Run]]] = []
        self._below: dict[int, tuple[int, list[Run]]] = {}
        self._spans: tuple[int, int] = (1, 1)
        self.headed = False

    @property
    def has_begun(self) -> bool:
        """Whether there is a cell to put anything into."""
        return any(self._rows)

    def row(self) -> None:
        """Begin a row."""
        self._end_row()
        self._rows.append([])
        self._fill()

    def cell(self, element: Any) -> None:
        """Begin a cell."""
        if not self._rows:
            self._rows.append([])
        self._end_cell()
        self._fill()
        self._rows[-1].append([])
        wide, tall = (whole_number(element.get(name), 1) for name in ("colspan", "rowspan"))
        self._spans = min(max(wide, 1), _WIDEST), min(max(tall, 1), _TALLEST)
        self.headed = self.headed or (element.tag == "th" and len(self._rows) == 1)

    def add(self, runs: Sequence[Run]) -> None:
        """Add what ends a block within the cell: what comes next is set apart from it."""
        if not self._rows or not self._rows[-1]:
            return
        cell = self._rows[-1][-1]
        said = "".join(run.text for run in runs if not run.image).strip()
        before = "".join(run.text for run in cell if not run.image).rstrip()
        if before and (said or any(run.image for run in runs)):
            cell.append(Run(" " if before[-1] in _ENDED else BETWEEN))
        if said or any(run.image for run in runs):
            cell += tidy(runs)

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Give the rows; a row with nothing in it is none."""
        self._end_row()
        return tuple(tuple(tidy(cell) for cell in row) for row in self._rows if any(row))

    def _end_cell(self) -> None:
        """Let the last cell take the columns and rows that it reaches over."""
        if not self._rows or not self._rows[-1]:
            return
        row, (wide, tall) = self._rows[-1], self._spans
        at, self._spans = len(row) - 1, (1, 1)
        row += [[] for _ in range(wide - 1)]
        for column in range(at, at + wide if tall > 1 else at):
            self._below[column] = (tall - 1, _again(row[column]))

    def _end_row(self) -> None:
        self._end_cell()
        if self._rows:
            self._fill()

    def _fill(self) -> None:
        """Put in what reaches down from the rows above."""
        row = self._rows[-1]
        while len(row) in self._below:
            left, runs = self._below.pop(len(row))
            if left > 1:
                self._below[len(row)] = (left - 1, runs)
            row.append(list(runs))


def _again(runs: Sequence[Run]) -> list[Run]:
    """Give what a cell that reaches down says in the rows below: a name again, but no number twice."""
    text = "".join(run.text for run in runs)
    has_more = any(run.image or run.note for run in runs)
    return [] if has_more or any(sign.isdigit() for sign in text) else list(runs)


def stand_out(rows: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Whether the first row of a table is its heading: it alone is in bold, or it alone has no numbers."""
    strong = [all(run.strong for cell in row for run in cell) for row in rows]
    return (strong[0] and not all(strong)) or _names_columns(rows)


def _names_columns(rows: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Whether the first row has a name for each column, and numbers stand only below."""
    texts = [["".join(run.text for run in cell).strip() for cell in row] for row in rows]
    first, *rest = texts
    named = all(first) and len(set(first)) == len(first) and not any(_has_digit(cell) for cell in first)
    columns = [[row[at] for row in rest if at < len(row) and row[at]] for at in range(len(first))]
    return named and any(column and all(map(_has_digit, column)) for column in columns)


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)

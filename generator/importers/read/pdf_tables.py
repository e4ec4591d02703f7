"""Tables on a page of a PDF: by the lines that are drawn around their cells, or by how their cells stand."""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from generator.importers.read.pdf_lines import Drawn, Line, line_of
from generator.importers.read.pdf_strokes import Rule
from generator.importers.read.words import joined_html

_THIN, _SHORT, _NEAR, _ALIKE = 2.5, 8.0, 3.5, 4.0
_FEWEST_ROWS, _MOST_COLUMNS, _MOST_EDGES = 2, 30, 2500
_USUAL_CELL, _LONGEST_CELL = 30, 70
_FILLED = 0.75
# How far apart rows may be, in heights of a line.
_APART = 2.4

Cell = list[Line]


class _Grid(NamedTuple):
    """The lines around cells: where they stand, and what is drawn of them."""

    across: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def is_within(self, x: float, y: float) -> bool:
        """Whether a place lies within the outermost lines."""
        return self.xs[0] - 1 < x < self.xs[-1] + 1 and self.ys[-1] - 1 < y < self.ys[0] + 1


def with_tables(found: Drawn, number: int) -> list[Line]:
    """Give the lines of a page with each table as one."""
    lines, tables = list(found.lines), []
    for grid in _grids(found.rules):
        inside = [
            (line, own)
            for line, own in zip(found.lines, found.letters, strict=True)
            if line in lines and grid.is_within((line.left + line.right) / 2, (line.bottom + line.top) / 2)
        ]
        rows = _ruled(grid, [letter for _, own in inside for letter in own], number, found.struck)
        if _is_table(rows):
            tables.append(_as_line(rows, [line for line, _ in inside]))
            gone = {id(line) for line, _ in inside}
            lines = [line for line in lines if id(line) not in gone]
    return [*_aligned(lines), *tables]


def _is_table(rows: Sequence[Sequence[Cell]]) -> bool:
    filled = [sum(bool(cell) for cell in row) for row in rows]
    return sum(count > 0 for count in filled) >= _FEWEST_ROWS and sum(count > 1 for count in filled) >= _FEWEST_ROWS


def _grids(rules: Sequence[Rule]) -> Iterator[_Grid]:
    """Yield the grids that lines on a page make, from the top."""
    edges = [edge for rule in rules[:_MOST_EDGES] for edge in _edges(rule)][:_MOST_EDGES]
    across = [one for one in edges if one.right - one.left >= _SHORT]
    upright = [one for one in edges if one.top - one.bottom >= _SHORT]
    for group in sorted(_touching([*across, *upright]), key=lambda one: -max(rule.top for rule in one)):
        level = tuple(one for one in group if one.right - one.left >= _SHORT)
        tall = tuple(one for one in group if one.top - one.bottom >= _SHORT)
        xs, ys = _places([one.left for one in tall]), _places([one.bottom for one in level])[::-1]
        if 2 < len(xs) <= _MOST_COLUMNS and len(ys) > _FEWEST_ROWS:
            yield _Grid(level, tall, tuple(xs), tuple(ys))


def _edges(rule: Rule) -> Iterator[Rule]:
    """Yield the edges of what is drawn: a thin line has one, a box four."""
    wide, tall = rule.right - rule.left, rule.top - rule.bottom
    middle_x, middle_y = (rule.left + rule.right) / 2, (rule.bottom + rule.top) / 2
    if tall <= _THIN and wide >= _SHORT:
        yield Rule(rule.left, middle_y, rule.right, middle_y)
    elif wide <= _THIN and tall >= _SHORT:
        yield Rule(middle_x, rule.bottom, middle_x, rule.top)
    elif wide >= _SHORT and tall >= _SHORT:
        yield from (Rule(rule.left, y, rule.right, y) for y in (rule.bottom, rule.top))
        yield from (Rule(x, rule.bottom, x, rule.top) for x in (rule.left, rule.right))


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group lines that meet, from the top down."""
    ended: list[list[Rule]] = []
    groups: list[tuple[Rule, list[Rule]]] = []
    for rule in sorted(rules, key=lambda one: (-one.top, one.left)):
        # What comes next is lower still, and meets nothing that has ended above.
        ended += [own for box, own in groups if box.bottom > rule.top + _NEAR]
        groups = [group for group in groups if group[0].bottom <= rule.top + _NEAR]
        near = [group for group in groups if _meet(group[0], rule)]
        boxes = [*(box for box, _ in near), rule]
        box = Rule(
            min(one.left for one in boxes),
            min(one.bottom for one in boxes),
            max(one.right for one in boxes),
            max(one.top for one in boxes),
        )
        members = [one for _, own in near for one in own] + [rule]
        groups = [group for group in groups if group not in near] + [(box, members)]
    return [*ended, *(members for _, members in groups)]


def _meet(one: Rule, other: Rule) -> bool:
    beside = one.left <= other.right + _NEAR and other.left <= one.right + _NEAR
    return beside and one.bottom <= other.top + _NEAR and other.bottom <= one.top + _NEAR


def _places(values: Sequence[float]) -> list[float]:
    """Give the places where lines stand, one for those that stand close."""
    found: list[list[float]] = []
    for one in sorted(values):
        if found and one - found[-1][-1] <= _NEAR:
            found[-1].append(one)
        else:
            found.append([one])
    return [sum(group) / len(group) for group in found]


def _ruled(grid: _Grid, letters: Sequence[Any], number: int, struck: Container[int]) -> list[list[Cell]]:
    """Give the rows of a grid; a cell that reaches over others has its text where it begins."""
    boxes: dict[tuple[int, int], list[Any]] = {}
    for letter in letters:
        x, y = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
        row, column = _at([-place for place in grid.ys], -y), _at(grid.xs, x)
        while column and not _parted(grid.upright, grid.xs[column], _middle(grid.ys, row), is_upright=True):
            column -= 1
        while row and not _parted(grid.across, grid.ys[row], _middle(grid.xs, column), is_upright=False):
            row -= 1
        boxes.setdefault((row, column), []).append(letter)
    made = {place: _lines(own, number, struck) for place, own in boxes.items()}
    return [[made.get((row, column), []) for column in range(len(grid.xs) - 1)] for row in range(len(grid.ys) - 1)]


def _at(places: Sequence[float], value: float) -> int:
    return max(min(sum(place <= value for place in places) - 1, len(places) - 2), 0)


def _middle(places: Sequence[float], at: int) -> float:
    return (places[at] + places[at + 1]) / 2


def _parted(rules: Sequence[Rule], place: float, middle: float, *, is_upright: bool) -> bool:
    """Whether a line is drawn between two cells."""
    for one in rules:
        at, begin, end = (one.left, one.bottom, one.top) if is_upright else (one.bottom, one.left, one.right)
        if abs(at - place) <= _NEAR and begin - 1 <= middle <= end + 1:
            return True
    return False


def _lines(letters: Sequence[Any], number: int, struck: Container[int]) -> Cell:
    """Make lines of the letters in a cell, with spaces where there is room between them."""
    rows: list[list[Any]] = []
    for letter in sorted(letters, key=lambda one: (-one.y0, one.x0)):
        if rows and abs(rows[-1][0].y0 - letter.y0) < letter.size * 0.6:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    said = (row for row in rows if any(one.get_text().strip() for one in row))
    return [line for row in said if (line := _line(row, number, struck))]


def _line(letters: Sequence[Any], number: int, struck: Container[int]) -> Line | None:
    from pdfminer.layout import LTAnno

    spaced: list[Any] = []
    for one in sorted(letters, key=lambda letter: letter.x0):
        if spaced and one.x0 - spaced[-1].x1 > one.size * 0.12:
            spaced.append(_Space(LTAnno(" "), one.x0))
        spaced.append(one)
    return line_of([one.own if isinstance(one, _Space) else one for one in spaced], number, struck)


class _Space(NamedTuple):
    """A space between letters, and where it ends."""

    own: Any
    x1: float


def _aligned(lines: list[Line]) -> list[Line]:
    """Find tables without lines: rows of short texts that stand below each other."""
    rows = _rows(lines)
    kept, at = list(lines), 0
    while at < len(rows):
        table = _table_from(rows[at:])
        if table is None:
            at += 1
            continue
        used = [line for row in table for cell in row for line in cell]
        gone = {id(line) for line in used}
        kept = [line for line in kept if id(line) not in gone] + [_as_line(table, used)]
        at += sum(any(id(line) in gone for line in row) for row in rows[at:])
    return kept


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (-one.bottom, one.left)):
        if rows and abs(rows[-1][0].bottom - line.bottom) < line.size / 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _table_from(rows: Sequence[Sequence[Line]]) -> list[list[Cell]] | None:
    """Give the table that begins with a row, if one does."""
    columns = [(line.left, line.right) for line in rows[0]]
    if not 2 <= len(columns) <= _MOST_COLUMNS:
        return None
    table: list[list[Cell]] = [[[line] for line in rows[0]]]
    before = rows[0]
    for row in rows[1:]:
        places = [_column(columns, line) for line in row]
        near = before[0].bottom - row[0].top < before[0].size * _APART
        known = [place for place in places if place is not None]
        if not near or len(known) < len(places) or len(set(known)) < len(known):
            break
        if len(row) == 1 and not _is_continued(before, row[0], table, known[0]):
            break
        for place, line in zip(known, row, strict=True):
            columns[place] = (min(columns[place][0], line.left), max(columns[place][1], line.right))
        if len(row) == 1:
            table[-1][known[0]].append(row[0])
        else:
            table.append(
                [[line for at, line in zip(known, row, strict=True) if at == column] for column in range(len(columns))]
            )
        before = row
    return table if _looks_like_table(table, columns) else None


def _column(columns: Sequence[tuple[float, float]], line: Line) -> int | None:
    """Give the column that a text stands in: with its edge or its middle, and reaching into no other."""
    over = [at for at, (left, right) in enumerate(columns) if line.left < right + 1 and line.right > left - 1]
    if len(over) > 1:
        return None
    for at, (left, right) in enumerate(columns):
        stands = (line.left - left, line.right - right, (line.left + line.right - left - right) / 2)
        if over in ([at], []) and any(abs(one) < _ALIKE for one in stands):
            return at
    return None


def _is_continued(before: Sequence[Line], line: Line, table: Sequence[Sequence[Cell]], at: int) -> bool:
    """Whether a text that stands alone goes on with the cell above: right below it, and in a row that has others."""
    close = before[0].bottom - line.top < line.size * 0.5
    return close and at < len(table[-1]) and bool(table[-1][at]) and at > 0


def _looks_like_table(table: Sequence[Sequence[Cell]], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether rows are those of a table, and not of columns of running text."""
    several = [row for row in table if sum(bool(cell) for cell in row) > 1]
    if len(several) < (_FEWEST_ROWS if len(columns) > 2 else _FEWEST_ROWS + 1):
        return False
    lengths = sorted(sum(len(line.text) for line in cell) for row in several for cell in row if cell)
    if lengths[len(lengths) // 2] > _USUAL_CELL or lengths[-1] > _LONGEST_CELL * 2:
        return False
    filled = sorted(
        (line.right - line.left) / (after[0] - own[0])
        for at, (own, after) in enumerate(pairwise(columns))
        for row in several
        for line in (row[at] if at < len(row) else [])
    )
    return filled[len(filled) // 2] < _FILLED


def _as_line(rows: Sequence[Sequence[Cell]], lines: Sequence[Line]) -> Line:
    """Make one line of a table, whose HTML is the table."""
    told = [row for row in rows if any(row)]
    headed = all(line.is_bold for cell in told[0] for line in cell) and not all(
        line.is_bold for row in told for cell in row for line in cell
    )
    written = "".join(
        f"<tr>{''.join(_cell(cell, 'th' if headed and not at else 'td') for cell in row)}</tr>"
        for at, row in enumerate(told)
    )
    first = lines[0]
    return Line(
        first.page,
        " ".join(line.text for line in lines),
        min(line.left for line in lines),
        max(line.right for line in lines),
        min(line.bottom for line in lines),
        max(line.top for line in lines),
        first.size,
        is_bold=False,
        html=f'<table border="1">{written}</table>',
        is_table=True,
    )


def _cell(lines: Cell, tag: str) -> str:
    text = ""
    for line in lines:
        text = joined_html(text, line.html) if text else line.html
    return f"<{tag}>{text}</{tag}>"

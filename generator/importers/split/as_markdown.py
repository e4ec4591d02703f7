"""Blocks → Markdown that the archive's own reader takes, with every character of the text kept as text."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.importers.split.blocks import Block, Run
from generator.importers.split.inline import inline

_DEEPEST_HEADING = 4


def write(blocks: Iterable[Block], levels: dict[int, int], images: Callable[[Run], str]) -> str:
    """Write the body of an item; ``levels`` gives the Markdown level of a block by its place, for headings."""
    written: list[str] = []
    before: Block | None = None
    kinds: dict[int, bool] = {}
    above = 1
    for place, block in enumerate(blocks):
        if level := levels.get(place, 0):
            above = min(level, above + 1, _DEEPEST_HEADING)
            text = "#" * above + " " + inline(_plain(block.runs), images).replace("  \n", " ")
        else:
            text = _body(block, before, images)
        if text.strip("# "):
            between = "\n" if _is_next(block, before, kinds) else "\n\n"
            written += [between if written else "", text]
            before = block
    return "".join(written).strip() + "\n" if written else ""


def _is_next(block: Block, before: Block | None, kinds: dict[int, bool]) -> bool:
    """Whether an entry comes right below the one before it: in the same list, and not after a paragraph of an entry.

    ``kinds`` tells which of the lists around it are counted, and is brought up to date.
    """
    if block.kind != "entry":
        kinds.clear()
        return False
    if not block.marker:
        return False
    for depth in [one for one in kinds if one > block.depth]:
        del kinds[depth]
    counted = block.marker != "-"
    alike = kinds.setdefault(block.depth, counted) == counted
    kinds[block.depth] = counted
    return alike and before is not None and before.kind == "entry" and bool(before.marker)


def _plain(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(run._replace(strong=False, em=False) for run in runs)


def _body(block: Block, before: Block | None, images: Callable[[Run], str]) -> str:
    if block.kind == "table":
        return "\n".join(_table(block, images))
    text = inline(block.runs, images)
    if block.kind != "entry" or not text:
        return text
    depth = min(block.depth, before.depth + 1 if before and before.kind == "entry" else 1)
    indent = "    " * (depth - 1)
    if not block.marker and not (before and before.kind == "entry"):
        # What goes on after a table goes on outside of the list.
        return text
    if not block.marker:
        return indent + "    " + text.replace("\n", f"\n{indent}    ")
    return f"{indent}{block.marker} " + text.replace("\n", f"\n{indent}    ")


def _table(block: Block, images: Callable[[Run], str]) -> Iterator[str]:
    """Write a table; one without headings gets empty ones, since Markdown has no other."""
    width = max(map(len, block.rows))
    rows = [[inline(cell, images).replace("  \n", "<br>") for cell in row] for row in block.rows]
    if not block.headed:
        rows.insert(0, [])
    for number, row in enumerate(rows):
        yield "| " + " | ".join([*row, *[""] * (width - len(row))]) + " |"
        if number == 0:
            yield "|" + " --- |" * width

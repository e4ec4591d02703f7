"""Blocks → Markdown that the archive's own reader takes, with every character of the text kept as text."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markdownify import ATX, MarkdownConverter

from generator.importers.split.blocks import Block, Run

_LINE_START = re.compile(r"^(\s*)(?:(\d{1,9})([.)])(?=\s|$)|([-+#>])|([=:]))", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKS = re.compile(r"[\\`*_\[\]|~]")
_STRUCTURE = re.compile(r"[<\x02\x03]")
_DEEPEST_HEADING = 4


class _Inline(MarkdownConverter):
    """Converts the inside of one block, with every sign that could be a mark escaped."""

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - the converter's own signature
        return escape(text)

    def convert_s(self, el: object, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - the converter's own
        """Strike out where two tildes would not."""
        return f"<del>{text}</del>"


_INLINE = _Inline(heading_style=ATX, sub_symbol="<sub>", sup_symbol="<sup>", autolinks=False)


def escape(text: str) -> str:
    r"""Write text so that Markdown reads no marks in it.

    >>> escape("2 * 3 <b> [a] fil_navn _x_ R&D &amp;")
    '2 \\* 3 &lt;b> \\[a\\] fil_navn \\_x\\_ R&D &amp;amp;'
    """
    text = _ENTITY.sub("&amp;", text)
    text = _MARKS.sub(
        lambda found: found[0] if found[0] == "_" and _is_inner(text, found.start()) else f"\\{found[0]}", text
    )
    return _STRUCTURE.sub(lambda found: "&lt;" if found[0] == "<" else "", text)


def _is_inner(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def inline(runs: Sequence[Run], images: Callable[[Run], str]) -> str:
    """Write the inside of a paragraph; ``images`` gives what a picture becomes, as Markdown."""
    if all(run == Run(run.text) for run in runs):
        return _lines(escape("".join(run.text for run in runs)))
    pictures: list[str] = []
    pieces = []
    for number, run in enumerate(runs):
        if run.image or run.note:
            if written := f"[^{run.note}]" if run.note else images(run):
                pictures.append(written)
                pieces.append(f"\x1a{len(pictures) - 1}\x1a")
        else:
            after = runs[number + 1] if number + 1 < len(runs) else None
            pieces.append(_tagged(run, runs[number - 1] if number else None, after))
    converted = _INLINE.convert(f"<span>{''.join(pieces)}</span>").strip()
    converted = re.sub("\x1a(\\d+)\x1a", lambda found: pictures[int(found[1])], converted)
    return _lines(converted)


def _lines(text: str) -> str:
    """Break lines as Markdown does, and let none of them begin anything."""
    return "  \n".join(_safe_start(line.strip()) for line in text.strip().split("\n") if line.strip())


def _tagged(run: Run, before: Run | None, after: Run | None) -> str:
    """Write a run as HTML; bold and italics that end within a word are left out, since Markdown cannot say them."""
    text = html.escape(run.text, quote=False).replace("\n", "<br>")
    ends = after is None or not (run.text[-1:].isalnum() and _beside(after)[:1].isalnum())
    starts = before is None or not (run.text[:1].isalnum() and _beside(before)[-1:].isalnum())
    told = any(character.isalnum() for character in run.text)
    if run.raised and run.text.strip():
        text = f"<{run.raised}>{text}</{run.raised}>"
    if run.struck:
        tag = "del" if _can_be_struck(run.text.strip(), before, after) else "s"
        text = "<br>".join(f"<{tag}>{line}</{tag}>" if line.strip() else line for line in text.split("<br>"))
    for wanted, tag in ((run.em, "em"), (run.strong, "strong")):
        if wanted and told and ends and starts and "\n" not in run.text:
            text = f"<{tag}>{text}</{tag}>"
    if run.href and not run.href.startswith("#") and run.text.strip():
        text = f'<a href="{html.escape(_destination(run.href))}">{text}</a>'
    return text


def _beside(run: Run) -> str:
    """Give what stands beside another run; a picture and a reference to a note are no letters."""
    return "" if run.image or run.note else run.text


def _can_be_struck(text: str, before: Run | None, after: Run | None) -> bool:
    """Whether two tildes on each side strike a text out: within a word they want letters inside."""
    outer = _beside(before)[-1:] if before else "", _beside(after)[:1] if after else ""
    return all(
        not other.isalnum() or text[at : at + 1 or None].isalnum() for other, at in zip(outer, (0, -1), strict=True)
    )


def _destination(url: str) -> str:
    """Write an address so that it ends where the link does."""
    return re.sub(r"[()\s<>\\\[\]\"'*_`|]", lambda found: f"%{ord(found[0]):02X}" if found[0] != "_" else "_", url)


def _safe_start(line: str) -> str:
    """Escape what would make a heading, a list or a rule of a line."""
    return _LINE_START.sub(_started, line, count=1)


def _started(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[1]}{found[2]}\\{found[3]}"
    if found[4]:
        return f"{found[1]}\\{found[4]}"
    return f"{found[1]}&#{ord(found[5])};"


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

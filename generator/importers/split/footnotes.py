"""Footnotes as Markdown has them, each in the item that refers to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.importers.letter import Item
from generator.importers.split.as_markdown import write
from generator.importers.split.blocks import Block, Run


class Footnotes:
    """Puts notes below what refers to them; one that nothing refers to stays text, in the last item."""

    def __init__(self, notes: Mapping[str, Sequence[Block]], images: Callable[[Run], str]) -> None:
        self._texts = {label: write(blocks, {}, images).strip() for label, blocks in notes.items()}
        self._left = {label for label, text in self._texts.items() if text}

    def item(self, item: Item, said: Sequence[Block], *, is_last: bool) -> Item:
        """Give an item with its notes; ``said`` are the blocks that it is made of, its title first."""
        markdown = self.below(item.markdown, said)
        left = [self._texts[label] for label in self._texts if label in self._left] if is_last else []
        return item._replace(markdown="\n".join([markdown, *(f"{text}\n" for text in left)]))

    def below(self, markdown: str, said: Sequence[Block]) -> str:
        """Give Markdown with the notes that it refers to; those of a title stand as text."""
        labels = list(dict.fromkeys(label for block in said for label in _referred(block)))
        self._left.difference_update(labels)
        here = [label for label in labels if f"[^{label}]" in markdown]
        notes = [f"[^{label}]: {_indented(self._texts.get(label, ''))}\n" for label in here]
        loose = [f"{self._texts[label]}\n" for label in labels if label not in here and self._texts.get(label)]
        return "\n".join(filter(None, [markdown, *loose, *notes]))


def _referred(block: Block) -> Iterator[str]:
    cells = (cell for row in block.rows for cell in row)
    yield from (run.note for runs in (block.runs, *cells) for run in runs if run.note)


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ").replace("\n    \n", "\n\n")

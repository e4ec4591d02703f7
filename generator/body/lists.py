"""Which lists are tight: their items hold text, and not paragraphs with space between (``S_ends_with_blank_line``)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_LISTS = frozenset(("bullet_list_open", "ordered_list_open"))


def enable(reader: MarkdownIt) -> None:
    """Let lists be tight where GitHub has them so."""
    reader.core.ruler.after("block", "tight_lists", _judge)


@dataclass(slots=True)
class _Block:
    """A block with those directly in it; ``close`` is where its tokens end."""

    token: Token
    quotes: int
    close: Token
    inner: "list[_Block]" = field(default_factory=list)


def _judge(state: StateCore) -> None:
    if any(token.type in _LISTS for token in state.tokens):
        lines = state.src.split("\n")
        for one in _blocks(state.tokens):
            if one.token.type in _LISTS:
                is_tight = not _is_loose(one, lines)
                for paragraph in _paragraphs(one):
                    paragraph.token.hidden = paragraph.close.hidden = is_tight


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    """Yield every block, after those within it."""
    above: list[_Block] = []
    for token in tokens:
        if token.nesting > 0 or (token.nesting == 0 and token.type != "inline"):
            quotes = above[-1].quotes + (above[-1].token.type == "blockquote_open") if above else 0
            one = _Block(token, quotes, token)
            if above:
                above[-1].inner.append(one)
            if token.nesting > 0:
                above.append(one)
        elif token.nesting < 0:
            above[-1].close = token
            yield above.pop()


def _paragraphs(block: _Block) -> Iterator[_Block]:
    return (one for item in block.inner for one in item.inner if one.token.type == "paragraph_open")


def _is_loose(block: _Block, lines: Sequence[str]) -> bool:
    """Tell whether space parts two items, or two blocks of one item."""
    for place, item in enumerate(block.inner, 1):
        is_last = place == len(block.inner)
        if not item.inner and not is_last and _is_followed_by_space(item, lines):
            return True
        inner = item.inner[:-1] if is_last else item.inner
        if any(_ends_with_space(one, lines) for one in inner):
            return True
    return False


def _ends_with_space(block: _Block, lines: Sequence[str]) -> bool:
    while block.inner and block.token.type in (*_LISTS, "list_item_open"):
        block = block.inner[-1]
    if block.token.type == "table_open" and len(block.inner) == 1:
        return True
    return block.token.type != "hr" and _is_followed_by_space(block, lines)


def _is_followed_by_space(block: _Block, lines: Sequence[str]) -> bool:
    end = block.token.map[1] if block.token.map else len(lines)
    if not block.inner and block.token.type == "list_item_open" and block.token.map:
        end = block.token.map[0] + 1
    return end < len(lines) and not lines[end].strip(" \t>" if block.quotes else " \t")

"""HTML as Outlook packs it in RTF (MS-OXRTFEX), unpacked."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.importers.limits import Unreadable
from generator.importers.read.rich_text_tokens import ASIDE, LETTERS, MOST_GROUPS, Token


def unpacked(found: Iterable[Token]) -> Iterator[str]:
    """Yield the HTML that Outlook has packed: what stands in its tags, and text that is not there for RTF alone."""
    stack: list[_Wrap] = []
    now, starred = _Wrap(), False
    for token in found:
        if token.kind == "{":
            stack.append(now)
            if len(stack) > MOST_GROUPS:
                raise Unreadable("import-mange-deler")
        elif token.kind == "}":
            now = stack.pop() if stack else _Wrap()
        elif token.kind == "word":
            now = now.within(token, starred=starred)
        if not now.aside and (now.in_tag or not now.is_rtf):
            yield _shown(token)
        starred = token.kind == "star"


class _Wrap(NamedTuple):
    """Where in packed HTML a reader is: in a tag of it, in what RTF alone is to show, or in what is about it."""

    in_tag: bool = False
    is_rtf: bool = False
    aside: bool = False

    def within(self, token: Token, *, starred: bool) -> "_Wrap":
        """Give where a control word leads."""
        if token.value == "htmltag":
            return self._replace(in_tag=True)
        if token.value == "htmlrtf":
            return self._replace(is_rtf=token.number != 0)
        return self._replace(aside=self.aside or starred or token.value in ASIDE or token.value == "pntext")


def _shown(token: Token) -> str:
    if token.kind == "text":
        return token.value
    return "\n" if token.value in ("par", "line") else LETTERS.get(token.value, "") if token.kind == "word" else ""

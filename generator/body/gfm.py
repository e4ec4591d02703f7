"""A text read as GitHub reads it: what is a block, a list, a link; the rest of the body is made of these tokens."""

import re

from markdown_it import MarkdownIt

from generator.body import bare_links, footnotes, lists, outside, paragraphs, tables
from generator.body.github_states import Blocks, Inlines

# More than Tree.DEEPEST, which tells of it: what lies deeper than this is left out by the reader without a word.
_NESTING = 80
# Where text may end. The reader's own has signs that begin nothing here, and each of them costs a try of every rule.
_SIGNS = re.compile(r"[\n&*<\[\\\]_`~]|!(?=\[)|:(?=//)|w(?=ww\.)")


class Reader(MarkdownIt):
    """Reads a text; addresses are kept as they are written, and judged later by the rules of links."""

    def __init__(self) -> None:
        super().__init__()
        self.block, self.inline = Blocks(), Inlines()
        self.configure("commonmark", {"maxNesting": _NESTING, "strikethrough_single_tilde": True})
        self.enable(["table", "strikethrough"])
        self.inline.terminator_re = _SIGNS
        for part in (bare_links, footnotes, lists, outside, paragraphs, tables):
            part.enable(self)

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the name and form are those of markdown-it
        """Take every address for a link."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Keep an address as it is written."""
        return url

    def normalizeLinkText(self, url: str) -> str:  # noqa: N802
        """Keep the text of an address as it is written."""
        return url

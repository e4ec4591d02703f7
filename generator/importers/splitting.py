"""Stands in until splitting is here: headings part items."""

import re

from lxml import html
from markdownify import markdownify

from generator.importers.letter import Issue, Item, Letter


def split(letter: Letter) -> Issue:
    """Split a letter into its items."""
    tree = html.document_fromstring(letter.html or "<p></p>")
    for drop in tree.xpath("//style|//script|//head"):
        drop.drop_tree()
    text = markdownify(html.tostring(tree, encoding="unicode"), heading_style="ATX")
    parts = re.split(r"(?m)^#{1,6} +(.+)$", text)
    items = [
        Item(title.strip(), re.sub(r"\n{3,}", "\n\n", re.sub(r"!\[[^]]*\]\([^)]*\)", "", body)).strip())
        for title, body in zip(parts[1::2], parts[2::2], strict=True)
        if body.strip()
    ] or [Item(letter.title, text.strip())]
    return Issue(letter, letter.title, letter.date, letter.sender, "nb", "", tuple(items))

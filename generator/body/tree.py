"""What a reader has read of a text → the tree of elements that Python-Markdown works on and writes as HTML."""

import re
from collections.abc import Callable, Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.util import HtmlStash
from markdown_it.token import Token

from generator.body.footnotes import Notes
from generator.body.limits import Excess

DEEPEST = 60
_LISTS = frozenset(("ul", "ol"))
_ALIGNED = {"center": "fa-center", "right": "fa-right"}
_TABLE_BOX = {"class": "fa-table", "tabindex": "0", "role": "group"}
_BOX = {"type": "checkbox", "disabled": "disabled"}
_TASK = re.compile(r"\[([ xX])\](?=\s|$)")
_DONE, _LEFT = "Ferdig", "Gjenstår"


def escape(text: str) -> str:
    """Write text as the tree has it: Python-Markdown leaves what looks like an entity as it is."""
    return text.replace("&", "&amp;") if "&" in text else text


class Tree:
    """The tree of one text, and where in the text its headings, links, pictures and pieces of HTML stand."""

    def __init__(self, stash: HtmlStash, first_line: int) -> None:
        self.root = Element("div")
        self.lines: dict[Element, int] = {}
        self.headings: list[Element] = []
        self.links: list[Element] = []
        self.pictures: list[Element] = []
        self.html_lines: list[int] = []
        self.unmet: list[tuple[str, int]] = []
        self.notes = Notes()
        self._stash, self._first_line = stash, first_line
        self._open: list[Element] = [self.root]
        self._run: list[str] = []
        self._line = first_line
        self._leaves: dict[str, Callable[[Token], None]] = {
            "code_block": self._code_block,
            "code_inline": self._code,
            "fence": self._code_block,
            "footnote_open": self._begin_note,
            "footnote_ref": self._refer,
            "footnote_unmet": self._unmet,
            "hardbreak": self._break,
            "hr": self._rule,
            "html_block": self._html,
            "html_inline": self._html,
            "image": self._picture,
            "inline": self._inline,
            "softbreak": self._newline,
            "text": self._text,
            "text_special": self._text,
        }

    def read(self, tokens: Iterable[Token]) -> Element:
        """Build the tree."""
        self._read(tokens)
        self._flush()
        self.notes.finish(self.root)
        return self.root

    def _read(self, tokens: Iterable[Token]) -> None:
        leaves = self._leaves
        for token in tokens:
            if token.map:
                self._line = self._first_line + token.map[0]
            if leaf := leaves.get(token.type):
                leaf(token)
            elif token.hidden:
                continue
            elif token.nesting > 0:
                self._begin(token)
            else:
                self._end()

    def _inline(self, token: Token) -> None:
        children = token.children or ()
        if children and children[0].type == "text" and children[0].content[:1] == "[":
            self._task(children)
        if len(children) == 1 and children[0].type == "text":
            self._run.append(escape(children[0].content))
        else:
            self._read(children)

    def _task(self, children: Sequence[Token]) -> None:
        """Make a box to tick of ``[ ]`` or ``[x]`` that begins an item."""
        first = children[0]
        found = _TASK.match(first.content)
        if found and found.end() == len(first.content) and [one.type for one in children[1:2]] != ["softbreak"]:
            return
        item = self._fresh_item() if found else None
        if found and item is not None:
            item.set("class", "fa-task")
            done = found[1] != " "
            box = self._add("input", is_block=False)
            box.attrib.update(
                _BOX, **{"aria-label": _DONE if done else _LEFT}, **({"checked": "checked"} if done else {})
            )
            first.content = first.content[3:]

    def _fresh_item(self) -> Element | None:
        """Give the item of a list that has got no text yet."""
        innermost = self._open[-1]
        within = self._open[:-1] if innermost.tag == "p" else self._open
        if len(within) < 2 or within[-2].tag not in _LISTS:
            return None
        item = within[-1]
        is_first = item is innermost or len(item) == 1
        is_empty = not self._run and not len(innermost) and not (innermost.text or "").strip()
        return item if is_first and is_empty else None

    def _begin(self, token: Token) -> None:
        if len(self._open) > DEEPEST:
            raise Excess("markdown-dypt", self._line - self._first_line)
        if token.tag == "strong" and self._open[-1].tag == "strong":
            self._open.append(self._open[-1])  # GitHub shows no strong text within strong text
            return
        element = self._add("del" if token.tag == "s" else token.tag, token.block)
        self._open.append(element)
        if token.tag == "a":
            self.links.append(element)
            self.lines[element] = self._line
            for name, value in token.attrs.items():
                element.set(name, str(value) if name == "href" else escape(str(value)))
        elif token.attrs:
            self._mark(element, token)
        elif element.tag[0] == "h":
            self.headings.append(element)
            self.lines[element] = self._line

    def _mark(self, element: Element, token: Token) -> None:
        """Give an element what else was said of it: where a list begins, on which side a cell's text lies."""
        if "start" in token.attrs:
            element.set("start", str(token.attrs["start"]))
        elif name := _ALIGNED.get(str(token.attrs.get("align"))):
            element.set("class", name)

    def _end(self) -> None:
        self._flush()
        self._open.pop()

    def _add(self, tag: str, is_block: bool) -> Element:
        """Put an element where the text has come; blocks stand on lines of their own."""
        if not is_block:
            self._flush()
            return SubElement(self._open[-1], tag)
        if self._run and tag not in _LISTS:
            self._run.append("\n")
        self._flush()
        parent = self._open[-1]
        if not len(parent) and not parent.text and parent is not self.root:
            parent.text = "\n"
        if tag == "table":
            box = SubElement(parent, "div", _TABLE_BOX)
            box.tail = "\n"
            return SubElement(box, tag)
        element = SubElement(parent, tag, {"scope": "col"} if tag == "th" else {})
        element.tail = "\n"
        return element

    def _flush(self) -> None:
        """Put the text that has come after what stands last."""
        if not self._run:
            return
        parent, text = self._open[-1], "".join(self._run)
        self._run.clear()
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _text(self, token: Token) -> None:
        self._run.append(escape(token.content))

    def _newline(self, _: Token) -> None:
        self._run.append("\n")
        self._line += 1

    def _break(self, token: Token) -> None:
        self._add("br", is_block=False)
        self._newline(token)

    def _rule(self, _: Token) -> None:
        self._add("hr", is_block=True)

    def _code(self, token: Token) -> None:
        self._add("code", is_block=False).text = escape(token.content)

    def _code_block(self, token: Token) -> None:
        """Write code; what is said after a fence is for the editor's tools, and gives neither class nor id."""
        SubElement(self._add("pre", is_block=True), "code").text = escape(token.content)

    def _html(self, token: Token) -> None:
        """Put HTML aside, as Python-Markdown does, until the rest is written."""
        self.html_lines.append(self._line)
        self._run.append(self._stash.store(token.content))
        self._line += token.content.count("\n")

    def _picture(self, token: Token) -> None:
        element = self._add("img", is_block=False)
        self.pictures.append(element)
        self.lines[element] = self._line
        element.set("src", str(token.attrs["src"]))
        element.set("alt", escape(_alternative(token.children or ())))
        if "title" in token.attrs:
            element.set("title", escape(str(token.attrs["title"])))

    def _refer(self, token: Token) -> None:
        self.notes.refer(self._add("sup", is_block=False), token.meta["label"])

    def _unmet(self, token: Token) -> None:
        self.unmet.append((token.meta["label"], self._line))
        self._text(token)

    def _begin_note(self, token: Token) -> None:
        self._flush()
        self._open.append(self.notes.add(token.meta["label"], self._line))


def _alternative(tokens: Iterable[Token]) -> str:
    """Give what stands for a picture: its text without marks."""
    parts = []
    for token in tokens:
        if token.type == "image":
            parts.append(_alternative(token.children or ()))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)

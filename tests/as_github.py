"""A text as GitHub's own program renders it, and as we do, brought to a form in which they can be compared.

``cmarkgfm`` is the C program that GitHub renders files with, made callable.  What remains different on purpose is
taken away here, and nowhere else; docs/development.md lists it with the reasons.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options
from lxml import html

from generator.body.markdown import Renderer

EXTENSIONS = ("table", "autolink", "strikethrough")
OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES

_ATTRIBUTES = {"href", "src", "alt", "title", "start", "align", "checked"}
_KEPT = {"*": {"class", "id", *_ATTRIBUTES}, "input": {"type", "checked", "disabled"}}
_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "li", "mark", "ol", "p", "pre"),
    *("s", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th"),
    *("thead", "tr", "ul"),
}
_ALIGNED = {"fa-center": "center", "fa-right": "right"}
_SERIES = re.compile(r"(?<![^/])serie\.yml(?=#|$)")
_PAGE = re.compile(r"^(?![a-z]+:)([^#]*)\.md(#.*)?$")

_TASK = re.compile(
    r"(<li>\s*(?:<p>)?)\[([ xX])\](?=\s)(?!\s*\n\s*</?(?:blockquote|h\d|hr|li|ol|p|pre|table|ul)\b)(?!\s*</)"
)

_renderer = Renderer()


def reference(text: str) -> list[str]:
    """Give the structure of a text as GitHub renders it."""
    raw = cmarkgfm.cmark.markdown_to_html_with_extensions(text, options=OPTIONS, extensions=EXTENSIONS)
    return structure(
        nh3.clean(
            _with_tasks(raw),
            tags=_TAGS,
            attributes=_KEPT,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel=None,
        )
    )


def _with_tasks(body: str) -> str:
    """Make boxes of ``[ ]`` and ``[x]`` at the beginning of items, which GitHub does after that program is done."""
    return _TASK.sub(lambda found: f'{found[1]}<input type="checkbox"{"" if found[2] == " " else " checked"}>', body)


def ours(text: str) -> list[str]:
    """Give the structure of a text as we render it."""
    return structure(_renderer.render(text, "nyheter/2026/a.md")[0].html)


def structure(body: str) -> list[str]:
    """List the beginnings, ends and texts of a piece of HTML, short of what is different on purpose."""
    return list(_joined(_walk(html.fragment_fromstring(body, create_parent="main"))))


def _walk(element: Any) -> Iterator[str]:
    if _is_back(element):
        return
    name = _name(element)
    if name:
        yield f"<{name}>"
    yield element.text or ""
    for child in element:
        yield from _walk(child)
        yield child.tail or ""
    if name and element.tag not in ("br", "hr", "img", "input"):
        yield f"</{name.split()[0]}>"


def _is_back(element: Any) -> bool:
    """Tell whether an element only leads back from a footnote, as a paragraph may do."""
    if "footnote-backref" in element.get("class", ""):
        return True
    within = element.tag == "p" and not (element.text or "").strip() and list(element)
    return bool(within) and all(_is_back(child) and not (child.tail or "").strip() for child in element)


def _name(element: Any) -> str:
    """Give the tag and attributes that are compared, or nothing for what only one of us puts around others."""
    above = element.getparent()
    css = element.get("class", "")
    if element.tag == "main" or css in ("fa-table", "footnote", "footnotes"):
        return ""
    if element.tag == "hr" and above.get("class") == "footnote":
        return ""
    if element.tag == "a" and above.tag == "sup" and element.get("href", "").startswith("#fn"):
        return ""
    return " ".join(["h2" if element.tag == "h1" else element.tag, *sorted(_attributes(element))])


def _attributes(element: Any) -> Iterator[str]:
    if name := _ALIGNED.get(element.get("class")):
        yield f"align={name}"
    for name in _ATTRIBUTES & set(element.keys()):
        value = element.get(name)
        if name in ("href", "src"):
            value = _PAGE.sub(r"\1.html\2", _SERIES.sub("index.html", unquote(value)))
        if name == "checked":
            yield name
        elif not (name == "align" and value == "left"):
            yield f"{name}={' '.join(value.split())}"


def _joined(pieces: Iterator[str]) -> Iterator[str]:
    """Join neighbouring texts, and leave out the space that shows nowhere."""
    run = ""
    for piece in pieces:
        if piece.startswith("<") and piece.endswith(">"):
            if run.strip():
                yield " ".join(run.split())
            run = ""
            yield piece
        else:
            run += piece
    if run.strip():
        yield " ".join(run.split())


def seen_on_github(text: str) -> list[tuple[str, set[str]]]:
    """Give each letter that a reader sees on GitHub, and whether it is struck out, raised or lowered."""
    made = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
    return list(_letters(html.fragment_fromstring(made, create_parent="div"), set()))


def _letters(element: Any, within: set[str]) -> Iterator[tuple[str, set[str]]]:
    look = within | ({element.tag} & {"del", "sub", "sup"})
    yield from ((letter, look) for letter in element.text or "" if not letter.isspace())
    for child in element:
        yield from _letters(child, look)
        yield from ((letter, look) for letter in child.tail or "" if not letter.isspace())

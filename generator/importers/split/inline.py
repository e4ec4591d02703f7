"""Runs that look alike → Markdown that shows exactly their text, and what of it is struck out, raised and lowered.

Marks side by side can be read as text or as other marks. So what was written is read again as the archive's reader
does; where a reader would see something else, tags are written in the place of marks.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby

from lxml import etree
from lxml import html as pages
from markdownify import ATX, MarkdownConverter

from generator.body.gfm import Reader
from generator.importers.split.blocks import Run

_LINE_START = re.compile(r"^(\s*)(?:(\d{1,9})([.)])(?=\s|$)|([-+#>])|([=:]))", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKS = re.compile(r"[\\`*_\[\]|~]")
_STRUCTURE = re.compile(r"[<\x02\x03]")
_PLACE = re.compile("\x1a(\\d+)\x1a")
_TELLING = frozenset(("del", "sub", "sup"))
_LONGEST_READ = 20_000
# From the outermost, as far as more than one is there.
_FIELDS = ("href", "strong", "em", "struck", "raised")

Seen = list[tuple[str, frozenset[str]]]


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
    others: list[str] = []
    written = _marked(list(_placed(runs, images, others)))
    return _PLACE.sub(lambda found: others[int(found[1])], written)


def _marked(runs: Sequence[Run]) -> str:
    """Write runs in the first way of which a reader sees what is meant; the last one is always read so."""
    bare = [run._replace(strong=False, em=False) for run in runs]
    ways = [(runs, "del"), (runs, "s"), (bare, "s")]
    is_short = sum(len(run.text) for run in runs) <= _LONGEST_READ
    written = ""
    for own, strike in ways if is_short else ways[-1:]:
        written = _lines(_converted(_nested(own, _FIELDS, strike=strike)))
        if not any(run.strong or run.em or run.struck for run in own) or _shown(written) == _meant(runs):
            break
    return written


def _placed(runs: Sequence[Run], images: Callable[[Run], str], others: list[str]) -> Iterator[Run]:
    """Put a sign in the place of each picture and footnote, and part what is struck out at the ends of its lines."""
    for run in runs:
        if run.image or run.note:
            if written := f"[^{run.note}]" if run.note else images(run):
                others.append(written)
                yield Run(f"\x1a{len(others) - 1}\x1a")
        elif run.struck or run.href:
            pieces = (piece for piece in re.split("(\n)", run.text) if piece)
            yield from (Run(piece) if piece == "\n" else run._replace(text=piece) for piece in pieces)
        else:
            yield run


def _converted(text: str) -> str:
    written: str = _INLINE.convert(f"<span>{text}</span>").strip()
    # What stands before a link or a footnote makes no picture of it.
    return re.sub("!(?=\\[|\x1a)", r"\!", written)


def _nested(runs: Sequence[Run], fields: Sequence[str], before: str = "", after: str = "", strike: str = "del") -> str:
    """Write runs as HTML, with one element around all that share a look; ``before`` and ``after`` stand beside them."""
    if not fields:
        return html.escape("".join(run.text for run in runs), quote=False).replace("\n", "<br>")
    groups = [(value, list(own)) for value, own in groupby(runs, key=lambda run: getattr(run, fields[0]))]
    said = ["".join(run.text for run in own) for _, own in groups]
    written = ""
    for number, (value, own) in enumerate(groups):
        beside = said[number - 1] if number else before, said[number + 1] if number + 1 < len(said) else after
        text = _nested(own, fields[1:], *beside, strike=strike)
        tag = _tag(fields[0], value, said[number], *beside) if value else ""
        written += _around(text, strike if tag == "del" else tag, value)
    return written


def _tag(field: str, value: str, text: str, before: str, after: str) -> str:
    """Name the element of a look; none where nothing stands in it, or Markdown could not say it."""
    if not text.strip():
        return ""
    if field == "href":
        return "" if value.startswith("#") else "a"
    if field == "raised":
        return value
    if field == "struck":
        return "del"
    # Bold and italics that end within a word, or on more than one line, would be read as text.
    is_word = any(letter.isalnum() for letter in text) and "\n" not in text
    begins = not (text[:1].isalnum() and before[-1:].isalnum())
    ends = not (text[-1:].isalnum() and after[:1].isalnum())
    return field if is_word and begins and ends else ""


def _around(text: str, tag: str, value: str) -> str:
    """Put an element around text, and the spaces at its edges outside."""
    if not tag:
        return text
    inner = text.strip()
    at = text.index(inner)
    head = f'a href="{html.escape(_destination(value))}"' if tag == "a" else tag
    return f"{text[:at]}<{head}>{inner}</{tag}>{text[at + len(inner) :]}"


def _destination(url: str) -> str:
    """Write an address so that it ends where the link does."""
    return re.sub(r"[()\s<>\\\[\]\"'*_`|]", lambda found: f"%{ord(found[0]):02X}" if found[0] != "_" else "_", url)


def _meant(runs: Sequence[Run]) -> Seen:
    """Give each letter that is to be seen, with what tells of it."""
    looks = ((run.text, {run.raised, "del" if run.struck else ""} - {""}) for run in runs)
    return [(letter, frozenset(look)) for text, look in looks for letter in text if _is_seen(letter)]


def _is_seen(letter: str) -> bool:
    return not letter.isspace() and letter not in "\x02\x03"


def _shown(markdown: str) -> Seen:
    """Give each letter that a reader sees of Markdown, with what tells of it."""
    rendered = _reader().render(markdown)
    return list(_letters(pages.fragment_fromstring(rendered.replace("\x1a", "\ue01a"), create_parent="div")))


def _letters(root: etree._Element) -> Iterator[tuple[str, frozenset[str]]]:
    within: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = {"s": "del"}.get(element.tag, element.tag)
        if event == "start":
            within += [tag] if tag in _TELLING else []
            text = element.text
        else:
            del within[len(within) - (tag in _TELLING) :]
            text = element.tail if element is not root else ""
        look = frozenset(within)
        yield from ((letter.replace("\ue01a", "\x1a"), look) for letter in text or "" if _is_seen(letter))


@cache
def _reader() -> Reader:
    return Reader()


def _lines(text: str) -> str:
    """Break lines as Markdown does, and let none of them begin anything."""
    return "  \n".join(_safe_start(line.strip()) for line in text.strip().split("\n") if line.strip())


def _safe_start(line: str) -> str:
    """Escape what would make a heading, a list or a rule of a line."""
    return _LINE_START.sub(_started, line, count=1)


def _started(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[1]}{found[2]}\\{found[3]}"
    if found[4]:
        return f"{found[1]}\\{found[4]}"
    return f"{found[1]}&#{ord(found[5])};"

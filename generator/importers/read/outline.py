"""Lines of a document that knows no nesting → HTML in which the entries of lists lie within each other."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

# In a document, what is set as a table holds data.
TABLE = 'table border="1"'


class Line(NamedTuple):
    """``tag`` is the HTML element that holds it, for an entry that of its list; ``depth`` is how deep that lies.

    Without a tag, it is written as it is.
    """

    tag: str
    html: str
    depth: int = 0


def as_lines(lines: Iterable[Line]) -> str:
    """Write lines as HTML, one after the other.

    >>> as_lines([Line("p", "a"), Line("ul", "b", 1), Line("ol", "c", 2), Line("ul", "d", 1)])
    '<p>a</p><ul><li>b<ol><li>c</li></ol></li><li>d</li></ul>'
    """
    return "".join(_written(lines))


def _written(lines: Iterable[Line]) -> Iterator[str]:
    opened: list[str] = []
    for line in lines:
        depth = min(line.depth, len(opened) + 1)
        while len(opened) > depth or (opened and len(opened) == depth and opened[-1] != line.tag):
            yield f"</li></{opened.pop()}>"
        if not line.tag:
            yield line.html
            continue
        if not depth:
            yield f"<{line.tag}>{line.html}</{line.tag.partition(' ')[0]}>"
            continue
        if len(opened) == depth:
            yield f"</li><li>{line.html}"
        else:
            opened.append(line.tag)
            yield f"<{line.tag}><li>{line.html}"
    while opened:
        yield f"</li></{opened.pop()}>"

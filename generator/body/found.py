"""What is read of a body, as plain values: its headings, the plain text below each, and its links."""

from typing import NamedTuple


class Heading(NamedTuple):
    """A heading of a body; ``number`` is a numbered point's own number, such as ``1.1``, and also its anchor."""

    level: int
    anchor: str
    number: str
    title: str


class Section(NamedTuple):
    """The plain text below one heading; the first section has neither anchor nor title."""

    anchor: str
    title: str
    text: str


class Link(NamedTuple):
    """A link into the site.

    ``written`` is as the editor has it, ``href`` as the body has it, ``url`` the address it leads to.
    """

    written: str
    href: str
    url: str
    fragment: str
    line: int

"""What importing passes on from stage to stage: read → split → propose → write.

Reading and splitting run in a child process with limits, because what they are given may come from anyone.
"""

from datetime import date
from typing import NamedTuple


class Remark(NamedTuple):
    """Something that an editor is told in the report: a code of ``generator/messages``, and what to fill in."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


class Attachment(NamedTuple):
    """An image or a file that came along; ``cid`` is its Content-ID where the text shows it by that."""

    name: str
    type: str
    data: bytes
    cid: str = ""


class Event(NamedTuple):
    """What an invitation says of time and place: moments as an editor writes them, in Norwegian time.

    ``repeats`` tells how it recurs, where it does.
    """

    starts: str
    ends: str = ""
    whole_day: bool = False
    place: str = ""
    link: str = ""
    cancelled: bool = False
    repeats: Remark | None = None


class Letter(NamedTuple):
    """One mail or document as it was read.

    ``name`` tells where it came from, also inside an mbox or a zip (``post.mbox#12``); ``digest`` is the SHA-256 of its
    own bytes, in hex; ``html`` is the body as it came, untrusted; ``left_out`` are texts that the reader has dropped,
    each with the code of the reason; an invitation has an ``event``.
    """

    name: str
    digest: str
    title: str
    date: date | None
    sender: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[Remark, ...] = ()
    event: Event | None = None


class Item(NamedTuple):
    """One item of a newsletter: Markdown below its title, in the section that it stood in; ``link`` is its title's."""

    title: str
    markdown: str
    section: str = ""
    link: str = ""


class Issue(NamedTuple):
    """A letter split into its items.

    ``introduction`` is Markdown; ``images`` are the attachments that the Markdown shows, by the name it uses;
    ``left_out`` are texts that were dropped, each with the code of the reason; ``link`` leads to where the letter says
    that it can be read.
    """

    letter: Letter
    title: str
    date: date | None
    sender: str
    language: str
    introduction: str
    items: tuple[Item, ...]
    images: tuple[Attachment, ...] = ()
    left_out: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    link: str = ""

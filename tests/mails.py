"""What tests of mails share: a mail that is one letter, and what is said and left out of it."""

from datetime import date
from email.message import EmailMessage

from generator.importers import read as reading
from generator.importers.letter import Issue
from generator.importers.split.items import split

DAY = date(2019, 3, 14)


def issue(message: EmailMessage | bytes, name: str = "a.eml") -> Issue:
    """Read and split a mail that is one letter."""
    (letter,) = reading.read(name, message if isinstance(message, bytes) else message.as_bytes())
    return split(letter)


def said(found: Issue) -> str:
    """All that the drafts would say, in one line."""
    parts = [found.introduction, *(f"{item.title} {item.markdown}" for item in found.items)]
    return " ".join(" ".join(parts).split())


def left_out(found: Issue, code: str) -> str:
    return " ".join(remark.values[0][1] for remark in found.left_out if remark.code == code)

"""What no issue may hold, wherever it stands: national identity numbers, and more than anyone would read."""

import re

from generator.base.identity import BREAK, identity_numbers, without_tags
from generator.importers import limits
from generator.importers.letter import Issue
from generator.importers.limits import Unreadable

_ELEMENTS = re.compile(r"<(style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"')]+", re.IGNORECASE)


class Forbidden(Unreadable):
    """There is something that may not even be kept."""


def look_over(issue: Issue) -> None:
    """Look for what no issue may hold.

    Raises:
        Forbidden: there is a national identity number in it.  Those within tags and addresses are nobody's.
        Unreadable: it is larger than any issue.
    """
    texts = [issue.title, issue.letter.title, issue.sender, issue.introduction, issue.letter.html]
    texts += [part for item in issue.items for part in (item.title, item.section, item.markdown)]
    texts += [attachment.name for attachment in (*issue.letter.attachments, *issue.images)]
    if any(identity_numbers(_seen(text)) for text in texts):
        raise Forbidden("import-fodselsnummer")
    longest = max((len(text) for text in (issue.introduction, *(item.markdown for item in issue.items))), default=0)
    if longest > limits.ITEM or len(issue.items) > limits.ITEMS:
        raise Unreadable("import-lang")


def _seen(text: str) -> str:
    return _ADDRESS.sub(BREAK, without_tags(_ELEMENTS.sub(BREAK, text)))

"""The head of a mail where it stands in the text, as mail programs write it in Norwegian and English."""

import re
from collections.abc import Mapping

LINE = re.compile(
    r"^[>*_ ]*(?P<name>fra|frå|from|sendt|sent|date|dato|emne|subject|til|to|cc|kopi|bcc|blindkopi|reply-to|svar til"
    r"|vedlegg|attachments?|viktighet|importance|prioritet|priority)\s*:[*_ ]*(?P<value>.*)$",
    re.IGNORECASE,
)
SENDERS, DAYS, TITLES = {"fra", "frå", "from"}, {"sendt", "sent", "date", "dato"}, {"emne", "subject"}


def first(head: Mapping[str, str], names: set[str]) -> str:
    """Give the first line of a head that has one of the names."""
    return next((value for name, value in head.items() if name in names), "")

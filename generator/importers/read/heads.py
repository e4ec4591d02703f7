"""The head of a mail where it stands in the text, as mail programs write it in Norwegian and its neighbours."""

import re
from collections.abc import Mapping

LINE = re.compile(
    r"^[>*_ ]*(?P<name>fra|frå|från|from|sendt|skickat|sent|date|dato|emne|ämne|subject|til|till|to|cc|kopi|bcc"
    r"|blindkopi|reply-to|svar til|vedlegg|attachments?|viktighet|viktigheit|importance|prioritet|priority)"
    r"\s*:[*_ ]*(?P<value>.*)$",
    re.IGNORECASE,
)
SENDERS, TITLES = {"fra", "frå", "från", "from"}, {"emne", "ämne", "subject"}
DAYS = {"sendt", "skickat", "sent", "date", "dato"}

_TAG = r"\s*(?:\[(?:ekstern|external|extern)[^\]]{0,40}\]|(?:ekstern|external)\s*:)\s*"
_ANSWERED = re.compile(rf"(?:{_TAG})*\s*(?:sv|svar|re|aw|antw)\s*(?:\[\d+\])?\s*:\s*", re.IGNORECASE)
_SENT_ON = re.compile(
    rf"(?:{_TAG})*\s*(?:vs|fwd?|wg|tr|vb|videresend(?:t|ing)|vidaresend(?:t|ing))\s*(?:\[\d+\])?\s*:\s*", re.IGNORECASE
)
_TAGGED = re.compile(_TAG, re.IGNORECASE)


def first(head: Mapping[str, str], names: set[str]) -> str:
    """Give the first line of a head that has one of the names."""
    return next((value for name, value in head.items() if name in names), "")


def is_answer(subject: str) -> bool:
    """Whether a subject says that the mail answers another.

    >>> is_answer("SV: VS: Nytt"), is_answer("[EKSTERN] Re: Nytt"), is_answer("VS: SV: Nytt"), is_answer("Nytt")
    (True, True, False, False)
    """
    return _ANSWERED.match(subject) is not None


def is_sent_on(subject: str) -> bool:
    """Whether a subject says that the mail sends another one on.

    >>> is_sent_on("VS: SV: Nytt"), is_sent_on("Fwd: Nytt"), is_sent_on("SV: VS: Nytt")
    (True, True, False)
    """
    return _SENT_ON.match(subject) is not None


def bare(subject: str) -> str:
    """Take away all that mail programs have put before a subject.

    >>> bare("VS: SV: [EKSTERN] Praksisnytt")
    'Praksisnytt'
    """
    for start in (_ANSWERED, _SENT_ON, _TAGGED):
        if found := start.match(subject):
            return bare(subject[found.end() :])
    return " ".join(subject.split())

"""Text files: mails that were saved as text, with their head first, and any other text."""

from generator.importers.letter import Letter
from generator.importers.limits import Unreadable
from generator.importers.read import charset, documents, mail, post
from generator.importers.read.heads import DAYS, LINE, SENDERS, TITLES, first
from generator.importers.read.plain import paragraphs

# A head is shorter; no text may take long to be found to be none.
_MOST_LINES, _LONGEST_LINE = 100, 2000


def read_text(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read a text file, such as what a mail program has saved or a scanner has made."""
    text = charset.decode(data)
    if not text.strip():
        raise Unreadable("import-tom")
    head, body = _parted(text.replace("\r\n", "\n").replace("\r", "\n"))
    own = documents.letter(name, digest, paragraphs(body))
    if not head:
        return [own]
    title, sender = (mail.plain_header(first(head, names)) for names in (TITLES, SENDERS))
    day = mail.written_day(first(head, DAYS))
    # Where the text's own day was found is of no matter when the head has one.
    told = post.as_first_sent(own._replace(title=title, date=day, sender=sender, remarks=()))
    return [told if told.date else told._replace(date=own.date, remarks=(*told.remarks, *own.remarks))]


def _parted(text: str) -> tuple[dict[str, str], str]:
    """Part a text into the head of a mail, by the names of its lines, and the rest; the head is empty if it is none."""
    text = text.lstrip("\ufeff\n")
    lines = text.split("\n")
    head: dict[str, str] = {}
    name, end = "", 0
    for number, line in enumerate(lines[:_MOST_LINES]):
        if found := LINE.match(line[:_LONGEST_LINE]):
            name = found["name"].lower()
            head.setdefault(name, found["value"].strip())
        elif name and line.strip() and _goes_on(lines[number - 1], line):
            head[name] = f"{head[name]} {line.strip()}"[:_LONGEST_LINE]
        elif line.strip() or not name:
            break
        else:
            continue
        end = number + 1
    is_mail = bool(first(head, TITLES) and first(head, SENDERS))
    rest = "\n".join(lines[end:])
    return (head, rest) if is_mail and rest.strip() else ({}, text)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line belongs to the one before: it is indented, or a list of recipients has not ended."""
    return bool(before.strip()) and (line[0] in " \t" or before.rstrip()[-1] in ",;")

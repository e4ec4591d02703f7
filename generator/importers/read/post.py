"""A mail, whatever program has kept it, → letters: its own text, the mails and documents in it, and invitations."""

from collections.abc import Iterator, Set
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from lxml import html

from generator.importers import limits
from generator.importers.letter import Attachment, Event, Letter, Remark
from generator.importers.limits import Unreadable
from generator.importers.read import documents, heads, pictures, quotes, reader_of
from generator.importers.read.forwarded import original

# Below so many letters, a mail is only the note that what it carries was sent with.
_NOTE = 400
_TOLD = 200
# What people send a newsletter in, and what they send one in only where the mail itself says little.
_LETTERS = {".docx", ".odt", ".rtf", ".pptx", ".eml", ".msg", ".mht", ".mhtml", ".ics"}
_PERHAPS = {".pdf", ".html", ".htm"}
# A text may be anything, and is read only where the mail says nothing at all.
_TEXTS = {".txt", ".md"}
# These can be published as they are, also where their text can't be read.
_WHOLE = {"import-bare-bilder", "import-uten-tekst", "import-mange-deler", "import-tid"}


class Post(NamedTuple):
    """A mail: its head, its best body as HTML, and all it carries.

    ``invitations`` are calendars that the mail as a whole is; those that are attached to it are attachments.  Outlook
    tells an ``event`` in its own way.
    """

    title: str = ""
    sender: str = ""
    day: date | None = None
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    inner: tuple["Post", ...] = ()
    invitations: tuple[bytes, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[Remark, ...] = ()
    event: Event | None = None


def letters(name: str, digest: str, post: Post) -> list[Letter]:
    """Make letters of a mail and of the mails and documents in it; a short note around them is none.

    Raises:
        Unreadable: nothing in it says anything, or it has more levels than any.
    """
    found = list(_letters(name, digest, post, 0))
    if not found:
        raise Unreadable("import-uten-tekst")
    return found[: limits.LETTERS]


def as_first_sent(letter: Letter) -> Letter:
    """Tell a mail without what its subject was answered with, and without what it only repeats.

    One that was sent on is told as it was sent first.
    """
    if not documents.length(letter.html):
        return letter._replace(title=heads.bare(letter.title))
    tree = documents.parsed(letter.html)
    forwarded, left_out = original(tree, letter.title), list(letter.left_out)
    if forwarded:
        letter = letter._replace(
            title=forwarded.title or letter.title,
            date=forwarded.date or letter.date,
            sender=forwarded.sender or letter.sender,
        )
        letter = letter._replace(
            remarks=(*letter.remarks, Remark("import-videresendt", (("sender", letter.sender),))),
        )
        left_out += told("import-utelatt-videresending", forwarded.above)
    if forwarded or not heads.is_sent_on(letter.title):
        left_out += [one for text in quotes.cut(tree) for one in told("import-utelatt-sitat", text)]
    left_out += [one for text in quotes.signatures(tree) for one in told("import-utelatt-signatur", text)]
    body = html.tostring(tree, encoding="unicode") if forwarded or left_out else letter.html
    return letter._replace(title=heads.bare(letter.title), html=body, left_out=tuple(left_out))


def told(code: str, text: str) -> list[Remark]:
    """Tell that a text was left out, if there was any."""
    return [Remark(code, (("text", text[:_TOLD]),))] if text.strip() else []


def _letters(name: str, digest: str, post: Post, depth: int) -> Iterator[Letter]:
    if depth > limits.NESTED:
        raise Unreadable("import-mange-deler")
    own = as_first_sent(_own(name, digest, post))
    length = documents.length(own.html)
    inner = [
        letter
        for number, one in enumerate(post.inner, 1)
        for letter in _letters(f"{name}/{number}", digest, one, depth + 1)
    ]
    wanted = _LETTERS | (_PERHAPS if length < _NOTE and not inner else set()) | (_TEXTS if not length else set())
    carried, own = _carried(own, wanted)
    invited, own = _invited(own, post.invitations)
    if invited:
        yield from invited
    elif post.event:
        told_of = (Remark("import-hendelse"), *filter(None, [post.event.repeats]))
        yield own._replace(event=post.event, remarks=(*own.remarks, *told_of))
    elif length and (length >= _NOTE or not (inner or carried)):
        yield own
    elif inner or carried:
        found = [*inner, *carried]
        inner, carried = [_with_note(found[0], own)], found[1:]
    yield from (*inner, *carried)


def _with_note(letter: Letter, note: Letter) -> Letter:
    """Tell with a letter what there is to say of the note that it was sent with, and that the note is left out."""
    said = documents.shown(documents.parsed(note.html)) if documents.length(note.html) else ""
    left_out = (*letter.left_out, *note.left_out, *told("import-utelatt-videresending", " ".join(said.split())))
    return letter._replace(remarks=(*letter.remarks, *note.remarks), left_out=left_out)


def _own(name: str, digest: str, post: Post) -> Letter:
    """Make the letter of a mail's own text."""
    body, shown = pictures.from_data(post.html)
    attachments = (*post.attachments, *shown)
    return Letter(name, digest, post.title, post.day, post.sender, body, attachments, post.remarks, post.left_out)


def _carried(own: Letter, wanted: Set[str]) -> tuple[list[Letter], Letter]:
    """Read what is attached and of a kind that is wanted as letters; gives them, and the mail with what is left."""
    found: list[Letter] = []
    left: list[Attachment] = []
    remarks: list[Remark] = []
    for attachment in own.attachments:
        try:
            read = _documents(own, attachment, wanted)
        except Unreadable as refused:
            read = []
            remarks.append(Remark("import-vedlegg-ulest", (("name", attachment.name),)))
            if refused.remark.code not in _WHOLE:
                continue
        found += read
        left += [] if read else [attachment]
    return found, own._replace(attachments=tuple(left), remarks=(*own.remarks, *remarks))


def _documents(own: Letter, attachment: Attachment, wanted: Set[str]) -> list[Letter]:
    """Read an attached document as a letter; whatever is wrong with it does not cost the mail.

    Raises:
        Unreadable: it can't be read.
    """
    suffix = PurePosixPath(attachment.name).suffix.lower()
    read = reader_of(suffix) if suffix in wanted else None
    if read is None or not attachment.data:
        return []
    try:
        letters_ = read(f"{own.name}/{attachment.name}", own.digest, attachment.data)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # what a broken file makes of the packages that read it is not known
        raise Unreadable("import-skadet") from error
    return [one._replace(date=one.date or own.date, sender=one.sender or own.sender) for one in letters_]


def _invited(own: Letter, invitations: tuple[bytes, ...]) -> tuple[list[Letter], Letter]:
    """Make a letter of each event of an invitation; one that says nothing of it has the mail's own text.

    Raises:
        Unreadable: the mail is an invitation, or an answer to one, that can't be read, and has no text of its own.
    """
    from generator.importers.read.calendars import events  # loaded only where somebody was invited

    found: list[Letter] = []
    for data in invitations:
        before = len(found)
        try:
            found += events(own.name, own.digest, data)
        except Unreadable as refused:
            if refused.remark.code == "import-svar-innkalling" or not documents.length(own.html):
                raise
        if len(found) == before:
            own = own._replace(remarks=(*own.remarks, Remark("import-vedlegg-ulest", (("name", "kalender.ics"),))))
    return [_with_mail(event, own) for event in found], own


def _with_mail(event: Letter, own: Letter) -> Letter:
    return event._replace(
        title=event.title or own.title,
        date=own.date or event.date,
        sender=own.sender or event.sender,
        html=event.html or own.html,
        attachments=own.attachments,
        remarks=(*own.remarks, *event.remarks),
        left_out=(*own.left_out, *event.left_out),
    )

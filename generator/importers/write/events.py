"""An invitation → the file of its draft.  Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from generator.base.problems import say
from generator.importers.letter import Event, Issue, Remark
from generator.importers.write.drafts import Drafts, Head, Writer, language_of, quoted, titled

# The first that fits; the editor is asked to look at it.
_TYPES = (
    (re.compile(r"hospiter", re.IGNORECASE), "hospitering"),
    (re.compile(r"kollegagruppe", re.IGNORECASE), "kollegagruppe"),
    (re.compile(r"(?:veilednings|rettleiings)gruppe", re.IGNORECASE), "veiledningsgruppe"),
    (re.compile(r"kurs|konferanse", re.IGNORECASE), "emnekurs"),
)


def compose(
    issue: Issue,
    event: Event,
    day: date,
    sender: str,
    is_taken: Callable[[str], bool],
    language: str,
    *,
    guessed: Sequence[str] = (),
    remarks: Sequence[Remark] = (),
) -> Drafts:
    """Make the draft of an event, with what was said of it and attached to it.

    ``is_taken`` tells whether something lies at a path below ``content/``; ``language`` is the site's own; ``guessed``
    are the fields that are no more than guesses, besides the type of the event.
    """
    writer, head = (
        Writer(issue, is_taken, issue.language or language),
        Head(day, sender, language_of(issue, language), language, tuple(guessed)),
    )
    title = titled(issue.letter.title) or titled(issue.title) or say(language, "import-uten-tittel")
    folder = f"arrangementer/{event.starts[:4]}"
    name = writer.name(folder, title, ".md")
    writer.files[f"{name}.md"] = b""
    said = [writer.text(item.markdown, folder, title) for item in issue.items]
    repeats = say(language, event.repeats.code, **dict(event.repeats.values)) if event.repeats else ""
    body = "\n\n".join(filter(None, (*said, repeats, writer.attachments(folder, title))))
    review = head.review(["type"], (*remarks, *writer.remarks))
    writer.files[f"{name}.md"] = head.file(title, [*_matter(event, title, day, language), *review], body)
    return Drafts(name, title, day, writer.files, (), tuple(writer.remarks))


def _matter(event: Event, title: str, day: date, language: str) -> Iterator[tuple[str, str]]:
    yield "type", _type(event, title)
    yield "starts", event.starts
    if event.ends:
        yield "ends", event.ends
    if event.whole_day:
        yield "whole_day", "true"
    if event.place:
        yield "place", quoted(event.place)
    if event.link:
        yield "link", quoted(event.link)
    if event.cancelled:
        yield "cancelled", f"{{date: {day.isoformat()}, reason: {quoted(say(language, 'import-avlyst'))}}}"


def _type(event: Event, title: str) -> str:
    """Guess what kind of event it is.

    >>> _type(Event("2019-04-02 11:30", link="https://teams.microsoft.com/l/x"), "Lunsj om epikriser")
    'digitalt-mote'
    """
    named = next((kind for pattern, kind in _TYPES if pattern.search(title)), "")
    return named or ("digitalt-mote" if event.link else "samhandlingsmote")

"""An issue and what is proposed for its items → the files of its drafts.  Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import yaml

from generator.base.problems import say
from generator.importers import limits
from generator.importers.letter import Attachment, Issue, Item, Remark
from generator.importers.propose.proposals import Proposed, Same
from generator.importers.write.notes import Notes, alike, noted, remark
from generator.source.file_names import ASSET_SUFFIXES, slugify
from generator.source.files import CONTROL

_LONGEST_NAME = 60
_LONGEST_TITLE = 200
_IMAGE = re.compile(r"!\[((?:[^\[\]\\]|\\.){0,500})\]\(<?([^()\s<>\[\]]{1,300})>?(?:\s+\"[^\"]{0,300}\")?\)")
# No page may lead to what is not encrypted; what was once on http is on https by now, or gone.
_HTTP = re.compile(r"(\]\(<?|<|\]: )http://", re.IGNORECASE)
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
    (b"%PDF-", ".pdf"),
)


class Entry(NamedTuple):
    """What became of one item: ``id`` is its draft's, or with ``same`` that of the item that is there already."""

    id: str
    title: str
    proposed: Proposed | None = None
    same: Same | None = None


class Drafts(NamedTuple):
    """The files of an issue, by their paths below ``content/``; ``id`` is the issue's own."""

    id: str
    title: str
    date: date
    files: Mapping[str, bytes]
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]


class Writer:
    """Gathers the files of one issue; what is shown in several items is stored once."""

    def __init__(self, issue: Issue, is_taken: Callable[[str], bool], language: str) -> None:
        self.files: dict[str, bytes] = {}
        self.remarks: list[Remark] = []
        self._issue, self._is_taken, self._language = issue, is_taken, language
        self._images = {image.name: image for image in issue.images}
        self._stored: dict[str, str] = {}

    def name(self, folder: str, title: str, suffix: str) -> str:
        """Choose a path that nothing has, without its suffix."""
        slug = slugify(title)[:_LONGEST_NAME].strip("-") or "side"
        # A number may make a name that the site keeps for its own pages.
        slugs = (slugify(f"{slug}-{number}" if number > 1 else slug) for number in range(1, 100_000))
        names = (f"{folder}/{one}" for one in slugs)
        return next(name for name in names if f"{name}{suffix}" not in self.files and not self._is_taken(name + suffix))

    def text(self, markdown: str, folder: str, title: str) -> str:
        """Make Markdown ready to stand in ``folder``, with its images stored."""
        shown = _IMAGE.sub(lambda found: self._image(found[1], found[2], folder, title), clean(markdown))
        return _HTTP.sub(r"\1https://", shown).strip()

    def _image(self, alt: str, name: str, folder: str, title: str) -> str:
        image = self._images.get(name)
        if image is None:
            return alt
        if name not in self._stored:
            suffix = kind_of(image.data)
            if suffix in ("", ".pdf"):
                self.remarks.append(remark("import-bilde-type", name=image.name))
                return alt
            if len(image.data) > limits.IMAGE:
                size = limits.megabytes(limits.IMAGE)
                self.remarks.append(remark("import-vedlegg-stort", name=image.name, size=size))
                return alt
            path = self.name(folder, f"{slugify(title)[:40]}-bilde", suffix) + suffix
            self.files[path], self._stored[name] = image.data, path
        return f"![{alt.strip() or say(self._language, 'import-bilde-alt')}]({_relative(self._stored[name], folder)})"

    def attachments(self, folder: str, title: str) -> str:
        """Store what was attached and can be published; gives the Markdown that shows it."""
        shown = {image.data for image in self._issue.images}
        links = []
        for attachment in self._issue.letter.attachments:
            suffix = kind_of(attachment.data)
            if (attachment.cid and suffix != ".pdf") or attachment.data in shown:
                continue
            if suffix != ".pdf":
                self.remarks.append(remark("import-vedlegg-type", name=attachment.name or attachment.type))
                continue
            path = self.name(folder, f"{slugify(title)[:40]}-{slugify(_stem(attachment))[:30]}", suffix) + suffix
            self.files[path] = attachment.data
            self.remarks.append(remark("import-vedlegg-les", name=attachment.name))
            links.append(f"- [{_escaped(clean(_stem(attachment)))}]({_relative(path, folder)})")
        return f"{say(self._language, 'import-vedlegg')}\n\n{chr(10).join(links)}" if links else ""


def compose(
    issue: Issue,
    items: Sequence[tuple[Item, Proposed | Same]],
    day: date,
    sender: str,
    is_taken: Callable[[str], bool],
    language: str,
    *,
    guessed: Sequence[str] = (),
    remarks: Sequence[Remark] = (),
) -> Drafts:
    """Make the drafts of an issue: a file for each new item, and one that lists them all in their order.

    ``is_taken`` tells whether something lies at a path below ``content/``; ``language`` is the site's own.  No
    ``sender`` is one that nobody knows yet.  ``guessed`` are the fields of all drafts that are no more than guesses.
    What there is to say of a draft, of ``remarks`` or of the letter, stands in the draft itself.
    """
    writer = Writer(issue, is_taken, issue.language or language)
    head = Head(day, sender, language_of(issue, language), language, tuple(guessed))
    notes = Notes((*remarks, *issue.letter.remarks, *issue.remarks), [item for item, _ in items])
    entries = [_entry(item, found, issue, head, notes, writer) for item, found in items]
    title = titled(issue.title) or titled(issue.letter.title) or say(language, "import-uten-tittel")
    folder = f"nyhetsbrev/{day.year}"
    name = writer.name(folder, title, ".md")
    before = len(writer.remarks)
    texts = (writer.text(issue.introduction, folder, title), writer.attachments(folder, title))
    review = head.review((), (*notes.of_the_rest(), *writer.remarks[before:]))
    listed = [*review, ("items", "".join(_listed([item.section for item, _ in items], entries)))]
    writer.files[f"{name}.md"] = head.file(title, listed, "\n\n".join(filter(None, texts)))
    return Drafts(name, title, day, writer.files, tuple(entries), tuple(writer.remarks))


def story(
    issue: Issue,
    item: Item,
    found: Proposed,
    day: date,
    sender: str,
    is_taken: Callable[[str], bool],
    language: str,
    *,
    guessed: Sequence[str] = (),
    remarks: Sequence[Remark] = (),
) -> Drafts:
    """Make the draft of the only item of a document that is no newsletter; there is no issue to list it.

    The rest is as in :func:`compose`.
    """
    writer = Writer(issue, is_taken, issue.language or language)
    head = Head(day, sender, language_of(issue, language), language, tuple(guessed))
    notes = Notes((*remarks, *issue.letter.remarks, *issue.remarks), [item])
    entry = _entry(item, found, issue, head, notes, writer, is_alone=True)
    return Drafts(entry.id, entry.title, day, writer.files, (entry,), tuple(writer.remarks))


def language_of(issue: Issue, language: str) -> str:
    """Give the language of a letter where it is not the site's own."""
    return issue.language if issue.language in ("nb", "nn") and issue.language != language else ""


def _entry(
    item: Item,
    found: Proposed | Same,
    issue: Issue,
    head: "Head",
    notes: Notes,
    writer: Writer,
    *,
    is_alone: bool = False,
) -> Entry:
    """Write the draft of one item, unless it is there already; one that is alone has all there is to say and show."""
    title = titled(item.title) or titled(issue.title) or say(head.language, "import-uten-tittel")
    if isinstance(found, Same):
        return Entry(found.id, title, None, found)
    folder, before = f"nyheter/{head.day.year}", len(writer.remarks)
    name = writer.name(folder, title, ".md")
    # The name is taken before its images are stored.
    writer.files[f"{name}.md"] = b""
    texts = (writer.text(item.markdown, folder, title), writer.attachments(folder, title) if is_alone else "")
    own = (*(notes.of_the_rest() if is_alone else ()), *notes.of(item))
    said = (*([alike(found.alike)] if found.alike else []), *own, *writer.remarks[before:])
    topics = [("topics", _ids(found.topics))] if found.topics else []
    review = head.review(["topics"] if found.topics else [], said)
    writer.files[f"{name}.md"] = head.file(title, [*topics, *review], "\n\n".join(filter(None, texts)))
    return Entry(name, title, found)


class Head(NamedTuple):
    """What the drafts of an issue have in common."""

    day: date
    sender: str
    lang: str
    language: str
    guessed: tuple[str, ...]

    def file(self, title: str, matter: Sequence[tuple[str, str]], body: str) -> bytes:
        """Write a draft."""
        common = [("title", quoted(title)), ("date", self.day.isoformat())]
        sender = [("sender", _ids([self.sender])[1:-1])] if self.sender else []
        language = [("lang", self.lang)] if self.lang else []
        fields = (*common, *sender, *language, ("draft", "true"), *matter)
        lines = "".join(f"{name}:{'' if value.startswith(chr(10)) else ' '}{value}\n" for name, value in fields)
        return f"---\n{lines}---\n\n{body}\n".encode()

    def review(self, guessed: Sequence[str], remarks: Sequence[Remark]) -> Iterator[tuple[str, str]]:
        """Yield the fields that tell a reviewer what to look at."""
        if fields := (*self.guessed, *guessed):
            yield "guessed", _ids(fields)
        if lines := noted(remarks, self.language):
            yield "review_notes", "".join(f"\n  - {quoted(line)}" for line in lines)


def clean(text: str) -> str:
    """Leave out what no published file may hold."""
    return unicodedata.normalize("NFC", CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def titled(text: str) -> str:
    r"""Make a title of a text: one line, not too long.

    >>> titled(" Nytt\n om\x00 gastro ")
    'Nytt om gastro'
    """
    line = " ".join(clean(text).split())
    return line if len(line) <= _LONGEST_TITLE else line[:_LONGEST_TITLE].rpartition(" ")[0] + " …"


def kind_of(data: bytes) -> str:
    """Tell what may be published by what it is, not by what it is called; nothing for anything else.

    >>> kind_of(b"GIF89a..."), kind_of(b"<svg onload=...>")
    ('.gif', '')
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return next((suffix for begin, suffix in _KINDS if data.startswith(begin) and suffix in ASSET_SUFFIXES), "")


def _listed(sections: Sequence[str], entries: Sequence[Entry]) -> list[str]:
    """List items in their order, below the headings that they stood under; none twice."""
    lines, heading, seen = list[str](), "", set[str]()
    for section, entry in zip(sections, entries, strict=True):
        if entry.id in seen:
            continue
        seen.add(entry.id)
        section = titled(section)
        if section and section != heading:
            lines.append(f"\n  - heading: {quoted(section)}\n    items:")
        heading = section
        lines.append(f"\n{'      ' if section else '  '}- {entry.id}")
    return lines


def _ids(ids: Sequence[str]) -> str:
    """Write a list of ids, in quotes only where YAML could take one for something else, such as ``no``."""
    return yaml.safe_dump(list(ids), allow_unicode=True, default_flow_style=True, width=10_000).strip()


def quoted(text: str) -> str:
    """Write a text in the quotes of YAML."""
    return yaml.safe_dump(text, allow_unicode=True, default_style='"', width=10_000).strip()


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&])", r"\\\1", text)


def _stem(attachment: Attachment) -> str:
    return re.split(r"[\\/]", attachment.name)[-1].rpartition(".")[0] or "vedlegg"


def _relative(path: str, folder: str) -> str:
    own, name = path.rsplit("/", 1)
    return name if own == folder else f"../../{path}"

"""The tree of a text, read: headings and their anchors, links, sections and plain text."""

import re
from collections import Counter
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from generator.base.problems import Problem, Severity, placeholders
from generator.body.found import Heading, Link, Section
from generator.body.links import Links
from generator.body.plain import of_text, plain, searched
from generator.body.sanitiser import Marks
from generator.body.tree import Tree

SUMMARY_LENGTH = 220
_LONGEST = 80

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?\s+(?=\S)")
_OWN_ANCHOR = re.compile(r"\{:?\s*#[^{}]*\}\s*$")


class Reading(Treeprocessor):
    """Reads one parsed text: gives headings their anchors, resolves links, collects text and problems."""

    def start(self, tree: Tree, path: str, points: bool, marks: Marks) -> None:
        """Forget the text before, and be ready for the next; see ``Renderer.render``."""
        self.tree, self.path, self.points, self._marks = tree, path, points, marks
        self.outline: list[Heading] = []
        self.sections: list[Section] = []
        self.problems: list[Problem] = []
        self.summary = ""
        self._links = Links(path, self.say)
        self._anchors: set[str] = set()
        self._alike: Counter[str] = Counter()

    @property
    def links(self) -> list[Link]:
        """The links into the site."""
        return self._links.found

    def run(self, root: Element) -> None:
        """Read the tree from its beginning, then check the links within the text."""
        tree, links = self.tree, self._links
        self._headings_and_text(root)
        for element in tree.headings:
            self._every_heading(element)
        for element in tree.links:
            links.link(element, tree.lines[element])
        for element in tree.pictures:
            links.picture(element, tree.lines[element])
        for fragment, line in links.fragments:
            if fragment not in self._anchors and not fragment.startswith("fn"):
                self.say("lenke-anker", line, target=f"#{fragment}")
        self._notes()
        self._marks.put(root, self.md.htmlStash.rawHtmlBlocks)

    def _notes(self) -> None:
        """Name references that no footnote answers, and footnotes that nothing refers to."""
        for label, line in self.tree.unmet:
            self.say("fotnote-mangler", line, name=label[:_LONGEST])
        for note in self.tree.notes.unused():
            self.say("fotnote-ubrukt", note.line, Severity.WARNING, name=note.label[:_LONGEST])

    def problem(self, code: str, line: int, severity: Severity = Severity.ERROR, **values: object) -> Problem:
        """Make a problem of the file that is read."""
        return Problem(f"content/{self.path}", line, code, "", placeholders(values), severity)

    def say(self, code: str, line: int, severity: Severity = Severity.ERROR, **values: object) -> None:
        """Note a problem of the file that is read."""
        self.problems.append(self.problem(code, line, severity, **values))

    def _headings_and_text(self, root: Element) -> None:
        anchor, title, level = "", "", 1
        stash = self.md.htmlStash.rawHtmlBlocks
        texts = [of_text(root.text or "", stash)]
        for element in root:
            if element.tag in _HEADINGS:
                self.sections.append(Section(anchor, title, searched(" ".join(filter(None, texts)))))
                heading = self._heading(element, int(element.tag[1]), level)
                anchor, title, level, texts = heading.anchor, heading.title, heading.level, []
            else:
                texts.append(plain(element, stash))
                if element.tag == "p" and not self.summary:
                    self.summary = shorten(texts[-1], SUMMARY_LENGTH)
            if element.tail and element.tail != "\n":
                texts.append(of_text(element.tail, stash))
        self.sections.append(Section(anchor, title, searched(" ".join(filter(None, texts)))))

    def _heading(self, element: Element, level: int, above: int) -> Heading:
        title, line = plain(element, self.md.htmlStash.rawHtmlBlocks), self.tree.lines[element]
        if level == 1:
            level, element.tag = 2, "h2"
            self.say("overskrift-h1", line, Severity.WARNING, title=title)
        elif level > above + 1:
            self.say("overskrift-hopp", line, Severity.WARNING, title=title)
        number, numbered = "", _NUMBERED.match(title) if self.points else None
        if numbered:
            number, title = numbered[1], title[numbered.end() :]
            if number in self._anchors:
                self.say("punkt-dobbelt", line, number=number)
            _mark_number(element, numbered.end(), number)
        heading = Heading(level, self._anchor(number or title, bool(number)), number, title)
        element.set("id", heading.anchor)
        self.outline.append(heading)
        return heading

    def _every_heading(self, element: Element) -> None:
        """Look at what no heading may be, also those in quotes and lists."""
        title, line = plain(element, self.md.htmlStash.rawHtmlBlocks), self.tree.lines[element]
        if element.tag == "h1":
            element.tag = "h2"
            self.say("overskrift-h1", line, Severity.WARNING, title=title)
        if own := _OWN_ANCHOR.search(title):
            self.say("overskrift-anker", line, written=own[0].strip()[:_LONGEST])

    def _anchor(self, text: str, is_number: bool) -> str:
        lowered = text.replace("\u00ad", "").lower()
        wanted = text if is_number else re.sub(r"[^a-z0-9æøå]+", "-", lowered).strip("-") or "avsnitt"
        anchor = wanted
        while anchor in self._anchors:
            self._alike[wanted] += 1
            anchor = f"{wanted}-{self._alike[wanted] + 1}"
        self._anchors.add(anchor)
        return anchor


def _mark_number(element: Element, length: int, number: str) -> None:
    """Turn the number that a heading begins with into a link to the heading itself."""
    link = Element("a", {"class": "fa-point", "href": f"#{number}"})
    link.text = number
    link.tail = " " + (element.text or "")[length:]
    element.text = None
    element.insert(0, link)


def shorten(text: str, length: int) -> str:
    """Cut text after a sentence where one ends soon enough, else between words.

    >>> shorten("Kort. Dette er en lang setning.", 12)
    'Kort.'
    >>> shorten("Dette er en lang setning", 12)
    'Dette er en …'
    """
    if len(text) <= length:
        return text
    head = text[: length + 1]
    stop = max(head.rfind(mark) for mark in (". ", "! ", "? "))
    if stop >= length // 3:
        return head[: stop + 1]
    return head[: head.rfind(" ")].rstrip(" ,;:–-") + " …" if " " in head else head[:length] + "…"

"""What tests of splitting share: the letters in ``letters/``, and what is made of some HTML."""

import functools
import re
from pathlib import Path

from lxml import html as lxml_html

from generator.base.problems import Severity
from generator.body.markdown import Renderer
from generator.importers import read
from generator.importers.find import walk
from generator.importers.letter import Attachment, Issue, Letter
from generator.importers.read.sandbox import Sandbox
from generator.importers.split.items import split

LETTERS = Path(__file__).parent / "letters"
RIGHT = ".expected.yml"
NAMES = sorted(path.name for path in LETTERS.iterdir() if not path.name.endswith(RIGHT))
RENDERER = Renderer()


def issue(html: str, *attachments: Attachment, title: str = "Praksisnytt 3/2026") -> Issue:
    return split(Letter("brev.html", "", title, None, "", html, attachments))


def titles(html: str) -> list[str]:
    return [item.title for item in issue(html).items]


def bodies(html: str) -> list[str]:
    return [item.markdown for item in issue(html).items]


def codes(html: str) -> set[str]:
    return {remark.code for remark in issue(html).remarks}


def told(html: str, code: str) -> list[str]:
    """Give what a remark of one code, or what was left out for one reason, says of the letter."""
    made = issue(html)
    return [
        dict(one.values).get("value", dict(one.values).get("text", ""))
        for one in (*made.remarks, *made.left_out)
        if one.code == code
    ]


def shown(markdown: str) -> str:
    """Give the text that the archive shows of Markdown; nothing in it may be a problem but a picture not stored yet."""
    body, problems = RENDERER.render(markdown, "nyheter/2026/a.md")
    errors = [one for one in problems if one.severity is Severity.ERROR]
    assert [one for one in errors if one.code not in ("bilde-alt", "lenke-form")] == []
    return " ".join(lxml_html.fromstring(f"<div>{body.html}</div>").itertext())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@functools.cache
def made_of(name: str) -> tuple[Issue, ...]:
    """Import one file up to its items, as ``fagarkiv import`` does."""
    with Sandbox() as sandbox:
        found = [one for one in walk.walk([LETTERS / name], sandbox, LETTERS) if isinstance(one, walk.Found)]
        letters = [letter for one in found for letter in read.read(one.name, walk.load(one, sandbox))]
    return tuple(map(split, letters))


TEXT = "<p>Dette er teksten i saken, og den har flere ord enn en tittel.</p>"


ITEMS = f"<h2>En</h2>{TEXT}<h2>To</h2>{TEXT}"

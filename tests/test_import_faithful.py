"""Nothing is lost, changed or added in silence: every figure, negation and mark of a letter stands in its drafts.

The letters in ``letters/`` are compared with what was read of them, and letters of all formats that are made here with
what they were made of.
"""

# The lines of letters are as long as those who made them have them.
# ruff: noqa: E501

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pytest
from lxml import html as lxml_html

from generator.body.markdown import Renderer
from generator.importers import read as reading
from generator.importers.find import walk
from generator.importers.letter import Issue, Letter
from generator.importers.read import documents
from generator.importers.read.sandbox import Sandbox
from generator.importers.split.items import split
from tests.foreign import Set, mail, pdf
from tests.splitting import LETTERS, NAMES
from tests.word_files import cell, entry, heading, level, numbering, paragraph, run, table, word

RENDERER = Renderer()
NEGATIONS = frozenset(
    [
        "ikke",
        "ikkje",
        "ingen",
        "inga",
        "inkje",
        "aldri",
        "uten",
        "utan",
        "nei",
        "ei",
        "verken",
        "korkje",
        "hverken",
        "neppe",
        "unngå",
        "avlyst",
        "stengt",
    ]
)
STRUCK = re.compile(r"~~(.+?)~~|<del>(.+?)</del>")


def shown(markdown: str) -> str:
    """Give the text that the archive shows, whatever it makes of tildes."""
    body, _ = RENDERER.render(STRUCK.sub(r" \1\2 ", markdown), "nyheter/2026/a.md")
    tree = lxml_html.fromstring(f"<div>{body.html}</div>")
    for reference in tree.xpath("//a[contains(@class, 'footnote')]"):
        reference.drop_tree()
    return " ".join(tree.itertext())


def told(text: str) -> Counter[str]:
    """Count the figures and the negations of a text."""
    words = re.findall(r"\d+|[^\W\d_]+", text.lower())
    return Counter(word for word in words if word.isdigit() or word in NEGATIONS)


def drafted(issue: Issue) -> str:
    items = "\n".join(f"{item.title} {item.section} {shown(item.markdown)}" for item in issue.items)
    return f"{shown(issue.introduction)}\n{items}"


def left_out(issue: Issue) -> str:
    return "\n".join(dict(one.values).get("text", "") for one in (*issue.left_out, *issue.letter.remarks))


def struck(issue: Issue) -> list[str]:
    texts = "\n".join(item.markdown for item in issue.items)
    return sorted(re.sub(r"<[^>]*>", "", one or other) for one, other in STRUCK.findall(texts))


def raised(issue: Issue) -> list[str]:
    return sorted(re.findall(r"<su[bp]>(.*?)</su[bp]>", "\n".join(item.markdown for item in issue.items)))


# --- The letters in the repository ------------------------------------------------------------------------------------


def read_all() -> Iterator[Letter]:
    with Sandbox() as sandbox:
        for found in walk.walk([LETTERS / name for name in NAMES], sandbox, LETTERS):
            if isinstance(found, walk.Found):
                yield from reading.read(found.name, walk.load(found, sandbox))


def test_every_figure_negation_and_mark_of_the_letters_is_in_their_drafts_or_told_to_be_left_out() -> None:
    seen = 0
    for letter in read_all():
        issue = split(letter)
        tree = documents.parsed(letter.html)
        source = told(documents.shown(tree))
        # The number that a title has in its letter is left to the list of the items.
        numbers = Counter(str(number + 1) for number in range(len(issue.items)))
        # The list of contents and the name of the letter come again, and are told by their beginning.
        missing = source - numbers - told(f"{drafted(issue)} {left_out(issue)} {issue.title} {letter.title}")
        added = told(drafted(issue)) - told(f"{documents.shown(tree)} {letter.title}")
        marks = ["".join(one.itertext()) for one in tree.iter("sup", "sub", "s", "strike", "del")]
        assert (letter.name, missing, added, sorted(marks)) == (
            letter.name,
            {},
            {},
            sorted(raised(issue) + struck(issue)),
        )
        seen += source.total()
    assert seen > 100


# --- Letters of all formats -------------------------------------------------------------------------------------------


class Piece(NamedTuple):
    text: str
    mark: str = ""


class Story(NamedTuple):
    title: str
    text: Sequence[Piece]
    points: Sequence[str]
    rows: Sequence[Sequence[str]]


STORIES = (
    Story(
        "Ny dosering av blodtrykksmedisin",
        (Piece("Gi "), Piece("20 mg", "s"), Piece(" 10 mg, aldri mer enn 40 mg. Ikke til gravide, og ikkje til born under 12 år.")),
        ("Mål trykket etter 14 dager", "Ingen kontroll før 3 uker", "Ikke stans brått"),
        (("Alder", "Startdose", "Høyeste dose"), ("Under 65", "10 mg", "40 mg"), ("Over 65", "5 mg", "20 mg")),
    ),
    Story(
        "Blodprøver uten timebestilling",
        (Piece("Trombocytter under 100 · 10"), Piece("9", "sup"), Piece("/l, og Na"), Piece("+", "sup"), Piece(" under 125. Det er ingen grense for CO"), Piece("2", "sub"), Piece(".")),
        ("Ring 116 117 om natta", "Møt fastende, uten frokost"),
        (("Prøve", "Nedre grense", "Øvre grense"), ("Kalium", "3,6", "5,0"), ("Natrium", "137", "145")),
    ),
)  # fmt: skip
UNMARKED = tuple(
    one._replace(text=[Piece("".join(piece.text for piece in one.text if piece.mark != "s"))]) for one in STORIES
)
UNSTRUCK = tuple(one._replace(text=[piece for piece in one.text if piece.mark != "s"]) for one in STORIES)


def as_html(stories: Sequence[Story]) -> str:
    return "".join(map(_html, stories))


def _html(story: Story) -> str:
    text = "".join(f"<{one.mark}>{one.text}</{one.mark}>" if one.mark else html.escape(one.text) for one in story.text)
    points = "".join(f"<li>{point}" for point in story.points)
    rows = "".join(f"<tr>{''.join(f'<td>{one}' for one in row)}" for row in story.rows)
    return f"<h2>{story.title}</h2><p>{text}</p><ul>{points}</ul><table border=1>{rows}</table>"


def as_word(stories: Sequence[Story]) -> bytes:
    properties = {"": "", "s": "<w:strike/>"}
    properties |= {f"su{end}": f'<w:vertAlign w:val="{name}script"/>' for end, name in (("p", "super"), ("b", "sub"))}
    body = [paragraph("Praksisnytt 3/2026", style="Title")]
    for number, story in enumerate(stories, 1):
        body += [heading(story.title), paragraph(*(run(one.text, properties[one.mark]) for one in story.text))]
        body += [*(entry(point, number) for point in story.points), table(*(map(cell, row) for row in story.rows))]
    counted = numbering([[level(0, "decimal", "%1.")], [level(0, "bullet", "o")]], {1: 0, 2: 1})
    return word(*body, numbering=counted)


def as_text(stories: Sequence[Story]) -> bytes:
    parts = []
    for story in stories:
        rows = "\n".join(", ".join(row) for row in story.rows)
        points = "\n".join(f"• {point}" for point in story.points)
        parts.append(f"{story.title.upper()}\n{''.join(one.text for one in story.text)}\n\n{points}\n\n{rows}")
    return "\n\n".join(parts).encode()


def as_pdf(stories: Sequence[Story]) -> bytes:
    """Set it in letters of the same width, so that it is known where each of them stands."""
    lines = [Set(50, 780, "Praksisnytt 3/2026", 20, "F2")]
    bottom = 740.0
    for story in stories:
        lines.append(Set(50, bottom, story.title, 14, "F2"))
        left = 50.0
        for one in story.text:
            size, by = (6, {"sup": 4, "sub": -2}[one.mark]) if one.mark else (8, 0)
            lines.append(Set(left, bottom - 24 + by, one.text, size, "F3"))
            left += len(one.text) * size * 0.6
        lines += [
            Set(50, bottom - 44 - 12 * at, f"{at + 1}. {point}", 8, "F3") for at, point in enumerate(story.points)
        ]
        for at, row in enumerate(story.rows):
            lines += [
                Set(x, bottom - 100 - 16 * at, text, 8, "F3") for x, text in zip((50, 200, 350), row, strict=True)
            ]
        bottom -= 200
    return pdf([lines])


def made(name: str, data: bytes) -> Issue:
    (letter,) = reading.read(name, data)
    return split(letter)


FORMATS = [
    pytest.param("a.eml", mail(html=as_html(STORIES)).as_bytes(), STORIES, id="mail"),
    pytest.param("a.html", as_html(STORIES).encode(), STORIES, id="page"),
    pytest.param("a.docx", as_word(STORIES), STORIES, id="Word"),
    # A PDF strikes nothing out: a line is drawn across, of which nothing is known.
    pytest.param("a.pdf", as_pdf(UNSTRUCK), UNSTRUCK, id="PDF"),
    pytest.param("a.txt", as_text(UNMARKED), UNMARKED, id="text"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "stories"), FORMATS)
def test_what_a_letter_was_made_of_is_what_its_drafts_say(name: str, data: bytes, stories: Sequence[Story]) -> None:
    issue = made(name, data)
    assert [item.title.lower() for item in issue.items] == [story.title.lower() for story in stories]
    for item, story in zip(issue.items, stories, strict=True):
        whole = [*(one.text for one in story.text), *story.points, *(text for row in story.rows for text in row)]
        source = f"{story.title} {' '.join(whole)}"
        assert told(f"{item.title} {shown(item.markdown)}") == told(source)
        own, came = (
            Counter(re.findall(r"\w+", text.lower())) for text in (source, f"{item.title} {shown(item.markdown)}")
        )
        assert (own & came).total() >= 0.99 * own.total()
    marks = [one for story in stories for one in story.text if one.mark]
    assert struck(issue) == sorted(one.text for one in marks if one.mark == "s")
    assert raised(issue) == sorted(one.text for one in marks if one.mark in ("sup", "sub"))


@pytest.mark.parametrize(("name", "data", "stories"), FORMATS)
def test_lists_and_tables_are_such_in_every_format_that_has_them(name: str, data: bytes, stories: object) -> None:
    for item, story in zip(made(name, data).items, STORIES, strict=True):
        lines = item.markdown.split("\n")
        points = [re.sub(r"^(?:- |\d\. )", "", line) for line in lines if re.match(r"(?:- |\d\. )", line)]
        rows = [
            [one.strip() for one in line[1:-1].split(" | ")]
            for line in lines
            if line.startswith("|") and "---" not in line
        ]
        assert points == list(story.points)
        assert rows == ([] if name == "a.txt" else [list(row) for row in story.rows])


def test_counting_goes_by_words() -> None:
    assert told("Ikke 10 mg, aldri 1000. Ikkje nei-nei.") == Counter(
        {"ikke": 1, "10": 1, "aldri": 1, "1000": 1, "ikkje": 1, "nei": 2}
    )

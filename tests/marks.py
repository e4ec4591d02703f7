"""What tests of marks share: an issue of HTML or Word, and what is told of it."""

from generator.importers import read as reading
from generator.importers.letter import Issue, Letter
from generator.importers.split.items import split
from tests.word_files import heading, word


def of_html(html: str) -> Issue:
    return split(Letter("brev.html", "", "Praksisnytt 3/2026", None, "", html))


def of_word(*body: str, **parts: str) -> Issue:
    """Import a document that has one item, in which the pieces stand."""
    (letter,) = reading.read("brev.docx", word(heading("Praksisnytt 3/2026"), heading("Nye råd"), *body, **parts))
    return split(letter)


def body(issue: Issue) -> str:
    (item,) = issue.items
    return item.markdown.removesuffix("\n")


def html(text: str) -> str:
    return body(of_html(f"<h2>Nye råd</h2>{text}"))


def told(issue: Issue, code: str) -> list[str]:
    return [dict(one.values)["text"] for one in (*issue.left_out, *issue.remarks) if one.code == code]


def rows(markdown: str) -> list[list[str]]:
    lines = [line for line in markdown.split("\n") if line.startswith("|")]
    return [[one.strip() for one in line[1:-1].split(" | ")] for line in lines if "---" not in line]

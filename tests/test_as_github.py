"""What reviewers see on GitHub is what is published: Markdown beside the program that GitHub renders files with."""

import cProfile
import pstats
import random
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import build
from generator.body.markdown import Renderer
from generator.source.front_matter_text import split
from tests import editor_texts
from tests.as_github import ours, reference, structure
from tests.driver import TODAY, Silent, SiteTest

FOLDER = Path(__file__).parent
SHARE = 0.002


class Habit(NamedTuple):
    """One thing editors do: what they write, and the HTML that it is on GitHub."""

    title: str
    written: str
    expected: str


def habits() -> list[Habit]:
    """Read them: title, text and HTML stand each between lines with a single full stop."""
    parts = (FOLDER / "habits.txt").read_text("utf-8").split("\n.\n")[1:]
    groups = zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
    return [Habit(title.strip(), text.replace("→", "\t").replace("·", " "), shown) for title, text, shown in groups]


HABITS = habits()


def test_there_are_sixty_habits() -> None:
    assert len({habit.title for habit in HABITS}) == len(HABITS) >= 60


@pytest.mark.parametrize("habit", HABITS, ids=[habit.title for habit in HABITS])
def test_a_habit_of_editors_is_shown_as_on_github(habit: Habit) -> None:
    assert ours(habit.written) == structure(habit.expected)


@pytest.mark.parametrize("habit", HABITS, ids=[habit.title for habit in HABITS])
def test_the_list_of_habits_tells_the_truth_about_github(habit: Habit) -> None:
    assert reference(habit.written) == structure(habit.expected)


def test_of_two_thousand_made_up_texts_four_at_most_differ_in_structure() -> None:
    texts = [editor_texts.text(random.Random(seed)) for seed in range(2000)]
    different = [text for text in texts if ours(text) != reference(text)]
    assert len(different) <= SHARE * len(texts), different[:5]


def test_every_text_of_the_archive_itself_is_shown_as_on_github() -> None:
    files = sorted((FOLDER.parent / "content").rglob("*.md"))
    bodies = {file.name: split(file.read_text("utf-8"), file.name).body for file in files}
    assert len(bodies) > 50
    assert [name for name, body in bodies.items() if ours(body) != reference(body)] == []


def test_the_made_up_texts_hold_every_sort_of_block() -> None:
    made = {
        found[1]
        for seed in range(300)
        for piece in reference(editor_texts.text(random.Random(seed)))
        if (found := re.match(r"<([a-z0-9]+)", piece))
    }
    blocks = {"blockquote", "h2", "h3", "hr", "li", "ol", "p", "pre", "table", "td", "th", "ul", "details", "input"}
    assert blocks | {"a", "b", "br", "code", "del", "em", "img", "kbd", "strong", "sub", "sup"} <= made


def said(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in Renderer().render(text, "nyheter/2026/a.md")[1]]


def test_a_link_is_told_of_at_its_line_in_a_paragraph_a_list_and_a_table() -> None:
    assert said(
        "En\nto [x](ftp://a.no)\n\n- a\n- [x](ftp://a.no)\n\n| a | b |\n|---|---|\n| 1 | [x](ftp://a.no) |"
    ) == [
        (2, "lenke-type"),
        (5, "lenke-type"),
        (9, "lenke-type"),
    ]


def test_what_is_said_after_a_fence_gives_neither_class_nor_id() -> None:
    html = Renderer().render("``` { #innhold .fa-x }\na\n```\n\n~~~html class=b\nb\n~~~", "nyheter/2026/a.md")[0].html
    assert html == "<pre><code>a\n</code></pre>\n<pre><code>b\n</code></pre>"


def test_an_entity_written_as_text_stays_text() -> None:
    body = Renderer().render("`&lt;` og &amp;lt; og [a](https://a.no/?x=1&copy;=2)", "nyheter/2026/a.md")[0]
    assert body.html == (
        '<p><code>&amp;lt;</code> og &amp;lt; og <a href="https://a.no/?x=1%C2%A9=2">a</a></p>'.replace("%C2%A9", "©")
    )
    assert body.summary == "&lt; og &lt; og a"


# --- What is read of a text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Møtet er i sal 2[^1].\n\n[^1]: Inngang fra baksiden.", "Møtet er i sal 2."),
        ("Møtet er i sal 2 [^1].\n\n[^1]: Inngang fra baksiden.", "Møtet er i sal 2."),
        ("Under 50 · 10<sup>9</sup>/l, aldri 10<sup>-3</sup>.", "Under 50 · 10⁹/l, aldri 10⁻³."),
        ("Drikk H<sub>2</sub>O.", "Drikk H₂O."),
        ("Den 2<sup>nen</sup> gangen.", "Den 2nen gangen."),
        ("Dosen er ~~1000 mg~~ 500 mg.", "Dosen er 500 mg."),
        ("Dosen er <del>1000 mg</del> 500 mg.", "Dosen er 500 mg."),
        ("x < y og a > b, `c<d>` <b>e</b>", "x < y og a > b, c<d> e"),
    ],
)
def test_a_summary_says_what_the_text_says(written: str, plain: str) -> None:
    assert Renderer().render(written, "nyheter/2026/a.md")[0].summary == plain


def test_a_figure_before_a_footnote_is_searched_for_as_it_stands() -> None:
    (section,) = Renderer().render("I sal 2[^1]. Drikk H<sub>2</sub>O.\n\n[^1]: Bak.", "nyheter/2026/a.md")[0].sections
    assert section.text == "I sal 2. Drikk H2O. Bak."


ROOM = "Møtet er i sal 2[^1], og grensen er 10<sup>9</sup>/l.\n\n[^1]: Inngang fra baksiden."


def test_a_figure_before_a_footnote_is_right_in_lists_description_and_feeds(site: SiteTest) -> None:
    built = site.item("nyheter/2026/a", ROOM).build()
    told = "Møtet er i sal 2, og grensen er 10⁹/l."
    assert built.page("nyheter/2026/a.html").find("//meta[@name='description']/@content") == [told]
    assert told in built.page("nyheter/index.html").main
    assert told in built.bytes()["atom.xml"].decode()


def test_a_figure_before_a_footnote_is_found_in_a_phrase(site: SiteTest) -> None:
    site.item("nyheter/2026/a", ROOM).item("nyheter/2026/b", "Møtet er i sal 3.", title="B")
    with build.local_index(site.folder / "site_config.yml", TODAY, Silent()) as local:
        assert [hit.path for hit in local.search('"sal 2"', 10)] == ["nyheter/2026/a.md"]


# --- Time -------------------------------------------------------------------------------------------------------------

GROWING = (
    "## a\n",
    "```x\n",
    "---\n",
    "~~~ a\n",
    "# a\n",
    "[",
    "![",
    "*a ",
    "_",
    "<",
    "> ",
    "|",
    "- a\n",
    "- > a\n",
    "<!--",
    "[^a]: b\n",
)


@pytest.mark.parametrize("part", GROWING)
def test_the_work_grows_with_the_text(part: str) -> None:
    small, large = work(part * 400), work(part * 1600)
    assert large <= 6 * small, "four times the text takes about four times the work, and never sixteen"


def work(text: str) -> int:
    """Count the calls that rendering makes: unlike time, they are the same each time."""
    renderer, profile = Renderer(), cProfile.Profile()
    profile.runcall(renderer.render, text, "nyheter/2026/a.md")
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_more_signs_than_a_page_can_have_are_refused_at_the_line_where_they_become_so() -> None:
    text = "Hei.\n" * 10 + "- a\n" * 100_000
    ((line, code),) = said(text)
    assert code == "markdown-mye"
    assert 10_000 < line < 100_000


def test_a_year_of_letters_in_one_file_is_not_too_much() -> None:
    letter = (
        "## Nytt\n\nHusk **fristen** og [skjemaet](https://a.no/x).\n\n- en\n- to\n\n"
        + "Vanlig tekst her. " * 60
        + "\n\n"
    )
    assert said(letter * 600) == []

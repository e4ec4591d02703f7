"""Whatever comes: any HTML or text gives an issue that the archive can show, in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.letter import Issue
from generator.importers.split.blocks import Run
from generator.importers.split.inline import escape, inline
from tests.often import some
from tests.splitting import codes, issue, shown, words

PIECES = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<th>",
        "<ul>",
        "<ol>",
        "<li>",
        "</li>",
        "<b>",
    ),
    *(
        "</b>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<h6>",
        "<br>",
        "<hr>",
        "<a href='#a'>",
        "<a href='https://a.no/?url=https://b.no'>",
        "</a>",
    ),
    *(
        "<img src='cid:a'>",
        "<!--",
        "-->",
        "<![if x]>",
        "<span style='font-size:40px'>",
        "<p class=MsoTitle>",
        "<pre>",
        "\n",
        "<style>",
    ),
    *(
        "Innhold",
        "I dette nummeret:",
        "1. En",
        "2. To",
        "Les mer",
        "Mvh",
        "Meld deg av",
        "Fra: a",
        "© a",
        "Praksisnytt",
        "---",
        "| a |",
    ),
    *(
        "*",
        "_",
        "`",
        "[",
        "](",
        "<",
        "&lt;",
        "&amp;",
        "\\",
        "#",
        "## ",
        "- ",
        "1) ",
        "=",
        "\x00",
        "\x02",
        "\ufeff",
        "Kari Nordmann",
        "å",
    ),
)
htmls = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=40).map("".join)


@some
@given(html=st.one_of(st.text(), htmls))
def test_any_html_gives_an_issue_that_the_archive_can_show(html: str) -> None:
    made = issue(html)
    for text in (made.introduction, *(item.markdown for item in made.items)):
        shown(text)
    assert all(item.title.strip() for item in made.items)


plain_text = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
lines = st.lists(
    st.one_of(
        plain_text, st.sampled_from(("*", "1.", "#", "-", "[a]", "<b>", "&amp;", "|", "_x_", "~~~", "```", "==="))
    )
).map(" ".join)


@some
@given(text=lines)
def test_text_is_shown_letter_for_letter(text: str) -> None:
    markdown = inline([Run(text)], lambda run: "")
    assert "".join(shown(markdown).split()) == "".join(text.split())
    assert (
        "".join(shown(inline([Run("a "), Run(text, strong=True), Run(" b")], lambda run: "")).split())
        == "a" + "".join(text.split()) + "b"
    )


paragraphs = st.lists(
    st.lists(st.sampled_from(("saken", "gjelder", "alle", "kommunene", "fra", "nyttår")), min_size=3, max_size=30).map(
        " ".join
    ),
    max_size=12,
)


@some
@given(texts=paragraphs)
def test_the_words_of_plain_paragraphs_are_kept(texts: list[str]) -> None:
    made = issue("".join(f"<p>{text}.</p>" for text in texts))
    came = " ".join([shown(made.introduction), *(shown(item.markdown) for item in made.items)])
    assert words(came) == words(" ".join(texts))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<table><tr><td>" * 100_000 + "x" + "</td></tr></table>" * 100_000, id="tables in tables"),
        pytest.param("<b>" * 100_000 + "x", id="bold in bold"),
        pytest.param("<ul><li>a" * 3000, id="lists in lists"),
        pytest.param("<p><b>Tittel</b></p><p>Tekst her.</p>" * 2000, id="thousands of titles"),
        pytest.param("<p>Mvh</p>" * 5000, id="thousands of greetings"),
        pytest.param("<p>Innhold</p>" + "<p>Tittel 1</p>" * 4000, id="contents without an end"),
        pytest.param(f"<p>{'a' * 200_000}</p>", id="a long word"),
        pytest.param(f"<p>{'a@' * 100_000}</p>", id="addresses without an end"),
        pytest.param("<table border=1><caption>a</caption>" + "<tr><td>a" * 3000 + "<td>a" * 3000, id="a ragged table"),
    ],
)
def test_what_was_made_to_hurt_is_read_in_time(html: str) -> None:
    assert isinstance(issue(html), Issue)


def test_what_lies_too_deep_is_told() -> None:
    assert "import-dypt" in codes("<div>" * 5000 + "x")


def test_text_may_not_begin_a_thing_of_markdown() -> None:
    assert [escape(text) for text in ("a*b", "[a](b)", "<b>", "a_b", "_a_")] == [
        "a\\*b",
        "\\[a\\](b)",
        "&lt;b>",
        "a_b",
        "\\_a\\_",
    ]

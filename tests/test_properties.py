"""What holds for every text that is read, tried on many."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.body.reading import shorten
from generator.kinds import KINDS
from generator.source.file_names import is_slug, slugify
from generator.source.files import Source
from generator.source.hardened_yaml import load
from generator.source.loaded import Loaded
from generator.stages.parse import parse
from tests.often import many, some

MATTER = (
    "---\ntitle: A\ndate: 2026-11-02\nvalid_from: 2026-11-02\nsender: siv\ntopics: [gastro]\nitems: [sider/a]\n---\n"
)
PATHS = [*(f"{kind.name}/a/b.md" for kind in KINDS), "anbefalinger/a/serie.yml", "nyheter/a.txt", "a.md", "ukjent/a.md"]

# Pieces of Markdown, HTML and YAML, for texts that get further into the machinery than arbitrary letters do.
PIECES = (
    *("\n", "\n\n", "    ", "\t", " ", "æ", "x", "1", "\\", "\r", "\x00", "\x02", "\x03", "\ufeff", "\u202e", "\u2028"),
    *("# ", "## ", "1. ", "1.1 ", "- ", "> ", "*", "**", "_", "`", "``", "```", "~~~", "===", "---", "|", "|---|"),
    *("[", "]", "(", ")", "![", "](", "[^1]", "[^1]: ", "[x]: ", "a.md", "#1.1", "https://", "javascript:", "mailto:"),
    *("<", ">", "</", "/>", "<b", "<script", "<!--", "-->", "<!", "<![", "<![CDATA[", "]]>", "<?", "?>", "<div>", "<p"),
    *("</p>", "<table>", "<td", "<pre>", "<svg", " onclick=", '"', "'", "=", "&", "&#", "&#x", "&amp;", ";", "{", "}"),
    *(
        "title: ",
        "- id: ",
        "&a ",
        "*a",
        "!!str ",
        "<<: ",
        ": ",
        "? ",
        "%YAML",
        "...",
        ", ",
        "@",
        "|\n",
        ">\n",
        "klzzwxh:1",
    ),
)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=40).map("".join)


@many
@given(path=st.sampled_from(PATHS), raw=st.binary(max_size=300))
def test_any_bytes_are_a_document_or_a_problem(path: str, raw: bytes) -> None:
    head = parse(Source(path, raw), b"key").head
    assert head.document or head.series or head.problems  # type: ignore[attr-defined]


@many
@given(path=st.sampled_from(PATHS), matter=st.sampled_from((MATTER, "---\n", "")), text=texts)
def test_any_text_is_a_document_or_a_problem(path: str, matter: str, text: str) -> None:
    head = parse(Source(path, (matter + text).encode()), b"key").head
    assert head.document or head.series or head.problems  # type: ignore[attr-defined]


@many
@given(text=st.one_of(st.text(), texts))
def test_any_yaml_is_read_without_an_error(text: str) -> None:
    loaded = load(text, "a.yml", first_line=7)
    assert isinstance(loaded, Loaded)
    last = 7 + len(text.splitlines())
    assert all(7 <= problem.line <= last for problem in loaded.problems)


@many
@given(name=st.one_of(st.text(), st.sampled_from(["Dr. Hansen", "Nr. 5", "a..b", "Side 1", "Index", "Ås – nå"])))
def test_a_proposed_name_can_be_used_unless_it_is_taken_by_the_archive_or_the_disk(name: str) -> None:
    proposal = slugify(name)
    taken = re.fullmatch(r"(index|side-\d+|con|prn|aux|nul|com\d|lpt\d)(\..*)?", proposal)
    assert is_slug(proposal) or taken
    assert slugify(proposal) == proposal


@some
@given(text=st.text(), length=st.integers(10, 300))
def test_a_shortened_text_is_short_and_begins_as_the_whole_did(text: str, length: int) -> None:
    shortened = shorten(text, length)
    assert len(shortened) <= length + 2
    assert text.startswith(shortened.removesuffix("…").removesuffix(" "))

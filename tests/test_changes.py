"""What changed between two editions: examples one can read, and laws that hold for any two."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.body.markdown import Renderer
from generator.compare.changes import Change, Counts, Point, TextBlock, align, counts
from generator.compare.points import points
from generator.compare.wording import MarkedLine, MarkedRun, Told, compare, tell
from generator.model.lineage import shorten
from generator.source.front_matter_text import split

SITE = Path(__file__).parent / "sites/endringer/content/anbefalinger/samarbeid"


def body(text: str) -> tuple[Point, ...]:
    return points(Renderer().render(text, "anbefalinger/s/2026.md", points=True)[0].html, "2026.html")


def edition(name: str) -> tuple[Point, ...]:
    return body(split((SITE / f"{name}.md").read_text("utf-8"), name).body)


def said(old: tuple[Point, ...], new: tuple[Point, ...]) -> list[str]:
    """Tell every change in one line: what happened, the number before and now, and the title."""
    return [line(one) for one in tell(old, new, align(old, new))]


def line(one: Told) -> str:
    numbers = [point.number if point else "–" for point in (one.old, one.new)]
    shown = one.new or one.old
    assert shown
    what = " ".join(one.marks) or ("renumbered" if one.change.renumbered else "same")
    return f"{what}: {' → '.join(numbers)} {shown.title}"


def marked(old: str, new: str) -> str:
    signs = {"same": "{}", "del": "[-{}-]", "ins": "[+{}+]"}
    return "".join(signs[run.mark].format(run.text) for run in compare(old, new))


# --- Points -----------------------------------------------------------------------------------------------------------


def test_an_inserted_a_moved_and_a_reworded_point_are_told_as_just_that() -> None:
    assert said(edition("2018"), edition("2022")) == [
        "same: 1 → 1 Henvisning",
        "same: 1.1 → 1.1 Skriv hva du lurer på",
        "added: – → 1.2 Oppgi hvem du har snakket med",
        "renumbered: 1.2 → 1.3 Legg ved legemiddellisten",
        "same: 2 → 2 Epikrise",
        "reworded: 2.1 → 2.1 Send epikrisen raskt",
        "moved: 1.3 → 2.2 Ring når det haster",
        "renumbered: 2.2 → 2.3 Si hvem som følger opp",
    ]


def test_a_point_that_was_taken_out_stands_where_it_stood() -> None:
    assert said(edition("2022"), edition("2026"))[-2:] == [
        "same: 2.1 → 2.1 Send epikrisen raskt",
        "removed: 2.3 → – Si hvem som følger opp",
    ]


def test_a_chapter_that_moves_takes_its_points_along() -> None:
    old = body(
        "## 1 A\n\n### 1.1 Én\n\nKatten sov.\n\n## 2 B\n\n### 2.1 To\n\nHunden bjeffet.\n\n## 3 C\n\nFuglen fløy."
    )
    new = body(
        "## 1 C\n\nFuglen fløy.\n\n## 2 A\n\n### 2.1 Én\n\nKatten sov.\n\n## 3 B\n\n### 3.1 To\n\nHunden bjeffet."
    )
    assert said(old, new) == [
        "moved: 3 → 1 C",
        "renumbered: 1 → 2 A",
        "renumbered: 1.1 → 2.1 Én",
        "renumbered: 2 → 3 B",
        "renumbered: 2.1 → 3.1 To",
    ]


def test_a_point_with_the_same_number_and_title_is_the_same_point_whatever_it_says() -> None:
    old, new = body("## 1 Frist\n\nSju dager."), body("## 1 Frist\n\nSe forskriften.")
    assert said(old, new) == ["reworded: 1 → 1 Frist"]


def test_another_text_below_a_number_is_another_point() -> None:
    old, new = body("## 1 Frist\n\nSju dager."), body("## 1 Parkering\n\nBak bygget.")
    assert said(old, new) == ["removed: 1 → – Frist", "added: – → 1 Parkering"]


def test_the_same_title_in_several_chapters_does_not_join_them() -> None:
    old = body("## 1 Bakgrunn\n\nFørst kom brevet.\n\n## 2 Bakgrunn\n\nMøtet ble avlyst.")
    new = body("## 1 Bakgrunn\n\nMøtet ble avlyst.\n\n## 2 Bakgrunn\n\nFørst kom brevet.")
    assert {line.partition(":")[0] for line in said(old, new)} == {"moved", "renumbered"}


def test_what_stands_before_the_first_point_and_the_footnotes_are_compared_too() -> None:
    old = body("Innledning.\n\n## 1 Punkt\n\nTekst.[^a]\n\n[^a]: Kilde.")
    new = body("Ny innledning.\n\n## 1 Punkt\n\nTekst.[^a]\n\n[^a]: Annen kilde.")
    assert said(old, new) == ["reworded:  →  ", "same: 1 → 1 Punkt", "reworded:  →  "]
    short = shorten(old, new, align(old, new))
    assert short.counts == Counts(0, 0, 0, 0, 0)
    assert short.introduction


def test_another_target_of_a_link_is_told_though_the_text_is_the_same() -> None:
    old, new = body("## 1 Se\n\n[skjemaet](https://a.no/1)"), body("## 1 Se\n\n[skjemaet](https://a.no/2)")
    assert said(old, new) == ["reshaped: 1 → 1 Se"]


def test_a_new_text_with_another_target_of_a_link_is_reworded_and_no_more() -> None:
    old, new = body("## 1 Se\n\n[skjemaet](https://a.no/1)"), body("## 1 Se\n\n[skjemaene](https://a.no/2)")
    assert align(old, new) == (Change(0, 0, reworded=True),)


def test_a_point_that_has_moved_is_not_renumbered_as_well() -> None:
    old, new = body("## 1 A\n\nKatten.\n\n## 2 B\n\nHunden."), body("## 1 B\n\nHunden.\n\n## 2 A\n\nKatten.")
    moved, stayed = Change(1, 0, moved=True), Change(0, 1, renumbered=True)
    assert align(old, new) == (moved, stayed)


def test_to_have_no_number_is_nothing_that_two_points_have_in_common() -> None:
    old = body("## Bakgrunn\n\nKatten sov.\n\n## Bakgrunn\n\nHunden bjeffet.")
    new = body("## Bakgrunn\n\nFuglen fløy.\n\n## Bakgrunn\n\nFisken svømte.")
    assert Counter(one.partition(":")[0] for one in said(old, new)) == {"removed": 2, "added": 2}


def test_headings_without_texts_and_numbers_are_one_point_only_if_their_titles_are_the_same() -> None:
    was, now = "Frist for svar", "Frist for spørsmål"
    assert said(body(f"## {was}"), body(f"## {now}")) == [f"removed:  → – {was}", f"added: – →  {now}"]
    assert said(body(f"## 1 {was}"), body(f"## 1 {now}")) == [f"reworded: 1 → 1 {now}"]


def test_a_link_to_another_point_of_the_same_edition_is_no_change() -> None:
    html = '<h2 id="1"><a class="fa-point" href="#1">1</a> A</h2><p><a href="{}#2">punkt 2</a></p>'
    old, new = points(html.format("2018.html"), "2018.html"), points(html.format("2022.html"), "2022.html")
    assert said(old, new) == ["same: 1 → 1 A"]


def test_headings_without_numbers_are_points_too() -> None:
    assert said(body("## Formål\n\nKort."), body("## Formål\n\nKort.\n\n## Vedlegg\n\nIngen.")) == [
        "same:  →  Formål",
        "added: – →  Vedlegg",
    ]


def test_a_heading_in_a_tag_that_was_not_closed_is_still_a_point() -> None:
    html = '<div><h2 id="1"><a class="fa-point" href="#1">1</a> A</h2><p>Tekst.</p></div>'
    assert [(point.anchor, point.blocks) for point in points(html)] == [("1", (TextBlock("p", "Tekst."),))]


@pytest.mark.parametrize("html", ["", "<div>" * 3000, "<span>" * 3000 + "x", "&lt;b&gt;"])
def test_no_body_is_too_strange_to_be_read(html: str) -> None:
    assert len(points(html)) <= 1


# --- Words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Minst 1 år.", "Minst 6 måneder.", "Minst[- 1 år-][+ 6 måneder+]."),
        ("2 år.", "2 år, som før.", "2 år[+, som før+]."),
        ("Normert tid er 5 år.", "5 år.", "[-Normert tid er-] 5 år."),
        ("Ring legen", "Ring legen", "Ring legen"),
        ("", "Ny tekst", "[+Ny tekst+]"),
        ("", "", ""),
    ],
)
def test_words_that_were_taken_out_and_put_in_are_marked(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_a_single_word_that_happens_to_be_the_same_does_not_break_a_change_in_pieces() -> None:
    old, new = "Legen får fast stilling i en kommune", "Sykehuset avtaler gjerne turnus i hele regionen"
    assert marked(old, new) == f"[-{old}-][+ {new}+]"


def test_a_row_of_a_table_is_known_by_its_first_cell_and_compared_cell_by_cell() -> None:
    rows = "| Tjeneste | Krav |\n|---|---|\n| Samlet | {} |\n| Institusjon | {} |\n"
    old, new = (
        body("## 1 Tid\n\n" + rows.format("5 år", "1 år")),
        body("## 1 Tid\n\n" + rows.format("5 år", "6 måneder")),
    )
    (told,) = tell(old, new, align(old, new))
    runs = (
        MarkedRun("same", "Institusjon"),
        MarkedRun("same", " · "),
        MarkedRun("del", "1 år"),
        MarkedRun("ins", " 6 måneder"),
    )
    assert told.blocks[-1] == MarkedLine("tr", runs)


def test_paragraphs_that_came_and_went_are_told_whole() -> None:
    old = body("## 1 A\n\nDen første står.\n\nDen andre går ut.")
    new = body("## 1 A\n\nNoe helt nytt kommer.\n\nDen første står.")
    (told,) = tell(old, new, align(old, new))
    assert [[run.mark for run in block.runs] for block in told.blocks] == [["ins"], ["same"], ["del"]]


def test_a_very_long_paragraph_is_not_compared_word_by_word() -> None:
    old, new = " ".join(map(str, range(3000))), " ".join(map(str, range(1, 3001)))
    assert [run.mark for run in compare(old, new)] == ["del", "ins"]


# --- Laws -------------------------------------------------------------------------------------------------------------

words = st.sampled_from(("lege", "pasient", "henvisning", "ring", "uke", "og", "i", "på", "·", "2", "år,", "(kort)."))
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)
blocks = st.lists(st.builds(TextBlock, st.sampled_from(("p", "li", "tr", "pre")), texts), max_size=4).map(tuple)
numbers = st.sampled_from(("", "1", "1.1", "1.2", "2", "2.1", "3"))
some_points = st.builds(
    Point, st.uuids().map(str), numbers, texts, st.integers(2, 4), blocks, st.sampled_from(((), ("a",)))
)
editions = st.lists(some_points, max_size=8).map(tuple)
with_parts = st.builds(
    lambda intro, body, notes: (*intro, *body, *notes),
    st.lists(st.builds(Point, st.just(""), st.just(""), st.just(""), st.just(0), blocks), max_size=1),
    editions,
    st.lists(st.builds(Point, st.just("fn"), st.just(""), st.just(""), st.just(0), blocks), max_size=1),
)


@given(with_parts)
def test_an_edition_does_not_differ_from_itself(one: tuple[Point, ...]) -> None:
    changes = align(one, one)
    assert changes == tuple(Change(place, place) for place in range(len(one)))
    assert counts(one, one, changes) == Counts(0, 0, 0, 0, 0)


@given(with_parts, with_parts)
def test_every_point_of_both_editions_is_accounted_for_exactly_once(
    old: tuple[Point, ...], new: tuple[Point, ...]
) -> None:
    changes = align(old, new)
    assert sorted(change.old for change in changes if change.old is not None) == list(range(len(old)))
    assert [change.new for change in changes if change.new is not None] == list(range(len(new)))


@given(with_parts, with_parts)
def test_what_became_of_a_point_is_said_in_one_way(old: tuple[Point, ...], new: tuple[Point, ...]) -> None:
    for change in align(old, new):
        assert not (change.moved and change.renumbered)
        assert not (change.reworded and change.reshaped)
        if change.old is None or change.new is None:
            assert change == Change(change.old, change.new)


@given(with_parts, with_parts)
def test_the_changes_applied_give_the_new_text_and_taken_back_the_old(
    old: tuple[Point, ...], new: tuple[Point, ...]
) -> None:
    for one in tell(old, new, align(old, new)):
        for point, mark in ((one.old, "del"), (one.new, "ins")):
            if point and one.change.reworded:
                read = [reading(block.runs, mark) for block in one.blocks]
                assert [text for text in read if text] == [" ".join(block.text.split()) for block in point.blocks]
                assert reading(one.title, mark) == point.title
            elif point and (one.old is None or one.new is None):
                assert one.blocks == tuple(
                    MarkedLine(block.kind, (MarkedRun(mark, block.text),)) for block in point.blocks
                )


def reading(runs: tuple[MarkedRun, ...], mark: str) -> str:
    """Read a text as it was (``del``) or as it is (``ins``)."""
    return " ".join("".join(text for kind, text in runs if kind in ("same", mark)).split())


own_words = st.integers(0, 10**9).map(lambda seed: " ".join(f"ord{seed}x{place}" for place in range(10)))


@given(st.lists(own_words, min_size=2, max_size=12, unique=True), st.data())
def test_one_inserted_point_renumbers_the_others_and_moves_none(texts: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(texts) - 1))
    new = numbered(texts)
    old = numbered(texts[:place] + texts[place + 1 :])
    found = counts(old, new, align(old, new))
    assert found == Counts(added=1, removed=0, moved=0, reworded=0, renumbered=len(texts) - 1 - place)


@given(st.lists(own_words, min_size=3, max_size=12, unique=True), st.data())
def test_one_moved_point_is_one_moved_point(texts: list[str], data: st.DataObject) -> None:
    first, then = sorted(data.draw(st.lists(st.integers(0, len(texts) - 1), min_size=2, max_size=2, unique=True)))
    moved = [*texts[:first], *texts[first + 1 : then + 1], texts[first], *texts[then + 1 :]]
    old, new = numbered(texts), numbered(moved)
    assert counts(old, new, align(old, new)) == Counts(0, 0, moved=1, reworded=0, renumbered=then - first)


@given(st.lists(own_words, min_size=1, max_size=8, unique=True), st.data())
def test_a_point_of_which_three_words_in_ten_are_new_is_reworded(texts: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(texts) - 1))
    changed = texts[place].rsplit(" ", 3)[0] + " helt nye ord"
    old, new = numbered(texts), numbered([*texts[:place], changed, *texts[place + 1 :]])
    assert counts(old, new, align(old, new)) == Counts(0, 0, 0, reworded=1, renumbered=0)


def numbered(texts: list[str]) -> tuple[Point, ...]:
    return tuple(
        Point(str(number), str(number), "Punkt", 2, (TextBlock("p", text),)) for number, text in enumerate(texts, 1)
    )


@settings(max_examples=3, deadline=None)
@given(st.integers(1, 2**31))
def test_the_same_editions_give_the_same_changes_whatever_the_hash_seed(seed: int) -> None:
    program = (
        "from tests.test_changes import *\n"
        "old, new = ([p._replace(title='Punkt', number='') for p in edition(n)] for n in ('2018', '2026'))\n"
        "print(tell(old, new, align(old, new)))"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": str(value)},
            cwd=Path(__file__).parent.parent,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for value in (0, seed)
    }
    assert len(outcomes) == 1

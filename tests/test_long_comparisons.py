"""Editions that say the same again and again are compared in time that grows with them."""

import time

import pytest

from generator.compare.changes import align
from generator.compare.points import points
from generator.compare.wording import tell

HOSTILE = {
    "two rows in turn": ("<tr><td>a</td></tr><tr><td>b</td></tr>" * 15_000, "<table><tr><td>b</td></tr>{}</table>"),
    "two words in turn": ("<p>" + "a b " * 450 + "</p>", "{}" * 400),
    "few words, often": ("<p>" + " ".join(f"o{number * 7 % 40}" for number in range(900)) + "</p>", "{}" * 200),
    "the same line": ("<p>a</p>" * 60_000, "{}<p>b</p>{}"),
    "lines in another order": ("".join(f"<p>o{n * 7919 % 20_000}</p>" for n in range(20_000)), "<p>b</p>{}<p>a</p>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_the_same_again_and_again_is_compared_in_seconds(name: str) -> None:
    part, around = HOSTILE[name]
    count = around.count("{}")
    before = points("<h2>A</h2>" + part * count, "a.html")
    after = points("<h2>A</h2>" + around.format(*[part.replace("b", "c", 5).replace("o1", "x", 3)] * count), "a.html")
    start = time.process_time()
    told = tell(before, after, align(before, after))
    assert time.process_time() - start < 6
    marked = [run for one in told for line in one.blocks for run in line.runs]
    assert {run.mark for run in marked} >= {"ins"}

"""What may not be loaded, and days and names that are out of reach."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from search.analysis import tokens
from tests.driver import SiteTest


@pytest.mark.parametrize("module", ["threading", "signal", "numpy", "search", "generator"])
def test_no_process_loads_modules_from_the_site(site: SiteTest, module: str) -> None:
    trace = site.folder / "lastet"
    site.item("nyheter/2026/a").file(f"{module}.py", f"open({str(trace)!r}, 'w')")
    program = Path(sys.executable).with_name("fagarkiv")
    done = subprocess.run([program, "build", "--jobs", "2"], cwd=site.folder, capture_output=True, text=True)
    assert (done.returncode, trace.exists()) == (0, False), done.stderr


# --- Days and names that are out of reach -----------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u200d", "\u2060"])
def test_where_a_word_may_be_broken_hides_it_from_no_search(sign: str) -> None:
    assert tokens(f"Lege{sign}vakt{sign}sentralen svarer") == ["legevaktsentralen", "svarer"]


def test_a_name_that_a_disk_cannot_hold_as_a_page_is_told_before_anything_is_built(site: SiteTest) -> None:
    site.item(f"nyheter/2026/{'a' * 252}")
    site.item(f"nyheter/2026/{'b' * 100}")
    assert [(problem.path[-8:], problem.code) for problem in site.check()] == [("aaaaa.md", "fil-langt-navn")]
    (site.folder / f"content/nyheter/2026/{'a' * 252}.md").unlink()
    assert site.build().page(f"nyheter/2026/{'b' * 100}.html").title == "B" + "b" * 99


@contextmanager
def folders_in_each_other(folder: Path, count: int) -> Iterator[None]:
    """Make folders deeper than most programs can go, this one's own cleaning up among them."""
    handles = [os.open(folder, os.O_RDONLY)]
    for _ in range(count):
        os.mkdir("a", dir_fd=handles[-1])
        handles.append(os.open("a", os.O_RDONLY, dir_fd=handles[-1]))
    try:
        yield
    finally:
        os.close(handles.pop())
        while handles:
            os.rmdir("a", dir_fd=handles[-1])
            os.close(handles.pop())


def test_many_folders_in_each_other_are_one_problem(site: SiteTest) -> None:
    with folders_in_each_other(site.folder / "content", 200):
        assert site.codes() == ["fil-lang-sti"]


def test_an_error_in_each_part_of_a_page_hides_none_of_the_others(site: SiteTest) -> None:
    """What a day of mending would otherwise tell one by one."""
    site.item("nyheter/2026/a", "Se [avtalen](borte.md).", date="2.11.2026", sender="sivv", topics="[gastro, hjerte]")
    assert [(problem.line, problem.field, problem.code) for problem in site.check()] == [
        (3, "date", "felt-dato"),
        (4, "sender", "ref-ukjent"),
        (5, "topics.1", "ref-ukjent"),
        (8, "", "lenke-brutt"),
    ]

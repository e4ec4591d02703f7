"""What ``pytest --update`` does to expected texts, and where it may not be used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import expected, problems, splitting, test_letters

ROOT = Path(__file__).parent.parent


def test_in_ci_no_expectation_is_made_right() -> None:
    command = [sys.executable, "-m", "pytest", "--update", __file__]
    refused = subprocess.run(command, cwd=ROOT, env={**os.environ, "CI": "true"}, capture_output=True, text=True)
    assert refused.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--update makes whatever comes out right, so it is not for CI" in refused.stderr


def test_one_process_does_all_the_writing(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(pytestconfig.option, "numprocesses", 2)
    for update, processes in ((False, 2), (True, 0)):
        monkeypatch.setattr(pytestconfig.option, "update", update)
        expected.prepare(pytestconfig)
        assert pytestconfig.option.numprocesses == processes


@pytest.mark.parametrize("wrong", ["", "Noe annet.\n    Og mer.\n"], ids=["missing", "wrong"])
def test_a_case_gets_what_is_said_of_it_and_the_others_stay(wrong: str) -> None:
    head = "== Den første\n-- a.md --\na\n\n== Den andre\n-- b.md --\nb\n-- forventet --\n"
    after = "\n== Den andre, om igjen\n-- c.md --\nc\n-- forventet --\nSist.\n"
    mended = problems.with_expected(f"{head}{wrong}{after}", "Den andre", "Feil.\n    Rett det.")
    assert mended == f"{head}Feil.\n    Rett det.\n{after}"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Endret parkering ved", "Ny parkering ved"),
        ("er det satt av åtte", "er det satt av ni"),
        ("2026-11-21", "2026-11-20"),
    ],
    ids=["title", "text", "day"],
)
def test_a_letter_gets_what_is_made_of_it(
    right: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = "notat.md.expected.yml"
    text = (splitting.LETTERS / file).read_text("utf-8")
    assert right in text
    (tmp_path / file).write_text(text.replace(right, wrong), "utf-8")
    (tmp_path / "notat.md").symlink_to(splitting.LETTERS / "notat.md")
    for module in (splitting, test_letters):
        monkeypatch.setattr(module, "LETTERS", tmp_path)
    assert test_letters.as_made("notat.md") == text

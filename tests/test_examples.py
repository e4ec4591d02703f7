"""The worked examples of docs/examples/ do what CONTRIBUTING says, each in a copy of the program."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.driver import ROOT

EXAMPLES = ROOT / "docs/examples"
# What a change of the sort meets, besides its own test.
MEETS = {
    "kind": ("test_kinds.py", "test_docs.py", "test_schema.py", "test_theme.py", "test_problems.py", "test_arenas.py"),
    "page": ("test_theme.py", "test_addresses.py", "test_docs.py"),
    "format": ("test_theme.py", "test_addresses.py"),
    "import": ("test_docs.py",),
    "field": ("test_docs.py", "test_schema.py"),
}


def changed(name: str) -> list[str]:
    """Give the files that an example changes."""
    return re.findall(r"^diff --git a/\S+ b/(\S+)$", (EXAMPLES / f"{name}.diff").read_text("utf-8"), re.MULTILINE)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program as it stands."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (tmp_path / "kopi" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / "kopi" / name)
    return tmp_path / "kopi"


@pytest.mark.parametrize("name", MEETS)
def test_an_example_can_be_applied_and_all_that_it_meets_holds(name: str, copy: Path) -> None:
    subprocess.run(["git", "apply", EXAMPLES / f"{name}.diff"], cwd=copy, check=True)
    own = {path for path in changed(name) if re.fullmatch(r"tests/test_\w+\.py", path)}
    asked = sorted({*own, *(f"tests/{one}" for one in MEETS[name])})
    assert own
    options = ["-n", "0", "-q", "-p", "no:cacheprovider", f"--basetemp={copy.with_name('pytest')}"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *asked],
        cwd=copy,
        env=environment | {"PYTHONPATH": os.fspath(copy)},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout[-3000:]


@pytest.mark.parametrize("name", sorted(MEETS.keys() - {"kind"}))
def test_few_files_change_besides_tests_and_the_changelog(name: str) -> None:
    files = [path for path in changed(name) if not path.startswith("tests/") and path != "CHANGELOG.md"]
    assert len(files) <= 5, files


def test_every_example_is_named_in_the_guide() -> None:
    named = re.findall(r"docs/examples/(\w+)\.diff\)", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert sorted(named) == sorted(MEETS) == sorted(file.stem for file in EXAMPLES.glob("*.diff"))

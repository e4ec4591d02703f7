"""Expected texts that lie in files, and ``pytest --update``, which rewrites them as things are now.

What was rewritten is right only when a person has read the difference.  So nothing is rewritten where nobody looks: in
CI, the option is refused.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

Rewrite = Callable[[Path, str], None]
REWRITTEN = pytest.StashKey[list[Path]]()


def add_option(parser: pytest.Parser) -> None:
    """Add ``--update`` to pytest's options."""
    parser.addoption(
        "--update", action="store_true", help="rewrite the expected texts of the tests that are run; look at git diff"
    )


def prepare(config: pytest.Config) -> None:
    """Refuse ``--update`` where nobody looks at what it does, and let one process do all the writing."""
    if not config.getoption("update"):
        return
    if os.environ.get("CI"):
        raise pytest.UsageError(
            "--update makes whatever comes out right, so it is not for CI (the variable CI is set)."
        )
    config.option.numprocesses = 0


def rewriting(config: pytest.Config) -> Rewrite | None:
    """Give what rewrites a file and remembers that it did; None where expected texts are only compared."""
    if not config.getoption("update"):
        return None
    rewritten = config.stash.setdefault(REWRITTEN, [])

    def rewrite(path: Path, text: str) -> None:
        before = path.read_bytes() if path.exists() else b""
        if text.encode() != before:
            path.write_bytes(text.encode())
            rewritten.append(path)

    return rewrite


def summary(config: pytest.Config) -> str:
    """Name the files that were rewritten; empty where there are none."""
    paths: list[Path] = config.stash.get(REWRITTEN, [])
    names = "".join(f"\n  {path.relative_to(config.rootpath)}" for path in dict.fromkeys(paths))
    return f"Rewritten; read the difference (git diff) before it becomes what is right:{names}" if names else ""

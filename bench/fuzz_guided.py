"""Let a fuzzer that sees which lines are run look for content that the archive can't read (``pip install atheris``).

usage: python bench/fuzz_guided.py PART [CORPUS_FOLDER] [-max_total_time=600] [-max_len=400] ...

PART is one of those of ``bench/fuzz_content.py``, which holds what is right; the other words are for libFuzzer.
"""

import importlib
import sys
from pathlib import Path

# A file beside this one has the name of a package.
sys.path[0] = str(Path(__file__).parent.parent)

atheris = importlib.import_module("atheris")
with atheris.instrument_imports(include=["generator", "search", "markdown_it", "yaml"]):
    from bench.fuzz_content import PARTS


def main() -> None:
    """Do it."""
    if len(sys.argv) < 2 or sys.argv[1] not in PARTS:
        sys.exit(f"{__doc__}\nParts: {', '.join(PARTS)}")
    read, pieces = PARTS[sys.argv.pop(1)]

    def one(data: bytes) -> None:
        # Half of all bytes are pieces that mean something; the others are signs.
        found = atheris.FuzzedDataProvider(data)
        parts = []
        while found.remaining_bytes():
            number = found.ConsumeIntInRange(0, 2 * len(pieces))
            parts.append(pieces[number] if number < len(pieces) else found.ConsumeUnicodeNoSurrogates(3))
        read("".join(parts))

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

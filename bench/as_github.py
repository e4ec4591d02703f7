"""How many of 5,000 made-up texts have another structure than GitHub gives them, and what they are, made short.

usage: python bench/as_github.py [--texts N] [--first SEED]
"""

import argparse
import random

from tests import editor_texts
from tests.as_github import ours, reference


def differs(text: str) -> bool:
    return reference(text) != ours(text)


def without(parts: list[str], between: str) -> list[str]:
    """Leave out what is not needed for the difference."""
    for size in (8, 4, 2, 1):
        at = 0
        while at < len(parts):
            fewer = parts[:at] + parts[at + size :]
            if differs(between.join(fewer)):
                parts = fewer
            else:
                at += 1
    return parts


def shortest(text: str) -> str:
    """Give a short text that differs as this one does."""
    before = ""
    while text != before:
        before = text
        text = "\n".join(without(text.split("\n"), "\n"))
        text = " ".join(without(text.split(" "), " "))
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    texts = (editor_texts.text(random.Random(options.first + number)) for number in range(options.texts))
    different = [text for text in texts if differs(text)]
    for text in different:
        print(repr(shortest(text)))
    print(f"{len(different)} of {options.texts} differ ({len(different) / options.texts:.2%})")


if __name__ == "__main__":
    main()

"""Time the comparison of two editions of a recommendation, from HTML to marked words.

usage: python bench/changes.py [--points N]

Shown are seconds of CPU: for reading the HTML, for pairing the points, and for marking the words.
"""

import argparse
import random
import time
from collections.abc import Callable

from generator.compare.changes import align, counts
from generator.compare.points import points
from generator.compare.wording import tell

WORDS_A_POINT = 100
COMMON = [f"vanlig{number}" for number in range(200)]
RARE = [f"ord{number}" for number in range(8000)]

Texts = list[list[str]]


def make(chance: random.Random, count: int) -> Texts:
    return [chance.choices(COMMON, k=40) + chance.choices(RARE, k=WORDS_A_POINT - 40) for _ in range(count)]


def html(texts: Texts) -> str:
    parts: list[str] = []
    for number, words in enumerate(texts):
        point = f"{1 + number // 10}.{1 + number % 10}"
        parts.append(f'<h3 id="{point}"><a class="fa-point" href="#{point}">{point}</a> Om {words[-1]}</h3>')
        parts += (f"<p>{' '.join(words[start : start + 25])}.</p>" for start in range(0, len(words), 25))
    return "\n".join(parts)


def reworded(chance: random.Random, texts: Texts) -> Texts:
    def some(words: list[str]) -> list[str]:
        return [word if chance.random() > 1 / 3 else chance.choice(RARE) for word in words]

    return [some(words) for words in texts]


def timed(name: str, old: Texts, new: Texts) -> None:
    before, after = html(old), html(new)
    start = time.process_time()
    one, other = points(before), points(after)
    read = time.process_time()
    changes = align(one, other)
    aligned = time.process_time()
    tell(one, other, changes)
    end = time.process_time()
    parts = f"read {read - start:.3f}, points {aligned - read:.3f}, words {end - aligned:.3f}"
    print(f"{name:22} {end - start:6.3f} s  ({parts})  {counts(one, other, changes)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=300)
    count = parser.parse_args().points
    chance = random.Random(20261122)
    old = make(chance, count)
    cases: dict[str, Callable[[], Texts]] = {
        "nothing new": lambda: old,
        "one put in first": lambda: make(chance, 1) + old,
        "a third of the words": lambda: reworded(chance, old),
        "a third, and one first": lambda: make(chance, 1) + reworded(chance, old),
        "every text new": lambda: make(chance, count),
    }
    for name, new in cases.items():
        timed(name, old, new())


if __name__ == "__main__":
    main()

"""Build the same made-up items with Fagarkiv and with MkDocs (the Material theme and its search), side by side.

usage: python bench/build.py [--items N] [--peer-items N]

MkDocs takes time in the square of the number of items, so it is given fewer by default, and the time of each is also
shown by item.  CPU is that of the command and of the processes that it has waited for.
"""

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STEMS = ("henvis", "epikris", "samhandl", "lege", "pasient", "sykehus", "kommun", "hjert", "gastro", "rutin", "prøv")
ENDINGS = ("e", "en", "er", "ene", "ing", "inger", "ingen", "elig", "et")
TOPICS = ("hjerte", "gastro", "svangerskap", "legemidler", "henvisning")
WORDS_AN_ITEM = 300


def body(chance: random.Random, vocabulary: list[str]) -> str:
    paragraphs = [" ".join(chance.choices(vocabulary, k=60)).capitalize() + "." for _ in range(WORDS_AN_ITEM // 60)]
    return "\n\n".join([*paragraphs[:2], "## Hva du gjør", *paragraphs[2:]])


def make(folder: Path, count: int) -> tuple[Path, Path]:
    """Write the items twice; the same count gives the same items."""
    chance = random.Random(20261122)
    vocabulary = [chance.choice(STEMS) + chance.choice(STEMS) + chance.choice(ENDINGS) for _ in range(8000)]
    ours, theirs = folder / "fagarkiv", folder / "mkdocs"
    for number in range(count):
        day = f"{2012 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}"
        title, text = f"Sak {number} om {chance.choice(vocabulary)}", body(chance, vocabulary)
        topic = TOPICS[number % len(TOPICS)]
        matter = f"---\ntitle: {json.dumps(title)}\ndate: {day}\nsender: siv\ntopics: [{topic}]\n---\n\n"
        for site in (ours / "content" / "nyheter", theirs / "docs"):
            path = site / day[:4] / f"sak-{number:06}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(matter + text + "\n", "utf-8")
    registers = ours / "content" / "registre"
    registers.mkdir(parents=True)
    (registers / "organisasjoner.yml").write_text("- {id: siv, name: Sykehuset}\n", "utf-8")
    (registers / "temaer.yml").write_text("".join(f"- {{id: {t}, name: {t}}}\n" for t in TOPICS), "utf-8")
    (ours / "site_config.yml").write_text("site_name: A\nbase_url: https://a.example.no/\nlanguage: nb\n", "utf-8")
    (theirs / "mkdocs.yml").write_text("site_name: A\ntheme: {name: material}\nplugins: [search]\n", "utf-8")
    (theirs / "docs" / "index.md").write_text("# A\n", "utf-8")
    return ours, theirs


def timed(name: str, items: int, *command: str | Path, cwd: Path) -> None:
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(part) for part in command], cwd=cwd, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:24} {items:7} items {wall:8.2f} s {cpu:8.2f} s CPU {wall / items * 1000:8.2f} ms an item", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--peer-items", type=int, default=500)
    options = parser.parse_args()
    tools = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        ours, _ = make(Path(folder) / "a", options.items)
        build = (tools / "fagarkiv", "build")
        timed("fagarkiv, cold", options.items, *build, cwd=ours)
        changed = ours / "content/nyheter/2013/sak-000001.md"
        changed.write_text(changed.read_text("utf-8") + "\nNytt avsnitt.\n", "utf-8")
        timed("fagarkiv, one edit", options.items, *build, cwd=ours)
        timed("fagarkiv, no change", options.items, *build, cwd=ours)
        shutil.rmtree(ours)
        same, peer = make(Path(folder) / "b", options.peer_items)
        timed("fagarkiv, cold", options.peer_items, *build, cwd=same)
        timed("mkdocs, cold", options.peer_items, sys.executable, "-m", "mkdocs", "build", "--quiet", cwd=peer)


if __name__ == "__main__":
    main()

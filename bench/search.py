"""Ask the queries of queries.yml of the project's own site, and say how well the right documents are found.

usage: python bench/search.py [--local] [--today YYYY-MM-DD]

Without --local, headless Chromium is asked, on file://, as a reader would be; with it, the local index that
`fagarkiv search` uses.  A query that must lead straight somewhere is right when that is among the first places that it
leads to; the others when a right document is among the first.  nDCG@10 counts the right documents 4, 3, 2, 1 in their
order, or all alike where a very broad word has more than four of them.  Times are of a second asking, when what a query
needs is loaded; Chromium's clock is coarse on file://, so each time there is the mean of several askings.
"""

import argparse
import math
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generator import build as stages
from generator.model.archive import Archive
from tests.browser import chromium_path
from tests.driver import Silent

TODAY = date(2026, 11, 30)
SHOWN = 10
ASK = """async queries => {
  const found = [];
  for (const query of queries) {
    const answer = await Fagarkiv.search(query, {limit: 10, excerpts: false});
    const start = performance.now();
    for (let time = 0; time < 5; time++) await Fagarkiv.search(query, {limit: 10, excerpts: false});
    const leads = answer.leads.map(lead => lead.url);
    found.push([answer.hits.map(hit => hit.url), leads, (performance.now() - start) / 5]);
  }
  return found;
}"""


class Query(NamedTuple):
    """What is asked: the documents that answer it, or the address that it must lead straight ``to``."""

    query: str
    right: tuple[str, ...]
    why: str
    to: str


class Answer(NamedTuple):
    ids: tuple[str, ...]
    leads: tuple[str, ...]
    milliseconds: float

    def is_right(self, query: Query, most: int) -> bool:
        """Whether one of the first so many is right."""
        if query.to:
            return query.to in self.leads[:most]
        return not {*query.right}.isdisjoint(self.ids[:most])


def queries() -> list[Query]:
    rows = yaml.safe_load((ROOT / "bench" / "queries.yml").read_text("utf-8"))
    return [Query(row["query"], tuple(row.get("right", ())), row["why"], row.get("to", "")) for row in rows]


def ids_by_url(archive: Archive, today: date) -> Mapping[str, str]:
    """Tell documents by address; that of a series is its valid edition's."""
    found = {document.url: document.id for document in archive.documents.values()}
    for series in archive.series.values():
        valid = archive.valid_edition(series.id, today)
        if valid:
            found[series.url] = valid.id
    return found


def ask_browser(folder: Path, asked: Sequence[str], today: date) -> list[Answer]:
    from playwright.sync_api import sync_playwright

    built = stages.build(
        folder / "site_config.yml", folder / "site", today, os.cpu_count() or 1, Silent(), record=False
    )
    names = ids_by_url(built.views.archive, today)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((folder / "site" / "sok" / "index.html").as_uri())
        found = page.evaluate(ASK, list(asked))
        browser.close()
    return [Answer(tuple(names[url] for url in urls), tuple(leads), spent) for urls, leads, spent in found]


def ask_local(folder: Path, asked: Sequence[str], today: date) -> list[Answer]:
    from generator.build import local_index

    with local_index(folder / "site_config.yml", today, Silent()) as index:

        def ask(one: str) -> tuple[list[str], list[str]]:
            found = index.answer(one, SHOWN)
            return [hit.path.removesuffix(".md") for hit in found.hits], [lead.url for lead in found.leads]

        return [timed(partial(ask, one)) for one in asked]


def timed(ask: Callable[[], tuple[Sequence[str], Sequence[str]]]) -> Answer:
    ids, leads = ask()
    start = time.perf_counter()
    ask()
    return Answer(tuple(ids), tuple(leads), (time.perf_counter() - start) * 1000)


def ndcg(right: Sequence[str], ids: Sequence[str]) -> float:
    gains = {one: 1 if len(right) > 4 else 4 - place for place, one in enumerate(right)}
    best = sorted(gains.values(), reverse=True)[:SHOWN]
    ideal = sum(gain / math.log2(place + 2) for place, gain in enumerate(best))
    return sum(gains.get(one, 0) / math.log2(place + 2) for place, one in enumerate(ids[:SHOWN])) / ideal


def row(name: str, asked: Sequence[tuple[Query, Answer]]) -> str:
    def share(fits: Callable[[Query, Answer], bool]) -> float:
        return sum(fits(query, answer) for query, answer in asked) / len(asked)

    times = sorted(answer.milliseconds for _, answer in asked)
    ranked = [ndcg(query.right, answer.ids) for query, answer in asked if query.right]
    return (
        f"{name:16} {len(asked):5} {statistics.mean(ranked) if ranked else math.nan:8.3f} "
        f"{share(lambda query, answer: answer.is_right(query, 3)):9.3f} "
        f"{share(lambda query, answer: answer.is_right(query, 1)):9.3f} "
        f"{share(lambda _, answer: not answer.ids):6.3f} "
        f"{statistics.median(times):7.1f} {times[min(len(times) - 1, len(times) * 95 // 100)]:7.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--local", action="store_true")
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY)
    options = parser.parse_args()
    every = queries()
    ask = ask_local if options.local else ask_browser
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "content", folder / "content")
        shutil.copy(ROOT / "site_config.yml", folder)
        asked = list(zip(every, ask(folder, [query.query for query in every], options.today), strict=True))
    heads = ("group", "count", "nDCG@10", "success@3", "success@1", "no hit", "p50 ms", "p95 ms")
    print("{:16} {:>5} {:>8} {:>9} {:>9} {:>6} {:>7} {:>7}".format(*heads))
    for group in dict.fromkeys(query.why for query in every):
        print(row(group, [pair for pair in asked if pair[0].why == group]))
    print(row("all", asked))
    for query, answer in asked:
        if not answer.is_right(query, 3):
            came = (answer.leads if query.to else answer.ids)[:3]
            wanted = query.to or ", ".join(query.right)
            print(f"\n{query.query!r} ({query.why}): {wanted}\n  came: {', '.join(came) or '-'}")


if __name__ == "__main__":
    main()

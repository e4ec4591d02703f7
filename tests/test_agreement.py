"""The local index and the browser's engine answer alike, over the project's own content and the bench's queries."""

from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser

from generator.build import local_index
from generator.index.local import Local
from tests.browser import Reader
from tests.driver import READ, ROOT, Built, Silent, SiteTest

QUERIES = [row["query"] for row in yaml.safe_load((ROOT / "bench" / "queries.yml").read_text("utf-8"))]
MORE = ['"fast lege" avtale', '"henvisning til gastroskopi"', "henvisning -gastroskopi", "og i på", "-lege", ""]
ASK = """async queries => {
  const found = [];
  for (const query of queries) {
    const {hits} = await Fagarkiv.search(query, {limit: 10, excerpts: false});
    found.push(hits.map(hit => hit.title));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    site = SiteTest.of_the_project(tmp_path_factory.mktemp("lokalt"))
    with local_index(site.folder / "site_config.yml", READ, Silent()) as found:
        yield found


@pytest.fixture(scope="module")
def answers(chromium: Browser, archive: Built, local: Local) -> list[tuple[list[str], list[str]]]:
    """The titles that each of the two finds for every query, from the browser first."""
    context = chromium.new_context(offline=True)
    reader = Reader(context)
    reader.page.goto((archive.folder / "sok" / "index.html").as_uri())
    found = reader.page.evaluate(ASK, QUERIES + MORE)
    context.close()
    own = [[hit.title for hit in local.search(query, 10)] for query in QUERIES + MORE]
    return list(zip(found, own, strict=True))


def test_the_first_hit_is_the_same(answers: list[tuple[list[str], list[str]]]) -> None:
    different = [
        (query, found[:1], own[:1])
        for query, (found, own) in zip(QUERIES + MORE, answers, strict=True)
        if found[:1] != own[:1]
    ]
    assert len(different) <= len(answers) * 0.02, different


def test_the_first_ten_come_in_the_same_order(answers: list[tuple[list[str], list[str]]]) -> None:
    different = [query for query, (found, own) in zip(QUERIES + MORE, answers, strict=True) if found != own]
    assert len(different) <= len(answers) * 0.05, different

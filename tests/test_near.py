"""An item that is already in the archive is known again, also when it was reworded a little."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import local_index
from generator.index.local import Local
from search.duplicates import shingles, similarity
from search.local_search import SearchedArchive
from tests.driver import READ, ROOT, Silent, SiteTest

WORDS = st.lists(
    st.sampled_from(["epikrise", "lege", "pasient", "henvisning", "rutine", "ny", "møte"]),
    min_size=1,
)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    site = SiteTest.of_the_project(tmp_path_factory.mktemp("lokalt"))
    with local_index(site.folder / "site_config.yml", READ, Silent()) as found:
        yield found


class Texts(dict[str, list[str]]):
    """The words of each item by path, its title first."""

    def __repr__(self) -> str:
        return "Texts()"


@pytest.fixture(scope="module")
def texts(local: Local) -> Texts:
    archive: SearchedArchive = local._archive
    return Texts({path: " ".join(archive.lines(at)[:-1]).split() for at, path in enumerate(local._paths)})


PATHS = st.sampled_from(sorted(path.stem for path in (ROOT / "content" / "nyheter").glob("*/*.md")))


@settings(deadline=None, max_examples=30)
@given(name=PATHS, data=st.data())
def test_an_item_is_found_when_every_tenth_word_was_changed(
    local: Local, texts: Texts, name: str, data: st.DataObject
) -> None:
    path = next(path for path in texts if path.endswith(f"/{name}.md"))
    words = list(texts[path])
    places = st.lists(st.integers(0, len(words) - 1), max_size=len(words) // 10)
    for place in data.draw(places):
        words[place] = "annerledes"
    assert [hit.path for hit in local.near("", " ".join(words))] == [path]


@settings(deadline=None, max_examples=30)
@given(name=PATHS)
def test_an_item_is_found_below_a_new_header_and_above_a_new_footer(local: Local, texts: Texts, name: str) -> None:
    path = next(path for path in texts if path.endswith(f"/{name}.md"))
    text = " ".join(("Til alle leger i området: dette brevet er sendt på nytt.", *texts[path], "Vennlig hilsen", "oss"))
    found = local.near("Videresendt", text)
    assert [hit.path for hit in found] == [path]
    assert found[0].score > 0.6


def test_every_item_is_itself_and_else_only_another_edition(local: Local, texts: Texts) -> None:
    for path, words in texts.items():
        itself, *others = local.near("", " ".join(words))
        assert (itself.path, itself.score) == (path, 1.0)
        assert {hit.path.rpartition("/")[0] for hit in others} <= {path.rpartition("/")[0]}
        assert not (others and path.startswith(("nyheter/", "nyhetsbrev/", "sider/")))


def test_what_is_new_is_like_nothing(local: Local) -> None:
    assert local.near("Ny rutine for tilvising til gastroskopi", "Sykehuset ber om bedre henvisninger til skopi.") == []
    assert local.near("", "") == []


@given(WORDS, WORDS)
def test_similarity_is_between_nothing_and_all_and_the_same_both_ways(one: list[str], other: list[str]) -> None:
    a, b = shingles(one), shingles(other)
    assert 0 <= similarity(a, b) == similarity(b, a) <= 1
    assert similarity(a, a) == 1

"""The index on the editor's own machine."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import build
from search import local_index
from search.analysis import term
from search.documents import digest
from search.local_index import IndexedDocument, LocalIndex
from tests.driver import TODAY, Silent, SiteTest

TEXTS = st.sampled_from(["henvisning", "epikrise til fastlegen", "blodprøvesvar og henvisninger", "og"])
ARCHIVES = st.dictionaries(st.sampled_from("abcd"), TEXTS)


def entries(archive: dict[str, str]) -> list[IndexedDocument]:
    return [IndexedDocument(path, text, digest(text, "", [])) for path, text in archive.items()]


def held(index: LocalIndex, archive: dict[str, str]) -> dict[str, dict[str, list[float]]]:
    """Give the weights of every list that is not empty."""
    with index.opened(sorted(archive)) as postings:
        lists = {name: postings.weights(name) for name in map(term, ("henvisning", "epikrise", "blodprøve", "svar"))}
        return {name: {form: w.tolist() for form, w in some.items() if w.any()} for name, some in lists.items()}


@settings(deadline=None)
@given(states=st.lists(ARCHIVES, min_size=2, max_size=4))
def test_an_index_brought_up_to_date_weighs_as_one_made_anew(states: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        index = LocalIndex(Path(name) / "a")
        for state in states:
            index.update(entries(state))
        assert index.update(entries(states[-1])) == 0
        anew = LocalIndex(Path(name) / "b")
        anew.update(entries(states[-1]))
        assert held(index, states[-1]) == held(anew, states[-1])


def test_only_what_was_changed_is_indexed_again(tmp_path: Path) -> None:
    LocalIndex(tmp_path).update(entries({"a": "henvisning", "b": "epikrise"}))
    index = LocalIndex(tmp_path)
    assert index.update(entries({"a": "henvisning", "b": "epikrise til fastlegen", "c": "og"})) == 2


def test_one_who_asks_of_much_gets_the_same_though_little_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = {"a": "blodprøvesvar og henvisninger", "b": "epikrise til fastlegen"}
    index = LocalIndex(tmp_path)
    index.update(entries(archive))
    before = held(index, archive)
    monkeypatch.setattr(local_index, "_KEPT", 0)
    with index.opened(sorted(archive)) as postings:
        for name in map(term, ("henvisning", "epikrise", "svar")):
            postings.weights(name)
            assert len(postings._weights) == 1
    assert held(index, archive) == before


def test_drafts_and_what_is_to_come_are_found_and_what_was_replaced_comes_last(site: SiteTest) -> None:
    site.item("nyheter/2026/a", "Om epikriser.", title="Epikrise A").item(
        "nyheter/2026/b", "Om epikriser.", title="Epikrise B", replaces="[nyheter/2026/a]", draft="true"
    ).item("nyheter/2026/c", "Om epikriser.", title="Epikrise C", date="2027-01-01")
    with build.local_index(site.folder / "site_config.yml", TODAY, Silent()) as local:
        assert [hit.title for hit in local.search("epikrisen", 10)] == ["Epikrise B", "Epikrise C", "Epikrise A"]


def test_content_with_errors_can_be_searched(site: SiteTest) -> None:
    site.item("nyheter/2026/a", "Om epikriser.", topics="[ukjent]", sender="hvem")
    with build.local_index(site.folder / "site_config.yml", TODAY, Silent()) as local:
        assert [hit.path for hit in local.search("epikrisen", 10)] == ["nyheter/2026/a.md"]


@pytest.mark.parametrize("typed", ["116117", "116 117", "33342000", '"33 34 20 00"', "10000", "legevaktsentralen"])
def test_numbers_and_words_are_found_however_their_parts_are_set_apart(site: SiteTest, typed: str) -> None:
    text = "Lege\u00advakt\u00adsentralen har nummer 116\u202f117. Kontoret har 33\u00a034 20 00. Pris: 10 000 kr."
    site.item("nyheter/2026/a", text).item("nyheter/2026/b", "Ring 117 eller 34 20 00 33.", title="En annen")
    with build.local_index(site.folder / "site_config.yml", TODAY, Silent()) as local:
        assert local.search(typed, 10)[0].path == "nyheter/2026/a.md"


def test_years_and_weeks_side_by_side_are_no_number(site: SiteTest) -> None:
    site.item("nyheter/2026/a", "Stengt i uke 27 28 og 29.")
    with build.local_index(site.folder / "site_config.yml", TODAY, Silent()) as local:
        assert not local.search("2728", 10)

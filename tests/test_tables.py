"""A table on disk answers as the mapping that it was made of; what is damaged is made anew."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import dictionary, tables

words = st.text(st.characters(categories=("L", "N")), max_size=8)


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(rows=st.dictionaries(words, words, max_size=60), others=st.lists(words, max_size=20))
def test_a_table_answers_as_the_mapping_that_it_was_made_of(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, str], others: list[str]
) -> None:
    file = tmp_path_factory.getbasetemp() / "tabell"
    tables.write(file, rows.items())
    table = tables.Table(file)
    assert {word: table.get(word) for word in [*rows, *others]} == {word: rows.get(word) for word in [*rows, *others]}


@pytest.mark.parametrize("damaged", [b"", b"kort", b"x" * 4096])
def test_a_damaged_table_is_not_opened(tmp_path: Path, damaged: bytes) -> None:
    file = tmp_path / "tabell"
    tables.write(file, [("legen", "lege")])
    file.write_bytes(damaged)
    with pytest.raises(OSError, match="tabell"):
        tables.Table(file)


def test_a_table_that_was_cut_off_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "tabell"
    tables.write(file, [("legen", "lege"), ("råda", "råd")])
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(OSError, match="not a whole table"):
        tables.Table(file)


def test_where_no_table_can_be_kept_the_dictionary_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fagarkiv").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    forms = dictionary._forms.__wrapped__()
    assert isinstance(forms, dict)
    assert (forms.get("sjukehusa"), forms.get("qwerty")) == (dictionary._forms().get("sjukehusa"), None)
    assert list(tmp_path.iterdir()) == [tmp_path / "fagarkiv"]

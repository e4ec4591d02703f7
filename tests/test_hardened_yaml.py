"""YAML: a value is what it looks like, and nothing in it can do harm or hide."""

from datetime import date

import pytest

from generator.source.hardened_yaml import load
from generator.source.loaded import Loaded, Value


def read(text: str) -> Loaded:
    return load(text, "site_config.yml")


def problems(loaded: Loaded) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.field, problem.code) for problem in loaded.problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Gastroskopi", "Gastroskopi"),
        ('"no"', "no"),
        ("'010'", "010"),
        ('"12:30"', "12:30"),
        ("'2024-02-30'", "2024-02-30"),
        ('"true"', "true"),
        ('"2026-11-02"', "2026-11-02"),
        ('"&alle *frie !tegn <<"', "&alle *frie !tegn <<"),
        ("'it''s'", "it's"),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("42", 42),
        ("-7", -7),
        ("1.5", 1.5),
        ("2026-11-02", date(2026, 11, 2)),
        ("2026-1-2", date(2026, 1, 2)),
        ("null", None),
        ("~", None),
        ("", None),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("=", "="),
        ("12345678901234567890", "12345678901234567890"),
        ("12:60", "12:60"),
        ("2026-11-02T10:00:00Z", "2026-11-02T10:00:00Z"),
        ("nordmenn", "nordmenn"),
        ("[a, 1]", ["a", 1]),
        ("{b: {c: d}}", {"b": {"c": "d"}}),
        ("|\n  to\n  linjer\n", "to\nlinjer\n"),
        (">\n  to\n  linjer", "to linjer"),
    ],
)
def test_a_value_is_what_it_looks_like(written: str, value: Value) -> None:
    loaded = read(f"a: {written}")
    assert (loaded.value, loaded.problems) == ({"a": value}, [])
    assert isinstance(loaded.value, dict)
    assert type(loaded.value["a"]) is type(value)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *((word, "yaml-bryter") for word in ("no", "No", "NO", "yes", "on", "On", "off", "OFF", "y", "N")),
        *((number, "yaml-oktal") for number in ("010", "0301", "08", "00", "-010", "0_7")),
        *((time, "yaml-klokke") for time in ("12:30", "1:30", "190:20:30", "12:30:45.5")),
        *((day, "dato-finnes-ikke") for day in ("2024-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "0000-01-01")),
    ],
)
def test_what_yaml_would_have_changed_is_refused_and_kept_as_text(written: str, code: str) -> None:
    loaded = read(f"a: ja\nb: {written}")
    assert problems(loaded) == [(2, "b", code)]
    assert loaded.value == {"a": "ja", "b": written}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: &x 1", (1, "a", "yaml-alias"), id="anchor"),
        pytest.param("a: 1\nb: *x", (2, "b", "yaml-alias"), id="alias"),
        pytest.param("&x a: 1", (1, "", "yaml-alias"), id="anchor on a key"),
        pytest.param("*x : 1", (1, "", "yaml-alias"), id="alias as a key"),
        pytest.param("a: [1, &x [2], *x]", (1, "a.1", "yaml-alias"), id="anchor in a list"),
        pytest.param("a:\n  <<: {b: 1}", (2, "a", "yaml-alias"), id="merge"),
        pytest.param("a: !!python/object/apply:os.system [ls]", (1, "a", "yaml-tagg"), id="tag that runs"),
        pytest.param("a: !!binary aGVp", (1, "a", "yaml-tagg"), id="tag of the standard"),
        pytest.param("a: !eget x", (1, "a", "yaml-tagg"), id="tag of one's own"),
        pytest.param("a: ! x", (1, "a", "yaml-tagg"), id="tag without a name"),
        pytest.param("!!map {a: 1}", (1, "", "yaml-tagg"), id="tag on everything"),
        pytest.param("!!str a: 1", (1, "", "yaml-tagg"), id="tag on a key"),
        pytest.param(f"a: {'[' * 21}{']' * 21}", (1, "a", "yaml-dybde"), id="lists too deep"),
        pytest.param("a: " + "{b: " * 21 + "1" + "}" * 21, (1, "a", "yaml-dybde"), id="maps too deep"),
        pytest.param("[" * 60_000, (1, "0", "yaml-dybde"), id="very deep"),
        pytest.param("a: 1\n---\nb: 2", (2, "", "yaml-flere"), id="two documents"),
        pytest.param(f"a: {'x' * 65_536}", (1, "", "yaml-stor"), id="too large"),
        pytest.param(f"a: {'æ' * 32_768}", (1, "", "yaml-stor"), id="too large in bytes"),
        pytest.param("a:\n\tb: 1", (2, "a.b", "yaml-tab"), id="tab"),
        pytest.param("a: b: c", (1, "a", "yaml-kolon"), id="colon"),
        pytest.param("a: 1\nb: @c", (2, "b", "yaml-tegn"), id="reserved sign"),
        pytest.param('a: "x', (1, "a", "yaml-apen"), id="quote not closed"),
        pytest.param("a: [1, 2", (1, "a", "yaml-apen"), id="list not closed"),
        pytest.param('a: "\\ud800"', (1, "a", "yaml-syntaks"), id="half a character"),
        pytest.param("a: 1\nb: x\x80", (2, "b", "kontrolltegn"), id="C1 control"),
        pytest.param("a: 1\nb: x\x00", (2, "b", "kontrolltegn"), id="NUL"),
    ],
)
def test_what_is_never_allowed_is_told_where_it_stands(text: str, expected: tuple[int, str, str]) -> None:
    assert problems(read(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("a: 1\nb: &x c", {"a": 1, "b": "&x c"}, id="anchor"),
        pytest.param("a: 1\nb: *x", {"a": 1, "b": "*x"}, id="alias"),
        pytest.param(
            "a: 1\nb: !!python/object/apply:os.system [ls]",
            {"a": 1, "b": "!!python/object/apply:os.system [ls]"},
            id="tag",
        ),
        pytest.param("a: 1\nb: !!int 7", {"a": 1, "b": "!!int 7"}, id="tag of the standard"),
        pytest.param("a: 1\nb: @c\nd: 2", {"a": 1, "b": "@c", "d": 2}, id="reserved sign"),
        pytest.param("a: 1\nb: c: d", {"a": 1, "b": "c: d"}, id="colon"),
        pytest.param('a: 1\nb: "c\nd: 2', {"a": 1, "b": "c", "d": 2}, id="quote not closed"),
        pytest.param("a: 1\nb: [c, d\ne: 2", {"a": 1, "b": ["c", "d"], "e": 2}, id="list not closed"),
        pytest.param("a:1\nb:2\nc: 3", {"a": 1, "b": 2, "c": 3}, id="no spaces"),
        pytest.param("a: 1\n: b\nc: 3", {"a": 1, "c": 3}, id="a line without sense"),
    ],
)
def test_it_is_read_as_text_or_left_out_and_the_rest_is_read_as_it_stands(text: str, value: Value) -> None:
    loaded = read(text)
    assert (loaded.value, bool(loaded.problems)) == (value, True)


@pytest.mark.parametrize("text", ["a: &x [1]\nb: *x", f"a: {'[' * 60}", f"a: {'x' * 65_536}"])
def test_what_may_be_made_to_do_harm_ends_the_reading(text: str) -> None:
    assert read(text).value is None


def test_a_text_may_be_as_deep_and_as_large_as_the_limit() -> None:
    assert read(f"a: {'[' * 20}{']' * 20}").problems == []
    assert read(f"a: {'x' * 65_533}").problems == []


def test_a_billion_laughs_cost_nothing() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)
    )
    assert problems(read(bomb)) == [(1, "a", "yaml-alias")]


def test_the_first_of_two_equal_keys_counts_and_both_lines_are_told() -> None:
    loaded = read("a: 1\nb: {c: 2, c: 3}\na: 4")
    assert loaded.value == {"a": 1, "b": {"c": 2}}
    assert [(problem.line, problem.field, dict(problem.values)["first"]) for problem in loaded.problems] == [
        (2, "b.c", "2"),
        (3, "a", "1"),
    ]


HIDDEN = ("\\0", "\\a", "\\e", "\\x7f", "\\x9b", "\\u2028", "\\u202a", "\\u202e", "\\u2066", "\\u2069")


@pytest.mark.parametrize("escape", HIDDEN)
def test_a_control_character_cannot_hide_behind_an_escape(escape: str) -> None:
    assert problems(read(f'a: 1\nb: "x{escape}y"')) == [(2, "b", "kontrolltegn")]


@pytest.mark.parametrize("escape", HIDDEN)
def test_nor_in_the_name_of_a_field(escape: str) -> None:
    assert "kontrolltegn" in [problem.code for problem in read(f'a: 1\n"x{escape}y": 2').problems]

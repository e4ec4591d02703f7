"""An identity number is found wherever it stands, and other numbers are let through."""

from pathlib import Path

import pytest

from generator.base.identity import identity_numbers, kind_of
from tests.driver import SiteTest
from tests.problems import identity_number

TODAYS = identity_number(24, 12, 85)
D_NUMBER = identity_number(24 + 40, 12, 85)
TEXTS = {".py", ".md", ".yml", ".txt", ".html", ".css", ".js"}
FROM_2032 = [identity_number(24, 12, 85, first_remainder=remainder) for remainder in (1, 2, 3)]


@pytest.mark.parametrize("number", [TODAYS, D_NUMBER, *FROM_2032], ids=["today", "D", "2032-1", "2032-2", "2032-3"])
@pytest.mark.parametrize("separator", ["", " ", "-", ".", "\u00a0", "\u2009", "\u202f"])
def test_an_identity_number_is_found_in_the_body_however_it_is_written(
    site: SiteTest, number: str, separator: str
) -> None:
    site.item("nyheter/2026/a", f"En linje.\n\nPasient {number[:6]}{separator}{number[6:]}.")
    assert [(problem.line, problem.code) for problem in site.check()] == [(10, "fodselsnummer")]


def test_an_identity_number_is_found_wherever_it_stands(site: SiteTest) -> None:
    site.item("nyheter/2026/a", summary=f"Gjelder {D_NUMBER}")
    site.file("content/registre/organisasjoner.yml", f"- {{id: siv, name: Sykehuset, note: Ring {TODAYS}}}\n")
    site.file("content/anbefalinger/nfa/serie.yml", f"title: Anbefalinger\nsummary: For {FROM_2032[0]}\n")
    site.document("anbefalinger/nfa/2026", title="Utgave", valid_from="2026-01-01")
    site.file("site_config.yml", f"site_name: {TODAYS} AS\nbase_url: https://a.example.no/\nlanguage: nb\n")
    assert [(problem.path, problem.line) for problem in site.check() if problem.code == "fodselsnummer"] == [
        ("content/anbefalinger/nfa/serie.yml", 2),
        ("content/nyheter/2026/a.md", 6),
        ("content/registre/organisasjoner.yml", 1),
        ("site_config.yml", 1),
    ]


def test_an_identity_number_is_found_in_the_name_of_a_file(site: SiteTest) -> None:
    assert [problem.code for problem in site.item(f"nyheter/2026/{TODAYS}", title="Om en pasient").check()] == [
        "fodselsnummer"
    ]


def test_other_numbers_are_let_through(site: SiteTest) -> None:
    numbers = [
        "974 652 277",  # an organisation
        "22 33 44 55",
        "+47 22 33 44 55",
        "0047 22334455",
        f"1{TODAYS}",
        f"{TODAYS}0",
        TODAYS[:-1],
        f"{TODAYS[:6]} og {TODAYS[6:]}",
    ]
    site.item("nyheter/2026/a", "\n\n".join(numbers))
    site.file("content/registre/organisasjoner.yml", '- {id: siv, name: Sykehuset, orgnr: "974652277"}\n')
    assert site.codes() == []


def test_a_number_is_an_identity_number_only_with_check_digits_and_a_birthday() -> None:
    assert all(map(kind_of, [TODAYS, D_NUMBER, *FROM_2032]))
    assert not kind_of(identity_number(31, 2, 85))
    assert not kind_of(identity_number(24, 13, 85))
    assert not kind_of(identity_number(0, 12, 85))
    assert not kind_of(identity_number(24, 12, 85, first_remainder=4))
    for place in range(11):
        others = (TODAYS[:place] + digit + TODAYS[place + 1 :] for digit in "0123456789" if digit != TODAYS[place])
        assert not any(map(kind_of, others)), "every mistyped digit is discovered"


def test_of_a_hundred_pairs_of_check_digits_four_are_right(site: SiteTest) -> None:
    nine = TODAYS[:9]
    right = {TODAYS, *FROM_2032}
    assert {number[:9] for number in right} == {nine}
    every = {f"{nine}{pair:02}" for pair in range(100)}
    assert {number for number in every if kind_of(number)} == right
    assert site.item("nyheter/2026/a", "\n\n".join(sorted(every - right))).codes() == []


def test_no_identity_number_stands_in_this_repository() -> None:
    root = Path(__file__).parent.parent
    folders = ("content", "docs", "generator", "search", "tests", "theme")
    files = [file for folder in folders for file in (root / folder).rglob("*.*") if file.suffix in TEXTS]
    assert len(files) > 100
    assert [file.relative_to(root) for file in files if any(identity_numbers(file.read_text("utf-8")))] == []

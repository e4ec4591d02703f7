"""However an identity number is written, it is found; and other figures are let through."""

import pytest

from generator.base.identity import identity_numbers, identity_numbers_in_page
from tests.driver import SiteTest
from tests.problems import identity_number

NUMBER = identity_number(1, 1, 90)
DAY, REST = NUMBER[:6], NUMBER[6:]
D, M, Y = DAY[:2], DAY[2:4], DAY[4:]
N = NUMBER
WAYS = [
    *(NUMBER, f"fnr:{NUMBER}", f"fnr{NUMBER}x", f"{D}.{M}.{Y} {REST}", f"{D} {M} {Y} {REST}", f"{D}/{M}/{Y} {REST}"),
    *(f"{D}-{M}-{Y} {REST}", f"{D}/{M}-{Y} {REST}", f"{D}.{M}.19{Y} {REST}", f"1.1.{Y} {REST}", f"{D}{M}19{Y} {REST}"),
    *(
        f"{D} . {M} . {Y} {REST}",
        f"{D}\\.{M}\\.{Y} {REST}",
        f"{DAY[:3]} {DAY[3:]} {REST}",
        f"{DAY} {REST[:3]} {REST[3:]}",
    ),
    *(f"{D} {M} {Y} {REST[:3]} {REST[3:]}", " ".join(NUMBER), ".".join(NUMBER), "-".join(NUMBER)),
    *(
        f"{DAY}{sign}{REST}"
        for sign in " \t\n_:+/,–—‑−·•…|*\u00a0\u2009\u202f\u3000\u00ad\u200b\u200c\u200d\u2060\ufeff"
    ),
    *(
        f"{DAY}{sign}{REST}"
        for sign in ("  ", " - ", " / ", ", ", "\n\n", "\\ ", " (", "<br>", "<!-- x -->", "`", "**", "~~")
    ),
    *(f"{DAY}&{name};{REST}" for name in ("nbsp", "shy", "ndash", "thinsp", "zwnj", "#8203", "#x2009", "ensp")),
    *(f"{DAY} personnr. {REST}", f"{DAY}, pnr: {REST}", f"| {DAY} | {REST} |", f"<td>{DAY}</td><td>{REST}</td>"),
    *("".join(f"&#{ord(one)};" for one in NUMBER), "".join(f"&#x{ord(one):x};" for one in NUMBER)),
    *("".join(chr(ord(one) + shift) for one in NUMBER) for shift in (0xFF10 - 48, 0x660 - 48, 0x1D7CE - 48)),
    *(f"**{DAY}**{REST}", f"<b>{DAY}</b><i>{REST}</i>", f"{NUMBER[:4]}<span lang=nb>{NUMBER[4:8]}</span>{NUMBER[8:]}"),
    *(f"{sign} 19{Y} {REST}" for sign in ("1. januar", "01. JANUAR", "1 januar", "1. jan.", "01-jan-", "1.\njanuar")),
    *(f"1. jan {Y} {REST}", f"f. 1. januar {Y}, personnummer: {REST}", f"1.&nbsp;januar **19{Y}** {REST}"),
    *(f"19{Y}-{M}-{D} {REST}", f"19{Y}{M}{D}-{REST}", f"19{Y}/{M}/{D} pnr. {REST}"),
    *(
        f"{DAY} {label} {REST}"
        for label in ("nr.", "p.nr.", "pers.nr.", "fnr:", "med personnummer", "personnummeret er")
    ),
    *(f"{N[:3]}.{N[3:6]}.{N[6:]}", f"{N[:3]} {N[3:6]} {N[6:9]} {N[9:]}", f"{N[:4]} {N[4:8]} {N[8:]}"),
    *(f"https://a.no/?dag={DAY}&amp;nummer={REST}", f"https://a.no/?fnr={DAY}%2520{REST}"),
    *(f"\u202a{DAY}\u202c {REST}", f"{NUMBER[:2]}\u0336{NUMBER[2:]}", f"%{ord(NUMBER[0]):x}{NUMBER[1:]}"),
]


@pytest.mark.parametrize("written", WAYS)
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    assert {one.code for one in identity_numbers(written)} == {"fodselsnummer"}


def test_that_is_more_than_sixty_ways() -> None:
    assert len(set(WAYS)) > 90


@pytest.mark.parametrize(
    "written",
    [
        *(f"KID: {NUMBER}", f"KID-nummer {NUMBER}", f"IBAN NO93 {NUMBER}", f"kontonr. {NUMBER}"),
        *(f"{DAY} og {REST}", f"Dato: {D}.{M}.{Y}: {REST}", "+47 77 04 10 35, 859 08 752", f"tlf. {DAY}x{REST}"),
        *("974 652 277 MVA", "978-82-15-01234-5", "2026-11-02 10:30", "F32.1, G43.9", "takst 2ad, 2cd, 11dd"),
        *(f"Frist 1. januar 19{Y}: {REST} kr", f"1. januar 19{Y} kl. {REST}", f"19{Y}-{M}-{D} og {REST}"),
        *(f"1{NUMBER}", f"{NUMBER}0", "12 345 678 kr", "10.1056/NEJMoa2034577"),
    ],
)
def test_other_figures_are_no_numbers(written: str) -> None:
    assert identity_numbers(written) == []


@pytest.mark.parametrize(("added", "code"), [(0, "fodselsnummer"), (40, "hjelpenummer"), (80, "testnummer")])
@pytest.mark.parametrize("day", [24, 64])
@pytest.mark.parametrize("remainder", [0, 1, 2, 3])
def test_every_kind_is_called_what_it_is_by_both_rules(added: int, code: str, day: int, remainder: int) -> None:
    number = identity_number(day, 12 + added, 85, first_remainder=remainder)
    assert [one.code for one in identity_numbers(number)] == [code]


@pytest.mark.parametrize(
    "fields",
    [{"summary": f'"{NUMBER[:3]}\\x{ord(NUMBER[3]):02x}{NUMBER[4:]}"'}, {"title": f'"{DAY}\\u2009{REST}"'}],
)
def test_a_number_is_found_in_a_field_however_yaml_writes_it(site: SiteTest, fields: dict[str, str]) -> None:
    assert set(site.item("nyheter/2026/a", **fields).codes()) == {"fodselsnummer"}


@pytest.mark.parametrize(
    "body", [f"[{DAY}](b.md) {REST}", f"[{DAY}][b] {REST}\n\n[b]: https://a.no", f"![{DAY}\\-{REST}](a.png)"]
)
def test_a_number_is_found_in_what_a_reader_sees_of_a_body(site: SiteTest, body: str) -> None:
    site.item("nyheter/2026/b").file("content/nyheter/2026/a.png", b"\x89PNG\r\n")
    assert "fodselsnummer" in site.item("nyheter/2026/a", body).codes()


@pytest.mark.parametrize(
    "path", [f"nyheter/2026/{DAY}-{REST}", f"nyheter/{DAY}/{REST}", f"nyheter/2026/{D}.{M}.{Y}-{REST}"]
)
def test_a_number_is_found_in_names_of_files_and_folders(site: SiteTest, path: str) -> None:
    assert "fodselsnummer" in site.item(path, title="A").codes()


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        (f"<main><p>{DAY}<b>-</b><i>{REST}</i></p>", ["fodselsnummer"]),
        (f"<main><tr><td>{DAY}</td><td>{REST}</td></tr>", ["fodselsnummer"]),
        (f"<main><p>{DAY}&nbsp;{REST}</p>", ["fodselsnummer"]),
        (f"<main><p>1. januar <b>19{Y}</b> {REST}</p>", ["fodselsnummer"]),
        (f"<main><p>1. januar 19{Y}</p><p>{REST}</p>", []),
        (f"<main><p>{DAY}</p><p>{REST}</p>", []),
    ],
)
def test_a_finished_page_is_read_as_it_is_seen(page: str, codes: list[str]) -> None:
    assert [one.code for one in identity_numbers_in_page(page)] == codes

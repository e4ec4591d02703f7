"""What hostile or careless content must not be able to do: YAML that surprises, text that runs, personal numbers."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from generator.base.identity import identity_numbers, kind_of
from generator.body.markdown import Renderer
from generator.source.hardened_yaml import load
from generator.source.loaded import Loaded, Value
from search.analysis import tokens
from tests.driver import SiteTest
from tests.problems import identity_number

# --- YAML -------------------------------------------------------------------------------------------------------------


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


# --- Markdown ---------------------------------------------------------------------------------------------------------

SAFE_SCHEMES = {"https", "mailto", "tel"}
NEVER = {"script", "iframe", "object", "embed", "style", "svg", "math", "form", "base", "meta", "link", "template"}

SHAPE, TYPE, TAG, PICTURE = "lenke-form", "lenke-type", "html-ikke-tillatt", "bilde-utenfra"

# What an attacker may write, and the code of every problem it is reported as.
HOSTILE = [
    # The scheme of a link, however it is spelled.
    ("[x](javascript:alert(1))", {TYPE}),
    ("[x](JaVaScRiPt:alert(1))", {TYPE}),
    ("[x](vbscript:msgbox(1))", {TYPE}),
    ("[x](data:text/html;base64,PHNjcmlwdD4=)", {TYPE}),
    ("[x](file:///etc/passwd)", {TYPE}),
    ("[x](ftp://example.no/)", {TYPE}),
    ("[x](feed:javascript:alert(1))", {TYPE}),
    ("[x](&#106;avascript:alert(1))", {TYPE}),
    ("[x](&#x6A;&#97;vascript&#58;alert(1))", {TYPE}),
    ("[x](javascript&colon;alert(1))", {TYPE}),
    ("[x](java&Tab;script:alert(1))", {TYPE}),
    ("[x](<java&NewLine;script:alert(1)>)", {TYPE}),
    ("[x](<java\tscript:alert(1)>)", {TYPE}),
    ("[x](< javascript:alert(1)>)", {TYPE}),
    ("[x](&#1;javascript:alert(1))", {SHAPE, "kontrolltegn"}),
    ("[x](java&amp;#115;cript:alert(1))", {SHAPE}),
    ("[x](%6aavascript:alert(1))", {SHAPE}),
    ("[x](https:javascript:alert(1))", {SHAPE}),
    # Another host without a scheme.
    ("[x](//evil.example/)", {SHAPE}),
    (r"[x](\\\\evil.example)", {SHAPE}),
    (r"[x](/\\evil.example)", {SHAPE}),
    # References, autolinks and images.
    ("[x][y]\n\n[y]: javascript:alert(1)", {TYPE}),
    ('[x][]\n\n[x]: <javascript:alert(1)> "tittel"', {TYPE}),
    ("<javascript:alert(1)>", {TYPE}),
    ("![x](javascript:alert(1))", {PICTURE}),
    ("![x](data:image/svg+xml,<svg/onload=alert(1)>)", {PICTURE}),
    ("![x](&#106;avascript:alert(1))", {PICTURE}),
    ("![x](//evil.example/x.png)", {SHAPE}),
    ("![x](tegning.svg)", {SHAPE}),
    ("![x][y]\n\n[y]: data:text/html,x", {PICTURE}),
    ("[![x](javascript:alert(1))](javascript:alert(2))", {TYPE, PICTURE}),
    # In footnotes, tables, quotes, lists and headings.
    ("Note[^1]\n\n[^1]: [x](javascript:alert(1))", {TYPE}),
    ("Note[^1]\n\n[^1]: <script>alert(1)</script>", {TAG}),
    ("| a | b |\n|---|---|\n| [x](javascript:alert(1)) | <b onclick=alert(1)>c</b> |", {TYPE, TAG}),
    ("> <script>alert(1)</script>", {TAG}),
    ("- <script>alert(1)</script>", {TAG}),
    ("## <img src=x onerror=alert(1)>", {TAG}),
    ("**<b onclick=alert(1)>x</b>**", {TAG}),
    ("[<img src=x onerror=alert(1)>](#)", {TAG, SHAPE}),
    # Elements.
    ("<script>alert(1)</script>", {TAG}),
    ("<ScRiPt>alert(1)</sCrIpT>", {TAG}),
    ("<script/x>alert(1)</script>", {TAG}),
    ("<script\n>alert(1)</script>", {TAG}),
    ("<scr<script>ipt>alert(1)</scr</script>ipt>", {TAG}),
    ("<svg><script>alert(1)</script></svg>", {TAG}),
    ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", {TAG}),
    ('<iframe src="https://evil.example"></iframe>', {TAG}),
    ('<object data="x"></object><embed src="x">', {TAG}),
    ("<style>body{display:none}</style>", {TAG}),
    ("<link rel=stylesheet href=//evil.example>", {TAG}),
    ('<meta http-equiv=refresh content="0;url=javascript:alert(1)">', {TAG}),
    ("<base href=//evil.example/>", {TAG}),
    ("<form action=//evil.example><button>x</button></form>", {TAG}),
    ("<textarea><script>alert(1)</script></textarea>", {TAG}),
    ('<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', {TAG}),
    # Attributes.
    ('<b onclick="alert(1)">x</b>', {TAG}),
    ("<b\tonclick=alert(1)>x</b>", {TAG}),
    ("> <b\n> onclick=alert(1)>x</b>", {TAG}),
    ('<b style="position:fixed">x</b>', {TAG}),
    ("<details open ontoggle=alert(1)>x</details>", {TAG}),
    ("<img src=x onerror=alert(1)>", {TAG}),
    ('<a href="javascript:alert(1)">x</a>', {TAG}),
    ('<a href="jav&#x09;ascript:alert(1)">x</a>', {TAG}),
    ('<a href="//evil.example">x</a>', {TAG}),
    ('<div class="fa-banner" role="note" id="innhold">x</div>', {TAG}),
    # Comments and other declarations.
    ("<!-- <script>alert(1)</script> -->", {TAG}),
    ("<!--><script>alert(1)</script>-->", {TAG}),
    ("<![CDATA[<script>alert(1)</script>]]>", {TAG}),
    # What looks like code and is not.
    ("\\`<script>alert(1)</script>\\`", {TAG}),
    ('\\`<a href="//evil.example">x</a>\\`', {TAG}),
    ('\\`<b class="fa-banner" id="innhold">x</b>\\`', {TAG}),
]


@pytest.mark.parametrize(("text", "codes"), HOSTILE, ids=[text for text, _ in HOSTILE])
def test_hostile_markdown_is_harmless_and_is_reported(text: str, codes: set[str]) -> None:
    body, found = Renderer().render(text, "nyheter/2026/a.md")
    assert dangers(body.html) == []
    assert {problem.code for problem in found} == codes


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://example.no/?a=1&b=2#c)",
        "[x](mailto:post@example.no)",
        "[x](tel:+4712345678)",
        "<https://example.no/>",
        "<post@example.no>",
        '[x](a.md "onclick=alert(1)")',
        "[x](a.md '\"onmouseover=\"alert(1)')",
        '![x" onerror="alert(1)](kart.png)',
        "`<script>alert(1)</script>`",
        "```\n<script>alert(1)</script>\n```",
        "``` ikke et språk\n<script>alert(1)</script>\n```",
        "``` { #innhold .fa-banner onclick=alert(1) }\n<script>alert(1)</script>\n```",
        "<svg/onload=alert(1)>",
        "    <script>alert(1)</script>",
        "```c++\n#include <vector>\n```",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "12&nbsp;mg h&oslash;st &amp; v&aring;r",
        "pO2 < 8 og CRP < grensen, x<y",
        "<table><tr><td>CRP < grensen</td></tr></table>",
        "## Tittel {: onclick=alert(1) }",
        'H<sub>2</sub>O, <abbr title="fastlege">FL</abbr>, <kbd>Ctrl</kbd>',
        '<details><summary>Mer</summary> Tekst <span lang="nn">ikkje</span></details>',
    ],
)
def test_what_only_looks_dangerous_is_let_through_and_is_searched(text: str) -> None:
    body, found = Renderer().render(text, "nyheter/2026/a.md")
    assert (dangers(body.html), found) == ([], [])
    shown = html.fragment_fromstring(body.html, create_parent=True).text_content()
    assert shown.strip() or "kart.png" in body.html
    assert set(tokens(shown)) <= set(tokens(" ".join(f"{one.title} {one.text}" for one in body.sections)))


@pytest.mark.parametrize("entity", ["&#1;", "&#x1b;", "&#8238;", "&#x202e;", "&#x2066;"])
def test_a_control_character_cannot_hide_behind_an_entity(entity: str) -> None:
    _, found = Renderer().render(f"Fila heter {entity}gnp.exe", "nyheter/2026/a.md")
    assert [problem.code for problem in found] == ["kontrolltegn"]


def dangers(text: str) -> list[str]:
    """Name everything in a piece of HTML that could run, load or lead where it should not."""
    found: list[str] = []
    for element in html.document_fromstring(f"<body>{text}").find("body").iter():
        tag = str(element.tag)
        if tag in NEVER or not isinstance(element.tag, str):
            found.append(f"<{tag}>")
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc", "action", "formaction"):
                found.append(f"{tag} {name}")
            if name in ("href", "src"):
                compact = re.sub(r"[\x00-\x20\x7f-\x9f]", "", value)
                scheme = re.match(r"([^/?#]*?):", compact)
                if scheme and scheme[1].lower() not in SAFE_SCHEMES:
                    found.append(f"{tag} {name}={value}")
    return found


@pytest.mark.parametrize(
    "element", ["<script>", "<svg onload=x>", "<b onclick=x>", "<a href='java\tscript:x'>", "<b style=x>"]
)
def test_the_eyes_of_these_tests_are_open(element: str) -> None:
    assert dangers(element) != []


OUT = [
    ("../../../hemmelig.md", "lenke-utenfor"),
    ("./../../../hemmelig.md", "lenke-utenfor"),
    ("a/../../../../hemmelig.md", "lenke-utenfor"),
    ("../../../../etc/passwd", "lenke-form"),
    ("/etc/passwd", "lenke-form"),
    ("../../registre/temaer.yml", "lenke-form"),
    ("%2e%2e/%2e%2e/%2e%2e/hemmelig.md", "lenke-form"),
    ("..%2f..%2f..%2fhemmelig.md", "lenke-form"),
    (r"..\\..\\..\\hemmelig.md", "lenke-form"),
    ("....//....//....//hemmelig.md", "lenke-form"),
    ("c:/hemmelig.md", "lenke-type"),
]


@pytest.mark.parametrize(("target", "code"), OUT)
@pytest.mark.parametrize("sign", ["", "!"])
def test_no_link_or_picture_leads_out_of_the_content(target: str, code: str, sign: str) -> None:
    body, found = Renderer().render(f"{sign}[x]({target})", "nyheter/2026/a.md")
    assert [problem.code for problem in found] == [PICTURE if sign and code == TYPE else code]
    (element,) = html.fragment_fromstring(body.html, create_parent=True).xpath("//a | //img")
    assert not element.get("src" if sign else "href", "")


# --- Identity numbers -------------------------------------------------------------------------------------------------

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


@pytest.mark.parametrize("module", ["threading", "signal", "numpy", "search", "generator"])
def test_no_process_loads_modules_from_the_site(site: SiteTest, module: str) -> None:
    trace = site.folder / "lastet"
    site.item("nyheter/2026/a").file(f"{module}.py", f"open({str(trace)!r}, 'w')")
    program = Path(sys.executable).with_name("fagarkiv")
    done = subprocess.run([program, "build", "--jobs", "2"], cwd=site.folder, capture_output=True, text=True)
    assert (done.returncode, trace.exists()) == (0, False), done.stderr


# --- Days and names that are out of reach -----------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u200d", "\u2060"])
def test_where_a_word_may_be_broken_hides_it_from_no_search(sign: str) -> None:
    assert tokens(f"Lege{sign}vakt{sign}sentralen svarer") == ["legevaktsentralen", "svarer"]


def test_a_name_that_a_disk_cannot_hold_as_a_page_is_told_before_anything_is_built(site: SiteTest) -> None:
    site.item(f"nyheter/2026/{'a' * 252}")
    site.item(f"nyheter/2026/{'b' * 100}")
    assert [(problem.path[-8:], problem.code) for problem in site.check()] == [("aaaaa.md", "fil-langt-navn")]
    (site.folder / f"content/nyheter/2026/{'a' * 252}.md").unlink()
    assert site.build().page(f"nyheter/2026/{'b' * 100}.html").title == "B" + "b" * 99


@contextmanager
def folders_in_each_other(folder: Path, count: int) -> Iterator[None]:
    """Make folders deeper than most programs can go, this one's own cleaning up among them."""
    handles = [os.open(folder, os.O_RDONLY)]
    for _ in range(count):
        os.mkdir("a", dir_fd=handles[-1])
        handles.append(os.open("a", os.O_RDONLY, dir_fd=handles[-1]))
    try:
        yield
    finally:
        os.close(handles.pop())
        while handles:
            os.rmdir("a", dir_fd=handles[-1])
            os.close(handles.pop())


def test_many_folders_in_each_other_are_one_problem(site: SiteTest) -> None:
    with folders_in_each_other(site.folder / "content", 200):
        assert site.codes() == ["fil-lang-sti"]


def test_an_error_in_each_part_of_a_page_hides_none_of_the_others(site: SiteTest) -> None:
    """What a day of mending would otherwise tell one by one."""
    site.item("nyheter/2026/a", "Se [avtalen](borte.md).", date="2.11.2026", sender="sivv", topics="[gastro, hjerte]")
    assert [(problem.line, problem.field, problem.code) for problem in site.check()] == [
        (3, "date", "felt-dato"),
        (4, "sender", "ref-ukjent"),
        (5, "topics.1", "ref-ukjent"),
        (8, "", "lenke-brutt"),
    ]

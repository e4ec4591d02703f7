"""Hostile Markdown is harmless and is reported, and what only looks dangerous is let through."""

import re

import pytest
from lxml import html

from generator.body.markdown import Renderer
from search.analysis import tokens

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

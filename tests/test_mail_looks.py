"""What mail programs make of an issue, and a body that is made fit for them."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser

from generator.base.problems import UsageError
from generator.body.markdown import Renderer
from generator.render.mail import MAX_BYTES
from generator.render.mail_body import as_html, as_text
from tests.driver import SiteTest
from tests.post import ISSUE, ROOT, mail, matter, texts, tree

EVERYTHING = """
    Avsnitt med **vekt**, `kode` og en [lenke](../../nyheter/2026/a.md).[^1]

    ## En overskrift

    | Kanal | Svar |
    |---|---|
    | Epikrise | Ja |

    1. Først
        - under

    > Sitat

    <details><summary>Mer</summary>Skjult tekst.</details>

    ![En tegning](tegning.png)

    Skriv til [oss](mailto:svar@example.no).

    [^1]: En fotnote.
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000"
    "000049454e44ae426082"
)


@pytest.fixture
def everything(issue: SiteTest) -> SiteTest:
    """An issue with all that an introduction can hold, and an item that says that it was withdrawn."""
    issue.item("nyheter/2026/a", summary="Kort om A.", withdrawn="{date: 2026-11-18, reason: Feil.}")
    return issue.document(ISSUE, EVERYTHING, **matter()).file("content/nyhetsbrev/2026/tegning.png", PNG)


def faults(text: str) -> list[str]:
    """Name what mail programs take away, or what they would have to fetch."""
    whole = html.document_fromstring(text)
    found = [f"<{one.tag}>" for one in whole.xpath("//script|//link|//iframe|//form|//input|//object|//video|//svg")]
    found += [f"{one.tag} {name}" for one in whole.iter() for name in one.attrib if name.startswith("on")]
    found += [f"href {link}" for link in whole.xpath("//@href") if not re.match(r"https://|mailto:|tel:", link)]
    found += [f"src {link}" for link in whole.xpath("//@src") if not link.startswith("https://")]
    found += ["no alt" for _ in whole.xpath("//img[not(@alt)]")]
    found += [f"style {name}" for name in re.findall(r"\b(?:position|float|flex|grid|url|var|@import)\b", text)]
    found += [f"no style: {one.tag}.{one.get('class')}" for one in whole.xpath("//body//*[@class and not(@style)]")]
    found += ["layout" for _ in whole.xpath("//table[@class and not(@role='presentation')]")]
    found += ["id" for _ in whole.xpath("//@id")]
    return found


def test_the_html_has_nothing_that_mail_programs_take_away(everything: SiteTest) -> None:
    files = mail(everything)
    text = files[".html"].decode()
    assert faults(text) == []
    assert len(text.encode()) < MAX_BYTES
    (style,) = tree(files).xpath("//style/text()")
    assert style.count("@media") == 1
    assert "prefers-color-scheme: dark" in style
    assert tree(files).xpath("//meta[@name='color-scheme']/@content") == ["light dark"]
    assert tree(files).xpath("//html/@lang") == ["nb"]


def test_the_headings_of_the_introduction_are_no_headings_of_the_mail(everything: SiteTest) -> None:
    files = mail(everything)
    assert texts(files, "//h1|//h2|//h3") == ["Nyhetsbrev uke 47", "A", "Lokalt", "B", "C"]
    assert texts(files, "//td[@class='introduction']//p/strong") == ["vekt", "En overskrift"]


def test_the_introduction_as_text(everything: SiteTest) -> None:
    text = mail(everything)[".txt"].decode().split("\n\n\n")[0].partition("uke-47.html\n\n")[2]
    assert text.partition("\nA\n")[0].split("\n\n") == [
        "Avsnitt med vekt, kode og en lenke\n(https://arkiv.example.no/nyheter/2026/a.html).[1]",
        "En overskrift",
        "Kanal | Svar\nEpikrise | Ja",
        "1. Først\n   - under",
        "Sitat",
        "Mer",
        "Skjult tekst.",
        "En tegning",
        "Skriv til oss (svar@example.no).",
        "1. En fotnote.\n",
    ]


def test_the_mail_fits_a_phone_and_can_be_read_by_all(everything: SiteTest, chromium: Browser) -> None:
    mail(everything)
    with chromium.new_context(offline=True) as context:
        page = context.new_page()
        page.goto((everything.folder / "post" / "2026-uke-47.html").as_uri())
        page.evaluate(Axe().axe_script)
        grounds = set()
        for scheme in ("light", "dark"):
            for width in (320, 600):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                answer = page.evaluate("axe.run", {"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})
                assert [(rule["id"], rule["nodes"][0]["html"]) for rule in answer["violations"]] == []
                grounds.add(page.evaluate("getComputedStyle(document.querySelector('.letter')).backgroundColor"))
        assert grounds == {"rgb(255, 255, 255)", "rgb(20, 26, 31)"}
        page.set_viewport_size({"width": 1280, "height": 800})
        assert page.locator(".letter").bounding_box()["width"] == 600  # type: ignore[index]


def test_summaries_are_cut_where_the_mail_would_be_too_large(issue: SiteTest) -> None:
    ids = [f"nyheter/2026/sak-{number}" for number in range(60)]
    for one in ids:
        issue.item(one, summary=" ".join(["sammendrag"] * 150))
    files = mail(issue.document(ISSUE, **matter(items=f"[{', '.join(ids)}]")))
    assert len(files[".html"]) <= MAX_BYTES
    assert "sammendrag …" in files[".txt"].decode()
    assert "post-kortet" in issue.report.said


def test_an_issue_too_large_without_summaries_is_refused(issue: SiteTest) -> None:
    long = "\n\n".join(["Innledningen er alt for lang."] * 3000)
    with pytest.raises(UsageError, match="bruk-post-stor"):
        mail(issue.document(ISSUE, long, **matter()))


# --- A body made fit --------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["# a", "## b [c](d.md)", "- [e](#f)", "[^1]", "\n[^1]: g", "> h", "![i](j.png)", "<b id=k>l"])
    )
)
def test_no_body_adds_headings_ids_or_addresses_that_are_not_whole(lines: list[str]) -> None:
    body, _ = Renderer().render("\n\n".join(lines), "nyhetsbrev/2026/a.md")
    fitted = html.document_fromstring(f"<main>{as_html(body.html, ROOT)}</main>")
    assert fitted.xpath("//h1|//h2|//h3|//h4|//h5|//h6|//@id|//@class") == []
    assert all(link.startswith("https://") for link in fitted.xpath("//@href|//@src"))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("5. x\n6. y", "5. x\n6. y"),
        ('<ol start="x"><li>a</li><li>b</li></ol>', "1. a\n2. b"),
        ("- a\n\n    b\n\n    - c", "- a\n  b\n  - c"),
        ("```\na\n  b\n```\n\nEtter", "a\n  b\n\nEtter"),
        ("https://a.no er [https://a.no](https://a.no)", "https://a.no er https://a.no"),
        ("[a](https://[b)", f"a ({ROOT})"),
        ("a<br>b", "a b"),
        ("Dosen er ~~1000 mg~~ 500 mg.", "Dosen er [strøket: 1000 mg] 500 mg."),
        ("- [ ] ring\n- [x] skriv", "- ☐ ring\n- ☑ skriv"),
        ("10<sup>9</sup>/l og H<sub>2</sub>O", "10⁹/l og H₂O"),
        ("Sal 2[^1].\n\n[^1]: Bak.", "Sal 2[1].\n\n1. Bak."),
        ("<div>" * 250 + "a" + "</div>" * 250, "a"),
    ],
)
def test_a_body_as_text(written: str, text: str) -> None:
    body, _ = Renderer().render(written, "nyhetsbrev/2026/a.md")
    assert as_text(body.html, ROOT) == text


def test_what_is_struck_and_what_is_to_tick_are_in_a_mail() -> None:
    body, _ = Renderer().render("~~1000 mg~~ 500 mg\n\n- [ ] ring\n- [x] skriv", "nyhetsbrev/2026/a.md")
    fitted = html.document_fromstring(as_html(body.html, ROOT))
    assert (fitted.xpath("string(//del)"), fitted.xpath("//input")) == ("1000 mg", [])
    assert [" ".join(one.text_content().split()) for one in fitted.xpath("//li")] == ["☐ ring", "☑ skriv"]


def test_a_body_nested_without_end_does_not_stop_a_mail(issue: SiteTest) -> None:
    files = mail(issue.document(ISSUE, "<div>" * 1400 + "a" + "</div>" * 1400, **matter()))
    assert texts(files, "//h1") == ["Nyhetsbrev uke 47"]


def test_a_body_of_nothing_is_nothing() -> None:
    assert (as_html("", ROOT), as_text("", ROOT)) == ("", "")


# --- Signs that show by their looks alone -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Sal 2[^1]", "Sal 2"),
        ("Under 10<sup>9</sup>/l", "Under 10⁹/l"),
        ("'~~1000 mg~~ 500 mg'", "500 mg"),
        ("'Dosen er <del>2</del>, nå 1.'", "Dosen er, nå 1."),
        ("Pasienter < 5 år, ca. ~3 timer", "Pasienter < 5 år, ca. ~3 timer"),
    ],
)
def test_a_summary_says_what_it_means_wherever_it_stands(issue: SiteTest, written: str, shown: str) -> None:
    issue.item("nyheter/2026/a", summary=written)
    files, built = mail(issue), issue.build()
    assert texts(files, "//td[@class='item']/p[@class='text']")[0] == shown
    assert built.page("nyheter/2026/a.html").find("//meta[@name='description']/@content") == [shown]
    assert built.page("nyheter/index.html").find("//li[contains(., 'nyheter') or h2/a='A']/p[last()]")[:1] == [shown]
    for feed in ("atom.xml", "feed.json"):
        said = (built.folder / feed).read_text("utf-8")
        assert shown in html.fromstring(said.encode()).text_content() if feed.endswith("xml") else shown in said

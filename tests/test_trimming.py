"""Of Material's style sheet only what can match is shipped; nothing looks otherwise for that."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.body import sanitiser
from generator.render import material, styles, trimming, vocabulary
from generator.render.vocabulary import Vocabulary
from tests.browser import serving
from tests.driver import Built, SiteTest
from tests.driver import Page as BuiltPage
from tests.foreign import PNG

KNOWN = Vocabulary({"main", "p", "a", "b", "fa-a", "dir", "ltr", "title", "type", "checkbox"}, {"title"})


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        ("p{top:0}", "p{top:0}"),
        ("p,.c,a{top:0}", "p,a{top:0}"),
        (".c{top:0}", ""),
        ("main.c p{top:0}", ""),
        ("#c{top:0}", ""),
        ("p:not(.c){top:0}", "p:not(.c){top:0}"),
        ("p:is(.c,.fa-a):hover{top:0}", "p:is(.c,.fa-a):hover{top:0}"),
        ("p:is(.c,.d){top:0}", ""),
        ("p:has(>.c)::before{top:0}", ""),
        ("p:nth-child(2n)>*{top:0!important}", "p:nth-child(2n)>*{top:0!important}"),
        ("[dir=ltr] p{top:0}", "[dir=ltr] p{top:0}"),
        ("[dir=rtl] p{top:0}", ""),
        ("a[title=rtl]{top:0}", "a[title=rtl]{top:0}"),
        ('a[title^="c:"]{top:0}', 'a[title^="c:"]{top:0}'),
        ("a[role]{top:0}", ""),
        ("@media print{p{top:0}.c{top:0}}", "@media print{p{top:0}}"),
        ("@media print{.c{top:0}}", ""),
        ("@page{margin:0}", "@page{margin:0}"),
    ],
)
def test_a_rule_is_left_where_each_name_it_asks_for_may_be_in_a_page(rule: str, left: str) -> None:
    assert trimming.trimmed(rule, KNOWN, "") == left


def test_a_custom_property_is_left_where_what_is_left_uses_it() -> None:
    css = "p{--a:var(--b);--b:1;--c:var(--d);--d:2;--e:3}.c{top:var(--c)}a{top:var(--a)}"
    assert trimming.trimmed(css, KNOWN, "") == "p{--a:var(--b);--b:1}a{top:var(--a)}"
    assert trimming.trimmed("p{--a:1;--b:2}", KNOWN, "p { top: calc(1px * var( --b)) }") == "p{--b:2}"


def test_an_animation_is_left_where_what_is_left_runs_it() -> None:
    moves = "@keyframes a{0%{top:0}}"
    assert trimming.trimmed(f"{moves}.c{{animation:a 1s}}", KNOWN, "") == ""
    assert trimming.trimmed(f"{moves}p{{animation:a 1s}}", KNOWN, "") == f"{moves}p{{animation:a 1s}}"
    assert trimming.trimmed(moves, KNOWN, "p { animation-name: a }") == moves


def test_what_markdown_and_templates_may_hold_is_left_and_what_only_material_makes_is_not() -> None:
    css = styles.of_material().decode()
    for used in (
        ".md-typeset table:not([class])",
        ".md-button",
        ".footnote-backref",
        "details[open]",
        "kbd",
        "@media print",
    ):
        assert used in css, used
    for unused in (".md-header", ".md-nav", ".tabbed-set", ".md-search", "rtl", "--md-tooltip", "@keyframes"):
        assert unused in material.stylesheet(), unused
        assert unused not in css, unused


def test_what_was_found_is_kept_for_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    css = styles.of_material()
    (kept,) = (tmp_path / "fagarkiv/stiler").iterdir()
    assert kept.read_bytes().endswith(css)

    def refuse(*_: object) -> str:
        raise AssertionError("worked out again")

    monkeypatch.setattr(trimming, "trimmed", refuse)
    assert styles.of_material() == css
    monkeypatch.setattr(styles, "own", lambda: "p { color: var(--md-typeset-mark-color) }")
    with pytest.raises(AssertionError, match="worked out again"):
        styles.of_material()


def test_a_build_needs_no_place_to_keep_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    css = styles.of_material()
    (tmp_path / "fagarkiv").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert styles.of_material() == css


def test_attributes_that_scripts_set_as_data_are_known() -> None:
    assert "data-punkt" in vocabulary.vocabulary(*vocabulary.sources()).names


class State(NamedTuple):
    """How a page is looked at."""

    media: Literal["screen", "print"]
    scheme: Literal["light", "dark"]


STATES = (State("screen", "light"), State("screen", "dark"), State("print", "light"))

# Puts the whole sheet where the trimmed one is, not in use, and gives what compares the page with either.
PREPARE = """
    () => new Promise((done) => {
        const trimmed = document.querySelector('link[href*="/material."]');
        const whole = document.createElement("link");
        whole.rel = "stylesheet";
        whole.href = "/hele.css";
        whole.addEventListener("load", () => { whole.sheet.disabled = true; done(); });
        trimmed.after(whole);
        Object.defineProperty(window, "sheets", { get: () => [trimmed.sheet, whole.sheet] });
    })
"""
COMPARE = """
    (kinds) => {
        const kind = (element) =>
            [element.parentElement?.localName ?? "", element.localName, element.getAttribute("class") ?? ""].join(" ");
        // Not what is another name of the same: the block of a line that runs from left to right is its height.
        const other = /^--|-?(block|inline)-(size|start|end)/;
        const names = [...getComputedStyle(document.body)].filter((name) => !other.test(name));
        const parts = (element) => [
            null,
            ...["::before", "::after"].filter((part) => getComputedStyle(element, part).content !== "none"),
            ...(element.matches("li, summary") ? ["::marker"] : []),
            ...(element.matches("input") ? ["::placeholder"] : []),
        ];
        const all = [...document.querySelectorAll("html, body, body *")];
        const elements = kinds ? all.filter((element) => kinds.includes(kind(element))) : all;
        const look = (used) => {
            window.sheets.forEach((sheet, number) => (sheet.disabled = number !== used));
            return elements.flatMap((element) =>
                parts(element).map((part) => {
                    const style = getComputedStyle(element, part);
                    return [element, part, names.map((name) => style.getPropertyValue(name))];
                }),
            );
        };
        const whole = look(1);
        const trimmed = look(0);
        if (whole.length !== trimmed.length) return [`${whole.length} boxes, not ${trimmed.length}`];
        return whole.flatMap(([element, part, values], number) => {
            const differs = names.filter((_, which) => values[which] !== trimmed[number][2][which]);
            return differs.length ? [`${element.outerHTML.slice(0, 80)} ${part}: ${differs.slice(0, 5)}`] : [];
        });
    }
"""


@contextmanager
def opened(chromium: Browser, built: Built) -> Iterator[Page]:
    """Open a site with Material's whole style sheet beside it."""
    with serving(built.folder, "/") as home, chromium.new_context(base_url=home, bypass_csp=True) as context:
        context.route("**/hele.css", lambda route: route.fulfill(body=material.stylesheet(), content_type="text/css"))
        yield context.new_page()


def differences(page: Page, kinds: Iterable[str] = ()) -> list[str]:
    """Give every element of these kinds, or of any, that Material's whole style sheet would make look otherwise."""
    page.evaluate(PREPARE)
    found = []
    for state in STATES:
        page.emulate_media(media=state.media, color_scheme=state.scheme)
        differing = page.evaluate(COMPARE, sorted(kinds) or None)
        found += [f"{page.url}, {state.media}, {state.scheme}: {one}" for one in differing]
    return found


def kinds_of_elements(page: BuiltPage) -> set[str]:
    """Tell which elements a page has, by their names, their classes and what they stand in."""
    return {f"{one.getparent().tag} {one.tag} {one.get('class', '')}" for one in page.tree.xpath("//body//*")}


def covering(pages: dict[str, set[str]]) -> Iterator[tuple[str, set[str]]]:
    """Choose few pages that have all kinds of elements there are, and tell which each of them adds."""
    left = set[str]().union(*pages.values())
    while left:
        url = max(pages, key=lambda url: len(pages[url] & left))
        yield url, pages[url] & left
        left -= pages[url]


def test_no_element_of_any_kind_looks_otherwise_than_with_the_whole_sheet(chromium: Browser, archive: Built) -> None:
    found = []
    with opened(chromium, archive) as page:
        for url, kinds in covering({one.url: kinds_of_elements(one) for one in archive.pages()}):
            page.goto(url)
            found += differences(page, kinds)
    assert found == []


def test_no_hit_or_filter_looks_otherwise(chromium: Browser, archive: Built) -> None:
    with opened(chromium, archive) as page:
        page.goto("sok/index.html?q=henvisning&kind=nyheter")
        expect(page.locator("#fa-treff .fa-card__lead").first).not_to_be_empty()
        assert page.locator(".fa-chip, .fa-facet__more, mark").count() > 2
        assert differences(page) == []


EVERYTHING = """
    ## Avsnitt

    **Vekt**, *trykk*, `kode`, <b>b</b>, <i>i</i>, <s>s</s>, <del>bort</del>, <ins>inn</ins>, <mark>merket</mark>,
    <small>lite</small>, <abbr title="blodtrykk">BT</abbr>, <kbd>Esc</kbd>, H<sub>2</sub>O, m<sup>2</sup>,
    <span lang="en">cough</span>,<br>en [lenke](b.md).[^1]

    ### Under

    #### Under det

    ##### Og det

    ###### Og det

    | Kanal | Svar |
    |---|---|
    | Epikrise | `kode` |

    <table><caption>Med sum</caption><tfoot><tr><td>1</td></tr></tfoot></table>

    1. En
        1. To
            1. Tre
                1. Fire
        - To

    - > Sitat i en liste

    ---

    ```
    Kode
    ```

    <section><div><dl><dt>Ord</dt><dd>Betydning</dd></dl></div></section>

    <details open><summary>Mer</summary>Tekst.</details>

    <details><summary>Enda <code>mer</code></summary><details><summary>Inni</summary>Tekst.</details></details>

    ![En tegning](tegning.png)

    [^1]: En fotnote.
"""


def test_no_element_that_an_editor_may_write_looks_otherwise(chromium: Browser, site: SiteTest) -> None:
    site.item("nyheter/2026/a", EVERYTHING).item("nyheter/2026/b").file("content/nyheter/2026/tegning.png", PNG)
    built = site.build()
    written = {str(one.tag) for one in built.page("nyheter/2026/a.html").tree.xpath("//*[@class='fa-body']//*")}
    assert sanitiser.EVERY_TAG - {"input"} - written == set()
    with opened(chromium, built) as page:
        page.goto("nyheter/2026/a.html")
        assert differences(page) == []

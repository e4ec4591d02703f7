"""What a reader does, in a real Chromium without a network."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import Reader, serving
from tests.driver import TODAY, Built, SiteTest


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("gastroskopi", "Henvisning til gastroskopi – ett budskap i fire kanaler"),
        ("henvisning", "Henvisning til gastroskopi – ett budskap i fire kanaler"),
        ("tilvising", "Henvisning til gastroskopi – ett budskap i fire kanaler"),
        ("gastroskopi henvising", "Henvisning til gastroskopi – ett budskap i fire kanaler"),
        (
            "sjukehus tilvisingar gastroskopi",
            "Standardbrev når tilvisinga til gastroskopi ikkje følgjer retningslinjene",
        ),
    ],
)
def test_a_gp_types_what_comes_to_mind_and_finds_it(reader: Reader, home: str, query: str, wanted: str) -> None:
    reader.page.goto(home)
    assert wanted in reader.search(query)[:3]


def test_both_varieties_find_the_same_items(reader: Reader, archive: Built) -> None:
    ask = "query => Fagarkiv.search(query, {limit: 100, excerpts: false}).then(found => found.hits.map(hit => hit.url))"
    reader.page.goto((archive.folder / "sok/index.html").as_uri())
    found = [sorted(reader.page.evaluate(ask, query)) for query in ("henvisning", "tilvising")]
    assert found[0] == found[1]
    assert len(found[0]) > 10


def test_results_come_while_one_types_and_say_what_was_done(reader: Reader, archive: Built) -> None:
    reader.page.goto((archive.folder / "sok/index.html").as_uri())
    reader.page.locator(".fa-page__search input").press_sequentially("gastrosk")
    assert any("gastroskopi" in title for title in reader.titles())
    reader.page.locator(".fa-page__search input").fill("gastroksopi ")
    expect(reader.page.locator("#fa-status")).to_have_text(
        re.compile(r"^\d+ treff\. Fant ikke «gastroksopi»\. Viser treff på «gastroskopi»$")
    )


def test_a_search_can_be_narrowed_shared_and_taken_back(reader: Reader, archive: Built) -> None:
    page = reader.page
    page.goto((archive.folder / "sok/index.html").as_uri() + "?q=henvisning")
    every = reader.titles()
    page.get_by_role("group", name="Type").get_by_label("Nyhetsbrev").check()
    expect(page).to_have_url(re.compile(r"\?q=henvisning&kind=nyhetsbrev$"))
    expect(page.locator("#fa-treff .fa-card__meta").first).to_contain_text("Nyhetsbrev")
    address = page.url
    page.get_by_role("button", name="Ta bort Nyhetsbrev").click()
    expect(page.locator("#fa-treff h2").first).to_have_text(every[0])
    page.goto(address)
    expect(page.get_by_role("group", name="Type").get_by_label("Nyhetsbrev")).to_be_checked()
    page.go_back()
    expect(page.locator("#fa-treff h2").first).to_have_text(every[0])


def test_a_hit_shows_its_own_status_and_is_found_among_what_applies(chromium: Browser, site: SiteTest) -> None:
    site.item("nyheter/2026/a", "Om rekvirering.", review_by="2026-11-20")
    site.item("nyheter/2026/b", "Om rekvirering.", valid_to="2026-11-20")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto((site.build().folder / "sok/index.html").as_uri() + "?q=rekvirering")
    expect(page.locator("#fa-treff .fa-badge")).to_have_text(["Revisjon forfalt", "Utløpt"])
    page.get_by_role("group", name="Status").get_by_label("Gjelder").check()
    expect(page.locator("#fa-treff .fa-badge")).to_have_text(["Revisjon forfalt"])
    context.close()


def test_a_word_that_gave_nothing_is_named_when_others_gave_something(reader: Reader, archive: Built) -> None:
    reader.page.goto((archive.folder / "sok/index.html").as_uri() + "?q=gastroskopi+qwertyzxcvb")
    expect(reader.page.locator("#fa-status")).to_have_text(re.compile(r"^\d+ treff\. Fant ikke «qwertyzxcvb»$"))


def test_nothing_found_leads_on(reader: Reader, archive: Built) -> None:
    page = reader.page
    page.goto((archive.folder / "sok/index.html").as_uri() + "?q=qwertyzxcvb")
    expect(page.locator("#fa-status")).to_have_text("Ingen treff på «qwertyzxcvb»")
    expect(page.locator("#fa-inngang").get_by_role("link", name="Temaer")).to_be_visible()


HOSTILE = [
    pytest.param("<img src=x onerror=alert(1)>", id="markup"),
    pytest.param("henvisning</mark><script>alert(1)</script>", id="markup around a word"),
    pytest.param("&lt;b&gt; &#0; %3Cb%3E %", id="entities"),
    pytest.param('"((([[[ .*+?^${}|\\ (?<a>', id="regular expression"),
    pytest.param("a" * 10_000, id="one long word"),
    pytest.param("lege " * 2000, id="many words"),
    pytest.param(" ".join(f"ord{n}" for n in range(1500)), id="many words that are not there"),
    pytest.param("😀 👩‍⚕️ \u202e erigelsaf \u200b", id="emoji and direction"),
    pytest.param("طبيب רופא", id="right to left"),
    pytest.param("\u0301 e\u0301\u0301", id="accents on nothing"),
    pytest.param('"henvisning «til', id="quotes not closed"),
    pytest.param('""', id="nothing in quotes"),
    pytest.param("og i på", id="small words alone"),
    pytest.param("-", id="a hyphen"),
    pytest.param("-henvisning", id="only what to leave out"),
    pytest.param('- -- --- "-"', id="hyphens"),
    pytest.param("__proto__ constructor toString", id="names that objects have"),
    pytest.param("' OR 1=1 --", id="sql"),
]


@pytest.mark.parametrize("query", HOSTILE)
def test_whatever_is_asked_for_is_only_text(reader: Reader, archive: Built, query: str) -> None:
    page = reader.page
    page.goto((archive.folder / "sok/index.html").as_uri() + "?" + urlencode({"q": query}))
    expect(page.locator("#fa-status")).to_contain_text("treff")
    assert page.locator("main :is(img, script, b)").count() == 0
    assert len(page.locator("#fa-status").inner_text()) < 2000
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".fa-page__search input").fill(query)
    page.keyboard.press("Enter")
    expect(page.locator("#fa-status")).to_contain_text("treff")


@pytest.mark.parametrize("name", ["kind", "status", "lang", "sender", "fra", "til", "dato", "sort", "marker"])
@pytest.mark.parametrize("value", ["<img src=x onerror=alert(1)>", "__proto__", "0" * 10_000, "2026-02-31"])
def test_whatever_the_address_asks_for_is_only_text(reader: Reader, archive: Built, name: str, value: str) -> None:
    page = reader.page
    page.goto((archive.folder / "sok/index.html").as_uri() + "?" + urlencode({"q": "henvisning", name: value}))
    expect(page.locator("#fa-status")).to_contain_text("treff")
    assert page.locator("main img").count() == 0
    assert "undefined" not in page.locator("main").inner_text()


def test_every_kind_of_page_is_two_clicks_away(reader: Reader, home: str) -> None:
    page = reader.page
    for first, second, kicker in (
        ("Nyheter", None, "Nyhet"),
        ("Nyhetsbrev", None, "Nyhetsbrev"),
        ("Anbefalinger", None, "Anbefaling"),
        ("Læringsmål", None, "Læringsmål"),
        ("Andre sider", None, "Side"),
        ("Temaer", "Gastro", "Tema"),
        ("Avsendere", "Helsedirektoratet", "Avsender"),
        ("A–Å", "H", "Bokstav"),
        ("Nyheter", "2018", "Nyheter"),
    ):
        page.goto(home)
        page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name=first, exact=True).click()
        main = page.locator("main")
        (main.get_by_role("link", name=second, exact=True) if second else main.locator(".fa-card a")).first.click()
        expect(page.locator(".fa-kicker")).to_contain_text(kicker)
        expect(page.locator("h1")).to_be_visible()


def test_a_hit_opens_the_section_that_matched(reader: Reader, home: str) -> None:
    reader.page.goto(home)
    reader.search("registrere nye leger mottakere nyhetsbrev anbefaling Vestfold")
    link = reader.page.locator("#fa-treff a[href*='vestfold-samhandling/index.html?marker='][href*='#']").first
    link.click()
    expect(reader.page.locator(":target")).to_be_visible()


def test_light_and_dark_is_the_readers_choice_and_is_remembered(reader: Reader, home: str) -> None:
    page = reader.page
    page.emulate_media(color_scheme="light")
    page.goto(home)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Bytt mellom lyst og mørkt").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_nothing_is_wider_than_a_phone(chromium: Browser, archive: Built) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640}, offline=True)
    page = context.new_page()
    for url in (
        "index.html",
        "nyheter/index.html",
        "nyheter/2023/unn-hpv-30-til-69-ar.html",
        "anbefalinger/vestfold-samhandling/index.html",
        "laeringsmal/alis/index.html",
        "laeringsmal/alis/endringer/2016/2026.html",
        "endringer/index.html",
        "sok/index.html?q=lege",
        "tema/index.html",
    ):
        page.goto(archive.folder.as_uri() + "/" + url)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, url
    context.close()


def test_without_javascript_there_is_another_way(chromium: Browser, archive: Built) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((archive.folder / "sok/index.html").as_uri())
    expect(page.locator(".fa-no-script")).to_contain_text("Søket krever JavaScript")
    page.locator("#fa-inngang").get_by_role("link", name="A–Å").click()
    expect(page.locator("h1")).to_have_text("A–Å")
    context.close()


@pytest.fixture
def hosted(archive: Built) -> Iterator[str]:
    """The same folder below a sub-path of a web server that sends the policy as a header."""
    with serving(archive.folder, "/fagarkiv/") as address:
        yield address


def test_the_same_folder_works_on_a_web_server_below_a_path(chromium: Browser, hosted: str) -> None:
    context = chromium.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    reader = Reader(context)
    reader.page.goto(hosted)
    found = reader.search("gastroskopi")
    assert "Henvisning til gastroskopi – ett budskap i fire kanaler" in found[:3]
    reader.page.locator("#fa-treff a").first.click()
    expect(reader.page.locator("h1")).to_be_visible()
    assert reader.complaints == []
    assert [url for url in asked if not url.startswith(hosted)] == []
    context.close()


def test_a_page_that_is_not_there_offers_to_search(chromium: Browser, site: SiteTest) -> None:
    site.file("site_config.yml", "site_name: Arkiv\nbase_url: https://vert.example.no/fag/arkiv/\nlanguage: nb\n")
    built = site.item("nyheter/2026/a").build()
    context = chromium.new_context()
    with serving(built.folder, "/fag/arkiv/") as address:
        page = context.new_page()
        page.goto(f"{address}langt/inne/henvisning-til_mr.html")
        expect(page.locator("h1")).to_have_text("Fant ikke siden")
        assert page.locator("main input").input_value() == "henvisning til mr"
        page.locator("main").get_by_role("link", name="Temaer").click()
        expect(page.locator("h1")).to_have_text("Temaer")
    context.close()


def test_a_search_from_another_page_is_a_step_that_can_be_taken_back(reader: Reader, archive: Built) -> None:
    reader.page.goto((archive.folder / "nyheter/index.html").as_uri())
    assert reader.search("gastroskopi & ære")
    expect(reader.page).to_have_url(re.compile(r"/sok/index\.html\?q=gastroskopi\+%26\+%C3%A6re$"))
    reader.page.go_back()
    expect(reader.page.locator("h1")).to_have_text("Nyheter")


@pytest.fixture
def moved(site: SiteTest) -> Built:
    """A page with a numbered point that has moved."""
    site.file("content/anbefalinger/ny/serie.yml", "title: Ny serie\naliases: [sider/gammel.html]\n")
    site.document(
        "anbefalinger/ny/2026", "## 1 Først\n\n" + "Tekst.\n\n" * 99 + "## 2 Sist", title="U", valid_from=TODAY
    )
    return site.build()


def test_a_former_address_leads_to_the_same_place_on_the_new_page(reader: Reader, moved: Built) -> None:
    page = reader.page
    page.goto((moved.folder / "index.html").as_uri())
    page.goto((moved.folder / "sider/gammel.html").as_uri() + "#2")
    page.wait_for_url("**/anbefalinger/ny/index.html#2")
    expect(page.locator(":target")).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url((moved.folder / "index.html").as_uri())


def test_a_former_address_leads_on_without_javascript(chromium: Browser, moved: Built) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((moved.folder / "sider/gammel.html").as_uri())
    page.wait_for_url("**/anbefalinger/ny/index.html")
    expect(page.locator("h1")).to_have_text("Ny serie")
    context.close()


def test_a_reader_asks_which_edition_applied_on_a_day(reader: Reader, archive: Built) -> None:
    reader.page.goto((archive.folder / "laeringsmal/alis/index.html").as_uri())
    reader.page.locator(".fa-about > summary").click()
    answer, field = reader.page.locator("#fa-dato-svar"), reader.page.get_by_label("Slik det var på dato")
    field.fill("2018-05-10")
    expect(answer).to_have_text(re.compile("^2016 fra 14. desember 2016 til 28. februar 2019"))
    field.fill("2010-01-01")
    expect(answer).to_have_text("Arkivet har ingen utgave for den dagen.")
    field.fill("2026-03-01")
    answer.get_by_role("link", name="2026", exact=True).click()
    expect(reader.page).to_have_url(re.compile("alis/2026.html$"))


def test_without_a_script_the_days_of_each_edition_are_there_to_read(chromium: Browser, archive: Built) -> None:
    context = chromium.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto((archive.folder / "laeringsmal/alis/index.html").as_uri())
    page.locator(".fa-about > summary").click()
    assert page.locator(".fa-editions li").all_inner_texts()[-1] == (
        "2016 fra 14. desember 2016 til 28. februar 2019 Erstattet"
    )
    assert not page.locator("#fa-pa-dato").is_visible()
    context.close()

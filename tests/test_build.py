"""What a build makes of a site."""

from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.base.problems import UsageError
from tests.driver import MINIMAL, READ, SiteTest

ROOT = Path(__file__).parent.parent


def test_the_smallest_site_has_every_kind_of_page(site: SiteTest) -> None:
    built = site.item("nyheter/2026/gastroskopi", title="Henvisning til gastroskopi").build()
    assert built.page("index.html").find("//main//h3") == ["Henvisning til gastroskopi"]
    for url in (
        "404.html",
        "a-aa/h/index.html",
        "a-aa/index.html",
        "avsender/siv/index.html",
        "nyheter/2026/gastroskopi.html",
        "nyheter/2026/index.html",
        "nyheter/index.html",
        "sok/index.html",
        "tema/gastro/index.html",
        "tema/samhandling/index.html",
    ):
        assert url in built.urls()


def test_an_item_shows_what_a_reader_asks_for(site: SiteTest) -> None:
    built = site.item(
        "nyheter/2026/a", "Ring [oss](tel:+4700000000).", summary="Kort fortalt.", review_by="2027-11-01"
    ).build()
    page = built.page("nyheter/2026/a.html")
    assert page.title == "A"
    assert page.find("//dl/div/dt") == ["Avsender", "Publisert", "Gjennomgås innen"]
    assert page.find("//dl/div/dd") == ["Sykehuset i Vestfold", "2. november 2026", "1. november 2027"]
    assert page.one("//div[@class='fa-lead']/p") == "Kort fortalt."
    assert "tel:+4700000000" in page.links


def test_a_topic_also_holds_what_lies_below_it(site: SiteTest) -> None:
    built = site.item("nyheter/2026/a", topics="[gastro]").build()
    assert built.page("tema/samhandling/index.html").find("//main//h2") == ["A"]


def test_an_item_tells_which_issues_carried_it(site: SiteTest) -> None:
    site.item("nyheter/2026/a").item("nyheter/2026/b")
    site.document(
        "nyhetsbrev/2026/11",
        title="Praksisnytt 11",
        date="2026-11-03",
        sender="siv",
        items="[nyheter/2026/b, {heading: Gastro, items: [nyheter/2026/a]}]",
    )
    built = site.build()
    assert built.page("nyhetsbrev/2026/11.html").find("//section//h3 | //section//h4") == ["B", "Gastro", "A"]
    assert "../../nyhetsbrev/2026/11.html" in built.page("nyheter/2026/a.html").links


def test_what_is_replaced_says_so_and_leads_to_what_applies_now(site: SiteTest) -> None:
    site.item("nyheter/2024/gammel", date="2024-01-01")
    site.item("nyheter/2025/mellom", date="2025-01-01", replaces="[nyheter/2024/gammel]")
    site.item("nyheter/2026/ny", replaces="[nyheter/2025/mellom]")
    old = site.build().page("nyheter/2024/gammel.html")
    assert "Dette er erstattet av noe nyere." in old.one("//div[@role='note']")
    assert old.find("//div[@role='note']//a/@href") == ["../../nyheter/2026/ny.html"]


def test_what_will_be_replaced_still_applies_until_then(site: SiteTest) -> None:
    site.item("nyheter/2026/gammel", date="2026-01-01")
    site.item("nyheter/2026/ny", replaces="[nyheter/2026/gammel]", valid_from="2027-01-01")
    assert site.build().page("nyheter/2026/gammel.html").find("//div[@role='note']") == []
    assert site.build(date(2027, 1, 1)).page("nyheter/2026/gammel.html").find("//div[@role='note']") != []


def test_a_page_with_a_date_and_a_sender_is_not_listed_by_year(site: SiteTest) -> None:
    built = site.document("sider/om", title="Om", date="2026-01-01", sender="siv").build()
    assert built.page("sider/om.html").find("//nav[@class='fa-crumbs']//a") == ["Forside", "Andre sider"]


def test_an_edition_inherits_what_its_series_says(site: SiteTest) -> None:
    series = "title: Serie\ntopics: [gastro]\nsources: [{title: Rapporten}]\ncontact: {role: Samhandlingslege}\n"
    site.file("content/anbefalinger/s/serie.yml", series)
    site.document("anbefalinger/s/2026", title="Utgave", valid_from="2026-01-01")
    built = site.build()
    page = built.page("anbefalinger/s/2026.html")
    assert page.find("//footer[@class='fa-article__foot']/div") == [
        "TemaerGastro",
        "KontaktSamhandlingslege",
        "KilderRapporten",
    ]
    assert built.page("tema/gastro/index.html").find("//h2[.='Dette gjelder']/following-sibling::ul[1]//a") == ["Serie"]
    site.file("content/anbefalinger/s/serie.yml", series.replace("Rapporten", "Brevet"))
    assert "KilderBrevet" in site.build().page("anbefalinger/s/2026.html").find("//footer/div")


def test_a_series_always_shows_the_edition_in_force(site: SiteTest) -> None:
    site.file("content/anbefalinger/nfa/serie.yml", "title: Anbefalinger om samarbeid\nowner: siv\n")
    site.document(
        "anbefalinger/nfa/2018", "## 1 Gammelt punkt", title="Utgave 2018", valid_from="2018-11-01", edition='"2018"'
    )
    site.document(
        "anbefalinger/nfa/2026", "## 1 Nytt punkt", title="Utgave 2026", valid_from="2026-01-01", edition='"2026"'
    )
    built = site.build()
    series = built.page("anbefalinger/nfa/index.html")
    assert series.title == "Anbefalinger om samarbeid"
    assert "Nytt punkt" in series.main
    assert series.find("//nav[@class='fa-editions']//li") == [
        "2026 fra 1. januar 2026 Gjelder Hva er endret",
        "2018 fra 1. november 2018 til 31. desember 2025 Erstattet",
    ]
    old = built.page("anbefalinger/nfa/2018.html")
    assert "Gammelt punkt" in old.main
    assert old.find("//div[@role='note']//a/@href") == ["index.html"]


def test_the_archive_as_it_was(site: SiteTest) -> None:
    site.file("content/anbefalinger/nfa/serie.yml", "title: Anbefalinger\n")
    site.document("anbefalinger/nfa/2018", "## 1 Gammelt punkt", title="Utgave 2018", valid_from="2018-11-01")
    site.document("anbefalinger/nfa/2026", "## 1 Nytt punkt", title="Utgave 2026", valid_from="2026-01-01")
    site.item("nyheter/2026/a")
    built = site.build(date(2020, 1, 1))
    assert "Gammelt punkt" in built.page("anbefalinger/nfa/index.html").main
    assert "nyheter/2026/a.html" not in built.urls()
    assert "anbefalinger/nfa/2026.html" not in built.urls()


def test_what_is_dated_ahead_waits_and_is_said(site: SiteTest) -> None:
    site.item("nyheter/2026/senere", date="2026-12-24")
    site.item("nyheter/2026/naa", "Se [senere](senere.md).")
    built = site.build()
    assert "nyheter/2026/senere.html" not in built.urls()
    assert [problem.code for problem in built.problems] == ["ikke-publisert"]
    assert built.page("nyheter/2026/naa.html").find("//a[@class='fa-unpublished']") == ["senere"]
    assert "nyheter/2026/senere.html" in site.build(date(2026, 12, 24)).urls()


def test_a_draft_is_checked_but_not_published(site: SiteTest) -> None:
    site.item("nyheter/2026/a").item("nyheter/2026/kladd", draft="true")
    assert "nyheter/2026/kladd.html" not in site.build().urls()
    assert site.item("nyheter/2026/kladd", draft="true", sender="ukjent").fails()[0].code == "ref-ukjent"


def test_a_former_address_leads_on(site: SiteTest) -> None:
    built = site.item("nyheter/2026/ny", aliases="[nyheter/2025/gammel.html]").build()
    page = built.page("nyheter/2025/gammel.html")
    assert page.find("//meta[@http-equiv='refresh']/@content") == ["0; url=../../nyheter/2026/ny.html"]
    assert page.links == ["../../nyheter/2026/ny.html"]


def test_an_address_that_was_published_is_never_lost(site: SiteTest) -> None:
    site.item("nyheter/2026/a").item("nyheter/2026/b").build()
    ledger = site.folder / "content/registre/adresser.txt"
    assert "nyheter/2026/b.html" in ledger.read_text("utf-8").split("\n")
    site.without("content/nyheter/2026/b.md")
    (problem,) = site.fails()
    assert (problem.code, dict(problem.values)["url"]) == ("adresse-tapt", "nyheter/2026/b.html")
    site.item("nyheter/2026/a", aliases="[nyheter/2026/b.html]").build()


def test_long_lists_are_parted_and_full_pages_never_change(site: SiteTest) -> None:
    for number in range(130):
        site.item(f"nyheter/2026/sak-{number:03}", date=f"2026-01-{1 + number // 5:02}")
    before = site.build()
    first = before.page("nyheter/2026/index.html")
    assert len(first.find("//li[@class='fa-card']")) == 30
    assert "side-2.html" in first.links
    assert len(before.page("nyheter/2026/side-1.html").find("//li[@class='fa-card']")) == 50
    old = before.bytes()
    after = site.item("nyheter/2026/siste").build().bytes()
    assert after["tema/gastro/side-1.html"] == old["tema/gastro/side-1.html"]
    assert after["tema/gastro/index.html"] != old["tema/gastro/index.html"]


def test_pictures_and_files_are_published_as_they_are(site: SiteTest) -> None:
    site.file("content/nyheter/2026/kart.png", b"\x89PNG\r\n").item("nyheter/2026/a", "![Kart over Vestfold](kart.png)")
    built = site.build()
    assert (built.folder / "nyheter/2026/kart.png").read_bytes() == b"\x89PNG\r\n"
    assert built.page("nyheter/2026/a.html").find("//main//img/@src") == ["kart.png"]


def test_the_interface_speaks_nynorsk_where_the_site_does(site: SiteTest) -> None:
    site.file("site_config.yml", "site_name: Arkiv\nbase_url: https://a.example.no/\nlanguage: nn\n")
    page = site.item("nyheter/2026/a", lang="nb").build().page("nyheter/2026/a.html")
    assert page.find("/html/@lang") == ["nn"]
    assert page.find("//h1/@lang") == ["nb"]
    assert "Avsendar" in page.find("//dt")


def test_a_folder_that_is_somebody_elses_is_left_alone(site: SiteTest) -> None:
    site.item("nyheter/2026/a").file("site/viktig.txt", "behold meg")
    with pytest.raises(UsageError) as error:
        site.build()
    assert "er ikke laget av Fagarkiv" in error.value.text("nb")
    assert (site.folder / "site/viktig.txt").read_text("utf-8") == "behold meg"


def test_errors_leave_the_published_site_untouched(site: SiteTest) -> None:
    before = site.item("nyheter/2026/a").build().bytes()
    releases = sorted((site.folder / ".site-releases").glob("[!.]*"))
    site.item("nyheter/2026/b", sender="ingen").fails()
    assert {url: (site.folder / "site" / url).read_bytes() for url in before} == before
    assert sorted((site.folder / ".site-releases").glob("[!.]*")) == releases


def test_an_archive_of_nothing_is_an_archive(site: SiteTest) -> None:
    assert site.build().page("nyheter/index.html").one("//p[@class='fa-empty']") == "Her er det ikke noe ennå."


def test_a_folder_may_not_have_the_name_of_a_page(site: SiteTest) -> None:
    site.document("sider/om", title="Om").document("sider/om.html/mer", title="Mer")
    assert [problem.code for problem in site.fails()] == ["adresse-kollisjon"]


def test_an_address_ahead_of_its_day_is_not_promised_yet(site: SiteTest) -> None:
    site.item("nyheter/2026/naa").item("nyheter/2026/senere", date="2026-12-24").build()
    assert "senere" not in (site.folder / "content/registre/adresser.txt").read_text("utf-8")


def test_the_real_content_builds_without_a_remark(tmp_path: Path) -> None:
    site = SiteTest(tmp_path / "n", empty=True)
    (site.folder / "site_config.yml").write_bytes((ROOT / "site_config.yml").read_bytes())
    (site.folder / "content").symlink_to(ROOT / "content")
    assert [problem for problem in site.check(READ) if problem.code != "adresse-ny"] == []


def test_a_build_needs_no_place_for_compiled_templates(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = site.item("nyheter/2026/a").build().bytes()
    monkeypatch.setenv("XDG_CACHE_HOME", str(site.folder / "content/nyheter/2026/a.md"))
    assert site.build(output="annet").bytes() == expected


def test_compiled_templates_of_another_version_are_taken_away(
    site: SiteTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    other = tmp_path / "fagarkiv/maler/0123456789abcdef"
    other.mkdir(parents=True)
    site.item("nyheter/2026/a").build()
    (kept,) = other.parent.iterdir()
    assert kept != other
    assert any(kept.iterdir())


@pytest.mark.parametrize(
    ("feedback", "expected"),
    [
        (
            "post@example.no",
            "mailto:post@example.no?subject=Åpning%20%26%20sted&body=Åpning%20%26%20sted%0Ahttps%3A//arkiv.example.no/"
            "nyheter/2026/a.html%0A%0A",
        ),
        (
            "https://git.example.no/arkiv/issues/new",
            "https://git.example.no/arkiv/issues/new?title=Åpning%20%26%20sted&body=Åpning%20%26%20sted%0A"
            "https%3A//arkiv.example.no/nyheter/2026/a.html%0A%0A",
        ),
    ],
)
def test_a_reader_can_tell_of_a_fault_where_the_host_wants_to_know(
    site: SiteTest, feedback: str, expected: str
) -> None:
    plain = site.item("nyheter/2026/a", title="Åpning & sted").build().page("nyheter/2026/a.html")
    assert "Meld feil eller forslag" not in plain.main
    site.file("site_config.yml", f"{MINIMAL['site_config.yml']}feedback: {feedback}\n")
    page = site.build().page("nyheter/2026/a.html")
    assert unquote(page.one("//a[text()='Meld feil eller forslag']/@href")) == unquote(expected)

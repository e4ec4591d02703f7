"""What rests on an edition that another has followed: on the series' page, in lists for editors, and in a check."""

from tests.driver import Page, SiteTest
from tests.regions import OLD, common_text, tells

SERIES = "anbefalinger/felles/index.html"
LIST = "regioner/eldre-utgaver/index.html"
NEW = """
## 1 Henvisning

### 1.1 Skriv hva det haster med

Skriv det først, og ring så.

## 2 Prøvesvar

Den som tok prøven, følger den opp.

## 3 Epikrise

Send den samme dag.
"""


def followed(site: SiteTest) -> SiteTest:
    """Give the common text a new edition: 1.1 is reworded, 1.2 taken out, 2 is new, and what was 2 is now 3."""
    common_text(site)
    return site.document("anbefalinger/felles/2026", NEW, title="Ny", edition='"2026"', valid_from="2026-01-01")


def older(page: Page) -> list[str]:
    return page.find("//section[@class='fa-older']//li")


def test_a_new_edition_names_the_regions_whose_decisions_rest_on_an_older_one(site: SiteTest) -> None:
    tells(followed(site), "innlandet", "edition: 2018\nstatus: vedtatt\n")
    tells(site, "nordland", "edition: 2026\nstatus: vedtatt\n")
    tells(site, "ostfold", "status: vedtatt\n")
    built = site.build()
    assert older(built.page(SERIES)) == [
        "Innlandet: utgave 2018. Punkter som er nye, omskrevet eller tatt ut siden: 3. Se hva som bør gås gjennom"
    ]
    assert "../../regioner/eldre-utgaver/index.html#innlandet" in built.page(SERIES).links
    assert older(built.page("anbefalinger/felles/2018.html")) == []


def test_each_region_has_a_list_of_the_points_to_look_at_again(site: SiteTest) -> None:
    said = "edition: 2018\npoints: [{point: '1.1', status: avviker, note: Tre dager.}, {point: '2', status: vedtatt}]\n"
    built = tells(followed(site), "innlandet", said).build()
    page = built.page(LIST)
    assert page.find("//main//h2") == ["Innlandet"]
    assert page.find("//ul[@class='fa-todo']/li") == [
        "Omskrevet: 1.1 Skriv hva det haster med Regionen: Avviker. Tre dager.",
        "Nytt: 2 Prøvesvar",
        "Tatt ut: 1.2 Skriv hvem som skal svare",
    ]
    assert page.find("//ul[@class='fa-todo']/li/a/@href") == [
        "../../anbefalinger/felles/index.html#1.1",
        "../../anbefalinger/felles/index.html#2",
        "../../anbefalinger/felles/2018.html#1.2",
    ]
    assert "../../anbefalinger/felles/endringer/2018/2026.html" in page.links
    assert "../../regioner/eldre-utgaver/index.html#innlandet" in built.page("region/innlandet/index.html").links


def test_changes_of_several_editions_are_told_together(site: SiteTest) -> None:
    last = NEW.replace("## 2 Prøvesvar\n\nDen som tok prøven, følger den opp.\n\n", "").replace("## 3 Epi", "## 2 Epi")
    followed(site).document("anbefalinger/felles/2026-06", last, title="C", edition="C", valid_from="2026-06-01")
    page = tells(site, "innlandet", "edition: 2018\nstatus: vedtatt\n").build().page(LIST)
    assert page.find("//ul[@class='fa-todo']/li") == [
        "Omskrevet: 1.1 Skriv hva det haster med",
        "Tatt ut: 1.2 Skriv hvem som skal svare",
    ]


def test_a_new_edition_that_says_the_same_has_nothing_to_look_at_again(site: SiteTest) -> None:
    renumbered = OLD.replace("## 2 Epikrise", "## 5 Epikrise")
    common_text(site).document("anbefalinger/felles/2026", renumbered, title="Ny", valid_from="2026-01-01")
    page = tells(site, "innlandet", "edition: 2018\nstatus: vedtatt\n").build().page(LIST)
    assert page.find("//ul[@class='fa-todo']/li") == []
    assert "Ingen punkter er nye, omskrevet eller tatt ut siden." in page.main


def test_a_variant_rests_on_the_edition_that_applied_when_it_began(site: SiteTest) -> None:
    followed(site).file(
        "content/anbefalinger/eget/serie.yml", "title: Innlandets anbefalinger\nvariant_of: anbefalinger/felles\n"
    )
    site.document("anbefalinger/eget/2019", "## 1 Haster\n\nRing.", title="Eget", valid_from="2019-01-01")
    built = site.build()
    assert older(built.page(SERIES)) == [
        "Innlandets anbefalinger: utgave 2018. "
        "Punkter som er nye, omskrevet eller tatt ut siden: 3. Se hva som er endret"
    ]
    assert built.page(LIST).find("//main//h3") == ["Innlandets anbefalinger"]


def test_a_variant_that_was_confirmed_since_rests_on_what_applies(site: SiteTest) -> None:
    followed(site).file("content/anbefalinger/eget/serie.yml", "title: Eget\nvariant_of: anbefalinger/felles\n")
    confirmed = "[{date: 2026-02-01, by: horten}]"
    site.document("anbefalinger/eget/2019", "## 1 A\n\nB.", title="E", valid_from="2019-01-01", confirmed=confirmed)
    assert older(site.build().page(SERIES)) == []


def test_a_variant_that_a_region_calls_its_own_is_named_with_the_region(site: SiteTest) -> None:
    followed(site).file("content/anbefalinger/eget/serie.yml", "title: Eget\nvariant_of: anbefalinger/felles\n")
    site.document("anbefalinger/eget/2019", "## 1 A\n\nB.", title="E", valid_from="2019-01-01")
    tells(site, "innlandet", "edition: 2018\nstatus: tilpasset\nvariant: anbefalinger/eget\n")
    assert [one.partition(".")[0] for one in older(site.build().page(SERIES))] == ["Innlandet: Eget: utgave 2018"]


def test_where_nothing_rests_on_an_older_edition_the_list_says_so(site: SiteTest) -> None:
    page = tells(common_text(site), "innlandet", "edition: 2018\nstatus: vedtatt\n").build().page(LIST)
    assert "Ingen bygger på en eldre utgave." in page.main


def test_a_check_of_what_is_due_names_files_that_rest_on_an_older_edition(site: SiteTest) -> None:
    tells(followed(site), "innlandet", "edition: 2018\nstatus: vedtatt\n")
    site.file("content/anbefalinger/eget/serie.yml", "title: Eget\nvariant_of: anbefalinger/felles\n")
    site.document("anbefalinger/eget/2019", "## 1 A\n\nB.", title="E", valid_from="2019-01-01", valid_to="2030-01-01")
    told = [(one.path, one.line, one.code, one.message("nb")) for one in site.check(due=90) if "-eldre-" in one.code]
    assert told == [
        (
            "content/anbefalinger/eget/2019.md",
            0,
            "variant-eldre-utgave",
            "Varianten bygger på 2018, og nå gjelder 2026.",
        ),
        (
            "content/anbefalinger/felles/regioner/innlandet.yml",
            2,
            "region-eldre-utgave",
            "Regionen tok stilling til 2018, og nå gjelder 2026.",
        ),
    ]
    assert not [one for one in site.check() if "-eldre-" in one.code]

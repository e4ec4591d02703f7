"""Types of events: those that are always there, and those of a site's own."""

import pytest

from generator.build import local_index, vocabularies
from generator.commands.schema import schema
from tests.driver import TODAY, Built, SiteTest
from tests.events import INDEX, calendar, event

TYPES = """\
- {id: kurs, name: Kurs}
- {id: temadag, name: Temadag, name_nn: Temadag og fagdag}
- {id: webinar, name: Nettseminar}
- {id: emnekurs, name: Emnekurs}
"""


@pytest.fixture
def typed(site: SiteTest) -> SiteTest:
    """A site with event types of its own, of which one renames a built-in one."""
    site.file("content/registre/arrangementstyper.yml", TYPES)
    event(site, "a", type="webinar")
    event(site, "b", type="temadag", starts="2026-11-27 09:00")
    return event(site, "c", type="emnekurs", starts="2026-11-28").document("sider/om", title="Om")


def test_an_event_can_be_of_a_type_from_the_register(typed: SiteTest) -> None:
    built = typed.build()
    kickers = [built.page(f"arrangementer/2026/{name}.html").one("//p[@class='fa-kicker']") for name in "abc"]
    assert [kicker.split()[0] for kicker in kickers] == ["Nettseminar", "Temadag", "Emnekurs"]
    cards = built.page(INDEX).find("//section[@aria-labelledby='kommende']//p[@class='fa-card__meta']/span[1]")
    assert cards == ["Nettseminar", "Temadag", "Emnekurs"]


def test_calendars_and_search_know_the_type(typed: SiteTest) -> None:
    built = typed.build()
    whole = calendar(built, "arrangementer/oversikt/kalender.ics")
    assert [entry["categories"].to_ical().decode() for entry in whole] == ["Nettseminar", "Temadag", "Emnekurs"]
    (facets,) = built.index("fasetter")
    assert facets["facets"]["type"]["names"] == ["Emnekurs", "Temadag", "Nettseminar"]  # type: ignore[index]
    config = typed.folder / "site_config.yml"
    with local_index(config, TODAY, typed.report) as local:
        for query in ("webinar", "nettseminar"):
            assert [hit.path for hit in local.search(query, 3)][:1] == ["arrangementer/2026/a.md"], query


def test_the_six_types_are_there_without_a_register_in_both_languages(site: SiteTest) -> None:
    site.file("site_config.yml", "site_name: Arkiv\nbase_url: https://arkiv.example.no/\nlanguage: nn\n")
    built = event(site, "a", type="veiledningsgruppe").build()
    kicker = built.page("arrangementer/2026/a.html").one("//p[@class='fa-kicker']")
    assert kicker.startswith("Rettleiingsgruppe")


def test_a_type_that_is_in_no_register_is_told_with_what_is_near(typed: SiteTest) -> None:
    (told,) = event(typed, "d", type="webinarr").problems()
    assert "[ref-valg]" in told
    assert "registre/arrangementstyper.yml" in told
    assert "webinar" in told.partition("Mente du")[2]


def test_the_schema_offers_the_types_of_the_site_and_those_that_are_always_there(typed: SiteTest) -> None:
    found = schema("arrangementer", vocabularies(typed.folder / "site_config.yml"))["properties"]["type"]["enum"]
    assert {"webinar", "temadag", "kurs", "hospitering", "samhandlingsmote"} <= set(found)


def test_a_calendar_knows_an_event_and_a_review_again_that_were_moved(site: SiteTest) -> None:
    def uids(built: Built) -> list[str]:
        urls = ("arrangementer/oversikt/kalender.ics", "revisjon/kalender.ics")
        return [str(entry["uid"]) for url in urls for entry in calendar(built, url)]

    before = uids(event(site, "a", review_by="2026-12-01").build())
    (site.folder / "content/arrangementer/2026/a.md").unlink()
    for old, new in (("a", "b"), ("b", "c")):
        event(site, new, review_by="2026-12-01", aliases=f"[arrangementer/2026/{old}.html]")
        assert uids(site.build()) == before
        (site.folder / f"content/arrangementer/2026/{new}.md").unlink()
    assert before == [
        "arrangement-arrangementer/2026/a@arkiv.example.no",
        "revisjon-arrangementer/2026/a@arkiv.example.no",
    ]

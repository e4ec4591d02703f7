"""Contact roles: who has them, where they are missing, and whose address is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.personal import is_personal_address
from generator.model.contact_roles import State, places, state
from generator.model.registers import ContactRole, Entry, Municipality, Organisation, RoleContact
from tests.driver import TODAY, Built, SiteTest

ROLES = """
    - {id: oversikt, name: Oversikt over fastlegene, required_in: kommuner, note: Holder listen.}
    - {id: samhandlingslege, name: Samhandlingslege, required_in: sykehus}
    - {id: redaktor, name: Redaktør}
"""
CONTACTS = """
    - {id: a, name: Fastlegeordningen, role: oversikt, municipality: horten, email: fastlege@example.no}
    - {id: b, name: Kommuneoverlegen, role: oversikt, municipality: larvik, phone: "12345678", valid_to: 2026-11-21}
    - {id: c, name: Praksiskontoret, role: samhandlingslege, organisation: siv, url: "https://example.no/", \
valid_to: 2026-12-31}
"""


@pytest.fixture
def built(site: SiteTest) -> Built:
    site.file("content/registre/kommuner.yml", "- {id: horten, name: Horten}\n- {id: larvik, name: Larvik}\n")
    site.file(
        "content/registre/organisasjoner.yml",
        "- {id: siv, name: Sykehuset i Vestfold, type: sykehus}\n- {id: ous, name: OUS, type: sykehus}\n"
        "- {id: nfa, name: NFA, type: forening}\n",
    )
    return (
        site.file("content/registre/kontaktroller.yml", ROLES).file("content/registre/kontakter.yml", CONTACTS).build()
    )


def test_the_contacts_of_every_municipality_and_hospital_are_on_one_page(built: Built) -> None:
    page = built.page("kontakter/index.html")
    headings = ["Horten", "Larvik", "Sykehuset i Vestfold", "Steder arkivet ikke har adresser til"]
    assert page.find("//main//section/h2") == headings
    horten, larvik, siv, without = page.find("//main//section")
    assert horten == "Horten Oversikt over fastlegene Fastlegeordningen fastlege@example.no"
    assert "Utløpt: 21. november 2026" in larvik
    assert "Slutter: 31. desember 2026" in siv
    assert without == "Steder arkivet ikke har adresser til OUS"
    assert {"mailto:fastlege@example.no", "tel:12345678", "https://example.no/"} <= set(page.links)


def test_the_gap_report_names_what_is_missing_has_ended_or_soon_will(built: Built) -> None:
    page = built.page("kontakter/mangler/index.html")
    assert page.find("//dl/div") == [
        "Larvik Oversikt over fastlegene Utløpt: 21. november 2026",
        "OUS Samhandlingslege",
        "Sykehuset i Vestfold Samhandlingslege Slutter: 31. desember 2026",
    ]
    assert "2 av 4 roller som må finnes, er på plass. Mangler: 1. Utløpt: 1. Slutter snart: 1." in page.main


def test_a_reader_meets_the_contacts_on_the_page_of_the_municipality_or_hospital(built: Built) -> None:
    assert "Fastlegeordningen fastlege@example.no" in built.page("kommune/horten/index.html").main
    assert "Praksiskontoret" in built.page("avsender/siv/index.html").main
    assert "Kontakter" not in built.page("avsender/nfa/index.html").main


def test_a_day_that_passes_is_enough_for_a_contact_to_end(site: SiteTest) -> None:
    site.file("content/registre/kommuner.yml", "- {id: larvik, name: Larvik}\n- {id: horten, name: Horten}\n")
    site.file("content/registre/kontaktroller.yml", ROLES).file(
        "content/registre/kontakter.yml",
        '- {id: b, name: Kontoret, role: oversikt, municipality: larvik, phone: "12345678", valid_to: 2026-11-21}\n',
    )
    for today, said in ((date(2026, 6, 1), "Til:"), (date(2026, 11, 21), "Slutter:"), (TODAY, "Utløpt:")):
        assert f"{said} 21. november 2026" in site.build(today).page("kontakter/index.html").main
        assert f"{said} 21. november 2026" in site.build(today).page("kommune/larvik/index.html").main


def test_a_site_without_roles_has_no_such_pages(site: SiteTest) -> None:
    built = site.build()
    assert not [url for url in built.urls() if url.startswith("kontakter/")]
    assert "Kontakter" not in built.page("samarbeid/index.html").main


def test_a_report_of_nothing_says_so(site: SiteTest) -> None:
    built = site.file("content/registre/kontaktroller.yml", "- {id: redaktor, name: Redaktør}\n").build()
    assert "Alle roller er på plass." in built.page("kontakter/mangler/index.html").main


def test_who_has_taken_over_leaves_no_gap() -> None:
    role = ContactRole(id="oversikt", name="Oversikt", required_in="kommuner")
    now = RoleContact(id="b", name="Kontoret", role="oversikt", municipality="horten", phone="12345678")
    former = now.model_copy(update={"id": "a", "valid_to": date(2026, 6, 30)})
    registers: dict[str, dict[str, Entry]] = {
        "kommuner": {"horten": Municipality(id="horten", name="Horten")},
        "organisasjoner": {"siv": Organisation(id="siv", name="SiV")},
        "kontaktroller": {"oversikt": role},
        "kontakter": {"a": former, "b": now},
    }
    (horten,) = places(registers, TODAY)
    assert [held.contact for held in horten.roles] == [now]
    assert horten.gaps == ()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_contact_counts_to_the_end_of_its_last_day_and_no_longer(last: date, today: date) -> None:
    contact = RoleContact(id="a", name="Kontoret", role="oversikt", valid_to=last)
    assert (state(contact, today) is State.ENDED) == (today > last)
    assert state(contact.model_copy(update={"valid_to": None}), today) is State.HELD


@pytest.mark.parametrize(
    "address",
    ["kari.nordmann@example.no", "Lise.Hansen@example.no", "ola_nordmann@example.no", "anne-lise.berg@example.no"],
)
def test_an_address_like_a_name_is_a_persons(address: str) -> None:
    assert is_personal_address(address)


@pytest.mark.parametrize(
    "address",
    [
        *("post@example.no", "post.mottak@example.no", "fastlege.horten@example.no", "samhandling.siv@example.no"),
        *("kommuneoverlegen@example.no", "legevakt-horten@example.no", "su.ostfold@example.no", "lis1.2026@example.no"),
    ],
)
def test_an_address_of_an_office_is_let_through(address: str) -> None:
    assert not is_personal_address(address)

"""An item is the same only if it says the same: copies are known, and nothing else is dropped for them."""

from datetime import date

import pytest

from generator.importers.letter import Item
from generator.importers.propose.sameness import Text, Verdict, judge
from generator.importers.read import read
from generator.importers.split.items import split
from search.duplicates import THRESHOLD, shingles, similarity
from tests.pairs import Pair, pairs


def verdict(pair: Pair) -> Verdict:
    """Judge the item of the second letter against that of the first, as an import does."""
    (one, day), (other, other_day) = _first(*pair.first), _first(*pair.second)
    alike = similarity(shingles([one.title, one.markdown]), shingles([other.title, other.markdown]))
    asked, known = Text(other.title, other.markdown, other_day), Text(one.title, one.markdown, day)
    return judge(asked, known, alike, THRESHOLD)


def _first(name: str, data: bytes) -> tuple[Item, date | None]:
    issue = split(next(iter(read(name, data))))
    return issue.items[0], issue.date


def test_of_two_hundred_pairs_none_is_wrongly_dropped_and_nearly_all_copies_are_known() -> None:
    """``bench/sameness.py`` names those that are not."""
    found = [(pair, verdict(pair)) for pair in pairs()]
    copies = [told == "same" for pair, told in found if pair.is_same]
    others = [(pair.name, told) for pair, told in found if not pair.is_same]
    assert len(found) >= 200
    assert min(len(copies), len(others)) >= 80
    assert [name for name, told in others if told != "alike"] == []
    assert sum(copies) >= 0.95 * len(copies)


TEXT = (
    "Sykehuset ber om at alle henvisninger til poliklinikken sier hva som er prøvd, hva pasienten venter seg, og hvem "
    "som følger opp. Svar kommer innen ti dager. Ring gjerne til vakthavende lege om du er i tvil om noe."
)


def judged(one: str, other: str, *days: date) -> Verdict:
    """Judge two endings of one text, sent on two days."""
    first, second = days or (date(2024, 3, 1), date(2024, 3, 20))
    ours, theirs = (
        Text("Om henvisninger", f"{TEXT}\n\n{one}", first),
        Text("Om henvisninger", f"{TEXT}\n\n{other}", second),
    )
    return judge(ours, theirs, 0.9, THRESHOLD)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ta 2,5 mg.", "Ta 25 mg."),
        ("Ta 2,5 mg.", "Ta 2 5 mg."),
        ("Gi 1/2 tablett.", "Gi 12 tablett."),
        ("Verdi < 10 er lav.", "Verdi > 10 er lav."),
        ("Verdi \\< 10 er lav.", "Verdi &gt; 10 er lav."),
        ("Over 10<sup>9</sup> er høyt.", "Over 109 er høyt."),
        ("Over 10⁹ er høyt.", "Over 10<sup>6</sup> er høyt."),
        ("Temperaturen er -5 grader.", "Temperaturen er 5 grader."),
        ("Gi ~~1000 mg~~ 500 mg.", "Gi 1000 mg 500 mg."),
        ("Gi <del>mye</del> litt.", "Gi mye litt."),
        ("CRP ↑", "CRP ↓"),
        ("Gruppe Rh+ får det.", "Gruppe Rh- får det."),
        ("✅ Ring først", "❌ Ring først"),
        ("1. mars begynner det.", "2. mars begynner det."),
        ("1. dose\n2. dose", "2. dose\n3. dose"),
        ("- [ ] bestilt", "- [x] bestilt"),
        ("| Sted | Ja | Nei |\n|---|---|---|\n| Hud | x | |", "| Sted | Ja | Nei |\n|---|---|---|\n| Hud | | x |"),
        ("[Referatet](https://a.no/ref?id=12)", "[Referatet](https://a.no/ref?id=13)"),
        ("[Meld deg på](mailto:kurs@a.no)", "[Meld deg på](mailto:post@a.no)"),
        ("![Vaktliste for mars](a.png)", "![Vaktliste for april](a.png)"),
        ("Skriv til post@bakke.no om det.", "Skriv til post@bakken.no om det."),
        ("Spør doktor Bakke om det.", "Spør doktor Bakken om det."),
        ("Spør doktor Hansen.", "Spør doktor Hanssen."),
        ("Det gjelder insulin.", "Det gjelder inulin."),
        ("Gi prednisolon.", "Gi prednison."),
        ("Det er endret.", "Det er uendret."),
        ("Det er åpent for alle.", "Det er ikke åpent for alle."),
        ("Ingen skal vente.", "Alle skal vente."),
        ("Kontoret stenger klokka 15.", "Kontoret stengte klokka 15."),
        ("Hud er åpen, øye er stengt.", "Hud er stengt, øye er åpen."),
        ("Møtet er fra 12 til 14.", "Møtet er fra 14 til 12."),
        ("Hilsen avdelingen, telefon 33 34 20 00", "Hilsen avdelingen, telefon 33 34 21 11"),
        ("Det er alt.", "Det er alt. Kurset er avlyst."),
        ("Kontoret ber om svar.", "Kontoret bed om svar og har stengt."),
        ("Legen svarer på spørsmål.", "Doctor svarer på spørsmål."),
    ],
)
def test_a_sign_that_is_another_makes_it_another_text(one: str, other: str) -> None:
    assert judged(one, other) == judged(other, one) == "alike"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ring 33 34 20 00 nå.", "Ring +47 33342000 nå"),
        ("Ring 116 117.", "Ring 116117."),
        ("Åpent 08:00–15:30.", "Åpent 08.00 - 15.30"),
        ("Åpent 8–15.", "Åpent 8 til 15"),
        ("Ta 50 % av 2.5 mg.", "Ta 50% av 2,5 mg."),
        ("«Ja» sier legen – og smiler.", '"Ja", sier legen - og smiler!'),
        ("- en ting\n- to ting", "1. en ting\n2. to ting"),
        ("• en ting\n• to ting", "* en ting\n* to ting"),
        ("Hei alle fastleger!\n\nDet er alt.", "Det er alt."),
        ("Det er alt.\n\nMed vennlig hilsen\nSamhandlingslegene", "Det er alt.\n\nMvh\nKari og Per"),
        ("Det er alt.\n\n[Les mer](https://a.no/b?utm_source=c)", "Det er alt.\n\n[Les mer](http://www.a.no/b/)"),
        ("Se [siden vår](https://a.no/b).", "Se siden vår (https://a.no/b)."),
        ("IKT-tjenester er flyttet.", "IKT- tjenester er flyttet."),
        ("Laboratorieprøvene tas her.", "Labora\u00adtorieprøvene tas her."),
        ("Laboratorieprøvene tas her.", "Labora- torieprøvene tas her."),
        ("Fastlegeordningen gjelder.", "Fastlege ordningen gjelder."),
        ("**NB!** Det haster.", "NB! Det HASTER."),
        ("Poliklinikken tar imot.", "Poliklinkken tar imot."),
        ("Pasienten får tilbakemelding.", "Pasienten får tilbakemelidng."),
        ("Prøv og svar.", "Prøv å svar."),
        ("> Det er alt.", "Det er alt."),
        ("Det er ![kart](a.png) alt.", "Det er alt."),
        ("En note[^1].\n\n[^1]: Den.", "En note.\n\nDen."),
    ],
)
def test_what_copying_does_is_forgiven(one: str, other: str) -> None:
    assert judged(one, other) == judged(other, one) == "same"


def test_a_year_between_makes_it_another_text_unless_a_day_is_unknown() -> None:
    assert judged("Det er alt.", "Det er alt.", date(2019, 6, 13), date(2020, 6, 11)) == "alike"
    assert judged("Det er alt.", "Det er alt.", date(2019, 12, 18), date(2020, 1, 8)) == "same"
    undated = Text("Om henvisninger", TEXT)
    assert judge(undated, undated._replace(day=date(2020, 6, 11)), 1, THRESHOLD) == "same"


@pytest.mark.parametrize("when", ["i morgen", "neste uke", "på mandag", "førstkommende fredag", "denne veka", "i dag"])
def test_what_counts_from_the_day_it_was_sent_is_said_of_another_day_in_another_letter(when: str) -> None:
    text = f"Kontoret er stengt {when}."
    assert judged(text, text, date(2024, 3, 1), date(2024, 3, 2)) == "same"
    assert judged(text, text, date(2024, 3, 1), date(2024, 3, 15)) == "alike"


def test_a_short_text_is_the_same_only_in_the_same_letter_or_with_the_same_link() -> None:
    day, later = date(2024, 3, 1), date(2024, 4, 1)
    minutes = Text("Referat", "Referatet er klart.", day)
    assert judge(minutes, minutes, 1, THRESHOLD) == "same"
    assert judge(minutes, minutes._replace(day=later), 1, THRESHOLD) == "alike"
    linked = minutes._replace(markdown="Referatet er klart. [Les](https://a.no/1)")
    assert judge(linked, linked._replace(day=later), 1, THRESHOLD) == "same"


def test_what_has_little_in_common_is_something_else() -> None:
    assert judge(Text("A", TEXT), Text("A", TEXT), THRESHOLD - 0.01, THRESHOLD) == "other"


@pytest.mark.parametrize(
    "text", ["~~" * 20_000, "[" * 20_000, "&#" + "9" * 5000, "1. a\n" * 5000, "kolleger " * 9000 + "?"]
)
def test_no_text_takes_long_to_read(text: str) -> None:
    assert judge(Text("A", text), Text("A", f"{text}b"), 1, THRESHOLD) == "alike"

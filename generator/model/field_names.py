"""What editors call fields, and what the fields are called: in bokmål and nynorsk, by other programs, misspelt."""

import difflib
import re
from collections.abc import Collection

# Each field with the words for it.  Where a word is used for several, the first that there is counts.
_CALLED = {
    "title": "tittel tittelen overskrift namn navn name heading headline",
    "date": "dato datoen dag sendt publisert published",
    "sender": "avsender avsendar avsenderen avsendaren fra frå from author forfatter forfattar",
    "topics": "tema temaer temaet emne emner emneord topic tags tag categories category nøkkelord stikkord",
    "summary": "sammendrag samandrag ingress kort_sagt oppsummering description beskrivelse skildring omtale",
    "draft": "kladd utkast",
    "lang": "språk sprak målform maalform maalform language",
    "contact": "kontakt kontaktperson",
    "sources": "kilder kilde kjelder kjelde source",
    "audiences": "målgruppe målgrupper malgruppe malgrupper audience",
    "municipalities": "kommune kommuner kommunar kommunen municipality",
    "municipality": "kommune kommunen",
    "region": "regionen fylke fylket helsefellesskap",
    "regions": "region regioner regionar regionen fylke fylker",
    "specialties": "fagområde fagområder fagområda fag specialty specialities spesialitet",
    "learning_goals": "læringsmål laeringsmal",
    "replaces": "erstatter erstattar avløser avløyser",
    "aliases": "alias aliaser tidligere_adresser tidlegare_adresser gamle_adresser",
    "updated": "oppdatert endret endra endringer endringar update updates",
    "valid_from": "gyldig_fra gyldig_frå gjelder_fra gjeld_frå gjeldende_fra fra frå",
    "valid_to": "gyldig_til gjelder_til gjeld_til utløper til",
    "review_by": "gjennomgås gjennomgang revisjon revideres revidert_innen revisjonsdato neste_revisjon",
    "confirmed": "bekreftet stadfestet stadfesta gjennomgått",
    "withdrawn": "trukket trekt trukket_tilbake",
    "items": "saker sakene sakane innhold innhald item nyheter",
    "heading": "overskrift tittel title",
    "subject": "emne emnefelt",
    "channels": "kanaler kanalar kanal channel",
    "channel": "kanal",
    "edition": "utgave utgåve",
    "own": "eget eige egen eigen eget_punkt eige_punkt",
    "uncertain": "usikker usikkert uviss",
    "owner": "eier eigar eiere",
    "steward": "forvalter forvaltar",
    "binding": "bindende bindande",
    "adopted_by": "vedtatt_av vedteke_av",
    "change": "endring endringen endringa hva kva tekst text",
    "reason": "grunn årsak begrunnelse grunngiving",
    "reasons": "begrunnelse grunngiving grunner grunnar grunn",
    "role": "rolle",
    "email": "epost e_post mail e_mail",
    "phone": "telefon tlf telefonnummer mobil",
    "url": "lenke lenkje lenka adresse nettadresse nettside link href",
    "link": "lenke lenkje lenka nettadresse url adresse",
    "id": "kode",
    "name": "navn namn tittel title",
    "note": "merknad notat",
    "parent": "overordnet overordna forelder under",
    "type": "slag art sort",
    "starts": "start starter startar begynner byrjar fra frå tid tidspunkt når dato",
    "ends": "slutt slutter sluttar ferdig til",
    "place": "sted stad lokale",
    "case": "sak saksnummer saksnr vedtak",
    "points": "poeng punkter punkt",
    "point": "punkt",
    "hours": "timer timar varighet",
    "cancelled": "avlyst canceled",
    "mandate": "mandat",
    "members": "medlemmer medlemer medlem",
    "count": "antall tal",
    "proposer": "forslagsstiller forslagsstillar foreslått_av føreslått_av innmelder",
    "meeting": "møte mote møtedato",
    "advice": "råd rad",
    "verdict": "råd konklusjon",
    "result": "resultat utfall",
    "answer": "svar",
    "text": "tekst",
    "questions": "spørsmål sporsmal question",
    "purpose": "formål føremål formal",
    "direction": "retning",
    "covers": "dekker dekkjer",
    "why": "hvorfor kvifor",
    "what": "hva kva",
    "document": "dokument",
    "organisation": "organisasjon organization",
    "site_name": "navn namn name title tittel",
    "base_url": "adresse url nettadresse",
    "language": "språk sprak målform lang",
    "synonyms": "synonymer synonym",
}


def meant(name: str, known: Collection[str]) -> str:
    """Give the field that was perhaps meant by a name, or nothing.

    >>> meant("Tittel", ["title", "date"]), meant("valid-from", ["valid_from"]), meant("e-post", ["email", "phone"])
    ('title', 'valid_from', 'email')
    >>> meant("sumary", ["summary", "sender"]), meant("farge", ["title", "sender"])
    ('summary', '')
    """
    plain = re.sub(r"[\s-]+", "_", name.strip().casefold())
    if plain in known:
        return plain
    called = next((field for field, words in _CALLED.items() if field in known and plain in words.split()), "")
    return called or next(iter(difflib.get_close_matches(plain, sorted(known), 1, 0.7)), "")


def is_called(name: str, field: str) -> bool:
    """Whether a name is a word for a field, and not only near to what the field is called."""
    plain = re.sub(r"[\s-]+", "_", name.strip().casefold())
    return plain == field or plain in _CALLED.get(field, "").split()

"""Pairs of letters, and whether the second says what the first did: copies in other formats, and what only looks so.

The texts are made up.  Each has changes that make it say something else, and slips of the pen that do not.
"""

# The lines of texts are as long as they were written.
# ruff: noqa: E501

import html
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import NamedTuple

from tests import foreign
from tests.foreign import HOSPITERING, WHEN, Piece

Change = tuple[str, str]


class Sent(NamedTuple):
    """An item that was sent, what may be changed in it so that it says something else, and what so that it does not."""

    title: str
    text: str
    changes: tuple[Change, ...]
    slips: tuple[Change, ...] = ()


class Pair(NamedTuple):
    """Two letters with one item, as files, and whether it says the same in both."""

    name: str
    first: tuple[str, bytes]
    second: tuple[str, bytes]
    is_same: bool


ITEMS = (
    Sent(
        "Sommerstengt hudpoliklinikk",
        "Hudpoliklinikken holder stengt i uke 28, 29 og 30. Haster det, ring vakthavende på telefon 33 34 20 00. "
        "Henvisninger blir vurdert i uke 31. Pasienter med time får brev før 1. juli.",
        (
            ("uke 28, 29 og 30", "uke 27, 28 og 29"),
            ("33 34 20 00", "33 34 21 11"),
            ("stengt", "åpent"),
            ("1. juli", "1. juni"),
            ("før 1. juli", "etter 1. juli"),
            ("vakthavende", "sekretæren"),
            ("blir vurdert", "blir ikke vurdert"),
            ("får brev", "får ikke brev"),
        ),
        (("Henvisninger", "Henvisnigner"), ("poliklinikken", "poliklinkken"), ("vurdert i uke", "vurdert  i uke")),
    ),
    Sent(
        "Kurs i dermatoskopi 12. september",
        "Kurset holdes i auditoriet fra klokka 16 til 19. Meld deg på innen 1. september til kurs@example.no. Det gir tre "
        "poeng, og koster 450 kroner. Kursleder er Ola Hansen.",
        (
            ("12. september", "14. oktober"),
            ("klokka 16 til 19", "klokka 17 til 20"),
            ("tre poeng", "to poeng"),
            ("450 kroner", "540 kroner"),
            ("Ola Hansen", "Ola Hanssen"),
            ("Ola Hansen", "Kari Hansen"),
            ("kurs@example.no", "post@example.no"),
            ("auditoriet", "kantina"),
        ),
        (("holdes i", "holdes\ni"), ("Kursleder", "Kurs-leder")),
    ),
    Sent(
        "Henvisning til koloskopi",
        "Fra 1. mai gjelder ny grense for henvisning til koloskopi ved positiv prøve. Pasienter over 50 år med jernmangel "
        "skal henvises i pakkeforløp. Skriv hemoglobin og ferritin i henvisningen, og si fra om blodfortynnende medisin. "
        "Pasienten får time innen 14 dager. Er du i tvil, ring vakthavende gastrolog.",
        (
            ("1. mai", "1. mars"),
            ("over 50 år", "over 55 år"),
            ("over 50 år", "under 50 år"),
            ("innen 14 dager", "innen 21 dager"),
            ("positiv prøve", "negativ prøve"),
            ("skal henvises", "kan henvises"),
            ("skal henvises", "skal ikke henvises"),
            ("ferritin", "transferrin"),
            ("med jernmangel", "uten jernmangel"),
        ),
        (("henvisningen", "henvisnigen"), ("blodfortynnende", "blod-fortynnende"), ("gastrolog", "gastrrolog")),
    ),
    Sent(
        "Legevakta i påsken",
        "Legevakta er åpen i påsken. Fastlegene skal ha vakt på dagtid onsdag før skjærtorsdag, og kontorene må melde fra om "
        "fravær. Skift av vakt går over telefon 116 117.",
        (
            ("er åpen", "er stengt"),
            ("skal ha vakt", "skal ikke ha vakt"),
            ("onsdag", "tirsdag"),
            ("før skjærtorsdag", "etter skjærtorsdag"),
            ("må melde", "kan melde"),
            ("116 117", "116 111"),
            ("påsken. Fast", "pinsen. Fast"),
        ),
        (("116 117", "116117"), ("kontorene", "kontorenne")),
    ),
    Sent(
        "Ny grense for hypertensjon",
        "Behandlingsmålet for pasienter under 80 år er nå under 135/85 mmHg målt hjemme. Start med 5 mg amlodipin, og øk "
        "til 10 mg etter fire uker. Ved nyresvikt (eGFR < 45) brukes halv dose. Kalium kontrolleres etter 2 uker.",
        (
            ("135/85", "140/90"),
            ("5 mg", "2,5 mg"),
            ("10 mg", "100 mg"),
            ("fire uker", "fem uker"),
            ("eGFR < 45", "eGFR > 45"),
            ("amlodipin", "nifedipin"),
            ("øk til", "reduser til"),
            ("halv dose", "hel dose"),
            ("Kalium", "Natrium"),
            ("hypertensjon", "hypotensjon"),
        ),
        (("kontrolleres", "kontroleres"), ("Behandlingsmålet", "Behandlings-målet")),
    ),
    Sent(
        "Tilvising til rehabilitering",
        "Sjukehuset tek imot tilvisingar til rehabilitering heile året. Skriv kva pasienten treng hjelp til, og kven som "
        "følgjer opp etterpå. Avdelinga har plass til åtte pasientar, og ventetida er ti veker. Ho tek ikkje imot "
        "pasientar med delir.",
        (
            ("åtte pasientar", "ti pasientar"),
            ("ti veker", "seks veker"),
            ("tek ikkje imot", "tek imot"),
            ("heile året", "i haust"),
            ("med delir", "utan delir"),
            ("tek imot tilvisingar", "tek ikkje imot tilvisingar"),
        ),
        (("tilvisingar", "tilvisignar"), ("rehabilitering heile", "rehabilitering  heile")),
    ),
    Sent(
        "Blodprøver tas på nytt sted",
        "Fra mandag 4. mars tas alle blodprøver i første etasje, rom 1204. Laboratoriet er åpent fra 07:30 til 15:00 på "
        "hverdager. INR og HbA1c tas uten time. Adressen er Storgata 12, 3126 Tønsberg.",
        (
            ("mandag 4. mars", "tirsdag 5. mars"),
            ("4. mars", "4. mai"),
            ("rom 1204", "rom 1240"),
            ("15:00", "14:00"),
            ("uten time", "med time"),
            ("Storgata 12", "Storgata 21"),
            ("første etasje", "andre etasje"),
            ("3126 Tønsberg", "3187 Horten"),
        ),
        (("07:30 til 15:00", "07.30 til 15.00"), ("Laboratoriet", "Labratoriet")),
    ),
    Sent(
        "Avtale om utskriving",
        "Kommunen får beskjed samme dag som pasienten blir meldt klar. Epikrisen følger pasienten, og fastlegen får den "
        "elektronisk. Legemiddellista skal være oppdatert fra sykehuset til kommunen. Mangler noe, sender kommunen avvik.",
        (
            ("samme dag", "dagen etter"),
            ("fra sykehuset til kommunen", "fra kommunen til sykehuset"),
            ("elektronisk", "på papir"),
            ("skal være", "bør være"),
            ("Kommunen får beskjed", "Kommunen får ikke beskjed"),
            ("sender kommunen avvik", "sender fastlegen avvik"),
        ),
        (("Legemiddellista", "Legemiddel lista"), ("oppdatert", "oppdatret")),
    ),
    Sent(
        "Ultralyd av hals",
        "Radiologisk avdeling tilbyr ultralyd av hals tirsdager og torsdager. Ventetida er nå 3 uker. Knuter under 1 cm uten "
        "andre funn trenger ikke utredning. TSH skal være målt, og svaret må stå i henvisningen.",
        (
            ("tirsdager og torsdager", "mandager og torsdager"),
            ("3 uker", "8 uker"),
            ("under 1 cm", "over 1 cm"),
            ("trenger ikke utredning", "trenger utredning"),
            ("må stå", "kan stå"),
            ("av hals", "av abdomen"),
            ("uten andre", "med andre"),
        ),
        (("Radiologisk", "Radiolgisk"), ("henvisningen", "henvisninga")),
    ),
    Sent(
        "Rekvirering av PCR",
        "Prøver til PCR merkes med navn og dato. Bruk rød kork, og send dem samme dag. Svaret kommer etter 24–48 timer. "
        "Terskelen er 10⁵ kopier per ml. Prøver som er eldre enn 3 døgn, blir avvist.",
        (
            ("rød kork", "blå kork"),
            ("24–48 timer", "48–72 timer"),
            ("10⁵", "10³"),
            ("eldre enn 3 døgn", "eldre enn 2 døgn"),
            ("blir avvist", "blir analysert"),
            ("per ml", "per µl"),
        ),
        (("24–48", "24 - 48"), ("merkes", "merkes ")),
    ),
)


def _letter(item: Sent, *, when: datetime = WHEN) -> EmailMessage:
    return foreign.mail(html=foreign.as_html(_pieces(item)), when=when)


def _pieces(item: Sent) -> tuple[Piece, ...]:
    return (Piece(html.escape(item.title), html.escape(item.text)), HOSPITERING)


def _plain(item: Sent) -> tuple[str, bytes]:
    return "b.eml", foreign.mail(text=foreign.as_text((Piece(item.title, item.text), HOSPITERING))).as_bytes()


def _wrapped(item: Sent) -> tuple[str, bytes]:
    """Break the lines after six words, as mail programs do."""
    words = item.text.split(" ")
    text = "\n".join(" ".join(words[at : at + 6]) for at in range(0, len(words), 6))
    return "b.eml", foreign.mail(text=foreign.as_text((Piece(item.title, text), HOSPITERING))).as_bytes()


def _word(item: Sent) -> tuple[str, bytes]:
    return "b.docx", foreign.word(pieces=_pieces(item))


def _pdf(item: Sent) -> tuple[str, bytes]:
    lines, top = [foreign.Set(50, 800, "Praksisnytt nr. 3", 20, "F2")], 760
    for piece in (Piece(item.title, item.text), HOSPITERING):
        lines.append(foreign.Set(50, top, piece.title, 15, "F2"))
        for line in _cut(piece.text):
            top -= 14
            lines.append(foreign.Set(50, top, line))
        top -= 40
    return "b.pdf", foreign.pdf([lines])


def _cut(text: str) -> list[str]:
    """Break text into lines, a long word at the end in two."""
    lines, line = list[str](), ""
    for word in text.split():
        if len(line) + len(word) < 60:
            line = f"{line} {word}".strip()
        elif word.isalpha() and word.islower() and len(word) > 9:
            lines.append(f"{line} {word[:5]}-")
            line = word[5:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _sent_on(item: Sent) -> tuple[str, bytes]:
    return "b.eml", foreign.sent_on(_letter(item)).as_bytes()


def _sent_on_inline(item: Sent) -> tuple[str, bytes]:
    head = (
        "<p>Til orientering.</p><div><p><b>Fra:</b> Praksisnytt &lt;praksisnytt@siv.no&gt;<br><b>Sendt:</b> torsdag 14. mars "
        "2019 09:30<br><b>Til:</b> fastleger@example.no<br><b>Emne:</b> Praksisnytt nr. 3</p></div>"
    )
    text = foreign.as_html(_pieces(item), before=head)
    return "b.eml", foreign.mail(
        "VS: Praksisnytt nr. 3", text, text="Se under.", sender="K <k@horten.kommune.no>"
    ).as_bytes()


def _dressed(item: Sent) -> tuple[str, bytes]:
    """Write it as another editor would: bold, hard spaces, other quotation marks and dashes, soft hyphens."""
    first, *rest = html.escape(item.text).split(". ")
    text = f"<b>{first}</b>.&nbsp; " + ".<br>".join(rest)
    text = text.replace("–", "-").replace("pasienten", "pasi&shy;enten").replace(",", " ,")
    pieces = (Piece(f"«{html.escape(item.title)}»", text), HOSPITERING)
    return "b.eml", foreign.mail(html=foreign.as_html(pieces)).as_bytes()


def _in_points(item: Sent) -> tuple[str, bytes]:
    points = "".join(f"<li>{html.escape(one)}</li>" for one in item.text.split(". "))
    text = f"<html><body><h2>{html.escape(item.title)}</h2><ul>{points}</ul>" + foreign.as_html((HOSPITERING,))[12:]
    return "b.eml", foreign.mail(html=text).as_bytes()


def _greeted(item: Sent) -> tuple[str, bytes]:
    """Greet before it, and sign it."""
    signed = f"{html.escape(item.text)}</p><p>Med vennlig hilsen<br>Samhandlingslegene<br>Sykehuset i Vestfold"
    pieces = (Piece(html.escape(item.title), f"Hei alle sammen!</p><p>{signed}"), HOSPITERING)
    return "b.eml", foreign.mail(html=foreign.as_html(pieces)).as_bytes()


def _tracked(item: Sent) -> tuple[str, bytes]:
    more = '<p><a href="https://www.example.no/mer?utm_source=mail&amp;utm_campaign=22&amp;id=7">Les mer</a></p>'
    return "b.eml", foreign.mail(html=foreign.as_html(_pieces(item)[:1], after=more)).as_bytes()


COPIES: Mapping[str, Callable[[Sent], tuple[str, bytes]]] = {
    "ren tekst": _plain,
    "brutte linjer": _wrapped,
    "Word": _word,
    "PDF": _pdf,
    "videresendt som vedlegg": _sent_on,
    "videresendt": _sent_on_inline,
    "annen drakt": _dressed,
    "punkter": _in_points,
    "hilsen": _greeted,
    "lenke": _tracked,
}
_FORMATS = ("ren tekst", "brutte linjer", "Word", "annen drakt")


def pairs() -> Iterator[Pair]:
    """Yield every pair: copies, slips put right, corrections, and the letter of another year."""
    for item in ITEMS:
        first = ("a.eml", _letter(item).as_bytes())
        for name, copy in COPIES.items():
            # The fonts of the PDF know no raised figures.
            if name != "PDF" or "⁵" not in item.text:
                yield Pair(f"{item.title}: {name}", first, copy(item), True)
        for slip in item.slips:
            yield Pair(f"{item.title}: {slip}", first, _plain(_changed(item, slip)), True)
        repeated = _letter(item, when=WHEN + timedelta(days=28)).as_bytes()
        yield Pair(f"{item.title}: neste måned", first, ("b.eml", repeated), True)
        for at, change in enumerate(item.changes):
            copy = COPIES[_FORMATS[at % len(_FORMATS)]]
            yield Pair(f"{item.title}: {change}", first, copy(_changed(item, change)), False)
        again = _letter(item, when=WHEN + timedelta(days=363)).as_bytes()
        yield Pair(f"{item.title}: neste år", first, ("b.eml", again), False)


def _changed(item: Sent, change: Change) -> Sent:
    old, new = change
    changed = item._replace(title=item.title.replace(old, new), text=item.text.replace(old, new))
    assert changed != item, change
    return changed

"""What the letters say. Every place, person and arrangement is invented, and nothing is advice to anybody."""

from datetime import date
from typing import NamedTuple


class Sak(NamedTuple):
    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    link: tuple[str, str] = ("", "")
    section: str = ""


class Brev(NamedTuple):
    name: str
    title: str
    day: date | None
    sender: str
    introduction: tuple[str, ...]
    items: tuple[Sak, ...]
    language: str = "nb"


LES_MER = ("Les mer", "https://www.fjordbygd-sykehus.example/praksis/sak")

MOTER = Sak(
    "Ny møteserie for fastleger og sykehusleger",
    (
        "Sykehuset i Fjordbygd inviterer til fire kveldsmøter i løpet av vinteren. Møtene er åpne for alle fastleger "
        "i de seks kommunene, og for leger i spesialisering.",
        "Hvert møte tar opp ett tema som begge parter har meldt inn, og halve tiden er satt av til samtale.",
    ),
    ("Oppmøte i kantina fra klokka 17.30", "Møtet begynner klokka 18", "Enkel servering, gi beskjed om allergier"),
    link=("Meld deg på møtet", "https://www.fjordbygd-sykehus.example/moter?id=14"),
)
KALENDER = Sak(
    "Kurskalenderen for våren er klar",
    ("Nedenfor står kursene som er fastsatt så langt. Flere kommer når lokalene er bestilt.",),
    table=(
        ("Dato", "Kurs", "Sted"),
        ("14. januar", "Samtaleteknikk", "Fjordbygd"),
        ("11. februar", "Ultralyd for begynnere", "Nesvik"),
        ("18. mars", "Samhandling i praksis", "Storøya"),
        ("22. april", "Veiledning i gruppe", "Fjordbygd"),
    ),
)
HOSPITERING = Sak(
    "Plasser for hospitering i februar",
    (
        "Tre avdelinger tar imot fastleger som vil hospitere i februar. En dag på poliklinikken gir et inntrykk av "
        "hvordan henvisningene blir vurdert, og hva som hjelper den som vurderer.",
        "Send et par linjer om hva du ønsker å se, så finner avdelingen en dag som passer.",
    ),
    link=LES_MER,
)
MELDINGER = Sak(
    "Dialogmeldinger får fast svartid",
    (
        "Avdelingene har blitt enige om å svare på dialogmeldinger innen fem virkedager. Haster det mer, er telefonen "
        "fortsatt den rette veien.",
        "Ordningen skal evalueres etter et halvt år, og vi tar gjerne imot erfaringer underveis.",
    ),
)
FORUM = Sak(
    "Forumet søker to nye medlemmer",
    (
        "Samarbeidsforumet for leger har to ledige plasser fra nyttår. Forumet møtes seks ganger i året og gir råd om "
        "saker som leger i og utenfor sykehuset har meldt inn.",
    ),
    ("Møtene varer i to timer", "Reise og tapt arbeidstid blir dekket", "Perioden er på to år"),
    link=("Slik søker du", "https://www.fjordbygd.example/forum/sok"),
)
SKJEMA = Sak(
    "Nytt skjema for å melde inn saker",
    (
        "Har du opplevd noe i samhandlingen som flere kan lære av? Nå er det blitt lettere å melde fra. Skjemaet har "
        "fire felter og tar et par minutter å fylle ut.",
        "Skriv aldri noe som kan knyttes til en pasient.",
    ),
    link=("Åpne skjemaet", "https://skjema.fjordbygd.example/meld-inn"),
)
VEILEDERE = Sak(
    "Samling for veiledere",
    (
        "Veilederne for leger i spesialisering samles hvert halvår. Neste samling handler om hvordan en kan gi "
        "tilbakemelding som blir husket.",
        "Det blir gruppearbeid før lunsj og en felles oppsummering til slutt.",
    ),
)
LUNSJ = Sak(
    "Digitale lunsjmøter fortsetter",
    (
        "Lunsjmøtene på nett har fått god oppslutning, og fortsetter annenhver torsdag. Opptakene ligger ute i "
        "fjorten dager for dem som ikke rakk det.",
    ),
    link=("Se programmet", "https://www.fjordbygd-sykehus.example/lunsj"),
)
KONTAKT = Sak(
    "Hvem tar imot spørsmål fra legekontorene?",
    (
        "Hver kommune har pekt ut én kontakt som holder oversikt over vikarer og nye leger, og som sender informasjon "
        "videre. Kontaktene møtes to ganger i året.",
        "Oversikten ligger på nettsidene til kommunene. Meld fra dersom noe ikke stemmer.",
    ),
)
BREV = Sak(
    "Kortere epikriser på prøve",
    (
        "To sengeposter prøver ut en kortere mal for epikriser. Det viktigste for fastlegen skal stå øverst: hva som "
        "er gjort, hva som er endret, og hvem som følger opp hva.",
        "Prøveperioden varer ut mars.",
    ),
    link=LES_MER,
)
PARKERING = Sak(
    "Endret parkering ved hovedinngangen",
    ("Mens garasjen bygges om, er det satt av åtte plasser for besøkende leger ved den nordre inngangen.",),
)
BIBLIOTEK = Sak(
    "Biblioteket holder åpent om kvelden",
    (
        "Fagbiblioteket på sykehuset er åpent til klokka 20 hver tirsdag. Fastleger kan låne bøker og få hjelp til å "
        "søke etter artikler.",
    ),
    ("Ta med legitimasjon første gang", "Bøkene kan leveres på alle folkebibliotek i regionen"),
)

PA_NYNORSK = (
    Sak(
        "Møteplassen opnar på nytt",
        (
            "Etter eit år med ombygging kan vi igjen møtast i dei gamle lokala. Fastlegar og sjukehuslegar er "
            "velkomne til å sjå seg om, og det blir servert kaffi.",
            "Vi vil gjerne høyre kva de ønskjer å bruke møteplassen til.",
        ),
        ("Ope hus frå klokka 15", "Kort omvising kvar halvtime"),
    ),
    Sak(
        "Tilvisingar skal få raskare svar",
        (
            "Poliklinikken har fått ein ny rutine for korleis tilvisingar blir fordelte. Målet er at legen som skal "
            "vurdere dei, får dei same dag.",
        ),
        link=("Les meir", "https://www.storoya.example/tilvisingar"),
    ),
    Sak(
        "Kven vil vere med i referansegruppa?",
        (
            "Kommunane på Storøya søkjer tre fastlegar til ei referansegruppe. Gruppa skal gi råd om korleis "
            "informasjon frå sjukehuset når fram til kvart legekontor.",
            "Arbeidet er rekna til to timar i månaden, og blir godtgjort.",
        ),
    ),
)

"""Items of the project's own content, as a letter would tell them: what changed, where, and when it began to apply."""

from tests.letter_texts import Sak

EN_VEI_INN = Sak(
    "Én vei inn til psykisk helsevern for voksne",
    (
        "Fra 1. september går henvisninger til psykisk helsevern for voksne til ett mottak. Mottaket vurderer om "
        "pasienten har rett til helsehjelp, også når ønsket er en avtalespesialist.",
        "Send ikke lenger henvisningen direkte til avtalespesialisten.",
    ),
    link=("Les mer om mottaket", "https://www.sthf.no/om-oss/nyheter/"),
)
DIALOGMELDINGER = Sak(
    "Slik brukes dialogmeldinger",
    ("Fastleger kan sende dialogmelding til de fleste avdelinger. Reglene er korte.",),
    (
        "Svar kommer innen tre til fem virkedager",
        "Meldingen gjelder fra henvisningen er mottatt, og til tolv måneder etter siste kontakt",
        "Vedlegg kan ikke sendes, og laboratoriet er ikke med",
    ),
)
BILDER = Sak(
    "Henvisning til bildediagnostikk sendes via IHR",
    (
        "Sjekklisten for henvisere er oppdatert. Henvisningen sendes via interaktiv henvisning og rekvirering, og MR "
        "krever avtale med en spesialistpoliklinikk.",
    ),
)
HUDLEGER = Sak(
    "Ingen hudlege på sykehusene fra 1. april",
    ("Sykehusene i Innlandet er uten hudlege fra 1. april 2023. Slik fordeles henvisningene:",),
    table=(("Hva", "Hvor"), ("Vanlig henvisning", "Avtalespesialist"), ("Haster", "Oslo universitetssykehus")),
)
HPV = Sak(
    "HPV-test for flere aldersgrupper",
    (
        "Fra 1. januar 2023 blir livmorhalsprøver fra kvinner mellom 30 og 33 år undersøkt med HPV-test først, og fra "
        "1. juli 2023 gjelder det også dem mellom 25 og 29 år.",
        "Prøven tas på samme måte som før.",
    ),
)
TARMSCREENING = Sak(
    "Tarmscreening starter for 55-åringer",
    ("Prøvene analyseres på Ahus, og koloskopi samles på Hamar.",),
    ("Fastlegen får ikke svaret på avføringsprøven", "Fastlegen får epikrise etter koloskopi"),
)
UTSTYR = Sak(
    "Utstyr bestilles i Laboratoriehåndboka",
    ("Fra 1. januar 2023 er det slutt på å bestille prøvetakingsutstyr på faks. Bestillingen gjøres på nettsiden.",),
)
GLUKOSE = Sak(
    "Nytt rør til glukosebelastning",
    ("Røret med oransje kork tas i bruk 1. januar 2023. Hvordan det brukes, står i Laboratoriehåndboka.",),
)
NYTT_NAMN = Sak(
    "Praksiskonsulenten får nytt namn",
    (
        "Frå 1. januar 2024 heiter ordninga samarbeidsordning for spesialisthelsetenesta og fastlegane. "
        "Praksiskonsulentane blir kalla samhandlingslegar.",
    ),
    link=("Les meir om ordninga", "https://www.helse-mr.no/fag-og-forsking/samhandling/nytt-om-samhandling/"),
)
HOYRING = Sak(
    "Retningslinja for samarbeid er på høyring",
    (
        "Møteplass Møre og Romsdal er revidert og blir send på høyring. Ho gjeld behandlarar, altså òg psykologar, "
        "avtalespesialistar og legar på sjukeheim og legevakt.",
    ),
    ("Fristen er 10. februar 2023", "Utvalet behandlar innspela 15. februar"),
)
ETIKETTAR = Sak(
    "Utskrift med etikettar i staden for papirrekvisisjon",
    ("Pasientane får med ei utskrift frå DIPS med etikettar. Papirrekvisisjonen til medisinsk biokjemi går ut.",),
)
TILSKOT = Sak(
    "Søk om tilskot innan 1. oktober",
    (
        "Tilskotet til ALIS-avtale og tilskotet til rettleiing er slått saman til éi ordning. Kommunen betaler ikkje "
        "lenger eigendel, og pengane kjem i etterskot.",
    ),
)

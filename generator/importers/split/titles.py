"""How the titles of items are worded, and what is none."""

import re

LONGEST = 140
READ_MORE = re.compile(
    r"^\W*(les|lese|se|sjå|åpne|klikk|meld deg på|påmelding|program)\b.{0,12}\b(mer|meir|hele|heile|saken|saka|her"
    r"|videre|vidare|artikkel|på)\b"
    r".{0,60}$|^\W*(les mer|les meir|read more|til saken|til saka|påmelding|meld deg på|meir|mer info\w*"
    r"|meir info\w*)\W*$",
    re.I,
)
# What stands above the fields of an official letter.
LABEL = re.compile(
    r"\W*(dato|kopi( til)?|vedlegg|til|fra|frå|sak|saksnr|arkiv\w*|saksbehandler|(deres|vår|dykkar)( ref\w*"
    r"| dato)?|(post|kontor|besøks)adresse"
    r"|telefon|org\.? ?n\w*|avdeling|side \d+( av \d+)?)[\W\d]*",
    re.I,
)
DATELINE = re.compile(
    r"[\W\d]*(((nr|nummer|utgave|utgåve|årgang|uke|veke|dato|publisert|sendt|oppdatert|mandag|måndag|tirsdag"
    r"|tysdag|onsdag|torsdag|fredag"
    r"|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|vår|vinter|haust|høst"
    r"|sommer|sommar)\w{0,3}\b"
    r"[\W\d]*){1,6})",
    re.I,
)
NUMBERED = re.compile(
    r"^\W*(?:(?:sak|punkt|nr\.?)\s+)?(\d{1,2})(?:\s*[.):]\s*|\s+[–-]\s+)(?=[^\d\s])"
    r"(?!(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b)",
    re.I,
)
# What parts of one and the same story are called, whatever it is about.
PART_OF_STORY = re.compile(
    r"\W*(\d+(\.\d+)*[.)]?\s+)?((bakgrunn|innledning|innleiing|formål|føremål|hensikt|målgruppe|tiltak|ansvar|vurdering"
    r"|oppfølging|oppsummering|oppsummert|konklusjon|resultat(er)?|fremgangsmåte|framgangsmåte|gjennomføring|kilder|kjelder"
    r"|referanser|referansar|lenker|lenkjer|vedlegg|påmelding|program|frist(er)?|pris|praktisk(e)?|endringer|endringar"
    r"|ikrafttredelse|tid og sted|tid og stad|når og hvor|kontakt(person(er)?|informasjon)?|spørsmål|les mer|les meir"
    r"|me(i)?r informasjon|dette er nytt|viktig)( (og|om|til|for|ved)\b.{0,40})?"
    r"|(slik|hva|kva|hvem|kven|hvordan|korleis|hvorfor|kvifor|når|hvor|kvar)( \S+){0,4}|har du spørsmål)\W*",
    re.I,
)
LEADERS = re.compile(
    r"\s*[.…_·]{3,}\s*\d*\s*$|\s{2,}\d{1,3}\s*$|\s+\(?s(ide)?\.?\s*\d{1,3}\)?\s*$|\s*\t\s*\d+\s*$", re.I
)
POINT = re.compile(r"^\s*([-–•*·▪●◦o]|\d{1,2}[.)])\s+(?=\S)")


def key(text: str) -> str:
    """Write a title so that the same one in a list and above its text are equal.

    >>> key("1. Nye ventetider!") == key("NYE VENTETIDER ..... 2")
    True
    """
    return " ".join(re.findall(r"[^\W_]+", LEADERS.sub("", NUMBERED.sub("", text)).lower()))


def unnumbered(text: str) -> str:
    """Take away the number that a title has in its newsletter.

    >>> unnumbered("3. Nytt skjema"), unnumbered("2026 blir et godt år")
    ('Nytt skjema', '2026 blir et godt år')
    """
    return NUMBERED.sub("", text).strip()


def says_nothing(text: str) -> bool:
    """Whether a line is a field, a number or a day, and could be the title of nothing.

    >>> says_nothing("Vår ref"), says_nothing("19/3874-130"), says_nothing("27. oktober 2020"), says_nothing("30 timer")
    (True, True, True, False)
    """
    letters, digits = (len(re.findall(pattern, text)) for pattern in (r"[^\W\d_]", r"\d"))
    return letters <= digits or bool(LABEL.fullmatch(text) or DATELINE.fullmatch(text))

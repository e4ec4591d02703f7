"""Which blocks of a mail are not what it says: the ways to read it, leave it, answer it and forward it."""

import re
from collections.abc import Iterator, Sequence

from generator.importers.blocks import Block

_SHORT = 300
_LINES_OF_SIGNATURE = 14
_SIGNATURE_LINE = 110
_WORDS_OF_GREETING = 8
_BLOCKS_OF_FOOTER = 25
_WORDS_OF_FOOTER = 40

_READ_ELSEWHERE = re.compile(
    r"(vis|åpne|les|sjå|se|opne|få opp)\b.{0,40}\b(nettlesar(en)?|nettleser(en)?|browser|på nett|webversjon(en)?)\b"
    r"|view (this|it|the)?.{0,20}\b(in|as).{0,14}\b(browser|web ?page)\b|vises ikke (e-?posten|nyhetsbrevet).{0,20}(riktig|korrekt)"
    r"|(visast|ser) ikk?je?.{0,30}(rett|riktig)\b.{0,60}(nettles|klikk)|^(webversjon|nettversjon)$",
    re.I,
)
_LEAVING = re.compile(
    r"meld(e)? (deg|meg|dykk) (av|ut)\b|avslutt(e)? abonnement|(stopp|si opp|endre) abonnement|avmeld(ing)?\b|avregistrer"
    r"|unsubscribe|du (mottar|mottek|får|har mottatt|har fått) (denne|dette|vårt)\b.{0,40}(fordi|som følge|då|ettersom)"
    r"|you are receiving this|(oppdater|endre|update) (dine |your )?(preferanse|innstilling|preferences|profil|abonnement)"
    r"|(administrer|styr) (abonnement|varsl)|why did i get this|(sendt|levert|laga|laget|sent) (med|via|av|with|through|by)"
    r" (mailchimp|make\b|apsis|anpdm|dotdigital|sharepoint|rule\b|mailmojo|campaign monitor)|vår postadresse er"
    r"|our mailing address|mailing address is|update subscription|ønsker du ikke (lenger )?å (motta|få)"
    r"|vil du ikk?je? (lenger |lengre )?(motta|få)|ikke (lenger )?(ønsker )?(å )?motta (flere )?nyhetsbrev"
    r"|legg oss til i adressebok|add us to your address book|denne (e-?posten|meldingen) ble sendt (automatisk|til)"
    r"|(denne|dette) .{0,30}(er|ble|vart|blei) sendt til \S+@\S+|varsel fra sharepoint|gå til nettstedet for å endre",
    re.I,
)
_FOOTER_LIKE = re.compile(
    r"©|\bcopyright\b|alle rettigheter|all rights reserved|\borg\.? ?(nr|no|nummer)|\bpostboks\b|\b(besøks|post)adresse\b"
    r"|^(følg oss|facebook|linkedin|twitter|instagram|x|youtube|nettside|personvern(erklæring)?|kontakt oss)\b.{0,60}$"
    r"|^(tlf|telefon|sentralbord|tel)\b\.?:?.{0,40}$|^\d{4} [A-ZÆØÅ][\w .-]{1,30}$|^(ansvarlig )?(redaktør|utgiver|ansvarleg)\b.{0,80}$"
    r"|videresend(e)? til en (kollega|venn)|forward to a friend|^[\w.+-]+@[\w.-]+$|^(www\.|https?://)\S+$",
    re.I,
)
_CONFIDENTIAL = re.compile(
    r"(denne|this) (e-?post(en)?|e-?mail|meldingen?|meldinga|message)\b.{0,80}(konfidensiel|kun (ment )?for|berre (meint )?for|utelukkende"
    r"|fortrolig|confidential|intended (only|solely)|taushetsbelagt|teiepliktig|underlagt taushetsplikt)"
    r"|(tenk på|ta omsyn til|ta hensyn til) miljøet før du (skriver|skriv) ut|consider the environment before"
    r"|(feil|feilaktig|ved en feil|misteak).{0,40}mottatt.{0,40}(slett|makuler|varsle)|slett .{0,40}(e-?posten|meldingen).{0,60}avsender",
    re.I,
)
_SHARING = re.compile(
    r"^\W*((til(bake til)?|gå til) (toppen|topps|innhold(et|slista|sfortegnelsen)?)|del( (denne|saken|saka|på))?|tweet|share|like|skriv ut"
    r"|videresend|tips en kollega|hopp (til|over) (hoved)?innhold(et)?|hovedmeny|meny|søk|hjem)\b"
    r".{0,50}$|^[\W]*(facebook|twitter|linkedin|instagram|x|e-?post)([\s|·/,•]+(facebook|twitter|linkedin|instagram|x|e-?post))*[\W]*$",
    re.I,
)
_GREETING = re.compile(
    r"^\W*(med )?(vennlig|venleg|vennleg|beste|bestee|varm|kollegial|god|mange)?\s*(hilsen|helsing|hilsner|helsingar|hilsninger|kind regards"
    r"|best regards|regards|mvh|vh)\b(?!\s+(til|på|frå en|fra en)\b)",
    re.I,
)
_DASHES = re.compile(r"^--$")
_FORWARDED = re.compile(
    r"^\W*(videresendt (melding|e-?post)|vidaresend melding|opprinnelig melding|opphavleg melding|original message|forwarded message"
    r"|begin forwarded message|start på videresendt melding)\W*$",
    re.I,
)


def _lines(block: Block) -> list[str]:
    if block.kind == "table":
        return [" ".join("".join(run.text for run in cell) for cell in row) for row in block.rows]
    return "".join(run.text for run in block.runs if not run.image).split("\n") if block.text else []


def reasons(blocks: Sequence[Block]) -> dict[int, str]:
    """Give the place of every block that is left out, and the code of the reason."""
    found: dict[int, str] = {}
    for place, block in enumerate(blocks):
        if (code := _alone(block)) and place not in found:
            found[place] = code
        if _signs(block):
            for below in _signature(blocks, place):
                found[below] = _alone(blocks[below]) or "import-utelatt-signatur"
    for place in _footer(blocks, found):
        found.setdefault(place, "import-utelatt-bunntekst")
    return found


def _alone(block: Block) -> str:
    """Judge a block by what it says itself."""
    text = block.text
    if not text or len(text) > _SHORT * 4:
        return ""
    if _CONFIDENTIAL.search(text):
        return "import-utelatt-taushet"
    if len(text) <= _SHORT and block.kind != "table":
        for pattern, code in (
            (_LEAVING, "import-utelatt-bunntekst"),
            (_READ_ELSEWHERE, "import-utelatt-nettleser"),
            (_SHARING, "import-utelatt-deling"),
            (_FORWARDED, "import-utelatt-videresending"),
        ):
            if pattern.search(text) and not block.level:
                return code
    return ""


def _signs(block: Block) -> bool:
    if block.kind != "text" or block.level:
        return False
    first = "".join(run.text for run in block.runs if not run.image).partition("\n")[0]
    return bool(_DASHES.match(first)) or (bool(_GREETING.match(first)) and len(first.split()) <= _WORDS_OF_GREETING)


def _signature(blocks: Sequence[Block], start: int) -> Iterator[int]:
    """Yield the greeting and the short lines below it: a name, a title, numbers and addresses."""
    yield start
    for place in range(start + 1, min(start + _LINES_OF_SIGNATURE, len(blocks))):
        block = blocks[place]
        if block.kind not in ("text", "table") or block.level or block.size > blocks[start].size * 1.2:
            return
        if any(len(line) > _SIGNATURE_LINE or re.search(r"[.!?]\s*$", line) for line in _lines(block)) or (
            block.is_strong and place > start + 1 and not _lines(blocks[place - 1])
        ):
            return
        if _looks_like_title(blocks, place):
            return
        yield place


def _looks_like_title(blocks: Sequence[Block], place: int) -> bool:
    """Whether a short line begins something new: a long paragraph comes next."""
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    return after is not None and len(after.text) > _SIGNATURE_LINE and not _alone(after)


def _footer(blocks: Sequence[Block], found: dict[int, str]) -> Iterator[int]:
    """Yield what stands around the way to leave the list, at the end of a mail."""
    ends = [place for place, code in found.items() if code in ("import-utelatt-bunntekst", "import-utelatt-taushet")]
    last = [place for place in ends if place >= len(blocks) - _BLOCKS_OF_FOOTER]
    for place in range(min(last) + 1, len(blocks)) if last else ():
        rest = blocks[place]
        if rest.level or len(rest.text.split()) > _WORDS_OF_FOOTER:
            break
        yield place
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if place in found or block.kind == "rule" or (last and place > min(last)):
            continue
        lines = _lines(block)
        if block.kind == "entry" or not lines or not all(_FOOTER_LIKE.search(line) for line in lines):
            if not (block.is_image and last):
                break
            continue
        if last or len(lines) >= 1:
            yield place

"""Which blocks of a mail are not what it says: the ways to read it, leave it, answer it and forward it."""

import re
from collections.abc import Iterator, Sequence

from generator.importers.split.blocks import Block

_SHORT = 300
_LINES_OF_SIGNATURE = 14
_SIGNATURE_LINE = 110
_WORDS_OF_GREETING = 8
_BLOCKS_OF_FOOTER = 25
_BLOCKS_OF_HEAD = 6
_WORDS_OF_SENTENCE = 8
_WORDS_OF_FOOTER = 40

_READ_ELSEWHERE = re.compile(
    r"^\W*(vis|vise|åpne|opne|les|se|sjå|view|read|open|klikk|trykk|web|nett)\b.{0,60}\b(nettlesar(en)?"
    r"|nettleser(en)?|browser|web ?page|webversjon(en)?|nettversjon(en)?)\b"
    r"|^\W*(webversjon|nettversjon)\W*$|(e-?post|brev|mail)\w*\b.{0,80}\b(nettlesar|nettleser|browser)"
    r"|(vises|visast|ser) .{0,30}(ikke|ikkje) .{0,30}(riktig|rett|korrekt)|trouble viewing",
    re.I,
)
# Above the first item, but within one it leads to the item itself.
_ON_THE_WEB = re.compile(r"\W*(les|vis|se|sjå|åpne|opne)( (det|den|dette|denne|brevet))? (på|i) nett(et)?\W*", re.I)
# What only the foot of a mail from a list says.
_LIST = re.compile(
    r"unsubscribe|^\W*du (mottar|mottek|får) dette (fra|frå|av)\b"
    r"|you are receiving this|why did i get this|our mailing address|mailing address is"
    r"|add us to your address book"
    r"|du (mottar|mottek|får|har mottatt|har fått|fekk) (denne|dette|vårt|nyhetsbrevet"
    r"|nyhendebrevet)\b.{0,60}(fordi|som følge|ettersom|då du|sidan du)"
    r"|(meld(e)? (deg|meg|dykk) (av|ut)|avmeld\w*|avslutt\w*|stopp|si opp)\b.{0,30}(nyhets|nyhende|abonnement"
    r"|list[ae]|e-?post|utsending|varsl)"
    r"|(ønsker|ønskjer|vil) du (ikke|ikkje) (lenger |lengre )?(å )?(motta|få).{0,30}(nyhets|nyhende|e-?post"
    r"|utsending|brev|dette)"
    r"|(oppdater|endre|update|administrer|styr)e? (dine |your )?(preferanse|innstilling|preferences|abonnement|varsl)"
    r"|(hvordan|korleis) du (mottar|får) (disse|desse|slike) e-?post|(sendt|levert|laga|laget|sent|powered) (med"
    r"|via|av|with|through|by)"
    r" (mailchimp|make\b|apsis|anpdm|dotdigital|sharepoint|mailmojo|campaign monitor)|vår postadresse er"
    r"|legg oss til i adressebok|(denne|dette) .{0,30}(er|ble|vart|blei) sendt (automatisk )?til \S+@\S+"
    r"|for å endre varsl",
    re.I,
)
_LEAVING = re.compile(r"meld(e)? (deg|meg|dykk) (av|ut)\b|avmeld(ing)?\b|avslutt(e)? abonnement", re.I)
_FOOTER_LIKE = re.compile(
    r"©|\bcopyright\b|alle rettigheter|all rights reserved|\borg\.? ?(nr|no|nummer)|\bpostboks\b|\b(besøks"
    r"|post)adresse\b"
    r"|^(følg oss|facebook|linkedin|twitter|instagram|x|youtube|nettside|personvern(erklæring)?"
    r"|kontakt oss)\b.{0,60}$"
    r"|^(tlf|telefon|sentralbord|tel)\b\.?:?.{0,40}$|^\d{4} [A-ZÆØÅ][\w .-]{1,30}$|^(ansvarlig )?(redaktør|utgiver"
    r"|ansvarleg)\b.{0,80}$"
    r"|^[\w.+-]+@[\w.-]+$|^(www\.|https?://)\S+$",
    re.I,
)
_OWNED = re.compile(r"©|\bcopyright\b|all rights reserved|alle rettigheter", re.I)
_CONFIDENTIAL = re.compile(
    r"(denne|this) (e-?post(en)?|e-?mail|meldingen?|meldinga|message)\b.{0,80}(konfidensiel|kun (ment )?for"
    r"|berre (meint )?for|utelukkende"
    r"|fortrolig|confidential|intended (only|solely)|taushetsbelagt|teiepliktig|underlagt taushetsplikt)"
    r"|(tenk på|ta omsyn til|ta hensyn til) miljøet før du (skriver|skriv) ut|consider the environment before"
    r"|(feil|feilaktig|ved en feil|misteak).{0,40}mottatt.{0,40}(slett|makuler|varsle)|slett .{0,40}(e-?posten"
    r"|meldingen).{0,60}avsender",
    re.I,
)
_SHARING = re.compile(
    r"\W*((til(bake til)?|gå til) (toppen|topps|innhold(et|slista|sfortegnelsen)?)|(del|tweet|share|like"
    r"|følg oss)( (denne )?(saken|saka|siden|sida|på)"
    r"( \w+)?)?|skriv ut( siden| sida)?|videresend( til en (kollega|venn))?|tips en kollega|forward to a friend"
    r"|hopp (til|over) (hoved)?innhold(et)?"
    r"|(hoved)?meny|søk|hjem)\W*|[\W]*(facebook|twitter|linkedin|instagram|x (?=\W*\w)|del)([\s|·/,•]+(facebook"
    r"|twitter|linkedin|instagram|x|e-?post))*[\W]*",
    re.I,
)
_GREETING = re.compile(
    r"^\W*(med )?(vennlig|venleg|vennleg|beste|bestee|varm|kollegial|god|mange)?\s*(hilsen|helsing|hilsner"
    r"|helsingar|hilsninger|kind regards"
    r"|best regards|regards|mvh|vh)\b(?!\s+(til|på|frå en|fra en)\b)",
    re.I,
)
_DASHES = re.compile(r"^--$")
_REACHED_BY = re.compile(r"\b(tlf|telefon|tel|mobil|sentralbord|postboks|\w*adresse|e-?post|mail)\b|@|www\.", re.I)
_SENT_FROM = re.compile(
    r"^\W*(sendt (fra|frå) (min|mitt|mi|outlook|e-post)\b|sent from (my|outlook|mail|yahoo)\b"
    r"|(hent|få|get) outlook for ).{0,60}$",
    re.I,
)
_FORWARDED = re.compile(
    r"^\W*(videresendt (melding|e-?post)|vidaresend melding|opprinnelig melding|opphavleg melding|original message"
    r"|forwarded message"
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
    said = [place for place, block in enumerate(blocks) if block.text]
    edges = {*said[:_BLOCKS_OF_HEAD], *said[-_BLOCKS_OF_FOOTER // 2 :]}
    for place, block in enumerate(blocks):
        code = _alone(block, at_edge=place in edges)
        if place in said[:_BLOCKS_OF_HEAD] and _ON_THE_WEB.fullmatch(block.text):
            code = "import-utelatt-nettleser"
        if code:
            found.setdefault(place, code)
        if place not in found and _signs(block):
            for below in _signature(blocks, place):
                found[below] = _alone(blocks[below], at_edge=True) or "import-utelatt-signatur"
    for place in _footer(blocks, found):
        found.setdefault(place, "import-utelatt-bunntekst")
    return found


def _alone(block: Block, *, at_edge: bool) -> str:
    """Judge a block by what it says itself; some is only said at the top or the end of a mail."""
    text = block.text
    if not text or len(text) > _SHORT * 4 or block.level:
        return ""
    if _CONFIDENTIAL.search(text):
        return "import-utelatt-taushet"
    if len(text) > _SHORT * 2 or block.kind == "table":
        return ""
    if _LIST.search(text) or (at_edge and _LEAVING.search(text) and any(run.href for run in block.runs)):
        return "import-utelatt-bunntekst"
    if at_edge and len(text) <= _SHORT and _READ_ELSEWHERE.search(text):
        return "import-utelatt-nettleser"
    if _SHARING.fullmatch(text):
        return "import-utelatt-deling"
    if at_edge and len(text) <= _SIGNATURE_LINE and text[-1] not in ".:" and _SENT_FROM.match(text):
        return "import-utelatt-signatur"
    return "import-utelatt-videresending" if _FORWARDED.match(text) else ""


def _signs(block: Block) -> bool:
    if block.kind != "text" or (block.level and len(block.text.split()) >= _WORDS_OF_GREETING // 2):
        return False
    first = "".join(run.text for run in block.runs if not run.image).partition("\n")[0]
    return bool(_DASHES.match(first)) or is_greeting(first)


def is_greeting(text: str) -> bool:
    """Whether a line is what one writes above one's name."""
    return bool(_GREETING.match(text)) and len(text.split()) <= _WORDS_OF_GREETING


def _signature(blocks: Sequence[Block], start: int) -> Iterator[int]:
    """Yield the greeting and the short lines below it: a name, a title, numbers and addresses."""
    yield start
    for place in range(start + 1, min(start + _LINES_OF_SIGNATURE, len(blocks))):
        block = blocks[place]
        if block.kind not in ("text", "table") or block.level or block.size > blocks[start].size * 1.2:
            return
        if any(len(line) > _SIGNATURE_LINE or _is_sentence(line) for line in _lines(block)) or (
            block.is_strong and place > start + 1 and not _lines(blocks[place - 1])
        ):
            return
        if _looks_like_title(blocks, place):
            return
        yield place


def _is_sentence(line: str) -> bool:
    return line.rstrip()[-1:] in tuple(".!?") and not _REACHED_BY.search(line)


def _looks_like_title(blocks: Sequence[Block], place: int) -> bool:
    """Whether a short line begins something new: whole sentences come next."""
    after = blocks[place + 1] if place + 1 < len(blocks) else Block()
    told = len(after.text) > _SIGNATURE_LINE or (
        after.text[-1:] in ".!?" and len(after.text.split()) >= _WORDS_OF_SENTENCE
    )
    return told and not _alone(after, at_edge=True)


def _footer(blocks: Sequence[Block], found: dict[int, str]) -> Iterator[int]:
    """Yield what stands around the way to leave the list, at the end of a mail."""
    ends = [place for place, code in found.items() if code in ("import-utelatt-bunntekst", "import-utelatt-taushet")]
    last = [place for place in ends if place >= len(blocks) - _BLOCKS_OF_FOOTER]
    for place in range(min(last) + 1, len(blocks)) if last else ():
        rest = blocks[place]
        if rest.level or len(rest.text.split()) > _WORDS_OF_FOOTER:
            break
        yield place
    trailing = list(_trailing(blocks, found))
    if last or any(_OWNED.search(blocks[place].text) for place in trailing):
        yield from trailing


def _trailing(blocks: Sequence[Block], found: dict[int, str]) -> Iterator[int]:
    """Yield, from the end, what says no more than whose mail it is and where they are found."""
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if place in found or block.kind == "rule" or block.is_image:
            continue
        lines = _lines(block)
        if block.kind == "entry" or not lines or not all(_FOOTER_LIKE.search(line) for line in lines):
            return
        yield place

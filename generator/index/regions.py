"""What regions have done with a text, as search finds it: as a part of the text that shows the table."""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import blake2b

from generator.index.indexing import Added
from generator.model.archive import Archive, Document
from generator.model.registers import Region
from generator.model.stances import Stance
from generator.render.translations import translations

ANCHOR = "fa-regioner"


def added(archive: Archive, language: str, today: date) -> Mapping[str, Added]:
    """Give what is added to documents, by their ids: to the edition that applies of each text."""
    wording = translations(language)
    found = {}
    for series, stances in archive.stances.items():
        edition = archive.valid_edition(series, today) if series in archive.series else None
        if edition:
            text = " ".join(line for stance in stances for line in _lines(stance, archive, wording))
            found[edition.id] = Added(
                of=edition.key,
                title=edition.matter.title,
                summary=edition.matter.summary or "",
                section=(ANCHOR, wording["regions_title"], text),
            )
    return found


def key_of(document: Document, added_to: Mapping[str, Added]) -> bytes:
    """Give what a document is known by in the index: another key where something is added to its text."""
    own = added_to.get(document.id)
    if own is None:
        return document.key
    return blake2b("\0".join(own.section).encode(), key=document.key[:64], digest_size=len(document.key)).digest()


def _lines(stance: Stance, archive: Archive, wording: Mapping[str, str]) -> Iterator[str]:
    """Yield what a file says, as sentences: of the text as a whole, then of each point."""
    region, matter = archive.registers["regioner"].get(stance.matter.region), stance.matter
    if not isinstance(region, Region):
        return
    names = dict.fromkeys(one for one in (region.name, region.name_nn, region.code) if one)
    status = wording[f"stance_{matter.status}"].lower() if matter.status else ""
    yield _sentence(f"{' / '.join(names)}: {', '.join(filter(None, (status, matter.case)))}")
    yield _sentence(matter.note or "")
    for one in matter.points:
        said = (wording[f"stance_{one.status}"].lower(), one.case)
        yield _sentence(f"{one.point} {', '.join(filter(None, said))}")
        yield _sentence(one.note or "")


def _sentence(text: str) -> str:
    text = text.rstrip(":. ")
    return f"{text}." if text else ""

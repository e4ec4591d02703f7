"""What concerns other municipalities than the one that a mail is for, so that its introduction can do without it."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from generator.kinds.nyhetsbrev.model import Issue
from generator.model.archive import Archive, Document
from generator.pages.addresses import shelf_url
from search.stemmer import stem

_TELLING = re.compile(r"\w{5,}")
_LABEL = r"(?:(?:bare|kun|berre)\s+)?(?:(?:for|til|i)\s+)?(?:(?:leger|fastleger|fastlegar|legene|legane)\s+i\s+)?"


class Elsewhere(NamedTuple):
    """What tells that a text is about other municipalities.

    ``addresses`` are those of what does not concern the readers, ``titles`` what it is called, ``words`` those that
    only such items of the issue have; ``others`` are the other municipalities and ``own`` the readers', by name.
    """

    addresses: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def names_others(self, text: str) -> bool:
        """Whether a text names another municipality, and not the readers' own."""
        return _has(text, self.others) and not _has(text, self.own)

    def is_about_others(self, text: str) -> bool:
        """Whether a text is about another municipality's item: by its title, by a label, or by name and its words."""
        is_meant = self.names_others(text) and not self.words.isdisjoint(_words(text))
        return is_meant or _has(text, self.titles, re.IGNORECASE) or self.is_labelled(text)

    def is_labelled(self, text: str) -> bool:
        """Whether a text begins by saying that it is for another municipality, or says nothing else."""
        names = "|".join(map(re.escape, self.others))
        return bool(names) and re.match(rf"{_LABEL}(?:{names})(?:\s+kommune)?\s*(?:[:–—]|$)", text, re.I) is not None

    def fits(self, text: str) -> bool:
        """Whether a line that can be left out has no trace of other municipalities."""
        return self.words.isdisjoint(_words(text)) and not self.names_others(text) and not self.is_about_others(text)


def elsewhere(issue: Document[Issue], archive: Archive, municipality: str) -> Elsewhere:
    """Tell what does not concern the readers in one municipality."""
    known = archive.registers["kommuner"].values()
    foreign = [one for one in archive.documents.values() if not concerns(archive, one, [municipality])]
    sent = [document for item in issue.matter.listed() if (document := archive.carried(item, issue.matter.date))]
    left_out = [one for one in sent if not concerns(archive, one, [municipality])]
    kept = [one for one in sent if one not in left_out]
    return Elsewhere(
        addresses=frozenset((*_addresses(foreign, archive), *_shelves(archive, municipality))),
        titles=tuple(dict.fromkeys(one.matter.title for one in foreign if _is_telling(one.matter.title))),
        words=_words(_said(left_out)) - _words(_said(kept)),
        others=tuple(name for one in known if one.id != municipality for name in {one.name, one.called("nn")}),
        own=tuple(name for one in known if one.id == municipality for name in {one.name, one.called("nn")}),
    )


def concerns(archive: Archive, document: Document, municipalities: Collection[str]) -> bool:
    """Whether a document is for readers in any of these municipalities: one that names none is for all."""
    named = archive.classified(document, "municipalities")
    return not named or not set(named).isdisjoint(municipalities)


def _addresses(foreign: Iterable[Document], archive: Archive) -> Iterator[str]:
    """Yield every address of what does not concern the readers, former ones too."""
    editions = {one.id for one in foreign}
    for document in foreign:
        yield from (document.url, *document.matter.aliases)
    for series in archive.series.values():
        if all(edition.id in editions for edition in archive.editions[series.id]):
            yield from (series.url, *series.matter.aliases)


def _shelves(archive: Archive, municipality: str) -> Iterator[str]:
    return (shelf_url("kommune", one) for one in archive.registers["kommuner"] if one != municipality)


def _is_telling(title: str) -> bool:
    """Whether a title is long enough that a text with it is about what is called so."""
    return len(title.split()) > 1 or len(title) > 7


def _said(documents: Iterable[Document]) -> str:
    return " ".join(part for one in documents for part in (one.matter.title, one.matter.summary or one.lead))


def _words(text: str) -> frozenset[str]:
    return frozenset(map(stem, _TELLING.findall(text.casefold())))


def _has(text: str, names: Iterable[str], flags: int = 0) -> bool:
    found = "|".join(map(re.escape, names))
    return bool(found) and re.search(rf"(?<!\w)(?:{found})(?:s|')?(?!\w)", text, flags) is not None

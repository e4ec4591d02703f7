"""Rules that need more than one document, one small function each."""

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeAlias

from generator.base.problems import Problem, Severity, placeholders
from generator.check import editions as edition_rules
from generator.check import stances
from generator.kinds import BY_NAME
from generator.model.archive import Archive, Document, Series
from generator.model.references import ids
from generator.model.registers import FOLDER, LearningGoal, unknown
from generator.model.reviews import due, reviews
from generator.model.stances import Stance
from generator.model.suggestions import near_document, parts_of
from generator.pages import addresses

Said: TypeAlias = tuple[str, Mapping[str, object]]
"""The code of a problem, and what fills its wording."""


class Around(NamedTuple):
    """What an archive is checked against: ``drafts`` are the documents that are not published, by id.

    ``assets`` are the paths of pictures and files, ``unread`` those of files that had errors of their own: what
    refers to them is not judged, so that one mistake is not reported many times over.
    """

    drafts: Mapping[str, Document]
    assets: Collection[str]
    unread: Collection[str]


def check(archive: Archive, around: Around) -> Iterator[Problem]:
    """Yield everything that is wrong between the parts of an archive."""
    parts: list[Document | Series | Stance] = [*archive.documents.values(), *archive.series.values()]
    parts += [*around.drafts.values(), *chain.from_iterable(archive.stances.values())]
    moved = _moved(archive)
    for part in parts:
        yield from _references(part, archive, around, moved)
    for document in archive.documents.values():
        yield from _periods(document)
        yield from _goals(document, archive)
        yield from BY_NAME[document.kind].check(document, archive)
    yield from _replacement_rings(archive)
    yield from _series(archive, around)
    yield from edition_rules.check(archive, around.drafts, around.unread)
    yield from stances.check(archive, around.drafts, around.unread)
    pages = list(addresses.permanent(archive))
    yield from _address_clashes(archive, pages, around)
    yield from _links(archive, pages, around, moved)


def overdue(archive: Archive, today: date) -> Iterator[Problem]:
    """Yield what is wrong with documents because a day has passed."""
    for document in archive.documents.values():
        yield from BY_NAME[document.kind].overdue(document, archive, today)


def _references(
    part: Document | Series | Stance, archive: Archive, around: Around, moved: Mapping[str, str]
) -> Iterator[Problem]:
    # An issue may carry a series, as the edition that applies.
    carried = part.matter.listed() if isinstance(part, Document) else ()
    for field, register, value in ids(part.matter, part.lacking):
        if value in carried and value in archive.series:
            continue
        if register == "dokument":
            known = archive.documents.keys() | archive.series.keys() if value in carried else archive.documents.keys()
            said = _unknown_document(part, value, known, around, moved)
        elif value in archive.registers[register] or f"{FOLDER}/{register}.yml" in around.unread:
            continue
        else:
            said = unknown(value, register, archive.registers[register])
        if said:
            code, values = said
            yield Problem(part.shown, part.lines.get(field, 0), code, field, placeholders(values))


def _unknown_document(
    part: Document | Series | Stance, value: str, known: Collection[str], around: Around, moved: Mapping[str, str]
) -> Said | None:
    """Say what is wrong with the id of a document: that it is a draft, has another id now, or is not there."""
    if value in around.drafts:
        return None if part in around.drafts.values() else ("ref-kladd", {"value": value})
    if value in known or f"{value}.md" in around.unread:
        return None
    if value in moved:
        return "ref-flyttet", {"value": value, "now": moved[value]}
    if parts := parts_of(value, known):
        return "ref-komma", {"value": value, "proposal": ", ".join(parts)}
    return "ref-dokument", {"value": value, "near": near_document(value, known)}


def _moved(archive: Archive) -> Mapping[str, str]:
    """Give the ids that documents and series had before, each with what it is now."""
    parts: list[Document | Series] = [*archive.documents.values(), *archive.series.values()]
    return {alias.removesuffix(".html"): part.id for part in parts for alias in part.matter.aliases}


def _periods(document: Document) -> Iterator[Problem]:
    for field, first, last in document.matter.periods():
        if first and last and last < first:
            line = document.lines.get(field, 0)
            yield Problem.at(document.shown, "dato-rekkefolge", line=line, field=field, first=first, last=last)


def _goals(document: Document, archive: Archive) -> Iterator[Problem]:
    """Name the learning goals that no longer applied on the day that a document is about."""
    day, goals = document.matter.counted_on, archive.registers["laeringsmal"]
    for place, value in enumerate(archive.classified(document, "learning_goals")):
        goal = goals.get(value)
        if day and isinstance(goal, LearningGoal) and goal.valid_to and goal.valid_to < day:
            field = f"learning_goals.{place}"
            line, last = document.lines.get(field, 0), goal.valid_to
            yield Problem.at(document.shown, "mal-utlopt", line=line, field=field, value=value, last=last, first=day)


def _replacement_rings(archive: Archive) -> Iterator[Problem]:
    for document in archive.documents.values():
        seen, waiting = set[str](), [(former, document) for former in document.matter.replaces]
        while waiting:
            current, later = waiting.pop()
            if current == document.id:
                yield Problem.at(
                    document.shown,
                    "erstatter-ring",
                    line=document.lines.get("replaces", 0),
                    field="replaces",
                    value=document.id,
                    other=later.shown,
                )
                break
            if current not in seen and current in archive.documents:
                seen.add(current)
                between = archive.documents[current]
                waiting += ((former, between) for former in between.matter.replaces)


def _series(archive: Archive, around: Around) -> Iterator[Problem]:
    for document in archive.documents.values():
        is_alone = archive.types[document.kind].series and document.series not in archive.series
        if is_alone and f"{document.series}/serie.yml" not in around.unread:
            yield Problem.at(f"content/{document.series}/serie.yml", "serie-mangler", edition=document.path)
    not_empty = {document.series for document in archive.documents.values()}
    for series in archive.series.values():
        if series.id not in not_empty and not any(path.startswith(f"{series.id}/") for path in around.unread):
            yield Problem.at(series.shown, "serie-tom")


def _address_clashes(archive: Archive, pages: Sequence[tuple[str, str]], around: Around) -> Iterator[Problem]:
    taken: dict[str, str] = {asset: f"content/{asset}" for asset in around.assets}
    for url, path in pages:
        if path and addresses.is_reserved(url, archive.types):
            yield Problem.at(path, "adresse-kollisjon", url=url, other="Fagarkiv")
        if url in taken:
            yield Problem.at(path or taken[url], "adresse-kollisjon", url=url, other=taken[url] or "Fagarkiv")
        taken.setdefault(url, path)
    folders = _folders(taken)
    for url in sorted(folders & taken.keys()):
        inside = next(other for other in taken if other.startswith(f"{url}/"))
        yield Problem.at(taken[inside] or taken[url], "adresse-kollisjon", url=url, other=taken[url] or "Fagarkiv")
    for alias, *_, path, field, line in addresses.former(archive):
        places = {alias, *addresses.folders(alias)}
        if taken.keys() & places or alias in folders or addresses.is_reserved(alias, archive.types):
            met = (*sorted(places), *(url for url in taken if url.startswith(f"{alias}/")))
            other = next((taken[one] for one in met if taken.get(one)), "Fagarkiv")
            yield Problem.at(path, "adresse-kollisjon", line=line, field=field, url=alias, other=other)
        taken.setdefault(alias, path)
        folders.update(addresses.folders(alias))


def _folders(urls: Iterable[str]) -> set[str]:
    """Give all folders that addresses lie in; most addresses share theirs."""
    nearest = {url.rpartition("/")[0] for url in urls} - {""}
    return {*nearest, *(folder for one in nearest for folder in addresses.folders(one))}


def _links(
    archive: Archive, pages: Sequence[tuple[str, str]], around: Around, moved: Mapping[str, str]
) -> Iterator[Problem]:
    there = {url for url, _ in pages} | set(around.assets)
    anchors = _anchors(archive)
    for document in archive.documents.values():
        for link in document.links:
            target = link.url.removesuffix(".html")
            if link.url in there:
                if link.fragment and link.url in anchors and link.fragment not in anchors[link.url]:
                    yield Problem.at(document.shown, "lenke-anker", line=link.line, target=link.written)
            elif target in around.drafts:
                yield Problem.at(document.shown, "ref-kladd", line=link.line, value=target)
            elif not {f"{target}.md", target.removesuffix("index") + "serie.yml"} & set(around.unread):
                near = _meant(document, target, archive, moved)
                yield Problem.at(document.shown, "lenke-brutt", line=link.line, target=link.written, near=near)


def _meant(document: Document, target: str, archive: Archive, moved: Mapping[str, str]) -> str:
    """Give the link to the document that was perhaps meant by one that is not there; nothing where none is near."""
    found = moved.get(target) or near_document(target, archive.documents)
    return posixpath.relpath(f"{found}.md", posixpath.dirname(document.path)) if found in archive.documents else ""


def _anchors(archive: Archive) -> Mapping[str, frozenset[str]]:
    """Give the anchors of every page that a link with a fragment leads to; a series has those of all its editions."""
    wanted = {link.url for document in archive.documents.values() for link in document.links if link.fragment}
    found: dict[str, set[str]] = defaultdict(set)
    for document in archive.documents.values():
        own = {heading.anchor for heading in document.outline}
        for url in (document.url, f"{document.series}/index.html"):
            if url in wanted:
                found[url] |= own
    return {url: frozenset(own) for url, own in found.items()}


def due_for_review(archive: Archive, today: date, days: int) -> Iterator[Problem]:
    """Say what must be gone through again within so many days, and what should have been."""
    yield from stances.on_older_editions(archive, today)
    for review in due(reviews(archive, today), today, days):
        document = review.document
        code = "revisjon-forfalt" if review.day < today else "revisjon-frist"
        yield Problem.at(
            document.shown,
            "revisjon-ubekreftet" if review.is_implied else code,
            line=document.lines.get("review_by", 0),
            field="review_by",
            severity=Severity.NOTICE,
            date=review.day,
        )


def notices(hidden: Iterable[Document], known: Collection[str]) -> Iterator[Problem]:
    """Say which documents are left out because their day has not come, and which ``known`` addresses wait for them."""
    for document in hidden:
        line = document.lines.get("date", document.lines.get("valid_from", 0))
        published = document.matter.published
        yield Problem.at(document.shown, "ikke-publisert", line=line, severity=Severity.NOTICE, date=published)
        for place, alias in enumerate(document.matter.aliases):
            if alias in known:
                field = f"aliases.{place}"
                line = document.lines.get(field, 0)
                yield Problem.at(
                    document.shown,
                    "adresse-venter",
                    line=line,
                    field=field,
                    severity=Severity.NOTICE,
                    url=alias,
                    date=published,
                )

"""What an import did, told on the terminal and in a Markdown file."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.base.problems import say
from generator.importers.letter import Remark
from generator.importers.run import Imported, Left, Summary
from generator.importers.wording import shown, told
from generator.importers.write.drafts import Entry
from generator.importers.write.notes import alike
from generator.importers.write.undo import Undone


def lines(summary: Summary, language: str) -> Iterator[str]:
    """Tell it on a terminal: each issue with its items, what there is to look at, and what was left out."""
    for result in summary.results:
        if isinstance(result, Left):
            yield f"– {shown(result.name)}: {told(result.remark, language)}"
            yield from (f"    · {line}" for line in _dropped(result, language))
            continue
        yield f"+ {shown(result.name)}: {shown(result.drafts.title)} ({result.drafts.date})"
        yield f"    content/{result.drafts.id}.md"
        for entry in result.drafts.entries:
            if entry.id != result.drafts.id:
                yield f"    · {shown(entry.title)}"
            if entry.same or (entry.proposed and entry.proposed.alike):
                yield from (f"        {line}" for line in list(_entry(entry, language))[:1])
        yield from (f"    ! {told(remark, language)}" for remark in result.remarks)
    yield total(summary, language)


def undone(results: Iterable[Undone | Left], language: str) -> Iterator[str]:
    """Tell what was taken back, and which drafts were left for a person to look at."""
    for one in results:
        if isinstance(one, Left):
            yield f"– {shown(one.name)}: {told(one.remark, language)}"
            continue
        yield f"+ {say(language, 'import-angret', name=shown(one.name), count=len(one.taken))}"
        for code, paths in (("import-angret-endret", one.changed), ("import-angret-nevnt", one.named)):
            yield from (f"    ! content/{path} {say(language, code)}" for path in paths)


def total(summary: Summary, language: str) -> str:
    """Tell in one line how much came and how much did not."""
    imported, left, known = _parted(summary)
    entries = [entry for one in imported for entry in one.drafts.entries]
    issues = [one for one in imported if one.drafts.id not in {entry.id for entry in one.drafts.entries}]
    same = sum(entry.same is not None for entry in entries)
    return say(
        language,
        "import-ferdig",
        issues=len(issues),
        items=len(entries) - same,
        same=same,
        known=len(known),
        left=len(left),
    )


def markdown(summary: Summary, language: str, day: str) -> str:
    """Write the report: what came, what did not and why, and what was imported before."""
    imported, left, known = _parted(summary)
    parts = [f"# {say(language, 'import-rapport', day=day)}", total(summary, language)]
    if imported:
        parts.append(f"## {say(language, 'import-rapport-kom')}")
        parts += ["\n".join(_issue(one, language)) for one in imported]
    for title, results in (("import-rapport-ikke", left), ("import-rapport-kjent", known)):
        if results:
            parts.append(f"## {say(language, title)}")
            parts.append("\n".join(line for one in results for line in _left(one, language)))
    return "\n\n".join(parts) + "\n"


def _parted(summary: Summary) -> tuple[list[Imported], list[Left], list[Left]]:
    left = [one for one in summary.results if isinstance(one, Left)]
    return (
        [one for one in summary.results if isinstance(one, Imported)],
        [one for one in left if not one.is_known],
        [one for one in left if one.is_known],
    )


def _left(result: Left, language: str) -> Iterator[str]:
    yield f"- {_md(result.name)}: {_md(told(result.remark, language))}"
    yield from (f"  - {_md(line)}" for line in _dropped(result, language))


def _dropped(result: Left, language: str) -> Iterator[str]:
    """Say of every item of a letter that is there already which one it is."""
    for entry in result.entries:
        yield f"{shown(entry.title)}: {' '.join(_entry(entry, language))}"


def _issue(result: Imported, language: str) -> Iterator[str]:
    yield f"### {_md(shown(result.drafts.title))}\n"
    yield f"{_md(shown(result.name))} → `content/{result.drafts.id}.md` ({result.drafts.date})\n"
    for entry in result.drafts.entries:
        is_alone = entry.id == result.drafts.id
        if not is_alone:
            yield f"- **{_md(shown(entry.title))}** → `content/{entry.id}.md`"
        yield from (f"{'' if is_alone else '  '}- {_md(line)}" for line in _entry(entry, language))
    yield from _list(say(language, "import-rapport-se"), result.remarks, language)
    yield from _list(say(language, "import-rapport-utelatt"), result.left_out, language)


def _entry(entry: Entry, language: str) -> Iterator[str]:
    if entry.same and entry.same.is_linked:
        yield say(language, "import-finnes-lenke", id=entry.same.id, title=shown(entry.same.title))
    elif entry.same:
        yield say(
            language,
            "import-finnes",
            id=entry.same.id,
            title=shown(entry.same.title),
            percent=round(entry.same.likeness * 100),
        )
    if entry.proposed:
        if entry.proposed.alike:
            yield told(alike(entry.proposed.alike), language)
        topics = ", ".join(entry.proposed.topics)
        yield say(language, "import-tema", topics=topics) if topics else say(language, "import-uten-tema")
        if entry.proposed.related:
            yield say(language, "import-slektninger", ids=", ".join(entry.proposed.related))


def _list(title: str, remarks: Sequence[Remark], language: str) -> Iterator[str]:
    if remarks:
        yield f"\n{title}\n"
        yield from (f"- {_md(told(remark, language))}" for remark in remarks)


def _md(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&#|~])", r"\\\1", shown(text))

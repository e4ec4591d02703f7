"""What an import did, told on the terminal and in a Markdown file."""

import re
from collections.abc import Iterator, Sequence

from generator.base.problems import say
from generator.importers.letter import Remark
from generator.importers.run import Imported, Left, Summary
from generator.importers.write.drafts import Entry
from generator.source.file_names import printable

_LONGEST = 300


def lines(summary: Summary, language: str) -> Iterator[str]:
    """Tell it on a terminal: each issue with its items, what there is to look at, and what was left out."""
    for result in summary.results:
        if isinstance(result, Left):
            yield f"– {_shown(result.name)}: {told(result.remark, language)}"
            continue
        yield f"+ {_shown(result.name)}: {_shown(result.drafts.title)} ({result.drafts.date})"
        yield f"    content/{result.drafts.id}.md"
        for entry in result.drafts.entries:
            yield f"    · {_shown(entry.title)}"
            yield from (f"        {line}" for line in _entry(entry, language) if entry.same)
        yield from (f"    ! {told(remark, language)}" for remark in result.remarks)
    yield total(summary, language)


def total(summary: Summary, language: str) -> str:
    """Tell in one line how much came and how much did not."""
    imported, left, known = _parted(summary)
    entries = [entry for one in imported for entry in one.drafts.entries]
    same = sum(entry.same is not None for entry in entries)
    return say(
        language,
        "import-ferdig",
        issues=len(imported),
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
            parts.append("\n".join(f"- {_md(one.name)}: {_md(told(one.remark, language))}" for one in results))
    return "\n\n".join(parts) + "\n"


def told(remark: Remark, language: str) -> str:
    """Say a remark; what it was filled with came from strangers."""
    return say(language, remark.code, **{name: _shown(value) for name, value in remark.values})


def _parted(summary: Summary) -> tuple[list[Imported], list[Left], list[Left]]:
    left = [one for one in summary.results if isinstance(one, Left)]
    return (
        [one for one in summary.results if isinstance(one, Imported)],
        [one for one in left if not one.is_known],
        [one for one in left if one.is_known],
    )


def _issue(result: Imported, language: str) -> Iterator[str]:
    yield f"### {_md(_shown(result.drafts.title))}\n"
    yield f"{_md(_shown(result.name))} → `content/{result.drafts.id}.md` ({result.drafts.date})\n"
    for entry in result.drafts.entries:
        yield f"- **{_md(_shown(entry.title))}** → `content/{entry.id}.md`"
        yield from (f"  - {_md(line)}" for line in _entry(entry, language))
    yield from _list(say(language, "import-rapport-se"), result.remarks, language)
    yield from _list(say(language, "import-rapport-utelatt"), result.left_out, language)


def _entry(entry: Entry, language: str) -> Iterator[str]:
    if entry.same and entry.same.is_linked:
        yield say(language, "import-finnes-lenke", id=entry.same.id, title=_shown(entry.same.title))
    elif entry.same:
        yield say(
            language,
            "import-finnes",
            id=entry.same.id,
            title=_shown(entry.same.title),
            percent=round(entry.same.likeness * 100),
        )
    if entry.proposed:
        code = "import-tema-gjettet" if entry.proposed.is_guess else "import-tema"
        yield say(language, code, topics=", ".join(entry.proposed.topics))
        if entry.proposed.related:
            yield say(language, "import-slektninger", ids=", ".join(entry.proposed.related))


def _list(title: str, remarks: Sequence[Remark], language: str) -> Iterator[str]:
    if remarks:
        yield f"\n{title}\n"
        yield from (f"- {_md(told(remark, language))}" for remark in remarks)


def _shown(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"


def _md(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&#|~])", r"\\\1", _shown(text))

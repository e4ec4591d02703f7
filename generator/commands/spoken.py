"""How problems and findings are written: for people, as JSON, and for GitHub."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.base.problems import Problem, Severity, say
from generator.engine.progress import tell

if TYPE_CHECKING:
    from generator.release.verify import Checked


def problems(found: Sequence[Problem], language: str, *, always: bool = False) -> None:
    """Say what is wrong, each with what to do, and how much it is; ``always`` says too that nothing is."""
    for problem in found:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        field = f" {problem.place}:" if problem.field else ""
        level = say(language, f"alvor-{problem.severity}")
        tell(f"{place}: {level}:{field} {problem.message(language)} [{problem.code}]", err=True)
        tell(f"    {say(language, 'hva-gjore')}: {problem.hint(language)}", err=True)
    if found:
        count = {level: sum(problem.severity is level for problem in found) for level in Severity}
        numbers = {
            "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING],
            "notices": count[Severity.NOTICE],
        }
        tell(say(language, "antall-problemer", **numbers), err=True)
    elif always:
        tell(say(language, "ingen-problemer"))


def as_json(problems: Sequence[Problem], language: str) -> Iterator[str]:
    """Write problems as one JSON list."""
    entries = [
        {
            "path": problem.path,
            "line": problem.line,
            "field": problem.field,
            "code": problem.code,
            "severity": problem.severity.value,
            "message": problem.message(language),
            "hint": problem.hint(language),
        }
        for problem in problems
    ]
    yield json.dumps(entries, ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem], language: str) -> Iterator[str]:
    """Write problems as workflow commands, which GitHub shows beside the lines of a pull request."""
    for problem in problems:
        text = f"{problem.message(language)} {problem.hint(language)}"
        escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        path = problem.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
        yield f"::{problem.severity.value} file={path},line={max(problem.line, 1)},title={problem.code}::{escaped}"


def findings(checked: "Checked", language: str, *, as_json: bool) -> Iterator[str]:
    """Write what is not as it was made, and for people how much was looked at."""
    entries = [
        {**one._asdict(), "message": say(language, one.code, url=one.url, value=one.value)} for one in checked.findings
    ]
    if as_json:
        yield json.dumps(entries, ensure_ascii=False, indent=2)
        return
    yield from (str(entry["message"]) for entry in entries)
    code = "hel-antall" if entries else "hel-alt"
    yield say(language, code, count=len(entries), files=checked.files, links=checked.links)

"""What an earlier version read otherwise: told where it stands, at least one version before it is refused."""

from collections.abc import Iterator

from generator.base.problems import Problem, Severity
from generator.source.migrations import unspaced

_LONGEST = 60


def problems(body: str, body_line: int, shown: str) -> Iterator[Problem]:
    """Tell of lines that look like headings and are none."""
    lines = body.split("\n")
    for number in unspaced(body):
        line, text = body_line + number, lines[number].strip()[:_LONGEST]
        yield Problem.at(shown, "overskrift-mellomrom", line=line, severity=Severity.WARNING, text=text)

"""The marks that git leaves in a file where two people have changed the same lines."""

import re

from generator.base.problems import Problem

_MARK = re.compile(r"(?P<begin><{7})(?!<)|(?P<base>\|{7})(?!\|)|(?P<middle>={7})$|(?P<end>>{7})(?!>)")


def settle(text: str, path: str) -> tuple[str, list[Problem]]:
    """Name every conflict, and leave its second side out so that the rest can be read; lines keep their numbers."""
    problems, lines, side = list[Problem](), text.split("\n"), ""
    for at, line in enumerate(lines):
        found = _MARK.match(line)
        # Elsewhere, such lines are an underlined heading, or quotes in quotes.
        mark = found.lastgroup or "" if found and (side or found["begin"]) else ""
        if mark == "begin":
            problems.append(Problem.at(path, "konflikt", line=at + 1))
        if mark or side in ("base", "middle"):
            lines[at] = ""
        side = "" if mark == "end" else mark or side
    return "\n".join(lines), problems


def has_marks(text: str) -> bool:
    """Whether there may be a conflict in a text."""
    return "<<<<<<<" in text

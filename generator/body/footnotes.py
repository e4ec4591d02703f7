"""Footnotes that a text refers to and that are not there."""

import re
from collections import Counter
from collections.abc import Iterator

from markdown.inlinepatterns import InlineProcessor

from generator.base.problems import Problem
from generator.body.reading import Reading

# Python-Markdown's own is 175: what comes after it is what it has no footnote for; code and \[ are before both.
PRIORITY = 174
_LONGEST = 80
_REFERENCE = r"\[\^([^\]\n\x02]+)\](?!\()"
_WRITTEN = re.compile(rf"(?<!\\){_REFERENCE}")


class Unmet(InlineProcessor):
    """Notices references that no footnote answers, and leaves them as they are."""

    def __init__(self) -> None:
        super().__init__(_REFERENCE)
        self.names: Counter[str] = Counter()

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]  # noqa: ARG002, N802
        """Note one reference."""
        self.names[m[1]] += 1
        return None, None, None

    def problems(self, reading: Reading) -> Iterator[Problem]:
        """Name each reference where it stands."""
        left = self.names.copy()
        for found in _WRITTEN.finditer(reading.prose):
            if left[found[1]]:
                left[found[1]] -= 1
                line = reading.first_line + reading.prose.count("\n", 0, found.start())
                yield _missing(reading, found[1], line)
        yield from (_missing(reading, name, 0) for name in left.elements())


def _missing(reading: Reading, name: str, line: int) -> Problem:
    return reading.problem("fotnote-mangler", line, name=name[:_LONGEST])

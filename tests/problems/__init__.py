r"""Reads the cases of what can be wrong with content, one text file for each family of problem codes.

A case is a title, the files that differ from the minimal site of ``tests/driver.py``, and what ``check`` says:

    == The title of the case
    -- content/nyheter/2026/a.md --            a file, and below this line its text
    -- content/nyheter/2026/b.md -> a.md --    a symbolic link and where it leads
    -- uten content/registre/temaer.yml --     a file of the minimal site that is not there
    -- frist 90 --                             say too what must be reviewed within so many days
    -- forventet --
    path:line field [code] message             field is - where there is none
        hint

In the text of a file, ``\t``, ``\r`` and ``\u202e`` stand for the character, ``\xff`` for the byte, ``\{70000 x}`` for
x repeated, and ``\fnr``, ``\hnr`` and ``\tnr`` for valid identity numbers, which may not stand in any repository.  What
comes before the first title is a comment.  ``forventet`` comes last; ``pytest --update`` writes it.  In it,
``‹alle typene›``, ``‹alle feltene›`` and ``‹antall›`` stand for what grows when the program gets a kind, a field or a
page.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import Problem
from generator.kinds import BY_NAME
from tests.driver import SiteTest

FOLDER = Path(__file__).parent
_CASE = re.compile(r"^== ", re.MULTILINE)
_ADDED = {"fnr": 0, "hnr": 40, "tnr": 80}
_EXPECTED = "-- forventet --"
_ESCAPE = re.compile(rb"\\(fnr|hnr|tnr|t|r|x[0-9a-f]{2}|u[0-9a-f]{4}|\{\d+ [^}]+\})")


class Case(NamedTuple):
    """One thing that an editor may get wrong, and what is said of it."""

    family: str
    title: str
    files: dict[str, bytes]
    links: dict[str, str]
    missing: list[str]
    expected: str
    due: int | None = None

    def site(self, folder: Path) -> SiteTest:
        """Make the site of the case."""
        site = SiteTest(folder)
        for path in self.missing:
            site.without(path)
        for path, content in self.files.items():
            site.file(path, content)
        for path, target in self.links.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).symlink_to(target)
        return site

    def problems(self, folder: Path) -> tuple[Problem, ...]:
        """Make the site of the case and check it."""
        return self.site(folder).check(due=self.due)

    @property
    def file(self) -> Path:
        """The file that it stands in."""
        return FOLDER / f"{self.family}.txt"

    @property
    def name(self) -> str:
        """Its name among the tests."""
        return f"{self.family}: {self.title}"


def cases() -> list[Case]:
    """Read the cases of every family."""
    return [case for file in sorted(FOLDER.glob("*.txt")) for case in _cases(file)]


def with_expected(text: str, title: str, expected: str) -> str:
    r"""Give the text of a file of cases where another text is expected of the case with one title.

    >>> with_expected("== A\n-- a.md --\na\n\n== B\n-- forventet --\nb\n", "A", "Feil.")
    '== A\n-- a.md --\na\n-- forventet --\nFeil.\n\n== B\n-- forventet --\nb\n'
    """
    comment, *parts = re.split(_CASE, text)
    written = [_rewritten(part, expected) if part.startswith(f"{title}\n") else part.strip("\n") for part in parts]
    return comment + "\n\n".join(f"== {part}" for part in written) + "\n"


def _rewritten(part: str, expected: str) -> str:
    before = part.partition(f"{_EXPECTED}\n")[0].strip("\n")
    return f"{before}\n{_EXPECTED}\n{expected}".rstrip("\n")


def _cases(file: Path) -> Iterator[Case]:
    for part in re.split(_CASE, file.read_text("utf-8"))[1:]:
        title, _, rest = part.partition("\n")
        case = Case(file.stem, title, {}, {}, [], "")
        sections = re.split(r"^-- (.+) --\n", rest, flags=re.MULTILINE)[1:]
        for head, text in zip(sections[::2], sections[1::2], strict=True):
            if head == "forventet":
                case = case._replace(expected=text.strip("\n"))
            elif head.startswith("uten "):
                case.missing.append(head.removeprefix("uten "))
            elif head.startswith("frist "):
                case = case._replace(due=int(head.removeprefix("frist ")))
            elif " -> " in head:
                path, _, target = head.partition(" -> ")
                case.links[path] = target
            else:
                case.files[head] = _ESCAPE.sub(_unescaped, f"{text.rstrip()}\n".encode())
        yield case


def _unescaped(found: re.Match[bytes]) -> bytes:
    escape = found[1].decode()
    if escape in _ADDED:
        return identity_number(1, 1 + _ADDED[escape], 85).encode()
    if escape.startswith("x"):
        return bytes.fromhex(escape[1:])
    if escape.startswith("u"):
        return chr(int(escape[1:], 16)).encode()
    if escape.startswith("{"):
        count, _, what = escape[1:-1].partition(" ")
        return what.encode() * int(count)
    return {"t": b"\t", "r": b"\r"}[escape]


def said(problem: Problem) -> str:
    """Write a problem as the cases do."""
    place = f"{problem.path}:{problem.line} {problem.field or '-'}"
    text = f"{place} [{problem.code}] {problem.message('nb')}\n    {problem.hint('nb')}"
    for kind in BY_NAME.values():
        text = text.replace(", ".join(sorted(kind.matter.model_fields)), "‹alle feltene›")
    return re.sub(r"\d+ (?=nye adresser)", "‹antall› ", text.replace(", ".join(BY_NAME), "‹alle typene›"))


def identity_number(day: int, month: int, year: int, *, serial: int = 500, first_remainder: int = 0) -> str:
    """Make a number with valid check digits (Skatteetaten, "Fødselsnummer"); add 40 to the day for a D-number.

    ``first_remainder`` is what the first check digit leaves modulo 11: 0 today, 0 to 3 from 2032.  The serial number
    is the first from ``serial`` on for which there are check digits.
    """
    for number in range(serial, 1000):
        digits = [int(digit) for digit in f"{day:02}{month:02}{year:02}{number:03}"]
        first = (first_remainder - _weighed(digits, (3, 7, 6, 1, 8, 9, 4, 5, 2))) % 11
        second = -_weighed([*digits, first], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if first < 10 and second < 10:
            return "".join(map(str, [*digits, first, second]))
    raise AssertionError("no number has such check digits")


def _weighed(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True))

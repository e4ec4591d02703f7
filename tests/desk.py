"""A desk to import at: a site, and a folder of files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import OF_DRAFTS
from generator.importers import run
from generator.importers.run import Imported, Left, Summary
from generator.importers.write import store
from generator.importers.write.store import FOLDER
from tests.driver import TODAY, Silent, SiteTest
from tests.foreign import Piece


@dataclass
class Desk:
    """A site, and a folder of files to import."""

    site: SiteTest
    files: Path

    def put(self, name: str, data: bytes) -> Path:
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def imports(self, *names: str, sender: str = "") -> Summary:
        paths = [self.files / name for name in names] or [self.files]
        return run.import_paths(self.site.folder / "site_config.yml", paths, sender, TODAY, Silent())

    def content(self) -> dict[str, bytes]:
        folder = self.site.folder / "content"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def text(self, path: str) -> str:
        return (self.site.folder / "content" / path).read_text("utf-8")

    def codes(self, *, of_drafts: bool = False) -> list[str]:
        """Check the site; what is left to do with drafts is counted only if that is asked for."""
        return [code for code in self.site.codes() if of_drafts or code not in OF_DRAFTS]


def imported(summary: Summary) -> list[Imported]:
    return [one for one in summary.results if isinstance(one, Imported)]


def left(summary: Summary) -> list[tuple[str, str]]:
    return [(one.name, one.remark.code) for one in summary.results if isinstance(one, Left)]


def log(desk: Desk) -> list[dict[str, object]]:
    lines = (desk.site.folder / FOLDER / "logg.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


PERSONAL = Piece(
    "Nytt om hospitering", "Ring Kari Nordmann på 91 23 45 67 eller skriv til kari.nordmann@example.no. " * 2
)


STRANGER = "Ukjent nytt <Nytt@Ukjent.example>"


def kept(desk: Desk) -> Mapping[str, bytes]:
    folder = desk.site.folder / store.FOLDER
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

"""The archive as one dated file to keep: the site, an index of its documents, and checksums of all of it."""

import csv
import hashlib
import io
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.base.problems import Problem, UsageError, say
from generator.build import Built, build
from generator.engine.lock import STATE, exclusive
from generator.engine.pool import Report
from generator.engine.written import Written
from generator.model import config
from generator.model.config import Config
from generator.pages.views import Views
from generator.release.checksums import sums
from generator.release.zip_file import pack
from generator.render.translations import translations
from generator.source.file_names import slugify

_SITE = "nettsted"
# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Packaged(NamedTuple):
    """A package: the file, the hash of its bytes, and what there was to say about the content."""

    file: Path
    sha256: str
    problems: tuple[Problem, ...]


def package(config_file: Path, target: Path | None, today: date, jobs: int, report: Report) -> Packaged:
    """Package the archive as it stands on ``today``; what is published stays as it is.  Same input, same bytes.

    Raises:
        BuildFailed: the content has errors.
        UsageError: there is no site here, or the file exists.
    """
    config.read(config_file)
    if target and target.exists():
        raise UsageError("bruk-finnes", path=target)
    work = config_file.parent / STATE / "pakke"
    work.mkdir(parents=True, exist_ok=True)
    with exclusive(work, report):
        try:
            built = build(config_file, work / _SITE, today, jobs, report, record=False)
            name = f"{slugify(built.config.site_name)}-{today}"
            file = target or config_file.parent / f"{name}.zip"
            if file.exists():
                raise UsageError("bruk-finnes", path=file)
            pack(file, name, _summed(_contents(built, work / _SITE, today)), today)
        finally:
            (work / _SITE).unlink(missing_ok=True)
            shutil.rmtree(work / f".{_SITE}-releases", ignore_errors=True)
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Packaged(file, digest, built.problems)


def _contents(built: Built, site: Path, today: date) -> Iterator[tuple[str, bytes]]:
    settings = built.config
    values = {"site": settings.site_name, "url": settings.base_url, "day": today, "id": built.published.release}
    yield "LES-MEG.txt", say(settings.language, "pakke-les-meg", **values).encode()
    yield "dokumenter.csv", index(built.views, settings)
    for path in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()):
        yield f"{_SITE}/{path}", (site / path).read_bytes()


def index(views: Views, settings: Config) -> bytes:
    """List every document in a table (CSV, RFC 4180): what it is, who sent it, its status, and its address for ever."""
    wording = translations(settings.language)
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(say(settings.language, "pakke-kolonner").split())
    for document in views.archive.documents.values():
        card, series = views.card(document), views.archive.series.get(document.series)
        sender = card.sender or (views.series_card(series).sender if series else "")
        state, kind = wording[f"status_{card.status}"], wording[f"kind_one_{card.kind}"]
        row = (document.id, kind, card.title, card.date, sender, state, settings.base_url + document.url)
        table.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row)
    return text.getvalue().encode("utf-8-sig")


def _summed(contents: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Add, last, the checksums of all that came before."""
    written = list[Written]()
    for path, data in contents:
        yield path, data
        written.append(Written(path, hashlib.sha256(data).digest(), len(data)))
    yield "sha256sums.txt", sums(written).encode()

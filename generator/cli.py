"""The command line.  Each command does one thing by calling one function."""

import gc
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

import generator
from generator.base.norwegian_time import within_reach
from generator.base.problems import DUE, BuildFailed, Problem, Severity, UsageError, fault, say
from generator.engine.ahead import load_ahead
from generator.engine.progress import LineReport, progress
from generator.model import config

EXIT_PROBLEMS, EXIT_USAGE, EXIT_DUE = 1, 2, 3

Args = ParamSpec("Args")
Result = TypeVar("Result")

config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=Path(config.FILE),
    help="The site's settings [site_config.yml].",
)
output_option = click.option(
    "--output", type=click.Path(path_type=Path), help="Where the site goes [site/ beside the settings]."
)
as_of_option = click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Build the site as it stood on a day [today]."
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 64), default=min(os.cpu_count() or 1, 64), help="Processes to use [one a core]."
)


def _language(config_file: Path) -> str:
    """Tell the site's language, as far as it can be told."""
    try:
        settings, _ = config.read(config_file)
    except UsageError:
        return "nb"
    return settings.language if settings else "nb"


def _speaks(command: Callable[Args, Result]) -> Callable[Args, Result]:
    """Turn what goes wrong into words and an exit code."""

    @wraps(command)
    def run(*args: Args.args, **kwargs: Args.kwargs) -> Result:
        chosen = kwargs.get("config_file")
        language = _language(chosen if isinstance(chosen, Path) else Path(config.FILE))
        try:
            return command(*args, **kwargs)
        except BuildFailed as failed:
            _print_problems(failed.problems, language)
            click.echo(say(language, "ikke-publisert-bygg"), err=True)
            sys.exit(EXIT_PROBLEMS)
        except UsageError as error:
            click.echo(error.text(language), err=True)
            sys.exit(EXIT_USAGE)
        except (OSError, sqlite3.Error, BrokenProcessPool) as error:
            place = getattr(error, "filename", None) or Path.cwd()
            why = {"errno": fault(error)} if isinstance(error, OSError) and error.errno else {"reason": str(error)}
            click.echo(say(language, "bruk-maskinen", place=place, **why), err=True)
            sys.exit(EXIT_USAGE)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(generator.__version__, package_name="fagarkiv")
def main() -> None:
    """Build a searchable, versioned archive for GPs from a folder of Markdown.

    The site is where site_config.yml is; its content lies in content/ beside it.
    """


@main.command()
@config_option
@output_option
@as_of_option
@jobs_option
@click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
@_speaks
def build(config_file: Path, output: Path | None, as_of: datetime | None, jobs: int, strict: bool) -> None:
    """Check the content and build the site."""
    if jobs > 1:
        load_ahead()
    from generator.build import build as build_site

    language, output = _language(config_file), output or config_file.parent / "site"
    with progress(language) as report:
        built = build_site(config_file, output, _day(as_of), jobs, report, now=_today(), strict=strict)
    gc.freeze()  # The process ends now: what is left need not be looked through for cycles first.
    _print_problems(built.problems, language)
    click.echo(say(language, "ferdig", files=built.published.files, made=built.published.made))
    click.echo(say(language, "apne", path=output / "index.html"))


@main.command()
@config_option
@as_of_option
@jobs_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are written [text].",
)
@click.option("--strict", is_flag=True, help="Let warnings give exit code 1 too.")
@click.option(
    "--due", type=click.IntRange(0, 3660), metavar="DAYS", help="Say too what must be reviewed within so many days."
)
@_speaks
def check(config_file: Path, as_of: datetime | None, jobs: int, style: str, strict: bool, due: int | None) -> None:
    """Say everything that is wrong with the content."""
    from generator.build import check as check_site

    language = _language(config_file)
    with progress(language) as report:
        problems = check_site(config_file, _day(as_of), jobs, report, now=_today(), due=due)
    if style == "text":
        _print_problems(problems, language, always=True)
    else:
        for line in _as_json(problems, language) if style == "json" else _as_github(problems, language):
            click.echo(line)
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(problem.severity in stopping for problem in problems):
        sys.exit(EXIT_PROBLEMS)
    sys.exit(EXIT_DUE if any(problem.code in DUE for problem in problems) else 0)


@main.command()
@config_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Port on this machine [8000].")
@_speaks
def serve(config_file: Path, port: int) -> None:
    """Preview the site and rebuild it on every save."""
    from generator.commands.serve import serve as serve_site

    language = _language(config_file)
    serve_site(config_file, port, LineReport(language), _today, lambda problems: _print_problems(problems, language))


@main.command()
@click.argument("kind")
@click.argument("title", default="")
@config_option
@click.option("--sender", default="", help="The organisation that stands behind it.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="For nyhetsbrev: fill it with what is new for the sender's readers since a day.",
)
@_speaks
def new(kind: str, title: str, config_file: Path, sender: str, since: datetime | None) -> None:
    """Make a draft of KIND (nyheter, nyhetsbrev, anbefalinger …) called TITLE."""
    language = _language(config_file)
    if since and kind == "nyhetsbrev":
        from generator.commands.draft_issue import new_issue

        with progress(language) as report:
            path = new_issue(config_file, title, sender, _day(since), _today(), report)
    else:
        from generator.commands.new import new_document

        if since or not title:
            raise UsageError("bruk-siden" if since else "bruk-uten-tittel")
        path = new_document(config_file, kind, title, sender, _today())
    click.echo(say(language, "laget", path=path))


@main.command()
@click.argument("issue")
@config_option
@click.option("--output", type=click.Path(path_type=Path), help="Where the files go [post/ beside the settings].")
@click.option("--municipality", default="", help="Only what concerns the doctors of one municipality.")
@click.option("--smtp", default="", metavar="HOST[:PORT]", help="Send one proof through a mail server.")
@click.option("--to", default="", metavar="ADDRESS", help="The one address that the proof goes to.")
@_speaks
def mail(config_file: Path, issue: str, output: Path | None, municipality: str, smtp: str, to: str) -> None:
    """Write ISSUE (nyhetsbrev/2026/name) as e-mail, ready to be sent."""
    from generator.commands.mail import Proof, write

    if bool(smtp) != bool(to):
        raise UsageError("bruk-post-par")
    language, proof = _language(config_file), Proof(smtp, to) if smtp else None
    with progress(language) as report:
        made = write(config_file, issue, municipality, output or config_file.parent / "post", proof, _today(), report)
    for path in made:
        click.echo(say(language, "laget", path=path))
    if proof:
        click.echo(say(language, "post-sendt", to=to))


@main.command()
@click.argument("kind")
@config_option
@_speaks
def schema(kind: str, config_file: Path) -> None:
    """Write the JSON Schema of KIND, of serie or of a register.

    Editors' tools use it to complete and check front matter and registers while one writes.
    """
    from generator.build import vocabularies
    from generator.commands.schema import schema as schema_of

    click.echo(json.dumps(schema_of(kind, vocabularies(config_file)), ensure_ascii=False, indent=2))


@main.command()
@click.argument("query", nargs=-1, required=True)
@config_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="How many hits to show [10].")
@_speaks
def search(query: Sequence[str], config_file: Path, limit: int) -> None:
    """Search the content from the terminal."""
    from generator.commands.search import search as search_site

    language = _language(config_file)
    with progress(language) as report:
        hits = search_site(config_file, " ".join(query), limit, _today(), report)
    for hit in hits:
        click.echo(f"{hit.date:10}  {hit.title}\n            content/{hit.path}")
    if not hits:
        click.echo(say(language, "sok-ingen"))


@main.command()
@config_option
@output_option
@_speaks
def releases(config_file: Path, output: Path | None) -> None:
    """List the releases of the site, the newest first."""
    from generator.release.rollback import releases as list_releases

    language = _language(config_file)
    for release in list_releases(config_file, output or config_file.parent / "site"):
        made = datetime.fromtimestamp(release.made).strftime("%Y-%m-%d %H:%M")
        size = f"{release.size / 1e6:.1f}".replace(".", ",")
        note = say(language, "bygg-i-bruk") if release.is_in_use else ""
        row = say(language, "bygg-rad", made=made, id=release.id, files=release.files, size=size, note=note)
        click.echo(row.rstrip())


@main.command()
@click.argument("release", default="")
@config_option
@output_option
@_speaks
def rollback(release: str, config_file: Path, output: Path | None) -> None:
    """Take RELEASE into use again, or the one made before the one in use."""
    from generator.release.rollback import roll_back

    language = _language(config_file)
    done = roll_back(config_file, output or config_file.parent / "site", release, LineReport(language))
    click.echo(say(language, "bygg-tilbake", now=done.now, before=done.before or "–"))


@main.command()
@config_option
@click.option("--to", "target", type=click.Path(path_type=Path), help="The file to make [NAME-DATE.zip].")
@as_of_option
@jobs_option
@_speaks
def package(config_file: Path, target: Path | None, as_of: datetime | None, jobs: int) -> None:
    """Make one file of the archive to keep: site, index and checksums."""
    from generator.commands.package import package as package_site

    language = _language(config_file)
    with progress(language) as report:
        made = package_site(config_file, target, _day(as_of), jobs, report)
    _print_problems(made.problems, language)
    click.echo(say(language, "laget", path=made.file))
    click.echo(f"SHA-256: {made.sha256}")


@main.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@config_option
@click.option("--sender", default="", help="The organisation that has sent them [by name and e-mail address].")
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path),
    help="Where the report goes [importert/rapport-DATE.md].",
)
@click.option(
    "--undo", is_flag=True, help="Take back the drafts of imported files instead, where nobody has changed them."
)
@click.option("--ocr", "with_ocr", is_flag=True, help="Let an installed program read scanned PDFs, in Norwegian.")
@_speaks
def import_(
    paths: Sequence[Path], config_file: Path, sender: str, report_file: Path | None, undo: bool, with_ocr: bool
) -> None:
    """Make drafts of old newsletters: mails, mailboxes, documents, folders of them."""
    from generator.importers import asking, run
    from generator.importers import report as told
    from generator.importers.write import store

    language, today = _language(config_file), _today()
    with progress(language) as report:
        if undo:
            lines = list(told.undone(run.undo_paths(config_file, paths, report), language))
        else:
            ask = asking.asks(config_file, language, report) if asking.is_answered() else None
            summary = run.import_paths(config_file, paths, sender, today, report, ask, with_ocr=with_ocr)
    if undo:
        click.echo("\n".join(lines))
        return
    for line in told.lines(summary, language):
        click.echo(line)
    target = report_file or store.free_report(config_file.parent / store.FOLDER, today.isoformat())
    target.write_text(told.markdown(summary, language, today.isoformat()), "utf-8")
    click.echo(say(language, "laget", path=target))


@main.command("new-site")
@click.argument("folder", type=click.Path(path_type=Path))
@_speaks
def new_site(folder: Path) -> None:
    """Make a small site in FOLDER to start from."""
    from generator.commands.new import new_site as make_site

    make_site(folder, _today())
    click.echo(say("nb", "nytt-nettsted", path=folder))


def _today() -> date:
    return date.today()


def _day(as_of: datetime | None) -> date:
    return within_reach(as_of.date() if as_of else _today())


def _print_problems(problems: Sequence[Problem], language: str, *, always: bool = False) -> None:
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        field = f" {problem.place}:" if problem.field else ""
        level = say(language, f"alvor-{problem.severity}")
        click.echo(f"{place}: {level}:{field} {problem.message(language)} [{problem.code}]", err=True)
        click.echo(f"    {say(language, 'hva-gjore')}: {problem.hint(language)}", err=True)
    if problems:
        count = {level: sum(problem.severity is level for problem in problems) for level in Severity}
        numbers = {
            "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING],
            "notices": count[Severity.NOTICE],
        }
        click.echo(say(language, "antall-problemer", **numbers), err=True)
    elif always:
        click.echo(say(language, "ingen-problemer"))


def _as_json(problems: Sequence[Problem], language: str) -> Iterator[str]:
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


def _as_github(problems: Sequence[Problem], language: str) -> Iterator[str]:
    """Write problems as workflow commands, which GitHub shows beside the lines of a pull request."""
    for problem in problems:
        text = f"{problem.message(language)} {problem.hint(language)}"
        escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        path = problem.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
        yield f"::{problem.severity.value} file={path},line={max(problem.line, 1)},title={problem.code}::{escaped}"

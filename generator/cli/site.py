"""The commands that make a site of the content, look through it, and show it."""

import gc
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from generator.base.problems import DUE, Severity, say
from generator.cli.options import as_of_option, config_option, day_of, jobs_option, output_option, this_day
from generator.cli.shown import EXIT_DUE, EXIT_PROBLEMS, as_github, as_json, language_of, print_problems, speaks
from generator.engine.ahead import load_ahead
from generator.engine.progress import LineReport, progress


@click.command()
@config_option
@output_option
@as_of_option
@jobs_option
@click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
@speaks
def build(config_file: Path, output: Path | None, as_of: datetime | None, jobs: int, strict: bool) -> None:
    """Check the content and build the site."""
    if jobs > 1:
        load_ahead()
    from generator.build import build as build_site

    language, output = language_of(config_file), output or config_file.parent / "site"
    with progress(language) as report:
        built = build_site(config_file, output, day_of(as_of), jobs, report, now=this_day(), strict=strict)
    gc.freeze()  # The process ends now: what is left need not be looked through for cycles first.
    print_problems(built.problems, language)
    click.echo(say(language, "ferdig", files=built.published.files, made=built.published.made))
    click.echo(say(language, "apne", path=output / "index.html"))


@click.command()
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
@speaks
def check(config_file: Path, as_of: datetime | None, jobs: int, style: str, strict: bool, due: int | None) -> None:
    """Say everything that is wrong with the content."""
    from generator.build import check as check_site

    language = language_of(config_file)
    with progress(language) as report:
        problems = check_site(config_file, day_of(as_of), jobs, report, now=this_day(), due=due)
    if style == "text":
        print_problems(problems, language, always=True)
    else:
        for line in as_json(problems, language) if style == "json" else as_github(problems, language):
            click.echo(line)
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(problem.severity in stopping for problem in problems):
        sys.exit(EXIT_PROBLEMS)
    sys.exit(EXIT_DUE if any(problem.code in DUE for problem in problems) else 0)


@click.command()
@config_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Port on this machine [8000].")
@speaks
def serve(config_file: Path, port: int) -> None:
    """Preview the site and rebuild it on every save."""
    from generator.commands.serve import serve as serve_site

    language = language_of(config_file)
    serve_site(config_file, port, LineReport(language), this_day, lambda problems: print_problems(problems, language))


@click.command()
@click.argument("query", nargs=-1, required=True)
@config_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="How many hits to show [10].")
@speaks
def search(query: Sequence[str], config_file: Path, limit: int) -> None:
    """Search the content from the terminal."""
    from generator.commands.search import search as search_site

    language = language_of(config_file)
    with progress(language) as report:
        hits = search_site(config_file, " ".join(query), limit, this_day(), report)
    for hit in hits:
        click.echo(f"{hit.date:10}  {hit.title}\n            content/{hit.path}")
    if not hits:
        click.echo(say(language, "sok-ingen"))


@click.command()
@click.argument("kind")
@config_option
@speaks
def schema(kind: str, config_file: Path) -> None:
    """Write the JSON Schema of KIND, of serie or of a register.

    Editors' tools use it to complete and check front matter and registers while one writes.
    """
    from generator.build import vocabularies
    from generator.commands.schema import schema as schema_of

    click.echo(json.dumps(schema_of(kind, vocabularies(config_file)), ensure_ascii=False, indent=2))


COMMANDS = (build, check, serve, search, schema)

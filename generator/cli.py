"""The command line.  Each command does one thing by calling one function."""

import gc
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

import generator
from generator import cli_hosts
from generator.base.problems import DUE, Severity, UsageError, say
from generator.cli_shared import as_of_option, config_option, day_of, jobs_option, output_option, this_day
from generator.commands import spoken
from generator.commands.speaking import EXIT_DUE, EXIT_PROBLEMS, language_of, speaks
from generator.engine.ahead import load_ahead
from generator.engine.progress import LineReport, progress, tell
from generator.engine.written import write_safely


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
@click.option(
    "--sign",
    "key",
    type=click.Path(path_type=Path),
    envvar="FAGARKIV_SIGN",
    help="Sign the checksums with this secret key of minisign.",
)
@click.option("--reproduce", default="", metavar="RELEASE", help="Make RELEASE again, and say which files differ.")
@speaks
def build(
    config_file: Path,
    output: Path | None,
    as_of: datetime | None,
    jobs: int,
    strict: bool,
    key: Path | None,
    reproduce: str,
) -> None:
    """Check the content and build the site."""
    if jobs > 1:
        load_ahead()
    if reproduce:
        _reproduce(config_file, output or config_file.parent / "site", reproduce, jobs)
    from generator.build import build as build_site
    from generator.release.signing import Signing

    language, output = language_of(config_file), output or config_file.parent / "site"
    signing, day, now = Signing(key is not None, key), day_of(as_of), this_day()
    with progress(language) as report:
        built = build_site(config_file, output, day, jobs, report, now=now, strict=strict, signing=signing)
    gc.freeze()  # The process ends now: what is left need not be looked through for cycles first.
    spoken.problems(built.problems, language)
    tell(say(language, "ferdig", files=built.published.files, made=built.published.made))
    tell(say(language, "apne", path=output / "index.html"))


def _reproduce(config_file: Path, output: Path, wanted: str, jobs: int) -> None:
    from generator.commands import reproduce

    language = language_of(config_file)
    with progress(language) as report:
        done = reproduce.reproduce(config_file, output, wanted, jobs, report)
    for code, values in reproduce.lines(done):
        click.echo(say(language, code, **values))
    sys.exit(EXIT_PROBLEMS if done.findings else 0)


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
@speaks
def check(config_file: Path, as_of: datetime | None, jobs: int, style: str, strict: bool, due: int | None) -> None:
    """Say everything that is wrong with the content."""
    from generator.build import check as check_site

    language = language_of(config_file)
    with progress(language) as report:
        problems = check_site(config_file, day_of(as_of), jobs, report, now=this_day(), due=due)
    if style == "text":
        spoken.problems(problems, language, always=True)
    else:
        for line in spoken.as_json(problems, language) if style == "json" else spoken.as_github(problems, language):
            click.echo(line)
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(problem.severity in stopping for problem in problems):
        sys.exit(EXIT_PROBLEMS)
    sys.exit(EXIT_DUE if any(problem.code in DUE for problem in problems) else 0)


@main.command()
@config_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Port on this machine [8000].")
@speaks
def serve(config_file: Path, port: int) -> None:
    """Preview the site and rebuild it on every save."""
    from generator.commands.serve import serve as serve_site

    language = language_of(config_file)
    serve_site(config_file, port, LineReport(language), this_day, lambda problems: spoken.problems(problems, language))


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
@speaks
def new(kind: str, title: str, config_file: Path, sender: str, since: datetime | None) -> None:
    """Make a draft of KIND (nyheter, nyhetsbrev, anbefalinger …) called TITLE."""
    language = language_of(config_file)
    if since and kind == "nyhetsbrev":
        from generator.commands.draft_issue import new_issue

        with progress(language) as report:
            path = new_issue(config_file, title, sender, day_of(since), this_day(), report)
    else:
        from generator.commands.new import new_document

        if since or not title:
            raise UsageError("bruk-siden" if since else "bruk-uten-tittel")
        path = new_document(config_file, kind, title, sender, this_day())
    click.echo(say(language, "laget", path=path))


@main.command()
@click.argument("issue")
@config_option
@click.option("--output", type=click.Path(path_type=Path), help="Where the files go [post/ beside the settings].")
@click.option("--municipality", default="", help="Only what concerns the doctors of one municipality.")
@click.option("--smtp", default="", metavar="HOST[:PORT]", help="Send one proof through a mail server.")
@click.option("--to", default="", metavar="ADDRESS", help="The one address that the proof goes to.")
@speaks
def mail(config_file: Path, issue: str, output: Path | None, municipality: str, smtp: str, to: str) -> None:
    """Write ISSUE (nyhetsbrev/2026/name) as e-mail, ready to be sent."""
    from generator.commands.mail import Proof, write

    if bool(smtp) != bool(to):
        raise UsageError("bruk-post-par")
    language, proof = language_of(config_file), Proof(smtp, to) if smtp else None
    with progress(language) as report:
        made = write(config_file, issue, municipality, output or config_file.parent / "post", proof, this_day(), report)
    for path in made:
        click.echo(say(language, "laget", path=path))
    if proof:
        click.echo(say(language, "post-sendt", to=to))


@main.command()
@click.argument("kind")
@config_option
@speaks
def schema(kind: str, config_file: Path) -> None:
    """Write the JSON Schema of KIND, of serie, region or a register.

    Editors' tools use it to complete and check front matter and registers while one writes.
    """
    from generator.build import vocabularies
    from generator.commands.schema import schema as schema_of

    click.echo(json.dumps(schema_of(kind, vocabularies(config_file)), ensure_ascii=False, indent=2))


@main.command()
@click.argument("query", nargs=-1, required=True)
@config_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="How many hits to show [10].")
@speaks
def search(query: Sequence[str], config_file: Path, limit: int) -> None:
    """Search the content from the terminal."""
    from generator.commands.search import search as search_site

    language = language_of(config_file)
    with progress(language) as report:
        found = search_site(config_file, " ".join(query), limit, this_day(), report)
    if found.leads:
        click.echo(say(language, "sok-rett-til"))
    for lead in found.leads:
        click.echo(f"  {lead.name}{f' ({lead.of})' if lead.of else ''}\n            {lead.url}")
    for hit in found.hits:
        click.echo(f"{hit.date:10}  {hit.title}\n            content/{hit.path}")
    if not found.hits:
        click.echo(say(language, "sok-ingen"))


@main.command()
@config_option
@output_option
@speaks
def releases(config_file: Path, output: Path | None) -> None:
    """List the releases of the site, the newest first."""
    from generator.release.rollback import releases as list_releases

    language = language_of(config_file)
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
@speaks
def rollback(release: str, config_file: Path, output: Path | None) -> None:
    """Take RELEASE into use again, or the one made before the one in use."""
    from generator.release.rollback import roll_back

    language = language_of(config_file)
    done = roll_back(config_file, output or config_file.parent / "site", release, LineReport(language))
    tell(say(language, "bygg-tilbake", now=done.now, before=done.before or "–"))


@main.command()
@config_option
@click.option("--to", "target", type=click.Path(path_type=Path), help="The file to make [NAME-DATE.zip].")
@as_of_option
@jobs_option
@speaks
def package(config_file: Path, target: Path | None, as_of: datetime | None, jobs: int) -> None:
    """Make one file of the archive to keep: site, index and checksums."""
    from generator.commands.package import package as package_site

    language = language_of(config_file)
    with progress(language) as report:
        made = package_site(config_file, target, day_of(as_of), jobs, report)
    spoken.problems(made.problems, language)
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
@speaks
def import_(
    paths: Sequence[Path], config_file: Path, sender: str, report_file: Path | None, undo: bool, with_ocr: bool
) -> None:
    """Make drafts of old newsletters: mails, mailboxes, documents, folders of them."""
    from generator.importers import asking, run
    from generator.importers import report as told
    from generator.importers.write import store

    language, today = language_of(config_file), this_day()
    with progress(language) as report:
        if undo:
            lines = list(told.undone(run.undo_paths(config_file, paths, report), language))
        else:
            ask = asking.asks(config_file, language, report) if asking.is_answered() else None
            summary = run.import_paths(config_file, paths, sender, today, report, ask, with_ocr=with_ocr)
    if undo:
        tell("\n".join(lines))
        return
    for line in told.lines(summary, language):
        tell(line)
    target = report_file or store.free_report(config_file.parent / store.FOLDER, today.isoformat())
    write_safely(target, told.markdown(summary, language, today.isoformat()).encode())
    tell(say(language, "laget", path=target))


@main.command("new-site")
@click.argument("folder", type=click.Path(path_type=Path))
@speaks
def new_site(folder: Path) -> None:
    """Make a small site in FOLDER to start from."""
    from generator.commands.new import new_site as make_site

    make_site(folder, this_day())
    click.echo(say("nb", "nytt-nettsted", path=folder))


for _command in cli_hosts.COMMANDS:
    main.add_command(_command)
